"""An invented country, so that tests of voices name nobody real."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.parsed import Parsed, parse
from chapeau.read.posts import posts
from chapeau.read.reader import Text
from chapeau.read.responses import responses
from chapeau.read.rules import RuleReader
from chapeau.read.when import document_date, times
from chapeau.read.where import places
from chapeau.read.who import Names, names
from chapeau.read.who_said import statements
from chapeau.records import Act, Response, Statement

PLACES = """id,name,alternates,kind,lat,lon,country,region,population,demonyms
c1,Orvania,,country,10,10,XO,,5000000,Orvanian|Orvanians
c2,Sundrel,,country,11,10,XS,,3000000,Sundreli|Sundrelis
s1,Kessin,,settlement,10.5,10.5,XS,,40000,
"""
SHARED = Path(__file__).parents[2].parent / "shared"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged().with_places(PLACES, "an invented country")


def named(text: str) -> tuple[Parsed, Names]:
    parsed = parse(text)
    return parsed, names(parsed, places(parsed, gazetteer()), posts(parsed))


def actor(text: str, phrase: str, *, occurrence: int = 0) -> str | None:
    """The actor of the phrase's nth occurrence."""
    _, who = named(text)
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(phrase, start + 1)
    return who.actor_of(start, start + len(phrase))


def said(text: str, day: str | None = None) -> tuple[Statement, ...]:
    parsed, who = named(text)
    embedded = posts(parsed)
    return statements(parsed, who, embedded, document_date(parsed, embedded, day), "doc", "rules test")


def answered(text: str, day: str | None = None) -> tuple[Response, ...]:
    parsed, who = named(text)
    embedded = posts(parsed)
    date = document_date(parsed, embedded, day)
    found = statements(parsed, who, embedded, date, "doc", "rules test")
    return responses(parsed, who, found, date, times(parsed, date), "doc", "rules test")


def did(text: str, day: str | None = "2031-03-10") -> tuple[Act, ...]:
    """The acts that the whole reader finds in a text of the invented country."""
    return RuleReader(gazetteer()).read(Text(id="doc", text=text, date=day)).acts


def did_one(text: str, family: str) -> Act:
    (act,) = [a for a in did(text) if a.family == family]
    return act


def seed() -> str | None:
    """The first real article, where it lies beside the checkout."""
    found = sorted((SHARED / "seed").glob("*.txt"))
    return found[0].read_text("utf-8") if found else None
