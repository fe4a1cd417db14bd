"""Who did what to whom? The acts of a text, each with its parties, place, time, counts and voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chapeau.read.how_many import Number
from chapeau.read.parsed import Parsed
from chapeau.records import Act, ActTime, Mention, Statement


class KnowsNames(Protocol):
    """The names of a document, resolved within it."""

    @property
    def mentions(self) -> tuple[Mention, ...]: ...

    def actor_of(self, start: int, end: int) -> str | None:
        """The in-document name of whoever is printed at this range, pronouns included."""
        ...


def acts(
    parsed: Parsed,
    names: KnowsNames,
    places: Sequence[Mention],
    times: Sequence[ActTime],
    numbers: Sequence[Number],
    statements: Sequence[Statement],
    document: str,
    made_by: str,
) -> tuple[Act, ...]:
    """The acts of a text in order of their first triggers; no two share a first trigger."""
    return ()
