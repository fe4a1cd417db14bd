"""What keeps two acts from being one deed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.link import deeds
from chapeau.records import Place, Victim
from tests.link.material import act


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ({}, True),
        ({"kind": "torture"}, False),
        ({"place": "Tessick"}, False),
        ({"place": None}, True),
        ({"day": "2031-03-13"}, False),
        ({"day": None}, True),
        ({"count": (17, 17)}, False),
        ({"count": (14, None)}, True),
        ({"extent": "aggregate"}, False),
        ({"extent": "series"}, False),
    ],
)
def test_each_thing_told_otherwise_keeps_two_acts_apart_by_itself(other: dict[str, Any], one: bool) -> None:
    told, again = act("a1", "d1", count=(14, 14)), act("a2", "d2", **{"count": (14, 14), **other})
    assert deeds.one_deed(told, again) is one
    assert deeds.one_deed(again, told) is one


@pytest.mark.parametrize(("number", "speaks"), [(1, False), (2, False), (3, True), (40, True)])
def test_only_a_number_above_two_speaks_for_one_event(number: int, speaks: bool) -> None:
    told, again = (act(f"a{n}", f"d{n}", count=(number, number)) for n in (1, 2))
    assert (deeds.same_number(told, again) is not None) is speaks


def test_a_bare_word_of_the_same_text_leaves_one_event_or_many_open() -> None:
    bare = act("a1", "d1", place=None, day=None)
    total = act("a2", "d1", extent="aggregate", count=(230, None))
    elsewhere = act("a3", "d2", extent="aggregate", count=(230, None))
    assert not deeds.extents_apart(bare, total)
    assert deeds.extents_apart(bare, elsewhere)
    assert deeds.extents_apart(act("a4", "d1"), total)


TOWN = Place(
    start=0, end=1, text="Halvern", lat=-45.0, lon=-120.0, precision="settlement", id="t", country="XO"
)
NEXT = replace(TOWN, text="Halvorn", lat=-45.05, id="n")
AREA = replace(TOWN, text="Lenna district", lat=-45.1, precision="district", id="d")
MISSPELT = Place(start=0, end=1, text="Hallvern")
LAND = replace(TOWN, text="Orvania", precision="country", id="c")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ((TOWN,), (TOWN,), "same"),
        ((TOWN,), (MISSPELT,), "spelt"),
        ((TOWN,), (AREA,), "inside"),
        ((TOWN, AREA), (NEXT, AREA), "apart"),
        ((TOWN,), (LAND,), "country"),
        ((TOWN,), (), "unknown"),
    ],
)
def test_places_are_as_near_as_their_finest_names(
    one: tuple[Place, ...], other: tuple[Place, ...], near: str
) -> None:
    a, b = replace(act("a1", "d1"), places=one), replace(act("a2", "d2"), places=other)
    assert deeds.nearness(a, b) == deeds.nearness(b, a) == near


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Shells hit the maternity ward", {"hospital"}),
        ("a hospital official said that two were killed", set()),
        ("killed at Halvern market and in two schools", {"market", "school"}),
    ],
)
def test_sites_are_where_it_was_done_and_not_who_speaks(words: str, kinds: set[str]) -> None:
    told = act("a1", "d1", place=None)
    assert deeds.sites(replace(told, evidence=replace(told.evidence, text=words))) == kinds


def test_a_places_name_names_no_site() -> None:
    told = act("a1", "d1")
    bridge = replace(TOWN, text="Pell Bridge")
    evidence = replace(told.evidence, text="Two were killed in Pell Bridge")
    assert deeds.sites(replace(told, places=(bridge,), evidence=evidence)) == frozenset()


def test_people_who_are_seized_are_taken_away_and_goods_are_not() -> None:
    people = (Victim(start=0, end=1, text="nine men", kind="group"),)
    goods = (Victim(start=0, end=1, text="grain", kind="object"),)
    held, seized = act("a1", "d1", "detention"), act("a2", "d2", "taking")
    assert deeds.kinship(held, replace(seized, victims=people)) == "one_event"
    assert deeds.kinship(held, replace(seized, victims=goods)) is None
