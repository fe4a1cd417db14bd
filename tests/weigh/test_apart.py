"""What may be added up: events that surely are not one, and never two that may be."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.dates import shifted
from chapeau.records import Incident
from chapeau.weigh.apart import Apart
from chapeau.weigh.cells import CELL_KM, cell, middle
from tests.weigh.told import KM, told


def fewest(*incidents: Incident) -> int:
    return Apart.of(incidents).fewest(i.id for i in incidents)


@pytest.mark.parametrize(("days", "events"), [(0, 1), (1, 1), (7, 1), (8, 2)])
def test_at_one_place_more_than_a_week_must_lie_between_two_events(days: int, events: int) -> None:
    assert fewest(told("a"), told("b", day=shifted("2031-03-12", days))) == events


@pytest.mark.parametrize(("km", "events"), [(0, 1), (49, 1), (90, 2)])
@pytest.mark.parametrize("lat", [0.0, 60.0, -45.0])
def test_on_one_day_two_events_must_lie_far_from_each_other(km: float, events: int, lat: float) -> None:
    assert fewest(told("a", at=(lat, 10.0)), told("b", at=(lat + km * KM, 10.0))) == events


def test_places_on_both_sides_of_the_line_where_days_begin_are_near() -> None:
    assert fewest(told("a", at=(0.0, 179.99)), told("b", at=(0.0, -179.99))) == 1


def test_a_month_may_hide_any_day_in_it_and_a_week_around_it() -> None:
    month = told("a", day="2031-03-01", until="2031-03-31")
    assert fewest(month, told("b", day="2031-04-07")) == 1
    assert fewest(month, told("b", day="2031-04-08")) == 2


@pytest.mark.parametrize(
    "more", [{"at": None}, {"day": None}, {"precision": "district"}, {"extent": "aggregate"}]
)
def test_what_is_not_told_closely_may_be_one_with_any_other(more: dict[str, object]) -> None:
    far = told("b", **{"at": (9.0, 9.0), "day": "2031-09-09", **more})  # type: ignore[arg-type]
    assert fewest(told("a"), far) == 1


def test_an_event_that_holds_another_is_not_counted_beside_it() -> None:
    holder, part = told("a", contains=("b",)), told("b", at=(9.0, 9.0), day="2031-09-09")
    assert fewest(holder, part) == 1
    assert fewest(told("a", overlaps=("b",)), part) == 1


def test_a_chain_of_near_events_counts_as_often_as_two_of_it_are_apart() -> None:
    chain = [told(f"e{n}", day=shifted("2031-03-01", 6 * n)) for n in range(5)]
    assert fewest(*chain) == 3


def test_the_highest_numbers_are_taken_first_and_what_may_be_one_with_them_is_left() -> None:
    events = [told("a"), told("b", day="2031-03-14"), told("c", day="2031-04-20")]
    apart = Apart.of(events)
    assert apart.summed({"a": 5, "b": 9, "c": 2}) == ("b", "c")
    assert apart.floor({"a": 5, "b": 9, "c": 2}) == 11
    assert apart.floor({}) is None


def test_a_number_without_close_date_or_place_is_in_no_sum_and_may_be_the_floor() -> None:
    apart = Apart.of([told("a"), told("b", at=None)])
    assert apart.floor({"a": 5, "b": 9}) == 9
    assert apart.floor({"a": 5, "b": 2}) == 5


EVENTS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 200), st.integers(0, 20), st.integers(0, 50)), min_size=1, max_size=14
)  # fmt: skip


def made(rows: list[tuple[int, int, int, int]]) -> tuple[list[Incident], dict[str, int]]:
    events = [
        told(f"e{n:02}", at=(km * KM, 0.0), day=shifted("2031-03-01", d), until=shifted("2031-03-01", d + w))
        for n, (d, km, w, _) in enumerate(rows)
    ]
    return events, {f"e{n:02}": low for n, (*_, low) in enumerate(rows)}


def surely_two(a: Incident, b: Incident) -> bool:
    """By the rule as it is told, without bits and cells' trees."""
    assert a.time
    assert b.time
    assert a.place
    assert b.place
    (x, y) = (middle(cell(i.place.lat, i.place.lon)) for i in (a, b))  # type: ignore[union-attr, arg-type]
    far = abs(x[0] - y[0]) / KM > 50 + CELL_KM * 2**0.5
    first, second = sorted((a.time, b.time), key=lambda t: t.low or "")
    return far or shifted(first.high or "", 7) < (second.low or "")


@given(EVENTS)
def test_the_floor_is_never_above_the_best_sum_over_events_that_surely_differ(
    rows: list[tuple[int, int, int, int]],
) -> None:
    events, lows = made(rows)
    apart = Apart.of(events)
    by_id = {e.id: e for e in events}
    taken = apart.summed(lows)
    assert all(surely_two(by_id[a], by_id[b]) for a, b in combinations(taken, 2))
    left = set(by_id) - set(taken)
    assert all(any(not surely_two(by_id[a], by_id[b]) for b in taken) for a in left)


@given(EVENTS)
def test_the_order_of_input_changes_no_floor(rows: list[tuple[int, int, int, int]]) -> None:
    events, lows = made(rows)
    backwards = Apart.of(events[::-1])
    assert backwards.floor(dict(reversed(lows.items()))) == Apart.of(events).floor(lows)
    assert backwards.fewest(lows) == Apart.of(events).fewest(reversed(lows))
