"""How is a sentence shown in its place? The paragraph cut into pieces, each with what it plays in the act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chapeau.records import Act, Response, Span, Statement

#: A paragraph longer than this (about 25 lines) is cut to the neighbourhood of the evidence.
LONGEST = 1800
_AROUND = 500
_BREAK = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text and what it is: a role in an act, or a record that rests on it."""

    start: int
    end: int
    kind: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a record rests in the text: the target of links, and what a walk from a number ends at."""

    record: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks throughout; `kinds` from the widest mark to the narrowest.

    `begins` are the kinds whose mark begins here; `anchors` the records whose place begins here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], anchors: Sequence[Anchor] = ()
) -> tuple[Piece, ...]:
    """The text from `start` to `end`, cut wherever a mark begins or ends."""
    inside = [m for m in marks if m.start < end and m.end > start]
    cuts = {start, end, *(a.start for a in anchors if start <= a.start < end)}
    cuts.update(at for m in inside for at in (m.start, m.end) if start < at < end)
    edges = sorted(cuts)
    return tuple(_piece(text, low, high, inside, anchors) for low, high in pairwise(edges))


def _piece(text: str, low: int, high: int, marks: Sequence[Mark], anchors: Sequence[Anchor]) -> Piece:
    over = sorted(
        (m for m in marks if m.start <= low and high <= m.end), key=lambda m: (m.start - m.end, m.kind)
    )
    here = tuple(sorted((a for a in anchors if a.start == low), key=lambda a: a.record))
    return Piece(
        text[low:high], _once(m.kind for m in over), _once(m.kind for m in over if m.start == low), here
    )


def _once(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kinds))


def paragraph_of(text: str, span: Span) -> tuple[int, int]:
    """The paragraph (between blank lines) that holds a span; where very long, its neighbourhood."""
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    start = max((after for before, after in breaks if after <= span.start), default=0)
    end = min((before for before, after in breaks if before >= span.end), default=len(text))
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    if end - start <= LONGEST:
        return start, end
    return max(start, _word_edge(text, span.start - _AROUND)), min(end, _word_edge(text, span.end + _AROUND))


def _word_edge(text: str, at: int) -> int:
    at = min(max(0, at), len(text))
    while 0 < at < len(text) and not text[at].isspace():
        at += 1
    return at


def roles_of(act: Act) -> tuple[Mark, ...]:
    """Who, did, how, to whom, where, when, how many: every span of an act with its role."""
    named: list[tuple[str, Sequence[Span]]] = [
        ("who", act.perpetrators),
        ("did", act.triggers),
        ("how", act.methods),
        ("whom", act.victims),
        ("where", act.places),
        ("when", (act.time,) if act.time else ()),
        ("many", act.counts),
    ]
    return tuple(Mark(s.start, s.end, role) for role, spans in named for s in spans if s.start < s.end)


def around_act(text: str, act: Act) -> tuple[Piece, ...]:
    """The paragraph an act stands in, its evidence marked and its words marked by role."""
    start, end = paragraph_of(text, act.evidence)
    evidence = Mark(act.evidence.start, act.evidence.end, "evidence")
    return pieces(text, start, end, (evidence, *roles_of(act)))


def around(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The paragraph of the first of some spans, all of them marked as evidence."""
    start, end = paragraph_of(text, spans[0])
    return pieces(text, start, end, [Mark(s.start, s.end, "evidence") for s in spans])


def whole(
    text: str, acts: Sequence[Act], statements: Sequence[Statement], responses: Sequence[Response]
) -> tuple[Piece, ...]:
    """A whole text with all that was read from it marked, and an anchor where each record rests."""
    marks = [Mark(a.evidence.start, a.evidence.end, "evidence") for a in acts]
    marks += [Mark(t.start, t.end, "did") for a in acts for t in a.triggers]
    marks += [Mark(c.start, c.end, "said") for s in statements for c in s.content]
    marks += [Mark(r.evidence.start, r.evidence.end, "response") for r in responses]
    anchors = [Anchor(a.id, a.evidence.start, a.evidence.end) for a in acts]
    anchors += [Anchor(s.id, spoken(s).start, spoken(s).end) for s in statements]
    anchors += [Anchor(r.id, r.evidence.start, r.evidence.end) for r in responses]
    return pieces(text, 0, len(text), marks, anchors)


def spoken(statement: Statement) -> Span:
    """Where a statement rests: its first content, else its cue, else its speaker."""
    found = statement.content[0] if statement.content else statement.cue or statement.speaker
    return found or Span(start=0, end=0, text="")
