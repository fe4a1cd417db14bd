"""Pieces of a text by their offsets."""

from __future__ import annotations

from chapeau.records import Span


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
