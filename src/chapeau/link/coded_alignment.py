"""Which passages do the texts of many pairs share, word for word? As `alignment`, on codes of words.

Many pairs at once: what one pair takes is then a few passes over its words. Where a run stands more
than once in the second text, the longest way on is looked for, pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chapeau.link.alignment import SAME_RUN_TRIED, Shared
from chapeau.link.many_texts import HASH, QUOTED_WORD, RUN_BASE, Codes
from chapeau.link.texts import RUN

RUN_BASE_SQUARED = np.uint64(int(RUN_BASE) ** 2 % 2**64)
PAIR_BASE = np.uint64(0x9E3779B97F4A7C15)

PLACES = 1 << 15
"""Places for the runs of one text: of 640 runs, 6 then want one that is taken. More do not fit a processor's cache."""

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passages:
    """The shared runs of a pair, and of each, how many words stand in quotation marks: in either text, and the
    more of the two."""

    runs: tuple[Shared, ...]
    quoted: tuple[int, ...]
    most_quoted: tuple[int, ...]

    def free(self, least: int = 0) -> int:
        """Words outside quotation marks in both, in runs of at least so many words."""
        each = zip(self.runs, self.quoted, strict=True)
        return sum(run.length - quoted for run, quoted in each if run.length >= least)

    def mostly_quoted(self, n: int) -> bool:
        """Whether most of a run stands in quotation marks in one of the texts."""
        return 2 * self.most_quoted[n] > self.runs[n].length


def shared_passages(pairs: Sequence[tuple[Codes, Codes]]) -> list[Passages]:
    """For each pair the runs of RUN words or more that both have: those that `alignment.shared_runs` gives."""
    left, right = _Texts([a for a, _ in pairs]), _Texts([b for _, b in pairs])
    aligned = _aligned(left, right)
    runs = [
        _among_several(left, right, n, aligned) if aligned.several[n] else stretches
        for n, stretches in enumerate(_stretches(left, right, aligned))
    ]
    return _counted(left, right, runs)


class _Texts:
    """Texts one after another: their codes, where each begins, and the numbers of their runs."""

    def __init__(self, texts: Sequence[Codes]) -> None:
        self.codes = np.concatenate(texts) if texts else np.zeros(0, np.uint32)
        sizes = np.array([len(text) for text in texts], np.int64)
        self.begins = np.concatenate(([0], np.cumsum(sizes)))
        of = np.repeat(np.arange(len(texts)), sizes)
        self.hashes = self.codes & HASH
        numbers = _numbers(self.hashes.astype(np.uint64)) + PAIR_BASE * of[
            : max(0, len(of) - RUN + 1)
        ].astype(np.uint64)
        whole = of[: len(numbers)] == of[RUN - 1 :][: len(numbers)]
        self.at = np.flatnonzero(whole)
        self.numbers = numbers[self.at]
        self.of = of

    def places(self) -> Indices:
        """A place for each run, of the PLACES that its pair has."""
        within = (self.numbers >> np.uint64(64 - PLACES.bit_length() + 1)).astype(np.int64)
        return self.of[self.at] * PLACES + within


