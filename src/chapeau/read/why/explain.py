"""Why does a reading say what it says? All reasons of one document that a reader of rules read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.reader import Text
from chapeau.read.rules import Grounds, RuleReader
from chapeau.read.why.acts import why_acts
from chapeau.read.why.document import why_about, why_date
from chapeau.read.why.fields import fields, records
from chapeau.read.why.heads import why_heads
from chapeau.read.why.mentions import why_mentions
from chapeau.read.why.reason import Explained, Why, merged
from chapeau.read.why.responses import why_responses
from chapeau.read.why.statements import why_statements
from chapeau.records import Reading


def explained(reader: RuleReader, text: Text) -> Explained:
    """The reading with its reasons. The rules are asked again: nothing is kept while reading.

    Where an encoder analysed the text, what its heads decided is theirs.
    """
    reading, grounds = reader.read_with_grounds(text)
    if grounds is None:
        return Explained(reading=reading, why=())
    by_rules = tuple(reasons(grounds, reading, reader.gazetteer, text.date))
    by_heads = tuple(why_heads(grounds, reading, {(w.record, w.field) for w in by_rules}))
    return Explained(reading=reading, why=in_order(reading, merged(by_rules, by_heads)))


def in_order(reading: Reading, why: Sequence[Why]) -> tuple[Why, ...]:
    """The reasons in the order of the reading's records, and of the fields in each."""
    places = [(name, field) for name, record in records(reading) for field in fields(record)]
    order = {place: n for n, place in enumerate(places)}
    return tuple(sorted(why, key=lambda w: order.get((w.record, w.field), len(order))))


def reasons(grounds: Grounds, reading: Reading, gazetteer: Gazetteer, stated: str | None) -> Iterator[Why]:
    """The reasons that rules give for a reading made from these grounds, record by record.

    `stated` is the day that came with the text.
    """
    said = reading.statements
    yield from why_date(grounds, stated)
    yield from why_statements(grounds, said, reading.document)
    yield from why_acts(grounds, reading.acts, said)
    yield from why_mentions(grounds, reading.mentions, gazetteer)
    yield from why_responses(grounds, reading.responses, said, reading.document)
    yield from why_about(grounds, reading)
