"""A text with its grammar: tokens, sentences, paragraphs and quotations, all by offset.

Who says what the grammar is, is a `Grammar`: spaCy's small English model, or a learned one. It is given one
text at a time, in which each character that it might read badly (curly quotes, dashes, line breaks inside a
paragraph) is replaced by *one* plainer character, so that every offset of the parse is one of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import Protocol

from chapeau.errors import InputUnreadable
from chapeau.ground.spans import overlaps, span, trimmed
from chapeau.read.lines import TEXTS_KEPT, breaks, labelled
from chapeau.read.mended import mended, without_entities
from chapeau.read.spacy_grammar import SpacyGrammar
from chapeau.read.tokens import Doc, Run
from chapeau.records import Span

PLAINER = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'",
    "–": "-", "—": "-", "\u00a0": " ", "\t": " ", "\r": " ", "\u2028": "\n", "\u2029": "\n",
})  # fmt: skip
NO_CHARACTER = re.compile(r"[\ud800-\udfff]")
"""Halves of a surrogate pair, which no encoding can hold."""
SIGNS_ALONE = re.compile(r"[^\w\s]{200,}")
"""Signs without a letter or space between them, more than any rule drawn in a text: splitting them into
tokens takes time that grows with the square of their number."""

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = ('"', "''")
MARKS = re.compile(r"[“”„‟«»\"]|``|''")
SINGLE_QUOTED = re.compile(r"(?<![\w’'])[‘'](?![‘'])([^‘\n\"“”]{3,2000}?)[’'](?![\w])")
"""At most 2,000 characters, ten times the longest sentence: a text of nothing but apostrophes stays quick."""
START = attrgetter("start")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


class Grammar(Protocol):
    """Says what the words of a text are and how they hang together: same text, same answer."""

    @property
    def longest(self) -> int:
        """Characters that it takes in one piece."""
        ...

    def doc_of(self, plain: str) -> Doc:
        """The tokens of a text that `plainer` has made plain."""
        ...


@dataclass(frozen=True, slots=True)
class Parsed:
    """One text, parsed. `doc` has exactly the original's offsets (`token.idx`).

    `quotations` are the ranges inside quotation marks, marks left out; a quotation that runs over
    paragraphs (each opened anew, only the last closed) is one range a paragraph.
    """

    text: str
    doc: Doc
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]

    def in_quotation(self, offset: int) -> Span | None:
        """The quotation that holds this offset, if any."""
        last = _last_before(self.quotations, offset)
        return last if last is not None and offset < last.end else None

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds this offset (the last one before it, between sentences)."""
        return _last_before(self.sentences, offset) or self.sentences[0]

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds this offset (the last one before it, between paragraphs)."""
        return _last_before(self.paragraphs, offset) or self.paragraphs[0]

    def tokens(self, start: int, end: int) -> Run:
        """The tokens that begin within this range of offsets, found without a walk through the text."""
        return self.doc.starting(start, end)


def _last_before(ordered: Sequence[Span], offset: int) -> Span | None:
    """The last of these spans, ordered by start, that starts at the offset or before it."""
    at = bisect_right(ordered, offset, key=START)
    return ordered[at - 1] if at else None


def parse(text: str, grammar: Grammar | None = None) -> Parsed:
    """Parse one text, by spaCy's grammar where no other is given. An empty text gives no sentences.

    Raises InputUnreadable where it is longer than the grammar takes.
    """
    grammar = grammar or SpacyGrammar()
    if len(text) > grammar.longest:
        raise InputUnreadable(
            f"The text has {len(text):,} characters, of which {grammar.longest:,} are the most that is read in one piece.",
            hint="Cut it into several files.",
        )
    return parsed_from(text, grammar.doc_of(plainer(text)))


def parsed_from(text: str, doc: Doc) -> Parsed:
    """A text with the tokens that a grammar gave for `plainer(text)`."""
    found = (_tight(text, s.start_char, s.end_char) for s in doc.sents)
    return Parsed(
        text=text,
        doc=doc,
        paragraphs=paragraphs(text),
        sentences=tuple(s for s in found if s.text),
        quotations=quotations(text),
    )


def plainer(text: str) -> str:
    """The text for the parser: same length, plainer characters, what a scan spoilt mended.

    Line breaks inside a paragraph are spaces, and the colon after the label of another voice is a line
    break.
    """
    plain = SIGNS_ALONE.sub(
        lambda m: " " * len(m.group()), NO_CHARACTER.sub("\ufffd", mended(text).translate(PLAINER))
    )
    return _with_line_breaks(plain, breaks(text), labelled(text))


def _with_line_breaks(plain: str, between: Sequence[tuple[int, int]], colons: Sequence[int]) -> str:
    """The text with line breaks between paragraphs and after labels, and with none elsewhere."""
    parts, at = [], 0
    for start, end in (*between, (len(plain), len(plain))):
        parts += [plain[at:start].replace("\n", " "), plain[start:end]]
        at = end
    joined = list("".join(parts))
    for colon in colons:
        joined[colon] = "\n"
    return "".join(joined)


@lru_cache(TEXTS_KEPT)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Runs of text between blank lines and lines broken on purpose; between all lines where none is wrapped."""
    cuts = [(0, 0), *breaks(text), (len(text), len(text))]
    pieces = (_tight(text, a, b) for (_, a), (b, _) in pairwise(cuts))
    return tuple(p for p in pieces if p.text)


