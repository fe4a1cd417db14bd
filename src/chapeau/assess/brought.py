"""What does one incident bring to the findings of its parties? All that a finding needs, without the records.

An incident is looked at once, however many provisions and elements ask; what it brings depends on its own
tellings, the texts they stand in and the incidents that contain it, on nothing else. So of a case that grew by
one document only the incidents that it touches are looked at anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from chapeau.assess.backing import Backing, Holding, holdings, origins_of, tellings, tells_of_many
from chapeau.assess.case import Case
from chapeau.assess.contests import Contest, contests, told_instead
from chapeau.assess.elements import Law
from chapeau.assess.events import Event, events_of
from chapeau.assess.explanations import Explanation, bearing_on
from chapeau.assess.predicates import is_of_any
from chapeau.assess.rules import Rule, Rules
from chapeau.records import Act, Basis, Incident, PartyRole, Period, Provision

NOT_STATED = "not_stated"

_BROAD = ("country", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A rule asked of acts of these lists of types: a provision's own, or for a count those of all that ask it."""

    rule: str
    lists: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An act that can support, as findings need it.

    `many`: told as a series or a total; `total`: as a total. `possible`: told as possibly done. `known_doer`: a unit or a person
    is named. `admissions`: the statements in its chain of voices that admit it. `as_no_doer`: the roles in which the party is
    told of it, where none says that it did it (ordered, aided, failed to prevent).
    """

    act: str
    type: str
    origins: tuple[str, ...]
    many: bool
    total: bool
    possible: bool
    basis: Basis
    known_doer: bool
    admissions: tuple[str, ...]
    as_no_doer: tuple[PartyRole, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An act (its place among the facts) of which a rule holds; `beside`: where it needs one of others, the place of
    their origins among the answer's."""

    fact: int
    beside: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What speaks against tellings that rest on the origins `of`: by which rule, which acts and statements, their origins."""

    state: Literal["denied", "contradicted"]
    rule: str
    acts: tuple[str, ...]
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an event answers to a question (its place among those that the law asks), and what is objected.

    Nothing is held of what no machine may say; a denial can object to it all the same.

    `beside`: origins of acts one of which some of these need. `among`: what it answers beside other such events; what it answers alone stands in another answer.
    None: both are the same.
    """

    question: int
    held: tuple[Held, ...]
    beside: tuple[tuple[str, ...], ...]
    objections: tuple[Objection, ...]
    among: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An act that is shown and supports nothing."""

    act: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an incident brings to the findings of one party, or of nobody in particular.

    `bearing` gives for each other explanation what the event's own tellings bear on it. `looked_in` are the documents
    that tell of the event: what these bring to all that they tell of stands with them (`documents.py`).
    """

    party: str
    facts: tuple[Fact, ...]
    answers: tuple[Answer, ...]
    unasserted: tuple[Shown, ...]
    nameless: tuple[Shown, ...]
    taken_back: tuple[Shown, ...]
    retractions: tuple[str, ...]
    corrected: bool
    bearing: Mapping[str, tuple[str, ...]]
    looked_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfIncident:
    """An incident, and what it brings to each party's findings.

    `place` is the gazetteer's id. `span` is when it happened as far as told; `undated`: no day is told; `broad`: no place below the country;
    `figures`: its tellings disagree on how many, when or where. `contains`: the incidents that lie in it, parts of its parts among them.
    """

    incident: str
    area: str
    place: str | None
    span: Period
    undated: bool
    open: bool
    broad: bool
    figures: bool
    contains: tuple[str, ...]
    parties: tuple[Brought, ...]


