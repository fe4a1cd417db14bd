"""Do incidents come in bursts: more within some days than chance would put there?

A scan in time (Kulldorff 2001): over all windows of some lengths, the one in which the incidents exceed their expectation
by the highest likelihood ratio. Over all incidents, chance spreads them evenly over the days asked (`stretch.py`). For one kind of deed it deals the kinds
anew within each place, so that what is expected follows each place's and each day's volume, and a flood of reports is no burst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from chapeau.records import Bar
from chapeau.weigh.days import iso
from chapeau.weigh.dealing import (
    DRAWS,
    LEAST,
    NEAR,
    Draws,
    Floats,
    Outcome,
    Refused,
    Strata,
    bar,
    generator,
    share_as_far,
    times_chance,
)
from chapeau.weigh.stretch import OPEN, Span, Stretch, asked_of, too_few
from chapeau.weigh.told import Ints, Rows, Told, anything, has_family

WINDOWS = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 56)
"""Days that a burst may last: from a day to eight weeks; longer swells are told by the drawing."""

LONGEST = 0.5
"""Share of the time asked that a window may take: what lasts longer is no burst, but its absence a gap."""

SHORTEST = 14
"""Days asked: within two weeks, a burst and its surroundings cannot be told apart."""

DRAWN_BARS = 26
"""Stretches of time that are drawn: half a year in weeks, or more in longer ones."""

KIND_DAYS = 20_000
"""Kinds of deed times days whose draws are held at once: 160 MB."""

TOGETHER = 16
"""Draws that are looked at together: with three years of windows 2 MB, which a core holds close by."""

NULL_ALL = "Incidents fall on any of the days asked alike: as many are spread over those days at random."
NULL_KIND = (
    "When a kind of deed was done has nothing to do with when other deeds were done at the same place: kinds are dealt anew among the "
    "incidents of one place, on the days that they have, which keeps each place's and each day's volume."
)
ASSUMED = (
    "One event is told as one incident: a battle told in ten pieces would be a burst.",
    OPEN,
    "An incident counts once, however many texts tell it.",
)
CANNOT_SHOW = (
    "What made it: a battle, a season, a change of who reports or can reach the place gives bursts too. What is spread evenly "
    "shows no burst, whatever stands behind it."
)


def bursts(rows: Rows, span: Span, seed: str) -> Outcome | Refused:
    """The strongest burst of all these incidents, against an even spread."""
    found = asked_of(rows, span, SHORTEST)
    if isinstance(found, Refused):
        return found
    stretch, asked = found
    drawn = stretch.spread(len(asked), generator(seed))
    expected = np.full(stretch.days, len(asked) / stretch.days)
    return _outcome(asked, anything, stretch, drawn, expected)


def bursts_of_kinds(
    rows: Rows, kinds: Sequence[tuple[str, ...]], span: Span, seed: str
) -> Iterator[Outcome | Refused]:
    """The strongest burst of each kind of deed, against all that is told of the same places; all share their dealings."""
    found = asked_of(rows, span, SHORTEST)
    if isinstance(found, Refused):
        yield from (_too_few_of(rows, kind) or found for kind in kinds)
        return
    stretch, asked = found
    together = max(1, KIND_DAYS // stretch.days)
    for start in range(0, len(kinds), together):
        yield from _of_kinds(asked, kinds[start : start + together], stretch, seed)


def _of_kinds(
    asked: Rows, kinds: Sequence[tuple[str, ...]], stretch: Stretch, seed: str
) -> Iterator[Outcome | Refused]:
    places = Strata(asked.codes("place"))
    are = [asked.are(k).astype(float) for k in kinds]
    shares = [np.bincount(places.of, kind, minlength=len(places.sizes)) / places.sizes for kind in are]
    refused = [_too_few_of(asked, k) or _all_or_none(s) for k, s in zip(kinds, shares, strict=True)]
    if all(refused):
        yield from (r for r in refused if r)
        return
    at = asked.days - stretch.first
    drawn = dealt_by_day(np.stack(are), at, stretch.days, places, generator(seed))
    for k, kind in enumerate(kinds):
        expected = _floats(at, shares[k][places.of], stretch.days)
        yield refused[k] or _outcome(asked, has_family(kind), stretch, drawn[k], expected)


def _too_few_of(rows: Rows, kind: tuple[str, ...]) -> Refused | None:
    those = rows.only(has_family(kind))
    return too_few(those) if len(those) < LEAST else None


def _all_or_none(share: Floats) -> Refused | None:
    """A place at which one kind alone is told has nothing to deal."""
    if np.count_nonzero((share > 0) & (share < 1)):
        return None
    return Refused(why="no other kind is told of the same places, so that nothing can be dealt anew")


def dealt_by_day(are: Floats, at: Ints, days: int, places: Strata, draws: Draws) -> Floats:
    """Incidents of each kind by draw and day, where kinds are dealt anew within each place.

    Incidents that are of the same kinds are counted together: so each draw is counted once, not once for each kind.
    """
    alike, of = np.unique(are, axis=1, return_inverse=True)
    starts = of.ravel().astype(np.int64) * days
    members = [np.flatnonzero(kind) for kind in alike]
    drawn = np.empty((len(are), DRAWS, days))
    for n in range(DRAWS):
        counted = np.bincount(starts.take(places.dealt(draws)) + at, minlength=alike.shape[1] * days)
        by_set = counted.reshape(-1, days)
        for k, sets in enumerate(members):
            drawn[k, n] = by_set[sets].sum(axis=0)
    return drawn


def _floats(at: Ints, weights: Floats, days: int) -> Floats:
    return np.bincount(at, weights, minlength=days).astype(np.float64)


class Scan:
    """All windows over some days, and how far a count in each exceeds what is expected there."""

    def __init__(self, expected: Floats) -> None:
        days = len(expected)
        starts, ends = [], []
        for length in WINDOWS:
            if length <= days * LONGEST:
                starts.append(np.arange(days - length + 1))
                ends.append(starts[-1] + length)
        self.starts, self.ends = np.concatenate(starts), np.concatenate(ends)
        self.total = float(expected.sum())
        self.expected = self.within(expected)
        with np.errstate(divide="ignore", invalid="ignore"):
            bound = self.total / (self.expected * (self.total - self.expected))
        self._bound = np.where(np.isfinite(bound) & (bound > 0), bound, np.finfo(float).max)

    def within(self, counts: Floats) -> Floats:
        """Counts in each window."""
        before = np.zeros((*counts.shape[:-1], counts.shape[-1] + 1))
        np.cumsum(counts, axis=-1, out=before[..., 1:])
        return np.asarray(before.take(self.ends, axis=-1) - before.take(self.starts, axis=-1))

    def ratios(self, counts: Floats) -> Floats:
        """The logarithm of each window's likelihood ratio; 0 where no more is told than expected (Kulldorff 1997)."""
        return self._ratios(self.within(counts), self.expected)

    def highest(self, drawn: Floats) -> Floats:
        """For each draw the highest of all ratios, worked out for the few windows that can have it.

        With c told and m expected of T, log(x) <= x - 1 puts a window's ratio at (c - m)^2 T / (m (T - m)) at most, so
        that no window counts whose bound lies below the ratio of the one with the highest bound.
        """
        some = (drawn[n : n + TOGETHER] for n in range(0, len(drawn), TOGETHER))
        return np.concatenate([self._highest(counts) for counts in some])

    def _highest(self, counts: Floats) -> Floats:
        told = self.within(counts)
        bounds = np.maximum(told - self.expected, 0.0)
        with np.errstate(over="ignore"):
            bounds *= bounds * self._bound
        draws = np.arange(len(counts))
        first = bounds.argmax(axis=1)
        least = self._ratios(told[draws, first], self.expected.take(first))
        of, can = np.nonzero(bounds >= least[:, None] - NEAR)
        ratios = self._ratios(told[of, can], self.expected.take(can))
        return np.asarray(np.maximum.reduceat(ratios, np.searchsorted(of, draws)))

    def _ratios(self, told: Floats, expected: Floats) -> Floats:
        rest, rest_expected = self.total - told, self.total - expected
        with np.errstate(divide="ignore", invalid="ignore"):
            inside = np.where(told > 0, told * np.log(told / expected), 0.0)
            outside = np.where(rest > 0, rest * np.log(rest / rest_expected), 0.0)
        return np.where(told > expected, np.nan_to_num(inside + outside, posinf=0.0), 0.0)


