"""Where? A map of places as circles with their precision as radius, over thin outlines; no tiles from anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chapeau.dossier.pictures.outlines import Line, Outlines, Point
from chapeau.dossier.pictures.svg import counted, element, number, picture
from chapeau.ground.sphere import KM_A_DEGREE

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 640, 260, 620
#: Half the width, in kilometres, that a place named at this precision may well cover: a nominal
#: figure, so that a country's point is not read as an address. Printed in the legend.
RADIUS_KM = {"site": 1.0, "settlement": 5.0, "district": 25.0, "region": 75.0, "country": 250.0}
_LEAST_RADIUS = 3.5
_CHARACTER, _LINE = 7.2, 15
"""Pixels of a letter and a line of the labels' type, with what keeps two of them apart."""
_LINES_OFF = (0, -1, 1, -2, 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its incidents: degrees (WGS 84), precision, and the incidents told to be there."""

    name: str
    lat: float
    lon: float
    precision: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular map whose middle latitude is true to scale; `shift` moves the date line away."""

    west: float
    south: float
    east: float
    north: float
    shift: bool

    @property
    def squeeze(self) -> float:
        """How much narrower a degree of longitude is than one of latitude here."""
        return max(0.05, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def pixels(self) -> float:
        """Pixels for one degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        """Of the picture, in pixels."""
        return (self.north - self.south) * self.pixels

    def at(self, lon: float, lat: float) -> Point:
        """Pixels of a place."""
        return (self.turned(lon) - self.west) * self.pixels * self.squeeze, (self.north - lat) * self.pixels

    def turned(self, lon: float) -> float:
        """The longitude counted so that the places stand on one side of the map's edge."""
        return lon + 360 if self.shift and lon < 0 else lon


def places(key: str, spots: Sequence[Spot], outlines: Outlines) -> str:
    """The map of all spots that have coordinates, largest circles beneath."""
    frame = _frame(spots)
    ordered = sorted(spots, key=lambda s: (-RADIUS_KM.get(s.precision, 5.0), s.name, s.lat, s.lon))
    return picture(
        f"map-{key}",
        "Places told, with the precision to which they are known",
        "; ".join(f"{s.name} ({s.precision}): {len(s.rests_on)}" for s in ordered) + ".",
        WIDTH,
        frame.height,
        *_borders(outlines.lines, frame),
        *(_circle(spot, frame) for spot in ordered),
        *_labels(ordered, frame),
        kind="map",
    )


def _frame(spots: Sequence[Spot]) -> Frame:
    shift = _span(s.lon % 360 for s in spots) < _span(s.lon for s in spots)
    lons = [s.lon % 360 if shift else s.lon for s in spots]
    south, north = min(s.lat for s in spots), max(s.lat for s in spots)
    margin = max(0.4, 0.15 * (north - south), 0.15 * (max(lons) - min(lons)), _widest(spots))
    return _proportioned(
        min(lons) - margin * 1.5, south - margin, max(lons) + margin * 1.5, north + margin, shift
    )


def _widest(spots: Sequence[Spot]) -> float:
    return max(RADIUS_KM.get(s.precision, 5.0) for s in spots) / KM_A_DEGREE * 1.1


def _span(values: Iterable[float]) -> float:
    known = list(values)
    return max(known) - min(known)


def _proportioned(west: float, south: float, east: float, north: float, shift: bool) -> Frame:
    """Widened or heightened until the picture is neither a ribbon nor a tower."""
    frame = Frame(west, max(-89.0, south), east, min(89.0, north), shift)
    if frame.height > MOST_HEIGHT:
        more = (frame.height / MOST_HEIGHT - 1) * (east - west) / 2
        return Frame(west - more, frame.south, east + more, frame.north, shift)
    if frame.height < LEAST_HEIGHT:
        more = (LEAST_HEIGHT - frame.height) / frame.pixels / 2
        return Frame(west, max(-89.0, frame.south - more), east, min(89.0, frame.north + more), shift)
    return frame


def _borders(lines: Iterable[Line], frame: Frame) -> Iterator[str]:
    for line in lines:
        for run in _within(line.points, frame):
            path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in (frame.at(*p) for p in run))
            yield element("path", {"d": path, "class": "border disputed" if line.disputed else "border"})


def _within(points: Sequence[Point], frame: Frame) -> Iterator[list[Point]]:
    """The runs of a line whose segments may touch the frame; the rest is left out of the file."""
    run: list[Point] = []
    for a, b in pairwise(points):
        if _touches(a, b, frame):
            run = [*run, b] if run else [a, b]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _touches(a: Point, b: Point, frame: Frame) -> bool:
    x1, x2 = sorted((frame.turned(a[0]), frame.turned(b[0])))
    y1, y2 = sorted((a[1], b[1]))
    return x2 - x1 < 180 and x2 >= frame.west and x1 <= frame.east and y2 >= frame.south and y1 <= frame.north


def _circle(spot: Spot, frame: Frame) -> str:
    x, y = frame.at(spot.lon, spot.lat)
    radius = max(_LEAST_RADIUS, RADIUS_KM.get(spot.precision, 5.0) / KM_A_DEGREE * frame.pixels)
    return element("circle", {"cx": x, "cy": y, "r": radius, "class": f"spot {spot.precision}"})


def _labels(spots: Sequence[Spot], frame: Frame) -> Iterator[str]:
    """Names beside their circles, right or left, a line or two higher or lower where that is taken by another, and never over
    the edge.

    The most often told places are named first; the table beneath has them all.
    """
    taken: list[tuple[float, float, float]] = []
    for spot in sorted(spots, key=_named_first):
        x, y = frame.at(spot.lon, spot.lat)
        words = f"{spot.name} ({len(spot.rests_on)})"
        width = _CHARACTER * (len(words) + 1)
        at = ((side, y + lines * _LINE) for lines in _LINES_OFF for side in (x + 7, x - 7 - width))
        free = next((spot_at for spot_at in at if _is_free(*spot_at, width, frame, taken)), None)
        if free:
            left, middle = free
            taken.append((middle, left, left + width))
            yield counted(left, middle + 4, words, spot.rests_on)


def _named_first(spot: Spot) -> tuple[int, float, str]:
    return -len(spot.rests_on), RADIUS_KM.get(spot.precision, 5.0), spot.name


def _is_free(
    left: float, y: float, width: float, frame: Frame, taken: Sequence[tuple[float, float, float]]
) -> bool:
    if left < 0 or left + width > WIDTH or not _LINE / 2 <= y <= frame.height - _LINE / 2:
        return False
    return not any(abs(y - t) < _LINE and left < right and from_ < left + width for t, from_, right in taken)
