"""At least how many, over events of which some may be one? Summed once, and again without some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chapeau.ground.intervals import hull
from chapeau.records import CountOf, CountTelling, Incident

Ranked = Sequence[tuple[int, str]]
"""Numbers with the events that have them, the highest first."""


def standing(incident: Incident, of: CountOf) -> tuple[CountTelling, ...]:
    """What origins say of one figure of an incident, without what a text took back."""
    withdrawn = {c.left for c in incident.contradictions if c.field == "retraction"}
    return tuple(t for t in incident.tellings if t.of == of and not withdrawn & set(t.acts))


def lowest(tellings: Iterable[CountTelling]) -> int | None:
    """The number that all of these reach; None where one of them gives no lower end, or there are none."""
    spanned = hull(tellings)
    return None if spanned is None else spanned.low


@dataclass(frozen=True, slots=True)
class Floors:
    """The floor over events, kept so that it can be made again without some in as long as it takes to name them.

    Of events that may be one only the highest number counts. `gathered` ranks the events of each such gathering,
    `every` all events; `floor` is None where no event has a number.
    """

    gathered: Mapping[str, Ranked]
    every: Ranked
    one: Mapping[str, str]
    total: int
    floor: int | None

    @classmethod
    def of(cls, lows: Mapping[str, int], one: Mapping[str, str]) -> Floors:
        """`lows` are numbers by event; `one` names the gathering of an event, where it has one (weigh/apart.py)."""
        made: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for event, low in lows.items():
            if event in one:
                made[one[event]].append((low, event))
        gathered = {g: _ranked(own) for g, own in made.items()}
        every = _ranked((low, event) for event, low in lows.items())
        total = sum(own[0][0] for own in gathered.values())
        return cls(gathered, every, one, total, max(total, every[0][0]) if every else None)

    def without(self, changed: Mapping[str, int | None]) -> int | None:
        """The floor where these events have other numbers, or none."""
        new: defaultdict[str, list[int | None]] = defaultdict(list)
        for event, low in changed.items():
            if event in self.one:
                new[self.one[event]].append(low)
        total = self.total
        for gathering in new.keys() & self.gathered.keys():
            ranked = self.gathered[gathering]
            total += (_highest(ranked, changed, new[gathering]) or 0) - ranked[0][0]
        most = _highest(self.every, changed, changed.values())
        return None if most is None else max(total, most)


def _ranked(lows: Iterable[tuple[int, str]]) -> Ranked:
    return sorted(lows, key=lambda pair: (-pair[0], pair[1]))


def _highest(ranked: Ranked, changed: Mapping[str, int | None], new: Iterable[int | None]) -> int | None:
    """The highest of the numbers that stay and the new ones."""
    kept = next((low for low, event in ranked if event not in changed), None)
    return max((n for n in (kept, *new) if n is not None), default=None)
