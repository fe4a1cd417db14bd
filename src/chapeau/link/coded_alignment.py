"""Which passages do two texts share, word for word? As `alignment`, on the codes of their words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chapeau.link.alignment import SAME_RUN_TRIED, Shared
from chapeau.link.many_texts import HASH, QUOTED_WORD, RUN_BASE, Codes
from chapeau.link.texts import RUN

Places = NDArray[np.int64]


class Coded:
    """The codes of one text's words, with what comparing it takes.

    `hashes` are the words alone, `runs` a number for each RUN words in a row, `in_order` these by size,
    and `order` their places.
    """

    __slots__ = ("codes", "hashes", "in_order", "order", "runs")

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.hashes = codes & HASH
        self.runs = _runs(self.hashes)
        self.order = np.argsort(self.runs, kind="stable")
        self.in_order = self.runs[self.order]


def _runs(hashes: Codes) -> NDArray[np.uint64]:
    count = max(0, len(hashes) - RUN + 1)
    wide = hashes.astype(np.uint64)
    runs = wide[:count].copy()
    for i in range(1, RUN):
        runs *= RUN_BASE
        runs += wide[i : i + count]
    return runs


@dataclass(frozen=True, slots=True)
class Passages:
    """The shared runs, and of each how many of its words stand in quotation marks: in either text, in each."""

    runs: tuple[Shared, ...]
    quoted: Places
    quoted_left: Places
    quoted_right: Places

    def free(self, least: int = 0) -> int:
        """Words outside quotation marks in both, in runs of at least so many words."""
        lengths = np.array([run.length for run in self.runs], np.int64)
        return int((lengths - self.quoted)[lengths >= least].sum())


def shared_passages(a: Coded, b: Coded) -> Passages:
    """The runs of RUN words or more that both texts have: those that `alignment.shared_runs` gives."""
    runs = _aligned(a, b)
    if not runs:
        none = np.zeros(0, np.int64)
        return Passages((), none, none, none)
    left, right, lengths = np.array([(r.left, r.right, r.length) for r in runs], np.int64).T
    begins = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum()) - np.repeat(begins, lengths)
    one = a.codes[np.repeat(left, lengths) + within] & QUOTED_WORD
    other = b.codes[np.repeat(right, lengths) + within] & QUOTED_WORD
    counts = (np.add.reduceat(each.astype(np.int64), begins) for each in (one | other, one, other))
    return Passages(runs, *counts)


def _aligned(a: Coded, b: Coded) -> tuple[Shared, ...]:
    if not (len(a.runs) and len(b.runs)):
        return ()
    last = len(b.runs) - 1
    low = np.searchsorted(b.in_order, a.runs)
    at = np.flatnonzero(b.in_order[np.minimum(low, last)] == a.runs)
    low = low[at]
    if ((b.in_order[np.minimum(low + 1, last)] == a.runs[at]) & (low < last)).any():
        return _among_several(a, b, at, low)
    return _stretches(at, b.order[low])


def _stretches(left: Places, right: Places) -> tuple[Shared, ...]:
    """Runs one after another in both texts are one stretch, less what an earlier one took of it."""
    if not len(left):
        return ()
    new = (left[1:] - left[:-1] != 1) | (right[1:] - right[:-1] != 1)
    begins = [0, *(np.flatnonzero(new) + 1).tolist()]
    found, end = [], 0
    for at, until in zip(begins, [*begins[1:], len(left)], strict=True):
        i, j, n = int(left[at]), int(right[at]), until - at
        skipped = max(0, end - i)
        if skipped < n:
            found.append(Shared(i + skipped, j + skipped, n - skipped + RUN - 1))
            end = i + n + RUN - 1
    return tuple(found)


def _among_several(a: Coded, b: Coded, at: Places, low: Places) -> tuple[Shared, ...]:
    """The same where a run stands in the other text more than once: the longest from each on."""
    found, end = [], 0
    for i, first in zip(at.tolist(), low.tolist(), strict=True):
        if i >= end:
            same = b.in_order[first : first + SAME_RUN_TRIED] == b.in_order[first]
            tried = b.order[first : first + SAME_RUN_TRIED][same].tolist()
            longest = max(
                (_from(a.hashes, i, b.hashes, j) for j in tried), key=lambda s: (s.length, -s.right)
            )
            found.append(longest)
            end = i + longest.length
    return tuple(found)


def _from(a: Codes, i: int, b: Codes, j: int) -> Shared:
    most = min(len(a) - i, len(b) - j)
    other = a[i : i + most] != b[j : j + most]
    return Shared(i, j, int(other.argmax()) if other.any() else most)
