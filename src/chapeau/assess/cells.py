"""Whose, when and where: the cells of the matrix in which findings are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.assess.brought import OfIncident
from chapeau.assess.events import UNATTRIBUTED
from chapeau.assess.support import Told
from chapeau.ground.dates import together
from chapeau.ground.settings import PeriodSetting
from chapeau.records import Period

ALL_DAYS = Period(precision="range")
"""What is asked of all days, or of all that no named period holds whole."""

NO_DAY = Period()
"""What is told without a day, where periods are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is told of one party in one period and area (a country's code or 'not_stated')."""

    party: str
    period: Period
    area: str
    told: tuple[Told, ...]

    @property
    def span(self) -> Period | None:
        """Of all days, from the first to the last (or to the documents' own), those that are told, by what counts for this party: denials, threats and others' deeds do not."""
        if self.period != ALL_DAYS:
            return None
        return together(one.of.span for one in self.told if one.brought.facts)


def cells(incidents: Sequence[OfIncident], periods: tuple[PeriodSetting, ...]) -> tuple[Cell, ...]:
    """All cells of which anything is told: by party ('unattributed' last), area and period.

    Without periods there is one: all days, undated incidents among them. With periods, an incident belongs
    to the first that holds all of it; one that reaches across or lies outside to all days; an undated one
    to no day, so that nothing is left out and no dated incident is called undated. None of these follows from
    what is told: a source more moves incidents into cells, and no cell.
    """
    columns = [*(Period(low=p.low, high=p.high, precision="range") for p in periods), ALL_DAYS, NO_DAY]
    held: defaultdict[tuple[bool, str, str, int], list[Told]] = defaultdict(list)
    for incident in incidents:
        column = _column(incident, columns) if periods else 0
        for brought in incident.parties:
            key = (brought.party == UNATTRIBUTED, brought.party, incident.area, column)
            held[key].append(Told(of=incident, brought=brought))
    return tuple(
        Cell(party=party, period=columns[column], area=area, told=tuple(told))
        for (_, party, area, column), told in sorted(held.items(), key=lambda item: item[0])
    )


def _column(incident: OfIncident, columns: Sequence[Period]) -> int:
    """The index of the first named period that holds all of it; else that of all days, for the undated that of none."""
    if incident.open:
        return columns.index(NO_DAY)
    within = (index for index, column in enumerate(columns) if _within(incident.span, column))
    return next(within, columns.index(ALL_DAYS))


def _within(span: Period, column: Period) -> bool:
    if span.low is None or span.high is None or column.low is None or column.high is None:
        return False
    return column.low <= span.low and span.high <= column.high
