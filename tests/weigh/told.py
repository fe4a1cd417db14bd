"""Literal incidents for the tests of weigh: one event in one line."""

from __future__ import annotations

from chapeau.records import Contradiction, CountTelling, Incident, Period, Place

#: Degrees of latitude that are one kilometre apart, near enough for invented places.
KM = 1 / 111.195


def told(
    name: str,
    *,
    at: tuple[float, float] | None = (0.0, 0.0),
    day: str | None = "2031-03-12",
    until: str | None = None,
    killed: dict[str, tuple[int | None, int | None]] | None = None,
    precision: str = "settlement",
    taken_back: bool = False,
    **more: object,
) -> Incident:
    """One incident told as done. `killed` are intervals by origin; `at` latitude and longitude."""
    place = (
        Place(start=0, end=1, text=f"{at}", lat=at[0], lon=at[1], precision=precision, id=f"case:{at}")  # type: ignore[arg-type]
        if at
        else None
    )
    high = until or day
    time = Period(low=day, high=high, precision="day" if high == day else "month") if day else None
    tellings = tuple(
        CountTelling(origin=o, of="killed", low=low, high=up, acts=(f"act-{name}-{o}",))
        for o, (low, up) in sorted((killed or {}).items())
    )
    given: dict[str, object] = {
        "acts": tuple(t.acts[0] for t in tellings) or (f"act-{name}",), "types": ("killing",), "extent": "single",
        "certainty": "asserted", "origins": tuple(sorted(killed or {"o1": None})),
    }  # fmt: skip
    if taken_back:
        given["contradictions"] = (
            Contradiction(field="retraction", left=tellings[0].acts[0], right="act-x", why="taken back"),
        )
    return Incident(id=name, place=place, time=time, tellings=tellings, **{**given, **more})  # type: ignore[arg-type]
