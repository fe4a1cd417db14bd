"""A pattern's picture: every figure in it, nothing but it, and the same without colour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chapeau.dossier.pictures.pattern import MOST_ROWS, WIDTH, between, pattern, said_of, scale_for
from chapeau.records import Bar, Chance, OverLinkages, Pattern


def made(*bars: Bar, **more: Any) -> Pattern:
    given_ = {
        "value": None,
        "low": None,
        "high": None,
        "chance": None,
        "over_linkages": None,
        "rests_on": ("inc-1",),
        **more,
    }
    return Pattern(
        id="pat-1", name="n", of="incidents", unit="pairs", words="Words.", null_hypothesis=None, assumptions=(), cannot_show="much",
        bars=bars, **given_,
    )  # fmt: skip


CHANCE = Chance(
    statistic="pairs", low=1.0, middle=3.0, high=6.0, effect=3.0, p=0.001, corrected=0.006, tests=6, draws=999
)


def classes(svg: str, kind: str) -> list[Any]:
    return [e for e in etree.fromstring(svg).iter() if kind in (e.get("class") or "").split()]


def words(svg: str) -> list[str]:
    return [e.text for e in etree.fromstring(svg).iter() if e.tag.endswith("text")]


def x_of(element: Any, *, right: bool = False) -> float:
    return float(element.get("x")) + (float(element.get("width")) if right else 0)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, None, "no number"), (12, None, "at least 12"), (None, 40, "at most 40"), (12, 12, "12"), (0.25, 1200, "0.25 to 1,200")],
)  # fmt: skip
def test_an_interval_says_which_end_is_open(low: float | None, high: float | None, said: str) -> None:
    assert between(low, high) == said


def test_a_figure_with_an_interval_says_both() -> None:
    assert said_of(Bar(label="", value=5.0, low=2.0, high=7.0)) == "5 (2 to 7)"
    assert said_of(Bar(label="", value=5.0, low=5.0, high=5.0)) == "5"
    assert said_of(Bar(label="", value=5.0)) == "5"


def test_the_observed_figure_stands_on_the_band_of_chance() -> None:
    svg = pattern(made(value=9.0, chance=CHANCE), "Method recurs")
    (band,), (mark,), (median,) = classes(svg, "chance"), classes(svg, "observed"), classes(svg, "median")
    assert x_of(band) < float(median.get("x1")) < x_of(band, right=True) < float(mark.get("x1"))
    inside = pattern(made(value=3.0, chance=CHANCE), "Method recurs")
    (band,), (mark,) = classes(inside, "chance"), classes(inside, "observed")
    assert x_of(band) < float(mark.get("x1")) < x_of(band, right=True)
    assert {"observed: 9", "chance alone: 1 to 6, median 3"} <= set(words(svg))


def test_other_linkages_are_a_thin_range_with_its_figures() -> None:
    over = OverLinkages(low=7.0, high=10.0, tried=40, words="")
    for more in ({"chance": CHANCE}, {}):
        assert "other linkages: 7 to 10" in words(pattern(made(value=9.0, over_linkages=over, **more), "t"))


def test_an_open_end_is_a_dashed_line_to_the_edge_and_a_closed_one_a_box() -> None:
    svg = pattern(made(Bar(label="a", low=3.0), Bar(label="b", low=1.0, high=2.0)), "t")
    assert len(classes(svg, "open")) == 1
    assert len(classes(svg, "head")) == 1
    assert len(classes(svg, "hull")) == 1
    assert "a: at least 3" in words(svg)


def test_bars_of_another_unit_do_not_stand_beside_the_figure_itself() -> None:
    p = made(Bar(label="Halvern", value=4.0), value=8.0)
    assert any(w.startswith("in all") for w in words(pattern(p, "t")))
    other = words(pattern(p, "t", "incidents told there"))
    assert not any(w.startswith("in all") for w in other)
    assert "incidents told there" in other


def test_days_are_a_strip_with_one_column_a_day_and_spans_lie_where_they_are_in_time() -> None:
    strip = pattern(
        made(*(Bar(label=f"2031-03-0{d}", value=float(d % 2), high=1.0) for d in range(1, 6))), "t"
    )
    assert len(classes(strip, "solid")) == 3
    assert len(classes(strip, "hull")) == 8
    spans = pattern(made(Bar(label="2031-03-09 to 2031-03-12, 2 texts", value=4.0), Bar(label="2031-03-01 to 2031-03-02", value=2.0)), "t")  # fmt: skip
    later, earlier = classes(spans, "hull")
    assert x_of(earlier) < x_of(earlier, right=True) < x_of(later)
    assert "9 Mar 2031 to 12 Mar 2031: 4 days" in words(spans)


def test_a_pattern_without_a_figure_has_no_picture() -> None:
    assert pattern(made(), "t") == ""
    assert pattern(made(value=0.0), "t") == ""


def test_a_figure_that_rests_on_nothing_bears_no_ids() -> None:
    svg = pattern(made(value=3.0, rests_on=()), "t")
    assert not [e for e in etree.fromstring(svg).iter() if e.get("data-from") is not None]


NUMBERS = st.one_of(st.none(), st.integers(0, 10**6).map(float), st.floats(-5, 5))


@st.composite
def bars(draw: Any) -> Bar:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)), key=lambda n: (n is None, n))
    return Bar(label=draw(st.text("abc ü<&", max_size=80)), value=draw(NUMBERS), low=low, high=high)


@given(st.lists(bars(), max_size=MOST_ROWS + 3))
def test_every_mark_lies_within_the_picture_and_every_row_says_its_figure(drawn: list[Bar]) -> None:
    svg = pattern(made(*drawn), "t")
    if not svg:
        return
    root = etree.fromstring(svg)
    height = float(root.get("height"))
    for e in root.iter():
        for key in ("x", "x1", "x2", "cx"):
            assert 0 <= float(e.get(key, 0)) <= WIDTH
        for key in ("y", "y1", "y2", "cy"):
            assert 0 <= float(e.get(key, 0)) <= height
        assert float(e.get("width", 1)) > 0
    said = words(svg)
    for bar in drawn[:MOST_ROWS]:
        assert any(w.endswith(f": {said_of(bar)}") for w in said)


@given(st.lists(st.floats(-100, 1e6), min_size=1))
def test_a_scale_holds_all_its_numbers_in_their_order(numbers: list[float]) -> None:
    scale = scale_for(numbers)
    at = [scale.at(n) for n in sorted(numbers)]
    assert at == sorted(at)
    assert scale.high >= max(numbers)


def test_no_colour_is_written_into_the_picture() -> None:
    svg = pattern(made(Bar(label="a", low=3.0), value=9.0, chance=CHANCE), "t")
    assert not re.search(r"(fill|stroke|style|#[0-9a-f]{3})", svg)


def test_columns_of_time_bear_their_figures_where_there_is_room_and_tell_them_all_in_words() -> None:
    bars = [Bar(label=f"2031-03-{d:02}", value=float(d)) for d in (1, 8, 15)]
    svg = pattern(made(*bars), "Bursts")
    assert {"1", "8", "15"} <= set(words(svg))
    assert "from 2031-03-08: 8" in svg
