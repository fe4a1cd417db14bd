"""Which acts are one event?

Two tellings are compared if they share a document, an origin, a place and month, a day and country, or
a named victim. What cannot be one event stays apart whatever else agrees (`deeds`); the rest is scored, each
part in words (`likeness`). Tellings that the deed was done come together first, the most alike first,
and never so that two in one incident exclude each other; what denies or takes back is then set
against the incident that it is most like, and supports nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from chapeau.ground.dates import day, shifted
from chapeau.ground.identity import digest_of
from chapeau.link import deeds
from chapeau.link.apart import Sketch, apart, sketch
from chapeau.link.decided import latest_on_pairs
from chapeau.link.event import containing, event
from chapeau.link.gather import Pair, averaged, pair
from chapeau.link.likeness import (
    REPORTED_WITHIN,
    SAME_DEED_IN_TEXT,
    SAME_EVENT,
    copied,
    parts,
    said_as,
)
from chapeau.link.passages import differ_in_text
from chapeau.link.repeated import ends, following
from chapeau.link.spelling import as_heard, keys_of_person
from chapeau.link.telling import Telling
from chapeau.records import Act, Decision, Incident, IncidentLink, Part, Score

Groups = tuple[tuple[str, ...], ...]

DAYS_TOLERATED = 1
"""Days by which two tellings of one event may differ (an event at night, a reporter's slip): they are
then shown as contradicting each other. At two, strikes on a town on successive days run together."""


LEAST_ON_AVERAGE = 0.23
"""Mean likeness of two groups' members from which on the groups join, where pairs without a link count nothing. To
change it, measure with `python -m bench incidents`."""

LONGEST_IN_WEEKS = 100
"""Days from which on a time is no longer looked up week by week: a season. What lasts longer dates no event."""


@dataclass(frozen=True, slots=True)
class IncidentLinker:
    """The rule for pairs of tellings (a `ground.join.Linker`)."""

    name: str = "incidents"
    version: str = "0.5"
    widest: int = 400

    def keys(self, record: Telling) -> Iterable[str]:
        """Document, sentence, origin and family, named victims, totals by party, and where with when; none of what repeats
        an act, and is where that one is."""
        if record.repeats is not None:
            return
        act, known = record.act, record.known
        yield f"document:{act.document}"
        yield f"words:{digest_of(said_as(record))}"
        yield from (
            f"victim:{key}:{w}" for n in known.victims for key in keys_of_person(n) for w in _weeks(record)
        )
        yield from (f"origin:{origin}:{act.family}" for origin in record.origins)
        if act.extent != "single":
            yield from (f"total:{act.family}:{p}" for p in (*record.parties, *sorted(deeds.countries(act))))
        yield from _where_and_when(record)

    def sketch(self, record: Telling) -> Sketch:
        """The few facts by which most pairs are told apart."""
        return sketch(record, said_as(record))

    def apart(self, a: Sketch, b: Sketch) -> bool:
        """Whether `decide` surely gives None."""
        return apart(a, b, DAYS_TOLERATED)

    def decide(self, a: Telling, b: Telling) -> IncidentLink | None:
        """The link between two tellings with the parts of its score, or None."""
        if not _akin(a, b) or _exclude_each_other(a, b):
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
    decided = latest_on_pairs(decisions, told)
    again = _repeating(told)
    whole, told = told, {i: t for i, t in told.items() if i not in again}
    usable = _without_undecided(_usable(links, told, decided), told)
    follows = following(usable, told, {i for two in decided for i in two})
    leading = {i: t for i, t in told.items() if i not in follows}
    same = [p for p, d in sorted(decided.items()) if d.kind == "same"]
    apart = frozenset(p for p, d in decided.items() if d.kind == "not_same")
    groups = averaged(
        leading,
        same,
        {
            pair(k.left, k.right): k.score.value
            for k in usable
            if k.left in leading and k.right in leading and told[k.left].standing == told[k.right].standing
        },
        apart,
        lambda x, y: _exclude_each_other(told[x], told[y]),
        LEAST_ON_AVERAGE,
    )
    groups = _with_those_that_follow(groups, follows)
    groups = _with_what_speaks_against(groups, told, usable, apart)
    touching = _links_of(groups, [*usable, *(_by_person(decided[p]) for p in same)])
    repeated: defaultdict[str, list[Telling]] = defaultdict(list)
    for i, of in again.items():
        repeated[of].append(whole[i])
    return [
        event([t for i in group for t in (told[i], *repeated[i])], touching.get(group, []), told)
        for group in groups
    ]


def _repeating(told: Mapping[str, Telling]) -> Mapping[str, str]:
    return ends({i: t.repeats for i, t in told.items() if t.repeats is not None and t.repeats in told})


# --- pairs ---------------------------------------------------------------------------------------------


def _where_and_when(t: Telling) -> Iterator[str]:
    """A kind of deed with a place and week; without a place, with the country and the day, or a number and the week."""
    kind, act = deeds.kind_of_event(t.act), t.known.act
    weeks = _weeks(t)
    for cell in _cells(act):
        yield from (f"place:{kind}:{cell}:{week}" for week in weeks)
    for country in sorted(deeds.countries(act)):
        yield from (f"country:{kind}:{country}:{day}" for day in _days(t))
        for count in act.counts:
            number = count.low if count.low is not None else count.high
            if number is not None and number > 2:
                yield from (f"number:{kind}:{country}:{deeds.counted_as(count)}:{number}:{w}" for w in weeks)


def _weeks(t: Telling) -> tuple[str, ...]:
    """The weeks an act may lie in, by two calendars of seven days half a week apart, so that days near each
    other share one; of a longer time than a season none, but that time itself."""
    time = t.known.act.time
    if time is not None and time.low and time.high:
        low, high = day(time.low).toordinal(), day(time.high).toordinal()
    elif time is None and t.date is not None and t.date.low:
        high = day(t.date.low).toordinal()
        low = high - REPORTED_WITHIN
    else:
        return ("undated",)
    if high - low > LONGEST_IN_WEEKS:
        return (f"{low}-{high}",)
    return tuple(
        f"{shift}:{w}" for shift in (0, 3) for w in range((low + shift) // 7, (high + shift) // 7 + 1)
    )


def _cells(act: Act) -> Iterator[str]:
    """Four grids of a degree, half a degree apart: of two places nearer than that, one holds both in one cell."""
    for p in deeds.finest(act):
        if p.precision == "region" or p.precision == "country":
            continue
        yield f"named {as_heard(p.text)}"
        if p.lat is None or p.lon is None:
            continue
        for north in (0.0, 0.5):
            for east in (0.0, 0.5):
                yield f"{north}:{east}:{math.floor(p.lat + north)}:{math.floor(p.lon + east)}"


def _days(t: Telling) -> tuple[str, ...]:
    """The day of an act told to the day, and the next, so that tellings a day apart meet."""
    time = t.known.act.time
    if time is None or time.precision not in ("hour", "day") or not time.low:
        return ()
    return (time.low, shifted(time.low, DAYS_TOLERATED))


def _exclude_each_other(a: Telling, b: Telling) -> bool:
    """What no likeness outweighs: totals and single events, other places, other days, other people."""
    if not _comparable(a, b):
        return True
    one, other = a.known.act, b.known.act
    if deeds.times_apart(one, other) > DAYS_TOLERATED:
        return True
    if deeds.extents_apart(one, other) or (deeds.places_apart(one, other) and not copied(a, b)):
        return True
    if a.act.document != b.act.document:
        return deeds.totals_apart(one, other) or _written_before(a, b) or _written_before(b, a)
    return a.known.id != b.known.id and (
        deeds.times_apart(one, other) > 0 or (a.act.family == b.act.family and differ_in_text(a, b))
    )


def _written_before(a: Telling, b: Telling) -> bool:
    """Whether the first, which gives no day, was written before the day that the second gives."""
    when, written = b.known.act.time, a.date
    if a.known.act.time is not None or when is None or not when.low or written is None or not written.high:
        return False
    return written.high < when.low


def _akin(a: Telling, b: Telling) -> bool:
    """Whether two deeds can be one event; for two families in one text, the text must bring them together."""
    one, other = a.known.act, b.known.act
    kin = deeds.kinship(a.act, b.act)
    if kin != "one_event" or one.document != other.document or a.known.id == b.known.id:
        return kin is not None
    return deeds.one_breath(one, other) or (deeds.same_place(one, other) is not None and _one_day(one, other))


def _one_day(a: Act, b: Act) -> bool:
    return (
        a.time is not None and b.time is not None and a.time.low == b.time.low and a.time.high == b.time.high
    )


def _comparable(a: Telling, b: Telling) -> bool:
    """Told as done with told as done or with what speaks against it; anything else with its own kind."""
    standings = {a.standing, b.standing}
    return len(standings) == 1 or standings == {"supports", "against"}


# --- groups --------------------------------------------------------------------------------------------


def _usable(
    links: Iterable[IncidentLink], told: Mapping[str, Telling], decided: Mapping[Pair, Decision]
) -> list[IncidentLink]:
    """The links on which nobody decided otherwise, the best first."""
    kept = (k for k in links if k.left in told and k.right in told and pair(k.left, k.right) not in decided)
    return sorted(kept, key=lambda k: (-k.score.value, k.left, k.right))


def _without_undecided(links: list[IncidentLink], told: Mapping[str, Telling]) -> list[IncidentLink]:
    """The links, without those of a remark that is as much like one event as like another: it is set to neither."""
    near: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for k in links:
        for here, there in ((k.left, k.right), (k.right, k.left)):
            if _is_remark_on(told[here], told[there]):
                near[here].append((k.score.value, there))
    undecided = {here for here, found in near.items() if _of_two_events(found, told)}
    return [
        k
        for k in links
        if told[k.left].act.document == told[k.right].act.document or not {k.left, k.right} & undecided
    ]


def _is_remark_on(here: Telling, there: Telling) -> bool:
    supporting = here.standing == there.standing == "supports"
    return supporting and here.act.document != there.act.document and here.is_remark


def _of_two_events(found: list[tuple[float, str]], told: Mapping[str, Telling]) -> bool:
    most = max(value for value, _ in found)
    nearest = [told[there] for value, there in found if value == most]
    return any(_exclude_each_other(a, b) for a, b in combinations(nearest, 2))


def _with_those_that_follow(groups: Groups, follows: Mapping[str, str]) -> Groups:
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for act, leader in follows.items():
        behind[leader].append(act)
    return tuple(sorted(tuple(sorted((*g, *(f for i in g for f in behind[i])))) for g in groups))


def _with_what_speaks_against(
    groups: Groups, told: Mapping[str, Telling], usable: list[IncidentLink], apart: frozenset[Pair]
) -> Groups:
    """Each group that only speaks against is set to the event that it is most like."""
    of = {i: g for g in groups for i in g}
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    held: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for link in usable:
        against, event = sorted((of[link.left], of[link.right]), key=lambda g: told[g[0]].standing)
        mixed = told[against[0]].standing == "against" and told[event[0]].standing == "supports"
        if not mixed or against in joined:
            continue
        if not any(pair(x, y) in apart for x in against for y in (*event, *held[event])):
            joined[against] = event
            held[event].extend(against)
    return tuple(sorted(tuple(sorted((*g, *held[g]))) for g in groups if g not in joined))


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
