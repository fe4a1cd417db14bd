"""What is told in a question alone is no event: it is in no test, and counted among what was left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.records import Act, Incident
from chapeau.weigh.asked import asked_about
from chapeau.weigh.told import Who, rows
from tests.link.material import act, statement
from tests.weigh.made import incident
from tests.weigh.test_regularity import case, found

ASKED = statement("s-asks", "d1", "a reporter", "asks")
SAID = statement("s-says", "d1", "the mayor")


def in_words(words: str, certainty: str = "possible") -> Act:
    made = act("a1", "d1", certainty=certainty)
    return replace(made, evidence=replace(made.evidence, text=words))


def test_an_act_that_a_voice_asks_about_is_only_asked_about_and_so_is_one_relayed_in_a_question() -> None:
    direct = act("a1", "d1", said_in="s-asks")
    relayed = act("a2", "d1", said_in="s-relayed")
    told = act("a3", "d1", said_in="s-says")
    voices = (ASKED, SAID, replace(SAID, id="s-relayed", said_through="s-asks"))
    assert asked_about((direct, relayed, told), voices) == {"a1", "a2"}


def test_a_circle_of_voices_ends() -> None:
    one, other = replace(SAID, id="s-1", said_through="s-2"), replace(SAID, id="s-2", said_through="s-1")
    assert asked_about((act("a1", "d1", said_in="s-1"),), (one, other)) == set()


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
    assert bool(asked_about((in_words(words, certainty),), ())) is asked


def made_of(*acts: str) -> tuple[Incident, dict[str, Act]]:
    return incident("1", acts=acts), {name: act(name, f"d-{name}", custody=True) for name in acts}


def test_an_event_that_is_only_asked_about_makes_no_row_and_one_that_is_told_too_keeps_its_own() -> None:
    one, acts = made_of("a1", "a2")
    assert len(rows([one], acts, Who(), ("a1", "a2"))) == 0
    assert len(rows([one], acts, Who(), ("a1",))) == 1


def test_what_a_question_adds_to_an_event_stands_in_no_row() -> None:
    one, acts = made_of("a1", "a2")
    acts["a2"] = replace(acts["a2"], custody=False)
    (told,) = rows([one], acts, Who(), ("a2",)).told
    assert told.victims == ("people held",)
    (told,) = rows([one], acts, Who(), ("a1",)).told
    assert told.victims == ()


def test_events_told_in_questions_alone_are_tested_by_none_and_counted_among_what_was_left_out() -> None:
    incidents, _ = case()
    asked = frozenset(incidents[n].acts[0] for n in (3, 8))
    with_all, without = found(), found(asked=asked)
    for name, pattern in without.items():
        if pattern.chance is None:
            continue
        assert {"inc-003", "inc-008"} <= set(pattern.left_out), name
        assert {"inc-003", "inc-008"}.isdisjoint(pattern.rests_on), name
        assert any("2 told in questions alone left out" in words for words in pattern.assumptions), name
        assert not any("in questions" in words for words in with_all[name].assumptions), name
    assert any(pattern.chance for pattern in without.values())
