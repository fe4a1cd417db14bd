"""Is a deed told of another place or day than an event? Only then is it surely another's."""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.dates import days_apart
from chapeau.ground.reach import apart
from chapeau.records import Act, Incident, Place

DAYS_TOLERATED = 1
"""Days by which a telling may miss the event's day and still speak of it, as in linking: a denial of the next day's
paper often gives its own."""


def elsewhere(act: Act, incident: Incident, tellings: Iterable[Act]) -> bool:
    """Whether no place, or no day, that is told of the event can be the act's. False where either says too little."""
    told = tuple(tellings)
    return _at_another_place(act, incident, told) or _on_another_day(act, incident, told)


def _at_another_place(act: Act, incident: Incident, told: tuple[Act, ...]) -> bool:
    own = _places(act)
    known = [
        *((incident.place,) if incident.place else ()),
        *(place for one in told for place in _places(one)),
    ]
    return bool(own and known) and all(apart(here, there) for here in own for there in known)


def _places(act: Act) -> tuple[Place, ...]:
    """Where it was done or began."""
    return tuple(place for place in act.places if place.role != "to")


def _on_another_day(act: Act, incident: Incident, told: tuple[Act, ...]) -> bool:
    if act.time is None:
        return False
    known = [time for time in (incident.time, *(one.time for one in told)) if time is not None]
    return bool(known) and all(days_apart(act.time, time) > DAYS_TOLERATED for time in known)
