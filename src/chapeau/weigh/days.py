"""When is something told to have been done? Sure days, days that may be, and the bins that hold them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chapeau.ground.dates import day
from chapeau.records import Incident
from chapeau.weigh.extent import dates_it

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Single events by the day they are told on, days as ordinals (`date.toordinal`).

    `sure`: events told to one day. `loose`: events told between two days, as (first, last, id). `undated`: those told
    with neither.
    """

    sure: Mapping[int, tuple[str, ...]]
    loose: tuple[tuple[int, int, str], ...]
    undated: tuple[str, ...]

    @property
    def first(self) -> int:
        """The first sure day. Raises ValueError where there is none."""
        return min(self.sure)

    @property
    def last(self) -> int:
        """The last sure day. Raises ValueError where there is none."""
        return max(self.sure)

    @property
    def length(self) -> int:
        """Days from the first sure day to the last, both counted; 0 where there is none."""
        return self.last - self.first + 1 if self.sure else 0


def calendar(told: Iterable[Incident]) -> Calendar:
    """The calendar of what is told as single events; totals and series are in none."""
    sure: defaultdict[int, list[str]] = defaultdict(list)
    loose, undated = [], []
    for i in told:
        if i.extent != "single":
            continue
        if not dates_it(i) or i.time is None or i.time.low is None or i.time.high is None:
            undated.append(i.id)
        elif i.time.low == i.time.high:
            sure[day(i.time.low).toordinal()].append(i.id)
        else:
            loose.append((day(i.time.low).toordinal(), day(i.time.high).toordinal(), i.id))
    return Calendar(
        {at: tuple(sorted(own)) for at, own in sorted(sure.items())},
        tuple(sorted(loose)),
        tuple(sorted(undated)),
    )


def most_days(known: Calendar) -> int:
    """Days from the first sure day to the last on which something may have been done: each loose event adds one day
    at most, and only one that is still free. Exact: the event that must come first takes the earliest free day."""
    if not known.sure:
        return 0
    free = [d for d in range(known.first, known.last + 1) if d not in known.sure]
    events = sorted((max(low, known.first), min(high, known.last)) for low, high, _ in known.loose)
    waiting: list[int] = []
    taken = at = 0
    for d in free:
        while at < len(events) and events[at][0] <= d:
            heapq.heappush(waiting, events[at][1])
            at += 1
        while waiting and waiting[0] < d:
            heapq.heappop(waiting)
        if waiting:
            heapq.heappop(waiting)
            taken += 1
    return len(known.sure) + min(len(free), taken + len(known.undated))


def unit_for(days: int) -> Unit:
    """Days up to two months, weeks up to a year and a quarter, months up to six years, then years: as the pages draw
    time, so that no picture has more than about seventy bins."""
    return "day" if days <= 62 else "week" if days <= 457 else "month" if days <= 6 * 366 else "year"


def bins(first: int, last: int, unit: Unit) -> list[tuple[int, int]]:
    """The bins from `first` to `last`, the outermost cut off there; weeks begin on Monday."""
    made, start = [], first
    while start <= last:
        end = min(last, _end(date.fromordinal(start), unit))
        made.append((start, end))
        start = end + 1
    return made


def _end(of: date, unit: Unit) -> int:
    if unit == "day":
        return of.toordinal()
    if unit == "week":
        return of.toordinal() + 6 - of.weekday()
    following = (
        date(of.year + 1, 1, 1) if unit == "year" or of.month == 12 else date(of.year, of.month + 1, 1)
    )
    return following.toordinal() - 1


def in_bins(days: Sequence[int], of: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The days of each bin; both in order."""
    made: list[list[int]] = [[] for _ in of]
    at = 0
    for d in days:
        while d > of[at][1]:
            at += 1
        made[at].append(d)
    return made


def iso(ordinal: int) -> str:
    """A day as ISO 8601."""
    return date.fromordinal(ordinal).isoformat()
