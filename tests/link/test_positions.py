"""Which offices texts print beside a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.link.positions import positions
from chapeau.records import Mention

NAME = "Petra Solm"


def titles(phrase: str) -> list[str]:
    """The offices read from a phrase that holds the name, each checked against its span."""
    text = f"On Monday {phrase} spoke."
    found = positions([of(text, phrase), of(text, NAME)])
    assert all(text[p.start : p.end] == p.title for p in found)
    return [p.title for p in found]


def of(text: str, printed: str) -> Mention:
    start = text.index(printed)
    return Mention(
        document="d", start=start, end=start + len(printed), text=printed, kind="person", actor="petra-solm"
    )


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Secretary of Defence Petra Solm", "Secretary of Defence"),
        ("The ministry's spokeswoman, Petra Solm,", "The ministry's spokeswoman"),
        ("Petra Solm, a former governor of Tessick,", "a former governor of Tessick"),
        ("Petra Solm, head prosecutor", "head prosecutor"),
    ],
)
def test_an_office_before_or_after_the_name_is_a_position_with_its_span(phrase: str, office: str) -> None:
    assert titles(phrase) == [office]


@pytest.mark.parametrize(
    "phrase",
    [
        "Mr. Petra Solm",
        "the assailant, Petra Solm",
        "Her sister Petra Solm",
        "Petra Solm, 34,",
        "Petra Solm, speaking for the minister",
        "Petra Solm, sister of the mayor,",
        "Petra Solm and the governor",
        "HALVERN — Governor Petra Solm",
    ],
)
def test_what_is_no_office_of_hers_is_no_position(phrase: str) -> None:
    assert titles(phrase) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_title_is_what_stands_at_its_span(before: str, after: str) -> None:
    text = f"{before}{NAME}{after}"
    whole = Mention(document="d", start=0, end=len(text), text=text, kind="person", actor="petra-solm")
    inner = Mention(
        document="d",
        start=len(before),
        end=len(before) + len(NAME),
        text=NAME,
        kind="person",
        actor="petra-solm",
    )
    assert all(text[p.start : p.end] == p.title for p in positions([whole, inner]))
