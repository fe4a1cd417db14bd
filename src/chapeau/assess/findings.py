"""What supports each element, what speaks against it, how fragile is it?

One `Finding` for each party (or 'unattributed'), provision, element, period and area in which the
party has an incident whose acts make the provision a candidate. The factual type of an act lists a
provision, never a word that judges it. Every verdict is `not_assessed`: a machine has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from chapeau.assess.against import against_of, fewest_for_against
from chapeau.assess.beside import shown_beside
from chapeau.assess.brought import Asked, Brought, Fact, Objection, OfIncident, is_answered, of_incident
from chapeau.assess.case import Case, Material
from chapeau.assess.cells import Cell, cells
from chapeau.assess.counted import Count, Tally, counted
from chapeau.assess.documents import Documents, OfDocument
from chapeau.assess.elements import Law
from chapeau.assess.explanations import explanations, looked_for
from chapeau.assess.fewest import Fewest, least
from chapeau.assess.force import InForce, in_force
from chapeau.assess.gaps import gaps
from chapeau.assess.predicates import is_of, is_of_any
from chapeau.assess.rules import Rule, Rules, rules
from chapeau.assess.set_by_people import SetByPeople
from chapeau.assess.support import (
    Backed,
    Told,
    apart,
    backed,
    fewest_for_support,
    origins_of,
    support_of,
)
from chapeau.ground.identity import record_id
from chapeau.ground.related import Related
from chapeau.ground.settings import Settings
from chapeau.records import Against, Basis, Element, Finding, Force, Hypothesis, KnownBy, Provision, Support

__all__ = ["Material", "candidates", "findings"]

_SUPPORT_RULE: dict[Support, str] = {
    "none": "support.none",
    "one_origin": "support.one_origin",
    "several_origins_no_dependence_found": "support.several_origins",
    "independent": "support.independent",
}


def findings(
    law: Law,
    material: Material,
    settings: Settings,
    opened: tuple[str, ...] = (),
    by: Rules | None = None,
) -> tuple[Finding, ...]:
    """The findings of a case, in order of party, area, period and the statute.

    `opened` are ids of provisions that a person has opened though no act alone lists them (article 6,
    persecution, apartheid), of all of whom acts are told that they ask of; beside those that the settings name with
    who and why. A provision without
    elements is a citation alone and has no findings. `by` are the rules; without them, the packaged ones.
    """
    case = Case(material, by or rules())
    people = SetByPeople(settings, case.name_of)
    asked = Asked(law, case.rules)
    brought = [of_incident(case, asked, explanations(), incident) for incident in case.incidents]
    documents = Documents(case, explanations())
    return findings_of(asked, brought, documents, Related(material.dependences), settings, people, opened)


def findings_of(
    asked: Asked,
    brought: Sequence[OfIncident],
    documents: Documents,
    related: Related,
    settings: Settings,
    people: SetByPeople,
    opened: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """The findings over what all incidents of a case bring, in order of incident, and what its documents do."""
    return tuple(
        finding
        for cell in cells(brought, settings.periods)
        for finding in findings_in(asked, cell, documents, related, people, opened)
    )


def findings_in(
    asked: Asked,
    cell: Cell,
    documents: Documents,
    related: Related,
    people: SetByPeople,
    opened: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """The findings of one cell, in the statute's order."""
    made = _Maker(asked, cell, documents, related, people, frozenset(opened))
    return tuple(finding for provision in asked.law.provisions for finding in made.of_provision(provision))


