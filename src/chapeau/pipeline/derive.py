"""From what was read to the draft: link, weigh, assess, determine, each from all that stands in the case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chapeau.assess.elements import law
from chapeau.assess.findings import Material, findings
from chapeau.casefile import kinds
from chapeau.casefile.join import Stored, join
from chapeau.casefile.repository import Casefile
from chapeau.determine.draft import draft
from chapeau.ground.codec import to_json
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.settings import Settings
from chapeau.link import (
    IncidentLinker,
    OriginLink,
    OriginLinker,
    Resolved,
    actors,
    coinciding,
    dependences,
    incidents,
    masthead,
    origins,
    rests_on,
    tellings,
)
from chapeau.pipeline.progress import Progress, step
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.rules_in_use import linking_rules
from chapeau.pipeline.skipping import REMARKS
from chapeau.records import (
    Act,
    Dependence,
    Document,
    DocumentDate,
    Incident,
    IncidentLink,
    Origin,
    Reading,
    RestsOn,
    Statement,
)
from chapeau.weigh.patterns import patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What link made of a case."""

    resolved: Resolved
    origins: tuple[Origin, ...]
    resting: tuple[RestsOn, ...]
    dependences: tuple[Dependence, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The records of a case as link, weigh and assess take them: reviewed, without the rejected."""

    case: Casefile
    review: AfterReview
    superseded: frozenset[str]

    def documents(self) -> Iterator[Document]:
        """All documents, one at a time; of several extractions of one text, the latest."""
        return (d for d in self.case.all(kinds.DOCUMENTS) if d.id not in self.superseded)

    def acts(self) -> Iterator[Act]:
        """All acts that nobody rejected."""
        acts = self.review.standing(self.case.all(kinds.ACTS))
        return (act for act in acts if act.document not in self.superseded)

    def statements(self) -> Iterator[Statement]:
        """All statements that nobody rejected."""
        statements = self.review.standing(self.case.all(kinds.STATEMENTS))
        return (said for said in statements if said.document not in self.superseded)

    def readings(self) -> Iterator[Reading]:
        """Each document's reading, put together again."""
        return (self._whole(head) for head in self._heads())

    def dates(self) -> dict[str, DocumentDate | None]:
        """Each document's date, as its reading has it."""
        return {head.document: head.date for head in self._heads()}

    def publishers(self) -> dict[str, str]:
        """Each document's publisher, stated or printed above the text, where there is one."""
        named = ((d.id, d.publisher or masthead(d)) for d in self.documents())
        return {document: name for document, name in named if name}

    def languages(self) -> list[tuple[str, str]]:
        """Each document's language, as its reading has it."""
        return [(head.document, head.language) for head in self._heads()]

    def _heads(self) -> Iterator[Reading]:
        return (head for head in self.case.all(kinds.READINGS) if head.document not in self.superseded)

    def _whole(self, head: Reading) -> Reading:
        case, review, document = self.case, self.review, head.document
        return replace(
            head,
            statements=tuple(review.standing(iter(case.of_document(kinds.STATEMENTS, document)))),
            acts=tuple(review.standing(iter(case.of_document(kinds.ACTS, document)))),
            responses=tuple(review.standing(iter(case.of_document(kinds.RESPONSES, document)))),
            mentions=case.of_document(kinds.MENTIONS, document),
        )


def derive(
    case: Casefile, review: AfterReview, settings: Settings, gazetteer: Gazetteer, progress: Progress
) -> None:
    """Put everything that follows from the documents in place of what followed before, all or nothing."""
    standing = Standing(case, review, case.superseded())
    with step(progress, "link"):
        linked = link(standing, settings, gazetteer)
    with case.transaction():
        case.replace(kinds.REVIEWED, review.reviewed)
        case.replace(kinds.ORIGINS, linked.origins)
        case.replace(kinds.RESTS_ON, linked.resting)
        case.replace(kinds.DEPENDENCES, linked.dependences)
        case.replace(kinds.INCIDENTS, linked.incidents)
        case.replace(kinds.ACTORS, linked.resolved.actors)
        with step(progress, "weigh"):
            weigh(standing, linked)
        with step(progress, "assess"):
            assess(standing, linked, settings)


def link(standing: Standing, settings: Settings, gazetteer: Gazetteer) -> Linked:
    """Which documents are one telling, which acts one event, who is the same."""
    case, pairs = standing.case, standing.review.pairs
    newest = sorted(set(case.ids(kinds.DOCUMENTS)) - standing.superseded)
    documents = Stored(newest, lambda name: case.get(kinds.DOCUMENTS, name))
    links = join(case.connection, documents, OriginLinker(settings), OriginLink, _given(settings)).links
    grouped = origins(standing.documents(), links, settings, pairs, dates=standing.dates())
    countries = {code: place.name for code, place in gazetteer.countries.items()}
    resolved = actors(standing.readings(), settings, countries=countries)
    resting = rests_on(
        standing.acts(), standing.statements(), standing.documents(), grouped, links, resolved, settings
    )
    events = _incidents(standing, resolved, resting)
    among = sorted({event.origins for event in events if len(event.origins) > 1})
    proposed = coinciding(events, standing.acts(), standing.statements(), resolved, resting)
    return Linked(
        resolved=resolved,
        origins=grouped,
        resting=resting,
        dependences=dependences(
            grouped, links, resting, pairs, among=among, acts=standing.acts(), proposed=proposed
        ),
        incidents=events,
    )


def _incidents(standing: Standing, resolved: Resolved, resting: tuple[RestsOn, ...]) -> tuple[Incident, ...]:
    told = tellings(standing.acts(), standing.statements(), standing.dates(), resolved, resting)
    joined = join(
        standing.case.connection, {t.id: t for t in told}, IncidentLinker(), IncidentLink, linking_rules()
    )
    return incidents(told, joined.links, standing.review.pairs)


def weigh(standing: Standing, linked: Linked) -> None:
    """How much stands behind it, and how much is missing."""
    made = patterns(
        linked.incidents,
        standing.acts(),
        linked.origins,
        linked.resting,
        dependences=linked.dependences,
        skipped=tuple(s for s in standing.case.all(kinds.SKIPPED) if s.reference not in REMARKS),
        languages=standing.languages(),
    )
    standing.case.replace(kinds.PATTERNS, made)


def assess(standing: Standing, linked: Linked, settings: Settings) -> None:
    """What supports each element and what speaks against it, as a working draft."""
    acts = tuple(standing.acts())
    told_in = {act.document for act in acts}
    material = Material(
        incidents=linked.incidents,
        acts=acts,
        statements=(s for s in standing.statements() if s.document in told_in),
        origins=linked.origins,
        rests_on=linked.resting,
        dependences=linked.dependences,
        actors=linked.resolved.actors,
        resolved=linked.resolved.of,
        publishers=standing.publishers(),
        dates={document: date for document, date in standing.dates().items() if date is not None},
    )
    found = findings(law(), material, settings)
    standing.case.replace(kinds.FINDINGS, found)
    standing.case.replace(kinds.DETERMINATIONS, (draft(found),))


def _given(settings: Settings) -> str:
    """What decides a link beside the two documents: the rules and the case's settings."""
    return f"{linking_rules()} {hashlib.sha256(to_json(settings)).hexdigest()}"
