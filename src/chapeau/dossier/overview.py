"""What does the case hold as a whole? Origins, time, place, responses, people, and what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue, DocumentFact
from chapeau.dossier.evidence import plain_type
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.groups import incident_link
from chapeau.dossier.names_withheld import names_in
from chapeau.dossier.pictures.origins import Branch, Joint, origins
from chapeau.dossier.pictures.outlines import Outlines, of_case, packaged
from chapeau.dossier.pictures.places import Spot, places
from chapeau.dossier.pictures.timeline import Dated, binned, bounds, timeline, unit_for
from chapeau.dossier.view import CaseView, LostDecision
from chapeau.dossier.words import say
from chapeau.records import (
    Decision,
    Dependence,
    Incident,
    LikenessModel,
    Origin,
    OriginMember,
    Person,
    PersonLink,
    Skipped,
    Withdrawal,
)

#: An origins picture of more rows than this is split: it must fit a printed page (250 mm at 34 px a row).
ROWS_A_PICTURE = 24


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an origin, how it belongs to it, and why."""

    document: DocumentFact
    href: str
    relation: str
    why: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin in the table beneath the picture."""

    origin: Origin
    voice: str
    documents: Figure
    members: tuple[Member, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DependenceRow:
    """What is said between an origin and others, for one reason, with links to all of them."""

    left: Figure
    rights: tuple[Figure, ...]
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class OriginsContext:
    """Pictures, tables, and how many of each."""

    svgs: tuple[str, ...]
    rows: tuple[OriginRow, ...]
    dependences: tuple[DependenceRow, ...]


def origins_context(view: CaseView, facts: Catalogue, at: Addresses) -> OriginsContext:
    """All origins in order of their first day."""
    ordered = sorted(facts.origins.values(), key=lambda o: (_first_day(facts, o), o.id))
    joints = [Joint(d.left, d.right, _standing(d)) for d in view.dependences() if d.state != "not_found"]
    days = [day for d in facts.documents.values() if (day := _day(d.day)) is not None]
    parts = [ordered[i : i + ROWS_A_PICTURE] for i in range(0, len(ordered), ROWS_A_PICTURE)]
    return OriginsContext(
        svgs=tuple(
            origins(f"{i}", [_branch(facts, o) for o in part], joints, days) for i, part in enumerate(parts)
        ),
        rows=tuple(_origin_row(facts, at, o) for o in ordered),
        dependences=_dependences(view, facts, at),
    )


def _standing(dependence: Dependence) -> str:
    """The state, or what a person made of it."""
    if dependence.decision is None:
        return dependence.state
    return {"found": "dependent", "not_found": "unsettled"}.get(dependence.state, dependence.state)


def _dependences(view: CaseView, facts: Catalogue, at: Addresses) -> tuple[DependenceRow, ...]:
    gathered: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for d in view.dependences():
        gathered[d.left, _standing(d), d.why].append(d.right)
    return tuple(
        DependenceRow(
            _origin(facts, at, left),
            tuple(_origin(facts, at, r) for r in rights),
            say("dependence", state),
            why,
        )
        for (left, state, why), rights in gathered.items()
    )


def _origin(facts: Catalogue, at: Addresses, key: str) -> Figure:
    return Figure(facts.origin_words(key), (key,), at.overview(key))


def _first_day(facts: Catalogue, origin: Origin) -> str:
    return min((facts.documents[m.document].day or "9999" for m in origin.members), default="9999")


def _root_first(facts: Catalogue, origin: Origin) -> list[OriginMember]:
    def order(member: OriginMember) -> tuple[bool, str, str]:
        return member.document != origin.root, facts.documents[member.document].day or "9999", member.document

    return sorted(origin.members, key=order)


def _branch(facts: Catalogue, origin: Origin) -> Branch:
    members = [m.document for m in _root_first(facts, origin)]
    days = tuple(_day(facts.documents[m].day) for m in members)
    return Branch(
        origin.id, facts.origin_words(origin.id), _documents(members).words, days, tuple(members),
        root_here=origin.root is not None,
    )  # fmt: skip


def _documents(members: Sequence[str]) -> Figure:
    return counted_words(members, "document")


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def _origin_row(facts: Catalogue, at: Addresses, origin: Origin) -> OriginRow:
    members = _root_first(facts, origin)
    unknown = f"The first telling is not in the case: {origin.root_unknown}" if origin.root_unknown else ""
    return OriginRow(
        origin,
        facts.origin_words(origin.id),
        _documents([m.document for m in members]),
        tuple(
            Member(facts.documents[m.document], at.document(m.document), say("relation", m.relation), m.why)
            for m in members
        ),
        unknown,
    )


@dataclass(frozen=True, slots=True)
class TimeContext:
    """The timeline, the same as a table, and who could not be placed on it."""

    svg: str
    unit: str
    rows: tuple[tuple[str, Figure, Figure], ...]
    undated: tuple[Figure, ...]


def time_context(facts: Catalogue, at: Addresses) -> TimeContext:
    """Incidents by family of act; an incident of two families stands in both rows."""
    families: defaultdict[str, list[Dated]] = defaultdict(list)
    for incident in facts.incidents.values():
        for family in sorted({t.partition(".")[0] for t in incident.types}):
            families[family].append(_dated(incident))
    ordered = dict(sorted(families.items()))
    limits = bounds(ordered)
    unit = unit_for(*limits) if limits else "day"
    return TimeContext(
        timeline("incidents", ordered) if ordered else "",
        unit,
        tuple(_time_row(family, group, unit) for family, group in ordered.items()),
        tuple(incident_link(facts, at, i.id) for i in facts.incidents.values() if _undated(i)),
    )


def _time_row(family: str, group: Sequence[Dated], unit: str) -> tuple[str, Figure, Figure]:
    row = binned(group, unit)  # type: ignore[arg-type]
    dated = tuple(i for ids in row.bins.values() for i in ids)
    return family.replace("_", " "), counted_words(dated, "incident"), counted_words(row.wider, "incident")


def _undated(incident: Incident) -> bool:
    return incident.time is None or (incident.time.low is None and incident.time.high is None)


def _dated(incident: Incident) -> Dated:
    time = incident.time
    return Dated(incident.id, _day(time.low) if time else None, _day(time.high) if time else None)


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The map, the same as a table, the outlines' edition and note, and what could not be placed."""

    svg: str
    rows: tuple[tuple[str, str, str, Figure], ...]
    outlines: Outlines
    unplaced: tuple[Figure, ...]
    unplaced_figure: Figure


