"""From when to when, and at how many places: what dates and places an incident, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.records import Incident, Pattern, Period
from chapeau.weigh.extent import extent
from tests.link.material import History, act, reading


def incident(place: str = "Halvern", name: str = "1", **fields: object) -> Incident:
    """One incident at a place, with what is given in place of what was told."""
    (found,) = History([reading(f"d{name}", [act(f"a{name}", f"d{name}", place=place)])]).incidents
    return replace(found, **fields)  # type: ignore[arg-type]


def figures(*incidents: Incident) -> dict[str, Pattern]:
    return {p.name: p for p in extent(incidents)}


@pytest.mark.parametrize(
    ("periods", "first", "last", "days"),
    [
        ([("2031-03-12", "2031-03-12", "day")], "2031-03-12", "2031-03-12", 1),
        ([("2031-03-12", "2031-03-12", "day"), ("2031-03-14", "2031-03-14", "day")], "2031-03-12", "2031-03-14", 3),
        ([("2031-03-01", "2031-03-31", "month"), ("2031-03-14", "2031-03-14", "day")], "2031-03-01", "2031-03-31", 31),
    ],
)  # fmt: skip
def test_both_the_first_and_the_last_day_are_counted(
    periods: list[tuple[str, str, str]], first: str, last: str, days: int
) -> None:
    told = [
        incident(name=str(n), time=Period(low=low, high=high, precision=precision))  # type: ignore[arg-type]
        for n, (low, high, precision) in enumerate(periods)
    ]
    dates = figures(*told)["dates"]
    assert dates.value == days
    assert dates.words.startswith(f"From {first} to {last}, by {len(told)} of {len(told)}")


@pytest.mark.parametrize(
    "time",
    [
        Period(low="2031-01-01", high="2031-12-31", precision="year"),
        Period(low=None, high="2031-03-12", precision="day"),
        None,
    ],
)
def test_a_year_or_an_open_range_dates_nothing(time: Period | None) -> None:
    known, vague = incident(name="1"), incident(name="2", time=time)
    dates = figures(known, vague)["dates"]
    assert (dates.value, dates.rests_on, dates.left_out) == (1, (known.id,), (vague.id,))
    assert figures(vague)["dates"].value is None


@pytest.mark.parametrize("precision", ["region", "country", None])
def test_the_centre_of_a_region_or_country_is_no_place(precision: str | None) -> None:
    known, vague = incident(name="1"), incident(name="2", place="Tessick")
    assert vague.place is not None
    vague = replace(vague, place=replace(vague.place, precision=precision))  # type: ignore[arg-type]
    places = figures(known, vague)["places"]
    assert (places.value, places.rests_on, places.left_out) == (1, (known.id,), (vague.id,))


def test_incidents_at_one_place_count_it_once_and_say_how_often() -> None:
    told = [incident("Halvern", "1"), incident("Halvern", "2"), incident("Tessick", "3")]
    places = figures(*told)["places"]
    assert places.value == 2
    assert "Halvern (2), Tessick (1)" in places.words


@pytest.mark.parametrize("certainty", ["denied", "threatened", "negated"])
def test_what_is_not_told_as_done_dates_and_places_nothing(certainty: str) -> None:
    made = figures(incident(certainty=certainty))
    assert (made["dates"].value, made["places"].value) == (None, 0)


def test_the_duration_is_at_least_from_the_earliest_last_day_to_the_latest_first_day() -> None:
    times = [
        Period(low="2031-03-01", high="2031-03-31", precision="month"),
        Period(low="2031-03-14", high="2031-03-14", precision="day"),
        Period(low="2031-03-20", high="2031-03-26", precision="week"),
    ]
    told = [incident(name=str(n), time=time) for n, time in enumerate(times)]
    dates = figures(*told)["dates"]
    assert (dates.low, dates.value, dates.high) == (7, 31, 31)
    alone = figures(told[0])["dates"]
    assert (alone.low, alone.high) == (1, 31)
