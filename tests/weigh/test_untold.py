"""What is told in a question or a doubt alone is no event: it is in no test, and counted among what was left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.records import Act
from chapeau.weigh.told import Who, rows
from chapeau.weigh.untold import told_by_somebody, untold
from tests.link.material import act, statement
from tests.weigh.made import incident
from tests.weigh.test_regularity import found

ASKED = statement("s-asks", "d1", "a reporter", "asks")
SAID = statement("s-says", "d1", "the mayor")


def in_words(words: str, certainty: str = "possible") -> Act:
    made = act("a1", "d1", certainty=certainty)
    return replace(made, evidence=replace(made.evidence, text=words))


def test_an_act_that_a_voice_asks_about_is_told_by_nobody_and_so_is_one_relayed_in_a_question() -> None:
    direct = act("a1", "d1", said_in="s-asks")
    relayed = act("a2", "d1", said_in="s-relayed")
    told = act("a3", "d1", said_in="s-says")
    voices = (ASKED, SAID, replace(SAID, id="s-relayed", said_through="s-asks"))
    assert untold((direct, relayed, told), voices) == {"a1", "a2"}


def test_a_circle_of_voices_ends() -> None:
    one, other = replace(SAID, id="s-1", said_through="s-2"), replace(SAID, id="s-2", said_through="s-1")
    assert untold((act("a1", "d1", said_in="s-1"),), (one, other)) == set()


@pytest.mark.parametrize(
    ("words", "certainty", "asked"),
    [
        ("Did soldiers shell the market?", "possible", True),
        ("“Did soldiers shell the market?”", "possible", True),
        ("Soldiers may have shelled the market.", "possible", False),
        ("Who answers for the shelling that killed them?", "asserted", False),
    ],
)
def test_the_authors_question_asks_unless_it_presupposes_the_deed(
    words: str, certainty: str, asked: bool
) -> None:
    assert bool(untold((in_words(words, certainty),), ())) is asked


@pytest.mark.parametrize("stance", ["doubts", "denies", "retracts"])
def test_what_a_voice_doubts_denies_or_takes_back_is_told_by_nobody(stance: str) -> None:
    assert untold((act("a1", "d1", said_in="s"),), (statement("s", "d1", "the mayor", stance),)) == {"a1"}


def test_an_event_is_told_where_one_act_of_it_is_and_what_speaks_against_it_tells_nothing() -> None:
    acts = [act("a1", "d1"), act("a2", "d2"), act("a3", "d3", certainty="denied")]
    both, alone, denied = (
        incident("1", acts=("a1", "a2")),
        incident("2", acts=("a2", "a3")),
        incident("3", acts=("a3",)),
    )
    assert told_by_somebody((both, alone, denied), acts, {"a2"}) == ((both, denied), (alone,))


def test_an_act_that_is_not_given_adds_nothing_to_a_row() -> None:
    one = incident("1", acts=("a1", "a2"))
    acts = {name: act(name, f"d-{name}", custody=name == "a1") for name in ("a1", "a2")}
    (told,) = rows([one], {"a1": acts["a1"]}, Who()).told
    assert told.victims == ("people held",)
    (told,) = rows([one], {"a2": acts["a2"]}, Who()).told
    assert told.victims == ()


def test_each_test_names_events_that_nobody_tells_among_what_it_left_out() -> None:
    with_all, without = found(), found(untold=("inc-asked", "inc-doubted"))
    for name, pattern in without.items():
        if pattern.chance is None:
            continue
        assert {"inc-asked", "inc-doubted"} <= set(pattern.left_out), name
        assert any("2 told in this way alone left out" in words for words in pattern.assumptions), name
        assert not any("in this way alone" in words for words in with_all[name].assumptions), name
    assert any(pattern.chance for pattern in without.values())
