"""What supports an element: which incidents, and how many origins behind any one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chapeau.assess.brought import Answer, Brought, Fact, OfIncident
from chapeau.assess.fewest import Fewest
from chapeau.assess.fragility import fewest_removed
from chapeau.assess.witnesses import State, anyone, several
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


def support_of(related: Related, found: Iterable[Iterable[str]]) -> Support:
    """The strongest support that any single incident has, of whose origins each is: those of different incidents do not
    add up."""
    state: Support = "none"
    for origins in found:
        told = frozenset(origins)
        if related.independent(told):
            return "independent"
        if related.several(told):
            state = "several_origins_no_dependence_found"
        elif told and state == "none":
            state = "one_origin"
    return state


def fewest_for_support(related: Related, found: tuple[Backed, ...], state: Support) -> Fewest:
    """The fewest origins without which `support_of`, which gave `state`, would give another. No fewer leave nothing found:
    then there is no support either."""
    return fewest_removed(one for event in found for one in supported(related, _needs(event), state))


def supported(related: Related, needs: Mapping[str, frozenset[str]], state: Support) -> Iterator[State]:
    """What must be there for one incident to have this support, which none surpasses: by origin that tells of it, those
    one of which it needs."""
    if state in ("none", "one_origin"):
        return anyone(needs)
    if state == "several_origins_no_dependence_found":
        return several(needs, {origin: related.group_of(origin) for origin in needs})
    return (
        one
        for pair in related.independent_among(needs)
        for one in several({origin: needs[origin] for origin in pair}, {})
    )


def _needs(one: Backed) -> dict[str, frozenset[str]]:
    """Each origin that tells of the incident, and those one of which must be there beside it; none where it is enough."""
    beside = [frozenset(origins) for origins in one.answer.beside]
    needs: dict[str, frozenset[str]] = {}
    for held, fact in zip(one.answer.held, one.facts, strict=True):
        others = _BY_ITSELF if held.beside is None else beside[held.beside]
        for origin in fact.origins:
            known = needs.get(origin, others)
            if origin in others or not (known and others):
                needs[origin] = _BY_ITSELF
            else:
                needs[origin] = known if known is others else known | others
    return needs


_BY_ITSELF = frozenset[str]()