def quotations(text: str) -> tuple[Span, ...]:
    """What stands inside quotation marks, paragraph by paragraph, in order.

    Double marks of any shape come first; quotations inside them stay part of them. Single marks count
    only where no double marks hold them. A mark that is never closed runs to the end of its paragraph
    where the next one opens anew, and otherwise to the end of its sentence.
    """
    pieces = paragraphs(without_entities(text))
    found: list[Span] = []
    for here, following in zip_longest(pieces, pieces[1:]):
        goes_on = following is not None and following.text[0] in OPENING + '"'
        doubles = [_tight(text, a, b) for a, b in _double_quoted(here, goes_on)]
        singles = (
            _tight(text, here.start + m.start(1), here.start + m.end(1))
            for m in SINGLE_QUOTED.finditer(here.text)
        )
        found += doubles
        found += [s for s in singles if not _meets(s, doubles)]
    return tuple(sorted((q for q in found if q.text), key=lambda q: q.start))


def _meets(one: Span, ordered: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of these, which are in order and apart."""
    last = _last_before(ordered, one.end - 1)
    return last is not None and overlaps(one, last)


def _double_quoted(paragraph: Span, goes_on: bool) -> Iterator[tuple[int, int]]:
    text, opened = paragraph.text, None
    for mark in MARKS.finditer(text):
        if opened is None:
            if not _closes(text, mark):
                opened = mark.end()
        elif _opens(text, mark):
            yield paragraph.start + opened, paragraph.start + _broken_off(text, opened, mark.start())
            opened = mark.end()
        else:
            yield paragraph.start + opened, paragraph.start + mark.start()
            opened = None
    if opened is not None:
        end = len(text) if goes_on else _broken_off(text, opened, len(text))
        yield paragraph.start + opened, paragraph.start + end


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can only open: by its shape, or a straight one before a letter and after a space."""
    if mark.group() in OPENING or mark.group() == "``":
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() in STRAIGHT and before.isspace() and after.isalnum()


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can only close: by its shape, or a straight one after a letter and before a space."""
    if mark.group() in CLOSING:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    follows = bool(before) and not before.isspace() and before not in "([-—–"
    return mark.group() in STRAIGHT and follows and not after.isalnum()


def _broken_off(text: str, start: int, end: int) -> int:
    """Where a quotation ends whose closing mark is missing: with its sentence, and before `end`."""
    stop = SENTENCE_END.search(text, start, end)
    return stop.end() if stop else end


def _tight(text: str, start: int, end: int) -> Span:
    return span(text, *trimmed(text, start, end, drop=" \t\r\n\u00a0\u2028\u2029"))
