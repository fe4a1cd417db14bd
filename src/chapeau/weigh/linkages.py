"""Which other ways of linking the same tellings are plausible?

Which acts are one event is uncertain, so what is counted over incidents is counted again: with links cut that are less
sure, and with what is told of one place, day and kind of deed taken for one event. A link's score is a sum of values set by hand, no probability,
so nothing is drawn from it. What people decided stands in all of them, and acts that rest on one origin are never cut apart:
a further copy makes no linkage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.identity import record_id
from chapeau.ground.join import components
from chapeau.records import Act, Incident, IncidentLink
from chapeau.weigh.extent import PLACED
from chapeau.weigh.part import told_by
from chapeau.weigh.told import Who, exact_day, supporting

CUTS = (0.7, 0.8, 0.9)
"""Scores below which links are cut, in turn: from what is just enough for one event (0.65) to what hardly leaves a doubt."""

CUT_WORDS = (
    *(f"links scored below {cut} cut" for cut in CUTS),
    "all links cut but those that people decided",
)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """One way of linking: in words, and what it makes of the incidents."""

    words: str
    incidents: tuple[Incident, ...]


def linkages(
    incidents: Sequence[Incident], acts: Mapping[str, Act], resting: Mapping[str, tuple[str, ...]], who: Who
) -> tuple[Linkage, ...]:
    """Other ways of linking than the one given, each that differs from all before it. What two ways make alike of an
    incident is one and the same record in both."""
    cut_up = [_cut_up(i, acts, resting, who) for i in incidents]
    made = [
        _linkage(words, (part for ways in cut_up for part in ways[n])) for n, words in enumerate(CUT_WORDS)
    ]
    made.append(_linkage("what is told of one place, day and kind joined", joined(incidents)))
    return tuple(_different(_linkage("as linked", incidents), made))


def _linkage(words: str, incidents: Iterable[Incident]) -> Linkage:
    return Linkage(words=words, incidents=tuple(sorted(incidents, key=lambda i: i.id)))


def _different(as_linked: Linkage, made: Iterable[Linkage]) -> Iterator[Linkage]:
    before = [as_linked.incidents]
    for linkage in made:
        if linkage.incidents not in before:
            before.append(linkage.incidents)
            yield linkage


def _cut_up(
    incident: Incident, acts: Mapping[str, Act], resting: Mapping[str, tuple[str, ...]], who: Who
) -> list[tuple[Incident, ...]]:
    """For each cut what is left of an incident: itself, or its parts. A later cut leaves no link that an earlier one cuts,
    so that they are made from the last to the first, until one leaves the incident whole."""
    ways: list[tuple[Incident, ...]] = [(incident,)] * len(CUT_WORDS)
    told = {a.id: a for a in supporting(incident, acts)} if len(incident.first_told) > 1 else {}
    if not told:
        return ways
    links = [(k.left, k.right, _holds(k)) for k in incident.links if k.left in told and k.right in told]
    one_origin = tuple(_of_one_origin(told, resting))
    known: dict[tuple[str, ...], Incident] = {}
    before = -1
    for n in reversed(range(len(ways))):
        kept = [(left, right) for left, right, holds in links if holds > n]
        ways[n] = (
            ways[n + 1] if len(kept) == before else _parts(incident, told, (*kept, *one_origin), who, known)
        )
        before = len(kept)
        if len(ways[n]) == 1:
            break
    return ways


def _holds(link: IncidentLink) -> int:
    """How many of the cuts a link outlives, from the first."""
    return len(CUT_WORDS) if link.decision is not None else bisect_right(CUTS, link.score.value)


def _parts(
    incident: Incident,
    told: Mapping[str, Act],
    together: Sequence[Pair],
    who: Who,
    known: dict[tuple[str, ...], Incident],
) -> tuple[Incident, ...]:
    """What these links leave together; a part that another cut leaves too is in `known`."""
    groups = components(told, together)
    if len(groups) < 2:
        return (incident,)
    for group in groups:
        if group not in known:
            known[group] = _part(incident, [told[a] for a in group], who)
    return tuple(known[group] for group in groups)


def _of_one_origin(told: Iterable[str], resting: Mapping[str, tuple[str, ...]]) -> Iterator[Pair]:
    first: dict[str, str] = {}
    for act in sorted(told):
        for origin in resting.get(act, ()):
            yield first.setdefault(origin, act), act


def _part(whole: Incident, told: list[Act], who: Who) -> Incident:
    ids = tuple(sorted(a.id for a in told))
    return replace(told_by(whole, told, who), id=record_id("inc", ids[0]), acts=ids, links=(), repeated=())


def joined(incidents: Iterable[Incident]) -> Iterator[Incident]:
    """Single events of one kind, told of one place, day and party, as one event."""
    first: dict[tuple[object, ...], Incident] = {}
    rest: list[Incident] = []
    for i in sorted(incidents, key=lambda i: i.id):
        key = _same(i)
        if key is None:
            rest.append(i)
        elif key in first:
            first[key] = _both(first[key], i)
        else:
            first[key] = i
    yield from first.values()
    yield from rest


def _same(i: Incident) -> tuple[object, ...] | None:
    at = exact_day(i.time)
    done = i.certainty in TOLD_AS_DONE and i.extent == "single"
    if at is None or not done or i.place is None or i.place.precision not in PLACED:
        return None
    families = tuple(sorted({t.partition(".")[0] for t in i.types}))
    return (at, i.place.id or i.place.text.casefold(), families, i.parties)


def _both(a: Incident, b: Incident) -> Incident:
    return replace(
        a,
        acts=tuple(sorted({*a.acts, *b.acts})),
        repeated=tuple(sorted({*a.repeated, *b.repeated}, key=lambda one: one.act)),
        types=tuple(sorted({*a.types, *b.types})),
        contradictions=(*a.contradictions, *b.contradictions),
    )
