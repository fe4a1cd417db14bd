"""What must be at hand for every page? Small facts by id, without the texts.

Held in memory for the whole dossier: a few hundred bytes a document, act or incident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chapeau.dossier.view import CaseView, ReadFact
from chapeau.dossier.words import period_words
from chapeau.records import Actor, Document, Incident, Origin, Period, Reviewed, Source

UNATTRIBUTED = "unattributed"
NOT_TOLD = "not_stated"


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document in a line: who printed it, under which title, when; its origin and place in it.

    `publisher` is what to call the voice of the document: where none is stated, its name in the case.
    """

    id: str
    source: str
    publisher: str
    publisher_stated: bool
    title: str
    day: str | None
    dated: str
    language: str
    read_by: str | None
    length: int
    origin: str | None
    relation: str

    @property
    def cited(self) -> str:
        """Publisher and title, once where they are the same."""
        return self.title if self.publisher == self.title else f"{self.publisher}, {self.title}"


@dataclass(frozen=True, slots=True)
class ActFact:
    """An act in a line: where it stands and what it is told to be."""

    document: str
    type: str
    certainty: str
    origins: tuple[str, ...]
    why_origins: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All small facts of a case, by id."""

    documents: Mapping[str, DocumentFact]
    acts: Mapping[str, ActFact]
    origins: Mapping[str, Origin]
    incidents: Mapping[str, Incident]
    incident_of: Mapping[str, str]
    actors: Mapping[str, Actor]
    reviewed: Mapping[str, Reviewed]
    areas: Mapping[str, str]

    def party(self, key: str) -> str:
        """A party in words."""
        if key == UNATTRIBUTED:
            return "nobody named"
        return self.actors[key].name if key in self.actors else key

    def area(self, key: str) -> str:
        """A finding's area in words."""
        return self.areas.get(key, key.replace("_", " "))

    def origin_words(self, key: str) -> str:
        """An origin by its voice, else by the publisher of its first document."""
        origin = self.origins.get(key)
        if origin is None:
            return key
        return origin.voice or self.documents[origin.root or origin.members[0].document].publisher

    def state(self, record: str) -> str:
        """Where a record stands: 'machine' until a person touched it."""
        return self.reviewed[record].state if record in self.reviewed else "machine"


def catalogue(view: CaseView) -> Catalogue:
    """One pass over each kind of record."""
    origins = {o.id: o for o in view.origins()}
    incidents = {i.id: i for i in view.incidents()}
    return Catalogue(
        documents=_documents(view, origins),
        acts=_acts(view),
        origins=origins,
        incidents=incidents,
        incident_of={act: i.id for i in incidents.values() for act in i.acts},
        actors={a.id: a for a in view.actors()},
        reviewed={r.record: r for r in view.reviewed()},
        areas=_areas(view),
    )


def _areas(view: CaseView) -> dict[str, str]:
    """The areas of findings and of what was determined, in words."""
    told = {f.area for f in view.findings()} | {p.area for made in view.determinations() for p in made.parts}
    return {key: "place not told" if key == NOT_TOLD else view.country(key) for key in sorted(told)}


def _documents(view: CaseView, origins: Mapping[str, Origin]) -> dict[str, DocumentFact]:
    sources = {s.id: s for s in view.sources()}
    read = {fact.document: fact for fact in view.read_facts()}
    member = {m.document: (o.id, m.relation) for o in origins.values() for m in o.members}
    return {
        d.id: _document(d, sources[d.source], read.get(d.id), *member.get(d.id, (None, "root")))
        for d in view.documents()
    }


def _document(
    d: Document, source: Source, read: ReadFact | None, origin: str | None, relation: str
) -> DocumentFact:
    found = read.date if read else None
    period = (
        Period(low=found.low, high=found.high, inferred=found.inferred)
        if found
        else Period(low=d.date, high=d.date)
    )
    return DocumentFact(
        id=d.id,
        source=d.source,
        publisher=d.publisher or source.publisher or d.given_id or source.capture.name,
        publisher_stated=bool(d.publisher or source.publisher),
        title=d.title or d.given_id or source.capture.name,
        day=period.low or period.high,
        dated=period_words(period),
        language=(read.language if read else None) or d.language or "und",
        read_by=read.made_by if read else None,
        length=len(d.text),
        origin=origin,
        relation=relation,
    )


def _acts(view: CaseView) -> dict[str, ActFact]:
    rests = {r.act: r for r in view.rests_on()}
    return {
        a.id: ActFact(
            a.document,
            a.type,
            a.certainty,
            rests[a.id].origins if a.id in rests else (),
            rests[a.id].why if a.id in rests else "",
        )
        for a in view.acts()
    }
