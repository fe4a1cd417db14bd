"""Latent classes against the posterior worked out exactly, for one class and for two, and what becomes of chains in another mode."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chapeau.weigh.undercount import latent_classes
from chapeau.weigh.undercount.latent_classes import agreeing, draws, draws_side_by_side, ends, middle
from chapeau.weigh.undercount.table import Overlaps, from_patterns
from tests.weigh.undercount.exact import mean, one_class, quantile, two_classes
from tests.weigh.undercount.made import beside, population

FEW = from_patterns(["A", "B", "C"], {1: 3, 2: 2, 3: 3, 4: 2, 5: 2, 6: 1, 7: 2})
"""Fifteen persons: few enough that every way to part them into two classes can be gone through."""

APART = from_patterns(["A", "B", "C", "D"], {1: 5, 3: 2, 4: 6, 12: 3, 15: 2, 8: 1})
"""Lists A and B share persons, and C and D: two classes are likelier than one."""


FARTHEST = 60
"""Persons on no list up to whom these two tables are worked out: what lies further weighs less than 1 in 1,000."""

LCMCR = {"kosovo": 10_437, "Ned_5": 48_489, "NewOrl_5": 830, "Western": 1_838}
"""Medians that LCMCR gave (README beside the tables). UKdat_5 stands apart, since its chain there had not come to rest."""

UKDAT_5 = 22_300
"""Median of six chains of a million rounds each, by another program, with five classes and with ten: from 22,220 to 22,410."""


def drawn(monkeypatch: pytest.MonkeyPatch, table: Overlaps, classes: int, rounds: int) -> np.ndarray:
    monkeypatch.setattr(latent_classes, "CLASSES", classes)
    return draws_side_by_side([table] * 400, 5, 300, rounds)


def test_one_class_gives_what_the_closed_form_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    table = population(np.random.default_rng(2), 300, [[0.3, 0.25, 0.2, 0.35]], [1.0])
    shares = one_class(table, 2000)
    made = drawn(monkeypatch, table, 1, 300)
    for at in (0.025, 0.25, 0.5, 0.75, 0.975):
        assert np.quantile(made, at) == pytest.approx(quantile(table, shares, at), abs=1.01)
    assert made.mean() == pytest.approx(mean(table, shares), rel=0.002)


@pytest.mark.parametrize("table", [FEW, APART])
def test_two_classes_give_what_summing_over_every_allocation_gives(
    monkeypatch: pytest.MonkeyPatch, table: Overlaps
) -> None:
    shares = two_classes(table, FARTHEST)
    made = drawn(monkeypatch, table, 2, 500)
    assert shares[-10:].sum() < 1e-3
    expected = np.cumsum(shares)[:40]
    found = np.array([(made <= table.observed + none).mean() for none in range(40)])
    assert np.abs(found - expected).max() < 0.01


def test_two_classes_are_told_from_one() -> None:
    one, two = np.cumsum(one_class(APART, FARTHEST)), np.cumsum(two_classes(APART, FARTHEST))
    assert np.abs(one - two).max() > 0.05


# --- modes ----------------------------------------------------------------------------------------------


def test_a_lesser_mode_moves_no_figure_and_chains_that_do_not_agree_are_seen() -> None:
    met = np.random.default_rng(1).normal(1000, 50, (400, 6))
    caught = met * np.array([1, 1, 1, 1, 3, 3])
    assert middle(caught) == pytest.approx(np.median(met[:, :4]), rel=1e-9)
    assert agreeing(caught) == pytest.approx(4 / 6)
    assert agreeing(met * np.array([1, 1, 2, 3, 4, 5])) < 0.5


def test_the_interval_spans_a_mode_that_held_one_chain_of_sixteen() -> None:
    met = np.random.default_rng(1).normal(1000, 50, (400, 16))
    met[:, 3] *= 3
    low, high = ends(met)
    assert low == pytest.approx(900, rel=0.02)
    assert 2900 < high < 3300


def test_tables_side_by_side_are_drawn_from_each_by_itself() -> None:
    small, large = (
        population(np.random.default_rng(2), n, [[0.3, 0.25, 0.2, 0.35]], [1.0]) for n in (200, 2000)
    )
    made = draws_side_by_side([small, large] * 8, 3, 100, 200)
    assert np.all(made[:, ::2] >= small.observed)
    assert np.median(made[:, ::2]) == pytest.approx(200, rel=0.2)
    assert np.median(made[:, 1::2]) == pytest.approx(2000, rel=0.2)


# --- against LCMCR and long chains ----------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("name", LCMCR)
def test_the_figure_lies_within_three_in_a_hundred_of_lcmcr_s(shared: Path, name: str) -> None:
    assert middle(draws(beside(shared, name), 1)) == pytest.approx(LCMCR[name], rel=0.03)


@pytest.mark.long
def test_on_ukdat_5_the_figure_is_that_of_chains_of_a_million_rounds(shared: Path) -> None:
    assert middle(draws(beside(shared, "UKdat_5"), 1)) == pytest.approx(UKDAT_5, rel=0.03)


# --- populations whose number is known ------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize(
    ("chances", "shares"),
    [([[0.3, 0.25, 0.2, 0.35]], [1.0]), ([[0.5, 0.5, 0.3, 0.3], [0.1, 0.1, 0.3, 0.3]], [0.4, 0.6])],
    ids=["independent lists", "two lists depend"],
)
def test_intervals_hold_the_true_number_where_the_model_is_the_true_one(
    chances: list[list[float]], shares: list[float]
) -> None:
    """Of 60 populations 95 % intervals should hold 57; fewer than 52 would happen four times in a thousand."""
    rng = np.random.default_rng(11)
    made = draws_side_by_side([population(rng, 2000, chances, shares) for _ in range(60)], 4, 1500, 2500)
    low, high = np.quantile(made, [0.025, 0.975], axis=0)
    assert np.sum((low <= 2000) & (high >= 2000)) >= 52
