"""Which table a kind of record lives in, under which id, and which of its fields are columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chapeau.records import (
    Act,
    Actor,
    CasualtyList,
    Command,
    CustodyEntry,
    Decision,
    Dependence,
    Determination,
    Document,
    Finding,
    Incident,
    LikenessModel,
    Listed,
    Mention,
    NamedVictim,
    Origin,
    Pattern,
    Person,
    PersonLink,
    Published,
    Reading,
    Response,
    RestsOn,
    Reviewed,
    Signature,
    Skipped,
    Snapshot,
    Source,
    Statement,
    Withdrawal,
)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """One kind of record. `columns` are what queries need beside the id; `order` is a table's own order.

    `id_of` is None where the table numbers its rows, or where the place in a list makes the id.
    """

    table: str
    type: type[R]
    id_of: Callable[[R], str]
    columns: tuple[str, ...] = ()
    values: Callable[[R], tuple[Any, ...]] = lambda _: ()
    order: str = "id"

    @property
    def select(self) -> str:
        """The beginning of a query for this kind's records."""
        return f"SELECT record FROM {self.table}"  # noqa: S608


def _in_document(table: str, kind: type[R]) -> Kind[R]:
    return Kind(table, kind, _id, ("document",), lambda record: (_document(record),))


def _id(record: Any) -> str:
    return str(record.id)


def _document(record: Any) -> str:
    return str(record.document)


def mention_key(mention: Mention) -> str:
    """Where a mention stands: its document, then start, end and kind, so that order of key is order of text."""
    return f"{mention.document}/{mention.start:09}/{mention.end:09}/{mention.kind}"


def dependence_key(dependence: Dependence) -> str:
    """The two origins, in the record's own order."""
    return f"{dependence.left}/{dependence.right}"


def signature_key(signature: Signature) -> str:
    """The determination and the key: one key signs it once."""
    return f"{signature.determination}/{signature.public_key}"


def person_link_key(link: PersonLink) -> str:
    """The two entries, in order."""
    return f"{link.left}/{link.right}"


SOURCES = Kind("sources", Source, _id, ("blob",), lambda s: (s.blob,))
DOCUMENTS = Kind(
    "documents",
    Document,
    _id,
    ("source", "position"),
    lambda d: (d.source, d.position),
    "source, position, id",
)
READINGS = Kind("readings", Reading, _document)
STATEMENTS = _in_document("statements", Statement)
ACTS = _in_document("acts", Act)
RESPONSES = _in_document("responses", Response)
MENTIONS = Kind("mentions", Mention, mention_key, ("document",), lambda m: (m.document,))
DECISIONS = Kind("decisions", Decision, _id, ("about",), lambda d: (d.record,), "position")
WITHDRAWALS: Kind[Withdrawal] = Kind("withdrawals", Withdrawal, lambda w: w.source)
SKIPPED = Kind("skipped", Skipped, _id)
REVIEWED: Kind[Reviewed] = Kind("reviewed", Reviewed, lambda r: r.record)
ORIGINS = Kind("origins", Origin, _id)
RESTS_ON: Kind[RestsOn] = Kind("rests_on", RestsOn, lambda r: r.act)
DEPENDENCES = Kind("dependences", Dependence, dependence_key)
INCIDENTS = Kind("incidents", Incident, _id)
ACTORS = Kind("actors", Actor, _id)
LISTS = Kind("lists", CasualtyList, _id, ("source",), lambda made: (made.source,))
LISTED = Kind(
    "listed", Listed, _id, ("list", "position"), lambda row: (row.list, row.position), "list, position"
)
NAMED_VICTIMS = Kind("named_victims", NamedVictim, _id)
PERSONS = Kind("persons", Person, _id)
PERSON_LINKS: Kind[PersonLink] = Kind("person_links", PersonLink, person_link_key)
LIKENESS_MODELS = Kind("likeness_models", LikenessModel, _id)
COMMANDS = Kind("commands", Command, _id)
PATTERNS = Kind("patterns", Pattern, _id)
FINDINGS = Kind("findings", Finding, _id)
DETERMINATIONS = Kind("determinations", Determination, _id)
PROPOSED = Kind("proposed", Determination, _id, ("version",), lambda d: (d.version,), "version")
"""Determinations as people proposed them, without signatures; `DETERMINATIONS` holds the working draft alone."""
SIGNATURES = Kind("signatures", Signature, signature_key, ("determination",), lambda s: (s.determination,))
SNAPSHOTS = Kind("snapshots", Snapshot, _id)
PUBLISHED = Kind("published", Published, _id)
"""What the last run wrote beside the case; more than one only where a run did not come to its end."""
CUSTODY: Kind[CustodyEntry] = Kind("custody", CustodyEntry, lambda e: str(e.index), order="position")

IN_READING: tuple[Kind[Any], ...] = (STATEMENTS, ACTS, RESPONSES, MENTIONS)
DERIVED: tuple[Kind[Any], ...] = (
    REVIEWED,
    ORIGINS,
    RESTS_ON,
    DEPENDENCES,
    INCIDENTS,
    ACTORS,
    NAMED_VICTIMS,
    PERSONS,
    PERSON_LINKS,
    LIKENESS_MODELS,
    COMMANDS,
    PATTERNS,
    FINDINGS,
    DETERMINATIONS,
)
WITH_IDS: tuple[Kind[Any], ...] = (
    SOURCES,
    DOCUMENTS,
    STATEMENTS,
    ACTS,
    RESPONSES,
    DECISIONS,
    SKIPPED,
    ORIGINS,
    INCIDENTS,
    ACTORS,
    LISTS,
    LISTED,
    NAMED_VICTIMS,
    PERSONS,
    LIKENESS_MODELS,
    COMMANDS,
    PATTERNS,
    FINDINGS,
    DETERMINATIONS,
    PROPOSED,
)
"""What a person can name by an id or its beginning."""
