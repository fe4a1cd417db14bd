"""Folded names compare as people compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.names import folded, script_of, slug


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("São  Tomé", "sao tome"),
        ("STRAẞE", "strasse"),
        ("O’Hara", "o'hara"),
        ("Ìle", "ile"),
        (" Two\nwords ", "two words"),
    ],
)
def test_case_accents_and_spacing_do_not_matter(a: str, b: str) -> None:
    assert folded(a) == folded(b)


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_a_slug_is_letters_digits_and_hyphens() -> None:
    assert slug("Captain Ilse Marr (retd.)") == "captain-ilse-marr-retd"


@pytest.mark.parametrize(
    ("name", "script"),
    [("Anna", "latin"), ("Анна", "cyrillic"), ("آنا", "arabic"), ("12", "none"), ("安娜", "cjk")],
)
def test_the_script_is_that_of_the_first_letter(name: str, script: str) -> None:
    assert script_of(name) == script
