"""Which offices do texts print beside a name? Taken from longer mentions that hold a shorter one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

import yaml

from chapeau.records import Mention, Position

NO_TITLE = re.compile(r"[—–\"“”()\[\]\d\n;:]|''")
"""Marks that no office holds: a dateline's dash, a quotation, brackets, an age."""


def positions(mentions: Sequence[Mention]) -> tuple[Position, ...]:
    """The offices that one actor's mentions in one document give: 'Secretary of State' Ana Vell.

    What a longer mention prints before or after the shorter one within it is an office only if a word
    of `offices.yaml` is there; all else ('Mr.', 'the driver', 'her sister') is left where it stands.
    """
    persons = sorted((m for m in mentions if m.kind == "person"), key=lambda m: (m.start, m.end))
    found = {
        (p.start, p.end): p
        for outer in persons
        for inner in persons
        if holds(outer, inner)
        for p in (*_before(outer, inner), *_after(outer, inner))
    }
    return tuple(found[span] for span in sorted(found))


def holds(outer: Mention, inner: Mention) -> bool:
    """Whether one mention has another, shorter one in it."""
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and outer.end - outer.start > inner.end - inner.start


def _before(outer: Mention, inner: Mention) -> Iterator[Position]:
    printed = outer.text[: inner.start - outer.start]
    title = printed.rstrip(" ,").rpartition(", ")[2]
    if _tells_office(title.split()):
        yield _position(outer, printed.rindex(title), title)


def _after(outer: Mention, inner: Mention) -> Iterator[Position]:
    printed = outer.text[inner.end - outer.start :]
    title = printed.removeprefix(", ").partition(",")[0].rstrip()
    if printed.startswith(", ") and _opens_as_office(title.split()):
        yield _position(outer, inner.end - outer.start + 2, title)


def _opens_as_office(words: Sequence[str]) -> bool:
    if not words or words[0].lower() in _words()["opens_no_office"]:
        return False
    ends = _words()["ends_the_office"]
    return _tells_office(tuple(takewhile(lambda word: word.lower() not in ends, words)))


def _tells_office(words: Sequence[str]) -> bool:
    known = _words()["offices"]
    return NO_TITLE.search(" ".join(words)) is None and any(word.lower() in known for word in words)


def _position(mention: Mention, at: int, title: str) -> Position:
    start = mention.start + at
    return Position(title=title, document=mention.document, start=start, end=start + len(title))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    lists = yaml.safe_load((files("chapeau.link") / "offices.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}
