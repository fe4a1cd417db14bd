"""Incidents as the steps after link take them: what a link was scored, without the reasons, which are most of their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chapeau.casefile import kinds
from chapeau.casefile.kinds import Kind
from chapeau.records import Incident, IncidentLink, Part, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreInShort(Score):
    """A score of which the parts were not read."""

    parts: ClassVar[tuple[Part, ...]] = ()  # type: ignore[misc]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInShort(IncidentLink):
    """A link with the value of its score alone."""

    score: ScoreInShort


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentInShort(Incident):
    """An incident with such links: a sixth of the memory of the whole record, and a quarter of the time to read it."""

    links: tuple[LinkInShort, ...] = ()


INCIDENTS: Kind[Incident] = Kind(kinds.INCIDENTS.table, IncidentInShort, kinds.INCIDENTS.id_of)
