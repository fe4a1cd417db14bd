"""Arithmetic of days and periods."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import DataInvalid
from chapeau.ground.dates import (
    common,
    day,
    days_apart,
    days_in,
    is_day,
    month,
    one_day,
    shifted,
    week,
    widest,
    year,
)
from chapeau.records import Period

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(datetime.date.isoformat)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    low, high = sorted((draw(DAYS), draw(DAYS)))
    return Period(low=low, high=high)


@st.composite
def open_periods(draw: st.DrawFn) -> Period:
    closed = draw(periods())
    return Period(
        low=draw(st.sampled_from((closed.low, None))), high=draw(st.sampled_from((closed.high, None)))
    )


def days_of(period: Period) -> set[int]:
    assert period.low
    assert period.high
    return set(range(day(period.low).toordinal(), day(period.high).toordinal() + 1))


@given(st.lists(st.tuples(DAYS, st.integers(0, 40)), min_size=1, max_size=4))
def test_common_days_are_those_in_every_period(starts: list[tuple[str, int]]) -> None:
    told = [Period(low=low, high=shifted(low, length)) for low, length in starts]
    shared = set.intersection(*(days_of(p) for p in told))
    found = common(told)
    assert (days_of(found) if found else set()) == shared


@given(st.lists(periods(), min_size=1, max_size=4))
def test_the_widest_period_holds_every_day_and_starts_and_ends_with_one(told: list[Period]) -> None:
    found = widest(told)
    assert found is not None
    assert {found.low, found.high} == {min(p.low for p in told if p.low), max(p.high for p in told if p.high)}


@given(st.lists(open_periods(), min_size=1, max_size=4))
def test_an_open_end_stays_open_in_the_widest(told: list[Period]) -> None:
    found = widest(told)
    assert found is not None
    assert (found.low is None) == any(p.low is None for p in told)
    assert (found.high is None) == any(p.high is None for p in told)


@given(periods(), periods())
def test_days_apart_is_the_least_distance_of_a_day_of_each_either_way_round(a: Period, b: Period) -> None:
    assert a.low
    assert a.high
    assert b.low
    assert b.high
    gap = max(0, (day(b.low) - day(a.high)).days, (day(a.low) - day(b.high)).days)
    assert days_apart(a, b) == days_apart(b, a) == gap


@given(periods())
def test_a_period_with_open_ends_is_apart_from_nothing(a: Period) -> None:
    assert days_apart(a, Period()) == 0
    assert days_in(Period(low=a.low)) is None


@given(DAYS)
def test_a_week_is_seven_days_from_monday_and_holds_its_day(iso: str) -> None:
    found = week(iso)
    assert days_in(found) == 7
    assert day(found.low or "").weekday() == 0
    assert days_apart(found, one_day(iso)) == 0


@given(st.integers(1900, 2100))
def test_the_months_of_a_year_are_its_days_without_gap(number: int) -> None:
    months = [month(number, m) for m in range(1, 13)]
    assert sum(days_in(m) or 0 for m in months) == days_in(year(number))
    assert all(shifted(a.high or "", 1) == b.low for a, b in itertools.pairwise(months))


def test_a_date_that_does_not_exist_is_named_in_the_error() -> None:
    with pytest.raises(DataInvalid, match="2023-02-30"):
        day("2023-02-30")
    assert not is_day("2023-02-30")
    assert not is_day("20230228")
    assert is_day("2023-02-28")


def test_no_periods_have_neither_a_widest_nor_a_common_one() -> None:
    assert widest([]) is None
    assert common([]) is None
