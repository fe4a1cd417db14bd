"""How is a dossier rendered? One HTML file, or a folder of them, from contexts and templates.

Nothing is written here: `pages` gives names and text, and the pipeline writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chapeau.dossier.compose import CaseView

#: Above this many documents, a folder of pages: one file of 500 documents of 5,000 characters,
#: each with its spans, is about 10 MB, which a phone still opens; check with the browser tests.
ONE_PAGE = 500


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the dossier: `name` relative to the case ('dossier.html', 'dossier/index.html')."""

    name: str
    parts: Iterator[str]


def pages(view: CaseView, *, names: bool = False, most: int = ONE_PAGE) -> Iterator[Page]:
    """The dossier's pages, in the order in which they are to be written.

    One page ('dossier.html') up to `most` documents, else a folder ('dossier/index.html' first).
    `names` shows the names of victims and witnesses; otherwise neutral marks stand in their place.
    Each page's `parts` must be used up before the next page is asked for.
    """
    raise NotImplementedError
