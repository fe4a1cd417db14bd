"""What does each incident say that can be tested: day, place, kinds of deed, methods, victims, doers?

A row stands for one incident told as done, never for an act or a copy: a further copy, a denial or a word that
judges changes no row. What is told too coarsely for a test stays empty in its row, and the test names it as left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import chain, compress
from typing import Literal

import numpy as np
import numpy.typing as npt
import yaml

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.dates import day
from chapeau.ground.names import NAMES_KEPT, folded
from chapeau.records import Act, Actor, Incident, Period, Place, Victim
from chapeau.weigh.cells import cell, point
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.extent import PLACED

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Field = Literal["methods", "victims", "place_kinds", "parties", "units"]
Need = Literal["day", "place", "area", "point"]

OCCURRENCE = ("occurrence", "retraction")
"""Contradictions whose right-hand act denies the event or takes it back; what a retraction takes back stands on the left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who doers are: `of` maps (document, in-document key) to an actor's id, `actors` are by id."""

    of: Mapping[tuple[str, str], str] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def name(self, actor: str) -> str:
        """The actor's name, or what stands in its place."""
        known = self.actors.get(actor)
        return known.name if known else actor

    def parties(self, act: Act) -> tuple[str, ...]:
        """Ids of the parties to which those belong who did this."""
        ids = (self.of.get((act.document, p.actor)) for p in act.perpetrators if p.actor)
        known = (self.actors.get(i) for i in ids if i)
        return tuple(sorted({a.party for a in known if a and a.party}))

    def units(self, act: Act) -> Iterator[str]:
        """Names of the units that did this."""
        for p in act.perpetrators:
            if p.kind == "unit" and p.role in ("direct", "unclear"):
                actor = self.of.get((act.document, p.actor or ""))
                yield self.name(actor) if actor else p.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident told as done. `day` counts from the year 1 (`date.toordinal`); lists are sorted, without doubles.

    `place` is a gazetteer's id or a name, `area` the cell of ten kilometres that it lies in (a town with its sites, for tests of kinds of place), `point` degrees north and east. `worked_out`:
    no text prints the day whole, year and all; it follows from a text's own date.
    """

    families: tuple[str, ...]
    day: int | None
    place: str | None
    area: str | None
    point: tuple[float, float] | None
    methods: tuple[str, ...]
    victims: tuple[str, ...]
    place_kinds: tuple[str, ...]
    parties: tuple[str, ...]
    units: tuple[str, ...]
    place_name: str
    worked_out: bool
    incident: str

    def lacks(self, needs: Iterable[Need]) -> bool:
        """Whether it is told too coarsely for a test that needs these."""
        return any(getattr(self, need) is None for need in needs)


@dataclass(frozen=True, slots=True)
class OfAct:
    """What one act adds to a row, whichever incident it is in: sets, empty in most."""

    methods: frozenset[str]
    victims: frozenset[str]
    place_kinds: frozenset[str]
    units: frozenset[str]


def _order(t: Told) -> tuple[object, ...]:
    """By what is told, the id last: no id that a further copy could change decides what is drawn."""
    return (
        t.place or "", t.day or 0, t.families, t.methods, t.victims, t.place_kinds, t.parties, t.units,
        t.area or "", t.point or (0.0, 0.0), t.place_name, t.worked_out, t.incident,
    )  # fmt: skip


class Rows:
    """Incidents as rows in one order, with their columns as arrays."""

    def __init__(self, told: Iterable[Told], *, ordered: bool = False) -> None:
        self.told: tuple[Told, ...] = tuple(told) if ordered else tuple(sorted(told, key=_order))
        self._with: dict[tuple[Need, ...], Rows] = {}
        self._of_kind: dict[frozenset[str], Rows] = {}

    def __len__(self) -> int:
        return len(self.told)

    def only(self, keep: Callable[[Told], bool]) -> Rows:
        """The rows for which this holds, in their order."""
        if isinstance(keep, HasFamily):
            return self._of_families(keep.families)
        return self if keep is anything else Rows((t for t in self.told if keep(t)), ordered=True)

    def _of_families(self, families: frozenset[str]) -> Rows:
        if families not in self._of_kind:
            self._of_kind[families] = Rows(compress(self.told, self.are(families)), ordered=True)
        return self._of_kind[families]

    def are(self, families: Iterable[str]) -> Bools:
        """Which rows tell a deed of one of these families: asked once for each set of families that is told."""
        codes, sets = self._families
        wanted = frozenset(families)
        return np.array([not wanted.isdisjoint(told) for told in sets], np.bool_).take(codes)

    @cached_property
    def _families(self) -> tuple[Ints, tuple[tuple[str, ...], ...]]:
        """Of each row which of these sets of families it tells."""
        at: dict[tuple[str, ...], int] = {}
        codes = np.fromiter((at.setdefault(t.families, len(at)) for t in self.told), np.int64, len(self))
        return codes, tuple(at)

    def with_all(self, needs: Sequence[Need]) -> Rows:
        """The rows that are told finely enough; the same ones whenever the same is needed."""
        key = tuple(needs)
        if key not in self._with:
            fine = self._fine_enough(key)
            self._with[key] = self if all(fine) else Rows(compress(self.told, fine), ordered=True)
        return self._with[key]

    def _fine_enough(self, needs: Sequence[Need]) -> list[bool]:
        fine = [True] * len(self.told)
        for need in needs:
            fine = [told and getattr(t, need) is not None for told, t in zip(fine, self.told, strict=True)]
        return fine

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the incidents, sorted."""
        return tuple(sorted(t.incident for t in self.told))

    @cached_property
    def days(self) -> Ints:
        """Days since the year 1."""
        return np.fromiter((t.day or 0 for t in self.told), np.int64, len(self))

    @cached_property
    def quarters(self) -> Ints:
        """Calendar quarters, counted from the year 0."""
        return np.fromiter((_quarter(t.day or 1) for t in self.told), np.int64, len(self))

    def codes(self, what: Literal["place", "area"]) -> Ints:
        """Places, or areas, as numbers from 0 in order of their keys."""
        return numbered([getattr(t, what) or "" for t in self.told])


