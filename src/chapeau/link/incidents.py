"""Which acts are one event?

Two tellings are compared if they share a document, an origin, a place and month, a day and country, or
a named victim. What cannot be one event stays apart whatever else agrees (`deeds`); the rest is scored, each
part in words (`likeness`). Tellings that the deed was done come together first, the most alike first,
and never so that two in one incident exclude each other; what denies or takes back is then set
against the incident that it is most like, and supports nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chapeau.ground.dates import shifted
from chapeau.ground.identity import digest_of
from chapeau.link import deeds
from chapeau.link.apart import Sketch, apart, sketch
from chapeau.link.event import containing, event
from chapeau.link.gather import Pair, gathered, pair
from chapeau.link.likeness import (
    REPORTED_WITHIN,
    SAME_DEED_IN_TEXT,
    SAME_EVENT,
    copied,
    parts,
    said_as,
)
from chapeau.link.tellings import Telling
from chapeau.records import Act, Decision, Incident, IncidentLink, Part, Score

Groups = tuple[tuple[str, ...], ...]

DAYS_TOLERATED = 1
"""Days by which two tellings of one event may differ (an event at night, a reporter's slip): they are
then shown as contradicting each other. At two, strikes on a town on successive days run together."""


@dataclass(frozen=True, slots=True)
class IncidentLinker:
    """The rule for pairs of tellings (a `ground.join.Linker`)."""

    name: str = "incidents"
    version: str = "0.2"
    widest: int = 400

    def keys(self, record: Telling) -> Iterable[str]:
        """Document, sentence, origin, place and month, day and country, named victims, totals by party."""
        act = record.act
        yield f"document:{act.document}"
        yield f"words:{digest_of(said_as(record))}"
        yield from (f"victim:{name}" for name in record.victims)
        yield from (f"origin:{origin}:{act.family}" for origin in record.origins)
        if act.extent != "single":
            yield from (f"total:{act.family}:{p}" for p in (*record.parties, *sorted(deeds.countries(act))))
        months, days = _months(record), _days(record)
        for place in deeds.fine_places(act):
            yield from (f"place:{place.id or place.text.casefold()}:{month}" for month in months)
        for country in sorted(deeds.countries(act)):
            yield from (f"country:{country}:{day}" for day in days)

    def sketch(self, record: Telling) -> Sketch:
        """The few facts by which most pairs are told apart."""
        return sketch(record, said_as(record))

    def apart(self, a: Sketch, b: Sketch) -> bool:
        """Whether `decide` surely gives None."""
        return apart(a, b, DAYS_TOLERATED)

    def decide(self, a: Telling, b: Telling) -> IncidentLink | None:
        """The link between two tellings with the parts of its score, or None."""
        if not _akin(a.act, b.act) or _exclude_each_other(a, b):
            return None
        found = parts(a, b)
        value = round(min(1.0, max(0.0, sum(p.value for p in found))), 2)
        enough = SAME_DEED_IN_TEXT if a.act.document == b.act.document else SAME_EVENT
        if value < enough:
            return None
        return IncidentLink(left=a.id, right=b.id, score=Score(value=value, parts=found))


def incidents(
    tellings: Iterable[Telling], links: Iterable[IncidentLink], decisions: Iterable[Decision] = ()
) -> tuple[Incident, ...]:
    """The tellings, gathered into incidents, in order of id.

    `decisions` of kind same, not_same and unsure on two acts outrank links.
    """
    told = {t.id: t for t in tellings}
    return tuple(sorted(containing(events(told, links, decisions), told), key=lambda i: i.id))


def events(
    told: Mapping[str, Telling], links: Iterable[IncidentLink], decisions: Iterable[Decision] = ()
) -> list[Incident]:
    """The same, without what they contain; of tellings to which no link or decision leads from any other."""
    decided = _decided(decisions, told)
    usable = _usable(links, told, decided)
    same = [p for p, d in sorted(decided.items()) if d.kind == "same"]
    apart = frozenset(p for p, d in decided.items() if d.kind == "not_same")
    groups = gathered(
        told,
        same,
        [(k.left, k.right) for k in usable if told[k.left].standing == told[k.right].standing],
        apart,
        lambda x, y: _exclude_each_other(told[x], told[y]),
    )
    groups = _with_what_speaks_against(groups, told, usable, apart)
    touching = _links_of(groups, [*usable, *(_by_person(decided[p]) for p in same)])
    return [event([told[i] for i in group], touching.get(group, []), told) for group in groups]


# --- pairs ---------------------------------------------------------------------------------------------


def _months(t: Telling) -> tuple[str, ...]:
    """The months an act may lie in: its own, else those of its document's date and the week before it."""
    time = t.act.time
    if time is not None and time.low and time.high:
        return tuple(dict.fromkeys((time.low[:7], time.high[:7])))
    if time is None and t.date is not None and t.date.low:
        return tuple(dict.fromkeys((shifted(t.date.low, -REPORTED_WITHIN)[:7], t.date.low[:7])))
    return ("undated",)


def _days(t: Telling) -> tuple[str, ...]:
    """The day of an act told to the day, and the next, so that tellings a day apart meet."""
    time = t.act.time
    if time is None or time.precision not in ("hour", "day") or not time.low:
        return ()
    return (time.low, shifted(time.low, DAYS_TOLERATED))


def _exclude_each_other(a: Telling, b: Telling) -> bool:
    """What no likeness outweighs: totals and single events, other places, other days, other people."""
    if not _comparable(a, b):
        return True
    one, other = a.act, b.act
    if deeds.extents_apart(one, other) or (deeds.places_apart(one, other) and not copied(a, b)):
        return True
    if one.document != other.document:
        return deeds.times_apart(one, other) > DAYS_TOLERATED
    return deeds.times_apart(one, other) > 0 or (one.family == other.family and _differ_in_text(a, b))


def _differ_in_text(a: Telling, b: Telling) -> bool:
    """An author who tells of one deed twice gives it the same doers, numbers and victims."""
    parties = bool(a.parties and b.parties) and not set(a.parties) & set(b.parties)
    names = bool(a.victims and b.victims) and not set(a.victims) & set(b.victims)
    return (
        parties or names or deeds.counts_apart(a.act, b.act) is not None or deeds.victims_apart(a.act, b.act)
    )


def _akin(a: Act, b: Act) -> bool:
    """Whether two deeds can be one event; for two families in one text, the text must bring them together."""
    kin = deeds.kinship(a, b)
    if kin != "one_event" or a.document != b.document:
        return kin is not None
    return deeds.one_breath(a, b) or (deeds.same_place(a, b) is not None and _one_day(a, b))


def _one_day(a: Act, b: Act) -> bool:
    return (
        a.time is not None and b.time is not None and a.time.low == b.time.low and a.time.high == b.time.high
    )


def _comparable(a: Telling, b: Telling) -> bool:
    """Told as done with told as done or with what speaks against it; anything else with its own kind."""
    standings = {a.standing, b.standing}
    return len(standings) == 1 or standings == {"supports", "against"}


# --- groups --------------------------------------------------------------------------------------------


def _decided(decisions: Iterable[Decision], told: Mapping[str, Telling]) -> dict[Pair, Decision]:
    """The latest decision on each pair of acts."""
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        if d.kind in ("same", "not_same", "unsure") and d.other in told and d.record in told and d.other:
            latest[pair(d.record, d.other)] = d
    return latest


def _usable(
    links: Iterable[IncidentLink], told: Mapping[str, Telling], decided: Mapping[Pair, Decision]
) -> list[IncidentLink]:
    """The links on which nobody decided otherwise, the best first."""
    kept = (k for k in links if k.left in told and k.right in told and pair(k.left, k.right) not in decided)
    return sorted(kept, key=lambda k: (-k.score.value, k.left, k.right))


def _with_what_speaks_against(
    groups: Groups, told: Mapping[str, Telling], usable: list[IncidentLink], apart: frozenset[Pair]
) -> Groups:
    """Each group that only speaks against is set to the event that it is most like."""
    of = {i: g for g in groups for i in g}
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    for link in usable:
        against, event = sorted((of[link.left], of[link.right]), key=lambda g: told[g[0]].standing)
        mixed = told[against[0]].standing == "against" and told[event[0]].standing == "supports"
        if mixed and against not in joined and not any(pair(x, y) in apart for x in against for y in event):
            joined[against] = event
    gathered_against: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for against, event in joined.items():
        gathered_against[event].extend(against)
    return tuple(sorted(tuple(sorted((*g, *gathered_against[g]))) for g in groups if g not in joined))


def _links_of(groups: Groups, links: Iterable[IncidentLink]) -> dict[tuple[str, ...], list[IncidentLink]]:
    """The links that touch each group."""
    of = {i: g for g in groups for i in g}
    touching: defaultdict[tuple[str, ...], list[IncidentLink]] = defaultdict(list)
    for link in links:
        for group in dict.fromkeys((of[link.left], of[link.right])):
            touching[group].append(link)
    return touching


def _by_person(decision: Decision) -> IncidentLink:
    left, right = pair(decision.record, decision.other or "")
    why = f"{decision.who} found on {decision.when} that they tell of one event: {decision.why}"
    part = Part(name="decision", value=1.0, why=why, left=left, right=right)
    return IncidentLink(left=left, right=right, score=Score(value=1.0, parts=(part,)), decision=decision.id)
