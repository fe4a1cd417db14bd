"""Stretches of text that the encoder sees at once: whole sentences, as many as fit.

Where a window begins and ends depends on the text alone, never on its neighbours in a batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

MOST: Final = 254
"""Pieces in a window, besides its begin and end: with them 256, half of what the encoder was first trained
on. Longer ones cost more time a piece and, on the development texts, read no better."""
ENDS: Final = frozenset((".", "!", "?", "…", "..."))
CLOSES: Final = frozenset(('"', "'", "''", "”", "’", ")", "]"))


def windows(words: Sequence[str], sizes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The windows over these words as (first, last + 1), given how many pieces each word has.

    Words that are white space with a line break end a paragraph. A sentence longer than a window is cut.
    """
    found: list[tuple[int, int]] = []
    start = held = 0
    for first, last in _sentences(words, sizes):
        size = sum(sizes[first:last])
        if held and held + size > MOST:
            found.append((start, first))
            start, held = first, 0
        held += size
    if start < len(words):
        found.append((start, len(words)))
    return tuple(found)


def _sentences(words: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs up to what looks like the end of a sentence or paragraph, none larger than a window."""
    ends = [i for i in range(1, len(words)) if _begins(words, i)]
    for first, last in pairwise([0, *ends, len(words)]):
        yield from _fitting(first, last, sizes)


def _fitting(first: int, last: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    start, held = first, 0
    for i in range(first, last):
        if held and held + sizes[i] > MOST:
            yield start, i
            start, held = i, 0
        held += sizes[i]
    if start < last:
        yield start, last


def _begins(words: Sequence[str], i: int) -> bool:
    """Whether a sentence begins here: after a line break, or after a full stop, what closes with it, and any spaces."""
    if "\n" in words[i - 1]:
        return True
    if words[i] in CLOSES or words[i].isspace():
        return False
    last = i - 2 if i > 1 and words[i - 1].isspace() else i - 1
    return words[last] in ENDS or (words[last] in CLOSES and last > 0 and words[last - 1] in ENDS)
