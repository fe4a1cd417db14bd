"""Pieces of a text by their offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from chapeau.records import Span

A = TypeVar("A")
B = TypeVar("B")


def span(text: str, start: int, end: int) -> Span:
    """The span `text[start:end]`."""
    return Span(start=start, end=end, text=text[start:end])


def trimmed(text: str, start: int, end: int, drop: str = " \t\r\n") -> tuple[int, int]:
    """The same range without characters of `drop` at either end; empty ranges collapse at `start`."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans of one text share a character."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def holding(outer: Iterable[tuple[Span, A]], inner: Iterable[tuple[Span, B]]) -> Iterator[tuple[A, B]]:
    """Which of these spans of one text lie in which: what is beside the outer and beside the inner of each pair, in the
    order in which the inner ones begin. As many steps as there are spans and spans that overlap."""
    opening = sorted(outer, key=lambda one: one[0].start)
    opened: list[tuple[Span, A]] = []
    at = 0
    for within, beside in sorted(inner, key=lambda one: one[0].start):
        while at < len(opening) and opening[at][0].start <= within.start:
            opened.append(opening[at])
            at += 1
        opened = [one for one in opened if one[0].end >= within.start]
        yield from ((of, beside) for around, of in opened if contains(around, within))
