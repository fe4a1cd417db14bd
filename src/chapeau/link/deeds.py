"""Could two acts be one deed? What cannot be, whatever else agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from chapeau.ground.dates import common, days_apart, days_in, widest
from chapeau.ground.intervals import compatible
from chapeau.ground.join import components
from chapeau.ground.names import NAMES_KEPT, folded
from chapeau.ground.reach import ONE_SETTLEMENT, REACH, kilometres, one_place
from chapeau.ground.sphere import KM_A_DEGREE
from chapeau.link.spelling import alike_spelt
from chapeau.records import Act, ActTime, Count, Place, PlacePrecision, Span

FINE = ("site", "settlement", "district")

HEADLINE = 300
"""Characters from the beginning of a text in which its headline stands, below an outlet's name and a day."""

Where = tuple[frozenset[str], tuple[Place, ...]]
"""Where an act was done: its countries, and its finest places."""

Kinship = Literal["same_type", "same_family", "one_event"]


def kinship(a: Act, b: Act) -> Kinship | None:
    """Whether what was done can be one event: the same type, the same family, or families that meet."""
    if a.family == b.family:
        return "same_type" if a.type == b.type else "same_family"
    return "one_event" if frozenset((_meant(a), _meant(b))) in _meeting() else None


def _meant(act: Act) -> str:
    """The family, but that people who are 'seized' are taken away, and no goods."""
    people = bool(act.victims) and all(v.kind != "object" for v in act.victims)
    return "seizing" if act.family == "taking" and people else act.family


def kind_of_event(act: Act) -> str:
    """A word that two acts share if their families can be one event, directly or by way of others."""
    return _components().get(_meant(act), _meant(act))


def kin(act: Act) -> tuple[str, frozenset[str]]:
    """What a deed is meant as, and as what another must be meant to be of one event with it, if of another family."""
    return _meant(act), _met_by(_meant(act))


@cache
def _met_by(meant: str) -> frozenset[str]:
    return frozenset().union(*(pair - {meant} for pair in _meeting() if meant in pair))


def part_of(whole: Act, part: Act) -> bool:
    """Whether the second can be a part of the first, told in the same breath."""
    return (whole.family, part.family) in _parts() and one_breath(whole, part)


def one_breath(a: Act, b: Act) -> bool:
    """Whether both rest on the same words of one document."""
    return (
        a.document == b.document and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end
    )


def is_bare(act: Act) -> bool:
    """Whether an act says only what was done, perhaps by whom: it can be told of any event of its kind.

    A place that stands outside its sentence is what the reader held on to from before, not what it says.
    """
    timed = act.time is not None and act.time.precision in ("hour", "day", "week")
    placed = any(act.evidence.start <= p.start < act.evidence.end for p in fine_places(act))
    return not (act.victims or act.counts or timed or placed)


def is_general(act: Act) -> bool:
    """Whether an act names a kind of deed without number or period: 'torture in the camp', which is no total."""
    return act.extent == "aggregate" and not act.counts and act.time is None


def is_headline(act: Act) -> bool:
    """Whether an act stands in a headline: at the head of the text, in words that no full stop ends, without
    a day or a doer. What it tells, the text below tells."""
    ends = act.evidence.text.rstrip("\"'”’» \n")[-1:]
    return act.evidence.start < HEADLINE and ends not in ".!?" and act.time is None and not act.perpetrators


def whole(act: Act) -> bool:
    """Whether the act tells of one event, and not of many taken together."""
    return act.extent == "single"


def extents_apart(a: Act, b: Act) -> bool:
    """An aggregate or a series is never one with a single event; within a text, a bare or general word leaves it open."""
    if a.extent == b.extent:
        return False
    open_ = any(is_bare(x) or is_general(x) for x in (a, b))
    return not (a.document == b.document and kinship(a, b) is not None and open_)


def totals_apart(a: Act, b: Act) -> bool:
    """Whether two totals, or series, are over other times or other areas: they may overlap, and are two."""
    if whole(a) or whole(b):
        return False
    if nearness(a, b) in ("inside", "apart"):
        return True
    return a.time is not None and b.time is not None and _shared(a.time, b.time) < SAME_PERIOD


SAME_PERIOD = 0.8
"""Share of the days of either of two totals that both count from which on they are over one time: 'from the 3rd
to the 6th' and 'to the 7th' are, March and the first half of it are not."""


