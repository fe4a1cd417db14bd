"""Why does a reading say what it says? All reasons of one document that the rule reader read."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.reader import Text
from chapeau.read.rules import Grounds, RuleReader
from chapeau.read.why.acts import why_acts
from chapeau.read.why.document import why_about, why_date
from chapeau.read.why.mentions import why_mentions
from chapeau.read.why.reason import Explained, Why
from chapeau.read.why.responses import why_responses
from chapeau.read.why.statements import why_statements
from chapeau.records import Reading


def explained(reader: RuleReader, text: Text) -> Explained:
    """The reading with its reasons. The rules are asked again: nothing is kept while reading."""
    reading, grounds = reader.read_with_grounds(text)
    if grounds is None:
        return Explained(reading=reading, why=())
    return Explained(reading=reading, why=tuple(reasons(grounds, reading, reader.gazetteer, text.date)))


def reasons(grounds: Grounds, reading: Reading, gazetteer: Gazetteer, stated: str | None) -> Iterator[Why]:
    """The reasons that rules give for a reading made from these grounds, record by record.

    `stated` is the day that came with the text. A learned reader gives the grounds its rules went by and
    adds the reasons of its heads (`merged`, `by_head` in reason.py).
    """
    said = reading.statements
    yield from why_date(grounds, stated)
    yield from why_statements(grounds, said, reading.document)
    yield from why_acts(grounds, reading.acts, said)
    yield from why_mentions(grounds, reading.mentions, gazetteer)
    yield from why_responses(grounds, reading.responses, said, reading.document)
    yield from why_about(grounds, reading)
