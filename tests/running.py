"""Small invented reports, and a run over them, for tests of the whole way."""

from __future__ import annotations

import json
from pathlib import Path

from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.run import RunReport, run

WHEN = "2031-05-02T09:00:00Z"
ANALYST = Occasion(who="A. Analyst", at=WHEN, clock="given")

MARKET = (
    "LENNA, March 12, 2031 (Meridian Wire) - Soldiers of the Orvanian army shelled the market in Halvern on "
    "Wednesday, killing at least 12 civilians, the mayor, Tomas Velk, said.\n\nThe Orvanian Ministry of Defence "
    "denied that its forces fired on Halvern.\n"
)
CAMP = (
    "March 22, 2031\n\nGuards beat 43 men in the Grenn camp and gave them electric shocks, Lantern Watch said in a "
    "report. A former prisoner said that guards tortured his brother.\n"
)
COPY = "HARBOUR TIMES\n\n" + MARKET
LINES = [
    {
        "id": "p1",
        "date": "2031-03-13",
        "text": "They shelled the market in Halvern. People are dead under the stalls.",
    },
    {
        "id": "p2",
        "date": "2031-04-06",
        "text": "Our juniors killed the last climb and destroyed the course record.",
    },
]


def reports(folder: Path) -> Path:
    """A folder of four files: a story, its copy, a report, and two posts."""
    folder.mkdir(parents=True)
    (folder / "01-market.txt").write_text(MARKET, "utf-8")
    (folder / "02-copy.md").write_text(COPY, "utf-8")
    (folder / "03-camp.txt").write_text(CAMP, "utf-8")
    (folder / "04-posts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES), "utf-8")
    return folder


def carried(paths: list[Path], case: Path, occasion: Occasion = ANALYST) -> RunReport:
    """A run in this process."""
    return run(paths, case, occasion, jobs=1)


def dossier(case: Path) -> tuple[bytes, bytes]:
    """The dossier as data and as a page."""
    return (case / "dossier.json").read_bytes(), (case / "dossier.html").read_bytes()
