"""Log-linear fits, against closed forms, another implementation, and the linear programme that says where none exists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.weigh.undercount import chao, models, stepwise
from chapeau.weigh.undercount.decomposable import decomposable, posterior
from chapeau.weigh.undercount.loglinear import Fit, fit, interval, newton
from chapeau.weigh.undercount.table import from_patterns, observed, pairs, patterns
from tests.weigh.undercount.made import beside, expected, population

THREE = (8, 12, 3, 9, 2, 4, 5)
"""Counts of patterns 1 to 7 over three lists."""


def test_two_independent_lists_give_what_lincoln_and_petersen_give() -> None:
    found = fit(np.array([30.0, 40.0, 10.0]), ())
    assert found is not None
    assert found.none == pytest.approx(30 * 40 / 10)


def test_three_lists_with_all_pairs_give_the_closed_form() -> None:
    a, b, ab, c, ac, bc, abc = THREE
    found = fit(np.array(THREE, float), (3, 5, 6))
    assert found is not None
    assert found.none == pytest.approx(abc * a * b * c / (ab * ac * bc))


def test_exact_counts_of_independence_give_back_the_number() -> None:
    counts = expected(1000, [0.3, 0.2, 0.4, 0.1])
    found = fit(counts, ())
    assert found is not None
    assert counts.sum() + found.none == pytest.approx(1000)
    assert found.deviance == pytest.approx(0, abs=1e-6)


def test_a_fit_is_what_another_implementation_finds(shared: Path) -> None:
    linear = pytest.importorskip("sklearn.linear_model")
    counts = observed(beside(shared, "kosovo"))
    terms = (3, 5, 6, 7, 9, 12)
    every = np.arange(1, 16)
    sets = np.array([1, 2, 4, 8, *terms])
    design = ((every[:, None] & sets) == sets).astype(float)
    other = linear.PoissonRegressor(alpha=0, tol=1e-10, max_iter=10_000).fit(design, counts)
    found = fit(counts, terms)
    assert found is not None
    assert found.none == pytest.approx(np.exp(other.intercept_), rel=1e-3)


@pytest.mark.parametrize("persons", [0.15, 0.8])
def test_a_fit_is_refused_just_where_the_linear_programme_says_that_there_is_none(persons: float) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    rng, seen = np.random.default_rng(5), set()
    every = np.arange(1, 16)
    for _ in range(120):
        counts = rng.poisson(persons, 15).astype(float)
        if not counts.any():
            continue
        terms = tuple(t for t in (3, 5, 6, 9, 10, 12) if rng.random() < 0.4)
        singles = (1, 2, 4, 8)
        empty = [t for t in (*singles, *terms) if counts[(every & t) == t].sum() == 0]
        kept = np.array([not any(p & t == t for t in empty) for p in every])
        sets = np.array([0, *(t for t in (*singles, *terms) if not any(t & e == e for e in empty))])
        design = ((every[kept, None] & sets) == sets).astype(float)
        margins, cells = design.T @ counts[kept], int(kept.sum())
        programme = optimize.linprog(
            [*[0.0] * cells, -1.0],
            A_ub=np.column_stack([-np.eye(cells), np.ones(cells)]),
            b_ub=np.zeros(cells),
            A_eq=np.column_stack([design.T, np.zeros(design.shape[1])]),
            b_eq=margins,
        )
        exists = -programme.fun > 1e-9 and np.linalg.matrix_rank(design) == design.shape[1]
        seen.add(exists)
        assert (fit(counts, terms) is not None) == exists, (counts, terms)
    assert seen == {True, False}


@given(st.lists(st.integers(1, 50), min_size=7, max_size=7), st.integers(0, 3), st.floats(-2, 2))
def test_terms_that_cannot_be_told_apart_have_no_best_values(
    counts: list[int], column: int, times: float
) -> None:
    design = np.column_stack([np.ones(7), patterns(3)])
    assert newton(design, np.array(counts, float)) is not None
    doubled = np.column_stack([design, times * design[:, column]])
    assert newton(doubled, np.array(counts, float)) is None


def test_the_interval_never_falls_below_the_observed() -> None:
    low, high = interval(100, 5.0, 3.0)
    assert 100 <= low < 105 < high


def test_hierarchical_models_are_as_many_as_counted_elsewhere() -> None:
    assert [sum(1 for _ in models.models(t)) for t in (3, 4, 5, 6)] == [8, 113, 6893, 2**15]


def test_with_six_lists_the_models_are_those_of_all_that_have_terms_for_two_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_two = {m for m in models.models(4) if all(t.bit_count() == 2 for t in m)}
    monkeypatch.setattr(models, "ALL_TERMS", 3)
    assert {tuple(sorted(m)) for m in models.models(4)} == {tuple(sorted(m)) for m in of_two}


@given(st.floats(0.5, 5000), st.floats(0.01, 2), st.integers(1, 10_000))
def test_an_average_over_one_model_is_that_model(none: float, spread: float, observed_persons: int) -> None:
    alone = Fit((), none, spread, np.zeros(1), 0.0, 0.0, 1)
    median, low, high = models.average((models.Weighed(alone, 1.0),), observed_persons)
    assert median == pytest.approx(observed_persons + none, rel=1e-6)
    assert (low, high) == pytest.approx(interval(observed_persons, none, spread), rel=1e-6)


def test_an_average_over_models_has_the_quantiles_of_the_mixture_drawn() -> None:
    parts = ((0.6, 400.0, 0.2), (0.3, 900.0, 0.4), (0.1, 5000.0, 0.1))
    fits = tuple(models.Weighed(Fit((), n, s, np.zeros(1), 0.0, 0.0, 1), w) for w, n, s in parts)
    rng = np.random.default_rng(1)
    of = rng.choice(3, 200_000, p=[w for w, _, _ in parts])
    at, spread = np.array([(np.log(n), np.sqrt(np.log1p(s**2 + 1 / n))) for _, n, s in parts]).T
    drawn = np.exp(rng.normal(at[of], spread[of]))
    assert models.average(fits, 0) == pytest.approx(np.quantile(drawn, [0.5, 0.025, 0.975]), rel=0.01)


def test_models_without_a_best_fit_are_passed_over_without_a_warning_of_arithmetic() -> None:
    """Some of them have terms that run away to where numbers end: warnings are errors here."""
    table = from_patterns(["A", "B", "C", "D"], {1: 7, 3: 3, 6: 2, 9: 4, 10: 1, 11: 1, 13: 2, 15: 2})
    found = models.weighed(table)
    assert sum(w.weight for w in found) == pytest.approx(1)
    assert all(np.isfinite(w.fit.none) for w in found)


def test_where_no_model_has_a_best_fit_none_is_weighed() -> None:
    assert models.weighed(from_patterns(["A", "B", "C"], {1: 11, 5: 2, 7: 5})) == ()


# --- terms that come in one by one ------------------------------------------------------------------------


@given(st.integers(0, 300), st.floats(1e-3, 300))
def test_how_unlikely_an_overlap_is_is_what_scipy_says(seen: int, expected: float) -> None:
    poisson = pytest.importorskip("scipy.stats").poisson
    as_far = np.arange(seen + 1) if seen <= expected else np.arange(seen, seen + 1000)
    other = np.logaddexp.reduce(poisson.logpmf(as_far, expected))
    assert stepwise.log_tail(seen, expected) == pytest.approx(other, rel=1e-6, abs=1e-8)


def test_an_overlap_that_is_expected_never_is_no_surprise_where_it_is_empty_and_any_other_is() -> None:
    assert stepwise.log_tail(0, 0.0) == 0
    assert stepwise.log_tail(1, 0.0) == -np.inf


def test_the_pairs_that_come_in_are_those_of_a_plain_search() -> None:
    """Each time all pairs are fitted, and the least likely of those that leave a best fit is taken."""
    rng, grown = np.random.default_rng(9), 0
    for _ in range(60):
        counts = rng.poisson(rng.choice([0.0, 1.0, 4.0, 60.0], 15)).astype(float)
        made, into = stepwise.chosen(counts, 4), list[tuple[int, int]]()
        while (now := fit(counts, [1 << i | 1 << j for i, j in into])) is not None:
            unlikely = {}
            for i, j in pairs(4):
                both = np.array([p >> i & 1 and p >> j & 1 for p in range(1, 16)], float)
                chance = stepwise.log_tail(counts @ both, now.expected @ both)
                if (i, j) not in into and chance < np.log(stepwise.INSIST):
                    unlikely[i, j] = chance
            able = [p for p in unlikely if fit(counts, [1 << i | 1 << j for i, j in (*into, p)])]
            if not able:
                break
            into.append(min(able, key=lambda p: (unlikely[p], p)))
        assert (None if made is None else list(made.pairs)) == (None if now is None else into)
        grown += len(into) > 1
    assert grown > 10


def test_an_interval_without_an_upper_end_has_none_and_makes_no_noise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stepwise, "AGAIN", 100)
    table = from_patterns(["A", "B", "C"], {2: 3, 4: 6, 5: 5, 6: 3})
    made = stepwise.chosen(observed(table), 3)
    assert made is not None
    low, high = stepwise.interval(table, table.observed + made.fit.none, 1)
    assert table.observed <= low
    assert not np.isfinite(high)


def test_where_one_person_holds_the_estimate_up_the_interval_is_not_accelerated() -> None:
    """Four persons: without any one of them independence of three lists has no best fit."""
    counts = observed(from_patterns(["A", "B", "C"], {2: 1, 3: 1, 5: 1, 6: 1}))
    assert stepwise.chosen(counts, 3) is not None
    assert None in [stepwise.chosen(counts - (np.arange(7) == k), 3) for k in np.flatnonzero(counts)]
    assert stepwise._acceleration(counts, 3) == 0.0


def test_decomposable_graphs_are_as_many_as_the_labelled_chordal_graphs() -> None:
    assert [sum(1 for _ in decomposable(t)) for t in (2, 3, 4, 5)] == [2, 8, 61, 822]


def test_madigan_and_york_s_spina_bifida_example_of_three_lists() -> None:
    """Their table 2 gives 731 (701, 767) under an informative prior; under weight 1/N it lies close by."""
    table = from_patterns(
        ["birth", "death", "rehab"],
        dict(zip((1, 2, 3, 4, 5, 6, 7), (60, 49, 4, 247, 112, 142, 12), strict=True)),
    )
    assert table.observed + posterior(table).quantile(0.5) == pytest.approx(731, rel=0.03)


@pytest.mark.parametrize(
    ("name", "persons"),
    [
        ("kosovo", 14342),
        ("UKdat", 11418),
        ("UKdat_5", 11313),
        ("Ned_5", 121522),
        ("NewOrl_5", 1034),
        ("Western", 2483),
    ],
)
def test_stepwise_gives_what_sparsemse_gives(shared: Path, name: str, persons: int) -> None:
    table = beside(shared, name)
    made = stepwise.chosen(observed(table), len(table.lists))
    assert made is not None
    assert table.observed + made.fit.none == pytest.approx(persons, abs=1)


def test_kosovo_by_dga_chao_and_the_lowest_bic(shared: Path) -> None:
    table = beside(shared, "kosovo")
    found = posterior(table)
    assert table.observed + found.mean() == pytest.approx(12_749, abs=2)
    assert [table.observed + found.quantile(q) for q in (0.025, 0.975)] == pytest.approx(
        [9_827, 16_543], rel=0.001
    )
    bound = chao.lower_bound(table)
    assert bound is not None
    assert table.observed + bound.none == pytest.approx(8_591, rel=0.001)
    best = models.weighed(table)[0].fit
    assert table.observed + best.none == pytest.approx(10_356, abs=1)  # Ball et al. 2002, for the ICTY


def test_chao_s_bound_stays_below_where_persons_differ_in_how_easily_they_are_listed() -> None:
    rng = np.random.default_rng(3)
    below = 0
    for _ in range(40):
        table = population(rng, 2000, [[0.5] * 4, [0.1] * 4], [0.3, 0.7])
        bound = chao.lower_bound(table)
        assert bound is not None
        below += table.observed + bound.none < 2000
    assert below >= 36


def test_averaged_intervals_hold_where_two_lists_depend_and_independence_misses() -> None:
    """Two kinds make the first two lists depend; of 30 populations 95 % intervals should hold at least 25."""
    rng, held, missed = np.random.default_rng(8), 0, 0
    for _ in range(30):
        table = population(rng, 2000, [[0.5, 0.5, 0.3, 0.3], [0.1, 0.1, 0.3, 0.3]], [0.4, 0.6])
        _, low, high = models.average(models.weighed(table), table.observed)
        held += low <= 2000 <= high
        alone = fit(observed(table), ())
        assert alone is not None
        missed += interval(table.observed, alone.none, alone.spread)[1] < 2000
    assert held >= 25
    assert missed >= 25
