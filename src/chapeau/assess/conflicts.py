"""Of which class was the conflict? What people found, by territory and time, against what a provision needs.

No machine sets the class of a conflict. A class that a person found replaces the gap that says it was not
found; it never takes a finding away. Conflicts of both classes can run side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chapeau.assess.brought import OfIncident
from chapeau.assess.events import UNATTRIBUTED
from chapeau.ground.settings import ConflictSetting
from chapeau.records import Period, Provision

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
    party: frozenset[str],
    provision: Provision,
    told: Sequence[OfIncident],
    known: Iterable[ConflictSetting],
) -> ConflictFound:
    """For a provision that needs a class of conflict: which one people found where and when these happened.

    An incident lies in a conflict of this party only if the party is, or may be, of it; one between others leaves a gap.
    `party`: the id and the name of the party that it is about.
    """
    if provision.conflict == "any":
        return ConflictFound()
    near = tuple(c for c in known if any(_touches(c, incident) for incident in told))
    own = tuple(c for c in near if c.conflict == provision.conflict)
    return ConflictFound(
        gaps=tuple(_gaps(party, provision, told, near, own)), words=tuple(in_words(c) for c in near)
    )


def _gaps(
    party: frozenset[str],
    provision: Provision,
    told: Sequence[OfIncident],
    near: tuple[ConflictSetting, ...],
    own: tuple[ConflictSetting, ...],
) -> Iterator[str]:
    of_party = tuple(c for c in own if _may_be_of(c, party))
    others = tuple(c for c in own if c not in of_party)
    bare = tuple(i for i in told if not any(_holds(c, i) for c in of_party))
    if not own:
        yield f"gap.conflict_{provision.conflict}"
    if any(_touches(c, incident) for c in others for incident in bare):
        yield "gap.conflict_other_parties"
    if own and not all(any(_holds(c, incident) for c in of_party or own) for incident in told):
        yield "gap.conflict_in_part"
    if not own and any(c.conflict != "none" for c in near):
        yield "gap.conflict_other_class"
    if any(c.conflict == "none" for c in near):
        yield "gap.conflict_none"


def _may_be_of(conflict: ConflictSetting, party: frozenset[str]) -> bool:
    return not conflict.parties or UNATTRIBUTED in party or bool(party & set(conflict.parties))


def _holds(conflict: ConflictSetting, incident: OfIncident) -> bool:
    """Whether all of the time told lies within the conflict, in its territory; an open end has no bound."""
    when = incident.span
    begins = conflict.low is None or (when.low is not None and when.low >= conflict.low)
    ends = conflict.high is None or (when.high is not None and when.high <= conflict.high)
    return _there(conflict, incident) and begins and ends


def _touches(conflict: ConflictSetting, incident: OfIncident) -> bool:
    """Whether it may have happened within the conflict: there, and on a day that can be one of its days."""
    return _there(conflict, incident) and _overlap(conflict, incident.span)


def _there(conflict: ConflictSetting, incident: OfIncident) -> bool:
    return conflict.lies_in(incident.area, incident.place)


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
