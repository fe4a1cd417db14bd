"""Where does a new paragraph begin? Blank lines, list items, turns of speech, and lines broken on purpose.

A line broken by hand because it was full goes on in the next; a line broken where the next word would
still have fitted was broken on purpose: a headline, a verse, an entry of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from chapeau.read.mended import is_row
from chapeau.read.words import word_set

Range = tuple[int, int]

TEXTS_KEPT = 4
"""Texts whose breaks are kept: paragraphs, turns and labels ask for them, of a text as printed and as the grammar takes it."""
BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
LINE_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n\s*")
ITEM = re.compile(r"\s*(?:[-*•–—]\s|\(?\d{1,3}[.)]\s+\S)")
HEADED = re.compile(r"[^\W\d_][^.!?:;\n“”\"]{1,60}:(?=\s)")
"""A heading with a colon at the head of a line ('Injured: ...')."""
WRAPPED_AT_MOST = 100
"""Lines no longer than this may be one paragraph broken by hand; with a longer line in the text, every
line is a paragraph of its own. Typewriters and mail programs break at 60 to 80 characters."""
ROOM = 16
"""Characters beside the next word that a line broken on purpose leaves free: typists break a line some way
before its end, and one long word in ten (12 letters and more) makes them do so."""
HANDLED = re.compile(r"[^\n()@|:]{0,60}?\(?@\w{2,30}(?:[^\n:]|:(?=\d\d)){0,60}:(?=\s)")
"""'Name (@handle) May 4, 2031:' and 'RT @handle:' at the head of a line."""


@lru_cache(TEXTS_KEPT)
def breaks(text: str) -> tuple[Range, ...]:
    """The white space between paragraphs, in order."""
    longest = max((len(line) for line in text.splitlines()), default=0)
    if longest > WRAPPED_AT_MOST:
        return tuple(m.span() for m in LINE_BREAK.finditer(text))
    return tuple(
        m.span() for m in LINE_BREAK.finditer(text) if BLANK_LINE.match(m.group()) or _meant(text, m, longest)
    )


def _meant(text: str, line_end: re.Match[str], longest: int) -> bool:
    """Whether one line break was made on purpose."""
    before = text[text.rfind("\n", 0, line_end.start()) + 1 : line_end.start()].rstrip()
    after = text[line_end.end() : line_end.end() + longest + 1]
    if ITEM.match(after) or turn().match(after) or is_row(before) or is_row(after.split("\n")[0]):
        return True
    if before.endswith((".", ";", ":")) and HEADED.match(after):
        return True
    word = re.match(r"\S*", after)
    return len(before) + 1 + len(word.group() if word else "") + ROOM <= longest


def turns(text: str) -> Iterator[re.Match[str]]:
    """The labels of question and answer, where a text is told by turns: at least one of each.

    Each match has the groups `label` and `colon`.
    """
    starts = [0, *(end for _, end in breaks(text))]
    found = [m for at in starts for m in [turn().match(text, at)] if m]
    kinds = {asks(m["label"]) for m in found}
    if len(kinds) == 2:
        yield from found


def labelled(text: str) -> tuple[int, ...]:
    """The colons behind which another voice begins: of turns, and of a post's author and handle."""
    starts = [0, *(end for _, end in breaks(text))]
    headed = (HANDLED, _label())
    colons = [m.end() - 1 for at in starts for pattern in headed for m in [pattern.match(text, at)] if m]
    return (*(m.start("colon") for m in turns(text)), *colons)


@cache
def _label() -> re.Pattern[str]:
    """'BREAKING:', 'Update 2 pm:' at the head of a line: no part of the sentence behind it."""
    words = "|".join(sorted(word_set("saying", "labels") - word_set("saying", "labels_that_tell")))
    return re.compile(rf"(?:\w+ ){{0,2}}(?:{words})(?: [^\s:]{{1,8}}){{0,2}}:(?=\s)", re.IGNORECASE)


def asks(label: str) -> bool:
    """Whether a turn's label is that of whoever asks."""
    return label.lower().rstrip(". ") in word_set("saying", "turns", "asking")


@cache
def turn() -> re.Pattern[str]:
    """The label of a turn at the head of a line, and its colon ('Q:', 'WITNESS 2:'; of one letter also 'Q.')."""
    words = sorted(word_set("saying", "turns", "asking") | word_set("saying", "turns", "answering"), key=len)
    listed = "|".join(re.escape(w) for w in reversed(words))
    return re.compile(
        rf"[ \t]*(?P<label>(?:{listed})(?: ?\d{{1,2}})?)(?P<colon>(?:(?<=\b[qa])[.]|:))(?=\s)",
        re.IGNORECASE,
    )
