"""What does a record beneath a determination hold now?"""

from __future__ import annotations

from typing import Literal

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.ground.codec import to_json

Kind = Literal["incident", "act", "statement", "pattern"]


def content_now(case: Casefile, kind: Kind, name: str) -> bytes | None:
    """What a record that a determination rests on holds now; None where it is gone."""
    table: kinds.Kind[object] = {
        "incident": kinds.INCIDENTS, "act": kinds.ACTS, "statement": kinds.STATEMENTS, "pattern": kinds.PATTERNS,
    }[kind]  # type: ignore[assignment] # fmt: skip
    found = case.find(table, name)
    return None if found is None else to_json(found)
