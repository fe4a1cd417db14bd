"""Counts as intervals: what two tellings have in common, and what they span together.

An interval is any record with `low` and `high`, whole numbers, both included, `None` where open
('at least 12' has no `high`). There is no sum here on purpose: forty copies of a toll are one toll,
and a toll for a year contains the tolls of its days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Bounded(Protocol):
    """Anything with a lowest and a highest count (`Count`, `CountTelling`, `Amount`, `Interval`)."""

    @property
    def low(self) -> int | None: ...

    @property
    def high(self) -> int | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `low` to `high`, both included; `None` is open."""

    low: int | None = None
    high: int | None = None


def compatible(a: Bounded, b: Bounded) -> bool:
    """Whether one number could be what both say."""
    return _at_most(a.low, b.high) and _at_most(b.low, a.high)


def common(intervals: Iterable[Bounded]) -> Interval | None:
    """The numbers that all allow; None where there is no such number, or no interval."""
    known = list(intervals)
    low = max((i.low for i in known if i.low is not None), default=None)
    high = min((i.high for i in known if i.high is not None), default=None)
    if not known or not _at_most(low, high):
        return None
    return Interval(low=low, high=high)


def hull(intervals: Iterable[Bounded]) -> Interval | None:
    """From the lowest that any says to the highest; an end is open if it is open in one of them."""
    known = list(intervals)
    if not known:
        return None
    lows = [i.low for i in known if i.low is not None]
    highs = [i.high for i in known if i.high is not None]
    return Interval(
        low=min(lows) if len(lows) == len(known) else None,
        high=max(highs) if len(highs) == len(known) else None,
    )


def _at_most(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
