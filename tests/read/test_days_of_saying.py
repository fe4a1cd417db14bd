"""The day on which somebody spoke dates no deed that was spoken of."""

from __future__ import annotations

import pytest

from tests.read.invented import did_one


@pytest.mark.parametrize(
    "text",
    [
        "The UN on Tuesday called for a probe into a fire that killed two monks in Kessin.",
        "The union called on Monday for an inquiry into the killing of the editor.",
        "Witnesses said on Monday that soldiers had killed two monks.",
        "On Tuesday, the ministry condemned the killing of two monks.",
        "The army, in a statement on Tuesday, denied killing the monks.",
        "The court on Monday convicted the captain of killing two monks.",
    ],
)
def test_the_day_of_a_saying_dates_no_deed(text: str) -> None:
    assert did_one(text, "killing").time is None


@pytest.mark.parametrize(
    ("text", "family", "low"),
    [
        ("The army said soldiers killed two monks on Sunday.", "killing", "2031-03-09"),
        ("Soldiers on Sunday killed two monks, the bishop said on Monday.", "killing", "2031-03-09"),
        ("The bishop said on Monday that two monks were killed on Sunday.", "killing", "2031-03-09"),
        ("She was jailed on Sunday after being abducted by gunmen.", "abduction", "2031-03-09"),
        ("Gunmen on Sunday threatened to kill the mayor.", "threat", "2031-03-09"),
        ("Gunmen killed two monks on Sunday and the ministry condemned it.", "killing", "2031-03-09"),
    ],
)
def test_the_day_of_the_deed_stays_its_own(text: str, family: str, low: str) -> None:
    time = did_one(text, family).time
    assert time is not None
    assert time.low == low
