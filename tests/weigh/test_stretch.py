"""The days that a test in time asks: no stray date sets them, and an even spread is not parted."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.settings import PeriodSetting
from chapeau.records import Incident, Pattern
from chapeau.weigh.bursts import bursts, bursts_of_kinds
from chapeau.weigh.dealing import Outcome, Refused
from chapeau.weigh.dispersion import more_even, over_dispersion
from chapeau.weigh.regularity import regularity
from chapeau.weigh.stretch import MOST_DAYS, OPEN, RARE, SILENCE, Span, Within, as_long, fullest, unparted
from chapeau.weigh.told import Rows, Who
from tests.weigh.made import FIRST, incident, told

SPREAD = [told(f"i{n:03}", (n * 37) % 90, f"P{n % 5}", ("killing", "attack")[n % 2]) for n in range(200)]
IN_TIME = ("bursts.all", "bursts.attack", "bursts.killing", "dispersion.weeks", "evenness.weeks")


def days(*told_on: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.sort(np.array(told_on))


def patterns(incidents: list[Incident], periods: tuple[PeriodSetting, ...] = ()) -> dict[str, Pattern]:
    return {p.name: p for p in regularity(incidents, {}, {}, Who(), periods=periods)}


def found(answer: Outcome | Refused) -> Outcome:
    assert isinstance(answer, Outcome)
    return answer


def burst_of_attacks(rows: Rows, span: Span, seed: str) -> Outcome | Refused:
    return next(bursts_of_kinds(rows, [("attack",)], span, seed))


@pytest.mark.parametrize("before", [[100], [30_000], [30_000, 300], [9_000, 5_000, 2_000, 400]])
def test_stray_dates_set_no_end_and_move_no_figure(before: list[int]) -> None:
    strays = [told(f"s{n}", -back) for n, back in enumerate(before)]
    for ask in (bursts, burst_of_attacks, over_dispersion, more_even):
        alone, beside = (found(ask(Rows(those), Span(), "t")) for those in (SPREAD, [*SPREAD, *strays]))
        assert (beside.figure, beside.p, beside.rests_on) == (alone.figure, alone.p, alone.rests_on)


def test_what_lies_before_a_silence_is_left_out_in_words() -> None:
    told_of = [
        incident(f"{n:03}", (n * 37) % 90, "Halvern", ("killing", "attack")[n % 2]) for n in range(200)
    ]
    found = patterns([*told_of, incident("old", -30_000)])
    for name in IN_TIME:
        p = found[name]
        assert "inc-old" in p.left_out
        assert "from 2031-03-01 to 2031-05-" in p.words
        assert OPEN in p.assumptions
        (words,) = (a for a in p.assumptions if a.startswith("Left out: "))
        assert f"{len(p.left_out)} before or after the" in words


@given(st.integers(4, 60), st.integers(200, 9_000), st.integers(0, 2**32 - 1))
def test_no_silence_is_called_rarer_than_the_law_of_the_longest_gap_has_it(
    many: int, last: int, seed: int
) -> None:
    """Whitworth: of n gaps one is longer than a share s with probability sum of (-1)^(k-1) C(n, k) (1 - k s)^(n - 1)."""
    told_on = days(0, last, *np.random.default_rng(seed).integers(0, last, many - 2))
    silent = np.diff(told_on) - 1
    gaps = many - 1
    for longest, most in zip(silent, as_long(silent, told_on), strict=True):
        share = Fraction(int(longest), last + 1)
        law = sum(
            (-1) ** (k - 1) * comb(gaps, k) * (1 - k * share) ** (gaps - 1)
            for k in range(1, gaps + 1)
            if k * share < 1
        )
        assert float(law) <= most + 1e-9
        assert most > 0.1 or float(law) == pytest.approx(most, rel=0.1)


@pytest.mark.parametrize(("many", "last"), [(12, 730), (20, 3_650), (50, 7_300), (200, 14_600)])
def test_even_spreads_are_hardly_ever_parted_however_sparse(many: int, last: int) -> None:
    draws = np.random.default_rng(4)
    told_on = np.sort(draws.integers(0, last, (4_000, many)), axis=1)
    silences = (np.diff(told_on, axis=1) > SILENCE).any(axis=1)
    parted = sum(len(unparted(one)) < many for one in told_on)
    assert silences.mean() > 0.02
    assert parted <= 4_000 * RARE + 8


def test_of_what_a_silence_parts_that_which_holds_most_is_asked() -> None:
    spring, autumn = list(range(0, 60, 2)), list(range(400, 460))
    assert unparted(days(*spring, *autumn)).tolist() == autumn
    assert unparted(days(*spring, *(d - 250 for d in autumn))).tolist() == [*spring, *range(150, 210)]


def test_days_that_somebody_named_are_asked_as_named() -> None:
    named = Span(low=FIRST - 400, high=FIRST + 99).stretch(Rows(SPREAD))
    assert (named.first, named.last, named.first_told, named.last_told) == (
        FIRST - 400,
        FIRST + 99,
        False,
        False,
    )
    half_open = Span(low=FIRST - 400).stretch(Rows((*SPREAD, told("late", 9_000))))
    assert (half_open.first, half_open.last, half_open.last_told) == (FIRST - 400, FIRST + 89, True)


def test_more_days_than_are_asked_are_refused_in_words() -> None:
    sparse = Rows(told(f"i{n}", 100 * n) for n in range(200))
    for ask in (bursts, over_dispersion, more_even):
        refused = ask(sparse, Span(), "t")
        assert isinstance(refused, Refused)
        assert refused.why.startswith("too long: 19,501 days, at most 14,610 are asked; name the days")
        assert isinstance(ask(sparse, Span(low=FIRST, high=FIRST + MOST_DAYS), "t"), Refused)


def test_periods_of_the_settings_that_touch_are_one_and_the_fullest_is_asked() -> None:
    periods = [
        PeriodSetting(name="Third", low="2031-07-01", high="2031-07-31"),
        PeriodSetting(name="Second", low="2031-04-01", high="2031-05-31"),
        PeriodSetting(name="First", low="2031-03-01", high="2031-03-31"),
    ]
    spring = fullest(Rows(SPREAD), periods)
    assert spring == Within(names=("First", "Second"), low=FIRST, high=FIRST + 91)
    assert "'First' and 'Second', 2031-03-01 to 2031-05-31" in spring.words
    assert fullest(Rows(SPREAD), ()) is None


def test_what_is_tried_in_time_keeps_to_the_fullest_period() -> None:
    told_of = [
        incident(f"{n:03}", (n * 37) % 180, "Halvern", ("killing", "attack")[n % 2]) for n in range(400)
    ]
    periods = (PeriodSetting(name="Spring", low="2031-03-11", high="2031-05-31"),)
    found, whole = patterns(told_of, periods), patterns(told_of)
    for name, p in found.items():
        if name in IN_TIME:
            assert "the time that holds most incidents: 'Spring'" in " ".join(p.assumptions)
            assert "from 2031-03-11 to 2031-05-" in p.words
            assert len(p.rests_on) < 200
        elif name != "regularity.tests":
            assert p == whole[name]
