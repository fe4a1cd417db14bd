"""Who said it? Statements: speaker, cue, content, stance, and the chain they came through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.identity import statement_id
from chapeau.ground.spans import span
from chapeau.read.because import Because
from chapeau.read.characterises import characterisations
from chapeau.read.cues import FIRST_PERSON, Attribution, Range, attributions
from chapeau.read.heard import heard, with_what_grammar_shows
from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.read.quoted import MARKS, with_quotations
from chapeau.read.stance import stance
from chapeau.read.when import times
from chapeau.read.who import Names
from chapeau.read.words import vocabulary
from chapeau.records import ActTime, DocumentDate, SaidAt, Speaker, Statement, StatementKind

NEAR_CUE = 90
"""Characters between a cue and the day it was said on ('said in a statement late on Friday')."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What all statements of one text share."""

    parsed: Parsed
    names: Names
    times: tuple[ActTime, ...]
    document: str
    made_by: str


def statements(
    parsed: Parsed,
    names: Names,
    posts: tuple[Post, ...],
    date: DocumentDate | None,
    document: str,
    made_by: str,
) -> tuple[Statement, ...]:
    """All statements of a text, in order of their first span; no two share an id.

    A statement whose cue stands inside another's content came through that other (`said_through`); a
    post is a statement of its author that relays whatever it quotes.
    """
    shared = _Reading(
        parsed=parsed, names=names, times=times(parsed, date), document=document, made_by=made_by
    )
    return _chained([statement for statement, _ in _distinct(_made(shared, posts))])


Source = Attribution | Post


def sources(
    parsed: Parsed, names: Names, posts: tuple[Post, ...], date: DocumentDate | None, document: str
) -> dict[str, Source]:
    """The attribution or post that each statement was made from, by the statement's id."""
    shared = _Reading(parsed=parsed, names=names, times=times(parsed, date), document=document, made_by="")
    return {statement.id: source for statement, source in _distinct(_made(shared, posts))}


def _made(shared: _Reading, posts: Sequence[Post]) -> list[tuple[Statement, Source]]:
    found = _attributions(shared.parsed)
    of_posts: list[tuple[Statement, Source]] = [(_posted(shared, p), p) for p in posts if p.body.text]
    return [*of_posts, *((_statement(shared, a, posts), a) for a in found)]


def _attributions(parsed: Parsed) -> list[Attribution]:
    """By grammar and quotation marks; and as an encoder hears them, where one analysed the text."""
    shown = with_quotations(parsed, attributions(parsed))
    labelled = parsed.doc.labelled
    return shown if labelled is None else with_what_grammar_shows(parsed, heard(parsed, labelled), shown)


def _statement(shared: _Reading, attribution: Attribution, posts: Sequence[Post]) -> Statement:
    text, cue = shared.parsed.text, attribution.cue
    contents = attribution.contents
    low, high = cue or contents[0]
    return Statement(
        id=statement_id(shared.document, low, high),
        document=shared.document,
        made_by=shared.made_by,
        speaker=_speaker(shared, attribution),
        cue=span(text, *cue) if cue else None,
        content=tuple(span(text, a, b) for a, b in contents),
        kind=_kind(text, contents),
        stance=stance(shared.parsed, attribution),
        said_at=said_at_because(shared.parsed, shared.times, attribution, posts).value,
        characterises=characterisations(shared.parsed, shared.names, contents),
        score=score_because(attribution).value,
    )


def _posted(shared: _Reading, post: Post) -> Statement:
    """The post as its author's own words."""
    text, by = shared.parsed.text, post.author or post.handle
    actor = shared.names.actor_of(by.start, by.end) if by else None
    return Statement(
        id=statement_id(shared.document, post.body.start, post.body.end),
        document=shared.document,
        made_by=shared.made_by,
        speaker=Speaker(start=by.start, end=by.end, text=by.text, actor=actor) if by else None,
        cue=None,
        content=(span(text, post.body.start, post.body.end),),
        kind="direct",
        stance="asserts",
        said_at=_day_of(post).value,
        characterises=characterisations(shared.parsed, shared.names, [(post.body.start, post.body.end)]),
        score=vocabulary("saying")["scores"]["post"],
    )


def _speaker(shared: _Reading, attribution: Attribution) -> Speaker | None:
    if attribution.speaker is None:
        return None
    start, end = attribution.speaker
    low, high = start, end
    if attribution.subject is not None and attribution.form != "heading":
        token = shared.parsed.doc[attribution.subject]
        low, high = min(start, token.idx), max(end, token.end_char)
    actor = shared.names.actor_of(low, high)
    return Speaker(start=start, end=end, text=shared.parsed.text[start:end], actor=actor)


