"""Who is the same, across documents?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chapeau.ground.settings import Settings
from chapeau.records import Actor, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """All actors of a case; `of` maps (document id, in-document actor key) to an actor's id."""

    actors: tuple[Actor, ...] = ()
    of: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def by_id(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.actors}


def actors(
    readings: Iterable[Reading], settings: Settings, *, countries: Mapping[str, str] | None = None
) -> Resolved:
    """The actors of all readings. `countries`: names by alpha-2 code, for states that are named."""
    raise NotImplementedError
