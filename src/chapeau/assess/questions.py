"""Which questions stand beside the elements, and who has answered them?

Jurisdiction, limitation, complementarity, gravity, and what persecution asks of a person. They are data
(`law/questions.yaml`); people answer them, with reasons. No answer is not a no, and no answer moves a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chapeau.assess.law_file import plain_yaml
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.records import Answer, Answered, Question

FILE = "questions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    questions: tuple[Question, ...]


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the file's order. Raises DataInvalid."""
    text = (resources.files("chapeau.assess.law") / FILE).read_text("utf-8")
    return from_plain(_Questions, plain_yaml(FILE, {FILE: text}), what=FILE).questions


def answered(answers: Iterable[Answer]) -> tuple[Answered, ...]:
    """Every question with what people answered: the answers in order of party, provision and day.

    Raises DataInvalid where an answer is to no question.
    """
    given = sorted(answers, key=lambda a: (a.party or "", a.provision or "", a.when, a.who))
    known = {question.id for question in questions()}
    for one in given:
        if one.question not in known:
            raise DataInvalid(
                f"{one.who} answers {one.question}, which is no question.",
                hint=f"Take one of: {', '.join(sorted(known))}.",
            )
    return tuple(
        Answered(question=question, answers=tuple(a for a in given if a.question == question.id))
        for question in questions()
    )
