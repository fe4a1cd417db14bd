"""Which incidents are surely not one event, so that they may be counted, and their dead added up?

The linker keeps two tellings apart for a day or a few kilometres; a wrong weekday or the nearest town's
name is enough to make two incidents of one event. What is added up must withstand that.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scipy.spatial import KDTree

from chapeau.ground.dates import day
from chapeau.ground.intervals import hull
from chapeau.ground.sphere import KM_A_DEGREE, on_sphere
from chapeau.records import CountTelling, Incident
from chapeau.weigh.cells import CELL_KM, Cell, cell, middle, point
from chapeau.weigh.extent import dates_it

DAYS = 7
"""Two events are apart in time if more than a week lies between them: a weekday that is resolved into the wrong
week is off by seven days."""

KM = 50
"""Two events are apart in place if their cells lie further from each other than this and a cell's diagonal: a
report names the nearest town that its readers know. Events up to 50 km apart are never taken for two by place."""

RULE = (
    f"Events are taken one after another, each only if it lies more than {DAYS} days or more than about {KM} km from every "
    "one taken before, and neither contains nor overlaps it: what is left may be one with what was taken."
)


def lowest(tellings: Iterable[CountTelling]) -> int | None:
    """The number that all of these reach; None where one of them gives no lower end, or there are none."""
    spanned = hull(tellings)
    return None if spanned is None else spanned.low


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and when a single event is told: the number of its cell, its last day, and its days as bits.

    Bit 0 is `DAYS` before the case's first day. `around` holds the days that are not apart from its own.
    """

    where: int
    last: int
    days: int
    around: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Single events that are told closely enough to be told apart; all others may be one with any.

    `near` are, for each cell, the cells that are not apart from it, itself among them; `with_` the incidents that an
    incident contains or overlaps, or lies in.
    """

    spots: Mapping[str, Spot]
    near: Sequence[Sequence[int]]
    with_: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, incidents: Sequence[Incident]) -> Apart:
        """Of single events with day (or week, or month) and site or settlement."""
        known = {
            i.id: cell(*at) for i in incidents if i.extent == "single" and dates_it(i) and (at := point(i))
        }
        days = {i.id: _days(i) for i in incidents if i.id in known}
        start = min((first for first, _ in days.values()), default=0)
        cells = sorted(set(known.values()))
        number = {c: n for n, c in enumerate(cells)}
        spots = {i: _spot(number[c], days[i][0] - start, days[i][1] - start) for i, c in known.items()}
        return cls(spots, _near(cells), _nested(incidents))

    def taken(self, events: Iterable[str]) -> tuple[str, ...]:
        """Of these, taken in their order, those that are surely apart from each other.

        What is too near to an event already taken is a bit for each day, in one number a cell: to ask is one 'and'.
        """
        blocked = [0] * len(self.near)
        out: set[str] = set()
        made: list[str] = []
        for event in events:
            spot = self.spots.get(event)
            if spot is None or blocked[spot.where] & spot.days or event in out:
                continue
            made.append(event)
            if event in self.with_:
                out |= self.with_[event]
            for where in self.near[spot.where]:
                blocked[where] |= spot.around
        return tuple(made)

    def fewest(self, events: Iterable[str]) -> int:
        """How many different events these are at least; those told closely are taken in order of their last day."""
        names = set(events)
        close = sorted((s.last, e) for e in names if (s := self.spots.get(e)) is not None)
        return max(len(self.taken(e for _, e in close)), min(1, len(names)))

    def summed(self, lows: Mapping[str, int]) -> tuple[str, ...]:
        """Of events with a number, those whose numbers may be added up: the highest first."""
        return self.taken(sorted(lows, key=lambda e: (-lows[e], e)))

    def floor(self, lows: Mapping[str, int]) -> int | None:
        """The sum over events that are surely apart, or the highest number of any one; None without numbers."""
        if not lows:
            return None
        return max(max(lows.values()), sum(lows[e] for e in self.summed(lows)))


def _spot(where: int, first: int, last: int) -> Spot:
    length = last - first + 1
    return Spot(where, last, (1 << length) - 1 << first + DAYS, (1 << length + 2 * DAYS) - 1 << first)


def _days(incident: Incident) -> tuple[int, int]:
    time = incident.time
    if time is None or time.low is None or time.high is None:
        raise AssertionError("only dated incidents come here")
    return day(time.low).toordinal(), day(time.high).toordinal()


def _near(cells: Sequence[Cell]) -> list[list[int]]:
    """For each cell, by number, those whose middles are no further from its own than `KM` and one diagonal."""
    if not cells:
        return []
    angle = (KM + CELL_KM * math.sqrt(2)) / KM_A_DEGREE
    points = [on_sphere(*middle(c)) for c in cells]
    found = KDTree(points).query_ball_point(points, 2 * math.sin(math.radians(angle) / 2))
    return [sorted(around) for around in found]


def _nested(incidents: Iterable[Incident]) -> dict[str, frozenset[str]]:
    held: defaultdict[str, set[str]] = defaultdict(set)
    for i in incidents:
        for other in (*i.contains, *i.overlaps):
            held[i.id].add(other)
            held[other].add(i.id)
    return {event: frozenset(others) for event, others in held.items()}
