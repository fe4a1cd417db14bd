"""The reading format with reasons: every record carries `why`, a list (docs/explain.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from chapeau.ground.codec import to_json, to_plain
from chapeau.read.format import reading_plain
from chapeau.read.why.reason import Explained, Why


def explained_json(explained: Explained) -> bytes:
    """One line of UTF-8 JSON without a line end."""
    return to_json(explained_plain(explained))


def explained_plain(explained: Explained) -> dict[str, Any]:
    """The reading as plain dicts and lists; each record's `why` holds its reasons, without its name."""
    reasons: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for why in explained.why:
        reasons[why.record].append(_reason(why))
    plain = reading_plain(explained.reading)
    for name, record in _records(plain):
        record["why"] = reasons[name]
    return plain


def _reason(why: Why) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(why)
    return {key: value for key, value in plain.items() if key != "record"}


def _records(plain: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record of a plain reading under the name that its reasons give it."""
    yield "document", plain["document"]
    for kind in ("statements", "acts", "responses"):
        yield from ((record["id"], record) for record in plain[kind])
    yield from ((f"mentions[{n}]", record) for n, record in enumerate(plain["mentions"]))
    yield "about", plain["about"]
