"""Where do quoted words stand in a text? By code points: what stands nowhere was never said.

Only white space may differ, since a line break of a wrapped text is a space to whoever quotes it. A
letter with its accent in one code point and the same in two are different words here: offsets count
code points, and what was not copied was changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from chapeau.ground.spans import span
from chapeau.records import Span

Place = TypeVar("Place", bound=Span)

MARKS = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’"}


def occurrences(text: str, quote: str, start: int, end: int) -> tuple[Span, ...]:
    """Every place within `text[start:end]` where the quoted words stand as whole words, in order."""
    words = quote.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    found = (span(text, m.start(), m.end()) for m in pattern.finditer(text, start, end))
    return tuple(f for f in found if _whole_words(text, f))


def nearest(found: Iterable[Place], at: int) -> Place | None:
    """The one that begins nearest to an offset; of two as near, the earlier."""
    return min(found, key=lambda f: (abs(f.start - at), f.start), default=None)


def with_marks(text: str, inner: Span) -> Span:
    """The same words with the quotation marks that stand directly around them, if any do."""
    before, after = text[inner.start - 1 : inner.start], text[inner.end : inner.end + 1]
    if before in MARKS and MARKS[before] == after:
        return span(text, inner.start - 1, inner.end + 1)
    return inner


def _whole_words(text: str, found: Span) -> bool:
    before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    cut_before = _of_word(before) and _of_word(found.text[0])
    cut_after = _of_word(after) and _of_word(found.text[-1])
    return not (cut_before or cut_after or _combining(after) or _combining(found.text[0]))


def _of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _combining(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter).startswith("M")
