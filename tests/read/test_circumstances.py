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
