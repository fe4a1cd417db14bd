"""The small questions that rules ask."""

from __future__ import annotations

import pytest

from chapeau.assess.predicates import PREDICATES, Tellings, Told, ages, holds, is_of
from chapeau.assess.rules import rules
from tests.assess.literal import act, victim


def alleged(rule: str, told: object, *beside: object) -> bool:
    return holds(rules().alleged[rule], Told(act=told, event=Tellings((told, *beside))))  # type: ignore[arg-type]


def test_every_rule_names_a_known_predicate_and_every_predicate_is_used() -> None:
    used = {need.predicate for rule in rules().rules for needs in rule.any_of for need in needs}
    assert used == set(PREDICATES)


def test_a_family_takes_its_kinds_and_no_word_that_only_begins_alike() -> None:
    assert is_of("killing.mass", ("killing",))
    assert not is_of("killings", ("killing",))
    assert not is_of("killing", ("killing.mass",))


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("a 12-year-old boy", (12,)),
        ("two girls aged 9 and 14-year-old twins", (9, 14)),
        ("boys under 15", (14,)),
        ("children below the age of 18", (17,)),
        ("forty children", ()),
    ],
)
def test_ages_are_those_printed(phrase: str, told: tuple[int, ...]) -> None:
    assert sorted(ages(phrase)) == sorted(told)


def test_the_word_child_does_not_say_under_15() -> None:
    recruited = act("d", "recruitment.children", victims=(victim("children", age_group="child"),))
    assert not alleged("alleged.under_15", recruited)
    assert alleged("alleged.children", recruited)


@pytest.mark.parametrize(
    ("phrase", "yes"), [("a 14-year-old", True), ("a 15-year-old", False), ("boys under 15", True)]
)
def test_the_line_is_15_years(phrase: str, yes: bool) -> None:
    assert alleged("alleged.under_15", act("d", "recruitment.children", victims=(victim(phrase),))) is yes


def test_disappearance_needs_both_parts() -> None:
    gone = act("d", "disappearance")
    refused = act("d", "denial_of_information", n=1)
    assert not alleged("alleged.held_and_refused", gone)
    assert not alleged("alleged.held_and_refused", refused)
    assert alleged("alleged.held_and_refused", gone, refused)
    assert alleged("alleged.held_and_refused", refused, gone)


def test_torture_outside_custody_does_not_allege_custody() -> None:
    assert alleged("alleged.in_custody", act("d", "torture.beating", custody=True))
    assert not alleged("alleged.in_custody", act("d", "torture.beating", custody=None))
    assert not alleged("alleged.in_custody", act("d", "torture.beating", custody=False))


def test_men_women_and_children_are_not_yet_civilians() -> None:
    assert not alleged(
        "alleged.protected_as_told", act("d", "killing", victims=(victim("women and children"),))
    )
    assert alleged(
        "alleged.protected_as_told", act("d", "killing", victims=(victim(status_at_time="civilian"),))
    )
