"""What chance alone gives: dealings that keep strata, shares that are never nought, Holm's correction."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare
from statsmodels.stats.multitest import multipletests

from chapeau.weigh.dealing import (
    LED,
    Outcome,
    Refused,
    Strata,
    band,
    bar,
    generator,
    holm,
    share_as_far,
    strata_of,
    unless_fixed,
)
from tests.weigh.made import told


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40), st.integers(0, 99))
def test_a_dealing_gives_each_row_one_of_its_own_stratum_and_uses_each_once(codes: list[int], n: int) -> None:
    column = np.array(codes)
    given_rows = Strata(column).dealt(generator(str(n)))
    assert sorted(given_rows) == list(range(len(codes)))
    assert (column[given_rows] == column).all()


def test_all_arrangements_of_a_stratum_are_as_likely() -> None:
    strata, draws = Strata(np.array([1, 0, 1, 1, 0])), generator("all arrangements")
    seen = Counter(tuple(int(n) for n in strata.dealt(draws)) for _ in range(6000))
    assert len(seen) == 12
    assert chisquare(list(seen.values())).pvalue > 0.001


def test_strata_are_the_combinations_of_columns() -> None:
    codes = strata_of(np.array([5, 5, 9, 9]), np.array([1, 2, 1, 1]))
    assert len(set(codes.tolist())) == 3
    assert codes[2] == codes[3]


def test_the_same_words_give_the_same_draws_and_others_do_not() -> None:
    assert generator("a").random() == generator("a").random()
    assert generator("a").random() != generator("b").random()


def test_draws_are_those_that_every_version_of_numpy_gives() -> None:
    """What numpy 1.24.4 gave (Mersenne Twister, seeded by four words of the digest)."""
    draws = generator("a", "b")
    assert draws.randint(0, 1 << 32, 3, dtype=np.uint64).tolist() == [3823042837, 226558831, 1664772133]
    assert draws.permutation(6).tolist() == [3, 1, 0, 5, 4, 2]
    assert draws.multinomial(20, np.full(4, 0.25)).tolist() == [6, 5, 4, 5]
    assert draws.binomial(9, 0.4, 4).tolist() == [4, 6, 3, 3]


@pytest.mark.parametrize(("observed", "share"), [(9.0, 0.1), (8.0, 0.2), (-1.0, 1.0)])
def test_the_observed_one_counts_among_the_draws(observed: float, share: float) -> None:
    assert share_as_far(observed, np.arange(9.0)) == pytest.approx(share)


def test_ninety_five_of_a_hundred_draws_lie_in_the_band() -> None:
    low, middle, high = band(np.arange(999.0))
    assert (low, middle, high) == (24, 499, 974)


def test_what_each_draw_gives_is_no_test() -> None:
    fixed = Outcome(
        figure=3.0, drawn=np.full(9, 3.0), p=1.0, statistic="", words="", rests_on=(), again=lambda _: None
    )
    assert isinstance(unless_fixed(fixed), Refused)
    for drawn in (np.full(9, 2.0), np.array([3.0, 3.0, 4.0])):
        free = replace(fixed, drawn=drawn)
        assert unless_fixed(free) is free


def test_a_bar_names_the_incidents_that_it_counts_up_to_as_many_as_a_page_shows() -> None:
    those = [told(f"i{n:04}") for n in range(LED + 1)]
    assert bar("a", LED, np.arange(9.0), those[1:]).rests_on == tuple(t.incident for t in those[1:])
    assert bar("a", LED + 1, np.arange(9.0), those).rests_on == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_correction_is_that_of_statsmodels(shares: list[float]) -> None:
    assert holm(shares) == pytest.approx(multipletests(shares, method="holm")[1])