class Asked:
    """All that a body of law asks by these rules: each rule with the types it is asked of, once."""

    def __init__(self, law: Law, rules: Rules) -> None:
        self.law = law
        self.by = rules
        self.rules, self.known = rules.alleged, rules.by_id
        found = {self._question(p, self.rules[e.alleged_when]) for p in law.provisions for e in p.elements}
        self.questions = tuple(sorted(found, key=lambda question: (question.rule, question.lists)))
        self._place = {question: place for place, question in enumerate(self.questions)}
        self._put_to: dict[str, tuple[int, ...]] = {}
        self._contesting = [rules.contesting(self.rules[question.rule]) for question in self.questions]

    def place(self, provision: Provision, rule: Rule) -> int:
        """Where the question that this provision puts by this rule stands among all."""
        return self._place[self._question(provision, rule)]

    def lists_of(self, provision: Provision) -> tuple[tuple[str, ...], ...]:
        """The lists of types of which the provision's elements ask; none where no type is of their kind."""
        asked = (self._question(provision, self.rules[e.alleged_when]) for e in provision.elements)
        return tuple(sorted({types for question in asked for types in question.lists if types}))

    def contesting(self, place: int) -> tuple[Rule, ...]:
        """The rules by which what a denial tells besides speaks against what this question asks."""
        return self._contesting[place]

    def put_to(self, types: Iterable[str]) -> tuple[int, ...]:
        """The questions that are put to acts of any of these types and that a machine may answer or find contested."""
        return tuple(sorted({place for act_type in types for place in self._of_type(act_type)}))

    def _of_type(self, act_type: str) -> tuple[int, ...]:
        if act_type not in self._put_to:
            self._put_to[act_type] = tuple(
                place
                for place, question in enumerate(self.questions)
                if is_answered(self.rules[question.rule]) and is_of_any(act_type, question.lists)
            )
        return self._put_to[act_type]

    def _question(self, provision: Provision, rule: Rule) -> Question:
        if rule.scope == "act":
            return Question(rule=rule.id, lists=(provision.acts,))
        return Question(rule=rule.id, lists=self._counted[rule.id, provision.body])

    @cached_property
    def _counted(self) -> Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]:
        """For each rule that counts over incidents, and each body of law: the types of each of its provisions that ask
        it and that acts list. What one provision leaves out, another can name."""
        listing = [p for p in self.law.provisions if p.id not in self.law.opened_by_a_person]
        return {
            (rule.id, body): tuple(sorted({p.acts for p in listing if p.body == body and _asks(p, rule)}))
            for rule in self.rules.values()
            if rule.scope == "all_incidents"
            for body in {p.body for p in self.law.provisions}
        }


def is_answered(rule: Rule) -> bool:
    """Whether a machine may say by this rule that an element is alleged, or that it is contested."""
    return not rule.never or bool(rule.contested_by)


def _asks(provision: Provision, rule: Rule) -> bool:
    return any(element.alleged_when == rule.id for element in provision.elements)


def of_incident(case: Case, asked: Asked, known: Sequence[Explanation], incident: Incident) -> OfIncident:
    """What this incident brings to the findings of each party that it names."""
    return OfIncident(
        incident=incident.id,
        area=(incident.place and incident.place.country) or NOT_STATED,
        place=incident.place.id if incident.place else None,
        span=bounds(case, incident),
        undated=incident.time is None or incident.time.low is None,
        open=incident.time is None or (incident.time.low is None and incident.time.high is None),
        broad=(incident.place.precision if incident.place else None) in _BROAD,
        figures=any(c.field not in case.rules.contradicting_fields for c in incident.contradictions),
        contains=case.parts_of(incident),
        parties=tuple(_brought(case, asked, known, event) for event in events_of(case, incident)),
    )


def bounds(case: Case, incident: Incident) -> Period:
    """When it happened: its own time; where no end is told, not after the earliest document that tells it."""
    time = incident.time or Period()
    if time.high is not None:
        return time
    dates = (case.dates.get(act.document) for act in case.acts_in(incident))
    latest = [date.high for date in dates if date is not None and date.high is not None]
    return Period(
        low=time.low, high=min(latest, default=None), precision=time.precision, inferred=bool(latest)
    )