def place_context(view: CaseView, facts: Catalogue, at: Addresses) -> PlaceContext:
    """Incidents by place, as told."""
    outlines = of_case(view.outlines, view.making.outlines) if view.outlines else packaged()
    found: defaultdict[tuple[str, float, float, str], list[str]] = defaultdict(list)
    for incident in facts.incidents.values():
        place = incident.place
        if place is not None and place.lat is not None and place.lon is not None:
            found[place.id or place.text, place.lat, place.lon, place.precision or "settlement"].append(
                incident.id
            )
    spots = [
        Spot(_name(facts, ids), lat, lon, precision, tuple(ids))
        for (_, lat, lon, precision), ids in sorted(found.items())
    ]
    nowhere = [i for i in facts.incidents.values() if i.place is None or i.place.lat is None]
    return PlaceContext(
        places("incidents", spots, outlines) if spots else "",
        tuple(
            (s.name, s.precision, f"{s.lat:.2f}, {s.lon:.2f}", counted_words(s.rests_on, "incident"))
            for s in spots
        ),
        outlines,
        tuple(incident_link(facts, at, i.id) for i in nowhere),
        counted_words([i.id for i in nowhere], "incident", at.overview("missing")),
    )


def _name(facts: Catalogue, incidents: Sequence[str]) -> str:
    names = Counter(p.text for i in incidents if (p := facts.incidents[i].place) is not None)
    return min(names, key=lambda name: (name.isupper(), -names[name], name))


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """What others did about it, in a line."""

    id: str
    kind: str
    who: str
    towards: str
    quoted: str
    document: DocumentFact
    href: str
    state: str


def response_rows(view: CaseView, facts: Catalogue, at: Addresses) -> Iterable[ResponseRow]:
    """All responses, in order of id; they are no evidence."""
    names = _names_by_document(facts)
    for r in view.responses():
        yield ResponseRow(
            r.id,
            say("response", r.kind),
            _name_of(r.actor, r.document, names),
            _name_of(r.towards, r.document, names),
            r.evidence.text,
            facts.documents[r.document],
            at.in_text(r.id, r.document),
            facts.state(r.id),
        )