def _shared(a: ActTime, b: ActTime) -> float:
    """Days that both hold over days that either holds; 1 where an end is open."""
    both, either = common((a, b)), widest((a, b))
    shared, all_ = (days_in(p) if p else None for p in (both, either))
    return 0.0 if both is None else 1.0 if not shared or not all_ else shared / all_


def fine_places(act: Act) -> tuple[Place, ...]:
    """The places of an act that are places: a district or finer. A country's centre is none."""
    return tuple(p for p in act.places if p.precision in FINE)


def countries(act: Act) -> frozenset[str]:
    """The countries of the places at or from which it was done."""
    return frozenset([p.country for p in act.places if p.country and p.role != "to"])


Nearness = Literal["same", "spelt", "inside", "region", "country", "unknown", "apart"]
NEAREST: tuple[Nearness, ...] = get_args(Nearness)


def places_apart(a: Act, b: Act) -> bool:
    """Whether no place of one can be a place of the other. False where either says too little."""
    return far_apart((countries(a), finest(a)), (countries(b), finest(b)))


def far_apart(here: Where, there: Where) -> bool:
    """The same of countries and finest places that were looked up before."""
    if here[0] and there[0] and here[0].isdisjoint(there[0]):
        return True
    return bool(here[1] and there[1]) and all(
        _far_north(p, q) or _near(p, q) == "apart" for p in here[1] for q in there[1]
    )


def nearness(a: Act, b: Act) -> Nearness:
    """How near the finest places of two acts come to each other, each with its precision as its radius.

    'spelt': a place that no gazetteer knows, whose name is written much like the other's. 'inside': one
    lies in the other, or beside it; 'region': the same, of a region, which is hardly a place; 'country': so
    is the country. 'unknown': nothing can be said. 'apart': their reaches do not meet.
    """
    pairs = [_near(p, q) for p in finest(a) for q in finest(b)]
    if pairs:
        return min(pairs, key=NEAREST.index)
    return "country" if countries(a) & countries(b) else "unknown"


def finest(act: Act) -> tuple[Place, ...]:
    """Where it was done or began: of 'Halvern, in Lenna district' the town, which the district only places."""
    places = tuple([p for p in act.places if p.role != "to"])
    if len(places) < 2:
        return places
    ranks = [_RANK.get(p.precision or "", 1) for p in places]
    return tuple(p for p, rank in zip(places, ranks, strict=True) if rank == min(ranks))


def fineness(place: Place) -> int:
    """0 for a site, more for what is coarser; a place that no gazetteer knows is the coarsest."""
    return _PRECISIONS.index(place.precision) if place.precision else len(_PRECISIONS)


_PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)

_RANK = {"site": 0, "settlement": 0, "district": 2, "region": 3, "country": 4}
"""Order of fineness; a place that no gazetteer knows (1) is taken for a village or a part of one."""


def same_place(a: Act, b: Act) -> Place | None:
    """A place, a district or finer, that both give: where it was done or began, or where it led to."""
    here = ((p, q) for p in finest(a) for q in finest(b))
    there = ((p, q) for p in a.places for q in b.places if p.role == q.role == "to")
    pairs = ((p, q) for p, q in (*here, *there) if {p.precision, q.precision} <= {*FINE, None})
    return next((p for p, q in pairs if one_place(p, q)), None)


def times_apart(a: Act, b: Act) -> int:
    """Days between the times of two acts; 0 where they share a day or either says none."""
    return days_apart(a.time, b.time) if a.time and b.time else 0


def victims_apart(a: Act, b: Act) -> bool:
    """Whether the words for the victims of two acts of one text mean different people."""
    if (_alone(a) and _several(b)) or (_alone(b) and _several(a)):
        return True
    if not (a.victims and b.victims):
        return False
    if {v.actor for v in a.victims if v.actor} & {v.actor for v in b.victims if v.actor}:
        return False
    if all(v.name for v in a.victims) != all(v.name for v in b.victims):
        return False
    mine, yours = _heads(a), _heads(b)
    return not (mine & yours or mine & _anybody() or yours & _anybody())


def _alone(act: Act) -> bool:
    """'A boy': one person, told of for the first time."""
    return len(act.victims) == 1 and re.match(r"(an?|one) ", folded(act.victims[0].text)) is not None


