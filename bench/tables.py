"""A table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The lines of a table: a head and its rows, each as many cells as the head."""
    return "".join(map(_line, (head, ["---"] * len(head), *rows)))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
