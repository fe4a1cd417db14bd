"""Log-linear fits, against closed forms, another implementation, and the linear programme that says where none exists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chapeau.weigh.undercount import chao, models, stepwise
from chapeau.weigh.undercount.decomposable import decomposable, posterior
from chapeau.weigh.undercount.loglinear import fit, interval
from chapeau.weigh.undercount.table import from_patterns, observed
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


def test_a_fit_is_refused_just_where_the_linear_programme_says_that_there_is_none() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    rng, seen = np.random.default_rng(5), set()
    every = np.arange(1, 16)
    for _ in range(120):
        counts = rng.poisson(0.8, 15).astype(float)
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


def test_the_interval_never_falls_below_the_observed() -> None:
    low, high = interval(100, 5.0, 3.0)
    assert 100 <= low < 105 < high


def test_hierarchical_models_are_as_many_as_counted_elsewhere() -> None:
    assert [sum(1 for _ in models.models(t)) for t in (3, 4)] == [8, 113]


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
