"""Where in the dossier does a record stand? On one page, or on the pages of a folder, with the same ids."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace

FOLDER = "dossier"
INDEX = f"{FOLDER}/index.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links to records as seen from one page. `page` is None where all is one page.

    `homes` gives the finding on which an incident, and so its acts' cards, is shown whole; `front` is the page that is
    opened first, and `on_front` the findings that stand whole on it.
    """

    page: str | None = None
    homes: Mapping[str, str] | None = None
    front: str = INDEX
    on_front: frozenset[str] = frozenset()

    def seen_from(self, page: str) -> Addresses:
        """The same addresses from another page of the folder; the one page sees no other."""
        return self if self.page is None else replace(self, page=page)

    def overview(self, anchor: str) -> str:
        """A place on the front page."""
        return self._to(self.front, anchor)

    def making(self, anchor: str) -> str:
        """A place on the page of how it was made: law, rules, explanations, decisions, people."""
        return self._to(self._annex("making"), anchor)

    def in_text(self, record: str, document: str) -> str:
        """A record's place in the text of its document."""
        return self._to(self._annex(f"documents/{document}"), record)

    def document(self, document: str) -> str:
        """The head of a document."""
        return self._to(self._annex(f"documents/{document}"), document)

    def pattern(self, pattern: str) -> str:
        """Where a pattern is shown whole."""
        return self._to(self._annex("patterns"), pattern)

    def group(self, key: str, anchor: str | None = None) -> str:
        """A finding, or a place within it."""
        return self._to(self._finding(key), anchor or key)

    def incident(self, incident: str) -> str:
        """Where an incident is shown whole."""
        return self._to(self._finding((self.homes or {}).get(incident, "rest")), incident)

    def card(self, act: str, incident: str | None) -> str:
        """The card of an act, within its incident."""
        home = (self.homes or {}).get(incident or "", "rest")
        return self._to(self._finding(home), f"card-{act}")

    def _finding(self, key: str) -> str:
        return self.front if key in self.on_front else self._annex(f"findings/{key}")

    @staticmethod
    def _annex(name: str) -> str:
        return f"{FOLDER}/{name}.html"

    def _to(self, page: str, anchor: str) -> str:
        if self.page is None or self.page == page:
            return f"#{anchor}"
        return f"{posixpath.relpath(page, posixpath.dirname(self.page))}#{anchor}"
