"""Which acts are one event?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chapeau.link.tellings import Telling
from chapeau.records import Decision, Incident, IncidentLink


@dataclass(frozen=True, slots=True)
class IncidentLinker:
    """The rule for pairs of tellings (a `ground.join.Linker`)."""

    name: str = "incidents"
    version: str = "0.1"
    widest: int = 400

    def keys(self, record: Telling) -> Iterable[str]:
        """Document, place and month, day and country, named victims: each with what was done."""
        raise NotImplementedError

    def decide(self, a: Telling, b: Telling) -> IncidentLink | None:
        """The link between two tellings with the parts of its score, or None."""
        raise NotImplementedError


def incidents(
    tellings: Iterable[Telling], links: Iterable[IncidentLink], decisions: Iterable[Decision] = ()
) -> tuple[Incident, ...]:
    """The tellings, gathered into incidents, in order of id.

    `decisions` of kind same, not_same and unsure on two acts outrank links.
    """
    raise NotImplementedError
