"""Which origins may go back to one witness, official or film, though they share no words?

Two acts of one incident that rest on different origins are held together: the same speaker by name, a
speaker described alike, or pictures on both sides. That is a reason to look, and no more: it is
proposed, a person decides, and no count changes until somebody has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from chapeau.link.actors import Resolved
from chapeau.link.credits import common_words
from chapeau.link.gather import Pair, pair
from chapeau.link.texts import content
from chapeau.records import Act, Incident, RestsOn, Statement

ALIKE_WORDS = 2
"""Words of matter that two descriptions of an unnamed speaker must share: 'a baker from Tessick', 'the baker, 40, of
Tessick'. One ('a resident') is shared by everybody who was there."""

WIDEST = 30
"""Origins behind one account beyond which no pair is proposed: so many have it from an announcement, not an interview."""


@dataclass(frozen=True, slots=True)
class _Account:
    """What an act goes by: a key that accounts of one source share, and how to say so."""

    key: tuple[str, ...]
    why: str


def coinciding(
    incidents: Iterable[Incident],
    acts: Iterable[Act],
    statements: Iterable[Statement],
    resolved: Resolved,
    resting: Iterable[RestsOn],
) -> dict[Pair, str]:
    """Pairs of origins that tell of one incident, and whose accounts of it coincide, each with the reason."""
    by_id = {a.id: a for a in acts}
    telling = {a.said_in for a in by_id.values()}
    said = {s.id: s for s in statements if s.id in telling}
    origins = {r.act: r.origins for r in resting}
    names = {i: actor.name for i, actor in resolved.by_id().items()}
    found: dict[Pair, str] = {}
    for incident in incidents:
        told = [by_id[a] for a in incident.acts if a in by_id]
        for two, why in _in_incident(told, said, resolved, names, origins):
            if set(two) <= set(incident.origins):
                found.setdefault(two, why)
    return found


def _in_incident(
    told: list[Act],
    said: Mapping[str, Statement],
    resolved: Resolved,
    names: Mapping[str, str],
    origins: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[Pair, str]]:
    behind: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    reasons: dict[tuple[str, ...], str] = {}
    for act in sorted(told, key=lambda a: a.id):
        for account in _accounts(act, said, resolved, names):
            behind[account.key].update(origins.get(act.id, ()))
            reasons.setdefault(account.key, account.why)
    for key in sorted(behind):
        if 1 < len(behind[key]) <= WIDEST:
            yield from ((pair(a, b), reasons[key]) for a, b in combinations(sorted(behind[key]), 2))


def _accounts(
    act: Act, said: Mapping[str, Statement], resolved: Resolved, names: Mapping[str, str]
) -> Iterator[_Account]:
    if act.basis == "imagery":
        yield _Account(("imagery",), "Both go by pictures of it, which may be the same ones.")
    statement = said.get(act.said_in or "")
    if statement is None or statement.speaker is None:
        return
    actor = resolved.of.get((act.document, statement.speaker.actor or ""))
    if actor is not None and actor in names:
        yield _Account(("actor", actor), f"Both have it from {names[actor]}.")
    words = sorted(content(statement.speaker.text, common_words()))
    for alike in combinations(words, ALIKE_WORDS):
        yield _Account(("words", *alike), f"Both have it from somebody described alike ({', '.join(alike)}).")
