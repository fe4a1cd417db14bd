"""Whose text it is, as it prints it above itself."""

from __future__ import annotations

import pytest

from chapeau.ground.settings import Settings
from chapeau.link.credits import bearings, masthead
from chapeau.records import Document


def document(text: str) -> Document:
    return Document(id="doc-1", source="src-1", position=0, extractor="plain 0.1", text_hash="", text=text)


@pytest.mark.parametrize(
    "opening",
    [
        "Published: 25 March 2031\nNorthgate Daily",
        "Northgate Daily, March 25, 2031",
        "Northgate Daily\n25 March 2031",
    ],
)
def test_an_outlet_that_stands_beside_a_day_is_the_masthead(opening: str) -> None:
    assert masthead(document(f"{opening}\n\nA school was struck.")) == "Northgate Daily"


@pytest.mark.parametrize(
    "opening",
    [
        "Forty Children Killed",
        "HALVERN, March 12, 2031 (Meridian Wire) - Shells killed at least 14 civilians in the market.",
        "Shells struck the market of Halvern on 12 March 2031",
        "25 March 2031",
        "",
    ],
)
def test_a_headline_a_dateline_or_a_day_alone_is_none(opening: str) -> None:
    assert masthead(document(f"{opening}\n\nA school was struck.")) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Evening Post, April 2, 2031\n\nMONITORING MISSION\nCorrin, 1 April 2031\n\nText.", "2031-04-02"),
        ("Corrin, 1 April 2031\n\nHALVERN, March 12, 2031 (Meridian Wire) - Text.", "2031-04-01"),
    ],
)
def test_the_day_of_a_text_is_the_first_that_it_prints_however_it_is_written(text: str, day: str) -> None:
    assert bearings(document(text), Settings()).day == day
