"""Which table do linked persons make, and which would they make if every likeness that waits joined two?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chapeau.records import Estimate, Person, PersonLink
from chapeau.weigh.likenesses import AllJoined
from chapeau.weigh.undercount.table import Overlaps, overlaps

CARRIED = "The interval also spans the reading in which every likeness that waits for a person joined two."


def as_linked(lists: Sequence[tuple[str, str]], persons: Iterable[Person]) -> Overlaps:
    """The table of who stands on which list, as persons are joined now. `lists` are (id, name); texts are no list."""
    name = dict(lists)
    return overlaps([n for _, n in lists], ([name[i] for i in p.lists if i in name] for p in persons))


def all_joined(
    lists: Sequence[tuple[str, str]], persons: Sequence[Person], links: Iterable[PersonLink]
) -> Overlaps:
    """The same with every likeness that waits for a person taken as one person. `persons` are all of the case: two on lists
    may be one through somebody whom only a text names."""
    name = dict(lists)
    joined = AllJoined(persons, links)
    on: dict[str, set[str]] = {}
    for p in persons:
        on.setdefault(joined.first(p), set()).update(name[i] for i in p.lists if i in name)
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
