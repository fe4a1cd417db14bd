"""One kind of deed after another at the same place: counted by hand, and against all arrangements."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from chapeau.weigh.dealing import Outcome, Refused
from chapeau.weigh.sequence import Chain, sequences, usual_chains
from chapeau.weigh.told import Rows, Told
from tests.weigh.made import told

TWO = Chain(name="two", steps=(("detention",), ("torture",)), days=5)
THREE = Chain(name="three", steps=(("detention",), ("torture",), ("deportation",)), days=5)
FAMILIES = ("detention", "torture", "deportation")
TOLD = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from(("Halvern", "Tessick")), st.sampled_from(FAMILIES)),
    min_size=12,
    max_size=30,
)


def rows(made: list[tuple[int, str, str]]) -> Rows:
    return Rows(told(f"i{n:02}", day, place, family) for n, (day, place, family) in enumerate(made))


def by_hand(those: tuple[Told, ...], steps: tuple[tuple[str, ...], ...], days: int) -> int:
    """How many rows begin the chain, by looking at all pairs."""

    def begins(t: Told, rest: tuple[tuple[str, ...], ...]) -> bool:
        if t.families[0] not in rest[0]:
            return False
        later = [u for u in those if u.place == t.place and 0 < (u.day or 0) - (t.day or 0) <= days]
        return len(rest) == 1 or any(begins(u, rest[1:]) for u in later)

    return sum(begins(t, steps) for t in those)


@settings(max_examples=60, deadline=None)
@given(TOLD)
def test_every_chain_is_counted_as_by_hand(made: list[tuple[int, str, str]]) -> None:
    asked = rows(made)
    for chain in (TWO, THREE):
        (answer,) = sequences(asked, [chain], "test")
        if isinstance(answer, Outcome):
            assert answer.figure == by_hand(asked.told, chain.steps, chain.days)
            assert len(answer.bars[0].rests_on) == answer.figure
            assert answer.rests_on == asked.ids


def test_the_interval_is_that_of_places_drawn_with_replacement() -> None:
    """Of forty places one has all six chains: how often it is drawn is binomial."""
    chained = [
        (day, "p00", kind) for n in range(6) for day, kind in ((8 * n, "detention"), (8 * n + 1, "torture"))
    ]
    others = [(n, f"p{n:02}", "killing") for n in range(1, 40)]
    (answer,) = sequences(rows(chained + others), [replace(TWO, days=1)], "test")
    assert isinstance(answer, Outcome)
    assert answer.figure == 6
    law = binom(40, 1 / 40)
    assert (answer.low, answer.high) == (6 * law.ppf(0.025), 6 * law.ppf(0.975))


def test_the_share_is_that_of_all_arrangements() -> None:
    days = [0, 1, 2, 9, 10, 11, 12, 18, 19, 25, 26, 27]
    detained = {0, 1, 3, 5, 7, 9}

    def followed(chosen: set[int]) -> int:
        return sum(any(0 < days[j] - days[i] <= 2 for j in range(12) if j not in chosen) for i in chosen)

    counts = np.array([followed(set(c)) for c in combinations(range(12), 6)])
    exact = np.mean(counts >= followed(detained))
    made = [(days[n], "Halvern", "detention" if n in detained else "torture") for n in range(12)]
    (answer,) = sequences(rows(made), [Chain(name="two", steps=TWO.steps, days=2)], "test")
    assert isinstance(answer, Outcome)
    assert answer.p == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 999))


def test_what_is_told_of_one_day_has_no_order() -> None:
    made = [(0, f"P{n}", family) for n in range(8) for family in ("detention", "torture")]
    made += [(0, "Halvern", "torture"), (2, "Halvern", "detention")]
    (answer,) = sequences(rows(made), [TWO], "test")
    assert isinstance(answer, Outcome)
    assert answer.figure == 0


def test_a_place_with_many_incidents_of_both_kinds_is_no_sequence_by_itself() -> None:
    draws = np.random.default_rng(7)
    busy = [(int(d), "Halvern", f) for f in ("detention", "torture") for d in draws.integers(0, 28, 40)]
    (answer,) = sequences(rows(busy), [TWO], "test")
    assert isinstance(answer, Outcome)
    assert answer.figure > 30
    assert answer.p > 0.05


def test_too_few_and_missing_kinds_are_refused_in_words() -> None:
    few = [(0, "Halvern", "detention"), (3, "Halvern", "torture")]
    none = [(n, "Halvern", "detention") for n in range(20)]
    assert sequences(rows(few), [TWO], "t") == (
        Refused(why="too few: 2 incidents of these kinds with a day and a place, needs 12"),
    )
    (refused,) = sequences(rows(none), [TWO], "t")
    assert isinstance(refused, Refused)
    assert "of no incident" in refused.why


TWICE = Chain(name="twice", steps=(("attack",), ("attack",)))


def test_an_incident_counts_once_though_two_steps_are_of_its_kind() -> None:
    attacks = [(5 * n, "Halvern", "attack") for n in range(11)]
    others = [(5 * n, "Tessick", "threat") for n in range(20)]
    assert sequences(rows(attacks + others), [TWICE], "t") == (
        Refused(why="too few: 11 incidents of these kinds with a day and a place, needs 12"),
    )


@pytest.mark.parametrize(
    "others",
    [
        [],
        [(5 * n, "Tessick", "threat") for n in range(20)],
        [(200 + n, "Halvern", "threat") for n in range(20)],
        [(5 * n, f"P{n}", "attack") for n in range(20)],
    ],
)
def test_where_no_place_and_quarter_mixes_kinds_the_test_is_refused(
    others: list[tuple[int, str, str]],
) -> None:
    attacks = [(3 * n, "Halvern", "attack") for n in range(10)]
    (refused,) = sequences(
        rows([*attacks, *((n, f"Q{n}", "attack") for n in range(5)), *others]), [TWICE], "t"
    )
    assert refused == Refused(
        why="nothing can be dealt otherwise: each dealing gives the figure that is told"
    )


def test_a_chain_that_can_be_dealt_otherwise_is_answered_beside_one_that_cannot() -> None:
    made = [(3 * n, "Halvern", "attack") for n in range(10)] + [(n, f"Q{n}", "attack") for n in range(5)]
    made += [(2 * n, "Tessick", ("detention", "torture")[n % 2]) for n in range(20)]
    fixed, free = sequences(rows(made), [TWICE, TWO], "t")
    assert isinstance(fixed, Refused)
    assert isinstance(free, Outcome)


def test_the_chains_that_the_program_tries_name_families_that_exist() -> None:
    from typing import get_args

    from chapeau.records import Family

    for chain in usual_chains():
        assert {family for step in chain.steps for family in step} <= set(get_args(Family))
        assert len(chain.steps) >= 2
