"""A deed's kind is what else the text tells of it, and the family stands alone where the text leaves it open."""

from __future__ import annotations

from functools import cache

import pytest

from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.records import Act


@cache
def reader() -> RuleReader:
    return RuleReader()


def read(text: str) -> tuple[Act, ...]:
    return reader().read(Text(id="doc-1", text=text, date="2031-03-10")).acts


def types(text: str) -> set[str]:
    return {act.type for act in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the brigade shot dead six captured soldiers at the bridge on Monday.",
        "The troops killed four surrendered rebels on the hill.",
        "Soldiers killed two prisoners of war near the river.",
        "Our fighters killed those prisoners.",
    ],
)
def test_killing_those_who_no_longer_fight_is_told_as_that(text: str) -> None:
    assert types(text) == {"killing.of_surrendered_or_wounded"}


@pytest.mark.parametrize(
    "text",
    [
        "The troops killed four rebels on the hill.",
        "Soldiers killed three prisoners during a riot in the prison.",
        "Guards killed two prisoners on Monday.",
        "Five wounded soldiers died after the shelling.",
        "Gunmen killed five captured farmers.",
    ],
)
def test_whoever_may_have_fought_or_was_no_fighter_is_killed_and_no_more_is_said(text: str) -> None:
    assert not any("surrendered" in t for t in types(text))
    assert any(t.startswith("killing") for t in types(text))


def test_an_execution_stays_one() -> None:
    assert "killing.execution" in types("The soldiers executed six captured fighters on Monday.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "A missile fired by government troops struck the east wing of the hospital.",
            "attack.on_hospital_school_worship",
        ),
        ("Warplanes bombed a school in the town on Monday.", "attack.on_hospital_school_worship"),
        ("The troops shelled the church on Monday.", "attack.on_hospital_school_worship"),
        ("Our forces attacked a command post.", "attack.on_military_object"),
        ("Rebels attacked an army base on Monday.", "attack.on_military_object"),
        ("Gunmen attacked the villagers on Monday.", "attack.on_people"),
    ],
)
def test_an_attack_bears_the_kind_of_what_was_struck(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a patrol on Monday.",
        "Gunmen attacked soldiers on Monday.",
        "Warplanes bombed a bridge on Monday.",
        "Rebels attacked the school bus on Monday.",
        "Shells killed fourteen civilians in the market during the attack.",
    ],
)
def test_where_people_are_not_told_as_attacked_or_the_thing_is_no_such_place_the_family_stands_alone(
    text: str,
) -> None:
    assert not {t for t in types(text) if t.startswith("attack.")}


def test_an_armed_wing_is_no_wing_of_a_building() -> None:
    assert "attack.on_hospital_school_worship" not in types("Troops attacked the armed wing of the movement.")


@pytest.mark.parametrize(
    "text",
    [
        "Our forces did not shell the market in the town.",
        "They shelled the market on Monday.",
        "Warplanes bombed the market on Monday.",
        "Shells struck the market on Monday.",
    ],
)
def test_a_market_that_is_shelled_is_a_place(text: str) -> None:
    (act,) = (a for a in read(text) if a.family == "attack")
    assert [v.text.split()[-1] for v in act.victims] == ["market"]


def test_a_market_that_is_attacked_by_sellers_of_goods_is_none() -> None:
    assert types("The new company will attack the market with low prices.") == set()


TAKEN = "Gunmen abducted five engineers near the dam on Monday. "
ASKED = "The kidnappers threatened to kill the hostages if the government did not release twelve men."


def test_the_abducted_are_hostages_where_the_text_calls_them_so_and_tells_what_is_asked() -> None:
    assert "abduction.hostage" in types(TAKEN + ASKED)


@pytest.mark.parametrize(
    "text",
    [
        TAKEN,
        TAKEN + "The hostages are well, an official said.",
        TAKEN + "The government said that it had received no demand.",
    ],
)
def test_without_both_they_are_abducted(text: str) -> None:
    assert {t for t in types(text) if t.startswith("abduction")} == {"abduction"}


def test_of_two_abductions_those_whom_others_took_are_no_hostages() -> None:
    text = TAKEN + "In another town, rebels abducted two nurses. " + ASKED
    (engineers,) = (a for a in read(text) if any("engineers" in v.text for v in a.victims))
    assert engineers.type == "abduction"
