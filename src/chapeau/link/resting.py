"""On which origins does each act rest, and which origins depend on one another?

An act rests on its document's origin, except: what stands in a passage that an earlier document of
another origin has, rests on that; what one voice says of one deed in several documents rests on the
origin that told it first (the voice's own text, if it is in the case); and what a text tells in its
own voice of a deed that it also has from such an origin rests on that too, unless it says that its
author saw it. Each rule can only lessen the number of origins behind a deed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol

from chapeau.ground.as_told import FIRST_HAND
from chapeau.ground.dates import day, shifted
from chapeau.ground.join import components
from chapeau.ground.names import folded
from chapeau.ground.settings import Settings
from chapeau.link.actors import Resolved
from chapeau.link.credits import bearings, teller_named
from chapeau.link.deeds import one_deed
from chapeau.link.gather import Pair, pair
from chapeau.link.origins import UNDATED, OriginLink, shared_between
from chapeau.records import (
    Act,
    Decision,
    Dependence,
    DependenceState,
    Document,
    Origin,
    Passage,
    RestsOn,
    Statement,
)


class InDocument(Protocol):
    """An act, as far as its document goes."""

    @property
    def id(self) -> str: ...

    @property
    def document(self) -> str: ...


VOICE_DAYS = 7
"""Days within which what one voice says without a date is taken to be of one deed: a week of news about
an event. Wider counts fewer origins than there are; narrower lets one spokesman be two."""


@dataclass(frozen=True, slots=True)
class Home:
    """What of a document decides where its acts rest. `voice`: the body, agency or outlet whose text it is, `carried` the
    one whose words it copies. `root`: its origin goes back to it."""

    origin: str
    day: str
    voice: str | None
    root: bool = False
    carried: str | None = None


def rests_on(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    documents: Iterable[Document],
    origins: Iterable[Origin],
    links: Iterable[OriginLink],
    resolved: Resolved,
    settings: Settings,
) -> tuple[RestsOn, ...]:
    """One entry an act, in order of act id; never more origins than are proven."""
    homes = _homes(documents, origins, settings)
    acts = sorted((a for a in acts if a.document in homes), key=lambda a: a.id)
    resting = printed_in(acts, homes, links)
    voices = voices_of(acts, statements, homes, resolved, settings, copied_of(resting))
    resting |= dict(said_by_one_voice(acts, voices, homes, resting))
    resting |= dict(told_again(acts, homes, resting))
    return tuple(resting[a.id] for a in acts)


def printed_in(acts: list[Act], homes: Mapping[str, Home], links: Iterable[OriginLink]) -> dict[str, RestsOn]:
    """Where the words of each act stand first: in its document's own origin, or in one that it has a passage of."""
    told = _told_in_passages(acts, homes, links)
    return {act.id: _rests_where_printed(act, shared, homes) for act, shared in told}


_OWN = "It stands in this origin's own text."


def _homes(documents: Iterable[Document], origins: Iterable[Origin], settings: Settings) -> dict[str, Home]:
    found = {d.id: home(d, "", settings) for d in documents}
    return {document: its for o in origins for document, its in settled(found, o)}


def settled(homes: Mapping[str, Home], origin: Origin) -> Iterator[tuple[str, Home]]:
    """The homes of an origin's documents within it. What a copy prints was said when the text that it goes back to was."""
    first = homes[origin.members[0].document]
    voice = origin.voice if origin.root is None else first.voice
    for m in origin.members:
        its, copied = homes[m.document], m.relation == "copy"
        yield (
            m.document,
            replace(
                its,
                origin=origin.id,
                day=min(first.day, its.day) if copied else its.day,
                root=origin.root == m.document,
                carried=voice if copied else its.voice,
            ),
        )


def home(document: Document, origin: str, settings: Settings) -> Home:
    """The home of a document's acts."""
    told = bearings(document, settings)
    outlet = f"outlet {folded(document.publisher)}" if document.publisher else None
    return Home(origin, told.day or UNDATED, told.voice or outlet)


# --- passages ------------------------------------------------------------------------------------------


def copied_of(resting: Mapping[str, RestsOn]) -> frozenset[str]:
    """The acts whose words another text of their document's origin has too: of a copy, all but what its outlet added."""
    return frozenset(act for act, rests in resting.items() if rests.copied)


def _told_in_passages(
    acts: list[Act], homes: Mapping[str, Home], links: Iterable[OriginLink]
) -> Iterator[tuple[Act, frozenset[str]]]:
    """Each act with the other documents that have the passage in which it is told."""
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for link in links:
        for document in (link.left, link.right):
            passages[document].extend(shared_between(link, document))
    for act in acts:
        here = (p.of for p in passages[act.document] if p.start <= act.triggers[0].start < p.end)
        yield act, frozenset(d for d in here if d in homes)


