"""All methods over one table: each shown or refused in words, the same bytes each time, and never a single figure alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from chapeau.records import Estimate
from chapeau.weigh.undercount import latent_classes, methods
from chapeau.weigh.undercount.linkage import all_joined, as_linked, carried
from chapeau.weigh.undercount.methods import METHODS, estimates
from chapeau.weigh.undercount.table import Overlaps, from_patterns
from tests.weigh.test_named import asked, person
from tests.weigh.undercount.made import population


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent_classes, "FIRST", 150)
    monkeypatch.setattr(latent_classes, "ROUNDS", 300)
    monkeypatch.setattr(methods.stepwise, "AGAIN", 100)


@pytest.fixture(scope="module")
def four_lists() -> Overlaps:
    return population(np.random.default_rng(2), 1500, [[0.3, 0.25, 0.2, 0.35]], [1.0])


def test_every_method_is_named_and_says_what_it_assumes(four_lists: Overlaps) -> None:
    found = estimates(four_lists)
    assert [e.method for e in found] == [name for name, _, _ in METHODS]
    assert all(len(e.assumptions) > 3 for e in found)
    assert all((e.estimate is None) == (e.refused is not None) for e in found)


def test_of_independent_lists_most_methods_hold_the_true_number(four_lists: Overlaps) -> None:
    given = [e for e in estimates(four_lists) if e.refused is None]
    held = [e for e in given if e.low is not None and e.high is not None and e.low <= 1500 <= e.high]
    assert len(given) >= 6
    assert len(held) >= len(given) - 1


def test_the_same_seed_gives_the_same_figures_and_another_does_not(four_lists: Overlaps) -> None:
    assert estimates(four_lists, 4) == estimates(four_lists, 4)
    assert estimates(four_lists, 4) != estimates(four_lists, 5)


def refused(table: Overlaps) -> str:
    found = estimates(table)
    assert all(e.refused for e in found)
    return str(found[0].refused)


def test_two_lists_are_too_few() -> None:
    assert "Too few lists" in refused(from_patterns(["A", "B"], {1: 40, 2: 50, 3: 20}))


def test_six_persons_on_several_lists_are_too_sparse() -> None:
    assert "6 persons are on more than one list" in refused(
        from_patterns(["A", "B", "C"], {1: 90, 2: 80, 4: 70, 3: 3, 6: 3})
    )


def test_lists_that_share_nobody_with_the_rest_are_refused() -> None:
    assert "among A, B and on one among C" in refused(
        from_patterns(["A", "B", "C"], {1: 90, 2: 80, 4: 70, 3: 30})
    )


def test_a_list_that_is_a_copy_of_another_is_refused() -> None:
    table = from_patterns(["A", "B", "C"], {1: 90, 4: 70, 3: 60, 7: 20, 5: 10})
    assert "of the 80 on B are on A too" in refused(table)


def test_independence_is_refused_by_name_where_two_lists_depend() -> None:
    table = population(
        np.random.default_rng(8), 3000, [[0.6, 0.6, 0.3, 0.3], [0.1, 0.1, 0.3, 0.3]], [0.4, 0.6]
    )
    (alone,) = [e for e in estimates(table) if e.method == "loglinear_independent"]
    assert alone.refused is not None
    assert "L0 and L1: more in common than chance" in alone.refused


def test_three_lists_are_too_few_for_classes_and_enough_for_the_rest() -> None:
    found = {
        e.method: e for e in estimates(population(np.random.default_rng(2), 900, [[0.3, 0.3, 0.3]], [1.0]))
    }
    assert "at least" not in str(found["latent_classes_lcmcr"].refused)
    assert "4 are needed" in str(found["latent_classes_lcmcr"].refused)
    assert found["loglinear_averaged_bic"].refused is None


# --- linked persons -------------------------------------------------------------------------------------

LISTS = (("list-a", "A"), ("list-b", "B"), ("list-c", "C"))


def test_a_waiting_likeness_makes_two_readings_and_texts_are_no_list() -> None:
    persons = [
        person("Ada", listed=("r1",), lists=("list-a",)),
        person("Adah", listed=("r2",), lists=("list-b",)),
        person("Bo", incidents=("i1",)),
    ]
    now, joined = as_linked(LISTS, persons), all_joined(LISTS, persons, [asked("r1", "r2")])
    assert (now.observed, now.several) == (2, 0)
    assert (joined.observed, joined.several) == (1, 1)


def estimate(middle: int) -> Estimate:
    return Estimate(
        method="m", estimate=middle, low=middle - 10, high=middle + 10, refused=None, assumptions=("a",)
    )


def test_an_interval_spans_both_readings_and_says_so() -> None:
    (both,) = carried([estimate(100)], [estimate(60)])
    assert (both.estimate, both.low, both.high) == (100, 50, 110)
    assert "By that reading the figure is 60." in both.assumptions[-1]


def test_what_is_refused_in_one_reading_is_refused() -> None:
    no = replace(estimate(60), estimate=None, low=None, high=None, refused="Too sparse.")
    (both,) = carried([estimate(100)], [no])
    assert both.estimate is None
    assert both.refused == "If every likeness that waits joined two: Too sparse."
