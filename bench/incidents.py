"""How well are acts joined into incidents, on reports whose incidents are known (bench/events.py)?

Measured twice: on the acts that a perfect reader would give (*given*: linking alone) and on what the shipped reader
reads in the texts (*read*: reading errors count). The figure is F1 over pairs of acts: a pair is right if both tell the
same incident, found if both are in one incident of ours.

Which incident an act *read* tells is decided by where its first trigger lies. In a sentence that tells an incident:
that incident, whatever the act says; several acts there all count. In none: an incident of its own, which no other act
shares, so that linking it to anything is wrong. A sentence in which no act was read counts as one act that was linked to
nothing, so that all pairs with it are missed; but for a sentence that only names somebody who suffered ('Among the dead was
Ana Vell'), where the reader gave that name to another act of the text, as it should: all that the sentence tells is then
in that act. Nothing else is left out: headlines, copies, denials and totals count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bench.events import Corpus, Gold, Report, corpus
from chapeau.ground.join import join
from chapeau.ground.settings import Settings
from chapeau.link import IncidentLinker, OriginLinker, actors, incidents, origins, rests_on, tellings
from chapeau.link.telling import Telling
from chapeau.pipeline.readers import reader_of
from chapeau.read.reader import Text
from chapeau.records import Act, Document, DocumentDate, Incident, IncidentLink, Mention, Reading

CHOSEN_ON = tuple((name, seed) for name in ("one", "two") for seed in (1, 2, 3))
"""Sets and seeds that rules and weights were chosen on."""
UNSEEN = tuple((name, seed) for name in ("one", "two") for seed in (101, 102, 103))
"""Other seeds of the same names and sentences."""
HELD_OUT = tuple(("three", seed) for seed in (101, 102, 103))
"""Names and sentences that nothing was chosen on."""
HARD = (
    "copy", "headline", "named", "echo", "roundup", "follow-up", "vague time", "vague place", "toll", "spelling",
    "wrong detail", "denial", "total",
)  # fmt: skip
NEAR = ("next_day", "two_days", "next_village", "other_deed", "same_day")


@dataclass(frozen=True, slots=True)
class Item:
    """An act, or a sentence in which none was read: the incident it tells, the group it was put in, what makes it hard."""

    document: str
    tells: str
    group: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of acts: told of one incident, put in one, and both."""

    told: int = 0
    put: int = 0
    both: int = 0

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.told + other.told, self.put + other.put, self.both + other.both)

    @property
    def precision(self) -> float:
        """Percent of the pairs put together that belong together."""
        return 100.0 * self.both / self.put if self.put else 100.0

    @property
    def recall(self) -> float:
        """Percent of the pairs that belong together that were put together."""
        return 100.0 * self.both / self.told if self.told else 100.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 200.0 * self.both / (self.told + self.put) if self.told + self.put else 100.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one or several corpora: all pairs, those across texts that are no copies, by what makes them hard, near-misses kept apart."""

    pairs: Pairs
    uncopied: Pairs
    hard: dict[str, Pairs]
    near: dict[str, tuple[int, int]]
    compared: float

    def apart(self, kind: str) -> float:
        """Percent of the pairs of a kind of near-miss that were kept apart."""
        apart, all_ = self.near[kind]
        return 100.0 * apart / all_ if all_ else 100.0


Readings = Callable[[Corpus], Iterable[Reading]]


def given(made: Corpus) -> Iterator[Reading]:
    """What a perfect reader would read."""
    for report in made.reports:
        acts = tuple(a for g in report.gold for a in g.acts)
        yield Reading(
            document=report.id, made_by="perfect 1", date=DocumentDate(low=report.day, high=report.day, inferred=False),
            language="en", length=len(report.text), acts=acts, mentions=tuple(_mentions(acts)),
        )  # fmt: skip


def _mentions(acts: Iterable[Act]) -> Iterator[Mention]:
    for act in acts:
        for p in act.perpetrators:
            if p.kind == "unit":
                yield Mention(
                    start=p.start, end=p.end, text=p.text, document=act.document, kind="unit", actor=p.actor
                )


def read(made: Corpus) -> Iterator[Reading]:
    """What the shipped reader reads, knowing the places of the case."""
    reader = reader_of(made.settings)
    return (reader.read(Text(id=r.id, text=r.text, date=r.day)) for r in made.reports)


@dataclass(frozen=True, slots=True)
class Linked:
    """Tellings, incidents, and how many pairs were compared."""

    tellings: tuple[Telling, ...]
    incidents: tuple[Incident, ...]
    compared: int


@dataclass(slots=True)
class _Counting:
    """The linker, with a count of the pairs that it is asked about."""

    linker: IncidentLinker = field(default_factory=IncidentLinker)
    asked: int = 0
    name: str = "incidents counted"
    version: str = "1"
    widest: int = field(default_factory=lambda: IncidentLinker().widest)

    def keys(self, record: Telling) -> Iterable[str]:
        """As the linker has them."""
        return self.linker.keys(record)

    def decide(self, a: Telling, b: Telling) -> IncidentLink | None:
        """As the linker decides."""
        self.asked += 1
        return self.linker.decide(a, b)


def linked(reports: Iterable[Report], readings: Sequence[Reading], settings: Settings) -> Linked:
    """Readings linked as the pipeline links them, without a casefile."""
    documents = {r.id: _document(r) for r in reports}
    copies = join(documents, OriginLinker(settings)).links
    acts = [a for r in readings for a in r.acts]
    statements = [s for r in readings for s in r.statements]
    resolved = actors(readings, settings)
    grouped = origins(documents.values(), copies, settings)
    resting = rests_on(acts, statements, documents.values(), grouped, copies, resolved, settings)
    roots = {o.root: o.id for o in grouped if o.root is not None}
    dates = {r.document: r.date for r in readings}
    told = tellings(acts, statements, dates, resolved, resting, roots=roots)
    counting = _Counting()
    found = join({t.id: t for t in told}, counting)
    return Linked(told, incidents(told, found.links), counting.asked)


def _document(report: Report) -> Document:
    return Document(
        id=report.id, source=f"src-{report.id}", position=0, extractor="made", text_hash=report.id, text=report.text,
        date=report.day,
    )  # fmt: skip


def items(made: Corpus, readings: Sequence[Reading], found: Linked) -> list[Item]:
    """All that counts: every act read, and every sentence in which none was."""
    group = {act: i.id for i in found.incidents for act in i.acts}
    read_in = {r.document: r.acts for r in readings}
    return [item for report in made.reports for item in _items_of(report, read_in[report.id], group)]


def _items_of(report: Report, acts: Sequence[Act], group: dict[str, str]) -> Iterator[Item]:
    met = set()
    for act in acts:
        at = act.triggers[0].start
        gold = next((g for g in report.gold if g.start <= at < g.end), None)
        met.add(gold)
        tells, marks = (gold.event, gold.marks) if gold else (f"nothing {act.id}", ())
        yield Item(report.id, tells, group[act.id], frozenset(marks))
    for number, gold in enumerate(report.gold):
        if gold not in met and not _name_is_read(gold, acts):
            yield Item(report.id, gold.event, f"missed {report.id} {number}", frozenset(gold.marks))


def _name_is_read(gold: Gold, acts: Iterable[Act]) -> bool:
    """Whether the sentence only names a victim, who is among those of some act that was read."""
    names = {v.name for a in gold.acts for v in a.victims if v.name}
    return "named" in gold.marks and bool(names & {v.name for a in acts for v in a.victims})


@dataclass(slots=True)
class _Tally:
    """Pairs counted over several corpora."""

    pairs: Pairs = Pairs()
    uncopied: Pairs = Pairs()
    hard: dict[str, Pairs] = field(default_factory=lambda: {mark: Pairs() for mark in HARD})
    near: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(NEAR, (0, 0)))

    def count(self, made: Corpus, a: Item, b: Item) -> None:
        """Count one pair."""
        told, put = a.tells == b.tells, a.group == b.group
        if told or put:
            self._add(a, b, Pairs(told, put, told and put))
        kind = near_miss(made, a, b)
        if kind is not None:
            apart, all_ = self.near[kind]
            self.near[kind] = (apart + (not put), all_ + 1)

    def _add(self, a: Item, b: Item, one: Pairs) -> None:
        self.pairs += one
        if a.document != b.document and "copy" not in a.marks | b.marks:
            self.uncopied += one
        for mark in (a.marks | b.marks) & self.hard.keys():
            self.hard[mark] += one


def figures(corpora: Iterable[tuple[str, int]], readings: Readings) -> Figures:
    """The figures over several corpora together."""
    tally, compared, acts = _Tally(), 0, 0
    for name, seed in corpora:
        made = corpus(seed, name)
        was_read = list(readings(made))
        found = linked(made.reports, was_read, made.settings)
        compared, acts = compared + found.compared, acts + len(found.tellings)
        for a, b in combinations(items(made, was_read, found), 2):
            tally.count(made, a, b)
    return Figures(tally.pairs, tally.uncopied, tally.hard, tally.near, compared / max(1, acts))


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures with what they were measured on."""

    acts: str
    reports: str
    figures: Figures