def _rests_where_printed(act: Act, shared: frozenset[str], homes: Mapping[str, Home]) -> RestsOn:
    own = homes[act.document].origin
    copied = any(homes[d].origin == own for d in shared)
    first = min({act.document, *shared}, key=lambda d: (homes[d].day, d))
    if homes[first].origin == own:
        return RestsOn(act=act.id, origins=(own,), why=_OWN, copied=copied)
    why = "The words stand in a passage that an earlier text has; it rests on that text's origin."
    return RestsOn(act=act.id, origins=(homes[first].origin,), why=why, copied=copied)


# --- voices --------------------------------------------------------------------------------------------


def voices_of(
    acts: list[Act],
    statements: Iterable[Statement],
    homes: Mapping[str, Home],
    resolved: Resolved,
    settings: Settings,
    copied: Collection[str] = (),
) -> dict[str, str]:
    """On whose word each act stands, where that is the same one across documents: act id to a name.

    What is `copied` is the word of whoever told it first: an outlet that carries two accounts has told neither.
    """
    actors = resolved.by_id()
    telling = {act.said_in for act in acts}
    speaking = {
        s.id: resolved.of.get((s.document, s.speaker.actor))
        for s in statements
        if s.id in telling and s.speaker and s.speaker.actor
    }
    tellers = {
        i: next((t for n in actors[i].names if (t := teller_named(n.text, settings))), None)
        for i in sorted({i for i in speaking.values() if i is not None})
    }
    found = {}
    for act in acts:
        speaker = speaking.get(act.said_in) if act.said_in else None
        its = homes[act.document]
        author = its.carried if act.id in copied else its.voice
        voice = (tellers.get(speaker) or speaker) if speaker else author
        if voice and (act.said_in is None or speaker):
            found[act.id] = voice
    return found


def said_by_one_voice(
    acts: list[Act], voices: Mapping[str, str], homes: Mapping[str, Home], resting: Mapping[str, RestsOn]
) -> Iterator[tuple[str, RestsOn]]:
    said: defaultdict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.id in voices:
            said[voices[act.id]].append(act)
    for voice, theirs in sorted(said.items()):
        if len({resting[a.id].origins for a in theirs}) > 1:
            yield from _of_one_voice(voice, theirs, homes, resting)


def _of_one_voice(
    voice: str, acts: list[Act], homes: Mapping[str, Home], resting: Mapping[str, RestsOn]
) -> Iterator[tuple[str, RestsOn]]:
    by_id = {a.id: a for a in acts}
    near = _pairs_of_those_days(acts, homes)
    edges = ((a.id, b.id) for a, b in near if _of_those_days(a, b, homes) and one_deed(a, b))
    for group in components(by_id, edges):
        first = min((by_id[i] for i in group), key=lambda a: _telling_order(voice, a, homes))
        origin = resting[first.id].origins
        for i in group:
            if resting[i].origins != origin:
                why = "The same voice tells the same deed in a text of that origin: one voice is one origin."
                yield i, replace(resting[i], origins=origin, why=why)


def _of_those_days(a: Act, b: Act, homes: Mapping[str, Home]) -> bool:
    """Whether one voice can mean one deed: texts of those days, or acts that both say when."""
    if a.time and b.time:
        return True
    one, other = homes[a.document].day, homes[b.document].day
    if UNDATED in (one, other):
        return True
    return abs((day(one) - day(other)).days) <= VOICE_DAYS


def _pairs_of_those_days(acts: list[Act], homes: Mapping[str, Home]) -> Iterator[tuple[Act, Act]]:
    """All pairs that can be of one deed by their days, each at least once, and few others."""
    timed = sorted((a for a in acts if a.time), key=lambda a: (a.time and a.time.low) or "")
    still: list[Act] = []
    for act in timed:
        low = (act.time and act.time.low) or ""
        still = [a for a in still if ((a.time and a.time.high) or UNDATED) >= low]
        yield from ((other, act) for other in still)
        still.append(act)
    by_day = sorted(acts, key=lambda a: homes[a.document].day)
    days = [homes[a.document].day for a in by_day]
    undated = by_day[bisect_left(days, UNDATED) :]
    for act in acts:
        if not act.time:
            yield from (
                (act, other)
                for other in _within_days(homes[act.document].day, by_day, days)
                if other is not act
            )
            yield from ((act, other) for other in undated if other is not act)


def _within_days(when: str, by_day: list[Act], days: list[str]) -> list[Act]:
    if when == UNDATED:
        return by_day
    return by_day[
        bisect_left(days, shifted(when, -VOICE_DAYS)) : bisect_right(days, shifted(when, VOICE_DAYS))
    ]


