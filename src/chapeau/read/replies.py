"""What does an answer make of its question? 'Q: Did they beat you? A: Yes.' tells that they did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.read.deeds import Deed
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Statement


@dataclass(frozen=True, slots=True)
class Reply:
    """The next turn after a question that yes or no answers, and which of the two it is."""

    statement: Statement
    yes: bool


def reply(deed: Deed, question: Statement | None, statements: Sequence[Statement]) -> Reply | None:
    """What is answered to the question that tells the deed; None where it is no such question, or left open."""
    if question is None or question.stance != "asks" or question.cue is None or question.cue.text != ":":
        return None
    if next(iter(deed.head.sent)).lower_ not in word_set("saying", "polar"):
        return None
    end = max(c.end for c in question.content)
    later = [s for s in statements if s.cue and s.cue.text == ":" and s.cue.start >= end]
    answer = min(later, key=lambda s: s.cue.start if s.cue else end, default=None)
    if answer is None or answer.stance == "asks":
        return None
    said = answer.content[0].text
    yes = re.match(vocabulary("saying")["replies"]["yes"], said, re.IGNORECASE)
    no = re.match(vocabulary("saying")["replies"]["no"], said, re.IGNORECASE)
    return Reply(answer, yes is not None) if yes or no else None
