"""What must `dossier.json` hold? Its JSON Schema, made from the records, and as shipped."""

from __future__ import annotations

from typing import Any


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dossier.json`, made from the records' own types."""
    raise NotImplementedError


def packaged() -> dict[str, Any]:
    """The schema that ships beside this file, `dossier.schema.json`."""
    raise NotImplementedError