def _numbers(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One for each RUN words in a row: two, two more, and two more."""
    if len(words) < RUN:
        return words[:0]
    two = words[:-1] * RUN_BASE + words[1:]
    four = two[:-2] * RUN_BASE_SQUARED + two[2:]
    return (four[:-2] * RUN_BASE_SQUARED + two[4:]) * RUN_BASE


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Words of the left texts that begin a shared run, where that first stands on the right, whether again.

    `several` are the pairs in which one does.
    """

    left: Indices
    right: Indices
    again: NDArray[np.bool_]
    several: NDArray[np.bool_]


def _aligned(left: _Texts, right: _Texts) -> _Aligned:
    """Each run of the right texts is put in a place of its pair's; where two want one, both are looked up in order."""
    pairs = len(left.begins) - 1
    if not len(right.at) or not len(left.at):
        none = np.zeros(0, np.int64)
        return _Aligned(none, none, none > 0, np.zeros(pairs, np.bool_))
    theirs, ours = right.places(), left.places()
    table = _table(pairs)
    here = np.arange(len(theirs), dtype=np.int32)
    table[theirs] = here
    crowded = np.zeros(pairs * PLACES, np.bool_)
    crowded[theirs[table.take(theirs) != here]] = True
    first = np.minimum(table.take(ours), len(theirs) - 1)
    same = right.numbers.take(first) == left.numbers
    again = np.zeros(len(ours), np.bool_)
    few = np.flatnonzero(crowded.take(ours))
    if len(few):
        some = np.flatnonzero(crowded.take(theirs))
        some = some[np.argsort(right.numbers[some], kind="stable")]
        low = np.searchsorted(right.numbers[some], left.numbers[few])
        nearest, next_one = (some[np.minimum(low + n, len(some) - 1)] for n in (0, 1))
        first[few] = nearest
        same[few] = right.numbers[nearest] == left.numbers[few]
        again[few] = (right.numbers[next_one] == left.numbers[few]) & (next_one != nearest)
    kept = np.flatnonzero(same)
    several = np.bincount(left.of[left.at[again]], minlength=pairs) > 0
    return _Aligned(left.at[kept], right.at[first[kept]], again[kept], several)


@lru_cache(maxsize=2)
def _table(pairs: int) -> NDArray[np.int32]:
    """Room for the places of so many pairs. What an earlier use left there is found out by the runs' numbers."""
    return np.zeros(pairs * PLACES, np.int32)


def _stretches(left: _Texts, right: _Texts, aligned: _Aligned) -> Iterator[list[Shared]]:
    """Runs one after another in both texts are one stretch, less what an earlier one took of it."""
    a, b = aligned.left, aligned.right
    new = np.flatnonzero((a[1:] - a[:-1] != 1) | (b[1:] - b[:-1] != 1)) + 1
    begins = np.concatenate(([0], new)) if len(a) else a
    of = left.of[a[begins]]
    counts = np.diff(begins, append=len(a)).tolist()
    i, j = (a[begins] - left.begins[of]).tolist(), (b[begins] - right.begins[of]).tolist()
    bounds = np.searchsorted(of, np.arange(len(left.begins))).tolist()
    for low, high in pairwise(bounds):
        yield _one_after_another(i[low:high], j[low:high], counts[low:high])


def _one_after_another(left: list[int], right: list[int], counts: list[int]) -> list[Shared]:
    found, end = [], 0
    for i, j, n in zip(left, right, counts, strict=True):
        skipped = max(0, end - i)
        if skipped < n:
            found.append(Shared(i + skipped, j + skipped, n - skipped + RUN - 1))
            end = i + n + RUN - 1
    return found


def _among_several(left: _Texts, right: _Texts, n: int, aligned: _Aligned) -> list[Shared]:
    """The same where a run stands in the right text more than once: the longest from each on."""
    begin, other = int(left.begins[n]), int(right.begins[n])
    a, b = left.hashes[begin : left.begins[n + 1]], right.hashes[other : right.begins[n + 1]]
    low, high = np.searchsorted(aligned.left, (begin, left.begins[n + 1])).tolist()
    at = aligned.left[low:high] - begin
    there, again = aligned.right[low:high] - other, aligned.again[low:high]
    shared: list[Shared] = []
    k = 0
    while k < len(at):
        i = int(at[k])
        tried = _places(a[i : i + RUN], b) if again[k] else [int(there[k])]
        longest = max((_from(a, i, b, j) for j in tried), key=lambda s: (s.length, -s.right))
        shared.append(longest)
        k = int(np.searchsorted(at, i + longest.length))
    return shared


def _places(run: Codes, text: Codes) -> list[int]:
    """Where a run stands in a text: the first places."""
    same = text[: len(text) - RUN + 1] == run[0]
    for n in range(1, RUN):
        same &= text[n : len(text) - RUN + 1 + n] == run[n]
    return [int(place) for place in np.flatnonzero(same)[:SAME_RUN_TRIED]]


def _from(a: Codes, i: int, b: Codes, j: int) -> Shared:
    most = min(len(a) - i, len(b) - j)
    other = a[i : i + most] != b[j : j + most]
    return Shared(i, j, int(other.argmax()) if other.any() else most)


def _counted(left: _Texts, right: _Texts, runs: Sequence[Sequence[Shared]]) -> list[Passages]:
    """The runs of each pair, with their words in quotation marks."""
    flat = [(n, r.left, r.right, r.length) for n, of_pair in enumerate(runs) for r in of_pair]
    of, i, j, lengths = np.array(flat, np.int64).reshape(-1, 4).T
    begins = np.cumsum(lengths) - lengths
    within = np.arange(int(lengths.sum()))
    one = left.codes[np.repeat(left.begins[of] + i - begins, lengths) + within] & QUOTED_WORD
    other = right.codes[np.repeat(right.begins[of] + j - begins, lengths) + within] & QUOTED_WORD
    if not flat:
        return [Passages((), (), ()) for _ in runs]
    either, mine, yours = (np.add.reduceat(w, begins, dtype=np.int64) for w in (one | other, one, other))
    quoted, most = either.tolist(), np.maximum(mine, yours).tolist()
    found, at = [], 0
    for of_pair in runs:
        until = at + len(of_pair)
        found.append(Passages(tuple(of_pair), tuple(quoted[at:until]), tuple(most[at:until])))
        at = until
    return found
