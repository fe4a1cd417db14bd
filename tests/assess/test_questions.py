"""Questions beside the elements: people answer them, and no answer is not a no."""

from __future__ import annotations

from typing import Any

import pytest

from chapeau.assess.findings import findings
from chapeau.assess.law import law
from chapeau.assess.questions import answered, questions
from chapeau.errors import DataInvalid
from chapeau.ground.settings import Settings
from chapeau.records import Answer
from tests.assess.literal import act, incident, material


def answer(question: str = "gravity", value: Any = "no", **fields: Any) -> Answer:
    given = {"reasons": "Few victims.", "who": "L. Lawyer", "when": "2031-06-02"}
    return Answer(question=question, answer=value, **(given | fields))


def test_there_are_questions_on_jurisdiction_limitation_complementarity_and_gravity() -> None:
    assert {q.about for q in questions()} >= {"jurisdiction", "limitation", "complementarity", "gravity"}
    asked = {q.id for q in questions()}
    assert {f"jurisdiction.{of}" for of in ("time", "territory", "nationality", "referral")} <= asked
    assert len(asked) == len(questions())


def test_every_question_cites_the_statute() -> None:
    assert [q.id for q in questions() if not q.citation.startswith("Rome Statute art. ")] == []


def test_no_answer_is_not_a_no() -> None:
    states = {one.question.id: one.answers for one in answered(())}
    assert set(states) == {q.id for q in questions()}
    assert set(states.values()) == {()}


def test_answers_of_several_people_stand_side_by_side() -> None:
    given = (answer(), answer(value="yes", who="K. Other"), answer(value="open", provision="ICC-7-1-a"))
    (of,) = [one for one in answered(given) if one.question.id == "gravity"]
    assert [one.answer for one in of.answers] == ["yes", "no", "open"]


def test_an_answer_to_no_question_is_named() -> None:
    with pytest.raises(DataInvalid, match=r"L\. Lawyer answers gravitas"):
        answered((answer("gravitas"),))


@pytest.mark.parametrize("value", ["yes", "no", "open"])
def test_no_answer_moves_a_finding(value: Any) -> None:
    told = act("d", "killing")
    case = material([incident(told)], [told])
    given = tuple(answer(q.id, value, party="Orvania", provision="ICC-7-1-a") for q in questions())
    assert findings(law(), case, Settings(answers=given)) == findings(law(), case, Settings())
