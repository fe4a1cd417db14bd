"""The reading format with reasons: the same reading, and in each record the list `why`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chapeau.read.format import reading_json
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.why.explain import explained
from chapeau.read.why.format import explained_json
from chapeau.read.why.reason import Explained
from tests.read.invented import gazetteer

TEXT = "Soldiers shot dead two farmers in Kessin on Monday. The ministry denied that its men had fired."


@pytest.fixture(scope="module")
def made() -> Explained:
    return explained(RuleReader(gazetteer()), Text(id="story", text=TEXT, date="2031-03-12"))


@pytest.fixture(scope="module")
def plain(made: Explained) -> Any:
    return json.loads(explained_json(made))


def without_why(plain: Any) -> Any:
    if isinstance(plain, list):
        return [without_why(each) for each in plain]
    if isinstance(plain, dict):
        return {key: without_why(value) for key, value in plain.items() if key != "why"}
    return plain


def test_without_its_reasons_it_is_the_reading_as_ever(made: Explained, plain: Any) -> None:
    assert without_why(plain) == json.loads(reading_json(made.reading))


def test_every_record_carries_its_reasons(made: Explained, plain: Any) -> None:
    kinds = ("statements", "acts", "mentions", "responses")
    listed = [plain["document"], plain["about"], *(record for kind in kinds for record in plain[kind])]
    assert all(record["why"] for record in listed)
    assert sum(len(record["why"]) for record in listed) == len(made.why)


def test_a_reason_says_field_words_rule_and_score_and_leaves_the_record_unsaid(plain: Any) -> None:
    (attack,) = plain["acts"][:1]
    (doer,) = [why for why in attack["why"] if why["field"] == "perpetrators[0]"]
    assert doer == {
        "field": "perpetrators[0]",
        "words": [{"start": 0, "end": 8, "text": "Soldiers"}, {"start": 9, "end": 13, "text": "shot"}],
        "by": "act.perpetrator.subject",
        "score": None,
        "note": "",
    }
