"""The fewest origins: the search against trying every set."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.fragility import Fewest, Witness, _by_program, least
from chapeau.assess.fragility import fewest_removed as fewest_removed_

WITNESSES = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=3), max_size=9)


def fewest_removed(witnesses: Iterable[Witness]) -> int:
    found = fewest_removed_(witnesses)
    assert found.exact
    return found.number


def by_trying_every_set(witnesses: list[frozenset[str]]) -> int:
    origins = sorted(set(chain.from_iterable(witnesses)))
    for size in range(len(origins) + 1):
        for removed in combinations(origins, size):
            if all(witness & set(removed) for witness in witnesses):
                return size
    raise AssertionError("removing all origins hits every witness")


@settings(deadline=None, max_examples=100)
@given(WITNESSES)
def test_the_search_finds_what_trying_every_set_finds(witnesses: list[frozenset[str]]) -> None:
    assert fewest_removed(witnesses) == by_trying_every_set(witnesses)


@settings(deadline=None, max_examples=100)
@given(WITNESSES, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(witnesses: list[frozenset[str]], random: object) -> None:
    again = [*witnesses, *witnesses]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert fewest_removed(again) == fewest_removed(witnesses)


def test_the_origin_in_most_witnesses_is_not_always_among_the_fewest() -> None:
    star = [frozenset({"c", a}) for a in ("a1", "a2", "a3")]
    leaves = [frozenset({f"a{n}", f"b{n}"}) for n in (1, 2, 3)]
    assert fewest_removed([*star, *leaves]) == by_trying_every_set([*star, *leaves]) == 3


def test_one_origin_behind_everything_is_one() -> None:
    assert fewest_removed([frozenset({"a"})] * 5) == 1


def test_forty_origins_that_each_tell_of_one_event_need_all_but_one_removed() -> None:
    origins = [str(n) for n in range(40)]
    assert fewest_removed(frozenset(pair) for pair in combinations(origins, 2)) == 39


def test_five_hundred_events_told_twice_are_solved_apart() -> None:
    assert fewest_removed(frozenset({f"{n}a", f"{n}b"}) for n in range(500)) == 500


@settings(deadline=None, max_examples=100)
@given(st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=3), min_size=1, max_size=9))
def test_the_program_finds_what_trying_every_set_finds(witnesses: list[frozenset[str]]) -> None:
    assert _by_program(frozenset(witnesses), 1000) == Fewest(by_trying_every_set(witnesses))


def tangled(origins: int, pairs: int) -> list[frozenset[str]]:
    """Tellings that all hang together: pairs of origins drawn by dice."""
    dice = Random(7)
    return [frozenset(str(n) for n in dice.sample(range(origins), 2)) for _ in range(pairs)]


def test_a_tangle_of_hundreds_of_origins_is_solved_and_no_smaller_set_is_said_to_do() -> None:
    found = fewest_removed_(tangled(300, 450))
    matched = matching(tangled(300, 450))
    assert found.exact
    assert matched <= found.number <= 2 * matched


def matching(pairs: list[frozenset[str]]) -> int:
    """Pairs without an origin in common, taken as they come: each needs an origin of its own, and all of theirs suffice."""
    used: set[str] = set()
    kept = 0
    for pair in pairs:
        if not pair & used:
            used |= pair
            kept += 1
    return kept


def test_a_search_that_is_ended_says_at_least() -> None:
    hard = tangled(120, 700)
    ended, whole = fewest_removed_(hard, nodes=0), fewest_removed_(hard)
    assert not ended.exact
    assert ended.number <= whole.number


def test_of_two_figures_the_exact_one_decides_where_the_other_cannot_lie_below() -> None:
    assert least([Fewest(3, exact=False), Fewest(3)]) == Fewest(3)
    assert least([Fewest(2, exact=False), Fewest(3)]) == Fewest(2, exact=False)
