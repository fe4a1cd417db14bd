"""The rule by which a crime's verdict follows from its elements, and what people may put in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.determine.verdicts import IN_ORDER, WORDS, by_rule, no_looser, verdict_named
from chapeau.errors import DeterminationRefused
from chapeau.records import VerdictValue

VALUES = st.sampled_from(IN_ORDER)


@given(st.lists(VALUES, min_size=1))
def test_a_crime_is_met_only_if_every_element_is(elements: list[VerdictValue]) -> None:
    assert (by_rule(elements) == "met") == all(value == "met" for value in elements)


@given(st.lists(VALUES))
def test_one_element_that_is_not_met_is_enough_for_not_met(elements: list[VerdictValue]) -> None:
    assert by_rule([*elements, "not_met"]) == "not_met"


@pytest.mark.parametrize(
    ("elements", "verdict"),
    [
        ((), "not_assessed"),
        (("met", "not_assessed"), "not_assessed"),
        (("met", "may_amount_further_investigation"), "may_amount_further_investigation"),
        (("may_amount_further_investigation", "insufficient_information"), "insufficient_information"),
        (("met", "outside_mandate_or_jurisdiction"), "outside_mandate_or_jurisdiction"),
        (("not_assessed", "not_met"), "not_met"),
    ],
)
def test_the_weakest_element_decides(elements: tuple[VerdictValue, ...], verdict: VerdictValue) -> None:
    assert by_rule(elements) == verdict


@given(VALUES, VALUES)
def test_of_two_verdicts_exactly_the_stricter_may_take_the_others_place(
    one: VerdictValue, other: VerdictValue
) -> None:
    assert no_looser(one, other) or no_looser(other, one)
    assert (no_looser(one, other) and no_looser(other, one)) == (one == other)


@given(VALUES)
def test_nothing_is_looser_than_met_and_nothing_stricter_than_not_met(value: VerdictValue) -> None:
    assert no_looser(value, "met")
    assert no_looser("not_met", value)


@given(VALUES)
def test_a_verdict_is_known_by_its_word_in_the_sheet_however_it_is_spaced(value: VerdictValue) -> None:
    assert verdict_named(WORDS[value].replace("_", " ").upper(), where="here") == value
    assert verdict_named(value, where="here") == value


def test_a_word_that_is_no_verdict_is_refused_with_its_place() -> None:
    with pytest.raises(DeterminationRefused, match=r"element 3.*'guilty' is no verdict"):
        verdict_named("guilty", where="element 3")
