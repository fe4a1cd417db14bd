"""Counts as intervals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.intervals import Interval, common, compatible, hull

NUMBERS = st.integers(0, 30)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(low=draw(st.sampled_from((low, None))), high=draw(st.sampled_from((high, None))))


def numbers(interval: Interval) -> set[int]:
    """What the interval allows of the numbers from 0 to 30."""
    return set(range(interval.low or 0, (30 if interval.high is None else interval.high) + 1))


@given(intervals(), intervals())
def test_two_are_compatible_if_one_number_is_in_both(a: Interval, b: Interval) -> None:
    assert compatible(a, b) == compatible(b, a) == bool(numbers(a) & numbers(b))


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_common_numbers_are_those_that_all_allow(told: list[Interval]) -> None:
    found = common(told)
    assert (numbers(found) if found else set()) == set.intersection(*(numbers(i) for i in told))


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_the_hull_holds_all_and_is_open_only_where_one_is(told: list[Interval]) -> None:
    found = hull(told)
    assert found is not None
    assert all(numbers(i) <= numbers(found) for i in told)
    assert (found.high is None) == any(i.high is None for i in told)
    assert (found.low is None) == any(i.low is None for i in told)


@given(intervals(), st.integers(1, 40))
def test_copies_of_a_count_change_nothing(told: Interval, copies: int) -> None:
    assert hull([told] * copies) == hull([told]) == told
    assert common([told] * copies) == told


def test_nothing_told_spans_nothing() -> None:
    assert hull([]) is None
    assert common([]) is None
