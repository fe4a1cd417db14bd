"""What would change if an origin, an outlet, a language or a region had not been seen?

Each is left out in turn, and the figures over incidents are made again for what it touches alone: that takes
as long as looking at each telling a few times, however many origins there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.related import Related
from chapeau.records import (
    Act,
    Bar,
    CountTelling,
    DocumentDate,
    Incident,
    Origin,
    Pattern,
)
from chapeau.weigh.apart import Apart, lowest
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.counts import standing
from chapeau.weigh.extent import places_it
from chapeau.weigh.figure import figure, ids, many
from chapeau.weigh.rivals import rivals
from chapeau.weigh.scale import single
from chapeau.weigh.spread import region_of

SHOWN = 10
"""Rows of each kind that are listed: those that matter most. The words say how many further ones there are. The floor
of killed is summed anew for each: about 0.15 s a row among 100,000 incidents."""

ASSUMED = (
    "What is left out goes whole, with all it tells. What other texts of the same origin tell stays, so that one of "
    "forty copies changes nothing.",
    "Which incidents may be one, and between which origins dependence was found, is kept as it is.",
)
CANNOT = (
    "What would have been found in its place, and what those would tell whom nobody asked. A case may lean on one voice "
    "since there was no other."
)

Telling = tuple[str, str]
"""The document that tells an incident, and the origin that it rests on."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with one voice: incidents, those left with one origin, places, days; `lows`: numbers of killed without it."""

    label: str
    gone: tuple[str, ...]
    fallen: tuple[str, ...]
    lows: Mapping[str, int | None]
    places: int
    days: int
    moved: int

    @property
    def weight(self) -> tuple[int, int, int, str]:
        """By which the heaviest comes first; `moved` is how much of the floor of killed rests on it alone."""
        return -len(self.gone), -len(self.fallen), -self.moved, self.label

    @property
    def is_any(self) -> bool:
        """Whether anything changes without it."""
        return bool(self.gone or self.fallen or self.moved)


@dataclass(frozen=True, slots=True)
class Known:
    """What leaving out is worked out from: each incident's tellings, origins, numbers of killed, place and day."""

    tellings: Mapping[str, tuple[Telling, ...]]
    origins: Mapping[str, tuple[str, ...]]
    related: Related
    killed: Mapping[str, Mapping[str, CountTelling]]
    place: Mapping[str, str]
    at_place: Mapping[str, int]
    day: Mapping[str, str]
    on_day: Mapping[str, int]
    lows: Mapping[str, int]
    apart: Apart
    floor: int | None
    summed: frozenset[str]


def blind_spots(
    incidents: Sequence[Incident],
    acts: Iterable[Act],
    origins: Sequence[Origin],
    resting: Mapping[str, tuple[str, ...]],
    related: Related | None = None,
    *,
    publishers: Mapping[str, str] | None = None,
    languages: Sequence[tuple[str, str]] = (),
    regions: Mapping[str, str] | None = None,
    dates: Mapping[str, DocumentDate | None] | None = None,
) -> Iterator[Pattern]:
    """One figure for each kind of voice: how many incidents would go with the heaviest, and the heaviest ones.

    `resting` are the origins of each act; `publishers` and `dates` those of documents, `languages` (document,
    language); `regions` name the region of a place by its id.
    """
    told = told_as_done(incidents)
    known = _known(told, acts, resting, related or Related())
    named = _origin_names(origins, publishers or {}, dates or {})
    outlet, language = publishers or {}, dict(languages)
    yield _pattern("origins", "origin", told, known, _left_out(known, lambda t: named.get(t[1], t[1])))
    if outlet:
        yield _pattern("outlets", "outlet", told, known, _left_out(known, lambda t: outlet.get(t[0])))
    if language:
        yield _pattern(
            "languages",
            "language",
            told,
            known,
            _left_out(known, lambda t: f"texts in '{language[t[0]]}'" if t[0] in language else None),
        )
    if regions:
        yield _pattern("regions", "region", told, known, _regions_left_out(told, known, regions))


