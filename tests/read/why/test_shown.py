"""Reasons printed for people: under the sentence, its words marked, in plain words with the rule's id behind."""

from __future__ import annotations

import pytest

from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.why.explain import explained
from chapeau.read.why.reason import Why, by_head
from chapeau.read.why.shown import line, lines
from chapeau.records import Act, Perpetrator, Span
from tests.read.invented import gazetteer

TEXT = "Soldiers shot dead two farmers in Kessin on Monday. The ministry denied it."


@pytest.fixture(scope="module")
def printed() -> list[str]:
    made = explained(RuleReader(gazetteer()), Text(id="story", text=TEXT, date="2031-03-12"))
    return list(lines(TEXT, made))


def an_act() -> Act:
    soldiers = Perpetrator(start=0, end=8, text="Soldiers", kind="group")
    return Act(
        id="act-1",
        document="story",
        made_by="rules",
        type="killing",
        triggers=(Span(start=9, end=13, text="shot"),),
        evidence=Span(start=0, end=51, text=TEXT[:51]),
        perpetrators=(soldiers,),
    )


def test_an_act_stands_under_its_sentence_with_its_words_marked(printed: list[str]) -> None:
    at = next(n for n, each in enumerate(printed) if each.startswith("Act act-"))
    assert printed[at + 1].strip() == "[0:51] “«Soldiers» «shot dead» «two farmers» in «Kessin» on «Monday».”"


def test_each_field_says_what_it_means_which_words_and_which_rule(printed: list[str]) -> None:
    assert (
        "    perpetrators[0]: “Soldiers” - subject of the trigger: “shot” (act.perpetrator.subject)"
        in printed
    )
    (told,) = [each for each in printed if each.startswith("    type: killing")]
    assert told.endswith("“shot dead” (act.type.word:acts.yaml/killing/shoot dead)")


def test_no_word_is_printed_twice_in_a_row(printed: list[str]) -> None:
    when = next(each for each in printed if each.startswith("    time: "))
    assert when.count("“Monday”") == 1
    assert "2031-03-10" in when


def test_what_a_head_decided_names_the_head_and_its_probability() -> None:
    why = by_head("act-1", "perpetrators[0]", an_act().perpetrators, "role", 0.871)
    assert line(an_act(), why, TEXT) == (
        "perpetrators[0]: “Soldiers” - the model marks these words as perpetrator, victim, target or weapon "
        "(head:role), 0.87"
    )


def test_a_note_stands_before_the_rule() -> None:
    why = Why(record="act-1", field="score", words=(), by="act.score.parts", note="told: deed, doer")
    assert line(an_act(), why, TEXT) == (
        "score: 0.50 - how much of the deed is told [told: deed, doer] (act.score.parts)"
    )


def test_a_text_that_is_not_read_is_said_to_be_not_read() -> None:
    made = explained(RuleReader(gazetteer()), Text(id="none", text=" "))
    assert list(lines(" ", made))[-1].strip() == "nothing was read of it"
