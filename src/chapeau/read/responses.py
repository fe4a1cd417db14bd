"""What did others do about it? Designations, sanctions, warrants, aid, pledges, denials, silence."""

from __future__ import annotations

from chapeau.read.parsed import Parsed
from chapeau.read.who import Names
from chapeau.records import ActTime, DocumentDate, Response, Statement


def responses(
    parsed: Parsed,
    names: Names,
    statements: tuple[Statement, ...],
    date: DocumentDate | None,
    times: tuple[ActTime, ...],
    document: str,
    made_by: str,
) -> tuple[Response, ...]:
    """All responses of a text, in order; no two share kind and evidence span."""
    return ()
