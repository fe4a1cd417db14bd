"""What do the tellings of one event say together, and where do they contradict each other?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Literal, get_args

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.dates import common, days_apart, widest
from chapeau.ground.identity import record_id
from chapeau.ground.intervals import compatible, hull
from chapeau.link import deeds
from chapeau.link.repeated import ends, retold
from chapeau.link.telling import Telling
from chapeau.records import (
    ActTime,
    Certainty,
    Contradiction,
    Count,
    CountOf,
    CountTelling,
    Extent,
    Incident,
    IncidentLink,
    Period,
    Place,
    PlacePrecision,
    Repeated,
)

FROM_SUREST: tuple[Certainty, ...] = (
    *TOLD_AS_DONE, "attempted", "conditional", "future", "threatened", "denied", "negated",
)  # fmt: skip
COARSEST = len(get_args(PlacePrecision))
FROM_NARROWEST: tuple[Extent, ...] = ("single", "series", "aggregate")


def event(members: list[Telling], links: Iterable[IncidentLink], told: Mapping[str, Telling]) -> Incident:
    """One incident. Only what is told as done gives it type, place, time, parties, counts and origins, and of the texts
    of one origin the first that says it.

    `links` are all that touch a member; those that lead out of the incident show what speaks
    against it elsewhere (a denial of several events stands in one of them only).
    """
    inside = {m.id for m in members}
    again = ends({m.id: m.repeats for m in members if m.repeats is not None and m.repeats in inside})
    own = [m for m in members if m.id not in again]
    supporting = [m for m in own if m.standing == "supports"] or own
    links = sorted(links, key=lambda k: (k.left, k.right))
    retelling = retold(supporting)
    first = {of: told[retelling.get(of, of)] for of in (m.id for m in own)}
    against = [(first.get(a.id, a), b) for a, b in _against(inside, own, links, told)]
    supporting = [m for m in supporting if m.id not in retelling]
    repeated = {**retelling, **{i: retelling.get(of, of) for i, of in again.items()}}
    return Incident(
        id=record_id("inc", min(m.id for m in supporting)),
        acts=tuple(sorted(inside)),
        types=tuple(sorted({m.act.type for m in supporting})),
        extent=_extent(supporting),
        certainty=min((m.act.certainty for m in supporting), key=FROM_SUREST.index),
        parties=tuple(sorted({p for m in supporting for p in m.parties})),
        place=_place(supporting),
        time=_time(supporting),
        links=tuple(k for k in links if k.left in inside and k.right in inside),
        tellings=_tellings(supporting),
        contradictions=tuple(_contradictions(supporting, against)),
        origins=tuple(sorted({o for m in supporting for o in m.origins})),
        repeated=tuple(Repeated(act=i, of=repeated[i]) for i in sorted(repeated)),
    )


def containing(incidents: list[Incident], told: Mapping[str, Telling]) -> Iterator[Incident]:
    """The incidents, each with those that it contains: parts told in one breath, and events within a total.

    A total also names what it overlaps: what shares some of its time and place, but lies in it not for sure.
    """
    parts = _parts_told(incidents, told)
    within, beside = _with_totals(incidents, told)
    for i in incidents:
        held = (parts.get(i.id, set()) | within.get(i.id, set())) - {i.id}
        shared = beside.get(i.id, set()) - held - {i.id}
        yield replace(i, contains=tuple(sorted(held)), overlaps=tuple(sorted(shared)))


# --- together ------------------------------------------------------------------------------------------


def _extent(supporting: list[Telling]) -> Extent:
    """One event, a series or a total: what most origins tell, of as many the narrower, so that one word that is read as
    a total ('shelled on four days') makes none of what others tell as one event, and no copy does."""
    of: defaultdict[str, list[Telling]] = defaultdict(list)
    for m in supporting:
        for origin in m.origins or (m.act.document,):
            of[origin].append(m)
    told = Counter(_extent_told(theirs) for theirs in of.values())
    return min(told, key=lambda extent: (-told[extent], FROM_NARROWEST.index(extent)))


def _extent_told(theirs: list[Telling]) -> Extent:
    """What one origin tells: the narrowest of what its families of deeds are told as, by what says more than a bare word,
    a headline or a general one; by these where there is nothing else."""
    own = [m for m in theirs if not deeds.is_headline(m.act)] or theirs
    more = [m for m in own if not (deeds.is_bare(m.act) or deeds.is_general(m.act))] or own
    families: defaultdict[str, list[Extent]] = defaultdict(list)
    for m in more:
        families[m.act.family].append(m.act.extent)
    return min((max(told, key=FROM_NARROWEST.index) for told in families.values()), key=FROM_NARROWEST.index)


def _place(supporting: list[Telling]) -> Place | None:
    """The finest place told; of one precision, where it was done before where it led to, then what most origins tell.

    A telling whose origin is not known counts as its document's: a further copy moves nothing.
    """
    places = [p for m in supporting for p in m.act.places]
    told: defaultdict[str, set[str]] = defaultdict(set)
    for m in supporting:
        for p in m.act.places:
            told[p.id or p.text].update(m.origins or (m.act.document,))

    def order(p: Place) -> tuple[int, bool, int, str, int]:
        return (deeds.fineness(p), p.role == "to", -len(told[p.id or p.text]), p.id or p.text, p.start)

    return min(places, key=order, default=None)


def _time(supporting: list[Telling]) -> Period | None:
    times = [m.act.time for m in supporting if m.act.time is not None]
    agreed = common(times)
    period = agreed or widest(times)
    if period is None:
        return None
    like = next((t for t in times if (t.low, t.high) == (period.low, period.high)), None)
    precision = like.precision if like else period.precision
    return replace(period, precision=precision, inferred=all(t.inferred for t in times))


def _tellings(supporting: list[Telling]) -> tuple[CountTelling, ...]:
    """For each origin and figure one interval: from the lowest to the highest that its texts give."""
    counts: defaultdict[tuple[str, CountOf], list[tuple[str, Count]]] = defaultdict(list)
    for m in supporting:
        for origin in m.origins:
            for count in m.act.counts:
                counts[origin, count.of].append((m.id, count))
    made = []
    for (origin, of), given in sorted(counts.items()):
        interval = hull(c for _, c in given)
        if interval is not None:
            acts = tuple(sorted({i for i, _ in given}))
            made.append(CountTelling(origin=origin, of=of, low=interval.low, high=interval.high, acts=acts))
    return tuple(made)


# --- against one another -------------------------------------------------------------------------------


def _against(
    inside: set[str], members: list[Telling], links: list[IncidentLink], told: Mapping[str, Telling]
) -> list[tuple[Telling, Telling]]:
    """What was told, and what speaks against it, here or in another incident."""
    linked = {(k.left, k.right) for k in links} | {(k.right, k.left) for k in links}
    pairs = [
        (told[a], told[b])
        for a, b in sorted(linked)
        if a in inside and told[a].standing == "supports" and told[b].standing == "against"
    ]
    met = {b.id for _, b in pairs}
    rest = [m for m in members if m.standing == "against" and m.id not in met]
    first = next((m for m in members if m.standing == "supports"), None)
    return pairs + [(first, m) for m in rest if first is not None]


def _contradictions(
    supporting: list[Telling], against: list[tuple[Telling, Telling]]
) -> Iterator[Contradiction]:
    for told, denied in _once_each(against):
        yield _occurrence(told, denied)
    for a, b in _representatives(supporting):
        yield from _between(a, b)


def _once_each(against: list[tuple[Telling, Telling]]) -> Iterator[tuple[Telling, Telling]]:
    seen: set[str] = set()
    for told, denied in against:
        if denied.id not in seen:
            seen.add(denied.id)
            yield told, denied


def _occurrence(told: Telling, denied: Telling) -> Contradiction:
    if denied.stance == "retracts":
        return Contradiction(
            field="retraction", left=told.id, right=denied.id, why="A text takes back what was told of it."
        )
    word = "negates" if denied.act.certainty == "negated" and denied.stance != "denies" else "denies"
    why = f"One telling says that it was done; another {word} it."
    return Contradiction(field="occurrence", left=told.id, right=denied.id, why=why)


def _representatives(supporting: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs to compare: of tellings that say the same on the same origins, one; so copies add nothing."""
    distinct: dict[object, Telling] = {}
    for m in sorted(supporting, key=lambda m: m.id):
        counts = tuple(sorted({(c.of, c.low, c.high) for c in m.act.counts}, key=str))
        time = (m.act.time.low, m.act.time.high) if m.act.time else None
        distinct.setdefault((m.origins, m.parties, counts, time, m.stance == "corrects"), m)
    return combinations(distinct.values(), 2)


