"""Tests of patterns cry as often as they say, and find what is planted: in small; `python -m bench patterns` in full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bench.patterns import LEVEL, TRIALS, Cries, Trial, cries, curves, fewer_draws, history
from scipy.stats import binomtest

from chapeau.weigh.dealing import generator

RUNS = 120
BY_NAME = {trial.name: trial for trial in TRIALS}


@pytest.fixture(autouse=True)
def a_hundred_draws() -> Iterator[None]:
    """A share of 0.05 is as exact with a hundred draws in all, only coarser."""
    with fewer_draws(99):
        yield


@pytest.mark.parametrize("trial", TRIALS, ids=lambda t: t.name)
def test_chance_alone_makes_a_test_cry_no_more_often_than_it_says(trial: Trial) -> None:
    alarms = cries(trial, 100, 0.0, RUNS)
    assert alarms.asked >= 0.9 * RUNS
    assert binomtest(alarms.cried, RUNS, LEVEL, alternative="greater").pvalue > 0.001


@pytest.mark.parametrize(
    ("name", "strength"),
    [
        ("one pair", 0.5), ("any pair", 0.5), ("sequence", 0.3), ("space-time (Knox)", 0.3),
        ("space-time (Mantel)", 0.3), ("burst", 0.3), ("burst of a kind", 0.5), ("over-dispersion", 0.5), ("evenness", 0.5),
    ],
)  # fmt: skip
def test_what_is_planted_is_found_more_often_than_chance_would_cry(name: str, strength: float) -> None:
    assert cries(BY_NAME[name], 200, strength, 12).share >= 0.5


def test_the_same_seed_makes_the_same_history() -> None:
    assert history(generator("a"), 20) == history(generator("a"), 20)


def test_the_curves_show_a_panel_for_each_test() -> None:
    found = {
        (t.name, n, s): Cries(1, 2) for t in TRIALS for n in (50, 200, 1000) for s in (0.1, 0.2, 0.3, 0.5)
    }
    drawn = curves(found)
    assert all(trial.name in drawn for trial in TRIALS)
    assert drawn.count("<polyline") == 3 * len(TRIALS)


def test_histories_that_were_refused_count_for_nothing() -> None:
    assert Cries(0, 0).words == "refused"
