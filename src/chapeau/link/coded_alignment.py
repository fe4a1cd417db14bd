"""Which passages do the texts of many pairs share, word for word? As `alignment`, on codes of words.

Many pairs at once: what one pair takes is then a few passes over its words. Where a run stands more
than once in the second text, the longest way on is looked for, pair by pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapeau.link.alignment import SAME_RUN_TRIED, Shared
from chapeau.link.many_texts import HASH, QUOTED_WORD, RUN_BASE, Codes
from chapeau.link.texts import RUN

RUN_BASE_SQUARED = np.uint64(int(RUN_BASE) ** 2 % 2**64)
PAIR_BASE = np.uint64(0x9E3779B97F4A7C15)

PLACES = 1 << 14
"""Places for the runs of one text: of 640 runs, 12 then want one that is taken. More do not fit a processor's cache."""

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The shared runs of many pairs, one after another: of which pair, where in each text, how many words.

    Of these, `quoted` stand in quotation marks in either text, and `most_quoted` in that which has more of them so.
    """

    pair: Indices
    left: Indices
    right: Indices
    length: Indices
    quoted: Indices
    most_quoted: Indices


class InCommon(NamedTuple):
    """What two texts have in common, in `words`.

    `free` stand outside quotation marks in both, `free_in_passages` of them in runs long enough to be
    passages, and `longest` of them in one run. `in_passages` are all words of passages; `in_order` is how
    many passages there are, where they follow one another in both texts, else 0; `marked` says whether
    most of each stand in quotation marks in one of the texts.
    """

    words: int
    free: int
    free_in_passages: int
    longest: int
    in_passages: int
    in_order: int
    marked: bool


def in_common(pairs: Sequence[tuple[Codes, Codes]], least: int) -> list[InCommon]:
    """What the texts of each pair have in common; runs of at least so many words are passages."""
    runs = shared_runs(pairs)
    free, long = runs.length - runs.quoted, runs.length >= least
    turned = np.zeros(len(long), np.bool_)
    after = np.flatnonzero(long)
    before, after = after[:-1], after[1:]
    turned[after] = (runs.pair[after] == runs.pair[before]) & (runs.right[after] < runs.right[before])
    longest = np.zeros(len(pairs), np.int64)
    np.maximum.at(longest, runs.pair, free)
    counts = (
        _sums(runs.pair, words, len(pairs))
        for words in (
            runs.length,
            free,
            free * long,
            runs.length * long,
            long,
            turned,
            long & (2 * runs.most_quoted <= runs.length),
        )
    )
    return [
        InCommon(words, out, long_out, most, whole, 0 if turns else passages, not unmarked)
        for most, words, out, long_out, whole, passages, turns, unmarked in zip(
            longest.tolist(), *counts, strict=True
        )
    ]


def shared_runs(pairs: Sequence[tuple[Codes, Codes]]) -> Runs:
    """The runs of RUN words or more that both texts of a pair have: those that `alignment.shared_runs` gives."""
    left, right = _Texts([a for a, _ in pairs], 0), _Texts([b for _, b in pairs], 1)
    aligned = _aligned(left, right)
    found = _stretches(left, aligned)
    if aligned.several.any():
        found = _with_several(left, right, aligned, found)
    return _counted(left, right, found)


def _sums(of: Indices, values: NDArray[Any], pairs: int) -> list[int]:
    whole: list[int] = np.bincount(of, values, minlength=pairs).astype(np.int64).tolist()
    return whole


class _Texts:
    """Texts one after another: their codes, where each begins, and the numbers of their runs.

    Where no run begins, since its words would be of two texts, stands `none`.
    """

    def __init__(self, texts: Sequence[Codes], none: int) -> None:
        self.codes = np.concatenate(texts) if texts else np.zeros(0, np.uint32)
        sizes = np.array([len(text) for text in texts], np.int64)
        self.begins = np.concatenate(([0], np.cumsum(sizes)))
        self.hashes = self.codes & HASH
        self.numbers = _numbers(self.hashes.astype(np.uint64))
        room = np.arange(len(texts))
        self.numbers += np.repeat(PAIR_BASE * room.astype(np.uint64), sizes)[: len(self.numbers)]
        self.rooms = np.repeat(room * PLACES, sizes)[: len(self.numbers)]
        ends = (self.begins[1:, None] - np.arange(1, RUN)).ravel()
        self.numbers[ends[(ends >= 0) & (ends < len(self.numbers))]] = none

    def pair(self, words: Indices) -> Indices:
        """The pair of each of these words."""
        return np.searchsorted(self.begins, words, side="right") - 1

    def places(self) -> Indices:
        """A place for each run, of the PLACES that its pair has."""
        within = self.numbers >> np.uint64(64 - PLACES.bit_length() + 1)
        places: Indices = within.view(np.int64)
        places += self.rooms
        return places


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
    if not len(right.numbers) or not len(left.numbers):
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
        numbers, wanted = right.numbers[some], left.numbers[few]
        low = np.searchsorted(numbers, wanted)
        at, after = (np.minimum(low + n, len(some) - 1) for n in (0, 1))
        first[few] = some[at]
        same[few] = numbers[at] == wanted
        again[few] = (numbers[after] == wanted) & (after != at)
    kept = np.flatnonzero(same)
    again = again[kept]
    several = np.bincount(left.pair(kept[again]), minlength=pairs) > 0
    return _Aligned(kept, first[kept].astype(np.int64), again, several)


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Shared runs of many pairs; where they begin counts from the first text's first word."""

    pair: Indices
    left: Indices
    right: Indices
    length: Indices

    def where(self, kept: NDArray[Any]) -> _Stretches:
        """Those alone, or in this order."""
        return _Stretches(self.pair[kept], self.left[kept], self.right[kept], self.length[kept])


