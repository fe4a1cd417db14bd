"""Which acts does nobody tell as done, or no longer? What is only asked about, doubted or taken back, or what somebody only
declined to speak of, is no event, whatever certainty was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from chapeau.ground.taken_back import taken_back
from chapeau.ground.tellers import Tellers
from chapeau.ground.voices import Voices
from chapeau.records import Act, Contradiction, Incident, Stance
from chapeau.weigh.part import told_by
from chapeau.weigh.told import Who, tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is weighed of a case: `incidents`, as those tell them who still do, and the `acts` that are still told, by id.

    `left` are the events that nobody tells. An incident's contradictions of the field 'retraction' name on the left what
    was taken back, and nothing else.
    """

    incidents: tuple[Incident, ...]
    acts: Mapping[str, Act]
    left: tuple[Incident, ...]


def untold(acts: Iterable[Act], voices: Voices) -> dict[str, Stance]:
    """Ids of the acts that somebody in the chain of voices asks about, does not answer about, doubts, denies or takes back,
    or that the author asks about; each with what takes it away."""
    found = ((act.id, voices.taken_away(act)) for act in acts)
    return {act: stance for act, stance in found if stance is not None}


def standing(incidents: Iterable[Incident], acts: Mapping[str, Act], tellers: Tellers, who: Who) -> Standing:
    """Each incident as it still stands. `acts` are by id; one that is not among them counts as told."""
    away = untold(acts.values(), tellers.voices)
    retracting = {act for act, stance in away.items() if stance == "retracts"}
    told = {name: act for name, act in acts.items() if name not in away}
    stands: list[Incident] = []
    left: list[Incident] = []
    for incident in incidents:
        back = _taken_back(incident, acts, tellers, retracting)
        for act in back:
            told.pop(act, None)
        telling = [a for a in incident.first_told if a not in acts or tells(acts[a])]
        if telling and all(a in away or a in back for a in telling):
            left.append(incident)
        else:
            stands.append(_without(incident, back, told, tellers, who))
    return Standing(incidents=tuple(stands), acts=told, left=tuple(left))


def _taken_back(
    incident: Incident, acts: Mapping[str, Act], tellers: Tellers, retracting: Set[str]
) -> dict[str, str]:
    """What was told and was taken back, and by which act: by the rule, and as linked where the retraction is not at hand."""
    linked = {c.left: c.right for c in incident.contradictions if c.field == "retraction"}
    if not linked and retracting.isdisjoint(incident.acts):
        return {}
    found = {left: right for left, right in linked.items() if right not in retracting}
    found |= taken_back(incident, acts, tellers)
    return {act: by for act, by in found.items() if act not in retracting}


def _without(
    incident: Incident, back: Mapping[str, str], told: Mapping[str, Act], tellers: Tellers, who: Who
) -> Incident:
    """The incident without what was taken back: as its other acts tell it, on the origins that they rest on."""
    others = tuple(c for c in incident.contradictions if c.field != "retraction")
    if not back and len(others) == len(incident.contradictions):
        return incident
    said = tuple(
        Contradiction(field="retraction", left=act, right=by, why="A text takes back what was told of it.")
        for act, by in sorted(back.items())
    )
    kept = replace(incident, contradictions=(*others, *said))
    telling = [told[a] for a in incident.first_told if a in told and tells(told[a])]
    if not back or not telling:
        return kept
    narrowed = told_by(kept, telling, who)
    origins = tuple(sorted({o for a in telling for o in tellers.origins_of(a)}))
    return replace(
        narrowed, place=incident.place if _places(incident, telling) else narrowed.place, origins=origins
    )


def _places(incident: Incident, told: Iterable[Act]) -> bool:
    """Whether one of these tells the place that the incident was given."""
    where = incident.place
    return where is not None and any(
        (p.id or p.text) == (where.id or where.text) for a in told for p in a.places
    )
