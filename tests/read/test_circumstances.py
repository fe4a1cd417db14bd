"""When a deed was done: the time of its own clause, and never the day on which somebody speaks of it."""

from __future__ import annotations

from functools import cache

import pytest

from chapeau.read.learned import LearnedReader
from chapeau.read.reader import Text
from tests.read.invented import did_one


@cache
def learned() -> LearnedReader:
    return LearnedReader()


@pytest.mark.parametrize("verb", ["warned of", "condemned", "confirmed"])
def test_the_day_of_a_saying_is_not_the_day_of_the_deed(verb: str) -> None:
    act = did_one(f"The mission on Tuesday {verb} the killing of nine villagers near Kessin.", "killing")
    assert act.time is None


def test_the_day_of_the_deed_is_its_own() -> None:
    act = did_one("Gunmen killed nine villagers near Kessin on Tuesday.", "killing")
    assert act.time is not None
    assert act.time.low == act.time.high


def told_on(text: str, family: str) -> str | None:
    """The day of the one deed of this family that the learned reader finds."""
    reading = learned().read(Text(id="t", text=text, date=None))
    (act,) = [a for a in reading.acts if a.type.split(".")[0] == family]
    return act.time.low if act.time else None


@pytest.mark.parametrize("dash", [" (Meridian Wire) - ", " -- ", " (AP) — "])
def test_the_day_in_a_dateline_is_not_the_day_of_the_deed(dash: str) -> None:
    deed = "Orvanian soldiers took 120 villagers across the border on March 18, two people said."
    assert told_on(f"CORRIN, March 20, 2031{dash}{deed}", "deportation") == "2031-03-18"
    assert told_on(f"CORRIN, March 20, 2031{dash}{deed.replace(' on March 18', '')}", "deportation") is None


def test_a_deaths_toll_of_one_day_is_one_events() -> None:
    assert (
        did_one("The death toll from the attack near Kessin on Tuesday has reached 6.", "killing").extent
        == "single"
    )
    assert (
        did_one("The death toll from the attacks near Kessin has reached 6.", "killing").extent == "aggregate"
    )


def test_one_of_the_dead_was_killed() -> None:
    assert did_one("Among the dead was Ana Vell.", "killing").certainty == "asserted"
