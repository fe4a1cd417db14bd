"""How is a dossier rendered? One HTML file, or a report with its annexes in a folder, from contexts and templates.

Nothing is written here: `pages` gives names and text, and the pipeline writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from chapeau.dossier.addresses import FOLDER, INDEX
from chapeau.dossier.compose import (
    CaseView,
    Material,
    document,
    front,
    group,
    making,
    material,
    patterns,
    rest,
)
from chapeau.dossier.groups import REST
from chapeau.dossier.names_withheld import in_plain_words, printed_mark, redacted
from chapeau.dossier.words import day_words, legend, say, short_citation

#: Above this many documents, a folder of pages: one file of 500 documents of 5,000 characters,
#: each with its spans, is about 10 MB, which a phone still opens; check with the browser tests.
ONE_PAGE = 500
ONE = f"{FOLDER}.html"
#: Template output is handed on in pieces of about this many events, so that writing is not a call a word.
_BUFFER = 400


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the dossier: `name` relative to the case ('dossier.html', 'dossier/index.html')."""

    name: str
    parts: Iterator[str]


def pages(view: CaseView, *, names: bool = False, most: int = ONE_PAGE) -> Iterator[Page]:
    """The dossier's pages, in the order in which they are to be written.

    A draft is one page ('dossier.html') up to `most` documents, above them a folder ('dossier/index.html' first). What people
    determined is a report to be read ('dossier.html', above `most` documents 'dossier/index.html') with its annexes in the
    folder: findings on which nobody decided, texts, what the patterns assume, law and rules.
    `names` shows the names of victims and witnesses; otherwise neutral marks stand in their place.
    Each page's `parts` must be used up before the next page is asked for.
    """
    shown = view if names else redacted(view)
    opened = INDEX if shown.counts()["documents"] > most else ONE
    alone = opened == ONE and shown.determination.state != "determined"
    made = material(shown, names=names, opened=None if alone else opened)
    yield Page(opened, _rendered("front.html", head=made.head, page=front(made)))
    if alone:
        return
    yield _patterns_page(made)
    yield _making_page(made)
    yield from _finding_pages(made)
    yield from _document_pages(made)


def _patterns_page(made: Material) -> Page:
    name = f"{FOLDER}/patterns.html"
    at = made.at.seen_from(name)
    groups, told = patterns(made, at)
    context = _rendered("patterns.html", head=made.head, at=at, groups=groups, told=told)
    return Page(name, context)


def _making_page(made: Material) -> Page:
    name = f"{FOLDER}/making.html"
    at = made.at.seen_from(name)
    return Page(name, _rendered("making.html", head=made.head, at=at, page=making(made, at)))


def _finding_pages(made: Material) -> Iterator[Page]:
    for wanted in made.groups:
        if wanted.key in made.at.on_front:
            continue
        name = f"{FOLDER}/findings/{wanted.key}.html"
        at = made.at.seen_from(name)
        yield Page(
            name,
            _rendered("finding.html", head=made.head, at=at, group=group(made, wanted, at)),
        )
    name = f"{FOLDER}/findings/{REST}.html"
    at = made.at.seen_from(name)
    yield Page(name, _rendered("rest.html", head=made.head, at=at, blocks=rest(made, at)))


def _document_pages(made: Material) -> Iterator[Page]:
    for wanted in made.view.documents():
        name = f"{FOLDER}/documents/{wanted.id}.html"
        at = made.at.seen_from(name)
        yield Page(
            name,
            _rendered("document.html", head=made.head, at=at, doc=document(made, wanted, at)),
        )


def _rendered(template: str, **context: Any) -> Iterator[str]:
    stream = _environment().get_template(template).stream(**context)
    stream.enable_buffering(_BUFFER)
    return iter(stream)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("chapeau.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_bare_marks,
    )
    environment.filters.update(css=_css_string, day=day_words, svg=Markup, short=short_citation)
    environment.globals.update(say=say, legend=legend)
    return environment


def _without_bare_marks(value: Any) -> Any:
    """Where a name is withheld, words that say so; in a picture, the same words without markup."""
    if not isinstance(value, str):
        return value
    if isinstance(value, Markup):
        return Markup(in_plain_words(value))  # noqa: S704
    return Markup("").join(
        escape(piece) if words is None else Markup('<span class="withheld">{}</span>').format(words)
        for piece, words in printed_mark(value)
    )


def _css_string(words: str) -> Markup:
    """Words inside a CSS string: anything but letters, digits and plain punctuation as an escape."""
    kept = "".join(c if c.isalnum() or c in " .,:;-()" else f"\\{ord(c):x} " for c in words)
    return Markup(kept)  # noqa: S704
