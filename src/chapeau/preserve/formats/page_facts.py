"""What a saved page states of itself: JSON-LD first, then meta tags, then `<time>`; nothing is guessed.

A date is taken where it is written as ISO 8601, and never computed; the words 'two hours ago', a date
in the address and the day of capture say nothing here. Which names are looked at stands in
`saved_html.yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from lxml.html import HtmlElement

from chapeau.preserve.formats.base import Stated, day_of, language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNames:
    """`saved_html.yaml`, read."""

    types: frozenset[str]
    meta: Mapping[str, tuple[str, ...]]
    embedded_posts: frozenset[str]


@cache
def page_names() -> PageNames:
    """The packaged names."""
    data = yaml.safe_load(files("chapeau.preserve.formats").joinpath("saved_html.yaml").read_text("utf-8"))
    return PageNames(
        types=frozenset(data["json_ld"]["types"]),
        meta={fact: tuple(names) for fact, names in data["meta"].items()},
        embedded_posts=frozenset(data["embedded_posts"]),
    )


def stated_by(page: HtmlElement) -> Stated:
    """Title, address, publisher, author, date and language, as the page states them."""
    article = next(_articles(page), {})
    meta = _meta(page)
    return Stated(
        title=_first(_words(article.get("headline")), meta["title"], _texts(page, "//head/title")),
        address=_first(_attributes(page, _CANONICAL, "href"), meta["address"], _words(article.get("url"))),
        publisher=_first(_names(article.get("publisher")), meta["publisher"]),
        author=_first(_names(article.get("author")), _no_addresses(meta["author"])),
        date=next(filter(None, map(day_of, stated_dates(page))), None),
        language=_language(
            _attributes(page, "/html", "lang"), meta["language"], _words(article.get("inLanguage"))
        ),
    )


def stated_dates(page: HtmlElement) -> list[str]:
    """Every date of publication the page states, as printed, the one that counts most first."""
    in_json = [date for article in _articles(page) for date in _words(article.get("datePublished"))]
    marked = _attributes(page, _PUBLISHED, "datetime") + _attributes(page, _PUBLISHED, "content")
    return in_json + _meta(page)["date"] + marked + _lone_time(page)


_CANONICAL = "//link[translate(@rel, 'CANOIL', 'canoil')='canonical']"
_PUBLISHED = "//*[@itemprop='datePublished' or (self::time and @pubdate)]"


def _lone_time(page: HtmlElement) -> list[str]:
    """The `<time>` of the article, where all of them name one day: of several, none is the page's."""
    times = _attributes(
        page, "//article//time[@datetime][not(ancestor::article/ancestor::article)]", "datetime"
    )
    days = {day_of(time) for time in times}
    return times[:1] if len(days) == 1 else []


def _articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, articles before mere pages."""
    found = [
        thing for script in page.xpath("//script[@type='application/ld+json']") for thing in _things(script)
    ]
    typed = [(thing, _types(thing) & page_names().types) for thing in found]
    yield from (thing for thing, types in typed if types - {"WebPage"})
    yield from (thing for thing, types in typed if types == {"WebPage"})


def _things(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of one script; one that is not JSON (many are not) states nothing."""
    try:
        data = json.loads(script.text or "")
    except (ValueError, RecursionError):
        return
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield thing
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _types(thing: dict[str, Any]) -> frozenset[str]:
    stated = thing.get("@type")
    names = {
        name.rpartition("/")[2]
        for name in (stated if isinstance(stated, list) else [stated])
        if isinstance(name, str)
    }
    return frozenset("Article" if name.endswith("Article") else name for name in names)


def _meta(page: HtmlElement) -> dict[str, list[str]]:
    """For each fact, what the meta tags say, in the order of the list of names."""
    said: dict[str, list[str]] = {}
    for tag in page.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        said.setdefault(name.lower(), []).extend(_words(tag.get("content")))
    return {
        fact: [v for name in names for v in said.get(name, ())] for fact, names in page_names().meta.items()
    }


def _names(value: object) -> list[str]:
    """The names of people or bodies in JSON-LD: a string, an object with a name, or a list of them."""
    if isinstance(value, list):
        return [", ".join(name for part in value for name in _names(part))]
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _words(value: object) -> list[str]:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return [words] if words else []


def _texts(page: HtmlElement, path: str) -> list[str]:
    return [words for element in page.xpath(path) for words in _words(element.text_content())]


def _attributes(page: HtmlElement, path: str, attribute: str) -> list[str]:
    return [words for element in page.xpath(path) for words in _words(element.get(attribute))]


def _no_addresses(values: list[str]) -> list[str]:
    """Without addresses of profiles, which some pages put where the author's name belongs."""
    return [value for value in values if not value.startswith(("http://", "https://"))]


def _first(*candidates: list[str]) -> str | None:
    return next((value for values in candidates for value in values if value), None)


def _language(*candidates: list[str]) -> str | None:
    return language_of(_first(*candidates))
