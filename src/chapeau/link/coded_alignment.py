"""Which passages do two texts share, word for word? As `alignment`, on the codes of their words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chapeau.link.alignment import SAME_RUN_TRIED, Shared
from chapeau.link.many_texts import HASH, QUOTED_WORD, RUN_BASE, Codes
from chapeau.link.texts import RUN

Places = NDArray[np.int64]


PLACES = 1 << 21
"""Places for the runs of one text, by their first bits. A text of 640 words has two runs in one place once in
ten times, which is then told apart; twice as many places would make that rarer and each look slower."""

RUN_BASE_SQUARED = np.uint64(int(RUN_BASE) ** 2 % 2**64)

_table = np.zeros(PLACES, np.int32)


class Coded:
    """The codes of one text's words: `hashes` are the words alone, `runs` a number for each RUN words in a row."""

    __slots__ = ("at", "codes", "hashes", "runs")

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.hashes = codes & HASH
        self.runs = _runs(self.hashes.astype(np.uint64))
        self.at = (self.runs >> np.uint64(64 - PLACES.bit_length() + 1)).view(np.int64)


def _runs(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Of each six words: two, two more, and two more."""
    if len(words) < RUN:
        return words[:0]
    two = words[:-1] * RUN_BASE + words[1:]
    four = two[:-2] * RUN_BASE_SQUARED + two[2:]
    return (four[:-2] * RUN_BASE_SQUARED + two[4:]) * RUN_BASE


@dataclass(frozen=True, slots=True)
class Passages:
    """The shared runs, and for each of their words whether it stands in quotation marks: in `left`, in `right`.

    `begins` says where in these each run begins.
    """

    runs: tuple[Shared, ...]
    begins: Places
    left: NDArray[np.bool_]
    right: NDArray[np.bool_]

    def free(self, least: int = 0) -> int:
        """Words outside quotation marks in both, in runs of at least so many words."""
        outside = len(self.left) - np.count_nonzero(self.left | self.right)
        short = [n for n, run in enumerate(self.runs) if run.length < least]
        return int(outside - sum(self._outside(n) for n in short))

    def mostly_quoted(self, n: int) -> bool:
        """Whether most of a run stands in quotation marks in one of the texts."""
        words = slice(int(self.begins[n]), int(self.begins[n]) + self.runs[n].length)
        most = max(np.count_nonzero(self.left[words]), np.count_nonzero(self.right[words]))
        return bool(2 * most > self.runs[n].length)

    def _outside(self, n: int) -> int:
        words = slice(int(self.begins[n]), int(self.begins[n]) + self.runs[n].length)
        return self.runs[n].length - int(np.count_nonzero(self.left[words] | self.right[words]))


def shared_passages(a: Coded, b: Coded) -> Passages:
    """The runs of RUN words or more that both texts have: those that `alignment.shared_runs` gives."""
    runs = _aligned(a, b)
    left, right, lengths = np.array([(r.left, r.right, r.length) for r in runs], np.int64).reshape(-1, 3).T
    begins = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum())
    one = a.codes[np.repeat(left - begins, lengths) + within] & QUOTED_WORD
    other = b.codes[np.repeat(right - begins, lengths) + within] & QUOTED_WORD
    return Passages(runs, begins, one > 0, other > 0)


def _aligned(a: Coded, b: Coded) -> tuple[Shared, ...]:
    if not (len(a.runs) and len(b.runs)):
        return ()
    here = np.arange(len(b.runs), dtype=np.int32)
    _table[b.at[::-1]] = here[::-1]
    crowded = np.flatnonzero(_table[b.at] != here)
    found = np.minimum(_table[a.at], len(b.runs) - 1)
    same = b.runs[found] == a.runs
    if len(crowded):
        twice = _standing_in(a.runs, np.sort(b.runs[crowded]))
        if twice.any():
            return _among_several(a, b, np.flatnonzero(same | twice), found, twice)
    at = np.flatnonzero(same)
    return _stretches(at, found[at])


def _standing_in(runs: NDArray[np.uint64], few: NDArray[np.uint64]) -> NDArray[np.bool_]:
    nearest = few[np.minimum(np.searchsorted(few, runs), len(few) - 1)]
    return np.equal(nearest, runs)


def _stretches(left: Places, right: NDArray[np.int32]) -> tuple[Shared, ...]:
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


def _among_several(
    a: Coded, b: Coded, at: Places, found: NDArray[np.int32], twice: NDArray[np.bool_]
) -> tuple[Shared, ...]:
    """The same where a run stands in `b` more than once, or two want one place: the longest from each on."""
    shared, n = [], 0
    while n < len(at):
        i = int(at[n])
        tried = np.flatnonzero(b.runs == a.runs[i])[:SAME_RUN_TRIED].tolist() if twice[i] else [int(found[i])]
        longest = max((_from(a.hashes, i, b.hashes, j) for j in tried), key=lambda s: (s.length, -s.right))
        shared.append(longest)
        n = int(np.searchsorted(at, i + longest.length))
    return tuple(shared)


def _from(a: Codes, i: int, b: Codes, j: int) -> Shared:
    most = min(len(a) - i, len(b) - j)
    other = a[i : i + most] != b[j : j + most]
    return Shared(i, j, int(other.argmax()) if other.any() else most)