# --- what is known of each incident -----------------------------------------------------------------------


def _known(
    told: Sequence[Incident],
    acts: Iterable[Act],
    resting: Mapping[str, tuple[str, ...]],
    related: Related,
) -> Known:
    of = {a: i for i in told for a in i.acts}
    tellings: defaultdict[str, set[Telling]] = defaultdict(set)
    for act in acts:
        incident = of.get(act.id)
        if incident is not None and act.certainty in TOLD_AS_DONE:
            own = set(incident.origins)
            tellings[incident.id].update((act.document, o) for o in resting.get(act.id, ()) if o in own)
    place = {i.id: i.place.id or i.place.text.casefold() for i in told if places_it(i) and i.place}
    day = {i.id: i.time.low for i in single(told) if i.time and i.time.low and i.time.low == i.time.high}
    killed = {i.id: {t.origin: t for t in standing(i, "killed")} for i in told if i.extent == "single"}
    lows = {i: low for i, own in killed.items() if (low := lowest(own.values())) is not None}
    apart = Apart.of(told)
    summed = frozenset(apart.summed(lows)) or frozenset(lows)
    return Known(
        {i: tuple(sorted(own)) for i, own in tellings.items()},
        {i.id: i.origins for i in told},
        related,
        killed,
        place,
        Counter(place.values()),
        day,
        Counter(day.values()),
        lows,
        apart,
        apart.floor(lows),
        summed,
    )


def _origin_names(
    origins: Iterable[Origin], publishers: Mapping[str, str], dates: Mapping[str, DocumentDate | None]
) -> dict[str, str]:
    """Each origin by its voice or its first text's outlet, with that text's day, since a voice tells many things."""
    named = {o.id: _origin_name(o, publishers, dates) for o in origins}
    often = Counter(named.values())
    return {o: name if often[name] == 1 else f"{name} ({o})" for o, name in named.items()}


def _origin_name(
    origin: Origin, publishers: Mapping[str, str], dates: Mapping[str, DocumentDate | None]
) -> str:
    first = origin.root or min((m.document for m in origin.members), default="")
    voice = origin.voice or publishers.get(first) or origin.id
    written = dates.get(first)
    day = (written.low or written.high) if written else None
    return f"{voice}, {day}" if day else voice


# --- leaving out ------------------------------------------------------------------------------------------


def _left_out(known: Known, key: Callable[[Telling], str | None]) -> list[Loss]:
    """The loss of each voice; those of which nothing depends on them alone lose nothing and are in it too."""
    gone: defaultdict[str, list[str]] = defaultdict(list)
    fallen: defaultdict[str, list[str]] = defaultdict(list)
    lows: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    seen: set[str] = set()
    for incident, tellings in known.tellings.items():
        for voice, removed in _removed(tellings, key, seen):
            left = [o for o in known.origins[incident] if o not in removed]
            if not left:
                gone[voice].append(incident)
            elif _falls(known, incident, left):
                fallen[voice].append(incident)
            own = known.killed.get(incident, {})
            if removed & own.keys():
                lows[voice][incident] = lowest(t for o, t in own.items() if o not in removed)
    return [_loss(known, v, gone[v], fallen[v], lows[v]) for v in sorted(seen)]


def _removed(
    tellings: Sequence[Telling], key: Callable[[Telling], str | None], seen: set[str]
) -> Iterator[tuple[str, set[str]]]:
    """Each voice of an incident with the origins that go with it: those of which it has all tellings."""
    told = [(key(telling), telling[1]) for telling in tellings]
    of_voice: defaultdict[str, set[str]] = defaultdict(set)
    voices_of: defaultdict[str, set[str | None]] = defaultdict(set)
    for voice, origin in told:
        voices_of[origin].add(voice)
        if voice is not None:
            of_voice[voice].add(origin)
    seen.update(of_voice)
    for voice, own in of_voice.items():
        removed = {o for o in own if len(voices_of[o]) == 1}
        if removed:
            yield voice, removed


