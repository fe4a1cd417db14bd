"""Which fields of a record are decided, and so must have a reason?

Not decided are ids, the document and the reader, and what only repeats another field: offsets and
printed words of a span, and the coordinates and names that come with a gazetteer's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chapeau.records import (
    About,
    Act,
    ActTime,
    Count,
    Mention,
    Perpetrator,
    Place,
    Reading,
    Response,
    Speaker,
    Statement,
    Victim,
)

DECIDED: dict[type, tuple[str, ...]] = {
    Statement: ("speaker", "cue", "content", "kind", "stance", "said_at", "said_through", "characterises", "score"),
    Speaker: ("actor",),
    Act: (
        "type", "triggers", "evidence", "methods", "perpetrators", "victims", "places", "time", "counts",
        "extent", "certainty", "basis", "said_in", "custody", "score",
    ),
    Perpetrator: ("kind", "actor", "role", "identified_by"),
    Victim: ("kind", "actor", "name", "occupation", "sex", "age_group", "status_at_time"),
    Place: ("role", "id"),
    ActTime: ("precision",),
    Count: ("of", "basis"),
    Mention: ("kind", "actor", "id"),
    Response: ("kind", "actor", "towards", "evidence", "amount", "items", "time", "said_in"),
    About: ("acts", "place", "time", "perpetrator_category"),
}  # fmt: skip
"""The decided fields of each kind of record, in the order in which they are explained."""

LEFT_OPEN = ("unknown", "not_stated")
"""Values that say that the text tells nothing: they need no reason."""

STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def records(reading: Reading) -> Iterator[tuple[str, Any]]:
    """Every record of a reading under the name that its reasons give it, in the reading's own order."""
    if reading.date is not None:
        yield "document", reading
    yield from ((s.id, s) for s in reading.statements)
    yield from ((a.id, a) for a in reading.acts)
    for n, mention in enumerate(reading.mentions):
        yield f"mentions[{n}]", mention
    yield from ((r.id, r) for r in reading.responses)
    yield "about", reading.about


def fields(record: Any) -> tuple[str, ...]:
    """The fields of a record that hold something: 'type', 'perpetrators[0]', 'perpetrators[0].role' ..."""
    return ("date",) if isinstance(record, Reading) else tuple(_fields(record, ""))


def decided(record: Any) -> tuple[str, ...]:
    """Those of its fields that hold a decision, and so must have a reason."""
    return tuple(f for f in fields(record) if value(record, f) not in LEFT_OPEN)


def _fields(record: Any, above: str) -> Iterator[str]:
    for name in DECIDED.get(type(record), ()):
        held = getattr(record, name)
        if isinstance(held, tuple):
            for n, each in enumerate(held):
                yield f"{above}{name}[{n}]"
                yield from _fields(each, f"{above}{name}[{n}].")
        elif held is not None:
            yield above + name
            yield from _fields(held, f"{above}{name}.")


def value(record: Any, field: str) -> Any:
    """What stands in a field. Raises AttributeError or IndexError where there is no such field."""
    for name, at in STEP.findall(field):
        record = getattr(record, name)
        record = record[int(at)] if at else record
    return record
