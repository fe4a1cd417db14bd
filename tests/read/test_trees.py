"""Scores of pairs become one tree a sentence, and no other tree has a higher sum."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from chapeau.read.trees import heads_of, tree

SEEDS = st.integers(0, 10**6)


def scores(seed: int, size: int, kinds: int = 1000) -> NDArray[np.float64]:
    """Scores drawn from so many values; few values give many ties."""
    return -np.random.default_rng(seed).integers(0, kinds, (size, size)).astype(np.float64)


def root_of(heads: list[int]) -> int:
    (root,) = [i for i, head in enumerate(heads) if head == i]
    return root


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    for i in range(len(heads)):
        steps = 0
        while heads[i] != i and steps <= len(heads):
            i, steps = heads[i], steps + 1
        if [i] != roots:
            return False
    return True


def total(given: NDArray[np.float64], heads: list[int]) -> float:
    return float(sum(given[i, head] for i, head in enumerate(heads)))


@settings(deadline=None)
@given(SEEDS, st.integers(1, 40), st.sampled_from((2, 5, 1000)))
def test_every_sentence_is_one_tree(seed: int, size: int, kinds: int) -> None:
    assert is_tree(tree(scores(seed, size, kinds)))


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(2, 5), st.sampled_from((3, 1000)))
def test_no_tree_beneath_the_same_root_has_a_higher_sum(seed: int, size: int, kinds: int) -> None:
    given = scores(seed, size, kinds)
    found = tree(given)
    every = (list(h) for h in itertools.product(range(size), repeat=size))
    rivals = [h for h in every if is_tree(h) and root_of(h) == root_of(found)]
    assert total(given, found) == max(total(given, h) for h in rivals)


def test_the_root_is_the_word_that_gains_most_by_it() -> None:
    given = np.array([[-1.0, -9.0, -9.0], [-2.0, -1.0, -9.0], [-9.0, -1.0, -9.0]])
    assert tree(given) == [0, 0, 1]


def test_a_circle_is_broken_where_it_costs_least() -> None:
    given = np.full((4, 4), -50.0)
    given[0, 0] = 0.0
    given[1, 2] = given[2, 3] = given[3, 1] = 0.0
    given[1, 0], given[2, 0], given[3, 0] = -9.0, -3.0, -8.0
    assert tree(given) == [0, 2, 0, 1]


def test_ties_go_to_the_lower_index() -> None:
    assert tree(np.zeros((4, 4))) == [0, 0, 0, 0]


def test_heads_stay_within_their_sentences() -> None:
    given = np.full((5, 5), -4.0)
    given[:, 0] = 0.0
    given[4, 3] = -1.0
    assert heads_of(given, [True, False, True, False, False]) == [0, 0, 2, 2, 3]


def test_the_first_token_starts_a_sentence_even_where_nobody_says_so() -> None:
    assert is_tree(heads_of(scores(7, 6), [False] * 6))


def test_a_text_without_tokens_has_no_heads() -> None:
    assert heads_of(np.zeros((0, 0)), []) == []


def test_what_is_infinitely_bad_is_still_a_tree() -> None:
    assert is_tree(tree(np.full((6, 6), -np.inf)))


@pytest.mark.parametrize("kinds", [2, 1000])
def test_a_sentence_of_three_hundred_words_takes_no_time_to_notice(kinds: int) -> None:
    given = scores(11, 300, kinds)
    began = time.perf_counter()
    assert is_tree(tree(given))
    assert time.perf_counter() - began < 1.0


def test_circles_within_circles_are_all_undone() -> None:
    size = 60
    given = np.full((size, size), -100.0)
    for i in range(size):
        given[i, i ^ 1] = 0.0
        given[i, (i ^ 1) ^ 2 if (i ^ 1) ^ 2 < size else i ^ 1] = -1.0
    given[0, 0] = -5.0
    assert is_tree(tree(given))


def test_the_scores_given_are_left_as_they_are() -> None:
    given = scores(3, 30)
    before = given.copy()
    tree(given)
    assert (given == before).all()
