"""Which passages do two texts share, word for word?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from chapeau.link.texts import RUN, Words

SAME_RUN_TRIED = 6
"""How many places of a run in the other text are tried: a refrain beyond that is not worth more."""


@dataclass(frozen=True, slots=True)
class Shared:
    """`length` words from word `left` of one text and word `right` of the other, the same in both."""

    left: int
    right: int
    length: int


def shared_runs(a: Words, b: Words) -> tuple[Shared, ...]:
    """The runs of RUN words or more that both texts have, in order of the first; none overlaps in it."""
    return tuple(_runs(a, b))


def free_words(a: Words, b: Words, runs: tuple[Shared, ...]) -> int:
    """How many shared words stand outside quotation marks in both texts."""
    return sum(
        not (a.quoted[run.left + i] or b.quoted[run.right + i]) for run in runs for i in range(run.length)
    )


def quoted_in(words: Words, start: int, length: int) -> bool:
    """Whether most of a run stands in quotation marks."""
    return 2 * sum(words.quoted[start : start + length]) > length


def _runs(a: Words, b: Words) -> Iterator[Shared]:
    common = set(a.runs).intersection(b.runs)
    places = _places(b, common)
    end = 0
    for i in [i for i, run in enumerate(a.runs) if run in common] if common else ():
        if i < end:
            continue
        best = max((_from(a, i, b, j) for j in places[a.runs[i]]), key=lambda s: (s.length, -s.right))
        if best.length >= RUN:
            yield best
            end = i + best.length


def _places(words: Words, common: set[int]) -> dict[int, list[int]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    if common:
        for j, run in enumerate(words.runs):
            if run in common and len(places[run]) < SAME_RUN_TRIED:
                places[run].append(j)
    return places


def _from(a: Words, i: int, b: Words, j: int) -> Shared:
    """The longest run from these two words on: words are compared, so a clash of hashes gives none."""
    most = min(len(a) - i, len(b) - j)
    length = 0
    while length < most and a.words[i + length] == b.words[j + length]:
        length += 1
    return Shared(i, j, length)
