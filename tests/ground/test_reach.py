"""Two places are apart where nothing done at one can have been done at the other."""

from __future__ import annotations

from typing import Any

import pytest

from chapeau.ground.reach import apart
from chapeau.records import Place


def place(**fields: Any) -> Place:
    given = {
        "text": "Arbo",
        "precision": "settlement",
        "country": "XO",
        "id": "case:1",
        "lat": 10.0,
        "lon": 10.0,
    }
    return Place(start=0, end=1, **(given | fields))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, False),
        ({"id": "case:2", "lat": 10.01}, False),
        ({"id": "case:2", "lat": 10.05}, True),
        ({"id": "case:2", "lat": 10.05, "precision": "site"}, False),
        ({"id": "case:2", "lat": 10.2, "precision": "site"}, True),
        ({"id": "case:2", "lat": 12.0, "precision": "region"}, False),
        ({"id": "case:2", "lat": 14.0, "precision": "region"}, True),
        ({"id": "case:2", "lat": None, "lon": None, "text": "Besk"}, True),
        ({"id": "case:2", "lat": None, "lon": None, "text": "Besk", "precision": "site"}, False),
        ({"precision": "country", "id": "case:2", "lat": 50.0}, False),
        ({"precision": "country", "id": "case:3", "country": "XS"}, True),
        ({"precision": None, "id": None, "lat": None, "lon": None, "country": None, "text": "Besk"}, False),
    ],
)
def test_places_are_apart_where_their_reaches_or_countries_are_and_never_for_want_of_knowledge(
    other: dict[str, Any], expected: bool
) -> None:
    assert apart(place(), place(**other)) is expected
    assert apart(place(**other), place()) is expected
