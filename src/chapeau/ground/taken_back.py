"""Which tellings of an event were taken back, and by which act?"""

from __future__ import annotations

from collections.abc import Mapping

from chapeau.ground.tellers import Tellers
from chapeau.records import Act, Incident, Statement


def taken_back(incident: Incident, acts: Mapping[str, Act], tellers: Tellers) -> dict[str, str]:
    """The acts of this incident that a retraction takes back, each with the act that does so. `acts` are by id.

    A retraction takes back itself, and what its speaker told or published; where no speaker is named, what is told in the
    author's voice of the same origin. Who speaks in another text of another origin is the same only by name. It stands
    among the acts of the incident, or speaks against one of them from another: one retraction of several events
    stands in one of them.
    """
    inside = [acts[act] for act in sorted(incident.acts) if act in acts]
    elsewhere = retracting_elsewhere(incident)
    by = [*inside, *(acts[act] for act in elsewhere if act in acts)]
    retracting = [(act, said) for act in by for said in tellers.chain(act) if said.stance == "retracts"]
    found: dict[str, str] = {}
    for act in inside if retracting else ():
        taker = next((by for by, said in retracting if _takes_back(tellers, by, said, act)), None)
        if taker is not None:
            found[act.id] = taker.id
    return found


def retracting_elsewhere(incident: Incident) -> tuple[str, ...]:
    """The acts of other incidents that were found to take back what is told of this one, in order."""
    return tuple(
        sorted({c.right for c in incident.contradictions if c.field == "retraction"} - set(incident.acts))
    )


def _takes_back(tellers: Tellers, by: Act, said: Statement, act: Act) -> bool:
    if act.id == by.id:
        return True
    speaker, one_origin = (
        tellers.speaker(said),
        not set(tellers.origins_of(act)).isdisjoint(tellers.origins_of(by)),
    )
    if speaker is None:
        return act.said_in is None and one_origin
    if tellers.published_by(act.document, speaker):
        return True
    return tellers.speaker_of(act) == speaker and (
        one_origin or act.document == by.document or _both_by_name(tellers, said, act)
    )


def _both_by_name(tellers: Tellers, said: Statement, act: Act) -> bool:
    told = tellers.voices.said_in(act)
    return told is not None and tellers.speaks_by_name(said) and tellers.speaks_by_name(told)
