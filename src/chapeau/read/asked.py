"""What is a user's own large model asked of a text? The pieces, the words and the form of the answer.

The text goes in a message of its own, between two lines that hold its hash: a document cannot contain
its own hash, so it cannot pretend to have ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, get_args

from chapeau.ground.codec import to_json
from chapeau.ground.identity import digest_of, text_hash
from chapeau.ground.spans import trimmed
from chapeau.read.parsed import paragraphs
from chapeau.read.words import vocabulary
from chapeau.records import (
    AgeGroup,
    Basis,
    Certainty,
    CountOf,
    Family,
    PartyKind,
    PartyRole,
    Sex,
    Stance,
    VictimKind,
    VictimStatus,
)

PIECE = 6_000
"""Characters sent at once: about a thousand words, whose answer stays within the four thousand tokens that
small servers write, and whose pronouns still have their names."""

SMALLEST = 600
"""Characters below which a piece is not cut again for an answer that was cut off: about a paragraph, whose
answer no server cuts off unless it writes without end."""

FENCE_DIGITS = 16
"""Hex digits of the text's hash in the fence: to meet them, a text would have to be tried 2**64 times."""

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One piece of a document, `text[start:end]`, and the two messages that ask about it."""

    start: int
    end: int
    instructions: str
    material: str


def questions(text: str) -> tuple[Question, ...]:
    """What is asked of a text, piece by piece in order; nothing of an empty one."""
    return tuple(_question(text, start, end) for start, end in pieces(text))


def halved(text: str, question: Question) -> tuple[Question, ...]:
    """The same asked in two, for an answer that was cut off; nothing where the piece is small already.

    It is cut at the end of a paragraph, else of a sentence, nearest to its middle.
    """
    start, end = question.start, question.end
    if end - start < 2 * SMALLEST:
        return ()
    ends = [p.end for p in paragraphs(text) if start < p.end < end]
    ends = ends or [m.end() for m in SENTENCE_END.finditer(text, start, end - 1)]
    if not ends:
        return ()
    at = min(ends, key=lambda e: (abs(e - (start + end) // 2), e))
    return tuple(_question(text, *trimmed(text, a, b)) for a, b in ((start, at), (at, end)))


def prompt_version() -> str:
    """Eight hex digits over everything that is asked but the document: another prompt, another reader."""
    words = _instructions(vocabulary("asked")["opening"], vocabulary("asked")["closing"])
    return digest_of(words, to_json(answer_schema()).decode(), PIECE, FENCE_DIGITS)[:8]


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """The text cut at paragraph ends into ranges of at most PIECE characters.

    A longer paragraph is cut at the end of a sentence, else between words, else where it must be.
    """
    found: list[tuple[int, int]] = []
    for paragraph in paragraphs(text):
        for start, end in _cut(text, paragraph.start, paragraph.end):
            if found and end - found[-1][0] <= PIECE:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return tuple(found)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PIECE:
        at = _cutting_point(text, start, start + PIECE)
        yield trimmed(text, start, at)
        start = trimmed(text, at, end)[0]
    yield start, end


def _cutting_point(text: str, start: int, most: int) -> int:
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, most)]
    gaps = ends or [m.end() for m in re.finditer(r"\s", text[start:most])]
    return (ends[-1] if ends else start + gaps[-1]) if gaps else most


def _question(text: str, start: int, end: int) -> Question:
    piece = text[start:end]
    opening, closing = (_fence(key, piece) for key in ("opening", "closing"))
    return Question(
        start=start,
        end=end,
        instructions=_instructions(opening, closing),
        material=f"{opening}\n{piece}\n{closing}",
    )


def _fence(key: str, piece: str) -> str:
    return Template(vocabulary("asked")[key]).substitute(digits=text_hash(piece)[:FENCE_DIGITS])


def _instructions(opening: str, closing: str) -> str:
    return Template(_with_lists()).substitute(opening=opening, closing=closing)


@cache
def _with_lists() -> str:
    lists = {name: ", ".join(words) for name, words in _lists().items()}
    return Template(vocabulary("asked")["instructions"]).safe_substitute(lists)


def _lists() -> dict[str, tuple[str, ...]]:
    return {
        "stances": get_args(Stance),
        "families": get_args(Family),
        "party_kinds": get_args(PartyKind),
        "roles": get_args(PartyRole),
        "victim_kinds": get_args(VictimKind),
        "methods": tuple(sorted(means_keys())),
        "counted": get_args(CountOf),
        "sexes": get_args(Sex),
        "age_groups": get_args(AgeGroup),
        "statuses": get_args(VictimStatus),
        "certainties": get_args(Certainty),
        "bases": get_args(Basis),
    }


def means_keys() -> frozenset[str]:
    """The vocabulary's names for methods and weapons."""
    return frozenset(vocabulary("methods")["methods"]) | frozenset(vocabulary("methods")["weapons"])


# --- the form of the answer ----------------------------------------------------------------------------


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the part of the language that servers enforce (all keys required)."""
    statement = _object(
        sentence=_TEXT,
        speaker=_TEXT_OR_NULL,
        cue=_TEXT_OR_NULL,
        content=_list(_TEXT),
        stance=_one_of(get_args(Stance)),
    )
    mention = _object(sentence=_TEXT, quote=_TEXT, kind=_one_of(("person", "organisation", "unit")))
    return _object(statements=_list(statement), acts=_list(_act_schema()), mentions=_list(mention))


def _act_schema() -> dict[str, Any]:
    return _object(
        sentence=_TEXT,
        trigger=_TEXT,
        type=_TEXT,
        extent=_one_of(("single", "series", "aggregate")),
        perpetrators=_list(
            _object(quote=_TEXT, kind=_one_of(get_args(PartyKind)), role=_one_of(get_args(PartyRole)))
        ),
        victims=_list(
            _object(
                quote=_TEXT,
                kind=_one_of(get_args(VictimKind)),
                name=_TEXT_OR_NULL,
                facts=_facts("occupation", "sex", "age_group", "status_at_time"),
            )
        ),
        methods=_list(
            _object(quote=_TEXT, kind=_one_of(("method", "weapon")), key=_one_of(sorted(means_keys())))
        ),
        places=_list(_object(quote=_TEXT, role=_one_of(("at", "from", "to")))),
        time=_TEXT_OR_NULL,
        counts=_list(_object(quote=_TEXT, of=_one_of(get_args(CountOf)))),
        facts=_facts("certainty", "basis", "custody"),
    )


_TEXT: dict[str, Any] = {"type": "string"}
_TEXT_OR_NULL: dict[str, Any] = {"type": ["string", "null"]}


def _one_of(words: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _facts(*what: str) -> dict[str, Any]:
    return _list(_object(what=_one_of(what), value=_TEXT, quote=_TEXT))