def numbered(keys: Sequence[str]) -> Ints:
    """Each key's place among all keys in order."""
    at = {key: n for n, key in enumerate(sorted(set(keys)))}
    return np.fromiter((at[k] for k in keys), np.int64, len(keys))


def anything(_told: Told) -> bool:
    """Every row."""
    return True


@dataclass(frozen=True, slots=True)
class HasFamily:
    """Whether a row tells a deed of one of these families."""

    families: frozenset[str]

    def __call__(self, told: Told) -> bool:
        """The answer for one row; `Rows.are` gives it for all."""
        return not self.families.isdisjoint(told.families)


def has_family(families: Sequence[str]) -> Callable[[Told], bool]:
    """Whether a row tells a deed of one of these families; of any, where none is named."""
    return HasFamily(frozenset(families)) if families else anything


def rows(incidents: Iterable[Incident], acts: Mapping[str, Act], who: Who) -> Rows:
    """One row for each single event told as done; totals and series hold other events and make none.

    An act that is not among `acts` adds nothing to a row.
    """
    return RowsOf(acts, who).rows(incidents)


class RowsOf:
    """Rows of several linkages of the same acts: an incident that several of them hold is looked at once."""

    def __init__(self, acts: Mapping[str, Act], who: Who) -> None:
        self._acts, self._who = acts, who
        self._known: dict[int, tuple[Incident, tuple[object, ...], Told]] = {}
        self._of_acts: dict[str, OfAct | None] = {}

    def _of_act(self, act: str) -> OfAct | None:
        if act not in self._of_acts:
            known = act in self._acts and tells(self._acts[act])
            self._of_acts[act] = _of_act(self._acts[act], self._who) if known else None
        return self._of_acts[act]

    def rows(self, incidents: Iterable[Incident]) -> Rows:
        """One row for each single event told as done."""
        events = (i for i in told_as_done(incidents) if i.extent == "single")
        found = sorted((self._row(i) for i in events), key=lambda known: known[1])
        return Rows((told for _, _, told in found), ordered=True)

    def _row(self, incident: Incident) -> tuple[Incident, tuple[object, ...], Told]:
        """By the record itself, which is held so that no other can come to stand in its place."""
        known = self._known.get(id(incident))
        if known is None:
            told = _row(incident, self._who, self._of_act)
            known = self._known[id(incident)] = (incident, _order(told), told)
        return known


