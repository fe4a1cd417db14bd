"""Whose voice is a text, and whom does it credit?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Protocol

import yaml

from chapeau.ground.dates import is_day
from chapeau.ground.names import folded
from chapeau.ground.settings import Settings
from chapeau.records import Document

HEAD = 300
"""Characters of a text in which a dateline or byline stands (a long headline and a dateline fit)."""

FOOT = 200
"""Characters at the end of a text in which a credit or a post's signature stands."""

OWN_LINE_SHARE = 0.7
"""Share of a first line's words that must be a body's name for the line to be its letterhead: a
headline that merely names the body has a verb and an object beside it."""

KEPT = 128
"""Documents whose bearings are kept, with their texts, for the next comparison."""

LETTERHEAD_WORDS = 12
SIGNATURE = re.compile(r"[—–-]\s*([^—–\n()]{2,60}?)\s*\((@\w+)\)[^\n]{0,40}\s*$")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}),? (\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}),? (\d{{4}})\b", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
NOWHERE = r"(?!)"

LABEL = re.compile(r"^\w+( on)?:")
OUTLET = re.compile(
    r"(?:[A-Z][\w'’.&-]*|of|the|and|de|la|del)(?: (?:[A-Z][\w'’.&-]*|of|the|and|de|la|del)){0,4}"
)
"""A name of up to five words, each with a capital: longer lines are headlines or sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearings:
    """What a text says of where it comes from.

    `voice` is the agency or body whose own text this is. `credits` are those whose text it carries,
    `mentions` those that it credits with a passage or with the news. `printed` is each credit as
    printed. All names are those of the settings, of the packaged list, or as printed.
    """

    day: str | None = None
    voice: str | None = None
    credits: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    printed: tuple[tuple[str, str], ...] = ()


class Told(Protocol):
    """What bearings are taken of: a `Document`, or a text that is in no case."""

    @property
    def text(self) -> str: ...
    @property
    def date(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def author(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Teller:
    """An agency or a body with the spellings of its name, and of the people who speak for it."""

    name: str
    spellings: tuple[str, ...]
    agency: bool


@lru_cache(maxsize=KEPT)
def bearings(document: Document, settings: Settings) -> Bearings:
    """Voice, credits, mentions and day of one document."""
    told = credits_of(document, settings)
    passages = dict(_credited(document.text, settings, "passage"))
    return replace(
        told,
        mentions=tuple(sorted(passages.keys() - {*told.credits, told.voice})),
        printed=tuple(sorted((passages | dict(told.printed)).items())),
    )


def credits_of(document: Told, settings: Settings) -> Bearings:
    """Voice, credits and day, which stand at a text's two ends; it is not searched for mentions."""
    head, foot = document.text[:HEAD], document.text[-FOOT:]
    day = document.date or _printed_day(head, foot)
    if _says_nothing(document, head, foot, settings):
        return Bearings(day=day)
    own = _own_voice(document, settings)
    whole = dict(_credited(head, settings, "whole_text"))
    whole |= dict(_credited(foot, settings, "whole_text"))
    whole |= {n: p for n, p in _unlisted(head) if n not in whole and not _listed(n, tellers_of(settings))}
    nobody_else = own is None and document.publisher is None
    if nobody_else and len(whole) == 1 and _opens_with_dateline(document.text, whole):
        own = next(iter(whole))
    return Bearings(
        day=day,
        voice=own,
        credits=tuple(sorted(set(whole) - {own})),
        printed=tuple(sorted(whole.items())),
    )


def _says_nothing(document: Told, head: str, foot: str, settings: Settings) -> bool:
    """Whether a look shows that neither a voice nor a credit can be there: so it is with most texts."""
    if document.publisher or document.author or settings.bodies or "(" in head or "(@" in foot:
        return False
    return not _any_spelling(settings).search(f"{head}\n{foot}")


@cache
def tellers_of(settings: Settings) -> tuple[Teller, ...]:
    """The agencies and bodies of a case, then the packaged agencies that the case does not name."""
    own = [Teller(a.name, (a.name, *a.aliases), True) for a in settings.agencies]
    own += [Teller(b.name, (b.name, *b.voices), False) for b in settings.bodies]
    taken = {folded(s) for t in own for s in t.spellings}
    packaged = [Teller(a["name"], (a["name"], *a["aliases"]), True) for a in _data()["agencies"]]
    return (*own, *(t for t in packaged if not taken & {folded(s) for s in t.spellings}))