def _between(a: Telling, b: Telling) -> Iterator[Contradiction]:
    for m in a.act.counts:
        for n in b.act.counts:
            if m.of == n.of and not compatible(m, n):
                why = f"'{m.text}' and '{n.text}' ({m.of}) cannot both be right."
                field = "correction" if "corrects" in (a.stance, b.stance) else f"counts.{m.of}"
                yield Contradiction(field=field, left=a.id, right=b.id, why=why)
    if a.parties and b.parties and not set(a.parties) & set(b.parties):
        left, right = a.act.perpetrators[0].text, b.act.perpetrators[0].text
        why = f"One telling names '{left}' as its doer, the other '{right}'."
        yield Contradiction(field="perpetrators", left=a.id, right=b.id, why=why)
    if _other_day(a.act.time, b.act.time):
        yield Contradiction(field="time", left=a.id, right=b.id, why="The tellings give different days.")


def _other_day(a: ActTime | None, b: ActTime | None) -> bool:
    return a is not None and b is not None and days_apart(a, b) > 0


# --- within one another --------------------------------------------------------------------------------


def _parts_told(incidents: list[Incident], told: Mapping[str, Telling]) -> dict[str, set[str]]:
    """The incidents with an act that is told as part of an act of another ('deported, with their children taken')."""
    of = {a: i.id for i in incidents for a in i.acts}
    documents: defaultdict[str, list[Telling]] = defaultdict(list)
    for act in of:
        documents[told[act].act.document].append(told[act])
    held: defaultdict[str, set[str]] = defaultdict(set)
    for theirs in documents.values():
        for whole, part in told_as_part(theirs):
            held[of[whole]].add(of[part])
    return held


