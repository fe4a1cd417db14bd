"""What is missing, and what would change a finding? Each gap is a rule of `rules.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from chapeau.assess.events import UNATTRIBUTED
from chapeau.assess.rules import Rule, Rules
from chapeau.assess.support import Backed
from chapeau.ground.as_told import FIRST_HAND
from chapeau.records import Element, Provision, Support

ATTACK_COUNTED = "alleged.several_acts"
"""The rule of the element that only crimes within an attack have."""


def gaps(
    rules: Rules,
    rule: Rule,
    party: str,
    provision: Provision,
    element: Element,
    found: Sequence[Backed],
    support: Support,
    of_law: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The ids of the gap rules that hold, in the order in which they are printed.

    `rule`: the one by which the element is alleged. `of_law` are those of the provision as a whole: the class of conflict it needs, its time in force, its territory.
    """
    context = chain(_of_attack(provision, element), of_law)
    if not found:
        return tuple(chain(_not_alleged(rule), context))
    return tuple(
        chain(
            context,
            _of_origins(support),
            _of_circumstances(found, party),
            _of_roles(rule, rules, found),
            _of_basis(found),
            _of_tellings(found),
        )
    )


def _not_alleged(rule: Rule) -> Iterator[str]:
    yield "gap.person_only" if rule.never else "gap.not_told"


def _of_attack(provision: Provision, element: Element) -> Iterator[str]:
    """For the context of a crime that belongs to an attack: one of whose elements counts its acts."""
    if element.kind == "contextual" and any(e.alleged_when == ATTACK_COUNTED for e in provision.elements):
        yield "gap.attack"


def _of_origins(support: Support) -> Iterator[str]:
    if support == "one_origin":
        yield "gap.one_origin"
    if support == "several_origins_no_dependence_found":
        yield "gap.independence"


def _of_circumstances(found: Sequence[Backed], party: str) -> Iterator[str]:
    if all(one.told.of.broad for one in found):
        yield "gap.place"
    if all(one.told.of.undated for one in found):
        yield "gap.date"
    if party == UNATTRIBUTED:
        yield "gap.who"
    elif not any(fact.known_doer for one in found for fact in one.facts):
        yield "gap.unit"
    if all(fact.total for one in found for fact in one.facts):
        yield "gap.aggregate"


def _of_roles(rule: Rule, rules: Rules, found: Sequence[Backed]) -> Iterator[str]:
    """Where no telling says that the party did it, as what it is told of; not where the element asks for that role."""
    facts = [fact for one in found for fact in one.facts]
    if all(fact.as_no_doer for fact in facts):
        told = {role for fact in facts for role in fact.as_no_doer}
        needs = (need for alternative in rule.any_of for need in alternative)
        asked = {v for need in needs if need.predicate == "perpetrators_acted_as" for v in need.values}
        yield from (f"gap.role_{role}" for role in rules.roles_of_no_doer if role in told - asked)


def _of_basis(found: Sequence[Backed]) -> Iterator[str]:
    if not any(fact.basis in FIRST_HAND for one in found for fact in one.facts):
        yield "gap.first_hand"
    if all(fact.possible for one in found for fact in one.facts):
        yield "gap.possible"


def _of_tellings(found: Sequence[Backed]) -> Iterator[str]:
    if any(one.told.of.figures for one in found):
        yield "gap.figures"
    if any(one.told.brought.taken_back for one in found):
        yield "gap.taken_back"
    if any(one.told.brought.corrected for one in found):
        yield "gap.corrected"
    if any(one.told.brought.nameless for one in found):
        yield "gap.names_nobody"
