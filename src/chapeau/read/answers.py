"""What did a user's own model answer? Plain data, checked item by item against the records' vocabularies.

An item that is not in the form asked for, or that says what no record can say, is dropped and counted;
the others stand. Nothing here is trusted: whether the words stand in the text is asked afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

import msgspec

from chapeau.errors import AnswerUnusable
from chapeau.records import (
    AgeGroup,
    Basis,
    Certainty,
    CountOf,
    Extent,
    Family,
    MethodKind,
    PartyKind,
    PartyRole,
    PlaceRole,
    Sex,
    Stance,
    VictimKind,
    VictimStatus,
)

Reason = Literal["nowhere", "far", "vocabulary", "form", "unsaid", "number", "twice"]
"""Why a part of an answer is dropped: its words stand nowhere in the text, or too far from the deed; it is
outside the records' vocabularies, or not in the form asked for; no words say so; no number is read there;
it was told already."""

Dropped = Counter[Reason]
What = Literal["occupation", "sex", "age_group", "status_at_time", "certainty", "basis", "custody"]

MOST_NESTED = 40
"""Levels of brackets in an answer; the form asked for has six."""

MOST_ITEMS = 300
"""Items in one list: a piece of a text has about a thousand words, and in no text does every third tell of a
deed. Without a bound, an answer of nothing but repetitions would be compared with the text for minutes."""

VALUES: dict[str, tuple[str, ...]] = {
    "sex": get_args(Sex),
    "age_group": get_args(AgeGroup),
    "status_at_time": get_args(VictimStatus),
    "certainty": get_args(Certainty),
    "basis": get_args(Basis),
    "custody": ("true", "false"),
}
"""What may be said of whom; an occupation is whatever words are quoted."""

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatement:
    """A statement as answered: quotations and a stance."""

    sentence: str
    content: tuple[str, ...]
    stance: Stance
    speaker: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFact:
    """Something said of a victim or of a deed, with the words that say so."""

    what: What
    value: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPerpetrator:
    """Who did it, as answered."""

    quote: str
    kind: PartyKind
    role: PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidVictim:
    """To whom, as answered; `facts` are unchecked."""

    quote: str
    kind: VictimKind
    name: str | None = None
    facts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidMethod:
    """How, as answered."""

    quote: str
    kind: MethodKind
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPlace:
    """Where, as answered."""

    quote: str
    role: PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCount:
    """How many, as answered."""

    quote: str
    of: CountOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAct:
    """A deed as answered; the parts in tuples are unchecked."""

    sentence: str
    trigger: str
    type: str
    extent: Extent = "single"
    time: str | None = None
    perpetrators: tuple[Any, ...] = ()
    victims: tuple[Any, ...] = ()
    methods: tuple[Any, ...] = ()
    places: tuple[Any, ...] = ()
    counts: tuple[Any, ...] = ()
    facts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidMention:
    """A name as answered."""

    sentence: str
    quote: str
    kind: Literal["person", "organisation", "unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one answer holds: lists of items, each still unchecked."""

    statements: tuple[Any, ...] = ()
    acts: tuple[Any, ...] = ()
    mentions: tuple[Any, ...] = ()


def answer_in(words: str) -> Answer:
    """The answer in what a model wrote: one JSON object, perhaps with thoughts before it or a fence around it.

    Raises AnswerUnusable where there is none.
    """
    body = words.rpartition("</think>")[2]
    start, end = body.find("{"), body.rfind("}")
    if start < 0 or end < start:
        raise _unusable("holds no JSON object")
    found = body[start : end + 1]
    if _depth(found) > MOST_NESTED:
        raise _unusable("is nested deeper than anything asked for")
    try:
        return msgspec.json.decode(found, type=Answer)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise _unusable("is no JSON object with lists of statements and acts") from error


def _depth(words: str) -> int:
    """An upper bound: brackets inside strings count too."""
    deepest = level = 0
    for letter in words:
        level += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, level)
    return deepest


def _unusable(what: str) -> AnswerUnusable:
    return AnswerUnusable(
        f"What the model answered {what}.",
        hint="Try again, or name a model that follows instructions better.",
    )


def each(kind: type[Kind], items: Sequence[Any], dropped: Dropped) -> Iterator[Kind]:
    """The items of this kind; the others, and what goes beyond any sensible number, are dropped."""
    if len(items) > MOST_ITEMS:
        dropped["form"] += len(items) - MOST_ITEMS
    for item in items[:MOST_ITEMS]:
        try:
            yield msgspec.convert(item, kind)
        except msgspec.ValidationError as error:
            dropped["vocabulary" if "enum value" in str(error) else "form"] += 1


def facts(items: Sequence[Any], allowed: Sequence[What], dropped: Dropped) -> Iterator[SaidFact]:
    """What is said of a victim or deed, where it can be said of one and has such a value."""
    for fact in each(SaidFact, [_worded(item) for item in items], dropped):
        if fact.what in allowed and fact.value in VALUES.get(fact.what, (fact.value,)):
            yield fact
        else:
            dropped["vocabulary"] += 1


def _worded(item: Any) -> Any:
    """The fact with a bare true or false as a word, since many models write it so."""
    if isinstance(item, dict) and isinstance(item.get("value"), bool):
        return {**item, "value": str(item["value"]).lower()}
    return item


def type_of(told: str) -> str | None:
    """A family, or family.kind with a kind of small letters; None where the family is none of the records'."""
    family, _, kind = told.strip().partition(".")
    if family not in get_args(Family):
        return None
    plain = kind.strip().lower().replace("-", "_").replace(" ", "_")
    return f"{family}.{plain}" if plain.isidentifier() and plain.isascii() and len(plain) <= 40 else family