def masthead(document: Document) -> str | None:
    """The outlet that a text without a stated publisher prints above itself, beside a day.

    'Northgate Daily' of 'Northgate Daily, 13 March 2031' or of two lines; None where the text opens otherwise.
    """
    opening = document.text[:HEAD].strip().partition("\n\n")[0]
    without_day = DAY_FIRST.sub("", MONTH_FIRST.sub("", opening))
    if without_day == opening:
        return None
    lines = (LABEL.sub("", line).strip(" ,;|-–—") for line in without_day.splitlines())
    names = [line for line in lines if line]
    return names[0] if len(names) == 1 and OUTLET.fullmatch(names[0]) else None


def teller_named(name: str, settings: Settings) -> str | None:
    """The agency or body that this name, office or handle speaks for, if any."""
    return _names(settings).get(_bare(name))


@cache
def common_words() -> frozenset[str]:
    """Words that say nothing about whether two texts tell the same."""
    return frozenset(str(_data()["common_words"]).split())


@cache
def _names(settings: Settings) -> dict[str, str]:
    return {_bare(s): t.name for t in reversed(tellers_of(settings)) for s in t.spellings}


def _bare(name: str) -> str:
    return folded(name).removeprefix("the ").lstrip("@").strip()


def _own_voice(document: Told, settings: Settings) -> str | None:
    stated = {_bare(s) for s in (document.publisher, document.author, *_signature(document.text)) if s}
    if names := {_names(settings).get(s) for s in stated} - {None}:
        return next(t.name for t in tellers_of(settings) if t.name in names)
    first = document.text.strip().partition("\n")[0]
    bodies = (t for t in tellers_of(settings) if not t.agency)
    return next((t.name for t in bodies if _is_letterhead(first, t)), None)


def _signature(text: str) -> tuple[str, ...]:
    signed = SIGNATURE.search(text[-FOOT:]) if "(@" in text[-FOOT:] else None
    return signed.groups() if signed else ()


def _is_letterhead(line: str, teller: Teller) -> bool:
    words = _name_words(line)
    if not words or len(words) > LETTERHEAD_WORDS:
        return False
    return any(_covers(words, _name_words(s)) for s in teller.spellings if " " in s)


def _covers(line: list[str], name: list[str]) -> bool:
    """All words of the name are in the line, up to their endings ('Orvanian', 'Orvania'), and little else is."""
    hits = [w for w in line if any(_alike(w, n) for n in name)]
    all_named = all(any(_alike(w, n) for w in line) for n in name)
    return bool(name) and all_named and len(hits) >= OWN_LINE_SHARE * len(line)


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)))


def _name_words(name: str) -> list[str]:
    return [w for w in re.findall(r"\w+", folded(name)) if len(w) > 3]


def _credited(text: str, settings: Settings, kind: str) -> Iterator[tuple[str, str]]:
    if not _any_spelling(settings).search(text):
        return
    for teller in tellers_of(settings):
        if teller.agency and any(s in text for s in teller.spellings):
            found = _pattern(teller, kind).search(text)
            if found:
                yield teller.name, " ".join(found.group().split())


@cache
def _any_spelling(settings: Settings) -> re.Pattern[str]:
    spellings = (s for t in tellers_of(settings) if t.agency for s in t.spellings)
    return re.compile("|".join(map(re.escape, spellings)) or NOWHERE)


@cache
def _pattern(teller: Teller, kind: str) -> re.Pattern[str]:
    names = "|".join(re.escape(s) for s in sorted(teller.spellings, key=len, reverse=True))
    patterns = (p.replace("{agency}", f"(?-i:{names})") for p in _data()[kind])
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _unlisted(head: str) -> Iterator[tuple[str, str]]:
    for m in re.finditer(_data()["unlisted"], head) if "(" in head else ():
        yield m.group(1), " ".join(m.group().split())


def _listed(name: str, tellers: tuple[Teller, ...]) -> bool:
    return any(folded(name) == folded(s) for t in tellers for s in t.spellings)


def _opens_with_dateline(text: str, whole: dict[str, str]) -> bool:
    opening = text.lstrip().partition("\n")[0]
    return any(
        " ".join(opening.split()).startswith(printed) or printed in opening[:80] for printed in whole.values()
    )


def _printed_day(head: str, foot: str) -> str | None:
    for part in (head, foot):
        if not (YEAR.search(part) and any(map(part.lower().__contains__, MONTHS))):
            continue
        days = [(found.start(), _iso(*found.group(3, 2, 1))) for found in DAY_FIRST.finditer(part)]
        days += [(found.start(), _iso(*found.group(3, 1, 2))) for found in MONTH_FIRST.finditer(part)]
        if real := [d for _, d in sorted(days) if is_day(d)]:
            return real[0]
    return None


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}"


@cache
def _data() -> dict[str, Any]:
    text = files("chapeau.link").joinpath("credits.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
