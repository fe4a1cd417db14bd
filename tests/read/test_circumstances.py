"""When a deed was done: the time of its own clause, and never the day on which somebody speaks of it."""

from __future__ import annotations

import pytest

from tests.read.invented import did_one


@pytest.mark.parametrize("verb", ["warned of", "condemned", "confirmed"])
def test_the_day_of_a_saying_is_not_the_day_of_the_deed(verb: str) -> None:
    act = did_one(f"The mission on Tuesday {verb} the killing of nine villagers near Kessin.", "killing")
    assert act.time is None


def test_the_day_of_the_deed_is_its_own() -> None:
    act = did_one("Gunmen killed nine villagers near Kessin on Tuesday.", "killing")
    assert act.time is not None
    assert act.time.low == act.time.high


def test_the_day_between_a_deeds_noun_and_who_confirms_it_is_the_deeds() -> None:
    act = did_one("The killing of nine villagers near Kessin on Tuesday was confirmed.", "killing")
    assert act.time is not None
    assert act.time.text == "Tuesday"
