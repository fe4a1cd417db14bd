"""From when to when, and at how many places, is something said to have been done?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from chapeau.ground.dates import day
from chapeau.records import Bar, Incident, Pattern
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.figure import figure

DATED = ("hour", "day", "week", "month")
"""Precisions that date an incident: a year, or an open range, says when it may have been, not when."""

PLACED = ("site", "settlement", "district")
"""Precisions that place an incident: a country's or a region's centre is no place."""

PLACES_SHOWN = 10
"""Places that are listed and drawn: the most told of. The map and its table have all."""


def extent(incidents: Sequence[Incident]) -> Iterator[Pattern]:
    """First and last date, and places, over the incidents told as done."""
    told = told_as_done(incidents)
    yield _dates(told)
    yield _places(told)


def _dates(told: Sequence[Incident]) -> Pattern:
    dated = [i for i in told if dates_it(i)]
    lows = sorted(i.time.low for i in dated if i.time and i.time.low)
    highs = sorted(i.time.high for i in dated if i.time and i.time.high)
    days = float((day(highs[-1]) - day(lows[0])).days + 1) if lows else None
    words = f"From {lows[0]} to {highs[-1]}" if lows else "No incident is dated"
    coarser = Counter((i.time.precision or "open") if i.time else "undated" for i in told if not dates_it(i))
    return figure(
        "dates", "days", f"{words}, by {len(dated)} of {len(told)} incidents.{_rest(coarser)}",
        value=days, low=_least_days(lows, highs), high=days,
        rests_on=(i.id for i in dated), left_out=(i.id for i in told if not dates_it(i)),
        assumptions=(
            "Dates are as told; those worked out from a document's date are counted and marked inferred.",
            "At least: from the earliest last day that any date allows to the latest first day.",
        ),
        cannot_show="That nothing was done before or after: it may not have been told, or not be in the case.",
    )  # fmt: skip


def _least_days(lows: Sequence[str], highs: Sequence[str]) -> float | None:
    """The shortest duration that all dates allow: from the earliest last day to the latest first day. Both sorted."""
    return float(max(0, (day(lows[-1]) - day(highs[0])).days) + 1) if lows else None


def dates_it(i: Incident) -> bool:
    """Whether it is told between two days, to a month or closer."""
    return i.time is not None and i.time.precision in DATED and bool(i.time.low and i.time.high)


def places_it(i: Incident) -> bool:
    """Whether it is told at a district or closer."""
    return i.place is not None and i.place.precision in PLACED


def _places(told: Sequence[Incident]) -> Pattern:
    placed = [i for i in told if places_it(i)]
    elsewhere = [i for i in told if not places_it(i)]
    names: defaultdict[str, list[str]] = defaultdict(list)
    seen: dict[str, str] = {}
    for i in placed:
        if i.place:
            key = i.place.id or i.place.text.casefold()
            seen.setdefault(key, i.place.text)
            names[key].append(i.id)
    most = sorted(names, key=lambda k: (-len(names[k]), k))[:PLACES_SHOWN]
    listed = ", ".join(f"{seen[k]} ({len(names[k])})" for k in most)
    left = Counter((i.place.precision or "unknown") if i.place else "unplaced" for i in elsewhere)
    return figure(
        "places", "places",
        f"{len(names)} places, by {len(placed)} of {len(told)} incidents{': ' + listed if listed else ''}.{_rest(left)}",
        value=float(len(names)), rests_on=(i.id for i in placed), left_out=(i.id for i in elsewhere),
        bars=[Bar(label=seen[k], value=float(len(names[k])), rests_on=tuple(names[k])) for k in most],
        assumptions=("Two names for one place count twice unless a gazetteer gives them one id.",),
        cannot_show="Where most was done: places that reporters reach are told of more often.",
    )  # fmt: skip


def _rest(left: Counter[str]) -> str:
    listed = ", ".join(f"{n} {what}" for what, n in sorted(left.items()))
    return f" Left out: {listed}." if listed else ""
