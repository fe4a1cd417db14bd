"""Bursts in time: window by window, and against all that is told of the same places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from chapeau.weigh.bursts import LONGEST, WINDOWS, Scan, bursts, bursts_of_kinds, dealt_by_day
from chapeau.weigh.dealing import DRAWS, Outcome, Refused, Strata, generator
from chapeau.weigh.stretch import Span
from chapeau.weigh.told import Rows
from tests.weigh.made import FIRST, told

ALL = Span(low=FIRST, high=FIRST + 69)


def found(answer: Outcome | Refused) -> Outcome:
    assert isinstance(answer, Outcome)
    return answer


def test_every_window_has_the_likelihood_ratio_of_two_binomial_laws() -> None:
    draws = np.random.default_rng(5)
    counts = draws.poisson(1.2, 40).astype(float)
    scan = Scan(np.full(40, counts.sum() / 40))
    ratios = iter(scan.ratios(counts))
    for length in (w for w in WINDOWS if w <= 40 * LONGEST):
        for start in range(40 - length + 1):
            inside, total = counts[start : start + length].sum(), counts.sum()
            best, null = (binom.logpmf(inside, total, p) for p in (inside / total, length / 40))
            expected = max(0.0, best - null) if inside / total > length / 40 else 0.0
            assert next(ratios) == pytest.approx(expected, abs=1e-9)
    assert next(ratios, None) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(14, 90), st.integers(0, 2**32 - 1), st.sampled_from((0.05, 0.4, 3.0)), st.booleans())
def test_the_highest_ratio_is_that_of_all_windows(days: int, seed: int, rate: float, few_days: bool) -> None:
    draws = np.random.default_rng(seed)
    expected = draws.poisson(rate, days) * draws.random(days)
    expected[: days // 2 if few_days else 0] = 0.0
    drawn = draws.poisson(rate, (21, days)).astype(float) * (expected > 0)
    drawn[0], drawn[1] = 0.0, 0.0
    drawn[1, -1] = expected.sum()
    scan = Scan(expected)
    assert scan.highest(drawn) == pytest.approx([scan.ratios(counts).max() for counts in drawn], abs=1e-9)


def test_kinds_that_are_dealt_together_are_counted_as_each_by_itself() -> None:
    draws = np.random.default_rng(2)
    are, at = (draws.random((3, 200)) < 0.4).astype(float), draws.integers(0, 30, 200)
    places = Strata(draws.integers(0, 9, 200))
    made = dealt_by_day(are, at, 30, places, generator("t"))
    again = generator("t")
    for n in range(DRAWS):
        given_rows = places.dealt(again)
        for k, kind in enumerate(are):
            assert made[k, n].tolist() == np.bincount(at, kind[given_rows], minlength=30).tolist()


def test_a_planted_week_is_found_with_its_days() -> None:
    spread = [told(f"s{n}", 5 * n) for n in range(40)]
    week = [told(f"w{n}", 101 + n % 5) for n in range(15)]
    outcome = found(bursts(Rows((*spread, *week)), Span(), "t"))
    assert outcome.p == 0.001
    assert "from 2031-06-10 to 2031-06-14" in outcome.words
    assert {f"w{n}" for n in range(15)} <= set(outcome.rests_on)


def test_a_wave_of_reports_is_no_burst_of_one_kind_but_a_shift_of_kinds_is() -> None:
    wave = [told(f"w{n}", 60 + n % 14, family="killing" if n % 2 else "attack") for n in range(60)]
    rest = [told(f"r{n}", 3 * n, family="killing" if n % 2 else "attack") for n in range(60)]
    (even,) = bursts_of_kinds(Rows((*wave, *rest)), [("killing",)], Span(), "t")
    assert found(even).p > 0.2
    assert found(bursts(Rows((*wave, *rest)), Span(), "t")).p == 0.001
    shifted = [told(f"w{n}", 60 + n % 14, family="killing") for n in range(60)]
    (of_kind,) = bursts_of_kinds(Rows((*shifted, *rest)), [("killing",)], Span(), "t")
    assert found(of_kind).p <= 0.005


def test_the_strongest_burst_of_a_kind_is_found_however_few_its_own_days() -> None:
    attacks = [told(f"a{n}", n, family="attack") for n in range(200)]
    for days in (1, 8, 14):
        killings = [told(f"k{n}", 100 + n % days, family="killing") for n in range(60)]
        (answer,) = bursts_of_kinds(Rows((*attacks, *killings)), [("killing",)], Span(), "t")
        assert found(answer).p == 0.001
        assert found(answer).figure == 60


def test_kinds_are_refused_where_all_that_is_told_lies_within_two_weeks() -> None:
    made = Rows(told(f"i{n}", n % 13, family="killing" if n % 2 else "attack") for n in range(60))
    (answer,) = bursts_of_kinds(made, [("killing",)], Span(), "t")
    assert answer == Refused(why="too short: 13 days, needs 14")


def test_each_kind_is_answered_in_its_turn_whichever_are_refused() -> None:
    made = Rows(told(f"i{n}", 2 * n, family="killing" if n % 3 else "attack") for n in range(60))
    few, killing, attack = bursts_of_kinds(made, [("torture",), ("killing",), ("attack",)], Span(), "t")
    assert few == Refused(why="too few: 0 incidents with a day, needs 12")
    assert found(killing).words.startswith("Of 39 incidents")
    assert found(attack).words.startswith("Of 19 incidents")


def test_days_that_a_person_named_are_asked_also_where_nothing_is_told_of_them() -> None:
    made = Rows(told(f"i{n}", 50 + n % 5) for n in range(20))
    assert bursts(made, Span(), "t") == Refused(why="too short: 5 days, needs 14")
    outcome = found(bursts(made, Span(low=FIRST, high=FIRST + 99), "t"))
    assert outcome.p == 0.001


def test_the_drawing_has_the_band_of_chance_for_every_stretch_of_time() -> None:
    outcome = found(bursts(Rows(told(f"i{n}", n) for n in range(70)), ALL, "t"))
    strongest, *weeks = outcome.bars
    assert strongest.value == outcome.figure
    assert [b.value for b in weeks] == [7.0] * 10
    assert sorted(i for b in weeks for i in b.rests_on) == list(outcome.rests_on)
    assert all(b.low is not None and b.high is not None and b.low <= 7 <= b.high for b in weeks)


def test_kinds_that_stand_alone_at_their_places_have_nothing_to_be_dealt_and_each_is_refused() -> None:
    made = Rows(
        told(f"i{n}", 2 * n, *(("Halvern", "killing") if n % 2 else ("Tessick", "attack"))) for n in range(60)
    )
    alone, few, other = bursts_of_kinds(made, [("killing",), ("torture",), ("attack",)], Span(), "t")
    why = "no other kind is told of the same places, so that nothing can be dealt anew"
    assert (alone, other) == (Refused(why=why), Refused(why=why))
    assert few == Refused(why="too few: 0 incidents with a day, needs 12")
