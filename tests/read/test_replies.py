"""What is asked is not told; yes and no are, and they are the answerer's."""

from __future__ import annotations

import pytest

from tests.read.invented import did, said


@pytest.mark.parametrize(
    ("answer", "how"),
    [
        ("Yes.", "asserted"),
        ("Yes, with sticks.", "asserted"),
        ("No.", "negated"),
        ("No, they only shouted.", "negated"),
        ("I do not want to speak of it.", "possible"),
        ("No one knows.", "possible"),
    ],
)
def test_a_question_is_what_its_answer_makes_of_it(answer: str, how: str) -> None:
    (act,) = did(f"Q: Did the guards beat your brother?\nA: {answer}\nQ: When?\nA: In May.")
    assert act.certainty == how


def test_a_yes_is_the_words_of_whoever_says_it() -> None:
    text = "INTERVIEWER: Did the guards beat you?\nWITNESS: Yes."
    (act,) = did(text)
    (answer,) = [s for s in said(text) if s.speaker and s.speaker.text == "WITNESS"]
    assert act.said_in == answer.id


def test_a_question_that_asks_who_is_answered_by_no_yes() -> None:
    (act,) = did("Q: Who beat you?\nA: Yes, they were cruel.")
    assert act.certainty == "possible"


def test_each_turn_is_a_statement_with_its_stance() -> None:
    text = "Q: Who took you?\nA: Three men.\n\nI did not know them.\nQ: When?\nA: At night."
    found = [(s.speaker.text, s.stance, [c.text for c in s.content]) for s in said(text) if s.speaker]
    assert found == [
        ("Q", "asks", ["Who took you?"]),
        ("A", "asserts", ["Three men", "I did not know them"]),
        ("Q", "asks", ["When?"]),
        ("A", "asserts", ["At night"]),
    ]
