"""Could two acts be one deed? What cannot be, whatever else agrees."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from chapeau.ground.dates import days_apart
from chapeau.ground.intervals import compatible
from chapeau.ground.names import folded
from chapeau.records import Act, Count, Place

FINE = ("site", "settlement", "district")

REACH = {"site": 2.0, "settlement": 8.0, "district": 40.0, "region": 250.0}
"""Kilometres that a place of each precision reaches from its point: half the width of a large site, a
town, a district of 5,000 square kilometres, a region of 200,000. Two places are apart where their
reaches do not meet. A wider reach joins neighbouring villages, a narrower one parts a site from its town."""

ONE_SETTLEMENT = 3.0
"""Kilometres within which two settlements of different ids are taken for one (two gazetteers' points)."""

EARTH = 12742.0
"""Mean diameter of the Earth in kilometres (IUGG)."""

KILOMETRES_A_DEGREE = EARTH * math.pi / 360
"""Of latitude: two places are at least as far from each other as their latitudes are."""

HEADLINE = 300
"""Characters from the beginning of a text in which its headline stands, below an outlet's name and a day."""

Where = tuple[frozenset[str], tuple[Place, ...]]
"""Where an act was done: its countries, and its finest places."""

Kinship = Literal["same_type", "same_family", "one_event"]


def kinship(a: Act, b: Act) -> Kinship | None:
    """Whether what was done can be one event: the same type, the same family, or families that meet."""
    if a.family == b.family:
        return "same_type" if a.type == b.type else "same_family"
    return "one_event" if frozenset((a.family, b.family)) in _meeting() else None


@cache
def kin(family: str) -> frozenset[str]:
    """The families of which a deed can be one event with one of this family; itself among them."""
    return frozenset({family}.union(*(pair for pair in _meeting() if family in pair)))


def part_of(whole: Act, part: Act) -> bool:
    """Whether the second can be a part of the first, told in the same breath."""
    return (whole.family, part.family) in _parts() and one_breath(whole, part)


def one_breath(a: Act, b: Act) -> bool:
    """Whether both rest on the same words of one document."""
    return (
        a.document == b.document and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end
    )


def is_bare(act: Act) -> bool:
    """Whether an act says only what was done, perhaps by whom: it can be told of any event of its kind."""
    timed = act.time is not None and act.time.precision in ("hour", "day", "week")
    return not (act.victims or act.counts or timed or fine_places(act))


def is_headline(act: Act) -> bool:
    """Whether an act stands in a headline: at the head of the text, in words that no full stop ends, without
    a day or a doer. What it tells, the text below tells."""
    ends = act.evidence.text.rstrip("\"'”’» \n")[-1:]
    return act.evidence.start < HEADLINE and ends not in ".!?" and act.time is None and not act.perpetrators


def whole(act: Act) -> bool:
    """Whether the act tells of one event, and not of many taken together."""
    return act.extent == "single"


def extents_apart(a: Act, b: Act) -> bool:
    """An aggregate or a series is never one with a single event; a bare word in the same text leaves it open."""
    if a.extent == b.extent:
        return False
    return not (a.document == b.document and a.family == b.family and (is_bare(a) or is_bare(b)))


def fine_places(act: Act) -> tuple[Place, ...]:
    """The places of an act that are places: a district or finer. A country's centre is none."""
    return tuple(p for p in act.places if p.precision in FINE)


def countries(act: Act) -> frozenset[str]:
    """The countries of the places at or from which it was done."""
    return frozenset(p.country for p in act.places if p.country and p.role != "to")


def places_apart(a: Act, b: Act) -> bool:
    """Whether no place of one can be a place of the other. False where either says too little."""
    return far_apart((countries(a), located(a)), (countries(b), located(b)))


def far_apart(here: Where, there: Where) -> bool:
    """The same of countries and finest places that were looked up before."""
    if here[0] and there[0] and here[0].isdisjoint(there[0]):
        return True
    return bool(here[1] and there[1]) and all(_apart(p, q) for p in here[1] for q in there[1])


def same_place(a: Act, b: Act) -> Place | None:
    """A place, a district or finer, that both give: where it was done or began, or where it led to."""
    pairs = ((p, q) for p in fine_places(a) for q in fine_places(b))
    return next((p for p, q in pairs if (p.role == "to") == (q.role == "to") and _same(p, q)), None)


def times_apart(a: Act, b: Act) -> int:
    """Days between the times of two acts; 0 where they share a day or either says none."""
    return days_apart(a.time, b.time) if a.time and b.time else 0


def victims_apart(a: Act, b: Act) -> bool:
    """Whether the words for the victims of two acts of one text mean different people."""
    if not (a.victims and b.victims):
        return False
    if {v.actor for v in a.victims if v.actor} & {v.actor for v in b.victims if v.actor}:
        return False
    mine, yours = _heads(a), _heads(b)
    return not (mine & yours or mine & _anybody() or yours & _anybody())


def counts_apart(a: Act, b: Act) -> tuple[Count, Count] | None:
    """Two counts of the same thing that cannot both be right."""
    pairs = ((m, n) for m in a.counts for n in b.counts if m.of == n.of)
    return next(((m, n) for m, n in pairs if not compatible(m, n)), None)


def same_number(a: Act, b: Act) -> Count | None:
    """A count that both give alike, of more than two: 'one' and 'two' agree too easily."""
    pairs = ((m, n) for m in a.counts for n in b.counts if m.of == n.of)
    return next(
        (m for m, n in pairs if (m.low, m.high) == (n.low, n.high) and (m.low or m.high or 0) > 2), None
    )


def one_deed(a: Act, b: Act) -> bool:
    """Whether nothing that two acts say keeps them from being one deed."""
    return (
        kinship(a, b) is not None
        and not extents_apart(a, b)
        and not places_apart(a, b)
        and times_apart(a, b) == 0
        and counts_apart(a, b) is None
    )


def kilometres(p: Place, q: Place) -> float | None:
    """Great-circle distance (haversine) between two places; None where one has no coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return None
    north, south = math.radians(p.lat), math.radians(q.lat)
    h = math.sin((south - north) / 2) ** 2
    h += math.cos(north) * math.cos(south) * math.sin(math.radians(q.lon - p.lon) / 2) ** 2
    return EARTH * math.asin(math.sqrt(min(1.0, h)))


def located(act: Act) -> tuple[Place, ...]:
    """The finest places at or from which it was done."""
    places = [p for p in act.places if p.role != "to" and p.precision in REACH]
    fine = [p for p in places if p.precision in FINE]
    return tuple(fine or places)


def _same(p: Place, q: Place) -> bool:
    if p.id and q.id and p.id == q.id:
        return True
    distance = kilometres(p, q)
    if distance is None:
        return folded(p.text) == folded(q.text)
    return distance <= ONE_SETTLEMENT and p.precision == q.precision


def _apart(p: Place, q: Place) -> bool:
    if _far_north(p, q):
        return True
    if _same(p, q):
        return False
    distance = kilometres(p, q)
    if distance is None or p.precision is None or q.precision is None:
        return False
    if p.precision == q.precision == "settlement":
        return True
    return distance > REACH[p.precision] + REACH[q.precision]


def _far_north(p: Place, q: Place) -> bool:
    """Whether two places are apart by their latitudes alone: most are, and that costs no trigonometry."""
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None or (p.id and p.id == q.id):
        return False
    if p.precision not in REACH or q.precision not in REACH:
        return False
    return abs(p.lat - q.lat) * KILOMETRES_A_DEGREE > max(
        REACH[p.precision] + REACH[q.precision], ONE_SETTLEMENT
    )


def _heads(act: Act) -> frozenset[str]:
    words = {w for v in act.victims for w in re.findall(r"\w+", folded(v.text)) if len(w) > 2}
    return frozenset(words | {name for w in words if (name := _same_people().get(w)) is not None})


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("chapeau.link").joinpath("families.yaml").read_text("utf-8")
    )
    return loaded


@cache
def _meeting() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(entry["pair"]) for entry in _data()["one_event"])


@cache
def _parts() -> frozenset[tuple[str, str]]:
    return frozenset((entry["whole"], entry["part"]) for entry in _data()["part_of"])


@cache
def _same_people() -> dict[str, str]:
    sets = (str(words).split() for words in _data()["same_people"])
    return {word: f"as {words[0]}" for words in sets for word in words}


@cache
def _anybody() -> frozenset[str]:
    return frozenset(str(_data()["anybody"]).split())
