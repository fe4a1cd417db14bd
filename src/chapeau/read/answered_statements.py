"""Which statements did a user's own model find? Those whose words stand in the text, as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chapeau.ground.identity import statement_id
from chapeau.ground.spans import contains, overlaps
from chapeau.read.answers import Answer, Dropped, SaidStatement, each
from chapeau.read.asked import Question
from chapeau.read.characterises import characterisations
from chapeau.read.material import Material
from chapeau.read.verbatim import nearest, occurrences, with_marks
from chapeau.read.who_said import NEAR_CUE
from chapeau.records import SaidAt, Span, Speaker, Statement, StatementKind

FAR = 1_500
"""Characters from the sentence or deed within which its parts must stand: three or four paragraphs of a
report. Farther off, a phrase and a deed have no more to do with each other than the model's word for it."""

AGREED, ALONE = 0.7, 0.5
"""Scores where our own rules read the same, and where they do not: a model gives none that could be
calibrated, so they order and no more."""


def statements(
    material: Material, answers: Iterable[tuple[Question, Answer]], dropped: Dropped
) -> tuple[Statement, ...]:
    """The statements of all pieces in order of place; no two share an id."""
    made: dict[str, Statement] = {}
    for question, answer in answers:
        for said in each(SaidStatement, answer.statements, dropped):
            found = _statement(material, question, said, made.keys(), dropped)
            if found is not None:
                made[found.id] = found
    return chained(sorted(made.values(), key=lambda s: (_first(s), s.id)))


def chained(made: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the innermost other one whose content holds its cue."""
    return tuple(replace(s, said_through=_relayed_by(s, made)) for s in made)


def _relayed_by(statement: Statement, made: Sequence[Statement]) -> str | None:
    if statement.cue is None:
        return None
    holding = [
        (piece.end - piece.start, other.id)
        for other in made
        if other.id != statement.id
        for piece in other.content
        if contains(piece, statement.cue)
    ]
    return min(holding)[1] if holding else None


def _first(statement: Statement) -> int:
    return min(s.start for s in (statement.cue, *statement.content) if s is not None)


def _statement(
    material: Material, question: Question, said: SaidStatement, taken: Iterable[str], dropped: Dropped
) -> Statement | None:
    """The statement at the first place that none has taken; None, and counted, where there is no such place."""
    text = material.text
    sentences = occurrences(text, said.sentence, question.start, question.end)
    told = [(s, tuple(_contents(text, question, said, s))) for s in sentences]
    anchored = [(anchor, content) for s, content in told for anchor in _anchors(text, said, s, content)]
    free = (
        (anchor, content)
        for anchor, content in anchored
        if statement_id(material.document, anchor.start, anchor.end) not in taken
    )
    anchor, content = next(free, (None, ()))
    if anchor is None:
        dropped["twice" if anchored else "nowhere"] += 1
        return None
    dropped["nowhere"] += len(said.content) - len(content)
    return _made(material, question, said, anchor, content, dropped)


def _contents(text: str, question: Question, said: SaidStatement, sentence: Span) -> Iterator[Span]:
    for quote in said.content:
        found = occurrences(text, quote, question.start, question.end)
        inside = [f for f in found if contains(sentence, f)]
        piece = nearest(inside or found, sentence.start)
        if piece is not None and abs(piece.start - sentence.start) <= FAR:
            yield with_marks(text, piece)


def _anchors(text: str, said: SaidStatement, sentence: Span, content: Sequence[Span]) -> Sequence[Span]:
    """The places of the cue within the sentence, those outside what is said first; without a cue, what is said."""
    if not content:
        return ()
    if said.cue is None:
        return content[:1]
    found = occurrences(text, said.cue, sentence.start, sentence.end)
    return sorted(found, key=lambda f: any(overlaps(f, c) for c in content))


def _made(
    material: Material,
    question: Question,
    said: SaidStatement,
    anchor: Span,
    content: tuple[Span, ...],
    dropped: Dropped,
) -> Statement:
    cue = anchor if said.cue is not None else None
    ranges = [(c.start, c.end) for c in content]
    return Statement(
        id=statement_id(material.document, anchor.start, anchor.end),
        document=material.document,
        made_by=material.made_by,
        speaker=_speaker(material, question, said, anchor, content, dropped),
        cue=cue,
        content=content,
        kind=_kind(material, anchor, content),
        stance=said.stance,
        said_at=_said_at(material, cue, content),
        characterises=characterisations(material.parsed, material.names, ranges),
        score=_score(material, anchor),
    )


def _speaker(
    material: Material,
    question: Question,
    said: SaidStatement,
    anchor: Span,
    content: Sequence[Span],
    dropped: Dropped,
) -> Speaker | None:
    if said.speaker is None:
        return None
    found = occurrences(material.text, said.speaker, question.start, question.end)
    outside = [f for f in found if not any(contains(c, f) for c in content)]
    place = nearest(outside or found, anchor.start)
    if place is None or abs(place.start - anchor.start) > FAR:
        dropped["nowhere" if place is None else "far"] += 1
        return None
    actor = material.names.actor_of(place.start, place.end)
    return Speaker(start=place.start, end=place.end, text=place.text, actor=actor)


def _kind(material: Material, anchor: Span, content: Sequence[Span]) -> StatementKind:
    """By the quotation marks of the text; marks around cue and content alike are those of an outer voice."""
    own = content[0] == anchor
    quoted = [q for q in material.parsed.quotations if own or not contains(q, anchor)]
    whole = [any(q.start <= c.start + 1 and c.end - 1 <= q.end for q in quoted) for c in content]
    if all(whole):
        return "direct"
    return "mixed" if any(overlaps(c, q) for c in content for q in quoted) else "indirect"


def _said_at(material: Material, cue: Span | None, content: Sequence[Span]) -> SaidAt | None:
    if cue is None:
        return None
    sentence = material.parsed.sentence_at(cue.start)
    near = (
        t
        for t in material.times
        if contains(sentence, t)
        and (t.low or t.high)
        and abs(t.start - cue.start) <= NEAR_CUE
        and not any(overlaps(t, c) for c in content)
    )
    time = nearest(near, cue.start)
    return SaidAt(low=time.low, high=time.high) if time else None


def _score(material: Material, anchor: Span) -> float:
    by_rules = (s.cue or s.content[0] for s in material.by_rules.statements)
    return AGREED if any(overlaps(anchor, other) for other in by_rules) else ALONE
