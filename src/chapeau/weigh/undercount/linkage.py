"""Which table do linked persons make, and which would they make if every likeness that waits joined two?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chapeau.records import Estimate, Person, PersonLink
from chapeau.weigh.undercount.table import Overlaps, overlaps

CARRIED = "The interval also spans the reading in which every likeness that waits for a person joined two."


def as_linked(lists: Sequence[tuple[str, str]], persons: Iterable[Person]) -> Overlaps:
    """The table of who stands on which list, as persons are joined now. `lists` are (id, name); texts are no list."""
    name = dict(lists)
    return overlaps([n for _, n in lists], ([name[i] for i in p.lists if i in name] for p in persons))


def all_joined(
    lists: Sequence[tuple[str, str]], persons: Sequence[Person], links: Iterable[PersonLink]
) -> Overlaps:
    """The same with every likeness that waits for a person taken as one person."""
    name = dict(lists)
    of = {entry: p.id for p in persons for entry in (*p.listed, *p.victims)}
    group = {p.id: p.id for p in persons}

    def top(i: str) -> str:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for k in links:
        if k.state == "for_a_person_to_decide" and k.left in of and k.right in of:
            group[top(of[k.left])] = top(of[k.right])
    on: dict[str, set[str]] = {}
    for p in persons:
        on.setdefault(top(p.id), set()).update(name[i] for i in p.lists if i in name)
    return overlaps([n for _, n in lists], on.values())


def carried(now: Sequence[Estimate], joined: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """Estimates as linked now, with intervals that span the other reading too; refused where either is."""
    return tuple(_carried(a, b) for a, b in zip(now, joined, strict=True))


def _carried(now: Estimate, joined: Estimate) -> Estimate:
    if now.refused is not None or joined.refused is not None:
        why = now.refused or f"If every likeness that waits joined two: {joined.refused}"
        return Estimate(
            method=now.method, estimate=None, low=None, high=None, refused=why, assumptions=now.assumptions
        )
    lows = [e.low for e in (now, joined) if e.low is not None]
    highs = [e.high for e in (now, joined) if e.high is not None]
    words = f"{CARRIED} By that reading the figure is {joined.estimate:,}."
    return Estimate(
        method=now.method,
        estimate=now.estimate,
        low=min(lows),
        high=max(highs),
        refused=None,
        assumptions=(*now.assumptions, words),
    )
