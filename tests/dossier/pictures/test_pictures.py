from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chapeau.dossier.pictures.cell import MOST_DOTS, cell
from chapeau.dossier.pictures.counts import Telling, counts, interval
from chapeau.dossier.pictures.origins import RIGHT, Branch, Joint, origins
from chapeau.dossier.pictures.outlines import Line, Outlines, of_case, packaged, topojson_lines
from chapeau.dossier.pictures.places import Spot, places
from chapeau.dossier.pictures.scale import Scale, count_scale, count_ticks
from chapeau.dossier.pictures.svg import number
from chapeau.dossier.pictures.timeline import Dated, binned, timeline, unit_for
from chapeau.errors import DataInvalid

DAY = date(2031, 4, 1)
BOX = Outlines(
    (Line(((33.0, 46.0), (33.5, 46.4), (34.0, 46.0))), Line(((33.0, 46.0), (33.2, 45.8)), disputed=True)),
    "edition 3",
    "note",
)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def classes(svg: str, kind: str) -> list[Any]:
    return [e for e in etree.fromstring(svg).iter() if kind in (e.get("class") or "").split()]


@given(st.floats(-1e6, 1e6))
def test_numbers_have_at_most_two_decimals_and_come_back_as_they_were(value: float) -> None:
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", number(value))
    assert abs(float(number(value)) - value) <= 0.0051


@pytest.mark.parametrize("count", range(MOST_DOTS + 1))
def test_a_cell_shows_a_dot_an_origin_up_to_nine(count: int) -> None:
    assert len(classes(cell(alleged=True, origins=count, against=0), "support")) == count


def test_a_cell_shows_a_figure_above_nine_hatching_against_and_a_ring_for_alleged_only() -> None:
    assert "× 40" in cell(alleged=True, origins=40, against=0)
    assert classes(cell(alleged=True, origins=1, against=2), "against")
    assert classes(cell(alleged=True, origins=1, against=2), "hatch")
    assert classes(cell(alleged=True, origins=0, against=0), "outline")
    assert classes(cell(alleged=False, origins=0, against=0), "nothing")


def test_what_is_denied_without_more_has_an_empty_box_and_no_hatching() -> None:
    denied = cell(alleged=True, origins=1, against=0, denied=True)
    assert classes(denied, "against")
    assert not classes(denied, "hatch")
    assert not classes(cell(alleged=True, origins=1, against=0), "against")


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_every_count_lies_within_its_scale(a: int, b: int) -> None:
    scale = count_scale(max(a, b), min(a, b), 0, 100)
    assert scale.high >= max(a, b)
    assert 0 <= scale.at(a) <= 100
    assert (scale.at(a) <= scale.at(b)) == (a <= b) or scale.at(a) == scale.at(b)
    assert count_ticks(scale)[-1] <= scale.high


@given(st.integers(13, 10**7))
def test_an_even_scale_is_of_four_whole_steps_and_two_thirds_full(highest: int) -> None:
    scale = count_scale(highest, highest, 0, 100)
    ticks = count_ticks(scale)
    assert [b - a for a, b in pairwise(ticks)] == [int(scale.high) // 4] * 4
    assert highest / scale.high > 0.66


def test_counts_show_every_telling_and_never_a_sum() -> None:
    svg = counts("i", "killed", [Telling("A", 12, None, ("a",)), Telling("B", 19, 19, ("b", "c"))])
    assert len(classes(svg, "hull")) == 1
    assert [e.text for e in classes(svg, "n")] == ["A: at least 12", "B: 19"]
    assert [e.get("data-from") for e in classes(svg, "n")] == ["a", "b c"]
    assert "31" not in "".join(etree.fromstring(svg).itertext())


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (12, 40, "12 to 40"),
        (200000, None, "at least 200,000"),
        (None, 40, "at most 40"),
        (None, None, "not said"),
    ],
)
def test_intervals_in_words(low: int | None, high: int | None, words: str) -> None:
    assert interval(low, high) == words


def branch(copies: int, key: str = "o") -> Branch:
    days = (DAY, *(DAY + timedelta(days=i // 20) for i in range(copies)))
    return Branch(key, "Wire", f"{copies + 1} documents", days, ("d",))


def test_forty_copies_are_one_bracket_with_forty_ticks() -> None:
    svg = origins("k", [branch(40)], [])
    assert len(classes(svg, "bracket")) == 1
    assert len(classes(svg, "tick")) == 40
    assert len(classes(svg, "support")) == 1
    ticks = [float(e.get("x1")) for e in classes(svg, "tick")]
    assert all(b - a > 3.9 for a, b in pairwise(ticks))
    assert max(ticks) <= RIGHT


def test_a_tenth_copy_adds_a_tick_and_no_origin() -> None:
    nine, ten = origins("k", [branch(9)], []), origins("k", [branch(10)], [])
    assert len(classes(ten, "bracket")) == len(classes(nine, "bracket")) == 1
    assert len(classes(ten, "tick")) == len(classes(nine, "tick")) + 1


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        ("proposed", "proposed"),
        ("found", "proposed"),
        ("dependent", "dependent"),
        ("independent", "independent"),
    ],
)
def test_a_line_is_dashed_until_somebody_has_decided(state: str, drawn: str) -> None:
    svg = origins("k", [branch(0, "a"), branch(0, "b")], [Joint("a", "b", state)])
    assert [f'class="{c}"' in svg for c in (drawn, *{"proposed", "dependent", "independent"} - {drawn})] == [
        True,
        False,
        False,
    ]


def test_dependence_that_nobody_decided_is_dashed_and_none_found_is_not_drawn() -> None:
    svg = origins("k", [branch(0, "a"), branch(0, "b")], [Joint("a", "b", "found")])
    assert len(classes(svg, "proposed")) == 1
    assert not classes(origins("k", [branch(0, "a"), branch(0, "b")], []), "proposed")


def test_origins_without_any_date_are_drawn() -> None:
    assert "no document is dated" in origins("k", [Branch("o", "V", "one document", (None,), ("d",))], [])


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=30))
def test_every_incident_is_counted_once_in_a_bin_or_as_wider(dated: list[tuple[date, int]]) -> None:
    incidents = [Dated(f"i{n}", low, low + timedelta(days=length)) for n, (low, length) in enumerate(dated)]
    for unit in ("day", "week", "month", "year"):
        row = binned(incidents, unit)
        assert sorted([i for ids in row.bins.values() for i in ids] + list(row.wider)) == sorted(
            i.id for i in incidents
        )


