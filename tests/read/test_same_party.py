"""People and things told of again bear one actor, a body and its letters too; counts and names keep parties apart."""

from __future__ import annotations

import pytest

from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.same_party import abbreviates
from chapeau.read.why.explain import explained
from chapeau.records import Reading
from tests.read.invented import did, gazetteer


def read(text: str) -> Reading:
    return RuleReader(gazetteer()).read(Text(id="doc", text=text, date="2031-03-10"))


def sufferers(text: str) -> list[tuple[str, str | None]]:
    return [(v.text, v.actor) for a in did(text) for v in a.victims]


def actors(text: str) -> list[str | None]:
    return [actor for _, actor in sufferers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Six old beekeepers were killed in Kessin. Judge Ana Vell condemned the murder of the beekeepers.",
        "Gunmen killed six beekeepers. Judge Ana Vell condemned the murder of the six old beekeepers.",
        "Gunmen killed six old beekeepers. Later Judge Ana Vell condemned the murder of six beekeepers.",
        "Gunmen wounded a mill guard. The guard was then killed.",
    ],
)
def test_those_told_of_again_are_one_party(text: str) -> None:
    first, again = actors(text)
    assert first is not None
    assert first == again


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six old beekeepers. Later they wounded the four beekeepers.",
        "Gunmen killed six old beekeepers. In Kessin, gunmen wounded beekeepers.",
        "Gunmen killed six beekeepers' leaders. Later they wounded the beekeepers.",
        "Gunmen killed Ana Vell. Later they killed the guard.",
        "Gunmen killed a mill guard. The mill guards were then beaten.",
    ],
)
def test_another_number_head_or_name_and_an_indefinite_phrase_keep_parties_apart(text: str) -> None:
    first, other = actors(text)
    assert first != other


def test_a_thing_told_of_again_has_a_key_and_any_other_has_none() -> None:
    told = sufferers(
        "Soldiers burned a flour mill. Later gunmen attacked the mill. Gunmen destroyed a bridge."
    )
    assert told == [("flour mill", "flour-mill"), ("mill", "flour-mill"), ("bridge", None)]


@pytest.mark.parametrize("named", ["Ridge Liberation Front (FLR)", "Ridge Liberation Front [FLR]"])
def test_the_letters_in_brackets_after_a_body_stand_for_it(named: str) -> None:
    reading = read(f"The {named} killed a miller in Kessin. Later the FLR burned a mill.")
    assert {p.actor for a in reading.acts for p in a.perpetrators} == {"ridge-liberation-front"}
    assert "flr" not in {m.actor for m in reading.mentions}


def test_what_else_stands_in_brackets_names_no_body() -> None:
    reading = read("The Ridge Liberation Front (FLR) killed a miller. Later the Mill Guard burned a school.")
    assert [p.actor for a in reading.acts for p in a.perpetrators] == ["ridge-liberation-front", "mill-guard"]


@pytest.mark.parametrize(
    ("letters", "name", "bracketed", "same"),
    [
        ("rlf", "ridge liberation front", "RLF", True),
        ("rlf", "ridge liberation front", "rlf", True),
        ("flr", "ridge liberation front", "FLR", True),
        ("they", "kidnappers", "the kidnappers", False),
        ("they", "suspected kidnappers", "suspected kidnappers", False),
        ("gunmen", "mill guard", "gunmen", False),
    ],
)
def test_a_bracket_gives_letters_only_where_they_are_the_names_or_capitals(
    letters: str, name: str, bracketed: str, same: bool
) -> None:
    assert abbreviates(letters, name, bracketed) is same


def test_why_a_body_bears_its_letters_actor_can_be_asked() -> None:
    text = "The Ridge Liberation Front (FLR) killed a miller in Kessin. Later the FLR burned a mill."
    asked = explained(RuleReader(gazetteer()), Text(id="doc", text=text, date="2031-03-10"))
    assert "actor.told_again" in {why.by for why in asked.why}


def test_whoever_speaks_bears_the_same_actor() -> None:
    text = 'The Ridge Liberation Front (FLR) killed a miller. The FLR burned a mill. "He was a spy," the FLR said.'
    assert {s.speaker.actor for s in read(text).statements if s.speaker} == {"ridge-liberation-front"}


def test_as_many_people_of_the_same_deed_are_those_told_of_before() -> None:
    first, again = actors(
        "Gunmen killed six beekeepers in Kessin. A judge condemned the murder of the six people."
    )
    assert first is not None
    assert first == again


@pytest.mark.parametrize("again", ["Later they killed the six millers.", "Later they beat the six people."])
def test_as_many_others_or_of_another_deed_are_not(again: str) -> None:
    first, other = actors(f"Gunmen killed six beekeepers in Kessin. {again}")
    assert first != other


def test_in_small_letters_half_of_a_short_word_may_begin_words_of_the_name() -> None:
    assert abbreviates("mrvk", "vell kessin ridge movement", "mrvk")
    assert not abbreviates("radio", "vell kessin ridge movement", "radio")
