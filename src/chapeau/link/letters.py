"""What each letter is once its case is set aside: whether it stands in words, and a number for it.

One table over all code points, so that the words of many texts can be told apart and hashed without
a step for each word. A letter whose folded form is several letters ('ß', a ligature) is written out
beforehand; where the folded form holds a mark that stands in no word (of 'İ'), it stays one letter,
with a number of its own.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from chapeau.link.texts import QUOTATION_MARKS

IN_WORD, DIGIT, SEVERAL, OPENING = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)
OPENING_MARKS = tuple(opens for opens, _, _ in QUOTATION_MARKS)

LAST_CASED = 0x1FFFF
"""No letter beyond this has two cases (the supplementary ideographs follow). A test looks through all of them."""

LAST_IN_WORDS = 0x3FFFF
"""Nothing beyond this stands in words. The same test."""


@dataclass(frozen=True, slots=True)
class Letters:
    """By code point: `kinds` (IN_WORD, DIGIT, SEVERAL: to be written out, OPENING: a quotation) and `numbers`, 64 bits that letters of one folding share."""

    kinds: NDArray[np.uint8]
    numbers: NDArray[np.uint64]


@cache
def letters() -> Letters:
    """The table, made once in each process (about 0.1 seconds)."""
    each = [chr(point) for point in range(LAST_IN_WORDS + 1)]
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    kinds[: len(each)] |= np.array([c.isalnum() for c in each], np.uint8) * IN_WORD
    kinds[: len(each)] |= np.array([c.isdigit() for c in each], np.uint8) * DIGIT
    kinds[ord("_")] |= IN_WORD
    kinds[list(written_out())] |= SEVERAL
    kinds[[ord(mark) for mark in OPENING_MARKS]] |= OPENING
    folded = np.arange(len(kinds), dtype=np.uint64)
    for point, letter in enumerate(each[: LAST_CASED + 1]):
        one = letter.casefold()
        if one != letter:
            folded[point] = ord(one) if len(one) == 1 else _number_of(one)
    return Letters(kinds, mixed(folded + np.uint64(1)))


@cache
def written_out() -> dict[int, str]:
    """The letters that stand for several, with those, as `str.translate` takes them."""
    cased = {point: chr(point).casefold() for point in range(LAST_CASED + 1)}
    return {p: s for p, s in cased.items() if len(s) > 1 and all(map(str.isalnum, s))}


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number's 64 bits spread over all 64 (the finaliser of SplitMix64: Steele, Lea and Flood 2014)."""
    spread = numbers.copy()
    for shift, by in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        spread ^= spread >> np.uint64(shift)
        spread *= np.uint64(by)
    spread ^= spread >> np.uint64(31)
    return spread


def _number_of(several: str) -> int:
    return int.from_bytes(blake2b(several.encode(), digest_size=8).digest())
