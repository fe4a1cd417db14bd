"""What stands on the pages? Frozen contexts for the templates, composed from a `CaseView`.

Parts that grow with the case (findings, incidents, texts) are iterators: one is held at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue, DocumentFact, catalogue
from chapeau.dossier.determined import (
    DeterminedContext,
    determined_context,
    notice_state,
    verdicts_by_group,
)
from chapeau.dossier.evidence import Block, chain_of, plain_type
from chapeau.dossier.excerpt import Piece, whole
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.groups import (
    REST,
    ExplanationText,
    Group,
    GroupContext,
    denying,
    explanation_texts,
    group_context,
    groups,
    homes,
    rest_blocks,
    rest_incidents,
)
from chapeau.dossier.matrix import Matrix, matrix
from chapeau.dossier.overview import (
    ActorRow,
    CommandRow,
    Missing,
    OriginsContext,
    PersonsContext,
    PlaceContext,
    ResponseRow,
    TimeContext,
    act_families,
    actor_rows,
    command_rows,
    missing,
    origins_context,
    persons_context,
    place_context,
    response_rows,
    time_context,
)
from chapeau.dossier.patterns import PatternGroup, ToldRow, pattern_groups, told_rows
from chapeau.dossier.undercounts import UndercountContext, undercount_contexts
from chapeau.dossier.view import CaseView, Making, ReadFact, Rule
from chapeau.dossier.words import asked_of, day_words, notice, say
from chapeau.records import Decision, Determination, Document, Provision, Source

__all__ = [
    "CaseView",
    "Head",
    "Making",
    "Material",
    "ReadFact",
    "Rule",
    "document",
    "front",
    "group",
    "making",
    "material",
    "patterns",
    "rest",
]


@dataclass(frozen=True, slots=True)
class Head:
    """What every page bears: the case, the version, the date, and what nobody has done yet."""

    title: str
    notice: str
    program: str
    now: str
    day: str
    by: str
    draft: bool
    names: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What all pages are composed from, gathered once. `groups` stand in the order of print: first those on which people
    decided, so that their evidence is printed with them; `by_party` in the order of contents."""

    view: CaseView
    head: Head
    facts: Catalogue
    groups: tuple[Group, ...]
    by_party: tuple[Group, ...]
    at: Addresses
    verdicts: Mapping[str, str]
    denials: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One record read from a text, in a line under it."""

    id: str
    kind: str
    words: str
    quoted: str
    href: str
    card: str
    state: str


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """A whole text with all that was read from it, and the facts of its capture."""

    head: Head
    at: Addresses
    fact: DocumentFact
    document: Document
    source: Source
    pieces: tuple[Piece, ...]
    rows: tuple[ReadRow, ...]
    origin: Figure
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A finding in a line: what the front page of a folder shows of it, and the list of contents."""

    key: str
    href: str
    provision: str
    citation: str
    party: str
    period: str
    area: str
    origins: Figure
    incidents: Figure


