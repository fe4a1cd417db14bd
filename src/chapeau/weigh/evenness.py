"""How evenly do incidents fall over places or weeks? One index from 0 to 1, with a bootstrap interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1000
"""Resamples for the interval: at 1,000 the ends of a 95 % interval move by about a hundredth if the seed is changed
(tests/weigh/test_spread.py draws with others). Each costs one draw over all classes."""

SEED = 20310312
"""Any number does; one that is fixed gives the same interval on every machine. `RandomState` is used since its stream
never changes between versions of numpy (NEP 19)."""

FORMULA = (
    "Simpson's index (1949), normalised: of two incidents drawn at random with replacement, the chance that they lie in "
    "different classes, over that chance if all classes had equally many: (1 - sum of p^2) / (1 - 1/S), p the share of "
    "each of S classes. 1 is quite even; 0 is all in one."
)
BOOTSTRAP = (
    f"The interval holds 95 of 100 of {DRAWS:,} draws of as many incidents at random, with the same classes, as if each "
    "incident were told by itself: incidents that come together, or are told together, make it too narrow. Draws are less even "
    "than what they are drawn from, so that it is stretched to hold the figure where it would not."
)


@dataclass(frozen=True, slots=True)
class Evenness:
    """The index, and the interval of its bootstrap."""

    value: float
    low: float
    high: float


def simpson(counts: Sequence[int]) -> float:
    """The normalised index of these classes; empty classes count as classes. Raises ValueError below two classes."""
    total = sum(counts)
    if len(counts) < 2 or total < 1:
        raise ValueError("evenness needs two classes and an incident")
    same = sum(n * n for n in counts) / total**2
    return (1 - same) / (1 - 1 / len(counts))


def evenness(counts: Sequence[int]) -> Evenness | None:
    """The index with its interval; None below two classes or two incidents: there is nothing to be even over."""
    total = sum(counts)
    if len(counts) < 2 or total < 2:
        return None
    drawn = np.random.RandomState(SEED).multinomial(total, np.array(counts) / total, size=DRAWS).astype(float)
    found = (1 - (drawn**2).sum(axis=1) / total**2) / (1 - 1 / len(counts))
    low, high = np.percentile(found, [2.5, 97.5])
    value = simpson(counts)
    return Evenness(*(round(float(x), 4) for x in (value, min(low, value), max(high, value))))
