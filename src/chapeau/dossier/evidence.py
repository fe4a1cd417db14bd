"""What stands behind a finding? Incidents with their acts, each sentence in its place, and what speaks against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue, DocumentFact
from chapeau.dossier.excerpt import Piece, around, around_act, spoken
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.pictures.counts import Telling, counts, interval
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import clash_words, period_words, say
from chapeau.records import Act, Count, Incident, Period, Place, Response, Span, Statement, Victim

AGAINST_BY_ITSELF = ("denied", "negated")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the machine took a phrase to mean: its role, the words, and the value in plain words."""

    role: str
    quoted: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Card:
    """One record in its place: the chain of voices above the paragraph, the source below it.

    `kind` is act, statement or response. `href` leads to the highlighted place in the text.
    """

    id: str
    kind: str
    heading: str
    told: str
    chain: tuple[str, ...]
    pieces: tuple[Piece, ...]
    reading: tuple[Reading, ...]
    document: DocumentFact
    captured: str
    short_hash: str
    href: str
    state: str
    origins: tuple[Figure, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CountPicture:
    """One figure of an incident as told, its picture, and the same as a table."""

    of: str
    svg: str
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two tellings that cannot both be right, with links to both."""

    field: str
    why: str
    left: Figure
    right: Figure


@dataclass(frozen=True, slots=True)
class Copy:
    """A further telling of the same origin and type: a line, not a card, so that copies look like copies."""

    act: str
    document: DocumentFact
    relation: str
    told: str
    place: Figure
    state: str


@dataclass(frozen=True, slots=True)
class Told:
    """One origin's telling as a card, and who else carries it."""

    card: Card
    copies: tuple[Copy, ...]
    label: Figure


@dataclass(frozen=True, slots=True)
class Block:
    """One incident whole: what supports on one side, what speaks against or supports nothing on the other."""

    incident: Incident
    heading: str
    when: str
    where: str
    extent: str
    parties: str
    rests_on: tuple[Figure, Figure]
    contested_by: tuple[Figure, Figure]
    supporting: tuple[Told, ...]
    against: tuple[Told, ...]
    counts: tuple[CountPicture, ...]
    clashes: tuple[Clash, ...]
    contains: tuple[Figure, ...]
    state: str


def block(
    view: CaseView, facts: Catalogue, at: Addresses, incident: Incident, against: frozenset[str]
) -> Block:
    """An incident with all its acts. `against` are acts that some finding counts against."""
    again = {one.act: one.of for one in incident.repeated}
    contrary = [
        a
        for a in incident.acts
        if {a, again.get(a, a)} & against or facts.acts[a].certainty in AGAINST_BY_ITSELF
    ]
    telling = [a for a in incident.acts if a not in contrary]
    return Block(
        incident=incident,
        heading=" and ".join(plain_type(t) for t in incident.types),
        when=period_words(incident.time),
        where=place_words(incident.place),
        extent=say("extent", incident.extent),
        parties=", ".join(facts.party(p) for p in incident.parties) or "nobody named",
        rests_on=_weight(facts, at, incident, telling),
        contested_by=_weight(facts, at, incident, contrary),
        supporting=tuple(told(view, facts, at, group) for group in by_origin(facts, telling)),
        against=tuple(told(view, facts, at, group) for group in by_origin(facts, contrary)),
        counts=count_pictures(facts, incident),
        clashes=tuple(_clash(facts, at, c.field, c.why, c.left, c.right) for c in incident.contradictions),
        contains=tuple(
            Figure(_other(facts, i), (i,), at.incident(i)) for i in (*incident.contains, *incident.overlaps)
        ),
        state="machine" if all(facts.state(a) == "machine" for a in incident.acts) else "touched",
    )


def _weight(
    facts: Catalogue, at: Addresses, incident: Incident, acts: Sequence[str]
) -> tuple[Figure, Figure]:
    origins = sorted({o for act in acts for o in facts.acts[act].origins})
    return (
        counted_words(acts, "telling", at.incident(incident.id)),
        counted_words(origins, "origin", at.overview("origins")),
    )


def by_origin(facts: Catalogue, acts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Acts of one type, certainty and origin together, the origin's first telling before its copies."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for act in acts:
        fact = facts.acts[act]
        alone = fact.origins or (act,)
        groups.setdefault((fact.type, fact.certainty, alone), []).append(act)
    return tuple(tuple(sorted(group, key=lambda a: _early(facts, a))) for group in groups.values())


def _early(facts: Catalogue, act: str) -> tuple[bool, str, str]:
    document = facts.documents[facts.acts[act].document]
    return document.relation != "root", document.day or "9999", act


def told(view: CaseView, facts: Catalogue, at: Addresses, acts: Sequence[str]) -> Told:
    """The first of some acts of one origin as a card, the others in a line each."""
    first, *others = acts
    label = counted_words(
        others, "further telling of the same origin", many="further tellings of the same origin"
    )
    return Told(act_card(view, facts, at, view.act(first)), tuple(_copy(facts, at, a) for a in others), label)


def _copy(facts: Catalogue, at: Addresses, act: str) -> Copy:
    fact = facts.acts[act]
    document = facts.documents[fact.document]
    place = Figure("see it in the text", (act,), at.in_text(act, fact.document))
    return Copy(
        act,
        document,
        say("relation", document.relation),
        say("certainty", fact.certainty),
        place,
        facts.state(act),
    )


def _other(facts: Catalogue, incident: str) -> str:
    return (
        " and ".join(plain_type(t) for t in facts.incidents[incident].types)
        if incident in facts.incidents
        else incident
    )


def plain_type(kind: str) -> str:
    """'torture.electric_shock' as 'torture (electric shock)'."""
    family, _, rest = kind.partition(".")
    return family.replace("_", " ") + (f" ({rest.replace('_', ' ').replace('.', ', ')})" if rest else "")


def place_words(place: Place | None) -> str:
    """A place as the text names it, with the precision to which it is known."""
    if place is None:
        return "place not told"
    return f"{place.text} ({place.precision})" if place.precision else f"{place.text} (not on the map)"


def act_card(view: CaseView, facts: Catalogue, at: Addresses, act: Act) -> Card:
    """An act in its sentence."""
    document = view.document(act.document)
    return _card(
        view, facts, at, act.id, "act", act.document, plain_type(act.type),
        how=f"{say('certainty', act.certainty)}; {say('basis', act.basis)}",
        chain=chain_of(view, facts, act.document, act.said_in),
        shown=around_act(document.text, act), reading=readings(act), place=act.evidence,
        origins=facts.acts[act.id].origins,
    )  # fmt: skip


def voice_card(view: CaseView, facts: Catalogue, at: Addresses, statement: Statement) -> Card:
    """A statement in its paragraph."""
    document = view.document(statement.document)
    spans = statement.content or (spoken(statement),)
    own = facts.documents[statement.document].origin
    return _card(
        view, facts, at, statement.id, "statement", statement.document, say("stance", statement.stance),
        how=period_words(_said_at(statement)),
        chain=chain_of(view, facts, statement.document, statement.id),
        shown=around(document.text, spans), reading=(), place=spoken(statement),
        origins=(own,) if own else (),
    )  # fmt: skip


def response_card(view: CaseView, facts: Catalogue, at: Addresses, response: Response) -> Card:
    """A response in its paragraph: no evidence for any act."""
    document = view.document(response.document)
    own = facts.documents[response.document].origin
    return _card(
        view, facts, at, response.id, "response", response.document, say("response", response.kind),
        how="a response, evidence for no act",
        chain=chain_of(view, facts, response.document, response.said_in),
        shown=around(document.text, (response.evidence,)), reading=(), place=response.evidence,
        origins=(own,) if own else (),
    )  # fmt: skip


def _said_at(statement: Statement) -> Period | None:
    said = statement.said_at
    return Period(low=said.low, high=said.high) if said else None


def _card(
    view: CaseView, facts: Catalogue, at: Addresses, record: str, kind: str, document: str, heading: str,
    *, how: str, chain: tuple[str, ...], shown: tuple[Piece, ...], reading: tuple[Reading, ...], place: Span,
    origins: Iterable[str],
) -> Card:  # fmt: skip
    fact = facts.documents[document]
    source = view.source(fact.source)
    return Card(
        id=record, kind=kind, heading=heading, told=how, chain=chain, pieces=shown, reading=reading,
        document=fact, captured=source.capture.at, short_hash=source.blob[:12],
        href=at.in_text(record, document), state=facts.state(record),
        origins=tuple(Figure(facts.origin_words(o), (o,), at.overview(o)) for o in origins),
        start=place.start, end=place.end,
    )  # fmt: skip


def chain_of(view: CaseView, facts: Catalogue, document: str, said_in: str | None) -> tuple[str, ...]:
    """The voices from the printed page inward: 'Daily paper', 'press release', 'minister'."""
    inner: list[str] = []
    seen: set[str] = set()
    while said_in is not None and said_in not in seen:
        seen.add(said_in)
        statement = view.statement(said_in)
        inner.append(statement.speaker.text if statement.speaker else "someone not named")
        said_in = statement.said_through
    return (facts.documents[document].publisher, *reversed(inner)) if inner else (
        facts.documents[document].publisher, "in its own voice",
    )  # fmt: skip


def readings(act: Act) -> tuple[Reading, ...]:
    """What was read from the sentence, role by role, with its value in plain words."""
    rows = [Reading("who", p.text, f"{p.kind}, {p.role.replace('_', ' ')}") for p in act.perpetrators]
    rows += [Reading("did", t.text, plain_type(act.type)) for t in act.triggers]
    rows += [Reading("how", m.text, m.key.replace("_", " ")) for m in act.methods]
    rows += [Reading("whom", v.text, victim_words(v)) for v in act.victims]
    rows += [Reading("where", p.text, f"{p.role}; {p.precision or 'not on the map'}") for p in act.places]
    rows += [Reading("when", t.text, period_words(_period(act))) for t in ((act.time,) if act.time else ())]
    rows += [Reading("many", c.text, count_words(c)) for c in act.counts]
    return tuple(rows)


def _period(act: Act) -> Period | None:
    time = act.time
    return Period(low=time.low, high=time.high, inferred=time.inferred) if time else None


def victim_words(victim: Victim) -> str:
    """What the text says of a victim, and that it does not say the rest."""
    said = [v for v in (victim.occupation, victim.sex, victim.age_group) if v not in (None, "unknown")]
    status = victim.status_at_time.replace("_", " ")
    return ", ".join([victim.kind, *map(str, said), f"status at the time: {status}"])


def count_words(count: Count) -> str:
    """'at least 200,000 displaced (by convention)'."""
    by = {"numeral": "", "words": "", "convention": ", by convention"}[count.basis]
    return f"{interval(count.low, count.high)} {count.of}{by}"


def count_pictures(facts: Catalogue, incident: Incident) -> tuple[CountPicture, ...]:
    """Each figure told of an incident: a bar from low to high with a tick a telling, and a table."""
    kinds = sorted({t.of for t in incident.tellings})
    return tuple(_count_picture(facts, incident, of) for of in kinds)


def _count_picture(facts: Catalogue, incident: Incident, of: str) -> CountPicture:
    told = [
        Telling(facts.origin_words(t.origin), t.low, t.high, t.acts) for t in incident.tellings if t.of == of
    ]
    rows = tuple((t.who, interval(t.low, t.high), t.rests_on) for t in told)
    return CountPicture(of, counts(f"{incident.id}-{of}", of, told), rows)


def _clash(facts: Catalogue, at: Addresses, field: str, why: str, left: str, right: str) -> Clash:
    return Clash(clash_words(field), why, _side(facts, at, left), _side(facts, at, right))


def _side(facts: Catalogue, at: Addresses, record: str) -> Figure:
    act = facts.acts.get(record)
    if act is None:
        return Figure(record, (record,), f"#{record}")
    return Figure(facts.documents[act.document].publisher, (record,), at.in_text(record, act.document))


def cards_by_id(view: CaseView, facts: Catalogue, at: Addresses, records: Sequence[str]) -> tuple[Card, ...]:
    """Cards for ids of acts, statements or responses, in the order given; unknown ids are no cards."""
    found = (_by_id(view, facts, at, record) for record in records)
    return tuple(card for card in found if card is not None)


def _by_id(view: CaseView, facts: Catalogue, at: Addresses, record: str) -> Card | None:
    if record in facts.acts:
        return act_card(view, facts, at, view.act(record))
    if record.startswith("sta-"):
        return voice_card(view, facts, at, view.statement(record))
    return response_card(view, facts, at, view.response(record)) if record.startswith("res-") else None
