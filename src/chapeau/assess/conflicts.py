"""Of which class was the conflict? What people found, by territory and time, against what a provision needs.

No machine sets the class of a conflict. A class that a person found replaces the gap that says it was not
found; it never takes a finding away. Conflicts of both classes can run side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.assess.cells import Cell, bounds
from chapeau.assess.events import UNATTRIBUTED, Event
from chapeau.ground.settings import ConflictSetting
from chapeau.records import Incident, Period, Provision

_CLASS = {
    "international": "An international armed conflict",
    "non_international": "An armed conflict that is not international",
    "none": "No armed conflict",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFound:
    """What people found on the conflict that a provision needs: the gaps left, and their findings in words."""

    gaps: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def conflict_found(
    case: Case, cell: Cell, provision: Provision, events: Iterable[Event], known: Iterable[ConflictSetting]
) -> ConflictFound:
    """For a provision that needs a class of conflict: which one people found where and when the events happened."""
    if provision.conflict == "any":
        return ConflictFound()
    told = tuple(event.incident for event in events)
    near = tuple(c for c in known if any(_touches(case, c, incident) for incident in told))
    own = tuple(c for c in near if c.conflict == provision.conflict)
    return ConflictFound(
        gaps=tuple(_gaps(case, cell, provision, told, near, own)), words=tuple(in_words(c) for c in near)
    )


def _gaps(
    case: Case,
    cell: Cell,
    provision: Provision,
    told: tuple[Incident, ...],
    near: tuple[ConflictSetting, ...],
    own: tuple[ConflictSetting, ...],
) -> Iterator[str]:
    of_party = tuple(
        c for c in own if not c.parties or cell.party == UNATTRIBUTED or _is_party(case, cell, c)
    )
    if not own:
        yield f"gap.conflict_{provision.conflict}"
    elif not of_party:
        yield "gap.conflict_other_parties"
    if own and not all(any(_holds(case, c, incident) for c in own) for incident in told):
        yield "gap.conflict_in_part"
    if not own and any(c.conflict != "none" for c in near):
        yield "gap.conflict_other_class"
    if any(c.conflict == "none" for c in near):
        yield "gap.conflict_none"


def _is_party(case: Case, cell: Cell, conflict: ConflictSetting) -> bool:
    return case.name_of(cell.party) in conflict.parties or cell.party in conflict.parties


def _holds(case: Case, conflict: ConflictSetting, incident: Incident) -> bool:
    """Whether all of the time told lies within the conflict, in its territory; an open end has no bound."""
    when = bounds(case, incident)
    begins = conflict.low is None or (when.low is not None and when.low >= conflict.low)
    ends = conflict.high is None or (when.high is not None and when.high <= conflict.high)
    return _there(conflict, incident) and begins and ends


def _touches(case: Case, conflict: ConflictSetting, incident: Incident) -> bool:
    """Whether it may have happened within the conflict: there, and on a day that can be one of its days."""
    return _there(conflict, incident) and _overlap(conflict, bounds(case, incident))


def _there(conflict: ConflictSetting, incident: Incident) -> bool:
    place = incident.place
    return place is not None and conflict.territory in (place.country, place.id)


def _overlap(conflict: ConflictSetting, when: Period) -> bool:
    begins_late = conflict.high is not None and when.low is not None and when.low > conflict.high
    ends_early = conflict.low is not None and when.high is not None and when.high < conflict.low
    return not (begins_late or ends_early)


def in_words(conflict: ConflictSetting) -> str:
    """A person's finding in a sentence: class, territory, days, parties, who and why."""
    between = f" between {' and '.join(conflict.parties)}" if conflict.parties else ""
    days = f"{conflict.low or 'an open beginning'} to {conflict.high or 'an open end'}"
    return (
        f"{_CLASS[conflict.conflict]} in {conflict.territory}, {days}{between}: found by {conflict.decided_by}. "
        f"{conflict.reasons}"
    )
