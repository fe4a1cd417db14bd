"""The earth as a sphere: how large it is, and where a point lies on it."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
"""Radius of the sphere that stands for the earth (mean radius, IUGG)."""

KM_A_DEGREE = math.radians(1) * EARTH_KM
"""Kilometres of one degree of latitude: 111.19."""


def on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    """The point of the unit sphere at this latitude and longitude, in degrees."""
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
