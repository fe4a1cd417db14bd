"""What is missing, and what would change a finding? Each gap is a rule of `rules.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from chapeau.assess.case import Case
from chapeau.assess.cells import Cell
from chapeau.assess.events import UNATTRIBUTED, Event
from chapeau.assess.support import Backing
from chapeau.records import Act, Element, Incident, Provision, Support

_BROAD = ("country", None)
ATTACK_COUNTED = "alleged.several_acts"
"""The rule of the element that only crimes within an attack have."""


def gaps(
    case: Case,
    cell: Cell,
    provision: Provision,
    element: Element,
    found: tuple[Backing, ...],
    support: Support,
    of_law: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The ids of the gap rules that hold, in the order in which they are printed.

    `of_law` are those of the provision as a whole: the class of conflict it needs, its time in force, its territory.
    """
    context = chain(_of_attack(provision, element), of_law)
    if not found:
        return tuple(chain(_not_alleged(case, element), context))
    events = tuple(backing.event for backing in found)
    acts = tuple(act for backing in found for act in backing.acts)
    return tuple(
        chain(
            context,
            _of_origins(support),
            _of_circumstances(events, acts, cell.party),
            _of_basis(case, acts),
            _of_tellings(case, events),
        )
    )


def _not_alleged(case: Case, element: Element) -> Iterator[str]:
    yield "gap.person_only" if case.rules.alleged[element.alleged_when].never else "gap.not_told"


def _of_attack(provision: Provision, element: Element) -> Iterator[str]:
    """For the context of a crime that belongs to an attack: one of whose elements counts its acts."""
    if element.kind == "contextual" and any(e.alleged_when == ATTACK_COUNTED for e in provision.elements):
        yield "gap.attack"


def _of_origins(support: Support) -> Iterator[str]:
    if support == "one_origin":
        yield "gap.one_origin"
    if support == "several_origins_no_dependence_found":
        yield "gap.independence"


def _of_circumstances(events: Iterable[Event], acts: tuple[Act, ...], party: str) -> Iterator[str]:
    incidents = [event.incident for event in events]
    if all(_place_precision(incident) in _BROAD for incident in incidents):
        yield "gap.place"
    if all(incident.time is None or incident.time.low is None for incident in incidents):
        yield "gap.date"
    if party == UNATTRIBUTED:
        yield "gap.who"
    elif not any(doer.kind in ("unit", "individual") for act in acts for doer in act.perpetrators):
        yield "gap.unit"
    if all(act.extent == "aggregate" for act in acts):
        yield "gap.aggregate"


def _place_precision(incident: Incident) -> str | None:
    return incident.place.precision if incident.place else None


def _of_basis(case: Case, acts: tuple[Act, ...]) -> Iterator[str]:
    if not any(act.basis in case.rules.first_hand for act in acts):
        yield "gap.first_hand"
    if all(act.certainty == "possible" for act in acts):
        yield "gap.possible"


def _of_tellings(case: Case, events: tuple[Event, ...]) -> Iterator[str]:
    contradictions = [found for event in events for found in event.incident.contradictions]
    if any(found.field not in case.rules.contradicting_fields for found in contradictions):
        yield "gap.figures"
    if any(event.taken_back for event in events):
        yield "gap.taken_back"
    if any(event.corrections for event in events):
        yield "gap.corrected"
    if any(event.nameless for event in events):
        yield "gap.names_nobody"
