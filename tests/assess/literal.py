"""Literal records for tests: two invented parties, Orvania and Teluria, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chapeau.assess.case import Material
from chapeau.ground.identity import record_id
from chapeau.records import (
    Act,
    Actor,
    Characterisation,
    Incident,
    Origin,
    OriginMember,
    Period,
    Perpetrator,
    Place,
    RestsOn,
    Span,
    Speaker,
    Statement,
    Victim,
)

ORVANIA = Actor(
    id="actor-orvania", name="Orvania", kind="state", aliases=("orvania",), names=(), party="actor-orvania"
)
TELURIA = Actor(
    id="actor-teluria", name="Teluria", kind="state", aliases=("teluria",), names=(), party="actor-teluria"
)
WITNESS = Actor(id="actor-witness", name="A witness", kind="individual", aliases=("witness",), names=())
ACTORS = (ORVANIA, TELURIA, WITNESS)


def span(text: str, start: int = 0) -> Span:
    """A span of this text."""
    return Span(start=start, end=start + len(text), text=text)


def doer(key: str | None, kind: Any = "state", role: Any = "direct") -> Perpetrator:
    """A perpetrator with this in-document key."""
    return Perpetrator(start=0, end=1, text="x", kind=kind, actor=key, role=role)


def victim(text: str = "people", **fields: Any) -> Victim:
    """A group of victims."""
    return Victim(start=0, end=len(text), text=text, kind="group", **fields)


def place(country: str | None, role: Any = "at", precision: Any = "country") -> Place:
    """A place in a country."""
    return Place(start=0, end=1, text="p", role=role, precision=precision, country=country)


def act(document: str, act_type: str, by: str | None = "orvania", *, n: int = 0, **fields: Any) -> Act:
    """An act told in a document; `n` tells several of one document apart."""
    if "perpetrators" not in fields:
        fields["perpetrators"] = (doer(by),) if by else ()
    return Act(
        id=record_id("act", document, act_type, n),
        document=document,
        made_by="test",
        type=act_type,
        triggers=(span("trigger", n),),
        evidence=span("trigger", n),
        **fields,
    )


def statement(
    document: str, stance: Any, by: str | None = "orvania", *, n: int = 0, **fields: Any
) -> Statement:
    """A statement in a document by the speaker of this in-document key."""
    words: Iterable[str] = fields.pop("words", ())
    fields.setdefault("content", ())
    return Statement(
        id=record_id("sta", document, str(stance), n),
        document=document,
        made_by="test",
        speaker=Speaker(start=0, end=1, text="s", actor=by) if by else None,
        cue=span("said", n),
        kind="indirect",
        stance=stance,
        characterises=tuple(Characterisation(key=word, start=0, end=1) for word in words),
        **fields,
    )


def incident(*acts: Act, **fields: Any) -> Incident:
    """These acts as one event."""
    fields.setdefault("extent", "single")
    return Incident(
        id=record_id("inc", *sorted(a.id for a in acts)),
        acts=tuple(sorted(a.id for a in acts)),
        types=tuple(sorted({a.type for a in acts})),
        certainty="asserted",
        **fields,
    )


def origin(*documents: str) -> Origin:
    """An origin of which the first document is the root and the others are copies."""
    members = tuple(
        OriginMember(
            document=d, relation="root" if i == 0 else "copy", of=documents[0] if i else None, why="test"
        )
        for i, d in enumerate(documents)
    )
    return Origin(id=f"origin-{documents[0]}", root=documents[0], members=members)


def material(
    incidents: Iterable[Incident],
    acts: Iterable[Act],
    statements: Iterable[Statement] = (),
    origins: Iterable[Origin] | None = None,
    **fields: Any,
) -> Material:
    """A case; without origins given, each document is an origin of its own."""
    told = tuple(acts)
    made = (
        tuple(origins)
        if origins is not None
        else tuple(origin(d) for d in sorted({a.document for a in told}))
    )
    home = {member.document: o.id for o in made for member in o.members}
    rests = tuple(RestsOn(act=a.id, origins=(home[a.document],), why="its document's") for a in told)
    return Material(
        incidents=tuple(incidents),
        acts=told,
        statements=tuple(statements),
        origins=made,
        rests_on=rests,
        actors=ACTORS,
        **fields,
    )


def on(low: str, high: str | None = None) -> Period:
    """A day, or days."""
    return Period(low=low, high=high or low, precision="day")
