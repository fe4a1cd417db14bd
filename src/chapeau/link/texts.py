"""A text as words: where each stands, which stand in quotation marks, and fingerprints of its runs."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

RUN = 6
"""Words in a fingerprinted run. At 6, runs of common words ('said in a statement on Monday') are few
enough that unrelated articles seldom meet; smaller makes more pairs to compare, larger loses texts
whose words were changed here and there. Check: origins on a made corpus, pairs compared."""

WINDOW = 12
"""Runs in a window, of which one is kept: any RUN + WINDOW - 1 = 17 words in a row that two texts share
leave them a fingerprint in common (Schleimer, Wilkerson and Aiken 2003, 'Winnowing', SIGMOD). 17
words is shorter than the shortest quotation worth noting."""

WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+|pic\.twitter\S+")
PARAGRAPH = r"\n[ \t\r]*\n"
QUOTATION_MARKS = (("“", "”", "“”"), ("«", "»", "«»"), ('"', '"', '"'))
"""What opens a quotation, what closes it, and the marks that stand in none of that kind."""

QUOTED = re.compile(
    "|".join(
        rf"{opens}[^{both}\n]*+(?:\n(?![ \t\r]*\n)[^{both}\n]*+)*+(?:{closes}|(?={PARAGRAPH})|\Z)"
        for opens, closes, both in QUOTATION_MARKS
    )
)
"""From a quotation mark to the one that closes it, or to the paragraph's end."""

KEPT_TEXTS = 128
"""Texts whose words are kept for the next comparison: pairs come in order of their first text, so that most
are asked for again at once. Each takes about 60 KB, so more would grow with the case."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, folded, with their offsets; `quoted` is 1 where a word is in quotation marks.

    `runs[i]` is a 64-bit hash of the RUN words from word `i` on, the same on every machine.
    """

    words: tuple[str, ...]
    runs: array[int]
    starts: array[int]
    ends: array[int]
    quoted: bytes

    def __len__(self) -> int:
        return len(self.words)

    @property
    def free(self) -> int:
        """How many words stand outside quotation marks."""
        return len(self.words) - sum(self.quoted)


@lru_cache(maxsize=KEPT_TEXTS)
def words_of(text: str) -> Words:
    """The words of a text, its addresses left out. Kept for the last KEPT_TEXTS texts."""
    addresses = [m.span() for m in ADDRESS.finditer(text)]
    found = [m.span() for m in WORD.finditer(text)]
    if addresses:
        found = [span for span in found if not _inside(span[0], addresses)]
    words = tuple([sys.intern(text[start:end].casefold()) for start, end in found])
    return Words(
        words=words,
        runs=_hashes(words),
        starts=array("L", [start for start, _ in found]),
        ends=array("L", [end for _, end in found]),
        quoted=_quoted(text, found),
    )


def fingerprints(text: str) -> tuple[str, ...]:
    """The fingerprints that winnowing keeps, in order of value."""
    return tuple(f"{run:016x}" for run in sorted(set(_winnowed(words_of(text).runs))))


def content(text: str, passed_over: frozenset[str]) -> frozenset[str]:
    """The words that carry the matter: numbers, and words of four letters or more that are not `passed_over`."""
    return frozenset(w for w in words_of(text).words if (w.isdigit() or len(w) >= 4) and w not in passed_over)


def _winnowed(hashes: array[int]) -> Iterator[int]:
    if not hashes:
        return
    for i in range(max(1, len(hashes) - WINDOW + 1)):
        yield min(hashes[i : i + WINDOW])


def _hashes(words: Sequence[str]) -> array[int]:
    """The first 64 bits of BLAKE2 of each run of words, with a space between two."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    runs = (b" ".join(encoded[i : i + RUN]) for i in range(len(encoded) - RUN + 1))
    hashes = array("Q", b"".join([blake2b(run, digest_size=8).digest() for run in runs]))
    if sys.byteorder == "little":
        hashes.byteswap()
    return hashes


def _quoted(text: str, found: Sequence[tuple[int, int]]) -> bytes:
    """For each span 1 where it begins in quotation marks, else 0."""
    quoted = [m.span() for m in QUOTED.finditer(text)]
    if not quoted:
        return bytes(len(found))
    marks = bytearray(len(text))
    for start, end in quoted:
        marks[start:end] = b"\x01" * (end - start)
    return bytes([marks[start] for start, _ in found])


def _inside(position: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)
