"""Words as an encoder takes them: pieces of words, with what their letters' shapes say.

WordPiece (Schuster and Nakajima 2012) over the vocabulary of the uncased BERT family: letters are
lowered and lose their accents, marks stand alone, and the longest known piece is taken first. Since case is
lost in the pieces, it is kept beside them as one of a few shapes.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Final

PARAGRAPH: Final = "[SEP]"
BEGIN: Final = "[CLS]"
UNKNOWN: Final = "[UNK]"
LONGEST_WORD: Final = 60
"""Letters of the longest word that is taken apart; longer runs are addresses or damage, and one unknown piece."""
MOST_PIECES: Final = 12
"""Pieces kept of one word: enough for any printed word, and a bound for what is not one."""

KEPT: Final = 1 << 16
"""Different words whose pieces are kept in memory: more than a thousand articles hold, in about ten megabytes."""

LOWER, TITLE, UPPER, DIGITS, MIXED, MARK = range(1, 7)
QUOTED: Final = 8
"""Added to a shape inside quotation marks."""
SHAPES: Final = 16


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known pieces with their numbers; a piece that goes on a word begins with ##."""

    numbers: Mapping[str, int]
    _kept: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    @cache
    def packaged(cls) -> Vocabulary:
        """The vocabulary of the encoder that ships."""
        packed = resources.files("chapeau.read.model").joinpath("pieces.txt.gz").read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece})

    @property
    def begin(self) -> int:
        """What every window begins with."""
        return self.numbers[BEGIN]

    @property
    def paragraph(self) -> int:
        """What stands for the end of a paragraph and of a window."""
        return self.numbers[PARAGRAPH]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        found = self._kept.get(word)
        if found is None:
            found = self._taken_apart(word)
            if len(self._kept) < KEPT:
                self._kept[word] = found
        return found

    def _taken_apart(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.numbers[UNKNOWN],)
        found = [n for part in _parts(word) for n in self._split(part)]
        return tuple(found[:MOST_PIECES]) or (self.numbers[UNKNOWN],)

    def _split(self, part: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(part):
            end = len(part)
            while end > at and (("##" if at else "") + part[at:end]) not in self.numbers:
                end -= 1
            if end == at:
                return [self.numbers[UNKNOWN]]
            found.append(self.numbers[("##" if at else "") + part[at:end]])
            at = end
        return found


@lru_cache(KEPT)
def shape(word: str) -> int:
    """What a word's letters look like: lower, Title, UPPER, digits, mixed, or a mark without any."""
    if word.islower():
        return LOWER
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return TITLE
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if any(c.isdigit() for c in word):
        return DIGITS
    return MIXED if any(c.isalpha() for c in word) else MARK


def _parts(word: str) -> list[str]:
    """A word without accents and case, cut at every mark."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    bare = unicodedata.normalize("NFD", word.lower())
    parts: list[str] = []
    fresh = True
    for letter in bare:
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind[0] == "C":
            continue
        if _is_mark(letter, kind):
            parts.append(letter)
            fresh = True
        elif fresh:
            parts.append(letter)
            fresh = False
        else:
            parts[-1] += letter
    return parts


def _is_mark(letter: str, kind: str) -> bool:
    return kind[0] == "P" or (letter.isascii() and not letter.isalnum())
