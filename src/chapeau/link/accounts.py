"""Which origins may go back to one witness, official or film, though they share no words?

Two acts of one incident that rest on different origins are held together: the same speaker by name, a
speaker described alike, or pictures on both sides. That is a reason to look, and no more: it is
proposed, a person decides, and no count changes until somebody has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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


Account = tuple[str, ...]
"""What an act goes by, so that accounts of one source are equal: ('imagery',), ('actor', id), or ('words', word, word)."""


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
        told = [by_id[a] for a in incident.first_told if a in by_id]
        for two, account in shared_accounts(incident, told, said, resolved.of, origins):
            found.setdefault(two, because(account, names.__getitem__))
    return found


def shared_accounts(
    incident: Incident,
    told: Iterable[Act],
    said: Mapping[str, Statement],
    actors: Mapping[tuple[str, str], str],
    origins: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[Pair, Account]]:
    """The pairs of one incident's origins whose accounts are equal, and which account. `told` are its acts."""
    behind: defaultdict[Account, set[str]] = defaultdict(set)
    for act in told:
        for account in _accounts(act, said, actors):
            behind[account].update(origins.get(act.id, ()))
    for account in sorted(behind):
        theirs = sorted(behind[account] & set(incident.origins))
        if 1 < len(theirs) <= WIDEST:
            yield from ((pair(a, b), account) for a, b in combinations(theirs, 2))


def because(account: Account, name_of: Callable[[str], str]) -> str:
    """An account in words; `name_of` gives the name of an actor."""
    if account[0] == "actor":
        return f"Both have it from {name_of(account[1])}."
    if account[0] == "words":
        return f"Both have it from somebody described alike ({', '.join(account[1:])})."
    return "Both go by pictures of it, which may be the same ones."


def _accounts(
    act: Act, said: Mapping[str, Statement], actors: Mapping[tuple[str, str], str]
) -> Iterator[Account]:
    if act.basis == "imagery":
        yield ("imagery",)
    statement = said.get(act.said_in or "")
    if statement is None or statement.speaker is None:
        return
    actor = actors.get((act.document, statement.speaker.actor or ""))
    if actor is not None:
        yield ("actor", actor)
    words = sorted(content(statement.speaker.text, common_words()))
    yield from (("words", *alike) for alike in combinations(words, ALIKE_WORDS))
