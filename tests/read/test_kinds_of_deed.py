"""A deed's kind is what else the text tells of it, and the family stands alone where the text leaves it open."""

from __future__ import annotations

from functools import cache

import pytest

from chapeau.assess.predicates import is_of
from chapeau.assess.rules import rules
from chapeau.read.kinds_of_deed import BY_METHOD
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.words import vocabulary
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The colonel ordered his men to take no prisoners.", "order.no_quarter"),
        ("The commander declared that no quarter would be given.", "order.no_quarter"),
        ("Troops of the brigade attacked the village with sarin on Monday.", "attack.weapon_named.gas"),
        ("The militia poisoned the wells of the village.", "attack.weapon_named.poison"),
        ("The army gassed forty villagers.", "attack.weapon_named.gas"),
        ("Rebels attacked the farmers with expanding bullets.", "attack.weapon_named.bullets"),
        ("Guards sterilised eleven women by force in the camp.", "sexual_violence.enforced_sterilisation"),
        (
            "Soldiers forced six women into prostitution at the barracks.",
            "sexual_violence.enforced_prostitution",
        ),
        ("Guards forcibly impregnated two prisoners.", "sexual_violence.forced_pregnancy"),
        ("Fighters held four girls as slaves in the house.", "forced_labour.slavery"),
        ("The militia mutilated three farmers near Tessick.", "injury.mutilation_or_experiment"),
        (
            "Doctors of the camp performed medical experiments on prisoners.",
            "injury.mutilation_or_experiment",
        ),
    ],
)
def test_what_a_provision_asks_for_by_its_own_name_is_told_as_that(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The senator gave no quarter in the debate.",
        "Soldiers attacked the crowd with tear gas.",
        "The factory poisoned the wells of the village.",
        "Surgeons amputated his leg after the accident.",
        "The troops killed four rebels on the hill.",
        "The firm experimented with new prices.",
    ],
)
def test_what_only_resembles_it_is_not(text: str) -> None:
    asked = ("no_quarter", "weapon_named", "experiment", "slavery", "enforced", "forced_pregnancy")
    assert not any(part in told for told in types(text) for part in asked)


def test_every_kind_that_a_rule_of_law_asks_for_can_be_told_but_those_named_here() -> None:
    """Conditions of life meant to destroy a group are nothing that words for a deed tell; a person says so."""
    asked = {
        value
        for rule in rules().rules
        for needs in rule.any_of
        for need in needs
        if need.predicate == "type_is"
        for value in need.values
    }
    by_word = {f"{f}.{word.get('kind', '')}" for f, words in vocabulary("acts").items() for word in words}
    in_custody = {word.get("in_custody", "") for words in vocabulary("acts").values() for word in words}
    by_method = {f"{family}.{kind}" for family, by in BY_METHOD.items() for kind in by.values()}
    told = by_word | in_custody | by_method | {"abduction.hostage", "killing.of_surrendered_or_wounded"}
    assert {a for a in asked if not any(is_of(t, (a,)) for t in told)} == {"deprivation.births_and_life"}
