"""In which words does a dossier say it? Looked up in `words.yaml`; a word not listed is printed plainly."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from chapeau.dossier.pictures.scale import plain_date
from chapeau.records import Period


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: Any = yaml.safe_load((resources.files("chapeau.dossier") / "words.yaml").read_text("utf-8"))
    read: dict[str, dict[str, str]] = loaded
    return read


def say(table: str, key: str) -> str:
    """The words for a closed value; the value itself, without underscores, where none are listed."""
    return _words().get(table, {}).get(key, key.replace("_", " "))


def place_in(table: str, key: str) -> int:
    """Where a value stands in its list; after all of them where it is not listed."""
    listed = list(_words().get(table, {}))
    return listed.index(key) if key in listed else len(listed)


def clash_words(field: str) -> str:
    """What two tellings disagree on: 'how many killed' for 'counts.killed'."""
    kind, _, of = field.partition(".")
    return f"how many {of.replace('_', ' ')}" if kind == "counts" and of else say("clash", field)


def notice(state: str) -> str:
    """What stands at the head of every page, in print and in `dossier.json`."""
    return say("notice", state)


def short_citation(citation: str) -> str:
    """'7(1)(g)-1' of 'Rome Statute art. 7(1)(g); ICC Elements of Crimes, art. 7(1)(g)-1'."""
    return citation.rpartition("art. ")[2] or citation


def legend() -> tuple[tuple[str, str], ...]:
    """The roles in a sentence, in the order in which they are explained."""
    return tuple(_words()["roles"].items())


def day_words(iso: str | None) -> str:
    """'3 Mar 2031', or 'open'; what is no ISO date is printed as it is."""
    if iso is None:
        return "open"
    try:
        return plain_date(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso


def with_days(words: str) -> str:
    """Words with their days and months as the pages print them: '3 Mar 2031' for 2031-03-03, 'Mar 2031' for 2031-03."""
    return re.sub(r"(?<![\w-])\d{4}-\d{2}(-\d{2})?(?![\w-])", _day_or_month, words)


def _day_or_month(found: re.Match[str]) -> str:
    if found[1]:
        return day_words(found[0])
    first = day_words(f"{found[0]}-01")
    return first.removeprefix("1 ")


def period_words(period: Period | None) -> str:
    """'3 Mar 2031', '3 Mar 2031 to 9 Mar 2031', 'before ...', 'undated'; '(inferred)' where it is."""
    if period is None or (period.low is None and period.high is None):
        return "undated"
    inferred = " (inferred)" if period.inferred else ""
    return f"{_range(period.low, period.high)}{inferred}"


def asked_of(period: Period) -> str:
    """The days of a finding in words; without any, it holds what is told without a date."""
    return period_words(period) if period.low or period.high else "date not told"


def _range(low: str | None, high: str | None) -> str:
    if low == high:
        return day_words(low)
    if low is not None and high is not None and _whole_month(low, high):
        return f"{date.fromisoformat(low):%B %Y}"
    if low is None:
        return f"up to {day_words(high)}"
    return f"from {day_words(low)}" if high is None else f"{day_words(low)} to {day_words(high)}"


def _whole_month(low: str, high: str) -> bool:
    try:
        first, last = date.fromisoformat(low), date.fromisoformat(high)
    except ValueError:
        return False
    return first.day == 1 and first.replace(day=monthrange(first.year, first.month)[1]) == last
