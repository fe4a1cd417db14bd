"""Which acts does nobody tell as done? What is told in a question or a doubt alone is no event, whatever certainty was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from chapeau.ground.questions import asks_itself
from chapeau.records import Act, Incident, Stance, Statement

TAKING_AWAY: frozenset[Stance] = frozenset({"asks", "doubts", "denies", "retracts"})
"""What a voice may do with a deed but tell it: the stances with which linking, too, counts a telling for nothing."""


def untold(acts: Iterable[Act], statements: Iterable[Statement]) -> frozenset[str]:
    """Ids of the acts that somebody in the chain of voices asks about, doubts, denies or takes back, and of those that
    the author asks about."""
    said = {s.id: s for s in statements}
    return frozenset(act.id for act in acts if _by_a_voice(act, said) or asks_itself(act))


def told_by_somebody(
    incidents: Iterable[Incident], acts: Iterable[Act], nobody_tells: Collection[str]
) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    """The incidents, without those that stand in acts alone that nobody tells; and these."""
    against = frozenset(a.id for a in acts if a.certainty not in ("asserted", "possible"))
    told: list[Incident] = []
    left: list[Incident] = []
    for incident in incidents:
        in_doubt = [a in nobody_tells for a in incident.first_told if a not in against]
        (left if in_doubt and all(in_doubt) else told).append(incident)
    return tuple(told), tuple(left)


def _by_a_voice(act: Act, said: Mapping[str, Statement]) -> bool:
    return any(statement.stance in TAKING_AWAY for statement in _chain(act, said))


def _chain(act: Act, said: Mapping[str, Statement]) -> Iterator[Statement]:
    """The statement an act is said in, then those that relay it."""
    seen: set[str] = set()
    at = said.get(act.said_in or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        at = said.get(at.said_through or "")