def _brought(case: Case, asked: Asked, known: Sequence[Explanation], event: Event) -> Brought:
    return Brought(
        party=event.party,
        facts=tuple(_fact(case, act, event.party) for act in event.acts),
        answers=tuple(_answers(case, asked, event)),
        unasserted=_shown(event.unasserted),
        nameless=_shown(event.nameless),
        taken_back=_shown(event.taken_back),
        retractions=tuple(_retractions(case, event)),
        corrected=bool(event.corrections),
        bearing=bearing_on(case, known, event),
        looked_in=case.carriers(event.incident, case.acts_in(event.incident)),
    )


def _fact(case: Case, act: Act, party: str) -> Fact:
    roles = case.roles_in(act).get(party, set())
    return Fact(
        act=act.id,
        type=act.type,
        origins=case.origins_of(act),
        many=tells_of_many(act),
        total=act.extent == "aggregate",
        possible=act.certainty == "possible",
        basis=act.basis,
        known_doer=any(doer.kind in ("unit", "individual") for doer in act.perpetrators),
        admissions=tuple(sorted(said.id for said in case.chain(act) if said.stance == "admits")),
        as_no_doer=tuple(sorted(roles)) if roles <= set(case.rules.roles_of_no_doer) else (),
    )


def _shown(acts: Iterable[Act]) -> tuple[Shown, ...]:
    return tuple(Shown(act=act.id, type=act.type) for act in acts)


def _retractions(case: Case, event: Event) -> list[str]:
    """The statements that took tellings of this event back."""
    chains = (said for act in case.acts_in(event.incident) for said in case.chain(act))
    return sorted({said.id for said in chains if said.stance == "retracts"})


def _answers(case: Case, asked: Asked, event: Event) -> Iterator[Answer]:
    told_in = tellings(event)
    for place in asked.put_to({act.type for act in event.acts}):
        lists = asked.questions[place].lists
        rule = asked.rules[asked.questions[place].rule]
        alone = holdings(rule, event, told_in, lists, several=False)
        if rule.scope == "act":
            instead = _told_instead(case, event, lists, asked.contesting(place))
            yield from _answer(case, event, place, alone, None, instead)
            continue
        yield from _answer(case, event, place, alone, False)
        yield from _answer(case, event, place, holdings(rule, event, told_in, lists, several=True), True)


def _told_instead(
    case: Case, event: Event, lists: tuple[tuple[str, ...], ...], by: tuple[Rule, ...]
) -> tuple[Contest, ...]:
    if not by:
        return ()
    concerned = tuple(Holding(act=act) for act in event.acts if is_of_any(act.type, lists))
    return tuple(told_instead(case, Backing(event=event, holdings=concerned), by))


def _answer(
    case: Case,
    event: Event,
    place: int,
    held: tuple[Holding, ...],
    among: bool | None,
    instead: tuple[Contest, ...] = (),
) -> Iterator[Answer]:
    if held or instead:
        where = {act.id: number for number, act in enumerate(event.acts)}
        needed = {id(one.partners): one.partners for one in held if one.partners}
        places = {key: number for number, key in enumerate(needed)}
        yield Answer(
            question=place,
            held=tuple(Held(fact=where[h.act.id], beside=places.get(id(h.partners))) for h in held),
            beside=tuple(origins_of(case, partners) for partners in needed.values()),
            objections=_objections(
                case, (*contests(case, (Backing(event=event, holdings=held),) if held else ()), *instead)
            ),
            among=among,
        )


def _objections(case: Case, found: Iterable[Contest]) -> tuple[Objection, ...]:
    """What is objected to the same tellings by the same rule as one: it holds as long as any of it does."""
    made: defaultdict[tuple[str, tuple[str, ...]], list[Contest]] = defaultdict(list)
    for contest in found:
        made[contest.rule, tuple(act.id for act in contest.of)].append(contest)
    return tuple(_objection(case, alike) for alike in made.values())


def _objection(case: Case, alike: Sequence[Contest]) -> Objection:
    acts = {act.id: act for contest in alike for act in contest.acts}
    return Objection(
        state=alike[0].state,
        rule=alike[0].rule,
        acts=tuple(acts),
        statements=tuple(sorted({said for contest in alike for said in contest.statements})),
        origins=origins_of(case, acts.values()),
        of=origins_of(case, alike[0].of),
    )
