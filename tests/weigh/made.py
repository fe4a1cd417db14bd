"""Literal rows and incidents for the tests of patterns against chance."""

from __future__ import annotations

import datetime

from chapeau.records import Incident, Period, Place
from chapeau.weigh.told import Told

FIRST = datetime.date(2031, 3, 1).toordinal()


def told(
    name: str,
    day: int | None = 0,
    place: str | None = "Halvern",
    family: str = "killing",
    *,
    method: str | None = None,
    party: str | None = None,
    unit: str | None = None,
    point: tuple[float, float] | None = (-45.0, -120.0),
    **more: object,
) -> Told:
    """One row; days count from 1 March 2031."""
    return Told(
        families=(family,),
        day=None if day is None else FIRST + day,
        place=place,
        area=place,
        point=point,
        methods=(method,) if method else (),
        parties=(party,) if party else (),
        units=(unit,) if unit else (),
        incident=name,
        place_name=place or "",
        **{"victims": (), "place_kinds": (), "worked_out": False, **more},  # type: ignore[arg-type]
    )


def incident(
    name: str, day: int = 0, place: str = "Halvern", family: str = "killing", **fields: object
) -> Incident:
    """One incident told as done, of one act `a-NAME`."""
    iso = datetime.date.fromordinal(FIRST + day).isoformat()
    return Incident(
        **{  # type: ignore[arg-type]
            "id": f"inc-{name}",
            "acts": (f"a-{name}",),
            "types": (family,),
            "extent": "single",
            "certainty": "asserted",
            "place": Place(
                start=0, end=1, text=place, lat=-45.0, lon=-120.0, precision="settlement", id=f"case:{place}"
            ),
            "time": Period(low=iso, high=iso, precision="day"),
            **fields,
        }
    )