def told_as_part(theirs: Iterable[Telling]) -> Iterator[tuple[str, str]]:
    """Of one document's acts, those that are told as part of another: the whole and the part. What it repeats of another
    text, that text tells as part or whole."""
    theirs = tuple(t for t in theirs if t.repeats is None)
    for whole in theirs:
        for part in theirs:
            if whole.standing == part.standing and deeds.part_of(whole.act, part.act):
                yield whole.id, part.id


Held = dict[str, set[str]]


def _with_totals(incidents: list[Incident], told: Mapping[str, Telling]) -> tuple[Held, Held]:
    """By total, the events that lie within its time, place and families; and what only shares some of them."""
    by_family: defaultdict[str, list[Incident]] = defaultdict(list)
    done = [i for i in incidents if is_total(i) is not None]
    for i in done:
        for family in families(i):
            by_family[family].append(i)
    held: dict[InTotal, Held] = {"within": defaultdict(set), "beside": defaultdict(set)}
    for total in filter(is_total, done):
        for family in families(total):
            for i in by_family[family]:
                how = in_total(i, total, told)
                if how is not None:
                    held[how][total.id].add(i.id)
    return held["within"], held["beside"]


def is_total(incident: Incident) -> bool | None:
    """Whether it can hold events (a total) or be held (a single one); None where it is not told as done."""
    return incident.extent != "single" if incident.certainty in TOLD_AS_DONE else None


def families(incident: Incident) -> frozenset[str]:
    """The families of what was done."""
    return frozenset(t.partition(".")[0] for t in incident.types)


InTotal = Literal["within", "beside"]


def in_total(one: Incident, total: Incident, told: Mapping[str, Telling]) -> InTotal | None:
    """Whether an incident surely lies in a total, or only shares some of its time and place; None where neither."""
    if _other_party(one, total):
        return None
    if is_total(one) is False and _in_time(one.time, total.time) and _in_place(one, total, told):
        return "within"
    if one.time is None or total.time is None or days_apart(one.time, total.time):
        return None
    return "beside" if _can_meet(one, total, told) else None


def _other_party(one: Incident, other: Incident) -> bool:
    return bool(one.parties and other.parties) and not set(one.parties) & set(other.parties)


def _in_time(single: Period | None, total: Period | None) -> bool:
    if single is None or total is None or not (single.low and single.high and total.low and total.high):
        return False
    return total.low <= single.low and single.high <= total.high


def _in_place(single: Incident, total: Incident, told: Mapping[str, Telling]) -> bool:
    """Whether the event's place is told at least as finely as the total's, and lies in it."""
    if _coarseness(single.place) > _coarseness(total.place) or total.place is None:
        return False
    return _can_meet(single, total, told)


def _can_meet(one: Incident, other: Incident, told: Mapping[str, Telling]) -> bool:
    acts = ((told[a].act, told[b].act) for a in one.first_told for b in other.first_told)
    return any(x.places and y.places and not deeds.places_apart(x, y) for x, y in acts)


def _coarseness(place: Place | None) -> int:
    return COARSEST if place is None else deeds.fineness(place)
