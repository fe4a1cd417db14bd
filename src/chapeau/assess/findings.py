"""What supports each element, what speaks against it, how fragile is it?

One `Finding` for each party (or 'unattributed'), provision, element, period and area in which the
party has an incident whose acts make the provision a candidate. The factual type of an act lists a
provision, never a word that judges it. Every verdict is `not_assessed`: a machine has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chapeau.assess.against import Contest, against_of, contests, fewest_for_against
from chapeau.assess.beside import shown_beside
from chapeau.assess.case import Case, Material
from chapeau.assess.cells import Cell, cells
from chapeau.assess.conflicts import conflict_found
from chapeau.assess.elements import Law
from chapeau.assess.events import Event
from chapeau.assess.explanations import explanations, hypotheses
from chapeau.assess.force import InForce, in_force
from chapeau.assess.gaps import gaps
from chapeau.assess.predicates import is_of
from chapeau.assess.rules import Rule, Rules, rules
from chapeau.assess.support import (
    Backing,
    backings,
    candidate_acts,
    fewest_for_alleged,
    fewest_for_support,
    origins_of,
    support_of,
)
from chapeau.ground.identity import record_id
from chapeau.ground.settings import Settings
from chapeau.records import Element, Finding, Hypothesis, Provision, Support

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
    persecution, apartheid), beside those that the settings name with who and why. A provision without
    elements is a citation alone and has no findings. `by` are the rules; without them, the packaged ones.
    """
    case = Case(material, by or rules())
    asked = (*opened, *(one.provision for one in settings.opened))
    for one in asked:
        law.provision(one)
    return tuple(
        finding
        for cell in cells(case, settings.periods)
        for provision in listed(law, cell, asked)
        for subject in (_subject(case, cell, provision, asked, settings),)
        for finding in (_finding(case, law, subject, element) for element in provision.elements)
    )


def candidates(law: Law, act_type: str) -> tuple[Provision, ...]:
    """The provisions that an act of this type lists by itself, in the statute's order."""
    return tuple(p for p in law.provisions if p.id not in law.opened_by_a_person and is_of(act_type, p.acts))


