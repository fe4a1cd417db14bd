"""What supports an element: which acts of which events, and how many origins behind any one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from chapeau.assess.case import Case
from chapeau.assess.events import Event
from chapeau.assess.fragility import Witness, fewest_removed
from chapeau.assess.predicates import Told, holds, is_of, partners
from chapeau.assess.rules import Rule
from chapeau.records import Act, Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An act of which a rule holds, and the other acts of its event without one of which it would not."""

    act: Act
    partners: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """The acts of one event that make an element alleged."""

    event: Event
    holdings: tuple[Holding, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts of which the rule holds."""
        return tuple(holding.act for holding in self.holdings)


def backings(rule: Rule, events: Iterable[Event], types: tuple[str, ...]) -> tuple[Backing, ...]:
    """For each event with acts of these types of which the rule holds: those acts."""
    candidates = () if rule.never else tuple(event for event in events if candidate_acts(event, types))
    several = len(apart(candidates)) > 1
    found = (Backing(event=event, holdings=_holdings(rule, event, types, several)) for event in candidates)
    return tuple(backing for backing in found if backing.holdings)


def candidate_acts(event: Event, types: tuple[str, ...]) -> tuple[Act, ...]:
    """The event's acts of these types."""
    return tuple(act for act in event.acts if is_of(act.type, types))


def _holdings(rule: Rule, event: Event, types: tuple[str, ...], several: bool) -> tuple[Holding, ...]:
    acts = candidate_acts(event, types)
    many = several or any(tells_of_many(act) for act in acts)
    told = (Told(act=act, event=(*event.acts, *event.around), many=many) for act in acts)
    return tuple(Holding(act=one.act, partners=partners(rule, one)) for one in told if holds(rule, one))


def apart(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that lie within no other of these: a part is never added to its whole."""
    told = tuple(events)
    within = {inner for event in told for inner in event.incident.contains}
    return tuple(event for event in told if event.incident.id not in within)


def tells_of_many(act: Act) -> bool:
    """Whether the act itself is told as a series or a total."""
    return act.extent != "single"


def origins_of(case: Case, acts: Iterable[Act]) -> tuple[str, ...]:
    """All origins that these acts rest on, in order."""
    return tuple(sorted({origin for act in acts for origin in case.origins_of(act)}))


def support_of(case: Case, found: Iterable[Backing]) -> Support:
    """The strongest support that any single event has: origins of different events do not add up."""
    backed = tuple(found)
    pairs = [pair for backing in backed for pair in _pairs(case, backing)]
    if any(pair in case.independent for pair in pairs):
        return "independent"
    if pairs:
        return "several_origins_no_dependence_found"
    return "one_origin" if backed else "none"


def fewest_for_support(case: Case, found: tuple[Backing, ...]) -> int:
    """The fewest origins without which `support_of` would give another state."""
    state = support_of(case, found)
    if state in ("none", "one_origin"):
        return fewest_removed(witness for backing in found for _, witness in _tellings(case, backing))
    return fewest_removed(
        left | right
        for backing in found
        for (one, left), (other, right) in combinations(tuple(_tellings(case, backing)), 2)
        if _counts_as_two(case, one, other) and (state != "independent" or {one, other} in case.independent)
    )


def fewest_for_alleged(case: Case, rule: Rule, found: tuple[Backing, ...]) -> int:
    """The fewest origins without which the element would not be alleged."""
    if rule.scope == "act":
        return fewest_removed(witness for backing in found for _, witness in _tellings(case, backing))
    return _fewest_for_a_count(case, found)


def _fewest_for_a_count(case: Case, found: tuple[Backing, ...]) -> int:
    """All but the most that can stay so that no more than one single incident, and no total, is told."""
    must_go = set(origins_of(case, (act for backing in found for act in backing.acts if tells_of_many(act))))
    counted = {event.incident.id for event in apart(backing.event for backing in found)}
    of_each = [origins_of(case, backing.acts) for backing in found if backing.event.incident.id in counted]
    uses = Counter(origin for origins in of_each for origin in origins)
    may_stay = (sum(uses[o] == 1 and o not in must_go for o in origins) for origins in of_each)
    return len(must_go | set(uses)) - max(may_stay, default=0)


def _pairs(case: Case, backing: Backing) -> Iterator[frozenset[str]]:
    """Pairs of origins behind one event between which no dependence was found."""
    for left, right in combinations(origins_of(case, backing.acts), 2):
        if _counts_as_two(case, left, right):
            yield frozenset({left, right})


def _counts_as_two(case: Case, left: str, right: str) -> bool:
    return case.group_of.get(left, left) != case.group_of.get(right, right)


def _tellings(case: Case, backing: Backing) -> Iterator[tuple[str, Witness]]:
    """Each origin that tells of the event, with a set of origins that suffices for its telling to hold."""
    for holding in backing.holdings:
        beside = origins_of(case, holding.partners)
        for origin in case.origins_of(holding.act):
            yield from ((origin, frozenset({origin, other})) for other in beside or (origin,))
