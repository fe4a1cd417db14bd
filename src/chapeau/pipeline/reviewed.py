"""What a case holds after people's decisions: records as they left them, and decisions left without a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from chapeau.casefile import kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.repository import Casefile
from chapeau.records import Act, CasualtyList, Decision, Response, Reviewed, Statement
from chapeau.review.apply import Reviewable, Unanchored, apply

R = TypeVar("R", Act, Statement, Response, CasualtyList)

DECIDABLE: tuple[Kind[Any], ...] = (kinds.STATEMENTS, kinds.ACTS, kinds.RESPONSES)
CORRECTABLE: tuple[Kind[Any], ...] = (*DECIDABLE, kinds.LISTS)
NAMEABLE: tuple[Kind[Any], ...] = (kinds.DOCUMENTS, kinds.SOURCES, kinds.DECISIONS)


@dataclass(frozen=True, slots=True)
class AfterReview:
    """Decisions applied to the records they name. Only those are held; all others are as on disk."""

    decisions: tuple[Decision, ...]
    changed: dict[str, Reviewable]
    rejected: frozenset[str]
    reviewed: tuple[Reviewed, ...]
    unanchored: tuple[Unanchored, ...]
    pairs: tuple[Decision, ...]

    def of(self, record: R) -> R:
        """The record as people left it."""
        return self.changed.get(record.id, record)  # type: ignore[return-value]

    def standing(self, records: Iterator[R]) -> Iterator[R]:
        """The records that nobody rejected, as people left them."""
        return (self.of(record) for record in records if record.id not in self.rejected)

    def deciders(self, records: Iterable[str]) -> frozenset[str]:
        """Who took the decisions that stand on these records, by their ids."""
        asked = frozenset(records)
        standing = {name for r in self.reviewed if r.record in asked for name in r.decisions}
        return frozenset(d.who for d in self.decisions if d.id in standing)


def after_review(case: Casefile) -> AfterReview:
    """All decisions of a case, applied."""
    decisions = tuple(case.all(kinds.DECISIONS))
    named = sorted({name for d in decisions for name in (d.record, d.other) if name is not None})
    records = [record for name in named if (record := _decidable(case, name)) is not None]
    others = [name for name in named if is_linked(name) or any(case.find(k, name) for k in NAMEABLE)]
    applied = apply(records, decisions, others=others)
    gone = _gone(case, applied.pairs)
    return AfterReview(
        decisions=decisions,
        changed={record.id: record for record in applied.records},
        rejected=applied.rejected,
        reviewed=tuple(sorted(applied.reviewed, key=lambda r: r.record)),
        unanchored=tuple(sorted((*applied.unanchored, *gone), key=lambda u: u.decision)),
        pairs=applied.pairs,
    )


ENTRIES: tuple[Kind[Any], ...] = (kinds.LISTED, kinds.NAMED_VICTIMS)
LINKED = ("row-", "vic-", "actor-")
"""Ids of what link makes, or compares, from texts and lists: whether it is there, only the last run can say."""


def is_linked(name: str) -> bool:
    """Whether an id is one of a listed person, a named victim, or an actor."""
    return name.startswith(LINKED)


def _gone(case: Casefile, pairs: tuple[Decision, ...]) -> Iterator[Unanchored]:
    """Decisions on persons or actors of which the last run found no trace: they wait, and are shown."""
    asked = [d for d in pairs if is_linked(d.record)]
    joined = {name for a in case.all(kinds.ACTORS) for name in (a.id, *a.joined)} if asked else set()
    for d in asked:
        there = (_there(case, name or "", joined) for name in (d.record, d.other))
        if not all(there):
            why = "A record that it names is not, or no longer, among the records."
            yield Unanchored(decision=d.id, record=d.record, why=why)


def _there(case: Casefile, name: str, actors: set[str]) -> bool:
    return name in actors or any(case.find(k, name) is not None for k in ENTRIES)


def _decidable(case: Casefile, name: str) -> Reviewable | None:
    found = (case.find(kind, name) for kind in CORRECTABLE)
    return next((record for record in found if record is not None), None)