def _names_by_document(facts: Catalogue) -> Mapping[tuple[str, str], str]:
    """Actors' names by document and key: 'the ministry' of another document is another ministry."""
    return {
        (document, key): actor.name
        for _, actor in sorted(facts.actors.items())
        for document in sorted({d for name in actor.names for d in name.documents})
        for key in actor.aliases
    }


def _name_of(key: str | None, document: str, names: Mapping[tuple[str, str], str]) -> str:
    return names.get((document, key), key.replace("-", " ")) if key else "not said"


@dataclass(frozen=True, slots=True)
class Missing:
    """What this dossier cannot see, and what nobody has answered yet."""

    skipped: tuple[Skipped, ...]
    withdrawn: tuple[Withdrawal, ...]
    unread: tuple[tuple[DocumentFact, str], ...]
    languages: tuple[tuple[str, Figure], ...]
    undocumented: tuple[tuple[DocumentFact, str], ...]
    unsure: tuple[Decision, ...]
    open_pairs: tuple[DependenceRow, ...]
    replies: tuple[tuple[str, str, str], ...]
    unaccepted: Figure
    unfound: Figure
    silent: tuple[tuple[DocumentFact, str], ...]
    places: PlacesWithout
    lost: tuple[LostDecision, ...]


@dataclass(frozen=True, slots=True)
class PlacesWithout:
    """Names of the case's own places that no text names, and of those that no incident is told of."""

    unnamed: tuple[str, ...]
    named_only: tuple[str, ...]


#: Of a country or a region nothing follows from a telling in one of its towns, nor the other way round.
_CLOSE = ("district", "settlement", "site")


def places_without(view: CaseView, facts: Catalogue) -> PlacesWithout:
    """Places near enough to be told of, of which nothing is told: nobody may have been there to see."""
    near = [place for place in view.places if place.kind in _CLOSE]
    named = {m.id for m in view.mentions() if m.kind == "place"} if near else set()
    told = {i.place.id for i in facts.incidents.values() if i.place is not None}
    return PlacesWithout(
        tuple(p.name for p in near if p.id not in named | told),
        tuple(p.name for p in near if p.id in named - told),
    )


def missing(view: CaseView, facts: Catalogue, at: Addresses, related: OriginsContext) -> Missing:
    """Gathered from every step."""
    documents = facts.documents.values()
    return Missing(
        skipped=tuple(view.skipped()),
        withdrawn=tuple(view.withdrawals()),
        unread=tuple((d, at.document(d.id)) for d in documents if d.read_by is None),
        languages=_languages(documents, at),
        undocumented=tuple((d, at.document(d.id)) for d in documents if d.day is None),
        unsure=tuple(d for d in view.decisions() if d.kind == "unsure"),
        open_pairs=tuple(r for r in related.dependences if r.state in _OPEN),
        unfound=_unfound(related.dependences),
        replies=tuple(
            (facts.party(r.party), say("reply", r.state), r.reason or r.answer or "")
            for r in view.determination.replies
        ),
        unaccepted=counted_words(
            [a for a in facts.acts if facts.state(a) == "machine"], "act", at.overview("texts")
        ),
        silent=_silent(view, facts, at),
        places=places_without(view, facts),
        lost=tuple(view.lost_decisions()),
    )


_OPEN = (say("dependence", "found"), say("dependence", "proposed"))


def _unfound(pairs: Iterable[DependenceRow]) -> Figure:
    """Pairs of origins between which no dependence was found: too many to ask one by one."""
    open_ = [p for p in pairs if p.state == say("dependence", "not_found")]
    count = sum(len(p.rights) for p in open_)
    words = "one pair of origins" if count == 1 else f"{count:,} pairs of origins"
    origins_ = {o for p in open_ for figure in (p.left, *p.rights) for o in figure.rests_on}
    return Figure(words, tuple(sorted(origins_)))


def _silent(view: CaseView, facts: Catalogue, at: Addresses) -> tuple[tuple[DocumentFact, str], ...]:
    speaking = {r.document for kind in (view.acts, view.statements, view.responses) for r in kind()}
    read = (d for d in facts.documents.values() if d.read_by is not None)
    return tuple((d, at.document(d.id)) for d in read if d.id not in speaking)


