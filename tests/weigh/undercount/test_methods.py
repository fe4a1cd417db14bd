"""All methods over one table: each shown or refused in words, the same bytes each time, and never a single figure alone."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapeau.records import Estimate
from chapeau.weigh.undercount import latent_classes, methods
from chapeau.weigh.undercount.decomposable import posterior
from chapeau.weigh.undercount.linkage import all_joined, as_linked, carried
from chapeau.weigh.undercount.methods import METHODS, estimates
from chapeau.weigh.undercount.refusals import refusals
from chapeau.weigh.undercount.table import Overlaps, from_patterns, overlaps
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


def test_lists_so_large_that_hardly_meet_get_no_narrow_interval_from_a_posterior_that_is_cut_off() -> None:
    """Independent lists would be 2,500 and 8,500 times those observed; what is weighed ends at 1,000 times."""
    for times in (300, 1000):
        table = from_patterns(
            ["A", "B", "C"], {1: 50 * times, 2: 60 * times, 4: 70 * times, 3: 3, 6: 2, 5: 2}
        )
        assert posterior(table).quantile(0.975) < 20 * table.observed
        by = {e.method: e for e in estimates(table)}
        assert "no upper bound" in str(by["decomposable_graphs_dga"].refused)
        assert (by["chao_lower_bound"].low or 0) > 1000 * table.observed


REFUSED_BY: tuple[tuple[str, str, int, dict[int, int]], ...] = (
    ("chao_lower_bound", "leave the bound open", 3, {1: 11, 5: 2, 7: 5}),
    ("chao_lower_bound", "lists shun each other (L0 and L1)", 3, {1: 21, 2: 28, 4: 19, 5: 8, 6: 4}),
    ("loglinear_independent", "independence has no best fit", 3, {1: 11, 5: 2, 7: 5}),
    ("loglinear_stepwise_sparsemse", "not even independence", 3, {1: 11, 5: 2, 7: 5}),
    ("loglinear_stepwise_sparsemse", "often without bound", 3, {2: 3, 4: 6, 5: 5, 6: 3}),
    ("loglinear_lowest_bic", "no log-linear model has a best fit", 3, {1: 11, 5: 2, 7: 5}),
    ("loglinear_lowest_bic", "2 models share the lowest BIC, and by them the persons are from 35 to 64", 3, {1: 4, 2: 4, 3: 6, 4: 16, 6: 2}),
    ("loglinear_averaged_bic", "60% of the pairs", 5, {1: 20, 2: 30, 4: 25, 8: 20, 16: 30, 3: 5, 6: 6, 12: 5, 24: 4}),
    ("decomposable_graphs_dga", "no upper bound", 3, {1: 5000, 2: 6000, 4: 7000, 3: 3, 6: 2, 5: 2}),
)  # fmt: skip
"""A table by which a method may not go although no reason holds for all of them, and what it must say of it."""


@pytest.mark.parametrize(("method", "why", "lists", "counts"), REFUSED_BY)
def test_a_method_that_may_not_go_by_a_table_says_why_in_words(
    method: str, why: str, lists: int, counts: dict[int, int]
) -> None:
    table = from_patterns([f"L{j}" for j in range(lists)], counts)
    assert not refusals(table)
    (found,) = [e for e in estimates(table) if e.method == method]
    assert why in str(found.refused)
    assert (found.estimate, found.low, found.high) == (None, None, None)


def test_a_term_that_raises_by_rounding_alone_widens_no_bound_of_chao() -> None:
    """As many are on all three lists as independence expects: the interval is that of independence, in any order of the lists."""
    table = from_patterns(["A", "B", "C"], {1: 4, 2: 4, 3: 7, 4: 8, 7: 1})
    found = {e.method: e for e in estimates(table)}
    chao, alone = found["chao_lower_bound"], found["loglinear_independent"]
    assert (chao.estimate, chao.low, chao.high) == (alone.estimate, alone.low, alone.high)


def test_chains_of_classes_that_do_not_agree_give_no_figure(
    four_lists: Overlaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = np.tile(1000.0 * np.arange(1, 33), (50, 1))
    monkeypatch.setattr(latent_classes, "draws", lambda *_: apart)
    (found,) = [e for e in estimates(four_lists) if e.method == "latent_classes_lcmcr"]
    assert "agree with the middle one" in str(found.refused)


def test_methods_that_try_every_model_refuse_many_lists_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(latent_classes, "ROUNDS", 20)
    table = population(np.random.default_rng(4), 1500, [[0.2] * 9], [1.0])
    found = {e.method: e for e in estimates(table)}
    for name in (
        "loglinear_stepwise_sparsemse",
        "loglinear_lowest_bic",
        "loglinear_averaged_bic",
        "decomposable_graphs_dga",
    ):
        assert "Too many lists to try every model: 9" in str(found[name].refused)
    assert found["chao_lower_bound"].estimate is not None


# --- over any table ---------------------------------------------------------------------------------------


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what draws by chance, whose figures hang on the order of patterns."""
    kept = [m for m in METHODS if m[0] not in ("loglinear_stepwise_sparsemse", "latent_classes_lcmcr")]
    monkeypatch.setattr(methods, "METHODS", tuple(kept))


