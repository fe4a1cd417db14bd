"""What moved between two versions of a case, and which source moved it?

Compared is what people weigh: what is alleged, support, what speaks against, fragility, gaps, the origins on both
sides, verdicts and standards. A copy joins an origin, a bare denial or a word that judges is only shown beside: none
of them moves anything. Origins are the same where they share a text, whatever their id.

Blamed is what can have moved it: texts of origins that the other version has nothing of, texts read otherwise, and
decisions on what the finding rests on. Other law or rules are said of the whole, and of a move that nothing else explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from chapeau.determine.crimes import category_of
from chapeau.determine.verdicts import IN_ORDER
from chapeau.ground.identity import record_id
from chapeau.records import (
    BearsMore,
    Cause,
    Change,
    Cited,
    CrimeMove,
    Decision,
    Determination,
    Difference,
    Finding,
    FindingMove,
    HeldDocument,
    Snapshot,
    Verdict,
    VerdictValue,
)

FIELDS = ("alleged", "support", "against", "contested", "fragility")
OF_ALL = ("law", "rules")
"""Causes that are said once for the whole difference."""


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a case: what it held, and what was determined then, if anything was."""

    snapshot: Snapshot
    determination: Determination | None = None

    @property
    def number(self) -> int:
        """0 where nothing was determined: the case as it is now."""
        return 0 if self.determination is None else self.determination.version


def difference(earlier: Version, later: Version, decisions: Iterable[Decision] = ()) -> Difference:
    """What moved from the earlier to the later. Against a case undetermined, verdicts are not compared.

    `decisions` are those by people, of which snapshots hold the ids alone: one that is not among them explains nothing.
    """
    compared = _Compared(earlier, later, decisions)
    moves = tuple(compared.moves())
    crimes = tuple(_crimes(earlier.determination, later.determination))
    before, after = compared.documents_before, compared.documents_after
    return Difference(
        id=record_id("dif", earlier.snapshot.id, later.snapshot.id, earlier.number, later.number),
        earlier=earlier.number,
        later=later.number,
        crimes=crimes,
        moves=moves,
        came=tuple(d for i, d in sorted(after.items()) if i not in before),
        went=tuple(d for i, d in sorted(before.items()) if i not in after),
        rested_on=tuple(compared.rested_on()),
        law=_of_law(earlier.snapshot, later.snapshot),
        bearing=tuple(compared.bearing()),
    )


def renamed(earlier: Snapshot, later: Snapshot) -> dict[str, str]:
    """The ids that findings bear now whose former ids held the first and last day told then.

    So it was before findings were asked of all days. They are the same where party, element and area are; the days are
    those that all of them had, and no period that the case names.
    """
    if any(f.span for f in earlier.findings):
        return {}
    known, periods = {f.id for f in later.findings}, {f.period.ends for f in later.findings}
    now = {(f.party, f.element, f.area): f.id for f in later.findings if f.span}
    left = [f for f in earlier.findings if f.id not in known and f.period.ends not in periods]
    met = {f.id: now[f.party, f.element, f.area] for f in left if (f.party, f.element, f.area) in now}
    return met if len({f.period.ends for f in left if f.id in met}) == 1 else {}


