"""What do the tellings of one incident say of one party?"""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.ground.taken_back import taken_back
from chapeau.records import Act, Incident

UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An incident as it concerns one party, or nobody in particular ('unattributed').

    `acts` can support: they assert (or possibly assert) and name the party. `nameless` would, but
    name no one while others do; `others` name only other parties. `unasserted` are denied, negated,
    threatened and the like; `taken_back` were retracted. `around` are acts of a containing incident, told in one breath with
    these. `corrections` are the statements that correct.
    """

    incident: Incident
    party: str
    acts: tuple[Act, ...]
    nameless: tuple[Act, ...] = ()
    others: tuple[Act, ...] = ()
    unasserted: tuple[Act, ...] = ()
    taken_back: tuple[Act, ...] = ()
    around: tuple[Act, ...] = ()
    corrections: tuple[str, ...] = ()


def events_of(case: Case, incident: Incident) -> tuple[Event, ...]:
    """The incident for each party that a standing telling names, else for nobody in particular.

    Where the tellings name no one that is known, all count for the incident's parties; else for those
    named in one breath with it ('they deported families, whose children were taken away'). An incident
    of which all was taken back has no acts that support: it is there to be shown beside.
    """
    acts, around = case.acts_in(incident), case.told_around(incident)
    back = frozenset(taken_back(incident, case.acts, case))
    standing = tuple(act for act in acts if case.supports(act) and act.id not in back)
    named = {act.id: case.parties_of(act) for act in standing}
    if standing and not any(named.values()):
        by_context = frozenset(party for act in around for party in case.parties_of(act))
        named = {act.id: frozenset(incident.parties) or by_context for act in standing}
    telling = named or {act.id: case.parties_of(act) for act in acts if act.id in back}
    parties = sorted({party for of_act in telling.values() for party in of_act}) or [UNATTRIBUTED]
    return tuple(_event(case, incident, party, acts, named, back) for party in parties if telling)


def _event(
    case: Case,
    incident: Incident,
    party: str,
    acts: tuple[Act, ...],
    named: dict[str, frozenset[str]],
    back: frozenset[str],
) -> Event:
    standing = [act for act in acts if act.id in named]
    of_party = [act for act in standing if party in named[act.id] or party == UNATTRIBUTED]
    rest = [act for act in standing if party not in named[act.id] and party != UNATTRIBUTED]
    return Event(
        incident=incident,
        party=party,
        acts=tuple(of_party),
        nameless=tuple(act for act in rest if not named[act.id]),
        others=tuple(act for act in rest if named[act.id]),
        unasserted=tuple(act for act in acts if act.id not in named and act.id not in back),
        taken_back=tuple(act for act in acts if act.id in back),
        around=case.told_around(incident),
        corrections=tuple(sorted({s.id for act in acts for s in case.chain(act) if s.stance == "corrects"})),
    )