def candidates(law: Law, act_type: str) -> tuple[Provision, ...]:
    """The provisions that an act of this type lists by itself, in the statute's order."""
    return tuple(p for p in law.provisions if p.id not in law.opened_by_a_person and is_of(act_type, p.acts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a finding is about: a provision, the incidents that list it, what else explains them.

    `told`: incidents with candidate acts that count; `shown`: these, those of which such an act was taken back, and
    `outside`: those of a time in which the provision was not in force; `told_in`: what the documents that tell of those
    shown bring. `listed_by`: the origins
    without all of which the provision would not be listed; none if a person opened it. `gaps` are those of the
    provision as a whole; `set_by_people` and `people_rules` what people set that it stands on.
    """

    provision: Provision
    told: tuple[Told, ...]
    shown: tuple[Told, ...]
    outside: tuple[Told, ...]
    told_in: tuple[OfDocument, ...]
    retractions: tuple[str, ...]
    others: tuple[Hypothesis, ...]
    listed_by: tuple[str, ...]
    by_a_person: bool
    gaps: tuple[str, ...]
    set_by_people: tuple[str, ...]
    people_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """What answers a question in a cell: the incidents, what is objected, their support; and what a finding prints of it.

    `against`: whether that contests it. `tally`: of a count, how many incidents it is of and how many of them are
    contested. `fewest`: the origins without which one of these fields would be another; None where nothing answers.
    """

    found: tuple[Backed, ...]
    made: tuple[Objection, ...]
    support: Support
    against: Against
    tally: Tally | None
    fewest: Fewest | None
    incidents: tuple[str, ...]
    acts: tuple[str, ...]
    origins: tuple[str, ...]
    known_by: tuple[KnownBy, ...]
    admissions: tuple[str, ...]
    acts_against: frozenset[str]
    statements_against: frozenset[str]
    origins_against: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it is a count of which some is contested, while what is not contested still reaches what is asked."""
        return self.tally is not None and bool(self.made) and self.against == "none"


class _Maker:
    """The findings of one cell; what several of them ask of it is looked up once."""

    def __init__(
        self,
        asked: Asked,
        cell: Cell,
        documents: Documents,
        related: Related,
        people: SetByPeople,
        opened: frozenset[str],
    ) -> None:
        self._asked, self._cell, self._related, self._people = asked, cell, related, people
        self._documents, self._opened = documents, opened
        self._by_type, self._span = _by_type(cell), cell.span
        self._answered: dict[tuple[int, Force, bool], _Answered] = {}
        self._shown_beside: dict[tuple[str, bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._looked_in: dict[tuple[int, ...], tuple[OfDocument, ...]] = {}
        self._explained: dict[tuple[tuple[int, ...], frozenset[str]], tuple[Hypothesis, ...]] = {}

    def of_provision(self, provision: Provision) -> Iterator[Finding]:
        """The findings on its elements, where an act lists it or a person opened it for this party."""
        told = self._with_acts_of(provision.acts)
        lists = bool(told) and provision.id not in self._asked.law.opened_by_a_person
        opened = provision.id in self._people.opened or provision.id in self._opened
        concerned = opened and self._concerned(provision, told)
        opening = self._people.opening(provision, self._cell.party, concerned=concerned)
        by_a_person = bool(opening) or (concerned and provision.id in self._opened)
        if not (lists or by_a_person):
            return
        subject = self._subject(provision, told, opening, by_a_person)
        for element in provision.elements:
            yield self._finding(subject, element)

    def _concerned(self, provision: Provision, told: tuple[Told, ...]) -> bool:
        """Whether acts are told that a provision asks of: its own, and where none lists it, those that its context counts.

        Of some provisions no act type tells: these ask of whatever is told.
        """
        if told or provision.id not in self._asked.law.opened_by_a_person:
            return bool(told)
        lists = self._asked.lists_of(provision)
        return bool(self._with_acts_of(*lists) if lists else self._by_type)

    def _subject(
        self, provision: Provision, told: tuple[Told, ...], opening: tuple[str, ...], by_a_person: bool
    ) -> _Subject:
        force = in_force(provision.in_force, told, opened=by_a_person)
        facts = [f for one in force.counted for f in one.brought.facts if is_of(f.type, provision.acts)]
        back = {id(one) for one in told}
        conflict = self._people.conflict(self._cell.party, provision, told or self._cell.told)
        shown = tuple(
            one for one in self._cell.told if id(one) in back or _was_told(one.brought, provision.acts)
        )
        families = frozenset(fact.type.partition(".")[0] for fact in facts)
        return _Subject(
            provision=provision,
            told=force.counted,
            shown=shown,
            outside=() if by_a_person else force.outside,
            told_in=self._told_in(shown),
            retractions=tuple(sorted({said for one in shown for said in one.brought.retractions})),
            others=self._others(force.counted, families),
            listed_by=() if by_a_person else origins_of(facts),
            by_a_person=by_a_person,
            gaps=(*conflict.gaps, *_gaps_of_force(provision, force), *self._gap_of_territory(provision)),
            set_by_people=(*conflict.words, *opening),
            people_rules=_rules_of_people(conflict.words, opening),
        )

    def _told_in(self, told: tuple[Told, ...]) -> tuple[OfDocument, ...]:
        """What the documents that tell of these bring; many provisions list the same incidents."""
        of = tuple(map(id, told))
        if of not in self._looked_in:
            self._looked_in[of] = self._documents.of(d for one in told for d in one.brought.looked_in)
        return self._looked_in[of]

    def _others(self, told: tuple[Told, ...], families: frozenset[str]) -> tuple[Hypothesis, ...]:
        of = (tuple(map(id, told)), families)
        if of not in self._explained:
            self._explained[of] = hypotheses(told, self._told_in(told), families)
        return self._explained[of]

    def _gap_of_territory(self, provision: Provision) -> tuple[str, ...]:
        elsewhere = provision.territories and self._cell.area not in provision.territories
        return ("gap.territory",) if elsewhere else ()

    def _with_acts_of(self, *lists: tuple[str, ...]) -> tuple[Told, ...]:
        """What is told with acts of one of these lists of types, in the cell's order."""
        places = {
            place for told, of_type in self._by_type.items() if is_of_any(told, lists) for place in of_type
        }
        return tuple(self._cell.told[place] for place in sorted(places))

    def _answers(self, provision: Provision, rule: Rule, by_a_person: bool) -> _Answered:
        """What answers the question, or objects to it: of the provision's own acts; for a count, of all that its article lists."""
        place = self._asked.place(provision, rule)
        asked = (place, provision.in_force, by_a_person)
        if asked not in self._answered:
            told = () if not is_answered(rule) else self._with_acts_of(*self._asked.questions[place].lists)
            told = in_force(provision.in_force, told, opened=by_a_person).counted
            self._answered[asked] = self._answered_by(told, place, rule)
        return self._answered[asked]

    def _answered_by(self, told: Sequence[Told], place: int, rule: Rule) -> _Answered:
        several = len(apart(told)) > 1
        answering = _backed(told, place, among=several)
        found = tuple(one for one in answering if one.facts)
        made = tuple(objection for one in answering for objection in one.answer.objections)
        support = support_of(self._related, (one.origins for one in found))
        if found and rule.scope == "all_incidents":
            others = found if several else _backed(told, place, among=True)
            count = Count(self._related, counted(others))
            fewest, against, tally = [count.fewest()], count.against, count.tally
        else:
            of_support = fewest_for_support(self._related, found, support) if found else None
            fewest = [one for one in (of_support, fewest_for_against(made)) if one is not None]
            against, tally = against_of(made), None
        facts = [fact for one in found for fact in one.facts]
        return _Answered(
            found=found,
            made=made,
            support=support,
            against=against,
            tally=tally,
            fewest=least(fewest) if fewest else None,
            incidents=tuple(sorted(one.told.of.incident for one in found)),
            acts=tuple(sorted(fact.act for fact in facts)),
            origins=origins_of(facts),
            known_by=_known_by(facts),
            admissions=tuple(sorted({said for fact in facts for said in fact.admissions})),
            acts_against=frozenset(act for objection in made for act in objection.acts),
            statements_against=frozenset(said for objection in made for said in objection.statements),
            origins_against=tuple(sorted({origin for objection in made for origin in objection.origins})),
        )

    def _beside(self, subject: _Subject, element: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is shown beside all elements of this kind of one provision, and by which rules."""
        of = (subject.provision.id, element.kind == "material")
        if of not in self._shown_beside:
            shown = [one.brought for one in subject.shown]
            self._shown_beside[of] = shown_beside(element, shown, subject.told_in, subject.provision.acts)
        return self._shown_beside[of]

    def _finding(self, subject: _Subject, element: Element) -> Finding:
        rule, cell, provision = self._asked.rules[element.alleged_when], self._cell, subject.provision
        answered = self._answers(provision, rule, subject.by_a_person)
        found, support = answered.found, answered.support
        beside, beside_rules = self._beside(subject, element)
        missing = gaps(self._asked.by, rule, cell.party, provision, element, found, support, subject.gaps)
        late = _out_of_force(subject, element)
        fewest = _fragility(answered, subject.listed_by)
        against, said_against = answered.acts_against, answered.statements_against
        return Finding(
            id=_finding_id(cell, provision, element),
            party=cell.party,
            provision=provision.id,
            element=element.id,
            period=cell.period,
            area=cell.area,
            alleged="yes" if found else "no",
            support=support,
            against=answered.against,
            contested=_in_part(answered),
            incidents_for=answered.incidents,
            acts_for=answered.acts,
            origins_for=answered.origins,
            known_by=answered.known_by,
            admissions=answered.admissions,
            retractions=subject.retractions,
            acts_against=tuple(sorted(against)),
            statements_against=tuple(sorted(said_against)),
            origins_against=answered.origins_against,
            shown_beside=tuple(
                one for one in sorted({*beside, *late}) if one not in said_against and one not in against
            ),
            fragility=fewest.number if fewest else None,
            gaps=tuple(self._asked.known[gap].words for gap in missing),
            hypotheses=subject.others if found else (),
            rules=(
                rule.id,
                _SUPPORT_RULE[support],
                *_against_rules(answered),
                *beside_rules,
                *(("beside.out_of_force",) if late else ()),
                *_fragility_rule(fewest),
                *missing,
                *subject.people_rules,
            ),
            set_by_people=subject.set_by_people,
            span=self._span,
        )


def _backed(told: Iterable[Told], place: int, *, among: bool) -> tuple[Backed, ...]:
    found = (backed(one, place, among) for one in told)
    return tuple(one for one in found if one is not None)


def _fragility(answered: _Answered, listed_by: tuple[str, ...]) -> Fewest | None:
    """The fewest origins without which a field would be another, or the provision not listed."""
    if answered.fewest is None:
        return None
    return least((answered.fewest, *((Fewest(len(listed_by)),) if listed_by else ())))


def _gaps_of_force(provision: Provision, force: InForce) -> tuple[str, ...]:
    holding = {
        "gap.out_of_force": bool(force.outside),
        "gap.force_in_part": force.across,
        "gap.force_unverified": not provision.in_force.verified,
    }
    return tuple(gap for gap, holds in holding.items() if holds)


def _rules_of_people(conflict: tuple[str, ...], opening: tuple[str, ...]) -> tuple[str, ...]:
    return (*(("people.conflict",) if conflict else ()), *(("people.opened",) if opening else ()))


def _out_of_force(subject: _Subject, element: Element) -> tuple[str, ...]:
    """The acts of another time, shown with material elements."""
    if element.kind != "material":
        return ()
    facts = (fact for one in subject.outside for fact in one.brought.facts)
    return tuple(fact.act for fact in facts if is_of(fact.type, subject.provision.acts))


def _by_type(cell: Cell) -> Mapping[str, list[int]]:
    """Where in the cell acts of each type are told."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, told in enumerate(cell.told):
        for act_type in {fact.type for fact in told.brought.facts}:
            places[act_type].append(place)
    return places


def _was_told(brought: Brought, types: tuple[str, ...]) -> bool:
    return any(is_of(shown.type, types) for shown in brought.taken_back)


def _known_by(facts: Iterable[Fact]) -> tuple[KnownBy, ...]:
    """The acts by how their tellers know, in the order of the record's own list."""
    acts: defaultdict[Basis, list[str]] = defaultdict(list)
    for fact in facts:
        acts[fact.basis].append(fact.act)
    return tuple(
        KnownBy(basis=basis, acts=tuple(sorted(acts[basis]))) for basis in get_args(Basis) if acts[basis]
    )


def hypotheses(
    told: Sequence[Told], looked_in: Sequence[OfDocument], families: frozenset[str]
) -> tuple[Hypothesis, ...]:
    """The explanations asked for these families of acts: what was searched for, in which documents, and what was found."""
    asked = [explanation for explanation in explanations() if families & set(explanation.families)]
    return tuple(
        Hypothesis(
            key=explanation.key,
            wording=explanation.wording,
            predicts=explanation.predicts,
            looked_for=looked_for(explanation.bears_on),
            looked_in=len(looked_in),
            bears_on=_bearing_on(explanation.key, told, looked_in),
        )
        for explanation in asked
    )


def _bearing_on(key: str, told: Iterable[Told], documents: Iterable[OfDocument]) -> tuple[str, ...]:
    of_events = {found for one in told for found in one.brought.bearing.get(key, ())}
    return tuple(sorted(of_events.union(*(one.bearing.get(key, ()) for one in documents))))


def _finding_id(cell: Cell, provision: Provision, element: Element) -> str:
    """What it is about and nothing of what was found: further sources change a finding, not its id."""
    return record_id("fin", cell.party, provision.id, element.id, *cell.period.ends, cell.area)


def _fragility_rule(fewest: Fewest | None) -> tuple[str, ...]:
    if fewest is None:
        return ()
    return ("fragility.fewest_origins" if fewest.exact else "fragility.at_least",)


def _against_rules(answered: _Answered) -> tuple[str, ...]:
    rules = tuple(sorted({objection.rule for objection in answered.made}))
    return (*rules, *(("against.count_stands",) if answered.stands else ())) or ("against.none",)


def _in_part(answered: _Answered) -> str:
    """'2 incidents are contested; 5 stand uncontested.', where a count stands without what is contested."""
    tally = answered.tally
    if tally is None or not answered.stands:
        return ""
    contested = "1 incident is" if tally.contested == 1 else f"{tally.contested:,} incidents are"
    return f"{contested} contested; {tally.standing:,} {'stands' if tally.standing == 1 else 'stand'} uncontested."
