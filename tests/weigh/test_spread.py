"""Area, regions, days, evenness and silences, each against a figure made by hand or by another program."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.spatial import ConvexHull
from scipy.stats import entropy

from chapeau.ground.dates import shifted
from chapeau.records import DocumentDate, Incident, Pattern, Reading
from chapeau.weigh.area import EARTH_KM, convex, hull, projected, span
from chapeau.weigh.days import bins, calendar, in_bins, iso, most_days
from chapeau.weigh.evenness import evenness, pielou
from chapeau.weigh.spread import spread
from tests.link.material import History, act, reading
from tests.link.test_incidents import HISTORIES, STORY
from tests.weigh.told import KM, told

REGIONS = {"case:(0.0, 0.0)": "Lenna (XS)", "case:(1.0, 1.0)": "Eastmark (XO)"}


def figures(*incidents: Incident, **more: object) -> dict[str, Pattern]:
    return {p.name: p for p in spread(incidents, **more)}  # type: ignore[arg-type]


def written(*days: str) -> list[DocumentDate]:
    return [DocumentDate(low=d, high=d, inferred=False) for d in days]


# --- area -----------------------------------------------------------------------------------------------

POINTS = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=4, max_size=30, unique=True)


@given(POINTS)
def test_the_hull_is_that_of_qhull(points: list[tuple[float, float]]) -> None:
    corners = convex(points)
    x = np.array(points)
    spread_out = np.linalg.matrix_rank(x - x.mean(axis=0), tol=1e-3) == 2
    if not spread_out:
        return
    other = ConvexHull(x)
    area = (
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)) / 2
    )
    assert area == pytest.approx(other.volume, rel=1e-6, abs=1e-6)
    assert sum(math.dist(a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)) == pytest.approx(
        other.area, rel=1e-6, abs=1e-6
    )  # fmt: skip


@pytest.mark.parametrize("lat", [0.0, 45.0, -60.0])
@pytest.mark.parametrize("lon", [10.0, 180.0])
def test_a_square_on_the_ground_has_its_area_wherever_it_lies(lat: float, lon: float) -> None:
    half, wide = 50 * KM, 50 * KM / math.cos(math.radians(lat))
    square = [(lat + a * half, lon + b * wide) for a in (-1, 1) for b in (-1, 1)]
    found = hull(square)
    assert found is not None
    assert found.area == pytest.approx(10_000, rel=0.002)
    assert found.edge == pytest.approx(400, rel=0.01)


def test_the_projection_keeps_the_area_of_an_octant_of_the_sphere() -> None:
    ring = [(float(a), float(b)) for a in range(91) for b in range(91) if a in (0, 90) or b in (0, 90)]
    found = hull(ring)
    assert found is not None
    assert found.area == pytest.approx(4 * math.pi * EARTH_KM**2 / 8, rel=0.001)


def test_one_place_or_places_in_line_span_no_area_and_half_a_world_has_no_inside() -> None:
    assert hull([]) is None
    assert hull([(1.0, 1.0)]) is not None
    assert hull([(1.0, 1.0)]).area == 0
    assert hull([(0.0, 0.0), (0.0, 1.0), (0.0, 2.0)]).area == pytest.approx(0, abs=1e-6)  # type: ignore[union-attr]
    assert hull([(0.0, 0.0), (0.0, 180.0)]) is None
    assert projected([(0.0, 0.0), (0.0, 120.0), (0.0, -120.0)]) is None
    assert projected([(0.0, 0.0), (0.0, 1.0), (0.0, 179.0)]) is None


def test_the_interval_of_an_area_holds_the_hull_of_any_places_that_near() -> None:
    random = np.random.RandomState(5)
    points = random.uniform(0, 100, size=(8, 2))
    found = ConvexHull(points)
    low, high = span(replace_hull(found), 5.0)
    for _ in range(200):
        angle, far = random.uniform(0, 2 * math.pi, 8), 5 * np.sqrt(random.uniform(0, 1, 8))
        moved = ConvexHull(points + np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1))
        assert low <= moved.volume <= high
    assert high == pytest.approx(found.volume + 5 * found.area + 25 * math.pi)


def test_the_interval_of_an_area_is_steiners_formula_both_ways() -> None:
    low, high = span(replace_hull(ConvexHull([(0, 0), (0, 30), (40, 0)])), 2.0)
    assert (low, high) == pytest.approx((600 - 240 - 12 * math.pi, 600 + 240 + 4 * math.pi))
    assert span(replace_hull(ConvexHull([(0, 0), (0, 3), (4, 0)])), 2.0)[0] == 0


def replace_hull(found: ConvexHull) -> object:
    made = hull([(0.0, 0.0)])
    assert made is not None
    return replace(made, area=found.volume, edge=found.area)


def test_the_area_leaves_out_what_is_told_to_a_district_and_counts_the_squares() -> None:
    corners = [(0.0, 0.0), (0.0, 100 * KM), (100 * KM, 0.0), (100 * KM, 100 * KM)]
    vague = told("z", at=(50.0, 50.0), precision="district")
    found = figures(*(told(f"e{n}", at=c) for n, c in enumerate(corners)), told("e9", at=corners[0]), vague)[
        "spread.area"
    ]
    assert found.value == pytest.approx(10_000, rel=0.001)
    assert found.left_out == ("z",)
    assert found.low < found.value < found.high  # type: ignore[operator]
    assert [b.value for b in found.bars][1] == 400


# --- regions --------------------------------------------------------------------------------------------


def test_regions_are_those_that_the_gazetteer_gives_the_rest_is_left_out() -> None:
    events = [told("a"), told("b"), told("c", at=(1.0, 1.0)), told("d", at=(2.0, 2.0)), told("e", at=None)]
    found = figures(*events, regions=REGIONS)["spread.regions"]
    assert (found.value, found.left_out) == (2, ("d", "e"))
    assert [(b.label, b.value, b.rests_on) for b in found.bars] == [
        ("Lenna (XS)", 2, ("a", "b")),
        ("Eastmark (XO)", 1, ("c",)),
    ]


# --- days -----------------------------------------------------------------------------------------------


def test_the_share_of_days_lies_between_sure_days_and_all_that_could_be() -> None:
    events = [
        told("a", day="2031-03-01"), told("b", day="2031-03-10"), told("c", day="2031-03-10"),
        told("d", day="2031-03-03", until="2031-03-04"), told("e", day=None), told("t", extent="series", day="2031-03-05"),
    ]  # fmt: skip
    found = figures(*events)["spread.share_of_days"]
    assert (found.value, found.low, found.high) == (20, 20, 40)
    assert found.left_out == ("d", "e", "t")
    assert [b.value for b in found.bars] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found.bars[-1].rests_on == ("b", "c")


def test_without_a_day_there_is_no_share() -> None:
    found = figures(told("a", day=None))
    assert (found["spread.share_of_days"].value, found["spread.share_of_days"].high) == (None, None)
    assert found["gaps"].value is None


def test_of_a_few_days_no_share_is_given() -> None:
    events = [told("a", day="2031-03-01"), told("b", day="2031-03-06")]
    assert figures(*events)["spread.share_of_days"].value is None
    assert figures(*events, told("c", day="2031-03-07"))["spread.share_of_days"].value == 42.9


@given(
    st.sets(st.integers(0, 12), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(-3, 14), st.integers(1, 6)), max_size=7),
    st.integers(0, 2),
)
def test_the_most_days_are_those_of_the_best_matching(
    sure: set[int], loose: list[tuple[int, int]], undated: int
) -> None:
    start = "2031-03-04"
    events = [told(f"s{d}", day=shifted(start, d)) for d in sure]
    events += [
        told(f"l{n}", day=shifted(start, d), until=shifted(start, d + w)) for n, (d, w) in enumerate(loose)
    ]
    events += [told(f"u{n}", day=None) for n in range(undated)]
    free = [d for d in range(min(sure), max(sure) + 1) if d not in sure]
    can = np.array(
        [[d <= f <= d + w for f in free] for d, w in loose] + [[True] * len(free)] * undated, dtype=int
    )
    best = 0
    if can.size:
        rows, columns = linear_sum_assignment(can, maximize=True)
        best = int(can[rows, columns].sum())
    assert most_days(calendar(events)) == len(sure) + best


def test_bins_hold_each_day_once_and_are_cut_off_at_the_ends() -> None:
    first, last = date(2031, 3, 5).toordinal(), date(2031, 4, 20).toordinal()
    for unit in ("day", "week", "month", "year"):
        spans = bins(first, last, unit)  # type: ignore[arg-type]
        days = [d for a, b in spans for d in range(a, b + 1)]
        assert days == list(range(first, last + 1))
        assert [d for own in in_bins(days, spans) for d in own] == days
    assert [iso(a) for a, _ in bins(first, last, "week")][:2] == ["2031-03-05", "2031-03-10"]
    assert [iso(a) for a, _ in bins(first, last, "month")] == ["2031-03-05", "2031-04-01"]


# --- evenness -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "value"),
    [([4, 4, 4, 4], 1.0), ([8, 0], 0.0), ([3, 1], 2 - 0.75 * 1.584962501), ([2, 2, 0, 0], 0.5)],
)
def test_evenness_is_as_worked_out_by_hand_in_bits(counts: list[int], value: float) -> None:
    assert pielou(np.array(counts, float)) == pytest.approx(value)


def test_evenness_is_entropy_over_its_highest_row_by_row() -> None:
    counts = np.array([[3.0, 0, 5, 1], [5, 3, 2, 7]])
    assert pielou(counts) == pytest.approx(entropy(counts, axis=1) / np.log(4))


def test_the_interval_holds_the_figure_and_agrees_with_another_bootstrap() -> None:
    counts = [40, 25, 20, 10, 5]
    found = evenness(counts)
    assert found is not None
    pool = np.repeat(np.arange(5), counts)
    other = np.random.default_rng(7)
    again = [pielou(np.bincount(other.choice(pool, 100), minlength=5).astype(float)) for _ in range(2000)]
    assert found.low <= found.value <= found.high
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(again, [2.5, 97.5])), abs=0.015)


def test_there_is_nothing_to_be_even_over_below_two_places_or_two_events() -> None:
    assert evenness([5]) is None
    assert evenness([1, 0]) is None
    with pytest.raises(ValueError, match="two classes"):
        pielou(np.array([5.0]))


def test_evenness_over_time_counts_weeks_without_any_event() -> None:
    events = [
        told(f"e{n}", day=d) for n, d in enumerate(["2031-03-03", "2031-03-04", "2031-03-17", "2031-03-18"])
    ]
    found = figures(*events)["spread.evenness_over_time"]
    assert [b.value for b in found.bars] == [2, 0, 2]
    assert found.value == pytest.approx(np.log(2) / np.log(3), abs=1e-4)


def test_evenness_over_places_is_of_single_events() -> None:
    events = [told("a"), told("b", at=(1.0, 1.0)), told("t", extent="aggregate", at=(1.0, 1.0))]
    found = figures(*events)["spread.evenness_of_places"]
    assert (found.value, found.left_out) == (1, ("t",))


# --- silences -------------------------------------------------------------------------------------------


def test_silences_lie_between_days_with_a_telling_the_longest_first() -> None:
    events = [
        told("a", day="2031-03-01"),
        told("b", day="2031-03-04"),
        told("c", day="2031-03-20"),
        told("d", day="2031-03-21"),
    ]
    found = figures(*events, dates=written("2031-03-05", "2031-03-06", "2031-04-01"))["gaps"]
    assert [(b.label, b.value, b.rests_on) for b in found.bars] == [
        ("2031-03-05 to 2031-03-19, 2 first texts written in it", 15, ("b", "c")),
        ("2031-03-02 to 2031-03-03, no first texts written in it", 2, ("a", "b")),
    ]
    assert (found.value, found.low, found.high) == (15, 15, 15)
    assert any("Nobody there to tell" in r for r in found.rivals)


def test_what_is_told_to_a_month_may_break_a_silence() -> None:
    events = [
        told("a", day="2031-03-01"), told("c", day="2031-03-20"), told("m", day="2031-03-05", until="2031-03-11"),
        told("n", day="2031-03-04", until="2031-03-06"), told("o", day="2031-04-05", until="2031-04-11"),
    ]  # fmt: skip
    found = figures(*events)["gaps"]
    assert (found.value, found.low, found.high) == (18, 8, 18)
    assert found.bars[0].label == "2031-03-02 to 2031-03-19"


# --- what moves nothing ---------------------------------------------------------------------------------


def seen(readings: list[Reading], texts: dict[str, str] | None = None) -> set[tuple[object, ...]]:
    incidents = History(readings, texts).incidents
    regions = {i.place.id: i.place.text for i in incidents if i.place and i.place.id}
    return {
        (p.name, p.value, p.low, p.high, p.words, tuple((b.label, b.value, b.low, b.high) for b in p.bars))
        for p in spread(incidents, regions)
    }


@settings(max_examples=30, deadline=None)
@given(HISTORIES)
def test_a_denied_or_threatened_act_moves_no_figure_of_spread(readings: list[Reading]) -> None:
    done = [
        replace(r, acts=tuple(a for a in r.acts if a.certainty in ("asserted", "possible"))) for r in readings
    ]
    assert seen(readings) == seen(done)


def test_a_tenth_copy_moves_no_figure_of_spread() -> None:
    first = reading("d0", [act("a0", "d0", count=(14, None))])
    other = reading("d1", [act("a9", "d1"), act("b9", "d1", place="Tessick", day="2031-04-02")])

    def copied(copies: int) -> set[tuple[object, ...]]:
        more = [
            replace(first, document=f"z{n}", acts=(replace(first.acts[0], id=f"b{n}", document=f"z{n}"),))
            for n in range(copies)
        ]
        return seen([first, *more, other], {r.document: STORY for r in (first, *more)})

    assert copied(1) == copied(10)