def _several(act: Act) -> bool:
    """'Nine farmers', 'several men'."""
    return any((c.low or 0) > 1 for c in act.counts if counted_as(c) != "events" and c.of != "injured")


def whom(act: Act) -> frozenset[str]:
    """The words that say which people suffered ('farmers'), without those that fit anybody."""
    return frozenset().union(*(_people_in(v.text) for v in act.victims if v.kind == "group"))


@lru_cache(NAMES_KEPT)
def _people_in(words: str) -> frozenset[str]:
    long = {w for w in re.findall(r"[a-z]+", folded(words)) if len(w) > 3}
    own = {_same_people().get(w, w.removesuffix("s")) for w in long - _anybody() - _quantities()}
    return frozenset(own - _anybody())


def sites(act: Act) -> frozenset[str]:
    """Which kinds of site its words name as struck or as where it was done: 'market', 'school'.

    Not those that only say who spoke ('a hospital official').
    """
    told = [_without(act.places, act.evidence), *(v.text for v in act.victims if v.kind == "object")]
    return frozenset(_sites()[m[1]] for text in told for m in _site_words().finditer(folded(text)))


def _without(places: Iterable[Place], span: Span) -> str:
    """The words of a span but for names of places, of which many hold a word for a site ('Pell Bridge')."""
    text = span.text
    for name in sorted({p.text for p in places}, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def told_as_another(act: Act) -> bool:
    """Whether the words before the deed say that another is told now: 'in a separate attack'."""
    before = act.evidence.text[: max(0, act.triggers[0].start - act.evidence.start)]
    return any(w in _another() for w in re.findall(r"[a-z]+", folded(before)))


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


def counted_as(count: Count) -> str:
    """The sort of a number: killed, injured, events; or those whom something else was done to, whichever word counts them."""
    return count.of if count.of in ("killed", "injured", "events") else "persons"


def one_deed(a: Act, b: Act) -> bool:
    """Whether nothing that two acts say keeps them from being one deed."""
    return (
        kinship(a, b) is not None
        and not extents_apart(a, b)
        and not places_apart(a, b)
        and times_apart(a, b) == 0
        and counts_apart(a, b) is None
    )


def _near(p: Place, q: Place) -> Nearness:
    if one_place(p, q):
        if "country" in (p.precision, q.precision):
            return "country"
        return "region" if p.precision == "region" else "same" if p.precision or p.id else "spelt"
    if p.precision is None or q.precision is None:
        return "spelt" if alike_spelt(p.text, q.text) else "unknown"
    if "country" in (p.precision, q.precision):
        return "country" if p.country == q.country else "apart"
    distance = kilometres(p, q)
    if distance is None:
        return "unknown"
    if p.precision == q.precision == "settlement" or distance > REACH[p.precision] + REACH[q.precision]:
        return "apart"
    return "region" if "region" in (p.precision, q.precision) else "inside"


def _far_north(p: Place, q: Place) -> bool:
    """Whether two places are apart by their latitudes alone: most are, and that costs no trigonometry."""
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None or (p.id and p.id == q.id):
        return False
    if p.precision not in REACH or q.precision not in REACH:
        return False
    return abs(p.lat - q.lat) * KM_A_DEGREE > max(REACH[p.precision] + REACH[q.precision], ONE_SETTLEMENT)


def _heads(act: Act) -> frozenset[str]:
    words = {w for v in act.victims for w in re.findall(r"\w+", folded(v.text)) if len(w) > 2} - _quantities()
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
def _components() -> dict[str, str]:
    families = {f for pair in _meeting() for f in pair}
    grouped = components(families, (sorted(pair) for pair in _meeting() if len(pair) == 2))  # type: ignore[misc]
    return {family: group[0] for group in grouped for family in group}


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


@cache
def _quantities() -> frozenset[str]:
    return frozenset(str(_data()["quantities"]).split())


@cache
def _another() -> frozenset[str]:
    return frozenset(str(_data()["another"]).split())


@cache
def _sites() -> dict[str, str]:
    lines = ([w.strip() for w in str(line).split(",")] for line in _data()["sites"])
    return {word: words[0] for words in lines for word in words}


@cache
def _site_words() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _sites()), key=len, reverse=True))
    who_speaks = "|".join(str(_data()["of_a_site_who_speaks"]).split())
    return re.compile(rf"(?<!head of the )(?<!director of the )\b({words})s?\b(?! (?:{who_speaks}))")
