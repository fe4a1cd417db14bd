"""What a rule of several needs asks: each need, taken away from what is told, takes the allegation with it."""

from __future__ import annotations

from typing import Any

import pytest

from chapeau.assess.predicates import Tellings, Told, event_also_tells, holds, moved_to
from chapeau.assess.rules import Need, rules
from chapeau.records import Act
from tests.assess.literal import act, doer, place, victim

CIVILIANS = (victim(status_at_time="civilian"),)
STATE, GROUP = (doer("orvania", "state"),), (doer("guard", "group"),)
ORDERED = (doer("orvania", "state", "ordered"),)


def told(act_type: str, n: int = 0, **fields: Any) -> Act:
    return act("d", act_type, n=n, **fields)


@pytest.mark.parametrize(
    ("rule", "one", "beside", "alleged"),
    [
        ("mass_killing_of_civilians", told("killing.mass", victims=CIVILIANS), None, True),
        ("mass_killing_of_civilians", told("killing.mass", victims=(victim(),)), None, False),
        ("mass_killing_of_civilians", told("killing", victims=CIVILIANS), None, False),
        ("moved", told("deportation"), None, True),
        ("moved", told("child_removal"), None, False),
        ("moved", told("child_removal", places=(place("XO", "from"), place("XO", "at"))), None, False),
        ("moved", told("child_removal", places=(place("XT", "to"),)), None, True),
        ("moved", told("child_removal"), "displacement", True),
        ("moved", told("child_removal"), "killing", False),
        ("held_by_a_state", told("abduction", perpetrators=STATE), None, True),
        ("held_by_a_state", told("abduction", perpetrators=GROUP), None, False),
        ("held_by_a_state", told("abduction", by=None), None, False),
        ("held_by_a_state", told("killing", perpetrators=STATE), None, False),
        ("refused_by_a_state", told("denial_of_information", perpetrators=STATE), None, True),
        ("refused_by_a_state", told("denial_of_information", perpetrators=GROUP), None, False),
        ("refused_by_a_state", told("detention", perpetrators=STATE), None, False),
        ("civilians_deprived", told("deprivation", victims=CIVILIANS), None, True),
        ("civilians_deprived", told("deprivation", victims=(victim(),)), None, False),
        ("civilians_deprived", told("killing", victims=CIVILIANS), None, False),
        ("hostage_threatened", told("abduction.hostage"), "threat", True),
        ("hostage_threatened", told("abduction.hostage"), None, False),
        ("hostage_threatened", told("abduction"), "threat", False),
        ("displacement_ordered", told("displacement"), "order", True),
        ("displacement_ordered", told("displacement"), None, False),
        ("displacement_ordered", told("displacement", perpetrators=ORDERED), None, True),
        ("displacement_ordered", told("displacement", perpetrators=STATE), None, False),
        ("displacement_ordered", told("killing", perpetrators=ORDERED), None, False),
    ],
)  # fmt: skip
def test_a_rule_holds_where_all_it_asks_is_told_and_not_where_one_thing_is_missing(
    rule: str, one: Act, beside: str | None, alleged: bool
) -> None:
    event = (one,) if beside is None else (one, told(beside, n=1))
    assert holds(rules().alleged[f"alleged.{rule}"], Told(act=one, event=Tellings(event))) is alleged


def test_an_act_is_not_what_its_event_tells_besides_itself() -> None:
    one, other = told("order"), told("order", n=1)
    need = Need(predicate="event_also_tells", values=("order",))
    assert not event_also_tells(Told(act=one, event=Tellings((one,))), need)
    assert event_also_tells(Told(act=one, event=Tellings((one, other))), need)


@pytest.mark.parametrize(("role", "moved"), [("to", True), ("from", False), ("at", False)])
def test_people_were_moved_where_the_text_says_where_to(role: str, moved: bool) -> None:
    one = told("child_removal", places=(place("XO", role),))
    assert moved_to(Told(act=one, event=Tellings((one,))), Need(predicate="moved_to")) is moved
