"""What do our own rules know of a text? What a user's model answered rests on it: places, times, numbers, names.

A model quotes 'last Tuesday' and 'Kessin'; which day and which town that is, the rules say, as for every
other reader. What they read of deeds and voices is kept beside the answers, to compare them with.
"""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.ground.spans import overlaps
from chapeau.read.how_many import Number
from chapeau.read.parsed import Parsed
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.who import Names
from chapeau.records import Act, ActTime, Mention, Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One text as the rules know it; `made_by` marks what is built on it."""

    parsed: Parsed
    names: Names
    places: tuple[Mention, ...]
    times: tuple[ActTime, ...]
    numbers: tuple[Number, ...]
    by_rules: Reading
    made_by: str

    @property
    def text(self) -> str:
        """The document's text."""
        return self.parsed.text

    @property
    def document(self) -> str:
        """The document's id."""
        return self.by_rules.document

    def deed_at(self, trigger: Span) -> Act | None:
        """The deed that the rules read at these words."""
        acts = self.by_rules.acts
        return next((a for a in acts if any(overlaps(t, trigger) for t in a.triggers)), None)


def material_of(text: Text, rules: RuleReader, made_by: str) -> Material:
    """The text, read by the rules. It is a text in a language that they read."""
    by_rules, grounds = rules.read_with_grounds(text)
    if grounds is None:
        raise AssertionError("a text that the rules do not read is not asked about")
    return Material(
        parsed=grounds.parsed,
        names=grounds.names,
        places=grounds.places,
        times=grounds.times,
        numbers=grounds.numbers,
        by_rules=by_rules,
        made_by=made_by,
    )
