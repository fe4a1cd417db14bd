"""Where a deed was done: told by grammar, taken from the deed beside it, or left open."""

from __future__ import annotations

import pytest

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.records import Act

PLACES = """\
id,name,kind,lat,lon,country,population
1,Norrow,country,-40.6,-110.4,XN,4100000
2,Dellmark,settlement,-40.9,-109.3,XN,88000
3,Quill Bridge,site,-40.7,-108.6,XN,
4,Ambersea,settlement,-39.7,-111.3,XN,720000
5,Farrowgate,settlement,-41.2,-108.5,XN,4200
6,Eastholm,region,-40.7,-106.9,XE,930000
7,Istry,settlement,-41.0,-108.9,XN,9700
"""


def acts(text: str) -> tuple[Act, ...]:
    reader = RuleReader(Gazetteer.packaged().with_places(PLACES, "an invented country"))
    return reader.read(Text(id="document:invented", text=text)).acts


def where(text: str, family: str) -> list[tuple[str, str]]:
    (act,) = [a for a in acts(text) if a.family == family]
    return [(p.role, p.text) for p in act.places]


@pytest.mark.parametrize(
    "text",
    [
        "AMBERSEA (Norrow Wire) - Soldiers killed a baker on Monday.",
        "AMBERSEA - Gunmen killed a baker.",
        "AMBERSEA, March 3, 2031 (Norrow Wire) — Gunmen killed a baker.",
        'Harbour Letter, March 3, 2031\n\nBaker "shot at dawn"\n\nAMBERSEA (Norrow Wire) - Gunmen killed a baker.',
        "AMBERSEA (Norrow Wire) - The patrol came back.\n\nGunmen killed a baker.",
    ],
)
def test_a_dateline_is_no_place_of_a_deed(text: str) -> None:
    assert where(text, "killing") == []


def test_those_who_are_driven_out_are_taken_from_where_they_live() -> None:
    told = "Soldiers took about 120 residents of the village of Farrowgate across the border to Eastholm."
    assert where(told, "deportation") == [("from", "Farrowgate"), ("to", "Eastholm")]
    assert where("Units evacuated 117 residents of Farrowgate to Eastholm.", "evacuation") == [
        ("from", "Farrowgate"),
        ("to", "Eastholm"),
    ]


def test_where_a_person_comes_from_is_not_where_the_deed_was_done() -> None:
    assert where("Soldiers killed a teacher of Dellmark.", "killing") == []
    assert where("The mayor of Farrowgate was killed in Dellmark.", "killing") == [("at", "Dellmark")]


@pytest.mark.parametrize(
    "text",
    [
        "Shells struck the market of Dellmark.",
        "Shells struck the market in Dellmark.",
        "Shells struck Dellmark market.",
        "Shells struck Dellmark's market.",
        "The guns shelled the school in Dellmark.",
    ],
)
def test_a_thing_that_is_hit_stands_where_its_phrase_says(text: str) -> None:
    assert where(text, "attack") == [("at", "Dellmark")]


def test_two_deeds_of_one_moment_are_in_one_place() -> None:
    text = "Nine civilians were killed when shells struck the market of Dellmark."
    assert where(text, "killing") == where(text, "attack") == [("at", "Dellmark")]


def test_of_two_deeds_joined_both_are_where_the_moment_puts_them() -> None:
    told = "Three nurses were killed and eleven patients were injured when a missile struck the mill in Dellmark."
    more = " Gunmen killed a baker in Farrowgate."
    places = {
        a.family: [p.text for p in a.places] for a in acts(told + more) if "baker" not in a.evidence.text
    }
    assert places["killing"] == places["injury"] == ["Dellmark"]


def test_whoever_reaches_a_town_is_there() -> None:
    assert where("Soldiers entered Dellmark and killed three men.", "killing") == [("at", "Dellmark")]


def test_a_place_that_was_only_spoken_of_is_not_inherited() -> None:
    text = "Two shepherds saw the flashes of the guns at Quill Bridge. A shell hit the stall."
    assert where(text, "attack") == []
    assert where("The patrol stopped in Dellmark. Soldiers killed a farmer.", "killing") == []


def test_a_deed_without_a_place_has_that_of_the_deed_before_it_in_its_paragraph() -> None:
    text = "Nobody slept. Soldiers burned the school in Istry. Two teachers were killed."
    assert where(text, "killing") == [("at", "Istry")]


def test_the_one_place_of_all_deeds_is_that_of_a_deed_told_apart_from_them() -> None:
    first = "Soldiers burned the school in Istry."
    assert where(f"{first}\n\nTwo teachers were killed.", "killing") == [("at", "Istry")]
    other = "A bridge was bombed in Dellmark."
    assert where(f"{first}\n\n{other}\n\nTwo teachers were killed.", "killing") == []


def test_the_country_that_holds_all_places_is_left_of_several() -> None:
    first, other = "Soldiers burned the school in Istry.", "Shells struck a hospital in Norrow."
    assert where(f"{first}\n\n{other}\n\nTwo teachers were killed.", "killing") == [("at", "Norrow")]


def test_a_deed_told_again_is_where_it_was() -> None:
    text = "Gunmen killed a baker in Istry.\n\nA mill was burned in Dellmark.\n\nThe ministry condemned the killing of the baker."
    assert [[p.text for p in a.places] for a in acts(text) if a.family == "killing"] == [["Istry"], ["Istry"]]


def test_whoever_was_led_away_is_elsewhere() -> None:
    text = "They took me from my house in Istry on a truck. The guards beat me that night."
    assert [a.places for a in acts(text) if a.family == "torture"] == [()]
    crossing = "Soldiers took 120 residents of Farrowgate across the border to Eastholm. They separated 19 children from their families at the crossing."
    assert where(crossing, "child_removal") == []


def test_a_town_that_the_grammar_takes_for_a_person_is_known_by_the_gazetteer() -> None:
    (act,) = [a for a in acts("The general threatened to destroy Ambersea.") if a.family == "destruction"]
    assert [(v.kind, v.text) for v in act.victims] == [("object", "Ambersea")]
    assert [p.text for p in act.places] == ["Ambersea"]


def test_the_one_place_of_all_deeds_is_shown_where_the_deeds_own_paragraph_names_it() -> None:
    text = (
        "The minister spoke of crimes in Norrow, vowing to answer for murder and torture.\n\n"
        "Istrian forces invaded Norrow in March, shelling towns in Norrow."
    )
    first = text.index("Norrow")
    places = [p for a in acts(text) if a.family in ("killing", "torture") for p in a.places]
    assert places
    assert {(p.start, p.text) for p in places} == {(first, "Norrow")}
