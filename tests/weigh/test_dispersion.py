"""Crowding and evenness of weeks: against scipy's laws."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import chi2, nbinom

from chapeau.weigh.dealing import LEAST, Outcome, Refused
from chapeau.weigh.dispersion import (
    dispersion,
    in_weeks,
    more_even,
    over_dispersion,
    size_of_negative_binomial,
)
from chapeau.weigh.evenness import pielou
from chapeau.weigh.stretch import Span
from chapeau.weigh.told import Rows
from tests.weigh.made import FIRST, told

YEAR = Span(low=FIRST, high=FIRST + 363)


def rows(days: np.ndarray) -> Rows:  # type: ignore[type-arg]
    return Rows(told(f"i{n:03}", int(day)) for n, day in enumerate(days))


def found(answer: Outcome | Refused) -> Outcome:
    assert isinstance(answer, Outcome)
    return answer


def test_the_share_is_that_of_fishers_chi_squared() -> None:
    days = np.random.default_rng(11).integers(0, 364, 500)
    outcome = found(over_dispersion(rows(days), YEAR, "t"))
    by_week = np.bincount(days // 7, minlength=52)
    assert outcome.figure == pytest.approx(by_week.var(ddof=1) / by_week.mean())
    exact = chi2.sf(51 * outcome.figure, 51)
    assert outcome.p == pytest.approx(exact, abs=0.06)


def test_the_size_is_that_of_the_negative_binomial_law_with_this_variance() -> None:
    counts = np.array([0.0, 3, 1, 9, 0, 2, 14, 1, 0, 4])
    k = size_of_negative_binomial(counts)
    assert k is not None
    assert nbinom(k, k / (k + counts.mean())).var() == pytest.approx(counts.var(ddof=1))
    assert size_of_negative_binomial(np.full(9, 4.0)) is None


def test_weeks_that_hold_as_many_have_no_dispersion_and_are_quite_even() -> None:
    assert dispersion(np.full(6, 2.0)) == 0
    assert pielou(np.full(6, 2.0)) == pytest.approx(1)


def test_crowds_are_found_and_an_even_beat_is_found_by_the_other_test_alone() -> None:
    crowded = np.repeat(np.arange(0, 364, 28), 10)
    beat = np.arange(0, 364, 3)
    assert found(over_dispersion(rows(crowded), YEAR, "t")).p == 0.001
    assert found(more_even(rows(crowded), YEAR, "t")).p == 1
    assert found(more_even(rows(beat), YEAR, "t")).p == 0.001
    assert found(over_dispersion(rows(beat), YEAR, "t")).p == 1


def test_a_last_week_that_is_not_whole_is_left_out_with_its_incidents() -> None:
    assert in_weeks(np.ones(20)).tolist() == [7, 7]
    whole, more = rows(np.arange(0, 84, 2)), rows(np.append(np.arange(0, 84, 2), [84] * 20))
    days = Span(low=FIRST, high=FIRST + 86)
    for ask in (over_dispersion, more_even):
        outcome = found(ask(more, days, "t"))
        assert outcome.rests_on == found(ask(whole, days, "t")).rests_on
        assert sum(b.value or 0 for b in outcome.bars) == 42
        assert (outcome.figure, outcome.p) == (
            found(ask(whole, days, "t")).figure,
            found(ask(whole, days, "t")).p,
        )


@pytest.mark.parametrize("ask", [over_dispersion, more_even])
def test_incidents_that_all_lie_in_the_last_unfinished_week_are_refused_in_words(
    ask: Callable[..., Outcome | Refused],
) -> None:
    late = rows(43 + np.arange(14) % 3)
    assert ask(late, Span(low=FIRST, high=FIRST + 45), "t") == Refused(
        why="too few: 0 incidents with a day in whole weeks, needs 12"
    )


@pytest.mark.parametrize("ask", [over_dispersion, more_even])
def test_another_linkage_is_measured_over_the_same_weeks_or_not_at_all(
    ask: Callable[..., Outcome | Refused],
) -> None:
    outcome = found(ask(rows(np.arange(60)), Span(), "t"))
    assert outcome.again(rows(np.full(30, 3))) == pytest.approx(0 if ask is more_even else 30)
    assert outcome.again(rows(np.arange(LEAST - 1))) is None
    assert outcome.again(rows(np.array([], int))) is None


def test_too_few_incidents_and_too_few_weeks_are_refused_in_words() -> None:
    assert over_dispersion(rows(np.arange(5)), YEAR, "t") == Refused(
        why="too few: 5 incidents with a day, needs 12"
    )
    assert more_even(rows(np.arange(30)), Span(), "t") == Refused(why="too short: 28 days, needs 42")