TABLES = st.integers(3, 4).flatmap(
    lambda lists: st.lists(st.integers(0, 12) | st.just(0), min_size=2**lists - 1, max_size=2**lists - 1).map(
        lambda counts: from_patterns(
            [f"L{j}" for j in range(lists)], {p: n * (4 if p.bit_count() == 1 else 1) for p, n in enumerate(counts, 1)}
        )
    )
)  # fmt: skip


@pytest.mark.usefixtures("_quickly")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES)
def test_every_figure_lies_in_its_interval_above_those_observed_or_is_refused_in_words(
    table: Overlaps,
) -> None:
    for e in estimates(table):
        if e.refused is None:
            assert e.estimate is not None
            assert e.low is not None
            assert e.high is not None
            assert table.observed <= e.low <= e.estimate <= e.high
        else:
            assert re.match(r"Too (few|many|sparse)|Dependent", e.refused)


@pytest.mark.usefixtures("_quickly")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.randoms(use_true_random=False))
def test_no_figure_hangs_on_the_order_of_the_lists(table: Overlaps, random: Random) -> None:
    order = list(range(len(table.lists)))
    random.shuffle(order)
    turned = from_patterns(
        [table.lists[j] for j in order],
        {sum(1 << k for k, j in enumerate(order) if p >> j & 1): n for p, n in enumerate(table.counts)},
    )
    for here, there in zip(estimates(table), estimates(turned), strict=True):
        assert (here.refused is None) == (there.refused is None)
        if here.refused is None:
            given = np.array([here.estimate, here.low, here.high])
            assert given == pytest.approx([there.estimate, there.low, there.high], rel=1e-6, abs=1)


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


ENTRIES = [f"r{n}" for n in range(8)]
LINKS = st.lists(
    st.tuples(
        st.sampled_from([*ENTRIES, "of no list"]),
        st.sampled_from(ENTRIES),
        st.sampled_from(["for_a_person_to_decide", "kept_apart", "one_person"]),
    ),
    max_size=8,
)


@given(LINKS, st.lists(st.sampled_from(LISTS), min_size=8, max_size=8))
def test_those_joined_by_likenesses_that_wait_are_the_parts_of_their_graph(
    links: list[tuple[str, str, str]], on: list[tuple[str, str]]
) -> None:
    """Links that were decided join nobody anew, and those to what is on no list none."""
    persons = [person(e, listed=(e,), lists=(i,)) for e, (i, _) in zip(ENTRIES, on, strict=True)]
    waiting = [(a, b) for a, b, state in links if state == "for_a_person_to_decide" and a in ENTRIES]
    parts = [{e} for e in ENTRIES]
    for a, b in waiting:
        met = [p for p in parts if {a, b} & p]
        parts = [*(p for p in parts if p not in met), set().union(*met)]
    made = all_joined(LISTS, persons, [replace(asked(a, b), state=s) for a, b, s in links])  # type: ignore[arg-type]
    names = dict(zip(ENTRIES, (name for _, name in on), strict=True))
    assert made == overlaps([name for _, name in LISTS], ({names[e] for e in p} for p in parts))
    assert all_joined(LISTS, persons, []) == as_linked(LISTS, persons)


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