def _falls(known: Known, incident: str, left: Sequence[str]) -> bool:
    """Whether what rested on several origins is left with such as count as one."""
    return known.related.several(known.origins[incident]) and not known.related.several(left)


def _regions_left_out(told: Sequence[Incident], known: Known, regions: Mapping[str, str]) -> list[Loss]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for i in told:
        if region := region_of(i, regions):
            held[region].append(i.id)
    return [
        _loss(known, region, own, (), {i: None for i in own if i in known.killed})
        for region, own in sorted(held.items())
    ]


def _loss(
    known: Known, label: str, gone: Sequence[str], fallen: Sequence[str], lows: Mapping[str, int | None]
) -> Loss:
    at = Counter(known.place[i] for i in gone if i in known.place)
    on = Counter(known.day[i] for i in gone if i in known.day)
    return Loss(
        label,
        tuple(sorted(gone)),
        tuple(sorted(fallen)),
        lows,
        sum(n == known.at_place[p] for p, n in at.items()),
        sum(n == known.on_day[d] for d, n in on.items()),
        sum(abs(known.lows[i] - (low or 0)) for i, low in lows.items() if i in known.summed),
    )


# --- in words ---------------------------------------------------------------------------------------------


def _pattern(kind: str, one: str, told: Sequence[Incident], known: Known, losses: Sequence[Loss]) -> Pattern:
    heavy = sorted((x for x in losses if x.is_any), key=lambda x: x.weight)
    first = heavy[0] if heavy else None
    return figure(
        f"blind_spots.{kind}", "incidents", _words(one, len(told), losses, heavy, known),
        value=float(len(first.gone)) if first else 0.0, rests_on=ids(told),
        bars=[
            Bar(label=_label(x, known), value=float(len(x.gone)), rests_on=x.gone or x.fallen) for x in heavy[:SHOWN]
        ],
        assumptions=ASSUMED, cannot_show=CANNOT, rivals=rivals("blind_spot"),
    )  # fmt: skip


def _words(one: str, told: int, losses: Sequence[Loss], heavy: Sequence[Loss], known: Known) -> str:
    if not heavy:
        return f"Of {many(len(losses), one)}, none carries anything alone."
    gone = f"{len(heavy[0].gone):,} of {many(told, 'incident')} would not be told"
    more = f" {len(heavy) - SHOWN:,} further ones matter less." if len(heavy) > SHOWN else ""
    rest = len(losses) - len(heavy)
    nothing = f" Without any one of {rest:,} others nothing here would change." if rest else ""
    return f"Without {heavy[0].label}, {gone}{_then(heavy[0], known)}. Left out one by one: {many(len(losses), one)}.{more}{nothing}"


def _label(loss: Loss, known: Known) -> str:
    return f"without {loss.label}{_then(loss, known)}"


def _then(loss: Loss, known: Known) -> str:
    """What else would change, in words."""
    said = (
        (loss.fallen, f"{len(loss.fallen):,} more would rest on one origin"),
        (loss.places, f"{many(loss.places, 'place')} would have nothing told"),
        (loss.days, f"{many(loss.days, 'day')} would have nothing told"),
        (loss.moved, _floor_without(loss, known)),
    )
    return "".join(f"; {words}" for holds, words in said if holds and words)


def _floor_without(loss: Loss, known: Known) -> str:
    """The floor of killed without it, made again over all events; nothing where that gives no other figure."""
    changed = {i: low for i, low in {**known.lows, **loss.lows}.items() if low is not None}
    floor = known.apart.floor(changed)
    if floor == known.floor:
        return ""
    return f"killed in events with a number: {_at_least(floor)} instead of {_at_least(known.floor)}"


def _at_least(low: int | None) -> str:
    return "no number" if low is None else f"at least {low:,}"
