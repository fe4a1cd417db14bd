"""Which incidents may be one event after all, and which surely are not?

The linker keeps two tellings apart for a day or a few kilometres; a wrong weekday or the nearest town's
name is enough to make two incidents of one event. What is added up must withstand that.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scipy.spatial import KDTree

from chapeau.ground.dates import day
from chapeau.records import Incident
from chapeau.weigh.cells import CELL_KM, KM_A_DEGREE, Cell, cell, middle, on_sphere, point
from chapeau.weigh.extent import dates_it

DAYS = 7
"""Two events are apart in time if more than a week lies between them: a weekday that is resolved into the wrong
week is off by seven days."""

KM = 50
"""Two events are apart in place if their cells lie further from each other than this and a cell's diagonal: a
report names the nearest town that its readers know. Events up to 50 km apart are never taken for two by place."""

RULE = (
    f"Incidents within {DAYS} days and about {KM} km of each other may be one event, and whatever may be one with either "
    "may be one with both; so may those of which one contains or overlaps the other."
)


@dataclass(slots=True)
class Joined:
    """Names joined to each other, directly or by way of others."""

    parent: dict[str, str] = field(default_factory=dict)

    def top(self, name: str) -> str:
        """The name that stands for all that are joined to this one."""
        parent = self.parent
        while (up := parent.setdefault(name, name)) != name:
            parent[name] = parent[up]
            name = up
        return name

    def join(self, a: str, b: str) -> None:
        """From now on both are one; the smaller name stands for them."""
        low, high = sorted((self.top(a), self.top(b)))
        self.parent[high] = low


@dataclass(frozen=True, slots=True)
class _Run:
    """Days in one cell with no more than `DAYS` between one incident and the next: they may all be one."""

    first: int
    last: int
    one: str


def gatherings(incidents: Sequence[Incident]) -> Mapping[str, str]:
    """For each single incident with day and place the smallest id of those that it may be one with.

    Of two incidents with different answers, one event would have to be told more than a week apart or far away.
    Incidents without close date or place, totals and series, have no answer: nothing says that they are apart.
    """
    placed = [(i, cell(*at)) for i in incidents if i.extent == "single" and (at := point(i)) and dates_it(i)]
    joined = Joined()
    runs: dict[Cell, list[_Run]] = {}
    by_cell: defaultdict[Cell, list[tuple[int, int, str]]] = defaultdict(list)
    for i, where in placed:
        by_cell[where].append((*_days(i), i.id))
    for where, told in sorted(by_cell.items()):
        runs[where] = list(_runs(sorted(told), joined))
    for a, b in _near(sorted(runs)):
        _join_runs(runs[a], runs[b], joined)
    own = {i.id for i, _ in placed}
    for i, _ in placed:
        for other in (*i.contains, *i.overlaps):
            if other in own:
                joined.join(i.id, other)
    return {i.id: joined.top(i.id) for i, _ in placed}


def _days(incident: Incident) -> tuple[int, int]:
    time = incident.time
    if time is None or time.low is None or time.high is None:
        raise AssertionError("only dated incidents come here")
    return day(time.low).toordinal(), day(time.high).toordinal()


def _runs(told: Iterable[tuple[int, int, str]], joined: Joined) -> Iterator[_Run]:
    run: _Run | None = None
    for first, last, name in told:
        if run is None or first - run.last > DAYS:
            if run is not None:
                yield run
            run = _Run(first, last, name)
        else:
            joined.join(run.one, name)
            run = _Run(run.first, max(run.last, last), run.one)
    if run is not None:
        yield run


def _near(cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Pairs of cells whose middles are no further apart than `KM` and one diagonal."""
    if len(cells) < 2:
        return []
    angle = (KM + CELL_KM * math.sqrt(2)) / KM_A_DEGREE
    chord = 2 * math.sin(math.radians(angle) / 2)
    tree = KDTree([on_sphere(*middle(c)) for c in cells])
    return [(cells[i], cells[j]) for i, j in sorted(tree.query_pairs(chord))]


def _join_runs(some: Sequence[_Run], others: Sequence[_Run], joined: Joined) -> None:
    """Runs of two near cells with no more than `DAYS` between them; both lists are in order of time."""
    i = j = 0
    while i < len(some) and j < len(others):
        a, b = some[i], others[j]
        if a.first - b.last <= DAYS and b.first - a.last <= DAYS:
            joined.join(a.one, b.one)
        if a.last < b.last:
            i += 1
        else:
            j += 1