def _outcome(
    asked: Rows, is_kind: Callable[[Told], bool], stretch: Stretch, drawn: Floats, expected: Floats
) -> Outcome:
    rows = asked.only(is_kind)
    told = stretch.counted(rows)
    scan = Scan(expected)
    observed = scan.ratios(told)
    best = int(np.argmax(observed))
    furthest = scan.highest(drawn)
    start, end = int(scan.starts[best]), int(scan.ends[best])
    inside = float(told[start:end].sum())
    low, high = stretch.first + start, stretch.first + end - 1

    def in_window(t: Told) -> bool:
        return t.day is not None and low <= t.day <= high and is_kind(t)

    in_draws = drawn[:, start:end].sum(axis=1)
    label = f"{iso(low)} to {iso(high)}, the strongest burst"
    strongest = bar(label, inside, in_draws, rows.only(in_window).told)
    return Outcome(
        figure=inside,
        drawn=in_draws,
        p=share_as_far(float(observed[best]), furthest),
        statistic="incidents in the strongest of all windows of 1 to 56 days, by likelihood ratio (Kulldorff)",
        words=f"Of {len(rows):,} incidents, the strongest burst runs from {iso(low)} to {iso(high)}: "
        f"{times_chance(inside, in_draws)}. Asked are the days from {stretch.words}.",
        rests_on=asked.ids,
        others="before or after the days asked",
        again=lambda others: float(len(others.only(in_window))),
        bars=(strongest, *parts(rows, stretch, drawn)),
    )


def parts(rows: Rows, stretch: Stretch, drawn: Floats) -> Iterator[Bar]:
    """Weeks, or as many days more as keep the drawing short: what is told in each, and what chance alone gives."""
    step = max(7, -(-stretch.days // DRAWN_BARS))
    held: dict[int, list[Told]] = {}
    for t, day in zip(rows.told, rows.days, strict=True):
        held.setdefault((int(day) - stretch.first) // step, []).append(t)
    for n, start in enumerate(range(0, stretch.days, step)):
        end = min(start + step, stretch.days)
        label = f"{iso(stretch.first + start)} to {iso(stretch.first + end - 1)}"
        those = held.get(n, ())
        yield bar(label, len(those), drawn[:, start:end].sum(axis=1), those)