def _telling_order(voice: str, act: Act, homes: Mapping[str, Home]) -> tuple[bool, str, str, str]:
    home = homes[act.document]
    return (home.voice != voice, home.day, act.document, act.id)


def told_again(
    acts: list[Act], homes: Mapping[str, Home], resting: Mapping[str, RestsOn]
) -> Iterator[tuple[str, RestsOn]]:
    """What a text tells in its own voice and also has from another origin."""
    of: defaultdict[str, list[Act]] = defaultdict(list)
    for act in acts:
        of[act.document].append(act)
    for document, theirs in of.items():
        own = (homes[document].origin,)
        borrowed = [a for a in theirs if resting[a.id].origins != own]
        for act in theirs:
            if resting[act.id].origins == own and act.said_in is None and act.basis not in FIRST_HAND:
                source = next((b for b in borrowed if one_deed(act, b)), None)
                if source is not None:
                    why = "The text tells this deed on the word of that origin, and says nothing of its own access."
                    yield act.id, replace(resting[act.id], origins=resting[source.id].origins, why=why)


# --- dependence ----------------------------------------------------------------------------------------


def dependences(
    origins: Iterable[Origin],
    links: Iterable[OriginLink],
    resting: Iterable[RestsOn],
    decisions: Iterable[Decision] = (),
    *,
    among: Iterable[tuple[str, ...]] = (),
    acts: Iterable[InDocument] = (),
    proposed: Mapping[Pair, str] | None = None,
) -> tuple[Dependence, ...]:
    """Dependence found or proposed; and, for origins that stand together behind something, that it was not found.

    `among` holds the groups of origins to compare (the origins of each incident). With `acts`, an
    origin depends on every other that an act of its documents rests on. `proposed` are those whose
    accounts coincide (`accounts.coinciding`). A person decides, with `field` 'independent', on a document
    of each origin: not_same makes them independent, same dependent, and unsure sets a proposal aside.
    """
    of = {m.document: o.id for o in origins for m in o.members}
    found = dict(_by_text(links, of)) | dict(_by_word(resting, acts, of))
    compared = {pair(a, b) for group in among for a, b in combinations(sorted(set(group)), 2)}
    decided, proposed = _decided(decisions, of), proposed or {}
    settled = {p for p, d in decided.items() if d.kind != "unsure"}
    pairs = sorted(compared | found.keys() | proposed.keys() | settled)
    made = (_dependence(p, found.get(p), proposed.get(p), decided.get(p)) for p in pairs)
    return tuple(made)


def _by_text(links: Iterable[OriginLink], of: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for link in links:
        a, b = of.get(link.left), of.get(link.right)
        if a and b and a != b:
            yield pair(a, b), link.why


def _by_word(
    resting: Iterable[RestsOn], acts: Iterable[InDocument], of: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], str]]:
    homes = {a.id: of.get(a.document) for a in acts}
    for r in resting:
        home = homes.get(r.act)
        for other in r.origins:
            if home and home != other:
                yield pair(home, other), r.why


def _decided(decisions: Iterable[Decision], of: Mapping[str, str]) -> dict[Pair, Decision]:
    """The latest decision on whether two origins are independent."""
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        a, b = of.get(d.record), of.get(d.other or "")
        if a and b and a != b and d.field == "independent":
            latest[pair(a, b)] = d
    return latest


_NOTHING = (
    "No shared text, credit, body or voice was found. That is not yet independence, which a person finds."
)


def _dependence(p: Pair, found: str | None, proposed: str | None, decision: Decision | None) -> Dependence:
    before = f" The machine had found: {found}" if found else f" Proposed was: {proposed}" if proposed else ""
    by = f"{decision.who} found on {decision.when}" if decision else ""
    state: DependenceState
    if decision is not None and decision.kind == "not_same":
        who = f"{decision.who} found them independent on {decision.when}: {decision.why}"
        state, why = "independent", who + before
    elif decision is not None and decision.kind == "same":
        state, why = (
            "found",
            f"{by} that one depends on the other, or both on a third: {decision.why}{before}",
        )
    elif found is not None:
        state, why = "found", found
    elif proposed is not None and decision is None:
        state, why = "proposed", f"{proposed} Nobody has looked into it."
    elif proposed is not None and decision is not None:
        looked = f"{decision.who} looked into it on {decision.when} and was not sure: {decision.why}"
        state, why = "not_found", looked + before
    else:
        state, why = "not_found", _NOTHING
    standing = None if decision is None or (decision.kind == "unsure" and proposed is None) else decision.id
    return Dependence(left=p[0], right=p[1], state=state, why=why, decision=standing)
