"""How many persons stand on which lists together? The table that every method goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Persons by pattern. Pattern p is a number whose bit j says: on list j. `counts[p]` persons have it; `counts[0]`,
    those on no list, is nobody's to know and always 0 here."""

    lists: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def observed(self) -> int:
        """Persons on at least one list."""
        return sum(self.counts)

    @property
    def several(self) -> int:
        """Persons on two lists or more: all that is known of how the lists overlap."""
        return sum(n for p, n in enumerate(self.counts) if p.bit_count() > 1)

    def on(self, *lists: int) -> int:
        """Persons on all of these lists, by their places in `lists`, whatever else they are on."""
        wanted = sum(1 << j for j in lists)
        return sum(n for p, n in enumerate(self.counts) if p & wanted == wanted)

    def on_exactly(self, many: int) -> int:
        """Persons on exactly so many lists."""
        return sum(n for p, n in enumerate(self.counts) if p.bit_count() == many)


def overlaps(lists: Sequence[str], persons: Iterable[Iterable[str]]) -> Overlaps:
    """The table of persons, each given as the names of the lists they are on; those on none are left out."""
    place = {name: j for j, name in enumerate(lists)}
    counts = [0] * (1 << len(lists))
    for on in persons:
        counts[sum({1 << place[name] for name in on})] += 1
    return Overlaps(tuple(lists), (0, *counts[1:]))


def from_patterns(lists: Sequence[str], patterns: Mapping[int, int]) -> Overlaps:
    """The table from patterns and how many have each; patterns that are not given have nobody."""
    return Overlaps(tuple(lists), tuple(patterns.get(p, 0) if p else 0 for p in range(1 << len(lists))))


def patterns(lists: int) -> Cells:
    """A row for each pattern but 'on none', a column for each list: 1 where the list has it."""
    every = np.arange(1, 1 << lists)
    return (every[:, None] >> np.arange(lists)) & 1


def observed(table: Overlaps) -> Counts:
    """Counts in the order of `patterns`."""
    return np.array(table.counts[1:], dtype=np.float64)


def pairs(lists: int) -> tuple[tuple[int, int], ...]:
    """Every two lists, by their places."""
    return tuple(combinations(range(lists), 2))