def _kind(text: str, contents: Sequence[Range]) -> StatementKind:
    """Direct where every piece is quoted whole, mixed where only part of the words is."""
    double = '“”„«»"'
    whole = [text[a] in MARKS and text[b - 1] in MARKS + ".," for a, b in contents]
    if all(whole):
        return "direct"
    return (
        "mixed"
        if any(w or any(c in double for c in text[a:b]) for w, (a, b) in zip(whole, contents, strict=True))
        else "indirect"
    )


def said_at_because(
    parsed: Parsed, times: Sequence[ActTime], attribution: Attribution, posts: Sequence[Post]
) -> Because[SaidAt | None]:
    """The day printed beside the cue, outside what was said; a post's own day inside a post."""
    cue = attribution.cue
    if cue is None:
        return Because(None, "statement.said_at.none")
    for post in posts:
        if post.whole.start <= cue[0] < post.whole.end:
            return _day_of(post)
    sentence = parsed.sentence_at(cue[0])
    near = [
        t
        for t in times
        if sentence.start <= t.start < sentence.end
        and (t.low or t.high)
        and not any(a <= t.start < b for a, b in attribution.contents)
        and min(abs(t.start - cue[1]), abs(cue[0] - t.end)) <= NEAR_CUE
    ]
    rule = "statement.said_at.beside_cue" if near else "statement.said_at.quoted_today"
    near = near or [t for t in times if attribution.quoted and _today(t, attribution.contents)]
    if not near:
        return Because(None, "statement.said_at.none")
    nearest = min(near, key=lambda t: (min(abs(t.start - cue[1]), abs(cue[0] - t.end)), t.start))
    return Because(SaidAt(low=nearest.low, high=nearest.high), rule, ((nearest.start, nearest.end), cue))


def _day_of(post: Post) -> Because[SaidAt | None]:
    day = SaidAt(low=post.date, high=post.date) if post.date else None
    words = ((post.dated.start, post.dated.end),) if post.dated else ()
    return Because(day, "statement.said_at.post", words)


def _today(time: ActTime, contents: Sequence[Range]) -> bool:
    """Whether a quotation says 'today': it was said on that day."""
    return time.text.lower().startswith("today") and any(a <= time.start < b for a, b in contents)


def score_because(attribution: Attribution) -> Because[float]:
    """How sure such an attribution is, by its form and frame, with the line of saying.yaml."""
    scores = vocabulary("saying")["scores"]
    key = "quotation" if attribution.quoted else str(attribution.form)
    if key == "verb":
        key = attribution.frame if attribution.frame in scores else "other"
    return Because(float(scores[key]), "statement.score", (), f"saying.yaml/scores/{key}")


def _distinct(made: Sequence[tuple[Statement, Source]]) -> list[tuple[Statement, Source]]:
    """Statements in order of their first span; of two with one id, the surer one.

    'refused' within the cue 'refused to confirm' is no statement beside it.
    """
    best: dict[str, tuple[Statement, Source]] = {}
    cues = [s.cue for s, _ in made if s.cue]
    for statement, source in made:
        cue = statement.cue
        if cue and any(
            c.start <= cue.start and cue.end < c.end and c.text.startswith(cue.text) for c in cues
        ):
            continue
        if statement.id not in best or statement.score > best[statement.id][0].score:
            best[statement.id] = statement, source
    return sorted(best.values(), key=lambda pair: (_first(pair[0]), pair[0].id))


def _first(statement: Statement) -> int:
    parts = [*statement.content, *(p for p in (statement.cue, statement.speaker) if p)]
    return min(p.start for p in parts)


def _chained(made: Sequence[Statement]) -> tuple[Statement, ...]:
    by = {s.id: _relayed_by(s, made) for s in made}
    linked = {s.id: s if by[s.id] == s.said_through else replace(s, said_through=by[s.id]) for s in made}
    return tuple(_own_voice(s, linked) for s in linked.values())


def _own_voice(statement: Statement, linked: Mapping[str, Statement]) -> Statement:
    """'We deny it' inside a quotation: 'we' is whoever is quoted."""
    speaker = statement.speaker
    outer = linked.get(statement.said_through or "")
    if speaker is None or speaker.text.lower() not in FIRST_PERSON or outer is None or outer.speaker is None:
        return statement
    return replace(statement, speaker=replace(speaker, actor=outer.speaker.actor))


def _relayed_by(statement: Statement, made: Sequence[Statement]) -> str | None:
    """The innermost other statement whose content holds this one's cue."""
    at = statement.cue or statement.content[0]
    holding = [
        (piece.end - piece.start, other.id)
        for other in made
        if other.id != statement.id
        for piece in other.content
        if piece.start <= at.start and at.end <= piece.end and (statement.cue or piece.text != at.text)
    ]
    return min(holding)[1] if holding else None
