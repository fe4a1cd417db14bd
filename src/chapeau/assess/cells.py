"""Whose, when and where: the cells of the matrix in which findings are made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.assess.events import UNATTRIBUTED, Event, events_of
from chapeau.ground.settings import PeriodSetting
from chapeau.records import Incident, Period

NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The events of one party in one period and area (a country's code or 'not_stated')."""

    party: str
    period: Period
    area: str
    events: tuple[Event, ...]


def cells(case: Case, periods: tuple[PeriodSetting, ...]) -> tuple[Cell, ...]:
    """All cells that hold an event: by party ('unattributed' last), area and period.

    Without periods there is one: the whole span of the case's incidents, undated ones among them. With
    periods, an incident belongs to the first that holds all of it; one that reaches across or lies
    outside to the whole span; an undated one to the open period (no low, no high), so that nothing is
    left out and no dated incident is called undated.
    """
    columns, across = _columns(case, periods)
    held: defaultdict[tuple[bool, str, str, int], list[Event]] = defaultdict(list)
    for incident in case.incidents:
        column = _column(case, incident, columns, across) if periods else 0
        for event in events_of(case, incident):
            area = (incident.place and incident.place.country) or NOT_STATED
            held[(event.party == UNATTRIBUTED, event.party, area, column)].append(event)
    return tuple(
        Cell(party=party, period=columns[column], area=area, events=tuple(events))
        for (_, party, area, column), events in sorted(held.items(), key=lambda item: item[0])
    )


def _columns(case: Case, periods: tuple[PeriodSetting, ...]) -> tuple[list[Period], int]:
    """The periods, the whole span where it is none of them, the open one; and where the whole span stands."""
    columns = [Period(low=p.low, high=p.high, precision="range") for p in periods]
    days, span = [(p.low, p.high) for p in columns], whole(case)
    across = days.index((span.low, span.high)) if (span.low, span.high) in days else len(columns)
    return [*columns, *([span] if across == len(columns) else []), Period()], across


def bounds(case: Case, incident: Incident) -> Period:
    """When it happened: its own time; where no end is told, not after the earliest document that tells it."""
    time = incident.time or Period()
    if time.high is not None:
        return time
    dates = (case.dates.get(act.document) for act in case.acts_in(incident))
    latest = [date.high for date in dates if date is not None and date.high is not None]
    return Period(
        low=time.low, high=min(latest, default=None), precision=time.precision, inferred=bool(latest)
    )


def whole(case: Case) -> Period:
    """From the earliest day told to the latest (or to the documents' own), over all incidents."""
    spans = [bounds(case, incident) for incident in case.incidents]
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    return Period(
        low=min(lows, default=None),
        high=max(highs, default=None),
        precision="range",
        inferred=any(span.inferred for span in spans),
    )


def _column(case: Case, incident: Incident, columns: list[Period], across: int) -> int:
    """The index of the first period that holds all of it; the last for the undated."""
    time, span = incident.time, bounds(case, incident)
    if time is None or (time.low is None and time.high is None):
        return len(columns) - 1
    return next((index for index, column in enumerate(columns) if _within(span, column)), across)


def _within(span: Period, column: Period) -> bool:
    if span.low is None or span.high is None or column.low is None or column.high is None:
        return False
    return column.low <= span.low and span.high <= column.high


def incidents_of(cell: Cell) -> tuple[Incident, ...]:
    """The incidents of a cell, in order of id."""
    return tuple(event.incident for event in cell.events)
