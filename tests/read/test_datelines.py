"""Where, when and by whom a report was written is no part of what it tells: nobody is meant by it."""

from __future__ import annotations

import pytest

from chapeau.read.reader import Reader, Text
from tests.read.invented import named

DEED = "They killed three men in Tessa, a resident said."


def heads(text: str) -> str:
    """The words that are a dateline's, as the text prints them."""
    parsed, who = named(text)
    return " ".join(text[t.idx : t.end_char] for t in parsed.doc if t.i in who.datelines)


LAYOUTS = [
    "KESSIN, April 13, 2031\n",
    "KESSIN, April 13, 2031 / ",
    "KESSIN, April 13, 2031 ",
    "KESSIN, 13 April 2031 (Meridian Wire) - ",
    "KESSIN (Meridian Wire) - ",
    "KESSIN, Sundrel — ",
    "Kessin, Sundrel — ",
    "Kessin, 13 April 2031. ",
    "KORVAD, April 13 – ",
    "KESSIN | April 13, 2031\n\n",
    "Sundrel, April 13, 2031\n\n",
    "By Ana Vell, KESSIN\n",
    "By Ana Vell, KESSIN — ",
    "By Ana Vell in Kessin\n\n",
    "By Ana Vell, Meridian Wire\n\n",
    "Meridian Wire\nApril 13, 2031\n\n",
    "Source: Meridian Wire\nDate: April 13, 2031\n\n",
    "(Meridian Wire) - ",
    "**KESSIN, April 13, 2031** - ",
]
"""What stands above or before a story, in the layouts of outlets, agencies and their copies."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_before_a_story_is_a_dateline_whatever_its_layout(layout: str) -> None:
    found = heads(layout + DEED)
    assert set(found) & set(layout) - {" "}
    assert "They" not in found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("pronoun", "deed"), [("They", "killed three men"), ("He", "shot a farmer"), ("It", "shelled the mill")]
)
def test_no_pronoun_means_the_town_agency_or_author_of_a_dateline(
    reader: Reader, layout: str, pronoun: str, deed: str
) -> None:
    reading = reader.read(
        Text(id="d", text=f"{layout}{pronoun} {deed} on Monday, a resident said.", date=None)
    )
    assert reading.acts
    assert [p.actor for a in reading.acts for p in a.perpetrators if p.actor] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_forces_are_not_those_of_the_datelines_town_or_country(reader: Reader, layout: str) -> None:
    text = f"{layout}Its forces shelled the mill on Monday, a resident said."
    (act,) = reader.read(Text(id="d", text=text, date=None)).acts
    assert {p.actor for p in act.perpetrators} <= {"forces", None}


def test_we_in_an_outlets_own_voice_is_nobody(reader: Reader) -> None:
    text = "KESSIN (Meridian Wire) - We killed three men.\n\n“We burned the mill,” the Lenna Courier said."
    acts = reader.read(Text(id="d", text=text, date=None)).acts
    assert [a.family for a in acts] == ["killing", "destruction"]
    assert {p.actor for a in acts for p in a.perpetrators} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Sundrel — whose army crossed the river — shelled Kessin.",
        "Sundrel on Monday - for the third time - shelled Kessin.",
        "Kessin, Sundrel, was shelled on Monday.",
        "From Kessin, the army shelled the mill.",
        "Orvania (Meridian Wire) said nothing.",
        "Sundrel / Orvania relations worsened.",
        "By Monday, soldiers had left.",
        "Ana Vell, 34\nBoris Vell, 40",
    ],
)
def test_a_sentence_that_begins_with_a_place_is_no_dateline(text: str) -> None:
    assert heads(text) == ""


def test_a_story_goes_on_after_its_dateline(reader: Reader) -> None:
    text = "KESSIN, April 13, 2031 - Orvanian soldiers came at dawn. They killed three men."
    (act,) = reader.read(Text(id="d", text=text, date=None)).acts
    assert [p.actor for p in act.perpetrators] == ["orvanian-forces"]
