"""Where are the borders said to be? Outlines from TopoJSON (packaged) or GeoJSON (the case's own).

TopoJSON: arcs are stored once, as differences of whole numbers, and shapes name them by index; a
negative index `~i` is arc `i` backwards. Source: the TopoJSON specification, sections 2.1 to 2.1.4.
A border between two areas is one arc here, and is drawn once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any

import yaml

from chapeau.errors import DataInvalid

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A run of (longitude, latitude) points, in degrees; `disputed` is drawn dotted."""

    points: tuple[Point, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lines to draw, the edition that is printed, and the note on what they do not say."""

    lines: tuple[Line, ...]
    edition: str
    note: str


@cache
def packaged() -> Outlines:
    """The outlines that ship with the program."""
    folder = resources.files("chapeau.dossier") / "data"
    about = yaml.safe_load((folder / "outlines.yaml").read_text("utf-8"))
    topology = json.loads((folder / about["file"]).read_text("utf-8"))
    return Outlines(
        tuple(topojson_lines(topology, frozenset(about["disputed"]))), about["edition"], about["note"]
    )


def of_case(geojson: str, edition: str | None) -> Outlines:
    """The outlines that a case brings. Raises DataInvalid."""
    try:
        features = json.loads(geojson)["features"]
        lines = tuple(line for feature in features for line in _feature_lines(feature))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DataInvalid(
            f"The case's outlines cannot be read: {error!r}.", hint="Bring a GeoJSON FeatureCollection."
        ) from error
    notes = (feature.get("properties", {}).get("note") for feature in features)
    note = "Outlines that the case brought; dotted where it marks them as disputed."
    return Outlines(lines, edition or "the case's own outlines", " ".join([note, *(n for n in notes if n)]))


def topojson_lines(topology: dict[str, Any], disputed: frozenset[str]) -> Iterator[Line]:
    """Every arc that a country uses, once; disputed where any area that uses it is.

    An area counts as disputed when `disputed` names it or when the data give it no id.
    """
    doubtful: dict[int, bool] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        in_doubt = shape.get("id") is None or shape["properties"]["name"] in disputed
        for arc in _arc_numbers(shape["arcs"]):
            doubtful[arc] = doubtful.get(arc, False) or in_doubt
    for arc in sorted(doubtful):
        yield Line(_arc(topology, arc), doubtful[arc])


def _arc_numbers(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs if arcs >= 0 else ~arcs
    else:
        for inner in arcs:
            yield from _arc_numbers(inner)


def _arc(topology: dict[str, Any], number: int) -> tuple[Point, ...]:
    steps = topology["arcs"][number]
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    xs, ys = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
    return tuple((x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True))


def _feature_lines(feature: dict[str, Any]) -> Iterator[Line]:
    disputed = bool((feature.get("properties") or {}).get("disputed"))
    for run in _runs(feature["geometry"]["coordinates"]):
        yield Line(run, disputed)


def _runs(coordinates: Any) -> Iterator[tuple[Point, ...]]:
    """Lists of positions, however deeply a geometry nests them; single points draw nothing."""
    if coordinates and isinstance(coordinates[0][0], (int, float)):
        yield tuple((float(p[0]), float(p[1])) for p in coordinates)
    else:
        for inner in coordinates:
            yield from _runs(inner)
