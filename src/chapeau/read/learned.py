"""The learned reader: a small encoder tells the grammar, who says what and who suffers, and the rules do the rest.

Days, numbers, places and the closed families of deeds are rules for both readers. What the encoder was taught from
annotated texts (docs/reader.md) is taken from it: grammar and names, sources, cues and contents,
perpetrators, targets, victims and weapons, and what a document is mainly about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from chapeau.ground.identity import digest_of
from chapeau.read.gate import Range, gate
from chapeau.read.grammar_told import EncoderGrammar
from chapeau.read.language import language
from chapeau.read.mended import scanned
from chapeau.read.reader import Text
from chapeau.read.rules import Grounds, RuleReader
from chapeau.records import DocumentDate, Reading

VERSION = "0.1"


HEAD: Final = re.compile(r"(?s).{0,200}(?!\S)")
"""What is read at the beginning, even where no deed is told in it: title, place and day of writing, as two lines hold them."""


@dataclass(frozen=True, slots=True)
class LearnedReader(RuleReader):
    """Reads English with the encoder that ships, where a text can hold an act or a statement."""

    grammar: EncoderGrammar = field(default_factory=EncoderGrammar)

    @property
    def name(self) -> str:
        """The reader's name."""
        return "learned"

    @property
    def version(self) -> str:
        """Rules and weights: the version, then the model's hash, then that of the case's own places."""
        own = f"+places.{digest_of(self.places_text)[:8]}" if self.places_text is not None else ""
        return f"{VERSION}+model.{self.grammar.encoder.hash}{own}"

    def read_with_grounds(self, text: Text) -> tuple[Reading, Grounds | None]:
        """As by rules, where the text can hold an act or a statement; elsewhere it is not looked at any further."""
        passing = gate(scanned(text.text))
        if not passing:
            return self._empty(text), None
        readable = replace(text, text=without_the_rest(text.text, passing))
        return self._read_by(readable, language(text.text), replace(self.grammar, passing=passing))

    def _empty(self, text: Text) -> Reading:
        stated = DocumentDate(low=text.date, high=text.date, inferred=False) if text.date else None
        return Reading(
            document=text.id,
            made_by=self.made_by,
            date=stated,
            language=language(text.text),
            length=len(text.text),
        )


def without_the_rest(text: str, passing: Sequence[Range]) -> str:
    """The text with its head and the passing ranges as they are, and white space of the same length elsewhere.

    Lines stay as long as they were. A paragraph ends where the white space begins, so that nothing runs across it.
    """
    head = HEAD.match(text)
    at = head.end() if head else 0
    parts = [text[:at]]
    for start, end in (*passing, (len(text), len(text))):
        parts += [_white(text[at:start]), text[max(at, start) : end]]
        at = max(at, end)
    return "".join(parts)


def _white(kept_back: str) -> str:
    lines = "\n".join(" " * len(line) for line in kept_back.split("\n"))
    return "\n\n"[: len(lines)] + lines[2:]
