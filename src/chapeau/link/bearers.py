"""Which names, in other spellings and scripts, are one person's? What agrees in spelling alone is set before a person.

Two full names are taken for one person's where every word agrees by a table of transliteration, a form of the given
name, or consonants that Arabic writes, and something beside the name agrees too: an office, a party or country, or a
third word of the name. A decision outranks that. It names two actors' ids; each full name keeps the id that it would
have alone, so that the decision finds it whatever was joined, or comes, since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from chapeau.ground.likeness_of_names import compare_names, name_keys
from chapeau.ground.names import folded
from chapeau.link.gather import Pair, gathered, pair
from chapeau.records import ActorLink, Decision, LikenessState, Part, Score

SAME_NAME = 0.9
"""Every word agrees (`ground.likeness_of_names.WORTH`), none by a slip or an initial alone."""
ALIKE = 0.75
WIDEST = 50
"""Bearers of one key beyond which it is passed over: so common a name says nothing of any two."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person as one full name gives them: `anchors` are all ids that decisions may know it by."""

    id: str
    names: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    belongs: frozenset[str] = frozenset()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Bearers in groups of one person each, and every link with its state."""

    groups: tuple[tuple[str, ...], ...]
    links: tuple[ActorLink, ...]


def together(bearers: Iterable[Bearer], decisions: Iterable[Decision] = ()) -> Together:
    """Which bearers are one person, whatever their order."""
    known = {b.id: b for b in sorted(bearers, key=lambda b: b.id)}
    decided = _decided(decisions, known)
    found = {(k.left, k.right): k for k in _links(known)}
    sure = [k for p, k in found.items() if k.state == "one_person" and p not in decided]
    groups = gathered(
        known,
        [p for p, d in sorted(decided.items()) if d.kind == "same"],
        [(k.left, k.right) for k in sorted(sure, key=lambda k: (-k.score.value, k.left, k.right))],
        frozenset(p for p, d in decided.items() if d.kind == "not_same"),
    )
    after = {**found, **{p: _by_person(p, d, found.get(p)) for p, d in decided.items()}}
    return Together(groups, tuple(after[p] for p in sorted(after)))


def _links(known: Mapping[str, Bearer]) -> Iterator[ActorLink]:
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for b in known.values():
        for name in b.names:
            for key in name_keys(name):
                carriers[key].add(b.id)
    pairs = {p for ids in carriers.values() if len(ids) <= WIDEST for p in combinations(sorted(ids), 2)}
    for left, right in sorted(pairs):
        link = _link(known[left], known[right])
        if link is not None:
            yield link


def _link(a: Bearer, b: Bearer) -> ActorLink | None:
    name = max((compare_names(m, n) for m in a.names for n in b.names), key=lambda s: s.value)
    if name.value < ALIKE:
        return None
    beside = tuple(_beside(a, b, name))
    whole = name.value >= SAME_NAME and not any(p.name == "order" for p in name.parts)
    state: LikenessState = "one_person" if whole and beside else "for_a_person_to_decide"
    return ActorLink(
        left=a.id, right=b.id, score=Score(value=name.value, parts=(*name.parts, *beside)), state=state
    )


def _beside(a: Bearer, b: Bearer, name: Score) -> Iterator[Part]:
    """What agrees beside the spelling of a given and a family name."""
    offices, belongs = sorted(a.offices & b.offices), sorted(a.belongs & b.belongs)
    if offices:
        yield Part(name="office", value=0.0, why="the same office", left=offices[0], right=offices[0])
    if belongs:
        yield Part(
            name="belongs", value=0.0, why="the same party or country", left=belongs[0], right=belongs[0]
        )
    if sum(p.name == "word" and p.value > 0 for p in name.parts) > 2:
        yield Part(name="words", value=0.0, why="three words of the name agree", left="", right="")


def office_words(titles: Iterable[str]) -> frozenset[str]:
    """Offices as they are compared: folded."""
    return frozenset(folded(t) for t in titles)


def _decided(decisions: Iterable[Decision], known: Mapping[str, Bearer]) -> dict[Pair, Decision]:
    """The latest decision on each pair of bearers; one whose id is, since, two bearers' finds neither."""
    of: defaultdict[str, set[str]] = defaultdict(set)
    for b in known.values():
        for anchor in {b.id, *b.anchors}:
            of[anchor].add(b.id)
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        ends = [of.get(name or "", set()) for name in (d.record, d.other)]
        if d.kind in ("same", "not_same", "unsure") and all(len(e) == 1 for e in ends):
            left, right = pair(*(next(iter(e)) for e in ends))
            if left != right:
                latest[left, right] = d
    return latest


def _by_person(at: Pair, decision: Decision, link: ActorLink | None) -> ActorLink:
    why = f"{decision.who} decided '{decision.kind.replace('_', ' ')}' on {decision.when}: {decision.why}"
    value = {"same": 1.0, "not_same": 0.0}.get(decision.kind, link.score.value if link else 0.5)
    part = Part(name="decision", value=value, why=why, left=at[0], right=at[1])
    states: dict[str, LikenessState] = {"same": "one_person", "not_same": "kept_apart"}
    return ActorLink(
        left=at[0],
        right=at[1],
        score=Score(value=value, parts=(*(link.score.parts if link else ()), part)),
        state=states.get(decision.kind, "for_a_person_to_decide"),
        decision=decision.id,
    )
