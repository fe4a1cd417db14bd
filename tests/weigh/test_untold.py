"""What is only asked about, doubted or taken back is no event: it is in no figure, and counted among what was left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.ground.tellers import Tellers
from chapeau.ground.voices import Voices
from chapeau.records import Act
from chapeau.weigh.told import Who, rows
from chapeau.weigh.untold import standing, untold
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
    assert untold((direct, relayed, told), Voices(voices)).keys() == {"a1", "a2"}


def test_a_circle_of_voices_ends() -> None:
    one, other = replace(SAID, id="s-1", said_through="s-2"), replace(SAID, id="s-2", said_through="s-1")
    assert untold((act("a1", "d1", said_in="s-1"),), Voices((one, other))) == {}


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
    assert bool(untold((in_words(words, certainty),), Voices(()))) is asked


@pytest.mark.parametrize("stance", ["doubts", "denies", "retracts"])
def test_what_a_voice_doubts_denies_or_takes_back_is_told_by_nobody(stance: str) -> None:
    voices = Voices((statement("s", "d1", "the mayor", stance),))
    assert untold((act("a1", "d1", said_in="s"),), voices) == {"a1": stance}


def test_an_event_is_told_where_one_act_of_it_is_and_what_speaks_against_it_tells_nothing() -> None:
    acts = {
        a.id: a
        for a in (act("a1", "d1"), act("a2", "d1", said_in="s-asks"), act("a3", "d3", certainty="denied"))
    }
    both, alone, denied = (
        incident("1", acts=("a1", "a2")),
        incident("2", acts=("a2", "a3")),
        incident("3", acts=("a3",)),
    )
    stands = standing((both, alone, denied), acts, Tellers((ASKED,)), Who())
    assert (stands.incidents, stands.left) == ((both, denied), (alone,))
    assert stands.acts.keys() == {"a1", "a3"}


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
