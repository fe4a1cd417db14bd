"""Why does a statement say what it says? Its cue, speaker, content, stance, day and chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chapeau.read.because import Because, Range
from chapeau.read.cues import Attribution
from chapeau.read.posts import Post
from chapeau.read.rules import Grounds
from chapeau.read.stance import stance_because
from chapeau.read.who import Names
from chapeau.read.who_said import Source, said_at_because, score_because, sources
from chapeau.read.why.reason import Why, by_rule, why
from chapeau.records import Span, Statement


def why_statements(grounds: Grounds, statements: tuple[Statement, ...], document: str) -> Iterator[Why]:
    """Reasons for every decided field of these statements of one text."""
    made_of = sources(grounds.parsed, grounds.names, grounds.posts, grounds.date, document)
    by_id = {s.id: s for s in statements}
    for statement in statements:
        source = made_of[statement.id]
        if isinstance(source, Post):
            yield from _of_post(grounds, statement, source)
        else:
            yield from _attributed(grounds, statement, source)
        yield from _shared(grounds, statement, source, by_id)
        yield _score(grounds, statement, source)


def _of_post(grounds: Grounds, statement: Statement, post: Post) -> Iterator[Why]:
    text, name = grounds.parsed.text, statement.id
    if statement.speaker is not None:
        yield by_rule(text, name, "speaker", "statement.speaker.post", statement.speaker)
    for n, content in enumerate(statement.content):
        yield by_rule(text, name, f"content[{n}]", "statement.content.post", content)
    yield by_rule(text, name, "stance", "statement.stance.post", post.body)
    if statement.said_at is not None:
        yield by_rule(text, name, "said_at", "statement.said_at.post", post.dated)


def _attributed(grounds: Grounds, statement: Statement, source: Attribution) -> Iterator[Why]:
    text, name = grounds.parsed.text, statement.id
    if statement.speaker is not None:
        words = (statement.speaker, statement.cue)
        yield by_rule(text, name, "speaker", f"statement.speaker.{_place_of_speaker(source)}", *words)
    if statement.cue is not None:
        cue = (statement.cue.start, statement.cue.end)
        yield why(text, name, "cue", Because(statement.cue, _cue_rule(source), (cue,), _entry(source)))
    for n, content in enumerate(statement.content):
        rule = f"statement.content.{_content_rule(grounds, source, content)}"
        yield by_rule(text, name, f"content[{n}]", rule, content, note=source.frame)
    yield why(text, name, "stance", stance_because(grounds.parsed, source))
    if statement.said_at is not None:
        said_at = said_at_because(grounds.parsed, grounds.times, source, grounds.posts)
        yield why(text, name, "said_at", said_at)


def _place_of_speaker(source: Attribution) -> str:
    if source.form in ("verb", "quotation"):
        return "by_phrase" if source.frame.startswith("passive") else "subject"
    return source.form


def _cue_rule(source: Attribution) -> str:
    return "statement.cue.silence" if source.frame == "silence" else f"statement.cue.{source.form}"


def _entry(source: Attribution) -> str:
    """The cue's line in the vocabulary; empty where the frame is none of it."""
    if source.form not in ("verb", "noun") or source.frame in ("", "silence"):
        return ""
    return f"saying.yaml/{source.form}s/{source.frame}/{source.lemma}"


def _content_rule(grounds: Grounds, source: Attribution, content: Span) -> str:
    if source.quoted and grounds.parsed.in_quotation(content.start + 1) is not None:
        return "quotation"
    if source.frame == "silence":
        return "silence"
    return "governed" if source.form in ("verb", "noun") else source.form


def _shared(
    grounds: Grounds, statement: Statement, source: Source, by_id: Mapping[str, Statement]
) -> Iterator[Why]:
    text, name = grounds.parsed.text, statement.id
    yield by_rule(text, name, "kind", f"statement.kind.{statement.kind}", *statement.content)
    speaker, outer = statement.speaker, by_id.get(statement.said_through or "")
    if speaker is not None and speaker.actor is not None:
        yield why(text, name, "speaker.actor", _actor(grounds.names, statement, source, outer))
    if outer is not None:
        yield by_rule(text, name, "said_through", "statement.said_through.inside", outer.cue or outer.speaker)
    for n, judged in enumerate(statement.characterises):
        rule = Because(
            judged.key, "statement.characterises.words", ((judged.start, judged.end),), _list(judged.key)
        )
        yield why(text, name, f"characterises[{n}]", rule, note="negated" if judged.negated else "")


def _score(grounds: Grounds, statement: Statement, source: Source) -> Why:
    posted = Because(statement.score, "statement.score", (), "saying.yaml/scores/post")
    because = posted if isinstance(source, Post) else score_because(source)
    return why(grounds.parsed.text, statement.id, "score", because)


def _list(key: str) -> str:
    return f"characterisations.yaml/patterns/{key}"


def _actor(
    names: Names, statement: Statement, source: Source, outer: Statement | None
) -> Because[str | None]:
    """Whom the speaker's phrase means; 'we' in a quotation is whoever is quoted."""
    speaker = statement.speaker
    if speaker is None:
        raise AssertionError("only a speaker has an actor")
    start, end = _phrase(names, source, speaker)
    told = names.party_because(start, end)
    if told.value.actor != speaker.actor and outer is not None and outer.speaker is not None:
        quoted = (outer.speaker.start, outer.speaker.end)
        return Because(speaker.actor, "actor.quoted_speaker", ((speaker.start, speaker.end), quoted))
    return Because(speaker.actor, told.rule, told.words)


def _phrase(names: Names, source: Source, speaker: Span) -> Range:
    """The speaker's phrase with the word that heads it, as the statement's actor was looked up."""
    if isinstance(source, Post) or source.subject is None or source.form == "heading":
        return speaker.start, speaker.end
    head = names.parsed.doc[source.subject]
    return min(speaker.start, head.idx), max(speaker.end, head.end_char)
