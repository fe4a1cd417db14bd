"""What supports an element: which incidents, and how many origins behind any one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from chapeau.assess.brought import Answer, Brought, Fact, OfIncident
from chapeau.assess.fragility import Fewest, Witness, fewest_removed
from chapeau.assess.rules import Rule
from chapeau.ground.related import Related
from chapeau.records import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident as it concerns the party of a cell."""

    of: OfIncident
    brought: Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """An incident that makes an element alleged: the acts of which the rule holds, and their origins.

    Without acts it makes nothing alleged; its answer then only objects.
    """

    told: Told
    answer: Answer
    facts: tuple[Fact, ...]
    origins: tuple[str, ...]


def backed(told: Told, question: int, among: bool) -> Backed | None:
    """How an incident answers a question; `among` where the cell holds other such incidents."""
    for answer in told.brought.answers:
        if answer.question == question and answer.among in (None, among):
            facts = tuple(told.brought.facts[held.fact] for held in answer.held)
            return Backed(told=told, answer=answer, facts=facts, origins=origins_of(facts))
    return None


def apart(told: Iterable[Told]) -> tuple[Told, ...]:
    """The incidents that lie within no other of these: a part is never added to its whole."""
    all_told = tuple(told)
    within = {inner for one in all_told for inner in one.of.contains}
    return tuple(one for one in all_told if one.of.incident not in within)


def origins_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """All origins that these acts rest on, in order."""
    return tuple(sorted({origin for fact in facts for origin in fact.origins}))


def support_of(related: Related, found: Iterable[Backed]) -> Support:
    """The strongest support that any single incident has: origins of different incidents do not add up."""
    state: Support = "none"
    for one in found:
        two = False
        for left, right in combinations(one.origins, 2):
            if related.count_as_two(left, right):
                two = True
                if related.are_independent(left, right):
                    return "independent"
        if two:
            state = "several_origins_no_dependence_found"
        elif state == "none":
            state = "one_origin"
    return state


def fewest_for_support(related: Related, found: tuple[Backed, ...], state: Support) -> Fewest:
    """The fewest origins without which `support_of`, which gave `state`, would give another."""
    if state in ("none", "one_origin"):
        return fewest_removed(witness for one in found for _, witness in _tellings(one))
    return fewest_removed(
        left | right
        for one in found
        for (a, left), (b, right) in combinations(tuple(_tellings(one)), 2)
        if related.count_as_two(a, b) and (state != "independent" or related.are_independent(a, b))
    )


def fewest_for_alleged(rule: Rule, found: tuple[Backed, ...]) -> Fewest:
    """The fewest origins without which the element would not be alleged."""
    if rule.scope == "act":
        return fewest_removed(witness for one in found for _, witness in _tellings(one))
    return Fewest(_fewest_for_a_count(found))


def _fewest_for_a_count(found: tuple[Backed, ...]) -> int:
    """All but the most that can stay so that no more than one single incident, and no total, is told."""
    must_go = set(origins_of(fact for one in found for fact in one.facts if fact.many))
    counted = {told.of.incident for told in apart(one.told for one in found)}
    of_each = [one.origins for one in found if one.told.of.incident in counted]
    uses = Counter(origin for origins in of_each for origin in origins)
    may_stay = (sum(uses[o] == 1 and o not in must_go for o in origins) for origins in of_each)
    return len(must_go | set(uses)) - max(may_stay, default=0)


def _tellings(one: Backed) -> Iterator[tuple[str, Witness]]:
    """Each origin that tells of the incident, with a set of origins that suffices for its telling to hold."""
    for held, fact in zip(one.answer.held, one.facts, strict=True):
        for origin in fact.origins:
            yield from ((origin, frozenset({origin, other})) for other in held.beside or (origin,))
