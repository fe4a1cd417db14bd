"""The learned reader: a small encoder tells the grammar, who says what and who suffers, and the rules do the rest.

Days, numbers, places and the closed families of deeds are rules for both readers. What the encoder was taught from
annotated texts (docs/reader.md) is taken from it: grammar and names, sources, cues and contents,
perpetrators, targets, victims and weapons, and what a document is mainly about.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from chapeau.ground.identity import digest_of
from chapeau.read.gate import gate
from chapeau.read.grammar_told import EncoderGrammar
from chapeau.read.language import language
from chapeau.read.reader import Text
from chapeau.read.rules import Grounds, RuleReader
from chapeau.records import DocumentDate, Reading

VERSION = "0.1"


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
        passing = gate(text.text)
        if not passing:
            return self._empty(text), None
        return self._read_by(text, replace(self.grammar, passing=passing))

    def _empty(self, text: Text) -> Reading:
        stated = DocumentDate(low=text.date, high=text.date, inferred=False) if text.date else None
        return Reading(
            document=text.id,
            made_by=self.made_by,
            date=stated,
            language=language(text.text),
            length=len(text.text),
        )
