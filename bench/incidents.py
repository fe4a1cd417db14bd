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

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.events import Corpus, Gold, Report, corpus
from chapeau.ground.join import join
from chapeau.ground.settings import Settings
from chapeau.link import IncidentLinker, OriginLinker, actors, incidents, origins, rests_on, tellings
from chapeau.link.telling import Telling
from chapeau.pipeline.readers import reader_of
from chapeau.read.reader import Text
from chapeau.records import Act, Document, DocumentDate, Incident, Mention, Reading

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


class _Counting(IncidentLinker):
    """The linker, with a count of the pairs that it is asked about."""

    asked = 0

    def decide(self, a: Telling, b: Telling):  # type: ignore[no-untyped-def]  # noqa: ANN201
        type(self).asked += 1
        return super().decide(a, b)


def linked(reports: Iterable[Report], readings: Sequence[Reading], settings: Settings) -> Linked:
    """Readings linked as the pipeline links them, without a casefile."""
    documents = {r.id: _document(r) for r in reports}
    copies = join(documents, OriginLinker(settings)).links
    acts = [a for r in readings for a in r.acts]
    statements = [s for r in readings for s in r.statements]
    resolved = actors(readings, settings)
    grouped = origins(documents.values(), copies, settings)
    resting = rests_on(acts, statements, documents.values(), grouped, copies, resolved, settings)
    told = tellings(acts, statements, {r.document: r.date for r in readings}, resolved, resting)
    _Counting.asked = 0
    found = join({t.id: t for t in told}, _Counting())
    return Linked(told, incidents(told, found.links), _Counting.asked)


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


def figures(corpora: Iterable[tuple[str, int]], readings: Readings) -> Figures:
    """The figures over several corpora together."""
    total, uncopied, hard = Pairs(), Pairs(), Counter[str]()
    by_mark = {mark: Pairs() for mark in HARD}
    near: dict[str, tuple[int, int]] = dict.fromkeys(NEAR, (0, 0))
    compared = acts = 0
    for name, seed in corpora:
        made = corpus(seed, name)
        was_read = list(readings(made))
        found = linked(made.reports, was_read, made.settings)
        compared, acts = compared + found.compared, acts + len(found.tellings)
        all_items = items(made, was_read, found)
        for a, b in combinations(all_items, 2):
            told, put = a.tells == b.tells, a.group == b.group
            if told or put:
                one = Pairs(told, put, told and put)
                total += one
                if a.document != b.document and "copy" not in a.marks | b.marks:
                    uncopied += one
                for mark in (a.marks | b.marks) & by_mark.keys():
                    by_mark[mark] += one
            kind = near_miss(made, a, b)
            if kind is not None:
                near[kind] = (near[kind][0] + (not put), near[kind][1] + 1)
    del hard
    return Figures(total, uncopied, by_mark, near, compared / max(1, acts))


def near_miss(made: Corpus, a: Item, b: Item) -> str | None:
    """How one incident was made to be mistaken for the other, if it was."""
    for one, other in ((a, b), (b, a)):
        event = made.events.get(one.tells)
        if event is not None and event.of == other.tells:
            return event.near_miss
    return None
