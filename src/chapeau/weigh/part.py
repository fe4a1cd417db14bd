"""What do some of an incident's acts tell of it alone: kinds of deed, parties, place and day?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from chapeau.ground.dates import common, widest
from chapeau.records import Act, Incident, Period, Place, PlacePrecision
from chapeau.weigh.told import Who

FINEST: tuple[PlacePrecision, ...] = get_args(PlacePrecision)


def told_by(whole: Incident, told: Sequence[Act], who: Who) -> Incident:
    """The incident as these of its acts tell it. Its tellings of numbers, links and contradictions stay as they are."""
    parties = {p for a in told for p in who.parties(a)}
    named = any(a.perpetrators for a in told)
    return replace(
        whole,
        types=tuple(sorted({a.type for a in told})),
        parties=tuple(sorted(parties)) if parties or not named else whole.parties,
        place=_place(told),
        time=_time(told),
    )


def _place(told: Sequence[Act]) -> Place | None:
    def order(p: Place) -> tuple[int, bool, str]:
        return (FINEST.index(p.precision) if p.precision else len(FINEST), p.role == "to", p.id or p.text)

    return min((p for a in told for p in a.places), key=order, default=None)


def _time(told: Sequence[Act]) -> Period | None:
    times = [a.time for a in told if a.time is not None]
    period = common(times) or widest(times)
    return replace(period, inferred=all(t.inferred for t in times)) if period else None
