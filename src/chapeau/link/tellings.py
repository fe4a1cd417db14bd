"""An act with all that is needed to compare it with acts of other documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from chapeau.ground.names import folded
from chapeau.link.actors import Resolved
from chapeau.records import Act, Actor, DocumentDate, RestsOn, Stance, Statement

Standing = Literal["supports", "against", "asked", "attempted", "threatened", "future", "conditional"]


_TAKING_AWAY: tuple[Stance, ...] = ("retracts", "denies", "doubts", "asks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An act, its document's date, its actors across documents, and the origins it rests on.

    `perpetrators` are actor ids, `parties` the actor ids that findings are grouped under, `victims` the
    folded names of those who are named. `speaker` (an actor id) and `stance` are those of the statement
    it is said in, the stance that of one who relays it where that takes it back, denies, doubts or asks.
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

    @property
    def standing(self) -> Standing:
        """Whether it tells that the deed was done, speaks against that, or neither.

        'supports': told as done, or as possibly done. 'against': denied, negated, doubted or taken
        back. Else the certainty itself (a threat, a plan, an attempt, a condition), or 'asked'.
        """
        if self.act.certainty in ("denied", "negated") or self.stance in ("denies", "doubts", "retracts"):
            return "against"
        if self.stance == "asks":
            return "asked"
        if self.act.certainty in ("asserted", "possible"):
            return "supports"
        return self.act.certainty  # type: ignore[return-value]


def tellings(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    resting: Iterable[RestsOn],
) -> tuple[Telling, ...]:
    """One telling an act, in order of id. `dates` are the readings' dates by document id."""
    acts = tuple(acts)
    told_in = {act.document for act in acts}
    said = {s.id: _said(s) for s in statements if s.document in told_in}
    origins = {r.act: r.origins for r in resting}
    by_id = resolved.by_id()
    made = (_telling(act, _chain(act, said), dates, resolved, by_id, origins) for act in acts)
    return tuple(sorted(made, key=lambda t: t.id))


@dataclass(frozen=True, slots=True)
class _Said:
    """What of a statement bears on the acts said in it."""

    id: str
    stance: Stance
    speaker: str | None
    through: str | None


def _said(statement: Statement) -> _Said:
    speaker = statement.speaker.actor if statement.speaker else None
    return _Said(statement.id, statement.stance, speaker, statement.said_through)


def _chain(act: Act, said: Mapping[str, _Said]) -> tuple[_Said, ...]:
    """The statement an act is said in, then those that relay it."""
    chain: list[_Said] = []
    at = said.get(act.said_in or "")
    while at is not None and at not in chain:
        chain.append(at)
        at = said.get(at.through or "")
    return tuple(chain)


def _stance(chain: tuple[_Said, ...]) -> Stance | None:
    """What the chain makes of the deed: the least of what any of it says."""
    stances = {s.stance for s in chain}
    taken_away = next((stance for stance in _TAKING_AWAY if stance in stances), None)
    return taken_away or (chain[0].stance if chain else None)


def _telling(
    act: Act,
    chain: tuple[_Said, ...],
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    by_id: Mapping[str, Actor],
    origins: Mapping[str, tuple[str, ...]],
) -> Telling:
    doers = sorted({resolved.of.get((act.document, p.actor or ""), "") for p in act.perpetrators} - {""})
    speaker = chain[0].speaker if chain else None
    return Telling(
        act=act,
        date=dates.get(act.document),
        perpetrators=tuple(doers),
        parties=tuple(sorted({by_id[d].party or "" for d in doers} - {""})),
        victims=tuple(sorted({folded(v.name) for v in act.victims if v.name})),
        origins=origins.get(act.id, ()),
        speaker=resolved.of.get((act.document, speaker or "")),
        stance=_stance(chain),
    )
