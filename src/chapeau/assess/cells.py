"""Whose, when and where: the cells of the matrix in which findings are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chapeau.assess.brought import OfIncident
from chapeau.assess.events import UNATTRIBUTED
from chapeau.assess.support import Told
from chapeau.ground.settings import PeriodSetting
from chapeau.records import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is told of one party in one period and area (a country's code or 'not_stated')."""

    party: str
    period: Period
    area: str
    told: tuple[Told, ...]


def cells(incidents: Sequence[OfIncident], periods: tuple[PeriodSetting, ...]) -> tuple[Cell, ...]:
    """All cells of which anything is told: by party ('unattributed' last), area and period.

    Without periods there is one: the whole span of the case's incidents, undated ones among them. With
    periods, an incident belongs to the first that holds all of it; one that reaches across or lies
    outside to the whole span; an undated one to the open period (no low, no high), so that nothing is
    left out and no dated incident is called undated.
    """
    columns, across = _columns(incidents, periods)
    held: defaultdict[tuple[bool, str, str, int], list[Told]] = defaultdict(list)
    for incident in incidents:
        column = _column(incident, columns, across) if periods else 0
        for brought in incident.parties:
            key = (brought.party == UNATTRIBUTED, brought.party, incident.area, column)
            held[key].append(Told(of=incident, brought=brought))
    return tuple(
        Cell(party=party, period=columns[column], area=area, told=tuple(told))
        for (_, party, area, column), told in sorted(held.items(), key=lambda item: item[0])
    )


def _columns(incidents: Sequence[OfIncident], periods: tuple[PeriodSetting, ...]) -> tuple[list[Period], int]:
    """The periods, the whole span where it is none of them, the open one; and where the whole span stands."""
    columns = [Period(low=p.low, high=p.high, precision="range") for p in periods]
    days, span = [(p.low, p.high) for p in columns], whole(incident.span for incident in incidents)
    across = days.index((span.low, span.high)) if (span.low, span.high) in days else len(columns)
    return [*columns, *([span] if across == len(columns) else []), Period()], across


def whole(spans: Iterable[Period]) -> Period:
    """From the earliest day told to the latest (or to the documents' own)."""
    told = tuple(spans)
    return Period(
        low=min((span.low for span in told if span.low is not None), default=None),
        high=max((span.high for span in told if span.high is not None), default=None),
        precision="range",
        inferred=any(span.inferred for span in told),
    )


def _column(incident: OfIncident, columns: list[Period], across: int) -> int:
    """The index of the first period that holds all of it; the last for the undated."""
    if incident.open:
        return len(columns) - 1
    return next((index for index, column in enumerate(columns) if _within(incident.span, column)), across)


def _within(span: Period, column: Period) -> bool:
    if span.low is None or span.high is None or column.low is None or column.high is None:
        return False
    return column.low <= span.low and span.high <= column.high
