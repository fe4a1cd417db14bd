"""Which origins count as two: one answer for weighing and for assessing."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.related import Related
from chapeau.records import Dependence

State = Literal["found", "proposed", "not_found", "independent"]


def link(left: str, right: str, state: State = "found") -> Dependence:
    return Dependence(left=left, right=right, state=state, why="")


CHAIN = (link("A", "B"), link("B", "C"))


def test_two_that_depend_on_a_third_count_as_one_though_the_third_is_not_among_them() -> None:
    assert not Related(CHAIN).count_as_two("A", "C")
    assert not Related(CHAIN).several(("A", "C"))
    assert Related(CHAIN).several(("A", "D"))


def test_two_that_a_person_found_independent_are_two_whatever_joins_them_through_others() -> None:
    related = Related((*CHAIN, link("A", "C", "independent")))
    assert related.count_as_two("C", "A")
    assert related.several(("A", "C"))
    assert related.independent(("A", "C"))
    assert not related.several(("A", "B"))


@pytest.mark.parametrize("state", ["proposed", "not_found"])
def test_what_is_proposed_or_was_not_found_joins_nothing_and_parts_nothing(state: State) -> None:
    related = Related([link("A", "B", state)])
    assert related.several(("A", "B"))
    assert not related.independent(("A", "B"))
    assert related.among(("A", "B")) == []


def reached(start: str, edges: set[frozenset[str]]) -> set[str]:
    found, edge = {start}, {start}
    while edge:
        edge = {o for pair in edges if pair & edge for o in pair} - found
        found |= edge
    return found


LINKS = st.dictionaries(
    st.sampled_from(tuple(combinations("abcdef", 2))),
    st.sampled_from(("found", "proposed", "not_found", "independent")),
)


@given(LINKS, st.sets(st.sampled_from("abcdefg")))
def test_origins_are_several_where_two_of_them_are_reached_by_no_chain_or_decided(
    said: dict[tuple[str, str], State], origins: set[str]
) -> None:
    related = Related(link(*pair, state) for pair, state in sorted(said.items()))
    chains = {frozenset(pair) for pair, state in said.items() if state == "found"}
    two = {
        pair: pair[1] not in reached(pair[0], chains) or said.get(pair) == "independent"
        for pair in combinations(sorted(origins), 2)
    }
    assert {pair: related.count_as_two(*pair) for pair in two} == two
    assert related.several(origins) == any(two.values())
    assert related.independent(origins) == any(said.get(pair) == "independent" for pair in two)
