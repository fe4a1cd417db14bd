"""Which places lie in an area that a case names for itself? Those it lists, and all that its own table puts in a listed region.

A country's code and the id of a place stand for themselves; a name is looked up in the case's own table alone, where
whoever wrote it knows which place it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chapeau.errors import DataInvalid
from chapeau.ground.gazetteer import CasePlaceRow, case_rows
from chapeau.ground.names import folded

CODE = re.compile(r"[A-Z]{2}")
"""A country's code, alpha-2: no place of a case's own is called by two capitals alone."""

ID = re.compile(r"(case|geonames|iso):\S+")
"""A place's id, as the dossier prints it."""


def is_code_or_id(territory: str) -> bool:
    """Whether these words are a country's code or a place's id, and so no name of an area."""
    return bool(CODE.fullmatch(territory) or ID.fullmatch(territory))


def places_in(listed: Iterable[str], table: str | None, *, where: str) -> tuple[str, ...]:
    """Ids and countries' codes of all places in an area, in order. `table` is the text of the case's own places, `where` says in
    a message which area it is.

    Raises DataInvalid where nothing is listed, or what is listed is no place that can be told.
    """
    rows = () if table is None else tuple(case_rows(table, "the case's places"))
    found = {place for one in listed for place in _places(one, rows, where)}
    if not found:
        raise DataInvalid(f"{where} lists no place.", hint=HELP)
    return tuple(sorted(found))


HELP = (
    "Under places, list names as the case's own table has them, ids as the dossier prints them (case:7, geonames:703448), or "
    "countries' codes."
)


def _places(one: str, rows: tuple[CasePlaceRow, ...], where: str) -> Iterator[str]:
    named = [row.place for row in rows if row.place.id == one or folded(one) in map(folded, row.names)]
    if not named and (not is_code_or_id(one) or one.startswith("case:")):
        raise DataInvalid(f"{where} lists {one!r}, which is no place of the case's own.", hint=HELP)
    if not named:
        yield one
    for place in named:
        yield place.id
        if place.kind == "country" and place.country:
            yield place.country
        if place.kind == "region":
            yield from (
                row.place.id
                for row in rows
                if row.place.region == place.name and row.place.country == place.country
            )
