"""Acts as tellings: with their documents' dates, their actors across documents, their origins and passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from chapeau.ground.names import folded
from chapeau.ground.voices import Voices
from chapeau.link.actors import Resolved
from chapeau.link.decided import parted
from chapeau.link.passages import completed
from chapeau.link.telling import Telling
from chapeau.records import Act, Actor, Decision, DocumentDate, RestsOn, Statement


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
    voices = Voices(s for s in statements if s.document in told_in)
    origins = {r.act: r.origins for r in resting}
    by_id = resolved.by_id()
    of: defaultdict[str, list[Telling]] = defaultdict(list)
    for act in acts:
        of[act.document].append(_telling(act, voices, dates, resolved, by_id, origins))
    two = parted(decisions, {act.id for act in acts})
    return tuple(sorted((t for told in of.values() for t in completed(told, two)), key=lambda t: t.id))


def _telling(
    act: Act,
    voices: Voices,
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    by_id: Mapping[str, Actor],
    origins: Mapping[str, tuple[str, ...]],
) -> Telling:
    doers = sorted({resolved.of.get((act.document, p.actor or ""), "") for p in act.perpetrators} - {""})
    said = voices.said_in(act)
    speaker = said.speaker.actor if said and said.speaker else None
    return Telling(
        act=act,
        date=dates.get(act.document),
        perpetrators=tuple(doers),
        parties=tuple(sorted({by_id[d].party or "" for d in doers} - {""})),
        victims=tuple(sorted({folded(v.name) for v in act.victims if v.name})),
        origins=origins.get(act.id, ()),
        speaker=resolved.of.get((act.document, speaker or "")),
        stance=voices.taken_away(act) or (said.stance if said else None),
    )
