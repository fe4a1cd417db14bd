"""Over which days is a test in time asked? Those that a person named; an open end is one that no stray date sets.

Chance spreads incidents over the days asked, so that one old date among many would make a burst of all the rest. An open end is
therefore found in two steps, and an even spread notices neither. Silences part what is told: half a year or more, and so long that an
even spread would hardly hold one (the law of the longest gap, Whitworth 1901; Fisher 1929); of what they part, that which holds most is
asked. Then a hundredth of its incidents may lie before the first day asked, and a hundredth after the last: between two
incidents of a given rank the others are spread as evenly as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chapeau.ground.dates import day
from chapeau.ground.settings import PeriodSetting
from chapeau.weigh.days import iso
from chapeau.weigh.dealing import DRAWS, LEAST, Draws, Floats, Refused
from chapeau.weigh.told import Ints, Rows, Told

SILENCE = 183
"""Days without anything told that can part two stretches: half a year. A season's lull, of winter or of a truce, stays part of the time
asked; and it is three times the longest window. With 92 days in its place, crowds that lie five months apart are no longer seen as
crowds; with 366, a few incidents of the years before set the time asked more often (`python -m bench patterns`)."""

RARE = 0.001
"""The share of even spreads that may hold a silence as long as one that parts: as rare as the least share that a test can give,
so that no test cries more often for it."""

STRAYS = 100
"""Of so many incidents one may lie before the first day asked, and one after the last; of fewer, one too."""

MOST_DAYS = 14_610
"""Days of one test: forty years, whose draws take 120 MB and some seconds. Longer times are asked where somebody names the days."""

OPEN = (
    "Where nobody named an end of the days asked, no stray date sets it. Asked is what no silence parts, of several such stretches the one "
    "that holds most incidents; a silence parts if it lasts half a year, and if an even spread would hold one as long in less than one of a "
    "thousand cases. And one of a hundred incidents, at least one, may lie before the first day asked, and as many after the last."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days asked, both included; of an end that is `told`, the incident whose day it is lies on it in every draw."""

    first: int
    last: int
    first_told: bool
    last_told: bool

    @property
    def days(self) -> int:
        """How many they are."""
        return self.last - self.first + 1

    @property
    def words(self) -> str:
        """'2031-03-01 to 2031-05-29'."""
        return f"{iso(self.first)} to {iso(self.last)}"

    def holds(self, t: Told) -> bool:
        """Whether an incident is told of one of them."""
        return t.day is not None and self.first <= t.day <= self.last

    def of(self, rows: Rows) -> Rows:
        """The incidents told of them."""
        return rows.only(self.holds)

    def counted(self, rows: Rows) -> Floats:
        """Incidents by day. Raises ValueError where one lies before the first."""
        return np.bincount(rows.days - self.first, minlength=self.days).astype(float)

    def spread(self, incidents: int, draws: Draws) -> Floats:
        """Incidents by day in each draw: as many, spread over the days at random; an end that was told stays as told."""
        free = incidents - self.first_told - self.last_told
        drawn = draws.multinomial(free, np.full(self.days, 1 / self.days), DRAWS).astype(float)
        drawn[:, 0] += self.first_told
        drawn[:, -1] += self.last_told
        return drawn

    def in_whole(self, days: int) -> Stretch:
        """Without what is left at its end after parts of so many days."""
        over = self.days % days
        return replace(self, last=self.last - over, last_told=False) if over else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that somebody named, both included; None where an end is open."""

    low: int | None = None
    high: int | None = None

    @property
    def open(self) -> bool:
        """Whether what is told sets an end."""
        return self.low is None or self.high is None

    def stretch(self, rows: Rows) -> Stretch:
        """The days asked. Raises ValueError where an end is open and nothing is told."""
        first, last = _ends(np.sort(rows.days)) if self.open else (0, 0)
        return Stretch(
            first=first if self.low is None else self.low,
            last=last if self.high is None else self.high,
            first_told=self.low is None,
            last_told=self.high is None,
        )


def asked_of(rows: Rows, span: Span, least: int) -> tuple[Stretch, Rows] | Refused:
    """The days asked and the incidents told of them; refused where either are too few, or the days too many."""
    if len(rows) < LEAST:
        return too_few(rows)
    stretch = span.stretch(rows)
    asked = stretch.of(rows)
    if stretch.days < least:
        return Refused(why=f"too short: {stretch.days} days, needs {least}")
    if stretch.days > MOST_DAYS:
        return Refused(
            why=f"too long: {stretch.days:,} days, at most {MOST_DAYS:,} are asked; name the days, or a period in the settings"
        )
    return (stretch, asked) if len(asked) >= LEAST else too_few(asked, f" from {stretch.words}")


def too_few(rows: Rows, of: str = "") -> Refused:
    """That a test needs more incidents than these."""
    return Refused(why=f"too few: {len(rows)} incidents with a day{of}, needs {LEAST}")


def _ends(days: Ints) -> tuple[int, int]:
    """The first and the last day of those in order that no stray date sets."""
    run = unparted(days)
    strays = min(max(1, len(run) // STRAYS), (len(run) - 1) // 2)
    return int(run[strays]), int(run[-1 - strays])


def unparted(days: Ints) -> Ints:
    """Of days in order those that no silence parts from one another, of several stretches the one that holds most.

    Parted again and again, since a date thousands of days away makes every other silence look short.
    """
    while len(days) > 2:
        silent = np.diff(days) - 1
        parts = np.flatnonzero((silent >= SILENCE) & (as_long(silent, days) <= RARE))
        if not len(parts):
            break
        days = max(np.split(days, parts + 1), key=len)
    return days


def as_long(silent: Ints, days: Ints) -> Floats:
    """At most this is the share of even spreads of as many incidents, from the first day to the last, that hold a silence as long."""
    share = silent / (days[-1] - days[0] + 1)
    return np.asarray((len(days) - 1) * (1 - share) ** (len(days) - 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A period of the settings, or several that touch, as a condition on rows."""

    names: tuple[str, ...]
    low: int
    high: int

    def __call__(self, t: Told) -> bool:
        """Whether an incident is told of a day in it."""
        return t.day is not None and self.low <= t.day <= self.high

    @property
    def words(self) -> str:
        """What of the settings' periods is asked."""
        names = " and ".join(f"'{name}'" for name in self.names)
        return f"Of the periods in the settings, asked is the time that holds most incidents: {names}, {iso(self.low)} to {iso(self.high)}."


def fullest(rows: Rows, periods: Sequence[PeriodSetting]) -> Within | None:
    """Of the settings' periods, those that touch taken for one, the one that holds most incidents; None where there are none."""
    return max(_joined(periods), key=lambda period: len(rows.only(period)), default=None)


def _joined(periods: Iterable[PeriodSetting]) -> list[Within]:
    made: list[Within] = []
    for low, high, name in sorted((day(p.low).toordinal(), day(p.high).toordinal(), p.name) for p in periods):
        if made and low <= made[-1].high + 1:
            before = made.pop()
            made.append(Within(names=(*before.names, name), low=before.low, high=max(before.high, high)))
        else:
            made.append(Within(names=(name,), low=low, high=high))
    return made
