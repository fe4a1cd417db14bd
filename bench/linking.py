"""How long linking takes, and how much memory, as a case grows; and what one more document costs.

A made case is filled without reading: documents, statements, acts and mentions from a seed, spread over
towns, days, parties and victims, forty in a hundred of the texts reworked from an earlier one. Each size is a
process of its own, so that its peak memory is its own. Seconds depend on the machine: compare within a table.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.identity import act_id, document_id, source_id, statement_id, text_hash
from chapeau.ground.settings import BodySetting, PartySetting, Settings
from chapeau.pipeline.derive import derive, link
from chapeau.pipeline.progress import Silent
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.standing import Standing
from chapeau.records import (
    Act,
    ActTime,
    Capture,
    Count,
    Document,
    DocumentDate,
    Mention,
    Perpetrator,
    Place,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Victim,
)

SIZES = (1_000, 10_000, 100_000)
"""Acts: what one person gathers in a week, what a group has after a year, what a commission of inquiry has."""

ACTS_A_DOCUMENT = 5
DOCUMENTS_AN_EVENT = 4
REWORKED = 0.4
"""Share of texts that rework an earlier one of the same event: what agencies make of a day's news."""

TOTALS = 0.03
"""Share of acts that are a total for a month ('since March, 400 people')."""

FIRST_DAY = date(2031, 1, 1)
DAYS = 1095
TOWNS = 400
OUTLETS = 60
SPEAKERS = 2000
SETTINGS = Settings(
    parties=(
        PartySetting(name="Republic of Orvania", country="XO", aliases=("Orvanian army", "Orvanian forces")),
        PartySetting(name="Ridge Guard", aliases=("Ridge Guard fighters",)),
    ),
    bodies=(BodySetting(name="Orvanian Ministry of Defence", voices=("Captain Ilse Marr",)),),
)
DOERS = (
    ("Orvanian army", "unit", "XO"),
    ("Ridge Guard", "organisation", None),
    ("Free Coast Brigade", "organisation", None),
    ("gunmen", "group", None),
    ("Tessic soldiers", "group", "XT"),
)
DEEDS = (
    ("killing", "killed", "killed"),
    ("killing.shelling", "shelled", "killed"),
    ("injury", "wounded", "injured"),
    ("detention", "detained", "detained"),
    ("destruction", "burned", "events"),
    ("torture.beating", "beat", "persons"),
)
SYLLABLES = (
    "ka",
    "len",
    "mor",
    "ti",
    "sa",
    "ver",
    "dun",
    "hal",
    "os",
    "grey",
    "ni",
    "pel",
    "ruk",
    "ya",
    "bo",
    "zem",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as texts tell it."""

    day: date
    town: int
    doer: int
    deeds: tuple[int, ...]
    toll: int
    victim: str


@dataclass(frozen=True, slots=True)
class Took:
    """One size: seconds of linking, on the wall and of one processor; peak memory (MB); seconds for one more document.

    `derived` are the seconds of linking, weighing and assessing when nothing or one document is new.
    """

    acts: int
    seconds: float
    processor: float
    megabytes: float
    one_more: float
    one_more_processor: float
    derived: float
    derived_one_more: float


class World:
    """Made texts, one after another, the same for a seed."""

    def __init__(self, documents: int, seed: int) -> None:
        self._random = Random(seed)
        self._words = [self._word() for _ in range(3000)]
        self._towns = [self._word().capitalize() for _ in range(TOWNS)]
        events = max(2, documents // DOCUMENTS_AN_EVENT)
        self._events = [self._event() for _ in range(events)]
        self._told: dict[int, str] = {}

    def reading(self, number: int) -> tuple[Source, Document, Reading]:
        """The next text, with all that a reader would find in it."""
        at = self._random.randrange(len(self._events))
        event = self._events[at]
        day = event.day + timedelta(days=self._random.randrange(3))
        lines = self._lines(event)
        text = self._text(at, day, lines)
        source, document = _kept_as(number, text, f"Outlet {self._random.randrange(OUTLETS)}", day)
        return source, document, self._read(document, event, day, lines)

    def _word(self) -> str:
        return "".join(self._random.choice(SYLLABLES) for _ in range(self._random.randint(2, 4)))

    def _event(self) -> Event:
        pick = self._random
        return Event(
            FIRST_DAY + timedelta(days=pick.randrange(DAYS)),
            pick.randrange(TOWNS),
            pick.randrange(len(DOERS)),
            tuple(pick.sample(range(len(DEEDS)), 3)),
            pick.randint(1, 60),
            f"{self._word().capitalize()} {self._word().capitalize()}",
        )

    def _lines(self, event: Event) -> list[str]:
        """A sentence for each act: the event's deeds, then things told in passing."""
        doer, town, filler = DOERS[event.doer][0], self._towns[event.town], self._filler
        lines = [
            f"{doer} {DEEDS[d][1]} {event.toll + n} people in {town}, {filler(6)}."
            for n, d in enumerate(event.deeds)
        ]
        return [
            *lines,
            f"{doer} shot {event.victim} near {town}, {filler(6)}.",
            f"Since then people were {filler(8)}.",
        ]

    def _filler(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, k=count))

    def _text(self, at: int, day: date, lines: list[str]) -> str:
        """A text around its sentences; reworked texts share their body with the first on the event."""
        body = self._told.get(at)
        if body is None or self._random.random() > REWORKED:
            body = self._filler(60)
            self._told.setdefault(at, body)
        return f"{day.isoformat()}\n\n{' '.join(lines)}\n\n{body}.\n"

    def _read(self, document: Document, event: Event, day: date, lines: list[str]) -> Reading:
        said = [self._statement(document, self._speaker(), n) for n in range(2)]
        acts = [self._act(document, event, n, line, said) for n, line in enumerate(lines)]
        doer, kind, country = DOERS[event.doer]
        names = [
            (doer, "organisation" if kind != "group" else "unit", country),
            (event.victim, "person", None),
        ]
        names += [(s.speaker.text, "person", None) for s in said if s.speaker]
        mentions = [
            Mention(start=n, end=n + len(name), text=name, document=document.id, kind=what, country=where,  # type: ignore[arg-type]
                    actor=_key(name))
            for n, (name, what, where) in enumerate(names)
        ]  # fmt: skip
        when = DocumentDate(low=day.isoformat(), high=day.isoformat(), inferred=False)
        return Reading(
            document=document.id, made_by="made", date=when, language="en", length=len(document.text),
            statements=tuple(said), acts=tuple(acts), mentions=tuple(mentions),
        )  # fmt: skip

    def _speaker(self) -> str:
        """Of some two thousand speakers a few speak for most: the first has one statement in thirteen."""
        at = int(SPEAKERS * self._random.random() ** 3)
        return f"Captain {self._words[at].capitalize()} {self._words[-1 - at].capitalize()}"

    def _statement(self, document: Document, speaker: str, number: int) -> Statement:
        return Statement(
            id=statement_id(document.id, number, number + 1), document=document.id, made_by="made", cue=None, content=(),
            kind="indirect", stance=self._random.choices(("asserts", "denies"), (95, 5))[0],
            speaker=Speaker(start=0, end=len(speaker), text=speaker, actor=_key(speaker)),
        )  # fmt: skip

    def _act(self, document: Document, event: Event, number: int, line: str, said: list[Statement]) -> Act:
        start = document.text.index(line)
        deed = DEEDS[event.deeds[number]] if number < len(event.deeds) else DEEDS[0]
        passing, total = number == ACTS_A_DOCUMENT - 1, self._random.random() < TOTALS
        low, high = _month(event.day) if total else (event.day.isoformat(), event.day.isoformat())
        return Act(
            id=act_id(document.id, start, start + 4), document=document.id, made_by="made", type=deed[0],
            triggers=(Span(start=start, end=start + 4, text=line[:4]),),
            evidence=Span(start=start, end=start + len(line), text=line),
            perpetrators=_doers(event) if not passing else (),
            victims=_victims(event) if number == len(event.deeds) else (),
            places=() if passing else (self._place(event),),
            time=None if passing else ActTime(start=0, end=10, text=low, low=low, high=high, precision="month" if total else "day"),
            counts=_counts(deed[2], event.toll + number + self._random.choice((0, 0, 0, 2))) if number < 3 else (),
            extent="aggregate" if total else "single",
            said_in=self._random.choice((None, said[0].id, said[1].id)),
        )  # fmt: skip

    def _place(self, event: Event) -> Place:
        town = self._towns[event.town]
        lat, lon = -60 + 0.5 * (event.town // 20), -120 + 0.9 * (event.town % 20)
        country = "XO" if event.town % 2 else "XT"
        return Place(start=0, end=len(town), text=town, lat=lat, lon=lon, precision="settlement", country=country,
                     id=f"case:{event.town}")  # fmt: skip


def _key(name: str) -> str:
    return name.lower().replace(" ", "-")


def _month(day: date) -> tuple[str, str]:
    first = day.replace(day=1)
    return first.isoformat(), ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat()


def _doers(event: Event) -> tuple[Perpetrator, ...]:
    name, kind, _ = DOERS[event.doer]
    return (Perpetrator(start=0, end=len(name), text=name, kind=kind, actor=_key(name)),)  # type: ignore[arg-type]


def _victims(event: Event) -> tuple[Victim, ...]:
    return (Victim(start=0, end=1, text=event.victim, kind="individual", name=event.victim),)


def _counts(of: str, number: int) -> tuple[Count, ...]:
    return (Count(start=0, end=2, text=str(number), low=number, high=number, of=of, basis="numeral"),)  # type: ignore[arg-type]


def _kept_as(number: int, text: str, publisher: str, day: date) -> tuple[Source, Document]:
    hashed, name = text_hash(text), f"{number:07}.txt"
    capture = Capture(name=name, by="bench", at="2034-05-02T09:00:00Z", clock="given", how="file")
    source = Source(
        id=source_id(hashed, name, None),
        blob=hashed,
        size=len(text),
        media_type="text/plain",
        capture=capture,
    )
    document = Document(
        id=document_id(source.id, 0, "made", hashed), source=source.id, position=0, extractor="made", text_hash=hashed,
        text=text, publisher=publisher, date=day.isoformat(),
    )  # fmt: skip
    return source, document


def fill(case: Casefile, world: World, numbers: range) -> None:
    """Keep texts as if they had been received and read."""
    with case.transaction():
        for number in numbers:
            source, document, reading = world.reading(number)
            case.keep_source(source)
            case.keep(kinds.DOCUMENTS, document)
            case.keep_reading(reading, "made")


def sizes(quick: bool) -> Iterator[Took]:
    """Each size, in a process of its own."""
    for acts in SIZES[:1] if quick else SIZES:
        command = [sys.executable, "-m", "bench.linking", str(acts)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        yield Took(**json.loads(done.stdout.splitlines()[-1]))


def _measured(acts: int) -> dict[str, float]:
    documents = acts // ACTS_A_DOCUMENT
    world, gazetteer = World(documents, seed=acts), Gazetteer.packaged()
    with tempfile.TemporaryDirectory() as folder, created(Path(folder) / "case") as case:
        fill(case, world, range(documents))
        seconds, processor = _linked(case, gazetteer)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        fill(case, world, range(documents, documents + 1))
        one_more, one_more_processor = _linked(case, gazetteer)
        derived = _derived(case, gazetteer)
        fill(case, world, range(documents + 1, documents + 2))
        again = _derived(case, gazetteer)
    took = Took(acts, seconds, processor, megabytes, one_more, one_more_processor, derived, again)
    return asdict(took)


def _linked(case: Casefile, gazetteer: Gazetteer) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    link(Standing(case, after_review(case), case.superseded()), SETTINGS, gazetteer, jobs=None)
    return time.perf_counter() - wall, time.process_time() - processor


def _derived(case: Casefile, gazetteer: Gazetteer) -> float:
    began = time.perf_counter()
    derive(case, after_review(case), SETTINGS, gazetteer, Silent())
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
