"""How well the reader reads texts that nobody in the project wrote.

Each development split beside the checkout (../shared/data) goes through the real command,
`chapeau read`, and its output through the scorer that lies with the texts. The floors are the
figures that a plain parser, a verb list, subject and object reach on the test splits, as the texts'
own README prints them; the test splits are kept away from this project.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[1]
SHARED = CHECKOUT.parent / "shared"
CHAPEAU = Path(sys.executable).parent / "chapeau"


@dataclass(frozen=True, slots=True)
class Split:
    """One development split: the scorer's task, the folder and name, and floors by figure (percent)."""

    task: str
    name: str
    floors: dict[str, float]


SPLITS = (
    Split(
        "hrdsattack",
        "hrdsattack/dev",
        {
            "perpetrator_mention.f1": 83.8,
            "perpetrator_type": 56.0,
            "violation_type.f1": 65.4,
            "victim_name_exact.f1": 8.6,
            "victim_name_fuzzy.f1": 23.5,
            "country": 41.0,
            "city_stated": 0.0,
            "month_stated": 50.0,
            "day_stated": 0.0,
        },
    ),
    Split(
        "polnear",
        "polnear/dev",
        {"source.f1": 53.9, "cue.f1": 28.6, "content.f1": 56.3, "attribution.f1": 33.7},
    ),
    Split("muc4", "muc4/dev", {"all_exact.f1": 6.2, "all_head.f1": 8.9}),
    Split("indiapolice", "indiapolice/dev", {"kill.f1": 3.2, "arrest.f1": 59.5, "force.f1": 28.8}),
    Split("geoparsing", "geoparsing/trnews-even", {"recognition.f1": 79.5, "resolved": 28.0}),
    Split("geoparsing", "geoparsing/lgl", {"recognition.f1": 74.9, "resolved": 0.0}),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one split, beside the floor."""

    split: str
    name: str
    value: float
    floor: float


def figures() -> Iterator[Figure]:
    """Every figure of every split, read and scored now."""
    for split in SPLITS:
        scored = _scored(split)
        for name, floor in split.floors.items():
            yield Figure(split.name, name, _look_up(scored, name), floor)


def _scored(split: Split) -> dict[str, Any]:
    documents = SHARED / "data" / f"{split.name}.jsonl"
    gold = documents.with_suffix(".gold.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        subprocess.run([str(CHAPEAU), "read", str(documents), "--out", str(readings), "--quiet"], check=True)
        scorer = [
            sys.executable,
            str(SHARED / "tools" / "score.py"),
            split.task,
            str(gold),
            str(readings),
            "--json",
        ]
        found = subprocess.run(scorer, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(found.stdout)
    return result


def _look_up(scored: dict[str, Any], name: str) -> float:
    value: Any = scored
    for key in name.split("."):
        value = value[key]
    return float(value)
