"""Which bytes are signed? RFC 8785 JSON of records: the same bytes in every language that has SHA-256 and JSON.

Keys are sorted by their UTF-16 units, no spaces, UTF-8. The records that are signed hold no fractions, for which
RFC 8785 has rules of its own; one would be refused.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from chapeau.errors import DataInvalid
from chapeau.ground.codec import to_plain
from chapeau.records import Determination, Snapshot

UNSIGNED = ("id", "state", "signatures")
"""Fields of a determination that its digest leaves out: what the signatures themselves change, and what it makes."""


def canonical(value: Any) -> bytes:
    """RFC 8785 JSON of plain data. Raises DataInvalid where it holds a fraction."""
    _no_fractions(value)
    return json.dumps(_sorted(value), separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def digest_of_determination(made: Determination) -> str:
    """SHA-256, hex, of all fields but `id`, `state` and `signatures`, without what is null or empty."""
    plain = {name: value for name, value in to_plain(made).items() if name not in UNSIGNED}
    return hashlib.sha256(canonical(said(plain))).hexdigest()


def digest_of_snapshot(made: Snapshot) -> str:
    """SHA-256, hex, of all fields but `id`, without what is null or empty."""
    plain = {name: value for name, value in to_plain(made).items() if name != "id"}
    return hashlib.sha256(canonical(said(plain))).hexdigest()


def said(value: Any) -> Any:
    """The same without fields that are null or empty, however deep.

    A later version of the program may know further fields, empty in what was signed before: the digest stays the same.
    """
    if isinstance(value, dict):
        return {name: said(held) for name, held in value.items() if held not in EMPTY}
    return [said(item) for item in value] if isinstance(value, (list, tuple)) else value


EMPTY: tuple[Any, ...] = (None, "", [], (), {})


def salted(salt: bytes, content: bytes) -> str:
    """SHA-256, hex, of a salt and what a record held."""
    return hashlib.sha256(salt + content).hexdigest()


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _sorted(value[key])
            for key in sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass"))
        }
    return [_sorted(item) for item in value] if isinstance(value, (list, tuple)) else value


def _no_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise DataInvalid(
            "A fraction cannot be signed.", hint="This is a fault of the program; please report it."
        )
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    ):
        _no_fractions(item)