def _of_law(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    changed = {"law": (before.law, after.law), "rules": (before.rules, after.rules)}
    return tuple(f"{name}: {old} then, {new} now" for name, (old, new) in changed.items() if old != new)


class _Compared:
    """Two versions, with what is looked up in them."""

    def __init__(self, earlier: Version, later: Version, decisions: Iterable[Decision]) -> None:
        self.earlier, self.later = earlier, later
        self.decided_since = _decided_since(earlier.snapshot, later.snapshot, decisions)
        self.documents_before = {d.document: d for d in earlier.snapshot.documents}
        self.documents_after = {d.document: d for d in later.snapshot.documents}
        self.cited_before = {c.record: c for c in earlier.snapshot.cited}
        self.cited_after = {c.record: c for c in later.snapshot.cited}
        self.texts_before = _texts(earlier.snapshot.documents)
        self.texts_after = _texts(later.snapshot.documents)
        self.verdicts_before = _verdicts(earlier.determination)
        self.verdicts_after = _verdicts(later.determination)
        self.named_now = renamed(earlier.snapshot, later.snapshot)

    def moves(self) -> Iterator[FindingMove]:
        """Every finding that moved, by party, provision, period and area; a new block's elements share its causes."""
        before = {f.id: f for f in self.earlier.snapshot.findings}
        after = {f.id: f for f in self.later.snapshot.findings}
        pairs = [(f, after.get(self.named_now.get(f.id, f.id))) for f in before.values()]
        met = {f.id for _, f in pairs if f is not None}
        made = (
            self._move(*pair) for pair in [*pairs, *((None, f) for f in after.values() if f.id not in met)]
        )
        found = sorted((move for move in made if move is not None), key=lambda m: (*_block_of(m), m.element))
        for _, block in groupby(found, key=_block_of):
            yield from _sharing_causes(list(block))

    def rested_on(self) -> Iterator[HeldDocument]:
        """Texts that went and in which something stands that the earlier determination rested on."""
        made = self.earlier.determination
        records = {r for part in made.parts for f in part.findings for r in _records(f)} if made else set()
        texts = {self.cited_before[r].document for r in records if r in self.cited_before}
        return (
            d for i, d in sorted(self.documents_before.items()) if i in texts - self.documents_after.keys()
        )

    def bearing(self) -> Iterator[BearsMore]:
        """Explanations that the earlier determination answered, on which a further origin has come to bear."""
        made = self.earlier.determination
        after = {f.id: f for f in self.later.snapshot.findings}
        for part in made.parts if made else ():
            found = [after[n] for n in (self.named_now.get(f.id, f.id) for f in part.findings) if n in after]
            for answer in (a for a in part.answers if a.answer):
                before = {*answer.bears_on, *_bearing(part.findings, answer.key)}
                came = self._of_further_origins(before, _bearing(found, answer.key))
                if came:
                    yield BearsMore(
                        party=part.party, provision=part.crime, period=part.when, area=part.area, key=answer.key,
                        wording=answer.wording, records=came,
                    )  # fmt: skip

    def _of_further_origins(self, before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
        """Of the records after, those of an origin that shares no text with an origin of any before."""
        known = frozenset(text for record in before for texts in self._told_in(record) for text in texts)
        new = sorted(frozenset(after) - frozenset(before))
        return tuple(r for r in new if any(texts.isdisjoint(known) for texts in self._told_in(r, later=True)))

    def _told_in(self, record: str, *, later: bool = False) -> Iterator[frozenset[str]]:
        """The texts of each origin that a record rests on; snapshots of before cite nothing of what bears on explanations."""
        sides = [
            (self.cited_before, self.documents_before, self.texts_before),
            (self.cited_after, self.documents_after, self.texts_after),
        ]
        for cited, documents, texts in reversed(sides) if later else sides:
            if record in cited:
                for origin in _origins_of(cited[record], documents, texts):
                    yield texts.get(origin, frozenset({cited[record].document}))
                return
        yield frozenset({record})

    def _move(self, before: Finding | None, after: Finding | None) -> FindingMove | None:
        one = after or before
        assert one is not None
        changes = tuple(self._fields(before, after)) if before and after else ()
        name = (before or one).id
        decided = tuple(self._decided(name))
        if before is not None and after is not None and not changes and not decided:
            return None
        moved = bool(changes) or before is None or after is None
        return FindingMove(
            finding=name, party=one.party, provision=one.provision, element=one.element, period=one.when, area=one.area,
            state="new" if before is None else "gone" if after is None else "moved" if changes else "verdict_only",
            changes=(*changes, *decided), causes=tuple(self._causes(before, after)) if moved else (),
        )  # fmt: skip

    def _fields(self, before: Finding, after: Finding) -> Iterator[Change]:
        for name in FIELDS:
            old, new = _word(getattr(before, name)), _word(getattr(after, name))
            if old != new:
                yield Change(field=name, before=old, after=new)
        for side in ("origins_for", "origins_against"):
            came, went = self._origins(getattr(before, side), getattr(after, side))
            if came or went:
                yield Change(
                    field=side, before=str(len(getattr(before, side))), after=str(len(getattr(after, side)))
                )
        if set(before.gaps) != set(after.gaps):
            yield Change(
                field="gaps",
                before="; ".join(g for g in before.gaps if g not in after.gaps) or "none besides",
                after="; ".join(g for g in after.gaps if g not in before.gaps) or "none besides",
            )

    def _origins(self, before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str]]:
        """Origins that came and went: those that share no text with any of the other side, whatever their id."""
        old = {o: self.texts_before.get(o, frozenset()) for o in before}
        new = {o: self.texts_after.get(o, frozenset()) for o in after}
        came = [o for o, texts in new.items() if o not in old and not any(texts & t for t in old.values())]
        went = [o for o, texts in old.items() if o not in new and not any(texts & t for t in new.values())]
        return came, went

    def _decided(self, finding: str) -> Iterator[Change]:
        if self.later.determination is None or self.earlier.determination is None:
            return
        before = self.verdicts_before.get(finding, Verdict())
        after = self.verdicts_after.get(self.named_now.get(finding, finding), Verdict())
        if before.value != after.value:
            yield Change(field="verdict", before=before.value, after=after.value)
        if before.standard != after.standard:
            yield Change(field="standard", before=before.standard or "none", after=after.standard or "none")

    def _causes(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        causes = [*self._texts_that_came(before, after), *self._texts_that_went(before, after)]
        causes += [*self._otherwise(before, after), *self._by_people(before, after)]
        if not causes and self.earlier.snapshot.law != self.later.snapshot.law:
            causes.append(Cause(kind="law"))
        if self.earlier.snapshot.rules != self.later.snapshot.rules and all(c.kind in OF_ALL for c in causes):
            causes.append(Cause(kind="rules"))
        yield from sorted(set(causes) or {Cause(kind="linked_otherwise")}, key=lambda c: (c.kind, c.record))

    def _texts_that_came(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        cited = _cited(_records(after) - _records(before), self.cited_after)
        for d in _of_new_origins(cited, self.documents_after, self.documents_before, self.texts_after):
            yield _cause("text_came", d)

    def _texts_that_went(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        cited = _cited(_records(before) - _records(after), self.cited_before)
        for d in _of_new_origins(cited, self.documents_before, self.documents_after, self.texts_before):
            yield _cause("text_went", d)

    def _by_people(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        """Decisions made or withdrawn in between on what the finding rests on, before or after."""
        if not self.decided_since:
            return
        rests = self._rests_on(before, self.cited_before, self.documents_before, self.texts_before)
        rests |= self._rests_on(after, self.cited_after, self.documents_after, self.texts_after)
        for name, about in self.decided_since.items():
            if about & rests:
                yield Cause(kind="decision", record=name)

    def _rests_on(
        self,
        finding: Finding | None,
        cited: Mapping[str, Cited],
        documents: Mapping[str, HeldDocument],
        texts: Mapping[str, frozenset[str]],
    ) -> set[str]:
        """Its party, what it cites, the texts in which that stands, their origins, and the texts of these."""
        if finding is None:
            return set()
        records = {*_records(finding), *finding.admissions, *finding.retractions, *finding.incidents_for}
        within = [cited[r] for r in records if r in cited]
        origins = {o for c in within for o in _origins_of(c, documents, texts)}
        origins |= {*finding.origins_for, *finding.origins_against}
        held = {d for o in origins for d in texts.get(o, ())}
        return {finding.party, *records, *(c.document for c in within), *origins, *held}

    def _otherwise(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        """Texts that were and are there, of which a telling came or went: read otherwise."""
        for record in sorted(_records(before) ^ _records(after)):
            cited = self.cited_after.get(record) or self.cited_before.get(record)
            if cited is None:
                continue
            old, new = self.documents_before.get(cited.document), self.documents_after.get(cited.document)
            if old and new and old.reading != new.reading:
                yield _cause("read_otherwise", new)


def _block_of(move: FindingMove) -> tuple[str, str, str, str, str]:
    return move.party, move.provision, move.period.low or "", move.period.high or "", move.area


def _sharing_causes(block: list[FindingMove]) -> Iterator[FindingMove]:
    """Moves of one block: where it is new or gone as a whole, all by what brought or took its conduct."""
    known = {cause for move in block for cause in move.causes if cause.kind != "linked_otherwise"}
    told = {cause for cause in known if cause.kind not in OF_ALL} or known
    shared = tuple(sorted(told, key=lambda c: (c.kind, c.record)))
    for move in block:
        whole = move.state in ("new", "gone") and shared
        yield replace(move, causes=shared) if whole else move


def _records(finding: Finding | None) -> set[str]:
    if finding is None:
        return set()
    return {*finding.acts_for, *finding.acts_against, *finding.statements_against}


def _bearing(findings: Iterable[Finding], key: str) -> frozenset[str]:
    """What bears on an explanation in these findings."""
    return frozenset(r for f in findings for h in f.hypotheses if h.key == key for r in h.bears_on)


def _cited(records: Iterable[str], cited: Mapping[str, Cited]) -> list[Cited]:
    return [cited[r] for r in sorted(records) if r in cited]


def _of_new_origins(
    cited: Iterable[Cited],
    here: Mapping[str, HeldDocument],
    there: Mapping[str, HeldDocument],
    texts: Mapping[str, frozenset[str]],
) -> list[HeldDocument]:
    """The texts in which these stand that are held here alone, with all texts of an origin that they rest on."""
    found = {
        c.document
        for c in cited
        if c.document in here
        and c.document not in there
        and any(texts.get(o, frozenset()).isdisjoint(there) for o in _origins_of(c, here, texts))
    }
    return [here[d] for d in sorted(found)]


def _origins_of(
    cited: Cited, documents: Mapping[str, HeldDocument], texts: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """The origins that a telling rests on; that of its text where it says none, and the text itself where that has none."""
    told = tuple(o for o in cited.origins if o in texts)
    held = documents.get(cited.document)
    return told or ((held.origin,) if held and held.origin else (cited.document,))


def _decided_since(
    before: Snapshot, after: Snapshot, decisions: Iterable[Decision]
) -> dict[str, frozenset[str]]:
    """The decisions made between two snapshots, each with the records that it is about: of one that takes back
    another, those of the other."""
    known = {d.id: d for d in decisions}
    new = [known[name] for name in after.decisions if name not in set(before.decisions) and name in known]
    return {d.id: frozenset(_about(d, known)) for d in new}


def _about(decision: Decision, known: Mapping[str, Decision]) -> Iterator[str]:
    """Withdrawals can be withdrawn, never in a circle: each names a decision before it."""
    while decision.kind == "withdraw" and decision.record in known:
        decision = known[decision.record]
    yield from (name for name in (decision.record, decision.other) if name is not None)


def _cause(kind: str, held: HeldDocument) -> Cause:
    return Cause(kind=kind, record=held.document, source=held.source, origin=held.origin or "")  # type: ignore[arg-type]


def _texts(documents: Iterable[HeldDocument]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for d in documents:
        if d.origin is not None:
            found.setdefault(d.origin, set()).add(d.document)
    return {origin: frozenset(texts) for origin, texts in found.items()}


def _word(value: object) -> str:
    return "none" if value is None else str(value)


def _verdicts(made: Determination | None) -> dict[str, Verdict]:
    return {} if made is None else {f.id: f.verdict for part in made.parts for f in part.findings}


# --- in one word -------------------------------------------------------------------------------------


def _crimes(earlier: Determination | None, later: Determination | None) -> Iterator[CrimeMove]:
    """War crimes then, crimes against humanity now: each party's categories whose verdict or standard moved."""
    if earlier is None or later is None:
        return
    before, after = _strongest(earlier), _strongest(later)
    names = {part.party: part.party_name for made in (earlier, later) for part in made.parts}
    for party, category in sorted({*before, *after}, key=lambda key: (names[key[0]], key[1])):
        old, new = before.get((party, category)), after.get((party, category))
        if old != new:
            yield CrimeMove(
                party=party, party_name=names[party], category=category,
                before=old[0] if old else None, after=new[0] if new else None,
                standard_before=old[1] if old else None, standard_after=new[1] if new else None,
            )  # fmt: skip


def _strongest(made: Determination) -> dict[tuple[str, str], tuple[VerdictValue, str | None]]:
    """For each party and category the verdict that holds most against it, and its standard."""
    found: dict[tuple[str, str], tuple[VerdictValue, str | None]] = {}
    for part in made.parts:
        key, given = (part.party, category_of(part)), (part.verdict.value, part.verdict.standard)
        if key not in found or IN_ORDER.index(given[0]) > IN_ORDER.index(found[key][0]):
            found[key] = given
    return found
