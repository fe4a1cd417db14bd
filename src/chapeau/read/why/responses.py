"""Why does a response say what it says? Its kind, who gave it, towards whom, how much, and when."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.read.because import Because
from chapeau.read.responses import Reasoned, responses_because
from chapeau.read.rules import Grounds
from chapeau.read.when import time_because
from chapeau.read.why.reason import Why, by_rule, why
from chapeau.records import Response, Statement


def why_responses(
    grounds: Grounds, responses: tuple[Response, ...], statements: tuple[Statement, ...], document: str
) -> Iterator[Why]:
    """Reasons for every decided field of these responses of one text."""
    found = responses_because(grounds.parsed, grounds.names, statements, grounds.times, document, "")
    reasons = {r.response.id: r for r in found}
    told = {s.id: s for s in statements}
    for response in responses:
        yield from _of_response(grounds, response, reasons[response.id], told.get(response.said_in or ""))


def _of_response(
    grounds: Grounds, response: Response, reasoned: Reasoned, said: Statement | None
) -> Iterator[Why]:
    text, name = grounds.parsed.text, response.id
    words = reasoned.kind.words
    yield why(text, name, "kind", reasoned.kind)
    if response.actor is not None:
        yield why(text, name, "actor", reasoned.actor)
    if response.towards is not None:
        yield why(text, name, "towards", Because(response.towards, "response.towards.governed", words))
    yield why(text, name, "evidence", Because(response.evidence, "response.evidence.clause", words))
    if response.amount is not None:
        yield by_rule(
            text, name, "amount", "response.amount.sum", (response.amount.start, response.amount.end)
        )
    for n, item in enumerate(response.items):
        yield by_rule(text, name, f"items[{n}]", "response.items.object", (item.start, item.end))
    if response.time is not None:
        yield why(text, name, "time", reasoned.time)
        if response.time.precision is not None:
            resolved = time_because(grounds.parsed, response.time, grounds.date)
            yield why(text, name, "time.precision", resolved)
    if said is not None:
        yield by_rule(text, name, "said_in", "response.said_in.statement", said.cue or said.content[0])
