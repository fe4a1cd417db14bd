"""A beating of somebody in custody is torture; a beating in the open is an assault."""

from __future__ import annotations

import pytest

from tests.read.invented import did

TAKEN = "They took me from my house in Kessin at night. They tied my hands and put me on a truck. "


@pytest.mark.parametrize(
    "text",
    [
        "Guards beat a farmer with a rifle butt.",
        "Soldiers beat a detainee.",
        "Officers kicked the teacher in a cell.",
        "Policemen punched the driver at the police station.",
        "Soldiers whipped two men whose hands were tied.",
        "The camp guards came at night. They slapped the nurse.",
    ],
)
def test_a_beating_in_custody_is_torture(text: str) -> None:
    act = did(text)[-1]
    assert (act.type, act.custody) == ("torture.beating", True)


@pytest.mark.parametrize(
    "text",
    [
        "Police beat a marcher in the square.",
        "Border guards beat a farmer.",
        "Guards beat the protesters.",
        "Neighbours kicked a driver in Kessin.",
    ],
)
def test_a_beating_in_the_open_is_an_assault(text: str) -> None:
    act = did(text)[-1]
    assert (act.type, act.custody) == ("assault", None)


def test_a_witness_who_was_taken_is_held_until_let_go() -> None:
    held, free = (
        did(TAKEN + f"An officer {deed} me. {then} A man kicked me.")
        for deed, then in [("beat", "It rained."), ("beat", "They let me go.")]
    )
    assert [a.type for a in held] == ["abduction", "abduction", "torture.beating", "torture.beating"]
    assert [a.type for a in free] == ["abduction", "abduction", "torture.beating", "assault"]


def test_shocks_of_a_witness_who_was_taken_are_given_in_custody() -> None:
    act = did(TAKEN + "An officer put wires on my fingers and gave me electric shocks.")[-1]
    assert (act.type, act.custody) == ("torture.electric_shock", True)


def test_another_voice_is_not_held_by_what_a_witness_tells() -> None:
    text = 'Mira Tolen said: "Soldiers detained me." Ivo Lan said: "A neighbour kicked me."'
    assert did(text)[-1].type == "assault"


def test_being_taken_from_the_house_is_an_abduction_of_the_witness() -> None:
    first, second = did(TAKEN)
    assert [[v.text for v in a.victims] for a in (first, second)] == [["me"], ["me"]]
    assert not did("They let me go on the twelfth. I walked to the river.")


@pytest.mark.parametrize(
    "text",
    [
        "They took me from my house to the hospital in an ambulance at night.",
        "Mother took me from home to school.",
        "They put me on a bus to the fair.",
    ],
)
def test_not_every_leaving_of_a_house_is_an_abduction(text: str) -> None:
    assert not did(text)


def test_a_witness_who_was_held_for_days_was_beaten_in_custody() -> None:
    acts = did("We were held for nine days. The soldiers beat us every night.")
    assert [(a.type, a.custody) for a in acts] == [("detention", True), ("torture.beating", True)]


def test_all_turns_of_one_label_are_one_account() -> None:
    text = "Q: Who took you?\nA: Three men in uniform took me.\nQ: And then?\nA: They beat me with sticks."
    assert [a.type for a in did(text)] == ["abduction", "torture.beating"]


def test_custody_of_somebody_else_makes_no_torture_of_what_a_relative_clause_tells() -> None:
    text = "The reporter was taken into custody on Monday before she met Ilan Doro, who has been beaten by neighbours."
    assert did(text)[-1].type == "assault"
    assert did("Soldiers led out Ilan Doro, who had been beaten in a cell.")[-1].type == "torture.beating"
