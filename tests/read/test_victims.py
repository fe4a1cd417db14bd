"""A victim's name is known as one wherever a person's name stands, and common words are no names."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.read.invented import did

DEEDS = [
    "Soldiers killed {} in the square.",
    "{} was tortured by guards.",
    "Gunmen abducted {}, 34, on Monday.",
    "Gunmen abducted {}, a teacher, on Monday.",
    "Police arrested {}.",
    "Soldiers shot {} dead.",
    "Militiamen raped {}.",
]
NAMES = [
    "Ilan Doro",
    "Doro Ilanis",
    "Petra Vosk",
    "Kesh Varn",
    "Orin Hale",
    "Vastrel Doro",
    "Mira Sundrel",
    "Eshlin Vendor",
]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_whoever_stands_where_only_a_person_can_is_named(deed: str, name: str) -> None:
    victims = [v for a in did(deed.format(name)) for v in a.victims]
    assert [(v.name, v.kind) for v in victims] == [(name, "individual")]


SYLLABLES = st.sampled_from(["ka", "ro", "ven", "til", "mas", "dor", "esh", "lin"])
WORDS = st.lists(SYLLABLES, min_size=2, max_size=3).map(lambda s: "".join(s).capitalize())


@given(first=WORDS, last=WORDS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_invented_name_of_somebody_killed_goes_unseen(first: str, last: str) -> None:
    assume(first != last)
    acts = did(f"Soldiers killed {first} {last}, 34, near the mill.")
    assert [v.name for a in acts for v in a.victims] == [f"{first} {last}"]


@pytest.mark.parametrize("phrase", ["a man", "the pharmacist", "him", "One", "them", "the Teacher", "nobody"])
def test_common_words_are_no_names(phrase: str) -> None:
    acts = did(f"The soldiers came at dawn. They killed {phrase}.")
    assert acts
    assert all(v.name is None for a in acts for v in a.victims)


@pytest.mark.parametrize("body", ["Orvania", "the Ridge Guard", "the Orvanian Army", "the UN", "Orvanians"])
def test_places_peoples_and_bodies_are_no_persons(body: str) -> None:
    victims = [v for a in did(f"Soldiers killed {body}.") for v in a.victims]
    assert all(v.name is None for v in victims)


def test_a_large_number_beside_a_name_is_nobodys_age() -> None:
    victims = [v for a in did("Kessin, a town of 88,000, was shelled on four days.") for v in a.victims]
    assert victims
    assert {v.age_group for v in victims} == {"unknown"}


def test_what_a_clause_says_of_a_description_is_said_of_whom_it_describes() -> None:
    acts = did("The police are looking for Maria Vosk, a clerk who was abducted on Monday.")
    assert [(v.text, v.name) for a in acts for v in a.victims] == [("Maria Vosk", "Maria Vosk")]


def test_a_deed_is_nothing_that_another_is_done_to() -> None:
    acts = did("Soldiers attacked the village and the murder of a miller followed.")
    assert "murder" not in " ".join(v.text for a in acts for v in a.victims)


@pytest.mark.parametrize("before", ["Daw", "Photo", "Sheikh"])
def test_a_form_of_address_is_no_part_of_a_name_that_stands_alone_elsewhere(before: str) -> None:
    acts = did(f"Soldiers arrested {before} Mira Sundrel Vosk. Guards beat Mira Sundrel Vosk.")
    assert {v.name for a in acts for v in a.victims} == {"Mira Sundrel Vosk"}


def test_a_name_begins_after_the_office() -> None:
    acts = did("Gunmen killed Secretary of State Ana Vell.")
    assert [v.text for a in acts for v in a.victims] == ["Ana Vell"]


def test_whose_and_which_are_no_part_of_a_phrase() -> None:
    acts = did("The union, whose old leaders were murdered, met.")
    assert [v.text for a in acts for v in a.victims] == ["old leaders"]
