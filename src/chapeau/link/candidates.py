"""Which pairs of many texts are worth comparing word for word?

Two ways, neither of which depends on the order of texts or grows with the square of their number:
sketches that agree in a band (texts alike as a whole), and fingerprints that few origins carry, or
that an origin has from the first that had them (a passage of one in the other, however long each).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chapeau.link.sketches import BANDS, BINS, agreement

ALIKE_SHARE = 0.2
"""Estimated share of the shorter text from which texts alike as a whole are compared: two thirds of what makes
one the other reworked, twice the estimate's standard error below it. Check: pairs F1 on a made corpus, pairs compared."""

LIKELY_SHARE = 0.15
"""Share of the shorter text's fingerprints from which texts with passages in common are compared: half of what makes
one the other reworked, since fingerprints are few."""

ALL_PAIRS = 8
"""Texts that agree in a band, or origins that carry a fingerprint, up to which each is compared with each; of
more, each with the first and its neighbours. Bands and fingerprints are many, so that a family is still found."""

WIDEST = 400
"""Texts of one teller's days beyond which they are not compared."""

FEW_ORIGINS = 30
"""Origins that carry a fingerprint beyond which it is common property: the words do not say who had it from whom."""

PRINT_BASE = np.uint64(0xD6E8FEB86659FD93)
"""An odd number: fingerprints are the least of their windows, and multiplied by it fill all 64 bits."""

AT_ONCE = 1 << 22
"""Numbers sorted at once: about 100 MB."""

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts by index, `left` the lesser, each once, in order; `weight` is what speaks for each."""

    left: Indices
    right: Indices
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    def where(self, kept: NDArray[np.bool_]) -> Pairs:
        """Those pairs alone."""
        return Pairs(self.left[kept], self.right[kept], self.weight[kept])

    def heaviest_first(self) -> Iterator[tuple[int, int, float]]:
        """The pairs, by weight, then by index."""
        order = np.lexsort((self.right, self.left, -self.weight))
        columns = (each[order].tolist() for each in (self.left, self.right, self.weight))
        return zip(*columns, strict=True)


def alike(sketch: NDArray[np.uint16], bands: NDArray[np.bool_], free: Indices) -> Pairs:
    """Pairs that are alike as a whole, with the estimated share of the shorter text's `free` words."""
    found = np.zeros(0, np.int64)
    for first in range(0, BANDS, 8):
        some = [_agreeing(sketch, bands, band) for band in range(first, first + 8)]
        found = np.sort(np.concatenate((found, *some)))
        found = found[_run_starts(found)]
    left, right = np.divmod(found, max(1, len(free)))
    jaccard = np.empty(len(found))
    for start in range(0, len(found), AT_ONCE // BINS):
        part = slice(start, start + AT_ONCE // BINS)
        jaccard[part] = agreement(sketch[left[part]], sketch[right[part]])
    both = jaccard / (1 + jaccard) * (free[left] + free[right])
    share = np.minimum(1.0, both / np.maximum(1, np.minimum(free[left], free[right])))
    return Pairs(left, right, share).where(share >= ALIKE_SHARE)


def _agreeing(sketch: NDArray[np.uint16], bands: NDArray[np.bool_], band: int) -> Indices:
    counted = np.flatnonzero(bands[:, band])
    keys = sketch[counted, 2 * band].astype(np.uint64) << np.uint64(16) | sketch[counted, 2 * band + 1]
    packed = np.sort(keys << np.uint64(32) | counted.astype(np.uint64))
    texts = (packed & np.uint64(0xFFFFFFFF)).view(np.int64)
    return _near_in_runs(_run_starts(packed >> np.uint64(32)), texts, len(sketch))


def passages(
    prints: NDArray[np.uint64], whose: Indices, origin: Indices, rank: Indices, when: Indices
) -> Pairs:
    """Pairs of texts of two origins with fingerprints in common, and how many.

    By text, `origin` is whose it is, `rank` its place among all texts where roots come first (the first
    of an origin that carries a fingerprint stands for it), and `when` its place in order of day.
    """
    number = len(origin)
    bits = max(1, (number - 1).bit_length())
    parts = max(1, -(-len(whose) // min(AT_ONCE, 1 << (64 - 2 * bits))))
    part_of = (prints % np.uint64(parts)).astype(np.uint16)
    found = np.zeros(0, np.int64)
    counts = np.zeros(0, np.int64)
    for part in range(parts):
        here = np.flatnonzero(part_of == part)
        first = _first_carriers(prints[here], whose[here], origin, rank, bits)
        pairs = _near_in_runs(*_in_order_of(*first, when, bits), number, neighbours=0)
        pairs = np.sort(pairs)
        starts = _run_starts(pairs)
        found = np.concatenate((found, pairs[starts]))
        counts = np.concatenate((counts, np.diff(starts, append=len(pairs))))
    order = np.argsort(found, kind="stable")
    starts = _run_starts(found[order])
    sums = np.add.reduceat(counts[order], starts) if len(starts) else counts
    return Pairs(*np.divmod(found[order][starts], max(1, number)), sums.astype(np.float64))


def _first_carriers(
    prints: NDArray[np.uint64], whose: Indices, origin: Indices, rank: Indices, bits: int
) -> tuple[Indices, Indices]:
    """Each fingerprint (a number for it) with each origin's first text that carries it, where several origins do."""
    in_order = np.lexsort((rank, origin))
    place = np.empty(len(origin), np.uint64)
    place[in_order] = np.arange(len(origin), dtype=np.uint64)
    packed = np.sort((prints * PRINT_BASE) >> np.uint64(bits) << np.uint64(bits) | place[whose])
    at = (packed & np.uint64((1 << bits) - 1)).view(np.int64)
    packed >>= np.uint64(bits)
    new = np.ones(len(packed), np.bool_)
    new[1:] = packed[1:] != packed[:-1]
    owner = origin[in_order][at]
    first = new.copy()
    first[1:] |= owner[1:] != owner[:-1]
    run = np.cumsum(new)[first] - 1
    sizes = np.bincount(run)[run] if len(run) else run
    kept = (sizes > 1) & (sizes <= FEW_ORIGINS)
    return run[kept], in_order[at[first][kept]]


def _in_order_of(run: Indices, whose: Indices, when: Indices, bits: int) -> tuple[Indices, Indices]:
    """Where each run begins, and the texts of all runs, those of one by day."""
    packed = np.sort((run << bits) | when[whose])
    by_day = np.empty_like(when)
    by_day[when] = np.arange(len(when))
    return _run_starts(packed >> bits), by_day[packed & ((1 << bits) - 1)]


def _run_starts(values: NDArray[np.generic]) -> Indices:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))


def _near_in_runs(starts: Indices, texts: Indices, number: int, *, neighbours: int = 2) -> Indices:
    """The pairs of each run, packed: each with each in short ones; in long ones with the first, and some before."""
    sizes = np.diff(starts, append=len(texts))
    place = np.arange(len(texts)) - np.repeat(starts, sizes)
    short = np.repeat(sizes, sizes) <= ALL_PAIRS
    found = []
    for back in range(1, ALL_PAIRS):
        here = np.flatnonzero((place >= back) & (short | (back <= neighbours)))
        found.append(_packed(texts[here - back], texts[here], number))
    far = np.flatnonzero(~short & (place > neighbours))
    found.append(_packed(texts[far - place[far]], texts[far], number))
    return np.concatenate(found)


def _packed(a: Indices, b: Indices, number: int) -> Indices:
    return np.minimum(a, b) * number + np.maximum(a, b)