@given(DAYS, st.integers(0, 4000))
def test_a_timeline_never_has_more_bins_than_can_be_told_apart(low: date, length: int) -> None:
    unit = unit_for(low, low + timedelta(days=length))
    assert length / {"day": 1, "week": 7, "month": 28, "year": 365}[unit] <= 80


def test_undated_incidents_have_a_bar_of_their_own() -> None:
    svg = timeline("k", {"killing": [Dated("a", DAY, DAY), Dated("b", None, None)]})
    assert len(classes(svg, "loose")) == 1
    assert [e.get("data-from") for e in classes(svg, "n")] == ["b"]
    assert "no incident is dated" in timeline("k", {"killing": [Dated("b", None, None)]})


def test_the_map_draws_places_by_precision_and_borders_in_dispute_dotted() -> None:
    spots = [Spot("Dunmere", 46.2, 33.4, "settlement", ("a", "b")), Spot("Olt", 46.6, 34.3, "region", ("c",))]
    svg = places("k", spots, BOX)
    radii = {e.get("class"): float(e.get("r")) for e in classes(svg, "spot")}
    assert radii["spot region"] > radii["spot settlement"]
    assert len(classes(svg, "disputed")) == 1
    assert {e.text for e in classes(svg, "n")} == {"Dunmere (2)", "Olt (1)"}


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180)), min_size=1, max_size=8))
def test_every_place_lies_on_its_map(points: list[tuple[float, float]]) -> None:
    svg = places("k", [Spot("p", lat, lon, "settlement", ("i",)) for lat, lon in points], BOX)
    root = etree.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for circle in classes(svg, "spot"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    svg = places(
        "k", [Spot("w", -17, 179.5, "settlement", ("a",)), Spot("e", -17, -179.5, "settlement", ("b",))], BOX
    )
    west, east = sorted(float(e.get("cx")) for e in classes(svg, "spot"))
    assert 100 < east - west < 540


def test_an_arc_is_read_forwards_once_for_both_its_areas() -> None:
    shapes = [
        {"id": "1", "properties": {"name": "A"}, "arcs": [[0]]},
        {"properties": {"name": "B"}, "arcs": [[[~0, 1]]]},
    ]
    topology = {
        "objects": {"countries": {"geometries": shapes}},
        "arcs": [[[0, 0], [10, 0]], [[10, 0], [-10, 5]]],
        "transform": {"scale": [0.1, 0.2], "translate": [5, 6]},
    }
    first, second = topojson_lines(topology, frozenset())
    assert first.points == ((5, 6), (6, 6))
    assert second.points == ((6, 6), (5, 7))
    assert first.disputed
    assert second.disputed


def test_the_packaged_outlines_lie_on_the_globe_and_name_their_edition() -> None:
    outlines = packaged()
    assert len(outlines.lines) > 1000
    assert all(
        -180.001 <= x <= 180.001 and -90.001 <= y <= 90 for line in outlines.lines for x, y in line.points
    )
    assert "Natural Earth" in outlines.edition
    assert any(line.disputed for line in outlines.lines)


def test_outlines_of_a_case_are_read_or_refused_with_a_hint() -> None:
    square = '{"features": [{"properties": {"disputed": true}, "geometry": {"coordinates": [[[1, 2], [3, 4], [1, 2]]]}}]}'
    assert of_case(square, None).lines == (Line(((1.0, 2.0), (3.0, 4.0), (1.0, 2.0)), disputed=True),)
    with pytest.raises(DataInvalid):
        of_case("{}", None)


def test_a_value_beyond_a_scale_stays_within_the_picture() -> None:
    assert Scale(0, 10, 0, 100).at(50) == 100


@given(st.lists(DAYS, min_size=1, max_size=40))
def test_dates_under_the_origins_never_touch(days: list[date]) -> None:
    branch = Branch("o", "Wire", "documents", tuple(days), tuple(map(str, range(len(days)))))
    places_ = [
        float(e.get("x")) for e in classes(origins("o", [branch], []), "axis") if e.tag.endswith("text")
    ]
    assert all(b - a >= 66 for a, b in pairwise(sorted(places_)))


@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.text("abc de", min_size=1, max_size=80)), min_size=1, max_size=6
    )
)
def test_labels_of_counts_stay_within_the_picture(told: list[tuple[int, str]]) -> None:
    drawn = etree.fromstring(counts("c", "killed", [Telling(who, n, n, ("a",)) for n, who in told]))
    width = float(drawn.get("width"))
    for label in drawn.iter("{*}text"):
        words = "".join(label.itertext())
        if label.get("text-anchor") == "start":
            assert float(label.get("x")) + 6.6 * len(words) <= width + 6.6
