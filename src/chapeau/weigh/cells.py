"""Where on the ground does a place lie? Cells of ten kilometres, all of one size, and how far apart they are."""

from __future__ import annotations

import math

from chapeau.ground.sphere import KM_A_DEGREE
from chapeau.records import Incident

CELL_KM = 10
"""Side of a cell: a settlement's nominal circle (5 km around its middle) fills about one. Changing it changes
`spread.area` and what may be one event; see the tests of both."""

CLOSE = ("site", "settlement")
"""Precisions that put an incident into a cell: a district's middle may lie 25 km from where it was done."""

Cell = tuple[int, int]


def cell(lat: float, lon: float) -> Cell:
    """Row and column of the cell that holds a point: rows of equal height, columns of equal width at the row's middle."""
    row = math.floor(lat * KM_A_DEGREE / CELL_KM)
    return row, math.floor((lon % 360.0) * KM_A_DEGREE * _narrowing(row) / CELL_KM)


def middle(of: Cell) -> tuple[float, float]:
    """Latitude and longitude of a cell's middle, in degrees."""
    row, column = of
    lat = (row + 0.5) * CELL_KM / KM_A_DEGREE
    return lat, (column + 0.5) * CELL_KM / KM_A_DEGREE / _narrowing(row)


def _narrowing(row: int) -> float:
    """How much shorter a degree of longitude is than at the equator; never quite nothing, for the poles."""
    return max(0.01, math.cos(math.radians((row + 0.5) * CELL_KM / KM_A_DEGREE)))


def point(incident: Incident) -> tuple[float, float] | None:
    """Latitude and longitude of an incident that is told to a site or settlement; else None."""
    place = incident.place
    if place is None or place.precision not in CLOSE or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon
