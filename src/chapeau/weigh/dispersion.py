"""Do incidents crowd into some weeks, or fall more evenly on all, than chance would have it?

The index of dispersion is the variance of the weekly counts over their mean: about 1 where incidents fall at random
(Poisson), above where they crowd. Where they crowd, a negative binomial's size k says by how much: the variance is
mean + mean^2 / k. How even weeks are, Pielou's evenness says (`evenness.py`): 1 where all hold as many.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from chapeau.weigh.bursts import parts
from chapeau.weigh.dealing import (
    DRAWS,
    LEAST,
    NEAR,
    Floats,
    Outcome,
    Refused,
    band,
    generator,
    share_as_far,
)
from chapeau.weigh.evenness import pielou
from chapeau.weigh.stretch import OPEN, Span, asked_of, too_few
from chapeau.weigh.told import Rows

WEEK = 7
LEAST_WEEKS = 6
"""Weeks that a variance needs: of fewer it says little, whatever it is."""

NULL = (
    "Incidents fall on any of the days asked alike, each by itself: as many are spread over those days at random "
    "(counts by week then follow a Poisson law, given their sum)."
)
ASSUMED = (
    "Weeks are counted from the first day asked; a last one that is not whole is left out with its incidents, in the draws and over other linkages too.",
    OPEN,
    "One event is told as one incident: a battle told in ten pieces would crowd.",
    "An incident counts once, however many texts tell it.",
)
CANNOT_SHOW = (
    "Why: a front that moves, a season, or a reporter's stay makes incidents crowd, and a weekly report makes them even. "
    "Neither figure says anything about who did it."
)

Measure = Callable[[Floats], Floats]


def dispersion(counts: Floats) -> Floats:
    """Variance over mean, by row: 1 under Poisson. Its n - 1 fold is chi-squared with n - 1 degrees (Fisher 1950)."""
    return np.asarray(counts.var(axis=-1, ddof=1) / counts.mean(axis=-1))


def size_of_negative_binomial(counts: Floats) -> float | None:
    """k by moments: mean^2 / (variance - mean); None where the variance is no larger than the mean."""
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    return mean * mean / (variance - mean) if variance > mean + NEAR else None


def over_dispersion(rows: Rows, span: Span, seed: str) -> Outcome | Refused:
    """Whether weekly counts vary more than chance would have them."""

    def words(weeks: Floats, told: float, drawn: Floats) -> str:
        low, middle, high = band(drawn)
        k = size_of_negative_binomial(weeks) if told > high else None
        fit = f" A negative binomial law of size {k:.2f} has this variance." if k else ""
        return (
            f"The variance of weekly counts is {told:.2f} times their mean, where chance alone gives {middle:.2f} "
            f"({low:.2f} to {high:.2f}); {len(weeks)} weeks, {weeks.mean():.1f} incidents a week.{fit}"
        )

    return _measured(rows, span, seed, dispersion, "variance over mean of weekly counts", words)


def more_even(rows: Rows, span: Span, seed: str) -> Outcome | Refused:
    """Whether weekly counts are more alike than chance would have them."""

    def words(weeks: Floats, told: float, drawn: Floats) -> str:
        low, middle, high = band(drawn)
        return (
            f"Weeks are even to {told:.3f} (1: all hold as many), where chance alone gives {middle:.3f} "
            f"({low:.3f} to {high:.3f}); {len(weeks)} weeks, {weeks.mean():.1f} incidents a week."
        )

    return _measured(rows, span, seed, pielou, "evenness of weekly counts (Pielou)", words)


def _measured(
    rows: Rows,
    span: Span,
    seed: str,
    measure: Measure,
    statistic: str,
    words: Callable[[Floats, float, Floats], str],
) -> Outcome | Refused:
    found = asked_of(rows, span, LEAST_WEEKS * WEEK)
    if isinstance(found, Refused):
        return found
    stretch = found[0].in_whole(WEEK)
    asked = stretch.of(rows)
    if len(asked) < LEAST:
        return too_few(asked, " in whole weeks")
    weeks = in_weeks(stretch.counted(asked))
    spread = stretch.spread(len(asked), generator(seed))
    drawn = measure(in_weeks(spread))
    told = float(measure(weeks))
    low, high = _interval(weeks, measure, seed)

    def again(others: Rows) -> float | None:
        those = stretch.of(others)
        return float(measure(in_weeks(stretch.counted(those)))) if len(those) >= LEAST else None

    return Outcome(
        figure=told,
        drawn=drawn,
        p=share_as_far(told, drawn),
        statistic=statistic,
        words=f"{words(weeks, told, drawn)} Asked are the days from {stretch.words}.",
        rests_on=asked.ids,
        others="before or after the whole weeks asked",
        again=again,
        low=low,
        high=high,
        bars=tuple(parts(asked, stretch, spread)),
    )


def in_weeks(days: Floats) -> Floats:
    """Counts by whole week, from counts by day along the last axis."""
    weeks = days.shape[-1] // WEEK
    return np.asarray(days[..., : weeks * WEEK].reshape(*days.shape[:-1], weeks, WEEK).sum(axis=-1), float)


def _interval(weeks: Floats, measure: Measure, seed: str) -> tuple[float, float]:
    """95 of 100 resamplings of weeks (bootstrap percentiles)."""
    chosen = generator(seed, "bootstrap").randint(0, len(weeks), (DRAWS, len(weeks)))
    drawn = weeks[chosen]
    low, _, high = band(measure(drawn[drawn.sum(axis=1) > 0]))
    return low, high
