"""What assessing costs as one report tells of more events, and as more origins tell of one.

Made records: a killing or an arrest each at its own place, said by a witness, one in five denied without more, or one event
in a text for each origin. Seconds are of one processor, the least of three; what is meant to be looked at is
the ratio to half as many, which depends on no machine: 2 where cost grows with the number, 4 with its square.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.tables import table
from chapeau.assess.brought import Asked, of_incident
from chapeau.assess.case import Case, Material
from chapeau.assess.elements import law
from chapeau.assess.explanations import explanations
from chapeau.assess.findings import findings
from chapeau.assess.rules import rules
from chapeau.ground.codec import to_json
from chapeau.ground.identity import record_id
from chapeau.ground.settings import Settings
from chapeau.records import Act, Incident, Period, Perpetrator, Place, RestsOn, Span, Speaker, Statement

SIZES = (500, 1_000, 2_000, 4_000)
QUICK = (100, 200)
ROUNDS = 3
LETTERS = 10
"""From one telling of a report to the next."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What so many tellings took: seconds of one processor, KB kept of their incidents, and the ratios to half as many."""

    told: str
    number: int
    seconds: float
    kept: float
    ratio: float | None
    ratio_kept: float | None


def in_one_report(number: int) -> Material:
    """So many events in one report."""
    return _apart(number, lambda _: "report")


def in_as_many(number: int) -> Material:
    """So many events, each in a report of its own."""
    return _apart(number, lambda n: f"report-{n}")


def of_one_killing(number: int) -> Material:
    """So many origins that tell of one killing."""
    return _together(number, ("killing",))


def of_one_arrest(number: int) -> Material:
    """So many origins that tell of one arrest, half of them that news of it was refused."""
    return _together(number, ("detention", "denial_of_information"))


SHAPES: dict[str, Callable[[int], Material]] = {
    "events in one report": in_one_report,
    "events, a report each": in_as_many,
    "origins of one killing": of_one_killing,
    "origins of one arrest, news refused": of_one_arrest,
}


def part(quick: bool) -> Iterator[str]:
    """The section of the results."""
    yield """
## Assessing, as one report or one event grows

Made records (`bench/assessing.py`). Seconds of one processor depend on the machine; the ratios to half as many do not:
2 where cost grows with the number, 4 with its square. *Kept*: what an incident brings, as the case keeps it for the next time.

"""
    yield table(
        ["told", "number", "seconds", "ratio", "kept, KB", "ratio"],
        (
            [
                c.told,
                f"{c.number:,}",
                f"{c.seconds:.2f}",
                _ratio(c.ratio),
                f"{c.kept:,.0f}",
                _ratio(c.ratio_kept),
            ]
            for c in costs(QUICK if quick else SIZES)
        ),
    )


def costs(sizes: tuple[int, ...]) -> Iterator[Cost]:
    """Each shape at each size."""
    findings(law(), of_one_arrest(sizes[0]), Settings())
    for told, made in SHAPES.items():
        before: Cost | None = None
        for number in sizes:
            seconds, kept = min(_assessed(made(number)) for _ in range(ROUNDS)), _kept(made(number))
            before = Cost(
                told, number, seconds, kept,
                seconds / before.seconds if before else None, kept / before.kept if before else None,
            )  # fmt: skip
            yield before


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _assessed(material: Material) -> float:
    """Seconds, without those of the collector of unused memory, which comes when it comes."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    findings(law(), material, Settings())
    took = time.process_time() - began
    gc.enable()
    return took


def _kept(material: Material) -> float:
    case, asked = Case(material, rules()), Asked(law(), rules())
    return sum(len(to_json(of_incident(case, asked, explanations(), i))) for i in case.incidents) / 1024


def _apart(number: int, report: Callable[[int], str]) -> Material:
    acts, said = [], []
    for n in range(number):
        denied = n % 5 == 4
        told = _statement(report(n), n, "ministry" if denied else "witness", denied=denied)
        said.append(told)
        acts.append(_act(report(n), ("killing", "detention")[n % 2], n, said_in=told.id, denied=denied))
    return _material([_incident(n, act) for n, act in enumerate(acts)], acts, said)


def _together(number: int, types: tuple[str, ...]) -> Material:
    acts = [_act(f"report-{n}", types[n % len(types)], 0) for n in range(number)]
    return _material([_incident(0, *acts)], acts, [])


def _material(incidents: list[Incident], acts: list[Act], said: list[Statement]) -> Material:
    rests = (RestsOn(act=a.id, origins=(f"origin-{a.document}",), why="its document's") for a in acts)
    return Material(incidents=incidents, acts=acts, statements=said, rests_on=tuple(rests))


def _incident(number: int, *acts: Act) -> Incident:
    place = Place(
        start=0,
        end=1,
        text=f"town {number}",
        role="at",
        precision="settlement",
        country="XO",
        id=f"town-{number}",
    )
    return Incident(
        id=record_id("inc", number),
        acts=tuple(sorted(act.id for act in acts)),
        types=tuple(sorted({act.type for act in acts})),
        extent="single",
        certainty="asserted",
        place=place,
        time=Period(low="2031-03-01", high="2031-03-01", precision="day"),
    )


def _act(document: str, kind: str, number: int, said_in: str | None = None, denied: bool = False) -> Act:
    at = LETTERS * number
    trigger = Span(start=at, end=at + 4, text="told")
    return Act(
        id=record_id("act", document, kind, number),
        document=document,
        made_by="made",
        type=kind,
        triggers=(trigger,),
        evidence=trigger,
        perpetrators=(Perpetrator(start=at, end=at + 4, text="told", kind="state", actor="orvania"),),
        said_in=said_in,
        certainty="denied" if denied else "asserted",
    )


def _statement(document: str, number: int, speaker: str, *, denied: bool) -> Statement:
    at = LETTERS * number
    return Statement(
        id=record_id("sta", document, number),
        document=document,
        made_by="made",
        speaker=Speaker(start=at, end=at + 1, text="x", actor=speaker),
        cue=None,
        kind="indirect",
        stance="denies" if denied else "asserts",
        content=(Span(start=at, end=at + LETTERS - 1, text="told there"),),
    )
