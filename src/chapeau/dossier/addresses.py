"""Where in the dossier does a record stand? On one page, or on the pages of a folder, with the same ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links to records as seen from one page. `page` is None where all is one page.

    `homes` gives the finding page on which an incident, and so its acts' cards, is shown whole.
    """

    page: str | None = None
    homes: Mapping[str, str] | None = None

    def seen_from(self, page: str) -> Addresses:
        """The same addresses from another page of the folder; the one page sees no other."""
        return self if self.page is None else Addresses(page, self.homes)

    def overview(self, anchor: str) -> str:
        """A place on the front page."""
        return self._to(INDEX, anchor)

    def in_text(self, record: str, document: str) -> str:
        """A record's place in the text of its document."""
        return self._to(f"documents/{document}.html", record)

    def document(self, document: str) -> str:
        """The head of a document."""
        return self._to(f"documents/{document}.html", document)

    def pattern(self, pattern: str) -> str:
        """Where a pattern is shown whole."""
        return self._to("patterns.html", pattern)

    def group(self, key: str, anchor: str | None = None) -> str:
        """A finding, or a place within it."""
        return self._to(f"findings/{key}.html", anchor or key)

    def incident(self, incident: str) -> str:
        """Where an incident is shown whole."""
        return self._to(f"findings/{(self.homes or {}).get(incident, 'rest')}.html", incident)

    def card(self, act: str, incident: str | None) -> str:
        """The card of an act, within its incident."""
        home = (self.homes or {}).get(incident or "", "rest")
        return self._to(f"findings/{home}.html", f"card-{act}")

    def _to(self, page: str, anchor: str) -> str:
        if self.page is None or self.page == page:
            return f"#{anchor}"
        up = "../" * self.page.count("/")
        return f"{up}{page}#{anchor}"
