"""Literal acts, readings and small histories for the tests of link and weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chapeau.ground.join import join
from chapeau.ground.settings import Settings
from chapeau.link import IncidentLinker, OriginLinker, Telling, actors, incidents, origins, rests_on, tellings
from chapeau.link.origins import OriginLink
from chapeau.records import (
    Act,
    ActTime,
    Count,
    Decision,
    Document,
    DocumentDate,
    Incident,
    Mention,
    Origin,
    Perpetrator,
    Place,
    Reading,
    RestsOn,
    Span,
    Speaker,
    Statement,
    Victim,
)

POINTS = {"Halvern": (-45.0, -120.0), "Tessick": (-45.0, -119.0), "Ostrey": (-44.0, -120.0)}


def act(
    name: str,
    document: str,
    kind: str = "killing",
    *,
    place: str | None = "Halvern",
    day: str | None = "2031-03-12",
    count: tuple[int | None, int | None] | None = None,
    by: str | None = None,
    certainty: str = "asserted",
    extent: str = "single",
    said_in: str | None = None,
    victim: str | None = None,
    at: int = 0,
    **more: object,
) -> Act:
    """One act; its trigger and evidence stand at `at`."""
    lat, lon = POINTS.get(place or "", (None, None))
    return Act(
        id=name,
        document=document,
        made_by="rules 0.1",
        type=kind,
        triggers=(Span(start=at, end=at + 4, text="deed"),),
        evidence=Span(start=at, end=at + 8, text=f"deed {name}"),
        places=(
            Place(
                start=at,
                end=at + 1,
                text=place,
                lat=lat,
                lon=lon,
                precision="settlement",
                id=f"case:{place}",
                country="XO",
            ),
        )
        if place
        else (),
        time=ActTime(start=0, end=1, text=day, low=day, high=day, precision="day") if day else None,
        counts=(
            Count(start=0, end=1, text=str(count), low=count[0], high=count[1], of="killed", basis="numeral"),
        )
        if count
        else (),
        perpetrators=(Perpetrator(start=0, end=1, text=by, kind="group", actor=by.lower().replace(" ", "-")),)
        if by
        else (),
        victims=(Victim(start=0, end=1, text=victim, kind="individual", name=victim),) if victim else (),
        certainty=certainty,  # type: ignore[arg-type]
        extent=extent,  # type: ignore[arg-type]
        said_in=said_in,
        **more,  # type: ignore[arg-type]
    )


def statement(name: str, document: str, speaker: str, stance: str = "asserts") -> Statement:
    return Statement(
        id=name, document=document, made_by="rules 0.1", cue=None, content=(), kind="indirect", stance=stance,  # type: ignore[arg-type]
        speaker=Speaker(start=0, end=1, text=speaker, actor=speaker.lower().replace(" ", "-")),
    )  # fmt: skip


def mention(
    text: str, document: str, kind: str = "organisation", country: str | None = None, start: int = 0
) -> Mention:
    return Mention(
        start=start, end=start + len(text), text=text, document=document, kind=kind, country=country,  # type: ignore[arg-type]
        actor=text.lower().replace(" ", "-"),
    )  # fmt: skip


def reading(
    document: str,
    acts: Sequence[Act] = (),
    mentions: Iterable[Mention] = (),
    statements: Sequence[Statement] = (),
    day: str = "2031-03-13",
) -> Reading:
    return Reading(
        document=document, made_by="rules 0.1", date=DocumentDate(low=day, high=day, inferred=False), language="en",
        length=100, acts=tuple(acts), mentions=tuple(mentions), statements=tuple(statements),
    )  # fmt: skip


class History:
    """Readings of texts, linked all the way: what pipeline does, without a casefile."""

    def __init__(
        self,
        readings: Sequence[Reading],
        texts: dict[str, str] | None = None,
        settings: Settings | None = None,
        decisions: Sequence[Decision] = (),
        stated: Sequence[OriginLink] = (),
        publishers: Mapping[str, str] | None = None,
    ) -> None:
        settings = settings or Settings()
        documents = {
            r.document: replace(_document(r, texts or {}), publisher=(publishers or {}).get(r.document))
            for r in readings
        }
        links = (*join(documents, OriginLinker(settings)).links, *stated)
        acts = [a for r in readings for a in r.acts]
        statements = [s for r in readings for s in r.statements]
        resolved = actors(readings, settings)
        self.acts = acts
        self.origins: tuple[Origin, ...] = origins(documents.values(), links, settings, decisions)
        self.resting: tuple[RestsOn, ...] = rests_on(
            acts, statements, documents.values(), self.origins, links, resolved, settings
        )
        dates = {r.document: r.date for r in readings}
        self.tellings: tuple[Telling, ...] = tellings(
            acts,
            statements,
            dates,
            resolved,
            self.resting,
            decisions,
            {o.root: o.id for o in self.origins if o.root is not None},
        )
        joined = join({t.id: t for t in self.tellings}, IncidentLinker())
        self.incidents: tuple[Incident, ...] = incidents(self.tellings, joined.links, decisions)

    def together(self, *acts: str) -> bool:
        """Whether these acts are one incident."""
        return any(set(acts) <= set(i.acts) for i in self.incidents)

    def of(self, act: str) -> Incident:
        """The incident of an act."""
        return next(i for i in self.incidents if act in i.acts)


def _document(reading: Reading, texts: dict[str, str]) -> Document:
    day = reading.date.low if reading.date else None
    return Document(
        id=reading.document, source="src", position=0, extractor="x", text_hash=reading.document, date=day,
        text=texts.get(reading.document, f"This text of {reading.document} is its own."),
    )  # fmt: skip
