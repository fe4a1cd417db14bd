"""The reading format: what `chapeau read` writes, one JSON object a document (docs/records.md).

Inside the house a statement or an act says which document it is of and who made it; in a reading
both stand once, at the top.
"""

from __future__ import annotations

from typing import Any

from chapeau.ground.codec import to_json, to_plain
from chapeau.records import Act, Mention, Reading, Response, Statement

SAID_ONCE = ("document", "made_by")


def reading_json(reading: Reading) -> bytes:
    """One line of UTF-8 JSON without a line end."""
    return to_json(reading_plain(reading))


def reading_plain(reading: Reading) -> dict[str, Any]:
    """The reading as plain dicts and lists, keys in the order of docs/records.md."""
    return {
        "document": {
            "id": reading.document,
            "date": to_plain(reading.date),
            "language": reading.language,
            "length": reading.length,
        },
        "made_by": reading.made_by,
        "statements": [_inside(s) for s in reading.statements],
        "acts": [_inside(a) for a in reading.acts],
        "mentions": [_inside(m) for m in reading.mentions],
        "responses": [_inside(r) for r in reading.responses],
        "about": to_plain(reading.about),
    }


def _inside(record: Statement | Act | Mention | Response) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(record)
    return {key: value for key, value in plain.items() if key not in SAID_ONCE}
