"""Who said it? Statements: speaker, cue, content, stance, and the chain they came through."""

from __future__ import annotations

from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.read.who import Names
from chapeau.records import DocumentDate, Statement


def statements(
    parsed: Parsed,
    names: Names,
    posts: tuple[Post, ...],
    date: DocumentDate | None,
    document: str,
    made_by: str,
) -> tuple[Statement, ...]:
    """All statements of a text, in order of their first span; no two share an id."""
    return ()