def measured(quick: bool) -> Iterator[Measured]:
    """All figures: given and read, on unseen seeds and on the held-out set."""
    for acts, readings in (("given", given), ("read", read)):
        for reports, corpora in (("unseen seeds", UNSEEN), ("held-out set", HELD_OUT)):
            yield Measured(acts, reports, figures(corpora[:1] if quick else corpora, readings))


@dataclass(frozen=True, slots=True)
class Grown:
    """How many pairs were compared for how many incidents, and how long linking took."""

    incidents: int
    acts: int
    compared: float
    seconds: float


def growth(quick: bool) -> Iterator[Grown]:
    """Given acts of ever more incidents over as many more days, linked; each size three times the one before."""
    for size in (30, 90) if quick else (30, 90, 270):
        made = corpus(5, "one", size, days=2 * size)
        readings = list(given(made))
        began = time.perf_counter()
        found = linked(made.reports, readings, made.settings)
        took = time.perf_counter() - began
        yield Grown(len(made.events), len(found.tellings), found.compared / len(found.tellings), took)


def near_miss(made: Corpus, a: Item, b: Item) -> str | None:
    """How one incident was made to be mistaken for the other, if it was."""
    for one, other in ((a, b), (b, a)):
        event = made.events.get(one.tells)
        if event is not None and event.of == other.tells:
            return event.near_miss
    return None
