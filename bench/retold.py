"""Sentences from templates, with what a perfect reader would find in them (bench/events.yaml).

A template holds triggers `[words|family]`, slots `{name}` and parts `<...>` that are left out where a slot
within has nothing to say. What fills a slot brings marks: which of its characters are a place, a
time, a number, a name. From triggers and marks the acts are made that a perfect reader would give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chapeau.ground.identity import record_id
from chapeau.ground.names import slug
from chapeau.records import (
    Act,
    ActTime,
    Certainty,
    Count,
    CountOf,
    Extent,
    Method,
    Perpetrator,
    Place,
    Span,
    Victim,
)

PIECE = re.compile(r"\[([^|\]]+)\|(\w+)\]|\{(\w+)\}|<|>")
OF_FAMILY: dict[str, CountOf] = {
    "killing": "killed", "injury": "injured", "detention": "detained", "abduction": "detained",
    "disappearance": "missing", "deportation": "displaced",
}  # fmt: skip
SUFFERS = {"killing": "killed", "injury": "injured"}
"""Which of the numbers of a sentence is whose: the killed of a killing, the injured of an injury, else all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text that a reader would find, and what it would make of them."""

    start: int
    end: int
    what: str
    value: Any = None

    def moved(self, by: int) -> Mark:
        """The same, so many characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a slot."""

    text: str
    marks: tuple[Mark, ...] = ()
    plural: bool = True

    def then(self, more: str) -> Filled:
        """The same with words after it."""
        return replace(self, text=self.text + more)

    def after(self, words: str) -> Filled:
        """The same with words before it."""
        return replace(self, text=words + self.text, marks=tuple(m.moved(len(words)) for m in self.marks))

    def capital(self) -> Filled:
        """The same at the head of a sentence."""
        return replace(self, text=self.text[:1].upper() + self.text[1:])


Slots = Mapping[str, Filled]


def expanded(template: str, slots: Slots) -> Filled | None:
    """The sentence; None where the template asks for what the slots do not hold."""
    return _Expansion(template, slots).result()


class _Expansion:
    """One pass over a template; an optional part is kept or left out as a whole, with those within it."""

    def __init__(self, template: str, slots: Slots) -> None:
        self.template, self.slots = template, slots
        self.pieces = list(PIECE.finditer(template))

    def result(self) -> Filled | None:
        made, _, _ = self._part(0, 0, inner=False)
        return made

    def _part(self, at: int, piece: int, *, inner: bool) -> tuple[Filled | None, int, int]:
        """The text from `at` to the end of the part, and where to go on: character and piece."""
        made: Filled | None = Filled("")
        while piece < len(self.pieces):
            found = self.pieces[piece]
            made = _plus(made, Filled(self.template[at : found.start()]))
            at, piece = found.end(), piece + 1
            if found[0] == ">" and inner:
                return made, at, piece
            if found[0] == "<":
                within, at, piece = self._part(at, piece, inner=True)
                made = made if within is None else _plus(made, within)
            else:
                made = _plus(made, self._one(found))
        return _plus(made, Filled(self.template[at:])), len(self.template), piece

    def _one(self, found: re.Match[str]) -> Filled | None:
        words, family, slot = found.groups()
        if words is not None:
            return Filled(words, (Mark(0, len(words), "trigger", family),))
        filled = self.slots.get(slot.lower())
        if filled is None or (
            not filled.plural and self.template[found.end() :].startswith((" were ", " are "))
        ):
            return None
        return filled.capital() if slot[0].isupper() else filled


def _plus(made: Filled | None, more: Filled | None) -> Filled | None:
    if made is None or more is None:
        return None
    return Filled(made.text + more.text, (*made.marks, *(m.moved(len(made.text)) for m in more.marks)))


# --- acts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What a passage has told of an event so far, which holds until it says otherwise."""

    places: tuple[Place, ...] = ()
    time: ActTime | None = None


def acts_of(
    document: str,
    sentence: Filled,
    at: int,
    known: Known,
    *,
    certainty: Certainty = "asserted",
    extent: Extent = "single",
) -> tuple[tuple[Act, ...], Known]:
    """The acts of a sentence that begins at `at` of a document, and what is known after it."""
    marks = [m.moved(at) for m in sentence.marks]

    def span(m: Mark) -> dict[str, Any]:
        return {"start": m.start, "end": m.end, "text": sentence.text[m.start - at : m.end - at]}

    places = tuple(Place(**span(m), **m.value) for m in marks if m.what == "place")
    time = next((ActTime(**span(m), **m.value) for m in marks if m.what == "time"), None)
    known = Known(places or known.places, time or known.time)
    evidence = Span(start=at, end=at + len(sentence.text), text=sentence.text)
    made = []
    for trigger in (m for m in marks if m.what == "trigger"):
        own = Span(**span(trigger))
        made.append(
            Act(
                id=record_id("act", document, "act", trigger.start, trigger.end),
                document=document,
                made_by="perfect 1",
                type=trigger.value,
                triggers=(own,),
                evidence=evidence,
                methods=tuple(
                    Method(**span(m), kind="weapon", key=m.value) for m in marks if m.what == "weapon"
                ),
                perpetrators=tuple(_doer(span(m), m.value) for m in marks if m.what == "doer"),
                victims=tuple(v for m in marks if (v := _victim(span(m), m, trigger.value)) is not None),
                places=known.places,
                time=known.time,
                counts=tuple(c for m in marks if (c := _count(span(m), m, trigger.value)) is not None),
                certainty=certainty,
                extent=extent,
            )
        )
    return tuple(made), known


def _doer(span: dict[str, Any], party: str | None) -> Perpetrator:
    return Perpetrator(**span, kind="group" if party is None else "unit", actor=slug(party or span["text"]))


def _victim(span: dict[str, Any], mark: Mark, family: str) -> Victim | None:
    if mark.what == "site":
        return Victim(**span, kind="object") if family in ("attack", "destruction") else None
    if mark.what == "name" and family not in ("injury", "attack"):
        return Victim(**span, kind="individual", name=span["text"], actor=slug(span["text"]))
    suffers = mark.what in ("people",) and mark.value == SUFFERS.get(family, "persons")
    return Victim(**span, kind="group") if suffers else None


def _count(span: dict[str, Any], mark: Mark, family: str) -> Count | None:
    if mark.what != "number" or mark.value[0] != SUFFERS.get(family, "persons"):
        return None
    _, low, high = mark.value
    return Count(**span, low=low, high=high, of=OF_FAMILY.get(family, "persons"), basis="numeral")
