"""Which acts does nobody tell as done? What is told in a question or a doubt alone is no event, whatever certainty was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.voices import Voices
from chapeau.records import Act, Incident


def untold(acts: Iterable[Act], voices: Voices) -> frozenset[str]:
    """Ids of the acts that somebody in the chain of voices asks about, doubts, denies or takes back, and of those that
    the author asks about."""
    return frozenset(act.id for act in acts if voices.taken_away(act) is not None)


def told_by_somebody(
    incidents: Iterable[Incident], acts: Iterable[Act], nobody_tells: Collection[str]
) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    """The incidents, without those that stand in acts alone that nobody tells; and these."""
    against = frozenset(a.id for a in acts if a.certainty not in TOLD_AS_DONE)
    told: list[Incident] = []
    left: list[Incident] = []
    for incident in incidents:
        in_doubt = [a in nobody_tells for a in incident.acts if a not in against]
        (left if in_doubt and all(in_doubt) else told).append(incident)
    return tuple(told), tuple(left)
