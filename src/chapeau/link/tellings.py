"""Acts as tellings: with their documents' dates, their actors across documents, their origins and passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chapeau.ground.names import folded
from chapeau.ground.voices import Voices
from chapeau.link.actors import Resolved
from chapeau.link.decided import acts_decided_on, parted
from chapeau.link.passages import completed
from chapeau.link.repeated import said_again
from chapeau.link.telling import Telling
from chapeau.records import Act, Actor, Decision, DocumentDate, RestsOn, Statement


def tellings(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    resting: Iterable[RestsOn],
    decisions: Iterable[Decision] = (),
    roots: Mapping[str, str] | None = None,
) -> tuple[Telling, ...]:
    """One telling an act, in order of id. `dates` are the readings' dates by document id, `roots` the origins that go back
    to a document of the case, by that document.

    Acts that people found to be two deeds (`decisions`) do not complete each other, and one that they decided on repeats none.
    """
    acts = tuple(acts)
    told_in = {act.document for act in acts}
    voices = Voices(s for s in statements if s.document in told_in)
    rests = {r.act: r for r in resting}
    by_id = resolved.by_id()
    root_of = roots or {}
    of: defaultdict[str, list[Telling]] = defaultdict(list)
    for act in acts:
        of[act.document].append(_telling(act, voices, dates, resolved, by_id, rests, root_of))
    decisions, known = tuple(decisions), {act.id for act in acts}
    two = parted(decisions, known)
    made = sorted((t for told in of.values() for t in completed(told, two)), key=lambda t: t.id)
    again = said_again(made, acts_decided_on(decisions, known))
    return tuple(replace(t, repeats=again[t.id]) if t.id in again else t for t in made)


def _telling(
    act: Act,
    voices: Voices,
    dates: Mapping[str, DocumentDate | None],
    resolved: Resolved,
    by_id: Mapping[str, Actor],
    resting: Mapping[str, RestsOn],
    roots: Mapping[str, str],
) -> Telling:
    doers = sorted({resolved.of.get((act.document, p.actor or ""), "") for p in act.perpetrators} - {""})
    said = voices.said_in(act)
    speaker = said.speaker.actor if said and said.speaker else None
    rests = resting.get(act.id)
    return Telling(
        act=act,
        date=dates.get(act.document),
        perpetrators=tuple(doers),
        parties=tuple(sorted({by_id[d].party or "" for d in doers} - {""})),
        victims=tuple(sorted({folded(v.name) for v in act.victims if v.name})),
        origins=rests.origins if rests else (),
        root=rests is not None and rests.origins == (roots.get(act.document),),
        copied=rests is not None and rests.copied,
        speaker=resolved.of.get((act.document, speaker or "")),
        stance=voices.taken_away(act) or (said.stance if said else None),
    )
