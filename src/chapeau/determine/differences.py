"""What moved between two versions of a case, and which source moved it?

Compared is what people weigh: what is alleged, support, what speaks against, fragility, gaps, the origins on both
sides, verdicts and standards. A copy joins an origin, a bare denial or a word that judges is only shown beside: none
of them moves anything. Origins are the same where they share a text, whatever their id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from chapeau.determine.crimes import category_of
from chapeau.determine.verdicts import IN_ORDER
from chapeau.ground.identity import record_id
from chapeau.records import (
    Cause,
    Change,
    Cited,
    CrimeMove,
    Determination,
    Difference,
    Finding,
    FindingMove,
    HeldDocument,
    Snapshot,
    Verdict,
    VerdictValue,
)

FIELDS = ("alleged", "support", "against", "fragility")


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a case: what it held, and what was determined then, if anything was."""

    snapshot: Snapshot
    determination: Determination | None = None

    @property
    def number(self) -> int:
        """0 where nothing was determined: the case as it is now."""
        return 0 if self.determination is None else self.determination.version


def difference(earlier: Version, later: Version) -> Difference:
    """What moved from the earlier to the later. Against a case undetermined, verdicts are not compared."""
    compared = _Compared(earlier, later)
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

    def __init__(self, earlier: Version, later: Version) -> None:
        self.earlier, self.later = earlier, later
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
        causes += self._otherwise(before, after)
        if self.earlier.snapshot.law != self.later.snapshot.law:
            causes.append(Cause(kind="law"))
        if self.earlier.snapshot.rules != self.later.snapshot.rules:
            causes.append(Cause(kind="rules"))
        if not causes:
            new = [d for d in self.later.snapshot.decisions if d not in set(self.earlier.snapshot.decisions)]
            causes = [Cause(kind="decision", record=d) for d in new]
        yield from sorted(set(causes) or {Cause(kind="linked_otherwise")}, key=lambda c: (c.kind, c.record))

    def _texts_that_came(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        cited = _records(after) - _records(before)
        came = _held(cited, self.cited_after, self.documents_after, self.documents_before)
        yield from _of_new_origins(came, self.texts_after, self.documents_before, "text_came")

    def _texts_that_went(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        cited = _records(before) - _records(after)
        went = _held(cited, self.cited_before, self.documents_before, self.documents_after)
        yield from _of_new_origins(went, self.texts_before, self.documents_after, "text_went")

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
    shared = tuple(sorted(known, key=lambda c: (c.kind, c.record)))
    for move in block:
        whole = move.state in ("new", "gone") and shared
        yield replace(move, causes=shared) if whole else move


def _records(finding: Finding | None) -> set[str]:
    if finding is None:
        return set()
    return {*finding.acts_for, *finding.acts_against, *finding.statements_against}


def _held(
    records: Iterable[str],
    cited: Mapping[str, Cited],
    here: Mapping[str, HeldDocument],
    there: Mapping[str, HeldDocument],
) -> list[HeldDocument]:
    """The texts in which these records stand, of those that are held here and not there."""
    documents = {cited[r].document for r in records if r in cited}
    return [here[d] for d in sorted(documents) if d in here and d not in there]


def _of_new_origins(
    texts: list[HeldDocument], own: Mapping[str, frozenset[str]], there: Mapping[str, HeldDocument], kind: str
) -> Iterator[Cause]:
    """Of texts that came (or went), those of origins of which the other side has no text; all where it has of each."""
    fresh = [t for t in texts if not own.get(t.origin or "", frozenset()) & there.keys()]
    yield from (_cause(kind, t) for t in fresh or texts)


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
