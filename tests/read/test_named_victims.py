"""Victims whom a text names beside the noun, in a list after it, or where 'they' points back to them."""

from __future__ import annotations

import pytest

from tests.read.invented import did

NAMED = [
    ("Police arrested the blogger Ana Vell on Monday.", {"Ana Vell"}),
    ("Soldiers shot an unarmed farmer, Ilan Doro, near the mill.", {"Ilan Doro"}),
    ("The arrest of the journalists Ana Vell and Ilan Doro drew protest.", {"Ana Vell", "Ilan Doro"}),
    ("Among those arrested were the teacher Ana Vell and Ilan Doro.", {"Ana Vell", "Ilan Doro"}),
    ("Ana Vell and Ilan Doro were among those detained by police.", {"Ana Vell", "Ilan Doro"}),
    ("Ten writers were detained, including the poet Ana Vell and Ilan Doro.", {"Ana Vell", "Ilan Doro"}),
    ("Guards beat Ana Vell together with her lawyer Ilan Doro.", {"Ana Vell", "Ilan Doro"}),
    ("The four kidnapped were identified as Ana Vell of Orvania, Ilan Doro and Petra Vosk.",
     {"Ana Vell", "Ilan Doro", "Petra Vosk"}),
    ("Soldiers shot an unarmed farmer with a stick, Ilan Doro, near the mill.", {"Ilan Doro"}),
    ("Two of them, the nurses Ana Vell and Ilan Doro, were killed.", {"Ana Vell", "Ilan Doro"}),
    ("Ana Vell and Ilan Doro said that they were tortured by guards.", {"Ana Vell", "Ilan Doro"}),
]  # fmt: skip


def victims_of(text: str) -> set[str]:
    return {v.name for a in did(text) for v in a.victims if v.name is not None}


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_whoever_is_named_beside_the_victims_is_one(text: str, named: set[str]) -> None:
    assert victims_of(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men, Ana Vell said.",
        "Soldiers killed three farmers, and in the capital Ana Vell protested.",
        "Soldiers killed three farmers. Ana Vell wrote about it.",
        "Gunmen abducted four nurses, the spokesman Ilan Doro told reporters.",
    ],
)
def test_whoever_only_tells_of_it_or_does_something_else_is_no_victim(text: str) -> None:
    assert victims_of(text) == set()


def test_the_name_stands_for_the_noun_that_it_explains() -> None:
    (act,) = did("Police arrested the blogger Ana Vell on Monday.")
    assert [v.name for v in act.victims] == ["Ana Vell"]


def test_a_group_stays_beside_the_names_that_it_includes() -> None:
    (act,) = did("Police arrested ten writers, including Ana Vell.")
    assert [v.kind for v in act.victims] == ["group", "individual"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Unions condemned the kidnapping and assassination on 15 May of Ana Vell, a student.", {"Ana Vell"}),
        ("The police identified the murderers of Ana Vell.", {"Ana Vell"}),
        ("Gunmen held Ana Vell and other reporters who were abducted in May.", {"Ana Vell"}),
        ("Ilan Doro replaced Ana Vell, one of those killed, at the school.", {"Ana Vell"}),
        ("Threats were made against Ana Vell on Monday.", {"Ana Vell"}),
        ("Ana Vell received death threats.", {"Ana Vell"}),
        ("He was linked to the death of Ana Vell.", {"Ana Vell"}),
        ("The general ordered the assassination of Ana Vell.", {"Ana Vell"}),
    ],
)
def test_whoever_the_words_for_a_deed_name_is_its_victim(text: str, named: set[str]) -> None:
    assert named <= {v.text for a in did(text) for v in a.victims}


def test_whoever_receives_threats_does_not_make_them() -> None:
    acts = [a for a in did("Ana Vell said that she had received death threats.") if a.family == "threat"]
    assert acts
    assert not any(a.perpetrators for a in acts)
