"""An act with all that is needed to compare it with acts of other documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chapeau.link.actors import Resolved
from chapeau.records import Act, DocumentDate, RestsOn, Stance, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An act, its document's date, its actors across documents, and the origins it rests on.

    `perpetrators` and `victims` are actor ids (or, for a victim, the folded name); `parties` the
    actor ids that findings are grouped under. `stance` is that of the statement it is said in.
    """

    act: Act
    date: DocumentDate | None = None
    perpetrators: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    speaker: str | None = None
    stance: Stance | None = None

    @property
    def id(self) -> str:
        """The act's id."""
        return self.act.id


def tellings(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    resting: Iterable[RestsOn],
) -> tuple[Telling, ...]:
    """One telling an act, in order of id. `dates` are the readings' dates by document id."""
    raise NotImplementedError
