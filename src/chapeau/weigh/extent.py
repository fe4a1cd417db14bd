"""From when to when, and at how many places, is something said to have been done?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chapeau.ground.dates import day
from chapeau.ground.identity import record_id
from chapeau.records import Incident, Pattern
from chapeau.weigh.corroboration import told_as_done

DATED = ("hour", "day", "week", "month")
"""Precisions that date an incident: a year, or an open range, says when it may have been, not when."""

PLACED = ("site", "settlement", "district")
"""Precisions that place an incident: a country's or a region's centre is no place."""


def extent(incidents: Sequence[Incident]) -> Iterator[Pattern]:
    """First and last date, and places, over the incidents told as done."""
    told = told_as_done(incidents)
    yield _dates(told)
    yield _places(told)


def _dates(told: Sequence[Incident]) -> Pattern:
    dated = [i for i in told if _dates_it(i)]
    lows = sorted(i.time.low for i in dated if i.time and i.time.low)
    highs = sorted(i.time.high for i in dated if i.time and i.time.high)
    days = float((day(highs[-1]) - day(lows[0])).days + 1) if lows else None
    words = f"From {lows[0]} to {highs[-1]}" if lows else "No incident is dated"
    coarser = Counter((i.time.precision or "open") if i.time else "undated" for i in told if not _dates_it(i))
    return Pattern(
        id=record_id("pat", "dates"),
        name="dates",
        of="incidents",
        unit="days",
        value=days,
        low=None,
        high=None,
        words=f"{words}, by {len(dated)} of {len(told)} incidents.{_rest(coarser)}",
        null_hypothesis=None,
        assumptions=(
            "Dates are as told; those worked out from a document's date are counted and marked inferred.",
        ),
        cannot_show="That nothing was done before or after: it may not have been told, or not be in the case.",
        rests_on=tuple(i.id for i in dated),
        left_out=tuple(i.id for i in told if not _dates_it(i)),
    )


def _dates_it(i: Incident) -> bool:
    return i.time is not None and i.time.precision in DATED and bool(i.time.low and i.time.high)


def _places_it(i: Incident) -> bool:
    return i.place is not None and i.place.precision in PLACED


def _places(told: Sequence[Incident]) -> Pattern:
    placed = [i for i in told if _places_it(i)]
    elsewhere = [i for i in told if not _places_it(i)]
    names: Counter[str] = Counter()
    seen: dict[str, str] = {}
    for i in placed:
        if i.place:
            key = i.place.id or i.place.text.casefold()
            seen.setdefault(key, i.place.text)
            names[key] += 1
    most = sorted(names, key=lambda k: (-names[k], k))[:10]
    listed = ", ".join(f"{seen[k]} ({names[k]})" for k in most)
    left = Counter((i.place.precision or "unknown") if i.place else "unplaced" for i in elsewhere)
    return Pattern(
        id=record_id("pat", "places"),
        name="places",
        of="incidents",
        unit="places",
        value=float(len(names)),
        low=None,
        high=None,
        words=f"{len(names)} places, by {len(placed)} of {len(told)} incidents{': ' + listed if listed else ''}.{_rest(left)}",
        null_hypothesis=None,
        assumptions=("Two names for one place count twice unless a gazetteer gives them one id.",),
        cannot_show="Where most was done: places that reporters reach are told of more often.",
        rests_on=tuple(i.id for i in placed),
        left_out=tuple(i.id for i in elsewhere),
    )


def _rest(left: Counter[str]) -> str:
    listed = ", ".join(f"{n} {what}" for what, n in sorted(left.items()))
    return f" Left out: {listed}." if listed else ""