def supporting(incident: Incident, acts: Mapping[str, Act]) -> tuple[Act, ...]:
    """The acts that tell that it was done: none that denies it, takes it back, was taken back or only threatens it."""
    against = _against(incident)
    known = (acts[a] for a in incident.first_told if a in acts and a not in against)
    return tuple(a for a in known if tells(a))


def tells(act: Act) -> bool:
    """Whether an act is told as done, or as possibly done."""
    return act.certainty in TOLD_AS_DONE


def _against(incident: Incident) -> set[str]:
    against = {c.right for c in incident.contradictions if c.field in OCCURRENCE}
    return against | {c.left for c in incident.contradictions if c.field == "retraction"}


def _row(i: Incident, who: Who, of_act: Callable[[str], OfAct | None]) -> Told:
    against = _against(i)
    told = [adds for a in i.first_told if a not in against and (adds := of_act(a)) is not None]
    placed = i.place if i.place and i.place.precision in PLACED else None
    at = point(i) if placed else None
    return Told(
        incident=i.id,
        families=_sorted(t.partition(".")[0] for t in i.types),
        day=exact_day(i.time),
        place=(placed.id or placed.text.casefold()) if placed else None,
        area=_area(placed, at),
        point=at,
        methods=_sorted(chain.from_iterable([a.methods for a in told])),
        victims=_sorted(chain.from_iterable([a.victims for a in told])),
        place_kinds=_sorted(chain.from_iterable([a.place_kinds for a in told])),
        parties=_sorted(who.name(p) for p in i.parties),
        units=_sorted(chain.from_iterable([a.units for a in told])),
        place_name=placed.text if placed else "",
        worked_out=bool(i.time and i.time.inferred),
    )  # fmt: skip


def _of_act(act: Act, who: Who) -> OfAct:
    return OfAct(
        methods=frozenset(m.key.replace("_", " ") for m in act.methods),
        victims=frozenset(_kinds_of_victim(act)),
        place_kinds=frozenset(kind for text in _what_was_there(act) for kind in kinds_of_place(text)),
        units=frozenset(who.units(act)),
    )


def exact_day(time: Period | None) -> int | None:
    """The day, where one is told: 'in March' is no day. 'On 12 March' and 'on Tuesday' are, worked out from a text's date."""
    if time is None or time.low is None or time.low != time.high:
        return None
    return day(time.low).toordinal()


def _area(placed: Place | None, at: tuple[float, float] | None) -> str | None:
    if placed is None or at is None:
        return (placed.id or placed.text.casefold()) if placed else None
    row, column = cell(*at)
    return f"{row}:{column}"


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(keys)))


def _kinds_of_victim(act: Act) -> Iterator[str]:
    if act.custody:
        yield "people held"
    for victim in act.victims:
        yield from _kinds(victim)


def _kinds(victim: Victim) -> Iterator[str]:
    if victim.status_at_time not in ("not_stated", "participation_claimed"):
        yield victim.status_at_time.replace("_", " ")
    if victim.age_group == "child":
        yield "child"
    if victim.sex in ("man", "woman") and victim.kind == "individual":
        yield victim.sex
    if victim.occupation:
        yield folded(victim.occupation)


def _what_was_there(act: Act) -> Iterator[str]:
    """What was struck, and the sites named: the words from which a kind of place is known."""
    yield from (v.text for v in act.victims if v.kind == "object")
    yield from (p.text for p in act.places if p.precision == "site" and p.role == "at")


@cache
def _place_words() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("place_kinds.yaml").read_text("utf-8")
    return {word: kind for kind, words in yaml.safe_load(text).items() for word in words}


@lru_cache(NAMES_KEPT)
def kinds_of_place(text: str) -> tuple[str, ...]:
    """The kinds of place that a phrase names: 'the village school' a school."""
    known = _place_words()
    words = re.findall(r"\w+", folded(text))
    return tuple(kind for w in words if (kind := known.get(w) or known.get(w.removesuffix("s"))))


def _quarter(ordinal: int) -> int:
    at = datetime.date.fromordinal(ordinal)
    return at.year * 4 + (at.month - 1) // 3
