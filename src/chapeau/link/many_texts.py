"""The words, runs, fingerprints and sketches of many texts at once: what `texts` finds, in arrays.

A word becomes a code of 32 bits: a hash of 30, whether it carries the matter, and whether it stands
in quotation marks. Two words have the same hash by chance once in a thousand million, and a shared
passage needs six in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from chapeau.link.credits import common_words
from chapeau.link.letters import DIGIT, IN_WORD, OPENING, SEVERAL, letters, mixed, written_out
from chapeau.link.sketches import sketches
from chapeau.link.texts import ADDRESS, QUOTED, RUN, WINDOW

QUOTED_WORD, OF_MATTER = np.uint32(1), np.uint32(2)
HASH = np.uint32(0xFFFFFFFC)

BASE = 0xD1342543DE82EF95
"""An odd number of 64 bits; the hash of a word is a polynomial in it."""

RUN_BASE = np.uint64(0x2545F4914F6CDD1D)

Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What linking needs of texts, one row or stretch a text, in the texts' order.

    `codes` are all words, one text after another, and `words` how many each text has; `free` how many
    of them stand outside quotation marks. `prints` are the fingerprints (`printed` a text). `sketch`
    and `bands` are of the runs outside quotation marks.
    """

    codes: Codes
    words: NDArray[np.int64]
    free: NDArray[np.int64]
    prints: NDArray[np.uint64]
    printed: NDArray[np.int64]
    sketch: NDArray[np.uint16]
    bands: NDArray[np.bool_]


def signs(texts: Sequence[str]) -> Signs:
    """The signs of some texts: as many as make a few hundred thousand characters are quickest."""
    hashes, codes, of = _words(texts)
    runs = _runs(hashes)
    whole = of[: len(runs)] == of[RUN - 1 :][: len(runs)]
    quoted = np.concatenate(([0], np.cumsum(codes & QUOTED_WORD, dtype=np.int64)))
    free = whole & (quoted[RUN:][: len(runs)] == quoted[: len(runs)])
    at = np.flatnonzero(free)
    sketch, bands = sketches(runs[at], of[at], at, len(texts))
    prints, printed = _fingerprints(runs[whole], of[: len(runs)][whole], len(texts))
    words = np.bincount(of, minlength=len(texts))
    marked = np.bincount(of[(codes & QUOTED_WORD) > 0], minlength=len(texts))
    return Signs(
        codes=codes,
        words=words,
        free=words - marked,
        prints=prints,
        printed=printed,
        sketch=sketch,
        bands=bands,
    )


@cache
def common_codes() -> Codes:
    """The hashes of the words that say nothing about whether two texts tell the same."""
    return np.unique(signs([" ".join(sorted(common_words()))]).codes & HASH)


# --- words -----------------------------------------------------------------------------------------


def _words(texts: Sequence[str]) -> tuple[NDArray[np.uint64], Codes, NDArray[np.int64]]:
    """Of each word the hash, the code, and which text it is of."""
    text = "\n\n".join(texts)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = letters().kinds.take(points)
    if (kinds & SEVERAL).any():
        return _words([each.translate(written_out()) for each in texts])
    starts, ends = _bounds((kinds & IN_WORD).view(np.bool_))
    addresses = _addresses(text)
    if addresses:
        kept = ~_within(addresses, starts)
        starts, ends = starts[kept], ends[kept]
    hashes = _hashes(points, starts, ends)
    codes = (hashes >> np.uint64(32)).astype(np.uint32) & HASH
    codes |= _carries_matter(kinds, starts, ends) * OF_MATTER
    codes |= _within(_quotations(text, kinds), starts) * QUOTED_WORD
    begins = [0, *accumulate(len(each) + 2 for each in texts)][: len(texts)]
    firsts = np.searchsorted(starts, np.array(begins, np.int64))
    return hashes, codes, np.repeat(np.arange(len(texts)), np.diff(firsts, append=len(starts)))


def _bounds(in_word: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    padded = np.concatenate(([False], in_word, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _addresses(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = {begin: text.find(begin) for begin in ("http", "pic.tw")}
    while (least := min((i for i in at.values() if i >= 0), default=-1)) >= 0:
        match = ADDRESS.match(text, least)
        found += [match.span()] if match else []
        end = match.end() if match else least + 1
        at |= {begin: text.find(begin, end) for begin, i in at.items() if 0 <= i < end}
    return found


def _quotations(text: str, kinds: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """What `QUOTED.finditer` finds, looked for at the marks alone."""
    found: list[tuple[int, int]] = []
    end = 0
    for mark in np.flatnonzero(kinds & OPENING).tolist():
        if mark >= end and (match := QUOTED.match(text, mark)):
            found.append(match.span())
            end = match.end()
    return found


def _within(spans: list[tuple[int, int]], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which words begin in one of the spans, which do not overlap."""
    change = np.zeros(len(starts) + 1, np.int8)
    for edge, by in zip(np.array(spans, np.int64).reshape(-1, 2).T, (1, -1), strict=True):
        np.add.at(change, np.searchsorted(starts, edge), np.int8(by))
    return np.cumsum(change[:-1], dtype=np.int8).view(np.bool_)


def _hashes(
    points: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """A polynomial hash of each word's letters: the difference of two sums, brought back to the word's start."""
    powers, inverses = _powers(1 << len(points).bit_length())
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum(letters().numbers.take(points) * powers[: len(points)], out=sums[1:])
    return mixed((sums.take(ends) - sums.take(starts)) * inverses.take(starts))


@cache
def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    bases = np.full(length, BASE, np.uint64), np.full(length, pow(BASE, -1, 2**64), np.uint64)
    for base in bases:
        base[0] = 1
    return np.cumprod(bases[0], dtype=np.uint64), np.cumprod(bases[1], dtype=np.uint64)


def _carries_matter(
    kinds: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Numbers, and words of four letters or more: of fewer, the first, the second and the last are all there are."""
    digits = kinds[starts] & kinds[np.minimum(starts + 1, ends - 1)] & kinds[ends - 1] & DIGIT
    return (ends - starts >= 4) | (digits > 0)


# --- runs ------------------------------------------------------------------------------------------


def _runs(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    count = max(0, len(hashes) - RUN + 1)
    runs = hashes[:count].copy()
    for i in range(1, RUN):
        runs *= RUN_BASE
        runs += hashes[i : i + count]
    return mixed(runs)


def _fingerprints(
    runs: NDArray[np.uint64], of: NDArray[np.int64], texts: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The least run of each window, each once where it stands, and how many a text has."""
    if not len(runs):
        return runs, np.zeros(texts, np.int64)
    lasts = np.flatnonzero(np.diff(of, append=-1)) + 1
    sizes = np.diff(lasts, prepend=0)
    least = runs.copy()
    for reach in (1, 2, 4, WINDOW - 8):
        least[:-reach] = np.minimum(least[:-reach], least[reach:])
    starts = np.arange(len(runs)) <= np.repeat(lasts, sizes) - WINDOW
    few = np.flatnonzero(sizes < WINDOW)
    least[lasts[few] - sizes[few]] = np.minimum.reduceat(runs, lasts - sizes)[few]
    starts[lasts[few] - sizes[few]] = True
    kept, whose = least[starts], of[starts]
    new = np.concatenate(([True], (kept[1:] != kept[:-1]) | (whose[1:] != whose[:-1])))
    return kept[new], np.bincount(whose[new], minlength=texts)
