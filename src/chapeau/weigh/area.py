"""How much ground do places span? Their hull on the sphere in square kilometres, and the cells they lie in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.ground.sphere import EARTH_KM, on_sphere

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hull:
    """The convex hull of points: its area in km2 and the length of its edge in km."""

    area: float
    edge: float


def hull(places: Sequence[Point]) -> Hull | None:
    """The hull of places (latitude, longitude in degrees), in a projection that keeps areas, around their middle.

    None where there are none, or where a place lies more than a quarter of the earth's round from the middle, so that
    there is no inside. One place, or places in one line, span no area.
    """
    flat = projected(places)
    if not flat:
        return None
    corners = convex(flat)
    pairs = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
    return Hull(abs(area), sum(math.dist(a, b) for a, b in pairs))


def projected(places: Sequence[Point]) -> list[Point] | None:
    """Places on a plane in km: Lambert's azimuthal equal-area projection around their middle (Snyder 1987, p. 185)."""
    at = sorted({on_sphere(lat, lon) for lat, lon in places})
    middle = tuple(math.fsum(axis) for axis in zip(*at, strict=True)) if at else ()
    length = math.hypot(*middle)
    if not at or length < 1e-9:
        return None
    x0, y0, z0 = (axis / length for axis in middle)
    if any(x * x0 + y * y0 + z * z0 < 0 for x, y, z in at):
        return None
    across = math.hypot(x0, y0)
    east = (-y0 / across, x0 / across, 0.0) if across > 1e-12 else (0.0, 1.0, 0.0)
    north = (y0 * east[2] - z0 * east[1], z0 * east[0] - x0 * east[2], x0 * east[1] - y0 * east[0])
    return [_flat(p, (x0, y0, z0), east, north) for p in at]


def _flat(
    p: Sequence[float], centre: Sequence[float], east: Sequence[float], north: Sequence[float]
) -> Point:
    along = math.sqrt(2 / (1 + _dot(p, centre))) * EARTH_KM
    return along * _dot(p, east), along * _dot(p, north)


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def convex(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, against the clock (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def span(of: Hull, radius: float) -> tuple[float, float]:
    """The least and most km2 if each place lies anywhere within `radius` km of its point.

    By Steiner's formula: a hull moved outwards by r has area A + P r + pi r2; inwards the same, the other way round.
    """
    outwards = of.area + of.edge * radius + math.pi * radius**2
    return max(0.0, of.area - of.edge * radius - 3 * math.pi * radius**2), outwards
