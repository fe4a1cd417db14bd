"""Near in place and near in time: against pointpats 2.5.5, and pair by pair."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.weigh import space_time
from chapeau.weigh.dealing import Outcome, Refused
from chapeau.weigh.space_time import EARTH_KM, MOST_FOR_MANTEL, Near, in_few_bytes, knox, mantel
from chapeau.weigh.told import Rows
from tests.weigh.made import told

KM = (
    (7.63, 28.58), (5.08, 20.58), (2.14, 18.4), (24.62, 4.39), (3.56, 26.36), (8.81, 29.74), (21.76, 6.38), (28.04, 13.31), (9.83, 3.95), (10.18, 15.66), (21.96, 20.15), (6.73, 14.37), (1.74, 28.71), (2.02, 26.0), (20.84, 25.85), (28.66, 14.2), (12.03, 23.66), (0.32, 23.29), (14.15, 12.74), (23.47, 28.29), (23.84, 18.9), (24.58, 11.45), (26.84, 9.23), (3.58, 11.79), (27.21, 20.52), (22.66, 21.94), (12.46, 18.6), (1.29, 24.96), (28.59, 9.54), (20.46, 2.42), (8.84, 19.2), (23.7, 26.79), (1.45, 23.85), (19.94, 4.4), (24.71, 3.07), (22.54, 17.06), (19.6, 0.57), (27.37, 22.55), (7.24, 20.49), (19.64, 0.02), (9.4, 28.47), (5.44, 19.39), (1.56, 18.37), (26.15, 5.95), (2.48, 26.13), (6.81, 31.39), (21.43, 8.23), (28.53, 12.27), (10.73, 5.47), (9.04, 15.85), (21.1, 20.24), (6.58, 15.46), (2.28, 27.65), (3.96, 25.91), (20.72, 27.15), (27.48, 15.25), (12.54, 24.28), (1.3, 21.65), (15.21, 11.02), (23.25, 27.89),
)  # fmt: skip
"""Sixty points on a plane, in kilometres."""

DAYS = (
    44, 52, 53, 53, 52, 40, 23, 29, 16, 25, 16, 47, 0, 46, 52, 37, 23, 13, 58, 41, 46, 47, 19, 45, 50, 26, 33, 17, 49, 43, 54, 51, 18, 33, 43, 6, 53, 13, 51, 7, 47, 54, 53, 53, 55, 40, 24, 31, 18, 27, 17, 50, 3, 46, 54, 40, 26, 15, 58, 44,
)  # fmt: skip

KNOX, KNOX_SHARE = 138, 0.4535
"""pointpats.Knox(KM, DAYS, delta=10, tau=7, permutations=9999): statistic_ and p_sim, version 2.5.5."""

MANTEL, MANTEL_SHARE = 0.026599259071154034, 0.1344
"""pointpats.mantel(KM, DAYS, 9999, scon=10, spow=-1, tcon=7, tpow=-1), version 2.5.5."""

A_DEGREE = math.radians(1) * EARTH_KM


def rows() -> Rows:
    """The same points at the equator, where degrees are alike in both directions."""
    return Rows(
        told(f"i{n:02}", day, f"p{n}", point=(y / A_DEGREE, x / A_DEGREE))
        for n, ((x, y), day) in enumerate(zip(KM, DAYS, strict=True))
    )


def found(answer: Outcome | Refused) -> Outcome:
    assert isinstance(answer, Outcome)
    return answer


def test_knox_is_that_of_pointpats() -> None:
    outcome = found(knox(rows(), Near(), "test"))
    assert outcome.figure == KNOX
    assert outcome.p == pytest.approx(KNOX_SHARE, abs=0.065)


def test_mantel_is_that_of_pointpats() -> None:
    outcome = found(mantel(rows(), Near(), "test"))
    assert outcome.figure == pytest.approx(MANTEL, abs=1e-5)
    assert outcome.p == pytest.approx(MANTEL_SHARE, abs=0.05)


def test_the_mean_of_the_draws_is_the_known_one() -> None:
    """Under any dealing, pairs near in both are expected: pairs near in place times pairs near in time over all."""
    asked = rows()
    n = len(asked)
    near_in_time = sum(abs(a - b) <= 7 for k, a in enumerate(DAYS) for b in DAYS[:k])
    outcome = found(knox(asked, Near(), "test"))
    near_in_place = int(outcome.words.split(" pairs lie")[0].split()[-1].replace(",", ""))
    assert outcome.drawn.mean() == pytest.approx(near_in_place * near_in_time / (n * (n - 1) / 2), rel=0.02)


def test_mantel_is_the_correlation_of_all_pairs_also_over_more_than_ninety_years() -> None:
    spread = [(day * 700, point) for day, point in zip(DAYS, KM, strict=True)]
    made = Rows(
        told(f"i{n:02}", day, f"p{n}", point=(y / A_DEGREE, x / A_DEGREE))
        for n, (day, (x, y)) in enumerate(spread)
    )
    pairs = list(combinations(spread, 2))
    place = [1 / (1 + math.dist(p, q) / 10) for (_, p), (_, q) in pairs]
    time = [1 / (1 + abs(a - b) / 7) for (a, _), (b, _) in pairs]
    assert found(mantel(made, Near(), "test")).figure == pytest.approx(
        np.corrcoef(place, time)[0, 1], abs=1e-5
    )
    close = sum(math.dist(p, q) <= 10 and abs(a - b) <= 40_000 for (a, p), (b, q) in pairs)
    assert found(knox(made, Near(days=40_000), "test")).figure == close


@given(st.lists(st.integers(1, 3_000_000), min_size=1, max_size=9))
def test_days_in_few_bytes_lie_as_far_apart(days: list[int]) -> None:
    few = in_few_bytes(np.array(days))
    assert few.itemsize <= 4
    assert [int(a) - int(b) for a in few for b in few] == [a - b for a in days for b in days]


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    (p, q), (r, s) = ([math.radians(x) for x in point] for point in (a, b))
    return EARTH_KM * math.acos(
        min(1.0, math.sin(p) * math.sin(r) + math.cos(p) * math.cos(r) * math.cos(q - s))
    )


def test_distances_hold_far_from_the_equator_and_over_the_date_line() -> None:
    draws = np.random.default_rng(3)
    points = [(65 + float(y), 179.9 + float(x)) for y, x in draws.uniform(0, 0.4, (40, 2))]
    days = [int(d) for d in draws.integers(0, 30, 40)]
    made = Rows(
        told(f"i{n:02}", days[n], f"p{n}", point=(y, (x + 180) % 360 - 180))
        for n, (y, x) in enumerate(points)
    )
    pairs = [(i, j) for i in range(40) for j in range(i) if abs(days[i] - days[j]) <= 7]
    assert found(knox(made, Near(), "t")).figure == sum(
        great_circle(points[i], points[j]) <= 10 for i, j in pairs
    )


def test_incidents_in_clusters_are_found_and_the_drawing_shows_where_they_lie() -> None:
    clusters = [
        told(f"c{c}{n}", 15 * c + n, f"t{c}", point=(-45.0 + c, -120.0)) for c in range(6) for n in range(4)
    ]
    outcome = found(knox(Rows(clusters), Near(), "t"))
    assert outcome.p == 0.001
    near = outcome.bars[0]
    assert near.label == "0 to 7 days apart"
    assert (near.value or 0) > (near.high or 0) > 0


def test_where_pairs_are_very_many_a_drawn_part_is_asked_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space_time, "MOST_PAIRS", 200)
    crowded = Rows(told(f"i{n:03}", n, point=(n % 2 * 1.0, 0.0)) for n in range(100))
    outcome = found(knox(crowded, Near(), "t"))
    assert " of 100 incidents were drawn and asked" in outcome.words
    asked = int(outcome.words.split(" of 100 incidents")[0].split()[-1])
    assert len(outcome.rests_on) == asked <= 30
    assert outcome.again(crowded) is None


def test_mantel_says_where_a_drawn_part_is_asked() -> None:
    made = Rows(told(f"i{n:03}", n % 90, point=(n % 7 / 10, 0.0)) for n in range(MOST_FOR_MANTEL + 1))
    outcome = found(mantel(made, Near(), "t"))
    assert "400 of 401 incidents were drawn and asked" in outcome.words
    assert len(outcome.rests_on) == len(outcome.bars[0].rests_on) == 400
    all_asked = found(mantel(Rows(made.told[:-1]), Near(), "t"))
    assert "drawn" not in all_asked.words


@pytest.mark.parametrize(
    ("days", "points", "why"),
    [
        (range(5), 1.0, "too few: 5 incidents with a day and a point, needs 12"),
        (range(12), 10.0, "no two incidents lie within 10 km of each other"),
        (range(12), 0.01, "nothing can be dealt otherwise: each dealing gives the figure that is told"),
        ([0, 7] * 6, 0.0, "all incidents lie within 7 days, so that any dealing is the same"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(days: list[int], points: float, why: str) -> None:
    made = Rows(told(f"i{n}", day, f"p{n}", point=(n * points / 10, 0.0)) for n, day in enumerate(days))
    assert knox(made, Near(), "t") == Refused(why=why)


def test_mantel_refuses_one_day_or_one_point() -> None:
    assert isinstance(mantel(Rows(told(f"i{n}", 0, point=(n, 0.0)) for n in range(12)), Near(), "t"), Refused)
    assert isinstance(mantel(Rows(told(f"i{n}", n) for n in range(12)), Near(), "t"), Refused)
