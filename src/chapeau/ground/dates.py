"""Arithmetic of days and periods, for link and weigh as much as for read.

A period is any record with `low` and `high`: full ISO 8601 days, both included, `None` where open.
Nothing here knows today's date.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from typing import Protocol

from chapeau.errors import DataInvalid
from chapeau.records import Period

ONE_DAY = datetime.timedelta(days=1)


class Dated(Protocol):
    """Anything with a first and a last day (`Period`, `ActTime`, `SaidAt`, `DocumentDate`)."""

    @property
    def low(self) -> str | None: ...

    @property
    def high(self) -> str | None: ...


def day(iso: str) -> datetime.date:
    """The day that a full ISO 8601 date names. Raises DataInvalid."""
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError as error:
        raise DataInvalid(f"{iso!r} is not a date.", hint="Write it as YYYY-MM-DD.") from error


def is_day(iso: str) -> bool:
    """Whether this is a full ISO 8601 date that exists."""
    try:
        return datetime.date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False


def shifted(iso: str, days: int) -> str:
    """The day so many days later (earlier, if negative)."""
    return (day(iso) + days * ONE_DAY).isoformat()


def one_day(iso: str) -> Period:
    """The period of one day. Raises DataInvalid."""
    return Period(low=day(iso).isoformat(), high=day(iso).isoformat(), precision="day")


def week(iso: str) -> Period:
    """The week, Monday to Sunday (ISO 8601), that holds this day."""
    monday = day(iso) - day(iso).weekday() * ONE_DAY
    return Period(low=monday.isoformat(), high=(monday + 6 * ONE_DAY).isoformat(), precision="week")


def month(year: int, number: int) -> Period:
    """One calendar month, January being 1."""
    last = calendar.monthrange(year, number)[1]
    return Period(low=f"{year:04}-{number:02}-01", high=f"{year:04}-{number:02}-{last:02}", precision="month")


def year(number: int) -> Period:
    """One calendar year."""
    return Period(low=f"{number:04}-01-01", high=f"{number:04}-12-31", precision="year")


def widest(periods: Iterable[Dated]) -> Period | None:
    """From the first day of any to the last day of any; an end is open if it is open in one of them."""
    known = list(periods)
    if not known:
        return None
    lows = [p.low for p in known]
    highs = [p.high for p in known]
    low = None if None in lows else min(x for x in lows if x)
    high = None if None in highs else max(x for x in highs if x)
    return _period(low, high)


def together(periods: Iterable[Period]) -> Period:
    """From the first day that any gives to the last; an end that one leaves open is passed over."""
    known = tuple(periods)
    return Period(
        low=min((p.low for p in known if p.low is not None), default=None),
        high=max((p.high for p in known if p.high is not None), default=None),
        precision="range",
        inferred=any(p.inferred for p in known),
    )


def common(periods: Iterable[Dated]) -> Period | None:
    """The days that all share; None where there is no such day, or no period."""
    known = list(periods)
    low = max((p.low for p in known if p.low), default=None)
    high = min((p.high for p in known if p.high), default=None)
    if not known or (low and high and low > high):
        return None
    return _period(low, high)


def days_apart(a: Dated, b: Dated) -> int:
    """Days between the nearer ends of two periods: 0 where they share a day, or might, being open."""
    first, second = sorted((a, b), key=lambda p: (p.low or "", p.high or "9999"))
    if first.high is None or second.low is None or second.low <= first.high:
        return 0
    return (day(second.low) - day(first.high)).days


def days_in(period: Dated) -> int | None:
    """How many days a period has, both ends counted; None where an end is open."""
    if period.low is None or period.high is None:
        return None
    return (day(period.high) - day(period.low)).days + 1


def _period(low: str | None, high: str | None) -> Period:
    return Period(low=low, high=high, precision="day" if low and low == high else "range")
