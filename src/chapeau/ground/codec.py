"""Records to JSON and back, strictly: an unknown value or a missing field is an error, not a guess.

msgspec does the work: it checks every field against the record's own type annotations.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from chapeau.errors import DataInvalid

R = TypeVar("R")

_encoder = msgspec.json.Encoder()


def to_json(record: object) -> bytes:
    """One line of UTF-8 JSON, fields in the record's own order: same record, same bytes."""
    return _encoder.encode(record)


def to_plain(record: object) -> Any:
    """Dicts, lists and scalars, in the record's own field order."""
    return msgspec.to_builtins(record)


def from_json(kind: type[R], data: bytes | str, *, what: str) -> R:
    """The record of this kind that `data` holds; `what` names it in the error.

    Raises DataInvalid.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise DataInvalid(
            f"{what} cannot be read: {error}.", hint="Check the file against docs/records.md."
        ) from error


def from_plain(kind: type[R], data: Any, *, what: str) -> R:
    """The record of this kind in plain data (as parsed from YAML or TOML). Raises DataInvalid."""
    try:
        return msgspec.convert(data, type=kind)
    except msgspec.ValidationError as error:
        raise DataInvalid(
            f"{what} cannot be read: {error}.", hint="Check the file against the documentation."
        ) from error
