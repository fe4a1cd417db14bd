"""A record and all it rests on, down to the sentence, the source and its hash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.pipeline.reviewed import AfterReview, after_review
from chapeau.records import (
    Act,
    Actor,
    Decision,
    Determination,
    Document,
    Finding,
    Incident,
    Origin,
    Pattern,
    Period,
    Place,
    Response,
    Skipped,
    Source,
    Span,
    Statement,
)

HASH_SHOWN = 16
"""Digits of a hash that are printed: 64 bits, enough to tell any two sources of a case apart by eye."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One record in words: a headline, a few lines, and what it rests on."""

    headline: str
    lines: tuple[str, ...] = ()
    rests_on: tuple[Shown, ...] = ()


def show(folder: Path, beginning: str) -> Shown:
    """The record whose id is this or begins with it. Raises RecordUnknown, CaseMissing."""
    with opened(folder) as case:
        shelf = _Shelf(case, after_review(case))
        return _shown(shelf, shelf.find(case.named(beginning)[1].id), set())


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The case, as people left it."""

    case: Casefile
    review: AfterReview

    def find(self, record: str) -> Any:
        """The record of any kind with this id, or None."""
        found = next((r for kind in kinds.WITH_IDS if (r := self.case.find(kind, record)) is not None), None)
        return self.review.changed.get(record, found)


def _shown(shelf: _Shelf, record: Any, above: set[str]) -> Shown:
    """A record met before on the way down is named, and not opened again."""
    headline, lines, below = _WORDS[type(record)](record)
    if record.id in above:
        return Shown(f"{headline} (above)")
    above.add(record.id)
    children = (shelf.find(name) for name in below)
    opened_below = tuple(_shown(shelf, child, above) for child in children if child is not None)
    return Shown(headline, (*lines, *_standing(shelf, record)), opened_below)


def _standing(shelf: _Shelf, record: Any) -> Iterator[str]:
    """Where a record stands after review: machine-made until a person has acted."""
    if isinstance(record, Act | Statement | Response):
        reviewed = next((r for r in shelf.review.reviewed if r.record == record.id), None)
        yield f"standing: {'machine, not reviewed' if reviewed is None else reviewed.state} (made by {record.made_by})"
    if isinstance(record, Finding) and (party := shelf.case.find(kinds.ACTORS, record.party)) is not None:
        yield f"{party.id} is {party.name}"
    for decision in shelf.case.decisions_on(record.id):
        yield f"decision: {decision.id} {decision.kind} by {decision.who} on {decision.when}: {decision.why}"


Words = tuple[str, Iterable[str], Iterable[str]]


def _determination(d: Determination) -> Words:
    return f"Determination {d.id}: {d.state.replace('_', ' ')}", (f"findings: {len(d.findings)}",), d.findings


def _finding(f: Finding) -> Words:
    lines = (
        f"party: {f.party}; area: {f.area}; period: {_period(f.period)}",
        f"alleged: {f.alleged}; support: {f.support}; against: {f.against}; fragility: {f.fragility}",
        f"verdict: {f.verdict.value.replace('_', ' ')}",
        *(f"gap: {gap}" for gap in f.gaps),
    )
    return f"Finding {f.id}: {f.element}", lines, (*f.incidents_for, *f.acts_against, *f.statements_against)


def _incident(i: Incident) -> Words:
    lines = (
        f"{i.extent}, {i.certainty}; {_place(i.place)}; {_period(i.time)}; origins: {len(i.origins)}",
        *(f"linked: {link.left} and {link.right}, score {link.score.value:.2f}" for link in i.links),
        *(f"contradiction in {c.field}: {c.why}" for c in i.contradictions),
    )
    return f"Incident {i.id}: {', '.join(i.types)}", lines, i.acts


def _act(a: Act) -> Words:
    lines = (
        f"who: {_names(a.perpetrators)}; to whom: {_names(a.victims)}",
        f"where: {_names(a.places)}; when: {a.time.text if a.time else 'not said'}; how many: {_names(a.counts)}",
        f"{a.extent}, {a.certainty}; basis: {a.basis}; score {a.score:.2f}",
        _quoted(a.evidence),
    )
    return f"Act {a.id}: {a.type}", lines, [name for name in (a.said_in, a.document) if name]


def _statement(s: Statement) -> Words:
    speaker = s.speaker.text if s.speaker else "not named"
    lines = (
        f"{s.kind}, {s.stance}; cue: {s.cue.text if s.cue else 'none'}",
        *(_quoted(c) for c in s.content),
    )
    return f"Statement {s.id}: said by {speaker}", lines, [n for n in (s.said_through, s.document) if n]


def _response(r: Response) -> Words:
    lines = (f"by: {r.actor}; towards: {r.towards}", _quoted(r.evidence))
    return f"Response {r.id}: {r.kind}", lines, [name for name in (r.said_in, r.document) if name]


def _document(d: Document) -> Words:
    stated = "; ".join(part for part in (d.publisher, d.author, d.date) if part)
    lines = (
        f"{d.title or 'no title'}; {stated or 'no publisher, author or date stated'}; {len(d.text):,} characters",
        f"text hash: {d.text_hash[:HASH_SHOWN]}; extracted by {d.extractor}",
    )
    return f"Document {d.id}", lines, (d.source,)


def _source(s: Source) -> Words:
    lines = (
        f"{s.media_type}, {s.size:,} bytes; SHA-256 {s.blob}",
        f"captured by {s.capture.by} at {s.capture.at} ({s.capture.clock} clock); {s.sensitivity}",
    )
    return f"Source {s.id}: {s.capture.name}", lines, ()


def _origin(o: Origin) -> Words:
    lines = (
        f"root: {o.root or o.root_unknown or 'not known'}; voice: {o.voice or 'not known'}",
        *(f"{m.document}: {m.relation}: {m.why}" for m in o.members),
    )
    return f"Origin {o.id}: {len(o.members)} documents", lines, [m.document for m in o.members]


def _actor(a: Actor) -> Words:
    lines = (f"{a.kind}; {a.country or 'no country'}", *(f"printed {name.text!r}" for name in a.names))
    return f"Actor {a.id}: {a.name}", lines, sorted({d for name in a.names for d in name.documents})


def _pattern(p: Pattern) -> Words:
    lines = (p.words, f"cannot show: {p.cannot_show}", f"left out: {len(p.left_out)} records")
    return f"Pattern {p.id}: {p.name}", lines, p.rests_on


def _decision(d: Decision) -> Words:
    change = f"{d.field}: {d.before} to {d.after}" if d.kind == "correct" else (d.other or "")
    below = [name for name in (d.record, d.other) if name]
    return f"Decision {d.id}: {d.kind} {change}".rstrip(), (f"{d.who}, {d.when}: {d.why}",), below


def _skipped(s: Skipped) -> Words:
    return f"Skipped {s.id}: {s.what}", (s.message,), ()


_WORDS: dict[type[Any], Callable[[Any], Words]] = {
    Determination: _determination,
    Finding: _finding,
    Incident: _incident,
    Act: _act,
    Statement: _statement,
    Response: _response,
    Document: _document,
    Source: _source,
    Origin: _origin,
    Actor: _actor,
    Pattern: _pattern,
    Decision: _decision,
    Skipped: _skipped,
}


def _names(spans: Iterable[Span]) -> str:
    return ", ".join(span.text for span in spans) or "not said"


def _quoted(span: Span) -> str:
    return f"[{span.start}:{span.end}] “{' '.join(span.text.split())}”"


def _place(place: Place | None) -> str:
    return "place not said" if place is None else f"{place.text} ({place.precision or 'not located'})"


def _period(period: Period | None) -> str:
    if period is None or (period.low is None and period.high is None):
        return "time not said"
    return f"{period.low or 'open'} to {period.high or 'open'}"
