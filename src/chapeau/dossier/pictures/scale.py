"""Where does a value stand on a line? Round ticks for counts, days for dates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` over pixels from `left` to `right`; logarithmic from 1 where asked."""

    low: float
    high: float
    left: float
    right: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value, kept within the picture."""
        share = (self._stretch(value) - self._stretch(self.low)) / (
            self._stretch(self.high) - self._stretch(self.low)
        )
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def _stretch(self, value: float) -> float:
        return math.log10(max(1.0, value)) if self.logarithmic else value


def count_scale(highest: int, lowest: int, left: float, right: float) -> Scale:
    """From 0 to a round number above `highest`; logarithmic where the figures differ a hundredfold."""
    if highest > 100 * max(1, lowest):
        return Scale(1, 10 ** math.ceil(math.log10(highest * 1.2)), left, right, logarithmic=True)
    return Scale(0, _round_above(highest * 1.1), left, right)


def count_ticks(scale: Scale) -> tuple[int, ...]:
    """Four steps on an even scale, powers of ten on a logarithmic one."""
    if scale.logarithmic:
        return tuple(10**power for power in range(int(math.log10(scale.high)) + 1))
    return tuple(sorted({int(scale.high * i / 4) for i in range(5)}))


_TENTHS = (10, 12, 16, 20, 24, 32, 40, 48, 60, 80, 100, 120)
"""Tops of an even scale, in tenths of a power of ten: above 12 each step up is a third at most, so that no picture is half empty."""


def _round_above(value: float) -> int:
    """The least of these tops, from 4, that parts into four whole steps."""
    size = int(10 ** max(0, math.floor(math.log10(max(1.0, value)))))
    tops = (tenths * size // 10 for tenths in _TENTHS if tenths * size % 40 == 0)
    return next(top for top in tops if top >= value)


def days(low: date, high: date) -> int:
    """Days from `low` to `high`, both included."""
    return (high - low).days + 1


def date_ticks(low: date, high: date) -> tuple[date, ...]:
    """First days of years, months or weeks, at most about eight of them; a few days where that is all."""
    span = days(low, high)
    if span > 8 * 366:
        step = math.ceil(span / 366 / 8)
        return tuple(date(y, 1, 1) for y in range(low.year + 1, high.year + 1) if y % step == 0)
    if span > 62:
        return _months(low, high, math.ceil(span / 30.4 / 8))
    step = max(1, math.ceil(span / 6))
    return tuple(low + timedelta(days=i) for i in range(0, span, step))


def _months(low: date, high: date, step: int) -> tuple[date, ...]:
    firsts = (date(y, m, 1) for y in range(low.year, high.year + 1) for m in range(1, 13, step))
    return tuple(day for day in firsts if low <= day <= high)


def plain_date(day: date) -> str:
    """'3 Mar 2031': no leading zero, the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