@lru_cache(maxsize=2)
def _table(pairs: int) -> NDArray[np.int32]:
    """Room for the places of so many pairs. What an earlier use left there is found out by the runs' numbers."""
    return np.zeros(pairs * PLACES, np.int32)


def _stretches(left: _Texts, aligned: _Aligned) -> _Stretches:
    """Runs one after another in both texts are one stretch, less what an earlier one took of it."""
    a, b = aligned.left, aligned.right
    if not len(a):
        return _Stretches(a, a, a, a)
    begins = np.concatenate(([0], np.flatnonzero((a[1:] - a[:-1] != 1) | (b[1:] - b[:-1] != 1)) + 1))
    i, j = a[begins], b[begins]
    length = np.diff(begins, append=len(a)) + RUN - 1
    taken = _taken(i, length)
    found = _Stretches(left.pair(i), i + taken, j + taken, length - taken)
    return found.where(found.length >= RUN)


def _taken(starts: Indices, lengths: Indices) -> Indices:
    """How many words of each stretch an earlier one took; one that has no run left takes none itself.

    Each ends beyond the one before it, so that only the last that was kept can have taken any.
    """
    ends = starts + lengths
    taken = np.zeros_like(starts)
    until: dict[int, int] = {}
    for k in (np.flatnonzero(starts[1:] < ends[:-1]) + 1).tolist():
        before = until.get(k - 1, int(ends[k - 1]))
        taken[k] = max(0, before - int(starts[k]))
        until[k] = int(ends[k]) if lengths[k] - taken[k] >= RUN else before
    return taken


def _with_several(left: _Texts, right: _Texts, aligned: _Aligned, found: _Stretches) -> _Stretches:
    """The stretches, those of pairs in which a run stands more than once found one by one."""
    rows = [
        (n, r.left + int(left.begins[n]), r.right + int(right.begins[n]), r.length)
        for n in np.flatnonzero(aligned.several).tolist()
        for r in _among_several(left, right, n, aligned)
    ]
    others = found.where(~aligned.several[found.pair])
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    each = (others.pair, others.left, others.right, others.length)
    together = [np.concatenate(two) for two in zip(each, columns, strict=True)]
    return _Stretches(*together).where(np.argsort(together[0], kind="stable"))


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


def _counted(left: _Texts, right: _Texts, found: _Stretches) -> Runs:
    """The runs of all pairs, with their words in quotation marks."""
    one, other = (
        _marked(texts.codes, starts, found.length)
        for texts, starts in ((left, found.left), (right, found.right))
    )
    either = one + other
    mixed = np.flatnonzero((one > 0) & (other > 0))
    either[mixed] = _marked_in_either(left, right, found.where(mixed))
    return Runs(
        pair=found.pair,
        left=found.left - left.begins[found.pair],
        right=found.right - right.begins[found.pair],
        length=found.length,
        quoted=either,
        most_quoted=np.maximum(one, other),
    )


def _marked(codes: Codes, starts: Indices, lengths: Indices) -> Indices:
    """How many words of each run stand in quotation marks."""
    until = np.zeros(len(codes) + 1, np.int32)
    np.cumsum(codes & QUOTED_WORD, out=until[1:], dtype=np.int32)
    marked: Indices = (until.take(starts + lengths) - until.take(starts)).astype(np.int64)
    return marked


def _marked_in_either(left: _Texts, right: _Texts, found: _Stretches) -> Indices:
    begins = np.cumsum(found.length) - found.length
    within = np.arange(int(found.length.sum()))
    if not len(within):
        return begins
    words = left.codes[np.repeat(found.left - begins, found.length) + within]
    words |= right.codes[np.repeat(found.right - begins, found.length) + within]
    marked: Indices = np.add.reduceat(words & QUOTED_WORD, begins, dtype=np.int64)
    return marked
