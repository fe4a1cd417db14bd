"""A walk from any figure on the pages down to a place in a text.

Records stand on the pages under their ids: elements with `data-rests-on` lead on, elements with
`data-start` are places in a text, `data-end-of-walk` marks what has none (something skipped, a
decision). A figure bears `data-from`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import html
from lxml.html import HtmlElement

#: Where digits are not figures: words of texts, dates, hashes, law, versions, and axes of pictures.
NO_FIGURES = ("quoted", "citation", "law", "making", "axis", "running", "sha", "dated")
NO_FIGURE_TAGS = ("time", "code", "style", "title", "desc", "script")
IN_WORDS = ("n", "why")


class Pages:
    """All pages of one dossier, with every id on them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.roots = [html.fromstring(text) for text in texts]
        self.by_id = {e.get("id"): e for root in self.roots for e in root.iter() if e.get("id")}

    def figures(self) -> Iterator[HtmlElement]:
        """Every element that claims to rest on something."""
        return (e for root in self.roots for e in root.iter() if e.get("data-from") is not None)

    def loose_digits(self) -> Iterator[str]:
        """Digits that neither rest on anything nor stand where digits are no figures."""
        for root in self.roots:
            for element in root.iter():
                if isinstance(element.tag, str):
                    yield from _loose(element)

    def ends(self, ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """The places that a walk from these ids ends at, and the ids that lead nowhere."""
        todo, seen, places, lost = list(ids), set(), set(), set()
        while todo:
            record = todo.pop()
            if record in seen:
                continue
            seen.add(record)
            element = self.by_id.get(record)
            if element is None:
                lost.add(record)
            elif element.get("data-start") is not None or element.get("data-end-of-walk"):
                places.add(record)
            else:
                todo += (element.get("data-rests-on") or "").split() or [f"nothing under {record}"]
        return places, lost


def _loose(element: HtmlElement) -> Iterator[str]:
    own = [element.text or ""]
    if any(re.search(r"\d", t) for t in own) and not _explained(element):
        yield f"{element.tag}: {own[0].strip()}"
    tail = element.tail or ""
    parent = element.getparent()
    if re.search(r"\d", tail) and parent is not None and not _explained(parent):
        yield f"after {element.tag}: {tail.strip()}"


def _explained(element: HtmlElement) -> bool:
    return any(
        e.tag in NO_FIGURE_TAGS or set((e.get("class") or "").split()) & {*NO_FIGURES, *IN_WORDS}
        for e in (element, *element.iterancestors())
    )
