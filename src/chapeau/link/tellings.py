"""Acts as tellings: with their documents' dates, their actors across documents, their origins and passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chapeau.ground.names import folded
from chapeau.ground.questions import asks_itself
from chapeau.link.actors import Resolved
from chapeau.link.decided import parted
from chapeau.link.passages import completed
from chapeau.link.telling import Telling
from chapeau.records import Act, Actor, Decision, DocumentDate, RestsOn, Stance, Statement

_TAKING_AWAY: tuple[Stance, ...] = ("retracts", "denies", "doubts", "asks")


def tellings(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    resting: Iterable[RestsOn],
    decisions: Iterable[Decision] = (),
) -> tuple[Telling, ...]:
    """One telling an act, in order of id. `dates` are the readings' dates by document id.

    Acts that people found to be two deeds (`decisions`) do not complete each other.
    """
    acts = tuple(acts)
    told_in = {act.document for act in acts}
    said = {s.id: _said(s) for s in statements if s.document in told_in}
    origins = {r.act: r.origins for r in resting}
    by_id = resolved.by_id()
    of: defaultdict[str, list[Telling]] = defaultdict(list)
    for act in acts:
        of[act.document].append(_telling(act, _chain(act, said), dates, resolved, by_id, origins))
    two = parted(decisions, {act.id for act in acts})
    return tuple(sorted((t for told in of.values() for t in completed(told, two)), key=lambda t: t.id))


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


def _stance(act: Act, chain: tuple[_Said, ...]) -> Stance | None:
    """What the chain of voices, and the author's own question, make of the deed: the least of what any of it says."""
    stances = {s.stance for s in chain} | ({"asks"} if asks_itself(act) else set())
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
        stance=_stance(act, chain),
    )
