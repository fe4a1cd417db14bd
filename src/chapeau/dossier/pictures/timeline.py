"""When? Small multiples by family of act under one scale, with a bar for what could not be dated so closely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chapeau.dossier.pictures.scale import Scale, date_ticks, days, plain_date
from chapeau.dossier.pictures.svg import counted, element, line, picture, text

WIDTH, LEFT, RIGHT, ASIDE = 720, 150, 600, 630
_ROW, _TOP = 44, 22
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Dated:
    """One incident and the days between which it is told to have happened (None: open or unknown)."""

    id: str
    low: date | None
    high: date | None


@dataclass(frozen=True, slots=True)
class Binned:
    """Incidents of one family by the bin that holds all their days, and those that no bin holds."""

    bins: Mapping[date, tuple[str, ...]]
    wider: tuple[str, ...]


def unit_for(low: date, high: date) -> Unit:
    """Days up to two months, weeks up to a year and a quarter, months up to six years, then years.

    So that a bin is never narrower than about 7 of the 450 pixels that the scale has.
    """
    span = days(low, high)
    return "day" if span <= 62 else "week" if span <= 457 else "month" if span <= 6 * 366 else "year"


def start_of(day: date, unit: Unit) -> date:
    """The first day of the bin that holds `day`; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1) if unit == "year" else day


def binned(incidents: Sequence[Dated], unit: Unit) -> Binned:
    """Each incident counted once: in the one bin that holds it whole, or among those wider than a bin."""
    bins: dict[date, tuple[str, ...]] = {}
    wider: list[str] = []
    for incident in incidents:
        if incident.low and incident.high and start_of(incident.low, unit) == start_of(incident.high, unit):
            start = start_of(incident.low, unit)
            bins[start] = (*bins.get(start, ()), incident.id)
        else:
            wider.append(incident.id)
    return Binned(dict(sorted(bins.items())), tuple(wider))


def bounds(families: Mapping[str, Sequence[Dated]]) -> tuple[date, date] | None:
    """The first and last day of incidents that are dated at both ends."""
    dated = [i for group in families.values() for i in group if i.low and i.high]
    known = [day for i in dated for day in (i.low, i.high) if day]
    return (min(known), max(known)) if known else None


def timeline(key: str, families: Mapping[str, Sequence[Dated]]) -> str:
    """One row a family, heights on one scale: how many incidents fall into each day, week, month or year."""
    limits = bounds(families)
    unit = unit_for(*limits) if limits else "day"
    rows = {family: binned(group, unit) for family, group in families.items()}
    tallest = (
        max((len(ids) for row in rows.values() for ids in (*row.bins.values(), row.wider)), default=1) or 1
    )
    scale = _scale(limits, unit)
    height = _TOP + _ROW * len(rows) + 24
    return picture(
        f"timeline-{key}",
        f"Incidents by family, by {unit}",
        "; ".join(_words(family, row, unit) for family, row in rows.items()) + ".",
        WIDTH,
        height,
        text(ASIDE, 12, "not datable", "axis"),
        *(_row(f, row, _TOP + _ROW * (i + 1) - 6, scale, tallest) for i, (f, row) in enumerate(rows.items())),
        *_axis(limits, scale, height - 22),
        kind="timeline",
    )


def _words(family: str, row: Binned, unit: Unit) -> str:
    return f"{family}: {sum(map(len, row.bins.values()))} dated to a {unit}, {len(row.wider)} not"


def _scale(limits: tuple[date, date] | None, unit: Unit) -> Scale | None:
    if limits is None:
        return None
    low, high = (start_of(day, unit) for day in limits)
    return Scale(low.toordinal(), (high + timedelta(days=_LENGTH[unit])).toordinal(), LEFT, RIGHT)


_LENGTH: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "year": 366}


def _row(family: str, row: Binned, y: float, scale: Scale | None, tallest: int) -> str:
    marks = [text(8, y - 8, family.replace("_", " "), "label strong"), line(LEFT, y, RIGHT, y, "axis")]
    width = _bin_width(scale, row)
    for start, ids in row.bins.items():
        x = scale.at(start.toordinal()) if scale else LEFT
        marks.append(_bar(x + 0.5, y, width, len(ids), tallest, "hull solid"))
    if row.wider:
        marks.append(_bar(ASIDE, y, 12, len(row.wider), tallest, "hull loose"))
        marks.append(counted(ASIDE + 18, y - 4, f"{len(row.wider)}", row.wider))
    return "".join(marks)


def _bin_width(scale: Scale | None, row: Binned) -> float:
    if scale is None or not row.bins:
        return 4
    return max(3.0, min(14.0, (scale.right - scale.left) / max(1.0, scale.high - scale.low)))


def _bar(x: float, y: float, width: float, count: int, tallest: int, kind: str) -> str:
    height = max(3.0, 30.0 * count / tallest)
    return element("rect", {"x": x, "y": y - height, "width": width, "height": height, "class": kind})


def _axis(limits: tuple[date, date] | None, scale: Scale | None, y: float) -> list[str]:
    if limits is None or scale is None:
        return [text(LEFT, y + 14, "no incident is dated at both ends", "axis")]
    marks = []
    for tick in date_ticks(*limits)[:8]:
        x = scale.at(tick.toordinal())
        marks += [line(x, y - 2, x, y + 3, "axis"), text(x, y + 15, plain_date(tick), "axis", "middle")]
    return marks
