"""Names written down by ear."""

from __future__ import annotations

import pytest

from chapeau.link.spelling import alike_spelt, keys_of_person, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khalid Orlo", "Halid Orlo"),
        ("Yusuf Vell", "Yousuf Vell"),
        ("Vell", "Ana Vell"),
        ("Aleksey Marsh", "Alexey Marsh"),
        ("olena vell", "олена велл"),
        ("serhiy kravko", "сергіи кравко"),
        ("khalid mansur", "خالد منصور"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert keys_of_person(one) & keys_of_person(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ana Vell", "Ana Veto"), ("Ana Vell", "Ida Vell"), ("", "Ana Vell")]
)
def test_two_persons(one: str, other: str) -> None:
    assert not same_person(one, other)


def test_places_of_near_names_are_two() -> None:
    assert alike_spelt("Olkhovets", "Olhovets")
    assert not alike_spelt("Olkhovets", "Olkhovka")
    assert not alike_spelt("Beit Sahar", "Beit Sahran")
