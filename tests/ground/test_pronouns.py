"""A pronoun names nobody; what is printed like one in capitals may."""

from __future__ import annotations

import pytest

from chapeau.ground.pronouns import is_pronoun, without_possessive


@pytest.mark.parametrize(
    "printed", ["They", "they", "THEY", "It", "its", "He", "We", "Others", "“They”", "IT"]
)
def test_a_pronoun_is_one_however_it_is_printed(printed: str) -> None:
    assert is_pronoun(printed)


@pytest.mark.parametrize("printed", ["US", "WHO", "Its forces", "Ana Vell", "Sundrel", ""])
def test_a_name_is_none_though_it_looks_like_one(printed: str) -> None:
    assert not is_pronoun(printed)


def test_whose_they_are_is_no_part_of_a_name() -> None:
    assert without_possessive("Its forces") == "forces"
    assert without_possessive("Ridge Guard") == "Ridge Guard"
    assert without_possessive("His") == "His"
