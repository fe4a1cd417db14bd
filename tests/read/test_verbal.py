"""Attacks in words are no attacks; a blow that a politician strikes, or suffers, is one."""

from __future__ import annotations

import pytest

from tests.read.invented import did


@pytest.mark.parametrize(
    "text",
    [
        "Senators attacked the bill.",
        "The senator attacked the minister over the budget.",
        "The opposition launched a scathing attack on the minister.",
        "The minister came under a scathing attack.",
        "The bishop attacked him as a liar.",
        "The governor attacked the press for its reporting.",
        "The president's attack on the opposition surprised nobody.",
        "In a blistering attack, the bishop called the president a tyrant.",
    ],
)
def test_words_are_no_attack(text: str) -> None:
    assert [a for a in did(text) if a.family in ("attack", "assault")] == []


@pytest.mark.parametrize(
    ("text", "sufferer"),
    [
        ("Rebels attacked the minister's convoy.", "convoy"),
        ("Gunmen attacked the minister on the road to Kessin.", "minister"),
        ("Masked men attacked the senator.", "senator"),
        ("The governor attacked a reporter with a stick.", "reporter"),
        ("The journalist was attacked for her reporting.", "journalist"),
        ("Rebels attacked the village for two hours.", "village"),
        ("The mayor attacked the senator and broke his nose with a stone.", "senator"),
        ("Gunmen are targeting journalists with grenades.", "journalists"),
        ("Critics say that soldiers attacked the press club.", "press club"),
    ],
)
def test_a_blow_is_an_attack_whoever_strikes_or_suffers_it(text: str, sufferer: str) -> None:
    (act,) = [a for a in did(text) if a.family in ("attack", "assault")]
    assert sufferer in act.victims[0].text


@pytest.mark.parametrize(
    "text",
    [
        "State governors are targeting journalists and critics.",
        "The books target children between four and seven.",
        "She was targeted for her writing.",
        "Freedom of the press is under attack.",
        "The minister came under fire for the budget.",
    ],
)
def test_without_arms_or_those_who_bear_them_nobody_who_is_targeted_is_attacked(text: str) -> None:
    assert [a for a in did(text) if a.family in ("attack", "assault")] == []
