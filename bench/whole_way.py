"""How long and how much memory: the seed article, and 1,000 articles through the whole way.

Each run is a process of its own, so that its peak memory is its own. Seconds depend on the machine
and are printed to be compared within one run: the steps with each other, a thousand articles with a
hundred. How fast the readers read stands in speed.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import SHARED
from chapeau.ground.settings import Settings
from chapeau.pipeline.occasion import occasion
from chapeau.pipeline.run import run

NOW = "2031-05-02T09:00:00Z"
SIZES = (100, 300, 924)
"""Articles of polnear at a time: each size is about three times the one before; 924 are all there are."""


@dataclass(slots=True)
class Stopwatch:
    """A `Progress` that keeps each step's wall seconds."""

    steps: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _began: float = 0.0

    def begin(self, step: str, total: int) -> None:  # noqa: ARG002
        """A step begins."""
        self._step, self._began = step, time.perf_counter()

    def advance(self) -> None:
        """One item is done."""

    def end(self) -> None:
        """The step is done."""
        self.steps[self._step] = self.steps.get(self._step, 0.0) + time.perf_counter() - self._began


@dataclass(frozen=True, slots=True)
class Took:
    """One run: documents, wall seconds in all and by step, and peak memory in MB (largest process)."""

    documents: int
    seconds: float
    steps: dict[str, float]
    megabytes: float
    workers_megabytes: float


def seed() -> Took:
    """The seed article, alone, from start of the process to a dossier."""
    (path,) = (SHARED / "seed").glob("*.txt")
    return _in_a_process(path)


def articles() -> Iterator[Took]:
    """The same way for growing numbers of articles."""
    lines = [
        line
        for split in ("train", "dev")
        for line in (SHARED / "data" / "polnear" / f"{split}.jsonl").read_text("utf-8").splitlines()
    ]
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"articles-{size}.jsonl"
            path.write_text("\n".join(lines[:size]) + "\n", "utf-8")
            yield _in_a_process(path)


def _in_a_process(path: Path) -> Took:
    command = [sys.executable, "-m", "bench.whole_way", str(path)]
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    told = json.loads(done.stdout.splitlines()[-1])
    return Took(told["documents"], seconds, told["steps"], told["megabytes"], told["workers_megabytes"])


def _measured(path: Path) -> dict[str, object]:
    import resource

    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        report = run(
            [path], Path(folder) / "case", occasion("bench", NOW), settings=Settings(), progress=watch
        )
    return {
        "documents": report.new_documents,
        "steps": watch.steps,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "workers_megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