def _languages(documents: Iterable[DocumentFact], at: Addresses) -> tuple[tuple[str, Figure], ...]:
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for d in documents:
        spoken[d.language].append(d.id)
    return tuple(
        (code, counted_words(ids, "document", at.overview("texts"))) for code, ids in sorted(spoken.items())
    )


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Someone the texts name, as they name them."""

    id: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    positions: tuple[str, ...]
    documents: Figure
    named: bool


def actor_rows(view: CaseView, at: Addresses) -> tuple[ActorRow, ...]:
    """Parties and persons, in order of name; `named` is False for '14 civilians' and 'a man'."""
    parties = {finding.party for finding in view.findings()}
    rows = (
        ActorRow(
            a.id, a.name, a.kind, tuple(n.text for n in a.names), tuple(dict.fromkeys(p.title for p in a.positions)),
            counted_words(sorted({d for n in a.names for d in n.documents}), "document", at.overview("texts")),
            named=a.id in parties or any(names_in(n.text) for n in a.names) or bool(names_in(a.name)),
        )
        for a in view.actors()
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id)))


@dataclass(frozen=True, slots=True)
class CommandRow:
    """Who stands under whom, when, and on whose word."""

    id: str
    subordinate: str
    superior: str
    kind: str
    low: str | None
    high: str | None
    source: str
    made_by: str
    document: str | None


def command_rows(view: CaseView) -> tuple[CommandRow, ...]:
    """All commands, in order of the subordinate's name."""
    names = {a.id: a.name for a in view.actors()}
    rows = (
        CommandRow(
            c.id, names.get(c.subordinate, c.subordinate), names.get(c.superior, c.superior), c.kind.replace("_", " "),
            c.low, c.high, c.source, c.made_by, c.document,
        )
        for c in view.commands()
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.subordinate.casefold(), row.superior.casefold(), row.id)))


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list of persons: what it says it covers, what kind of list it is, how many rows it has, and who corrected what of it.

    `corrected` are the decisions that stand on what was declared of it.
    """

    id: str
    name: str
    scope: str
    inclusion: str
    kind: str
    rows: Figure
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, where it is told of, and what contradicts itself. `rests_on`: lists and acts."""

    id: str
    name: str
    told: Figure
    rests_on: tuple[str, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonsContext:
    """Who is named as a victim, each once; the lists they stand on; how they were compared; what waits for a person."""

    lists: tuple[ListRow, ...]
    several: tuple[PersonRow, ...]
    once: tuple[PersonRow, ...]
    waiting: tuple[PersonLink, ...]
    models: tuple[LikenessModel, ...]


def persons_context(view: CaseView) -> PersonsContext:
    """What the front page says of persons: those told of in several entries first."""
    rows = [_person_row(p) for p in view.persons()]
    several = {p.id for p in view.persons() if len(p.listed) + len(p.victims) > 1}
    decided = {r.record: r.decisions for r in view.reviewed()}
    return PersonsContext(
        tuple(
            ListRow(
                m.id,
                m.name,
                m.scope,
                m.inclusion,
                say("list_kind", m.kind),
                Figure(f"{m.rows:,} rows", (m.id,)),
                decided.get(m.id, ()),
            )
            for m in view.lists()
        ),
        tuple(r for r in rows if r.id in several),
        tuple(r for r in rows if r.id not in several),
        tuple(k for k in view.person_links() if k.state == "for_a_person_to_decide"),
        tuple(view.likeness_models()),
    )


def _person_row(p: Person) -> PersonRow:
    rests_on = (*p.lists, *p.acts)
    told = Figure(f"{len(p.listed) + len(p.victims)} entries", rests_on)
    return PersonRow(p.id, p.name, told, rests_on, tuple(f"{c.field}: {c.why}" for c in p.contradictions))


def act_families(facts: Catalogue) -> tuple[tuple[str, Figure], ...]:
    """How many acts of each type were read, with how sure the texts are left aside."""
    types: defaultdict[str, list[str]] = defaultdict(list)
    for act, fact in facts.acts.items():
        types[fact.type].append(act)
    return tuple((plain_type(t), counted_words(ids, "act")) for t, ids in sorted(types.items()))
