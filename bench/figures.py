"""How well each reader reads texts that nobody in the project wrote.

Each development split beside the checkout (../shared/data) goes through every registered reader, and
what it writes (the format of `chapeau read`) through the scorer that lies with the texts. The floors are the
figures that a plain parser, a verb list, subject and object reach on the test splits, as the texts'
own README prints them; the test splits are kept away from this project.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.readers import read_documents, reader_names
from chapeau.read.format import reading_json

CHECKOUT = Path(__file__).parents[1]
SHARED = CHECKOUT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a figure is held against (percent): the floor, and what was set as least and as aim, where it was."""

    floor: float
    least: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """One development split: the scorer's task, the folder and name, and its figures with their marks."""

    task: str
    name: str
    marks: dict[str, Mark]


SPLITS = (
    Split(
        "hrdsattack",
        "hrdsattack/dev",
        {
            "perpetrator_mention.f1": Mark(83.8),
            "perpetrator_type": Mark(56.0, 62, 75),
            "violation_type.f1": Mark(65.4, 73, 82),
            "victim_name_exact.f1": Mark(8.6, 50, 65),
            "victim_name_fuzzy.f1": Mark(23.5, 55, 72),
            "country": Mark(41.0, 68, 85),
            "city_stated": Mark(0.0, 40, 65),
            "month_stated": Mark(50.0, 60, 80),
            "day_stated": Mark(0.0, 45, 70),
        },
    ),
    Split(
        "polnear",
        "polnear/dev",
        {
            "source.f1": Mark(53.9, 82, 90),
            "cue.f1": Mark(28.6, 71, 80),
            "content.f1": Mark(56.3, 89, 93),
            "attribution.f1": Mark(33.7, 68, 80),
        },
    ),
    Split("muc4", "muc4/dev", {"all_exact.f1": Mark(6.2, 42, 60), "all_head.f1": Mark(8.9, 48, 64)}),
    Split(
        "indiapolice",
        "indiapolice/dev",
        {"kill.f1": Mark(3.2, 55, 75), "arrest.f1": Mark(59.5, 68, 82), "force.f1": Mark(28.8, 68, 85)},
    ),
    Split(
        "geoparsing",
        "geoparsing/trnews-even",
        {"recognition.f1": Mark(79.5, 84, 92), "resolved": Mark(28.0, 60, 80)},
    ),
    Split("geoparsing", "geoparsing/lgl", {"recognition.f1": Mark(74.9), "resolved": Mark(0.0)}),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one split (percent): each reader's by its name, and what it is held against."""

    split: str
    name: str
    values: dict[str, float]
    mark: Mark


def figures(sample: int | None = None) -> Iterator[Figure]:
    """Every figure of every split, read by every reader and scored now; over the first `sample` documents."""
    for split in SPLITS:
        found = {name: _read_and_scored(name, split, sample) for name in reader_names()}
        for figure, mark in split.marks.items():
            yield Figure(split.name, figure, {n: look_up(s, figure) for n, s in found.items()}, mark)


def documents_of(split: Split) -> list[dict[str, Any]]:
    """The documents of a split, in order."""
    return lines_of(f"{split.name}.jsonl")


def lines_of(name: str) -> list[dict[str, Any]]:
    """The objects of one of the files beside the checkout ('polnear/dev.gold.jsonl')."""
    return [json.loads(line) for line in (SHARED / "data" / name).read_text("utf-8").split("\n") if line]


def _read_and_scored(reader: str, split: Split, sample: int | None) -> dict[str, Any]:
    documents = documents_of(split)[:sample]
    found = [reading_json(reading).decode() for reading in read_documents(reader, documents)]
    return scored(split, found, {str(d["id"]) for d in documents})


def scored(split: Split, readings: Iterable[str], ids: Container[str]) -> dict[str, Any]:
    """What the scorer beside the checkout says of readings (one JSON object each) of the documents `ids`."""
    gold = (g for g in lines_of(f"{split.name}.gold.jsonl") if str(g["id"]) in ids)
    with tempfile.TemporaryDirectory() as folder:
        wanted, got = Path(folder) / "gold.jsonl", Path(folder) / "readings.jsonl"
        wanted.write_text("".join(json.dumps(g) + "\n" for g in gold), "utf-8")
        got.write_text("".join(line + "\n" for line in readings), "utf-8")
        scorer = [
            sys.executable,
            str(SHARED / "tools" / "score.py"),
            split.task,
            str(wanted),
            str(got),
            "--json",
        ]
        found = subprocess.run(scorer, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(found.stdout)
    return result


def look_up(scored: dict[str, Any], name: str) -> float:
    """The figure of a dotted name ('cue.f1') in what the scorer said."""
    value: Any = scored
    for key in name.split("."):
        value = value[key]
    return float(value)
