"""What a model might answer, as plain data, and the reading that comes of it; for tests."""

from __future__ import annotations

import json
from typing import Any

from chapeau.read.answered import Checked, checked
from chapeau.read.asked import questions
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from tests.read.invented import gazetteer

MADE_BY = "endpoint a-model prompt 0"


def fact(what: str, value: str, quote: str) -> dict[str, Any]:
    return {"what": what, "value": value, "quote": quote}


def statement(sentence: str, **parts: Any) -> dict[str, Any]:
    return {"sentence": sentence, "speaker": None, "cue": None, "content": [], "stance": "asserts", **parts}


def act(sentence: str, trigger: str, type_: str, **parts: Any) -> dict[str, Any]:
    return {"sentence": sentence, "trigger": trigger, "type": type_, "extent": "single", **parts}


def by(quote: str, kind: str = "group", role: str = "direct") -> dict[str, Any]:
    return {"quote": quote, "kind": kind, "role": role}


def to(quote: str, kind: str = "group", **parts: Any) -> dict[str, Any]:
    return {"quote": quote, "kind": kind, "name": None, "facts": [], **parts}


def told(**lists: Any) -> str:
    """The answer as a model writes it."""
    return json.dumps({"statements": [], "acts": [], "mentions": [], **lists})


def read(text: str, *written: str, day: str | None = "2031-03-10") -> Checked:
    """The reading of a text to whose pieces a model answered these words, in order."""
    asked = questions(text)
    assert len(asked) == len(written)
    pairs = list(zip(asked, written, strict=True))
    return checked(Text(id="doc", text=text, date=day), pairs, RuleReader(gazetteer()), MADE_BY)
