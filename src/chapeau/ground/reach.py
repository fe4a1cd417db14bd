"""How far does a named place reach, and are two of them surely two?"""

from __future__ import annotations

import math

from chapeau.ground.names import folded
from chapeau.ground.sphere import EARTH_KM
from chapeau.records import Place

REACH = {"site": 2.0, "settlement": 8.0, "district": 40.0, "region": 250.0}
"""Kilometres that a place of each precision reaches from its point: half the width of a large site, a
town, a district of 5,000 square kilometres, a region of 200,000. Two places are apart where their
reaches do not meet. A wider reach joins neighbouring villages, a narrower one parts a site from its town."""

ONE_SETTLEMENT = 3.0
"""Kilometres within which two settlements of different ids are taken for one (two gazetteers' points)."""


def kilometres(p: Place, q: Place) -> float | None:
    """Great-circle distance (haversine) between two places; None where one has no coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return None
    north, south = math.radians(p.lat), math.radians(q.lat)
    h = math.sin((south - north) / 2) ** 2
    h += math.cos(north) * math.cos(south) * math.sin(math.radians(q.lon - p.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def one_place(p: Place, q: Place) -> bool:
    """Whether both are one: by id, by point and precision, or without a point by name."""
    if p.id and q.id and p.id == q.id:
        return True
    distance = kilometres(p, q)
    if distance is None:
        return folded(p.text) == folded(q.text)
    return distance <= ONE_SETTLEMENT and p.precision == q.precision


def apart(p: Place, q: Place) -> bool:
    """Whether what was done at one was not done at the other. False where either says too little."""
    if p.country and q.country and p.country != q.country:
        return True
    if p.precision not in REACH or q.precision not in REACH or one_place(p, q):
        return False
    settlements, distance = p.precision == q.precision == "settlement", kilometres(p, q)
    if distance is None:
        return settlements and p.id is not None and q.id is not None
    return settlements or distance > REACH[p.precision] + REACH[q.precision]
