"""Which posts does a text embed? Author, handle, day, link and body, by offset."""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.read.parsed import Parsed
from chapeau.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One embedded post. `whole` covers body and signature; `body` leaves links and signature out.

    `author` is the printed name, `handle` the printed handle with its '@'; `date` the printed day
    (ISO 8601) and `dated` its span; `link` the first address printed in the post.
    """

    whole: Span
    body: Span
    author: Span | None = None
    handle: Span | None = None
    date: str | None = None
    dated: Span | None = None
    link: Span | None = None


def posts(parsed: Parsed) -> tuple[Post, ...]:
    """All posts printed in the text, in order."""
    return ()