def listed(law: Law, cell: Cell, opened: tuple[str, ...] = ()) -> Iterator[Provision]:
    """The provisions for which the cell has a candidate act, or that a person opened."""
    for provision in law.provisions:
        has_act = any(candidate_acts(event, provision.acts) for event in cell.events)
        if provision.id in opened or (has_act and provision.id not in law.opened_by_a_person):
            yield provision


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a finding is about: the cell, the provision and its candidate events, what else explains them.

    `shown`: these, the events of which such an act was taken back, and `outside`: those of a time in which the
    provision was not in force. `listed_by`: the origins without all of which the provision would not be
    listed; none if a person opened it. `gaps` are those of the provision as a whole; `set_by_people` and
    `people_rules` what people set that it stands on.
    """

    cell: Cell
    provision: Provision
    events: tuple[Event, ...]
    shown: tuple[Event, ...]
    outside: tuple[Event, ...]
    opened: bool
    others: tuple[Hypothesis, ...]
    listed_by: tuple[str, ...]
    gaps: tuple[str, ...]
    set_by_people: tuple[str, ...]
    people_rules: tuple[str, ...]


def _subject(
    case: Case, cell: Cell, provision: Provision, opened: tuple[str, ...], settings: Settings
) -> _Subject:
    told = tuple(event for event in cell.events if candidate_acts(event, provision.acts))
    force = in_force(case, provision, told, opened=provision.id in opened)
    acts = tuple(act for event in force.counted for act in candidate_acts(event, provision.acts))
    conflict = conflict_found(case, cell, provision, told or cell.events, settings.conflicts)
    opening = _opening(provision, settings)
    return _Subject(
        cell=cell,
        provision=provision,
        events=force.counted,
        shown=tuple(e for e in cell.events if e in told or _was_told(e, provision)),
        outside=() if provision.id in opened else force.outside,
        opened=provision.id in opened,
        others=hypotheses(case, explanations(), force.counted, frozenset(act.family for act in acts)),
        listed_by=() if provision.id in opened else origins_of(case, acts),
        gaps=(*conflict.gaps, *_gaps_of_force(provision, force), *_gaps_of_territory(cell, provision)),
        set_by_people=(*conflict.words, *opening),
        people_rules=(
            *(("people.conflict",) if conflict.words else ()),
            *(("people.opened",) if opening else ()),
        ),
    )


def _opening(provision: Provision, settings: Settings) -> tuple[str, ...]:
    return tuple(
        f"Opened by {one.opened_by}. {one.reasons}"
        for one in settings.opened
        if one.provision == provision.id
    )


def _gaps_of_force(provision: Provision, force: InForce) -> Iterator[str]:
    if force.outside:
        yield "gap.out_of_force"
    if force.across:
        yield "gap.force_in_part"
    if not provision.in_force.verified:
        yield "gap.force_unverified"


def _gaps_of_territory(cell: Cell, provision: Provision) -> Iterator[str]:
    if provision.territories and cell.area not in provision.territories:
        yield "gap.territory"


def _was_told(event: Event, provision: Provision) -> bool:
    return any(is_of(act.type, provision.acts) for act in event.taken_back)


def _finding(case: Case, law: Law, subject: _Subject, element: Element) -> Finding:
    rule = case.rules.alleged[element.alleged_when]
    found = _backings(case, law, subject, rule)
    made = contests(case, found)
    support = support_of(case, found)
    beside, beside_rules = shown_beside(case, element, subject.shown, subject.provision.acts)
    missing = gaps(case, subject.cell, subject.provision, element, found, support, subject.gaps)
    cell = subject.cell
    late = _out_of_force(subject, element)
    against = sorted({act.id for contest in made for act in contest.acts})
    said_against = {statement for contest in made for statement in contest.statements}
    return Finding(
        id=_finding_id(cell, subject.provision, element),
        party=cell.party,
        provision=subject.provision.id,
        element=element.id,
        period=cell.period,
        area=cell.area,
        alleged="yes" if found else "no",
        support=support,
        against=against_of(made),
        incidents_for=tuple(sorted(backing.event.incident.id for backing in found)),
        acts_for=tuple(sorted(act.id for backing in found for act in backing.acts)),
        origins_for=origins_of(case, (act for backing in found for act in backing.acts)),
        acts_against=tuple(against),
        statements_against=tuple(sorted(said_against)),
        origins_against=origins_of(case, (act for contest in made for act in contest.acts)),
        shown_beside=tuple(
            one for one in sorted({*beside, *late}) if one not in said_against and one not in against
        ),
        fragility=_fragility(case, subject, rule, found, made),
        gaps=tuple(case.rules.by_id[gap].words for gap in missing),
        hypotheses=subject.others if found else (),
        rules=(
            rule.id,
            _SUPPORT_RULE[support],
            *_against_rules(made),
            *beside_rules,
            *(("beside.out_of_force",) if late else ()),
            *_fragility_rule(found),
            *missing,
            *subject.people_rules,
        ),
        set_by_people=subject.set_by_people,
    )


def _out_of_force(subject: _Subject, element: Element) -> tuple[str, ...]:
    """The acts of another time, shown with material elements."""
    if element.kind != "material":
        return ()
    return tuple(act.id for event in subject.outside for act in candidate_acts(event, subject.provision.acts))


def _finding_id(cell: Cell, provision: Provision, element: Element) -> str:
    """What it is about and nothing of what was found: further sources change a finding, not its id."""
    period = (cell.period.low or "", cell.period.high or "")
    return record_id("fin", cell.party, provision.id, element.id, *period, cell.area)


def _backings(case: Case, law: Law, subject: _Subject, rule: Rule) -> tuple[Backing, ...]:
    """Of the provision's own events; for a count of acts, of all events whose acts the article lists."""
    if rule.scope == "act":
        return backings(rule, subject.events, subject.provision.acts)
    types = {
        t
        for p in law.provisions
        if p.body == subject.provision.body and p.id not in law.opened_by_a_person and _asks(p, rule)
        for t in p.acts
    }
    force = in_force(case, subject.provision, subject.cell.events, opened=subject.opened)
    return backings(rule, force.counted, tuple(sorted(types)))


def _asks(provision: Provision, rule: Rule) -> bool:
    return any(element.alleged_when == rule.id for element in provision.elements)


def _fragility(
    case: Case, subject: _Subject, rule: Rule, found: tuple[Backing, ...], made: tuple[Contest, ...]
) -> int | None:
    if not found:
        return None
    fewest = [
        fewest_for_alleged(case, rule, found),
        fewest_for_support(case, found),
        fewest_for_against(case, made),
        len(subject.listed_by) or None,
    ]
    return min(number for number in fewest if number is not None)


def _against_rules(made: Iterable[Contest]) -> tuple[str, ...]:
    return tuple(sorted({contest.rule for contest in made})) or ("against.none",)


def _fragility_rule(found: tuple[Backing, ...]) -> tuple[str, ...]:
    return ("fragility.fewest_origins",) if found else ()
