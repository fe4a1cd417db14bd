"""A record and all it rests on, down to the sentence, the source and its hash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.dossier.determined_words import matrix_in_words
from chapeau.pipeline.reviewed import AfterReview, after_review
from chapeau.pipeline.versions import versions
from chapeau.records import (
    Act,
    Actor,
    ActorLink,
    CasualtyList,
    Command,
    Decision,
    Determination,
    Document,
    Finding,
    Incident,
    LikenessModel,
    Listed,
    NamedVictim,
    Origin,
    Part,
    Pattern,
    Period,
    Person,
    PersonLink,
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
        if isinstance(found, Determination) and found.version:
            return next(made for made in versions(self.case) if made.id == record)
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
    if isinstance(record, Actor):
        yield from _commands(shelf, record)
    if isinstance(record, Person | Listed | NamedVictim):
        yield from _link_lines(_touching(shelf, record))
    for decision in shelf.case.decisions_on(record.id):
        yield f"decision: {decision.id} {decision.kind}{_change(decision)} by {decision.who} on {decision.when}: {decision.why}"


def _commands(shelf: _Shelf, actor: Actor) -> Iterator[str]:
    """Who stands above and below an actor, as said."""
    for c in shelf.case.all(kinds.COMMANDS):
        if actor.id in (c.superior, c.subordinate):
            other = c.superior if c.subordinate == actor.id else c.subordinate
            name = found.name if (found := shelf.case.find(kinds.ACTORS, other)) else other
            yield (
                f"{'under' if c.subordinate == actor.id else 'above'} {name} ({other}), {c.kind.replace('_', ' ')}, "
                f"{c.low or 'open'} to {c.high or 'open'}: {c.source} (by {c.made_by})"
            )


def _touching(shelf: _Shelf, record: Person | Listed | NamedVictim) -> Iterator[PersonLink]:
    """The links of an entry, or of a person's entries: those that join it, and those that wait for a decision."""
    own = {*record.listed, *record.victims} if isinstance(record, Person) else {record.id}
    return (k for k in shelf.case.all(kinds.PERSON_LINKS) if k.left in own or k.right in own)


Words = tuple[str, Iterable[str], Iterable[str]]


def _determination(d: Determination) -> Words:
    lines = (
        f"findings: {len(d.findings)}",
        *matrix_in_words(d),
        *(f"signed by {s.signer}, {s.at}, key {s.fingerprint[:HASH_SHOWN]}" for s in d.signatures),
        *(f"dissent of {x.who}: {x.words}" for x in d.dissents),
    )
    number = f", version {d.version}" if d.version else ""
    return f"Determination {d.id}{number}: {d.state.replace('_', ' ')}", lines, d.findings


def _finding(f: Finding) -> Words:
    lines = (
        f"party: {f.party}; area: {f.area}; period: {_period(f.when)}",
        f"alleged: {f.alleged}; support: {f.support}; against: {f.contested or f.against}; fragility: {f.fragility}",
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
    lines = (
        f"{a.kind}; {a.country or 'no country'}",
        *(f"printed {name.text!r}" for name in a.names),
        *(f"position: {p.title} ({p.document} [{p.start}:{p.end}])" for p in a.positions),
        *_link_lines(a.links),
    )
    return f"Actor {a.id}: {a.name}", lines, sorted({d for name in a.names for d in name.documents})


def _link_lines(links: Iterable[ActorLink | PersonLink]) -> Iterator[str]:
    """Each link with its state and parts: what was compared, what came out."""
    for link in links:
        yield f"{link.left} and {link.right}: {link.state.replace('_', ' ')}, {link.score.value:.4g}"
        yield from (f"    {_part(part)}" for part in link.score.parts)


def _part(p: Part) -> str:
    between = f" ({p.left or '-'} | {p.right or '-'})" if p.left or p.right else ""
    return f"{p.name} {p.value:+.2f}: {p.why}{between}"


def _person(p: Person) -> Words:
    lines = (
        f"{p.sex}; age {_interval(p.age_low, p.age_high)}; died: {_period(p.died)}; {p.place or 'place not said'}",
        *(f"printed {name!r}" for name in p.names),
        *(f"contradiction in {c.field}: {c.why} ({c.left}, {c.right})" for c in p.contradictions),
    )
    return f"Person {p.id}: {p.name}", lines, (*p.listed, *p.victims)


def _listed(r: Listed) -> Words:
    lines = (
        f"row {r.position} of {r.list}",
        *(f"{cell.header}: {cell.text}" for cell in r.cells if cell.text.strip()),
    )
    return f"Listed {r.id}: {r.name}", lines, (r.list,)


def _casualty_list(made: CasualtyList) -> Words:
    lines = (
        f"{made.kind}; covers: {made.scope}; inclusion: {made.inclusion}; up to: {made.as_of or 'not said'}",
        f"{made.rows:,} rows, declared by {made.entered_by}; digest {made.digest[:HASH_SHOWN]}",
        *(f"column {c.header!r}: {c.holds or 'kept as printed'}" for c in made.columns),
    )
    return f"List {made.id}: {made.name}", lines, (made.source,)


def _named_victim(v: NamedVictim) -> Words:
    lines = (f"named at [{v.start}:{v.end}]; {v.sex}; age {_interval(v.age_low, v.age_high)}",)
    return f"Named victim {v.id}: {v.name}", lines, v.acts


def _likeness_model(m: LikenessModel) -> Words:
    lines = (
        f"{m.made_by}; {m.entries:,} entries, {m.pairs:,} pairs compared; prior {m.prior:.3g}",
        f"one person from {m.high:g}; a person is asked from {m.low:g}",
        f"compared where two share: {'; '.join(m.blocking)}",
        *(
            f"{x.comparison}: {x.level}: m {x.m:.3g}, u {x.u:.3g}, weight {x.weight:+.2f} ({x.by})"
            for x in m.levels
        ),
        *m.notes,
    )
    return f"Likeness model {m.id}", lines, ()


def _command(c: Command) -> Words:
    lines = (
        f"{c.kind.replace('_', ' ')}; {c.low or 'open'} to {c.high or 'open'}",
        f"source: {c.source}; entered by {c.made_by}",
    )
    below = [c.document] if c.document else []
    return f"Command {c.id}: {c.subordinate} under {c.superior}", lines, below


def _interval(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "not said"
    return str(low) if low == high else f"{low} to {high}"


def _pattern(p: Pattern) -> Words:
    lines = (p.words, f"cannot show: {p.cannot_show}", f"left out: {len(p.left_out)} records")
    return f"Pattern {p.id}: {p.name}", lines, p.rests_on


def _decision(d: Decision) -> Words:
    change = _change(d) if d.kind == "correct" else f" {d.other or ''}".rstrip()
    below = [name for name in (d.record, d.other) if name]
    return f"Decision {d.id}: {d.kind}{change}", (f"{d.who}, {d.when}: {d.why}",), below


def _change(d: Decision) -> str:
    """What a correction replaced, and by what."""
    return f" {d.field}: {d.before} to {d.after}" if d.kind == "correct" else ""


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
    Person: _person,
    Listed: _listed,
    CasualtyList: _casualty_list,
    NamedVictim: _named_victim,
    LikenessModel: _likeness_model,
    Command: _command,
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
