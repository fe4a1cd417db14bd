"""What keeps two acts from being one deed."""

from __future__ import annotations

from typing import Any

import pytest

from chapeau.link import deeds
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