@dataclass(frozen=True, slots=True)
class PartyContents:
    """A party's findings: each provision once, with a link for each period and area."""

    anchor: str
    name: str
    provisions: tuple[tuple[GroupLink, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as received, and the texts in it."""

    source: Source
    documents: tuple[tuple[DocumentFact, str], ...]
    list: str = ""


@dataclass(frozen=True, slots=True)
class MakingContext:
    """How it was made, and what findings link to: law, rules, explanations and decisions, each printed once; and who is named."""

    at: Addresses
    making: Making
    determination: Determination
    families: tuple[tuple[str, Figure], ...]
    rules: tuple[Rule, ...]
    law: tuple[Provision, ...]
    explanations: tuple[ExplanationText, ...]
    decisions: tuple[Decision, ...]
    actors: tuple[ActorRow, ...]
    commands: tuple[CommandRow, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page: the whole dossier where it is one page."""

    head: Head
    at: Addresses
    glance: tuple[tuple[str, Figure], ...]
    determined: DeterminedContext | None
    matrix: Matrix
    contents: tuple[PartyContents, ...]
    origins: OriginsContext
    time: TimeContext
    place: PlaceContext
    patterns: tuple[PatternGroup, ...]
    told: Iterable[ToldRow]
    responses: Iterable[ResponseRow]
    persons: PersonsContext
    undercounts: tuple[UndercountContext, ...]
    missing: Missing
    gazetteer: str
    made: MakingContext | None
    readers: tuple[tuple[str, Figure], ...]
    sources: tuple[SourceRow, ...]
    groups: Iterable[GroupContext]
    rest: Iterable[Block]
    texts: Iterable[DocumentContext]
    rest_href: str
    whole: bool
    report: bool


def material(view: CaseView, *, names: bool, opened: str | None) -> Material:
    """Everything that more than one page needs. `opened` is the page that is opened first, None where all is one page;
    on it stand whole the findings on which people gave a verdict, and all others have pages of their own."""
    facts = catalogue(view)
    by_party, verdicts = groups(view, facts), verdicts_by_group(view)
    made = tuple(sorted(by_party, key=lambda group: group.key not in verdicts))
    front = opened or ""
    at = Addresses(
        opened, homes(made, facts.incidents), front, frozenset(g.key for g in made if g.key in verdicts)
    )
    return Material(
        view=view, head=_head(view, names), facts=facts, groups=made, by_party=by_party, at=at, verdicts=verdicts,
        denials=denying(view, facts),
    )  # fmt: skip


def _head(view: CaseView, names: bool) -> Head:
    making = view.making
    return Head(
        making.title, notice(notice_state(view)), making.program, making.now, day_words(making.now), making.by,
        draft=view.determination.state != "determined", names=names,
    )  # fmt: skip


def front(made: Material) -> Front:
    """The front page; where all is one page, with every finding and every text."""
    view, facts, at = made.view, made.facts, made.at
    related = origins_context(view, facts, at)
    alone = at.page is None
    unclaimed = rest_incidents(facts, at.homes or {})
    return Front(
        head=made.head, at=at, glance=_glance(view, facts, at), determined=determined_context(view, facts, at, [g.key for g in made.groups]),
        matrix=matrix(view, facts, at, made.groups, made.verdicts, made.denials),
        contents=_contents(facts, at, made.by_party), origins=related,
        time=time_context(facts, at), place=place_context(view, facts, at), patterns=pattern_groups(view, facts, at), told=told_rows(view, facts, at) if alone else (),
        responses=response_rows(view, facts, at), persons=persons_context(view), undercounts=undercount_contexts(view),
        missing=missing(view, facts, at, related), gazetteer=view.making.gazetteer, made=making(made, at) if alone else None, readers=_readers(facts),
        sources=_sources(view, facts, at),
        groups=(group(made, g, at) for g in made.groups if alone or g.key in at.on_front),
        rest=rest_blocks(view, facts, at, unclaimed) if alone else (),
        texts=(document(made, d, at) for d in view.documents()) if alone else (),
        rest_href=(at.group(REST) if unclaimed else ""), whole=alone, report=not alone and bool(at.on_front),
    )  # fmt: skip


def _glance(view: CaseView, facts: Catalogue, at: Addresses) -> tuple[tuple[str, Figure], ...]:
    sources = [s.id for s in view.sources()]
    return (
        ("Sources received", counted_words(sources, "source", at.overview("texts"))),
        ("Texts in them", counted_words(list(facts.documents), "document", at.overview("texts"))),
        ("Origins behind those texts", counted_words(list(facts.origins), "origin", at.overview("origins"))),
        ("Tellings of acts read", counted_words(list(facts.acts), "telling", at.overview("texts"))),
        (
            "Incidents they may be about",
            counted_words(list(facts.incidents), "incident", at.overview("findings")),
        ),
        (
            "Inputs not taken, or taken with a remark",
            counted_words([s.id for s in view.skipped()], "input", at.overview("missing")),
        ),
        (
            "Decisions by people",
            counted_words([d.id for d in view.decisions()], "decision", at.making("making")),
        ),
    )


def _sources(view: CaseView, facts: Catalogue, at: Addresses) -> tuple[SourceRow, ...]:
    held: dict[str, list[tuple[DocumentFact, str]]] = {}
    for d in facts.documents.values():
        held.setdefault(d.source, []).append((d, at.document(d.id)))
    lists = {made.source: made.name for made in view.lists()}
    return tuple(SourceRow(s, tuple(held.get(s.id, ())), lists.get(s.id, "")) for s in view.sources())


def _readers(facts: Catalogue) -> tuple[tuple[str, Figure], ...]:
    by: dict[str, list[str]] = {}
    for d in facts.documents.values():
        if d.read_by is not None:
            by.setdefault(d.read_by, []).append(d.id)
    return tuple((reader, counted_words(ids, "document")) for reader, ids in sorted(by.items()))


def _law(view: CaseView, made: Iterable[Group]) -> tuple[Provision, ...]:
    """The provisions that a finding is on."""
    found = {group.provision.id for group in made}
    return tuple(p for p in view.provisions() if p.id in found)


def _contents(facts: Catalogue, at: Addresses, made: Iterable[Group]) -> tuple[PartyContents, ...]:
    return tuple(
        PartyContents(f"of-{party}", facts.party(party), _by_provision(facts, at, own))
        for party, own in groupby(made, key=lambda g: g.party)
    )


def _by_provision(
    facts: Catalogue, at: Addresses, made: Iterable[Group]
) -> tuple[tuple[GroupLink, ...], ...]:
    same = groupby(made, key=lambda g: g.provision.id)
    return tuple(tuple(_link(facts, at, g) for g in own) for _, own in same)


def _link(facts: Catalogue, at: Addresses, made: Group) -> GroupLink:
    origins, incidents = made.of("origins_for", made.conduct()), made.of("incidents_for", made.conduct())
    return GroupLink(
        made.key, at.group(made.key), made.provision.title, made.provision.citation, facts.party(made.party),
        asked_of(made.when), facts.area(made.area),
        counted_words(origins, "origin"), counted_words(incidents, "incident"),
    )  # fmt: skip


def group(made: Material, wanted: Group, at: Addresses) -> GroupContext:
    """One finding with its evidence."""
    verdict = made.verdicts.get(wanted.key, "")
    return group_context(made.view, made.facts, at, wanted, verdict, made.denials)


def patterns(made: Material, at: Addresses) -> tuple[tuple[PatternGroup, ...], Iterator[ToldRow]]:
    """All patterns over the case, and the figures of single incidents."""
    return pattern_groups(made.view, made.facts, at), told_rows(made.view, made.facts, at)


def making(made: Material, at: Addresses) -> MakingContext:
    """How it was made, and what findings link to."""
    view = made.view
    return MakingContext(
        at=at, making=view.making, determination=view.determination, families=act_families(made.facts),
        rules=tuple(view.rules()), law=_law(view, made.groups), explanations=explanation_texts(made.groups),
        decisions=tuple(view.decisions()), actors=actor_rows(view, at), commands=command_rows(view),
    )  # fmt: skip


def rest(made: Material, at: Addresses) -> Iterator[Block]:
    """The incidents that no finding on conduct took up."""
    return rest_blocks(made.view, made.facts, at, rest_incidents(made.facts, at.homes or {}))


def document(made: Material, wanted: Document, at: Addresses) -> DocumentContext:
    """One whole text."""
    view, facts = made.view, made.facts
    fact = facts.documents[wanted.id]
    acts, statements = view.acts_of(wanted.id), view.statements_of(wanted.id)
    responses = view.responses_of(wanted.id)
    rows = [_act_row(facts, at, a.id, plain_type(a.type), a.certainty, a.evidence.text) for a in acts]
    for s in statements:
        chain = " > ".join(chain_of(view, facts, wanted.id, s.id)[1:])
        quoted = s.content[0].text if s.content else (s.cue.text if s.cue else "")
        rows.append(
            ReadRow(
                s.id,
                "statement",
                f"{chain} {say('stance', s.stance)}",
                quoted,
                at.in_text(s.id, wanted.id),
                "",
                facts.state(s.id),
            )
        )
    for r in responses:
        rows.append(
            ReadRow(
                r.id,
                "response",
                say("response", r.kind),
                r.evidence.text,
                at.in_text(r.id, wanted.id),
                "",
                facts.state(r.id),
            )
        )
    return DocumentContext(
        made.head, at, fact, wanted, view.source(wanted.source), whole(wanted.text, acts, statements, responses),
        tuple(rows), _origin(facts, at, fact), _gaps(fact, acts_undated=sum(a.time is None for a in acts), acts_unplaced=sum(not a.places for a in acts)),
    )  # fmt: skip


def _act_row(facts: Catalogue, at: Addresses, act: str, kind: str, certainty: str, quoted: str) -> ReadRow:
    return ReadRow(
        act, "act", f"{kind}; {say('certainty', certainty)}", quoted, at.in_text(act, facts.acts[act].document),
        at.card(act, facts.incident_of.get(act)) if act in facts.incident_of else "", facts.state(act),
    )  # fmt: skip


def _origin(facts: Catalogue, at: Addresses, fact: DocumentFact) -> Figure:
    if fact.origin is None:
        return Figure("no origin worked out")
    relation = say("relation", fact.relation)
    return Figure(f"{facts.origin_words(fact.origin)} ({relation})", (fact.origin,), at.overview(fact.origin))


def _gaps(fact: DocumentFact, *, acts_undated: int, acts_unplaced: int) -> tuple[str, ...]:
    said = (
        (fact.read_by is None, "This text was not read."),
        (fact.day is None, "The text does not say when it was written."),
        (acts_undated > 0, "Some acts in it are not dated by the sentence that tells them."),
        (acts_unplaced > 0, "Some acts in it are not placed by the sentence that tells them."),
    )
    return tuple(words for holds, words in said if holds)
