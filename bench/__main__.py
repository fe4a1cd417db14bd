"""Measure everything and write RESULTS.md: `python -m bench`, or `make bench`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import SHARED, Figure, figures
from bench.speed import Took, articles, grammar_alone, seed

RESULTS = Path(__file__).parent / "RESULTS.md"
TRIED = Path(__file__).parent / "tried.md"

HEAD = """# Results

Written by `make bench`; do not edit. What was tried, and what failed, stands in [tried.md](tried.md).

## Reading texts that nobody here wrote

Percent, on the development splits. The floor is what a plain parser with a verb list, subject and
object reaches on the test splits, which are kept away from this project.

| texts | figure | rule reader | floor |
|---|---|---|---|
"""

SPEED = """
## Time and memory

Two cores; one process a line. Seconds are wall time and depend on the machine: compare within the
table. Memory is the peak of the main process, and of the largest worker.

| documents | seconds | memory, MB | worker, MB | {steps} |
|---|---|---|---|{rule}|
"""


def main() -> int:
    """Write RESULTS.md; 0, or 5 where the texts beside the checkout are missing."""
    if not SHARED.is_dir():
        print(
            "The texts that the benchmark reads (../shared) are not here; nothing was measured.",
            file=sys.stderr,
        )
        return 5
    RESULTS.write_text("".join(_results()), "utf-8")
    print(f"Written: {RESULTS}")
    return 0


def _results() -> Iterator[str]:
    yield HEAD
    for figure in figures():
        print(figure)
        yield _row(figure)
    took = [seed(), *articles()]
    steps = list(took[-1].steps)
    yield SPEED.format(steps=" | ".join(steps), rule="---|" * (len(steps) - 1) + "---")
    yield from (_took(one, steps) for one in took)
    reader, grammar = grammar_alone()
    yield (
        f"\nThe rule reader reads {reader:,.0f} tokens a second on one core, the grammar beneath it alone "
        f"{grammar:,.0f}: {reader / grammar:.2f} of its speed.\n"
    )


def _row(figure: Figure) -> str:
    return f"| {figure.split} | {figure.name} | {figure.value:.1f} | {figure.floor:.1f} |\n"


def _took(took: Took, steps: Sequence[str]) -> str:
    by_step = " | ".join(f"{took.steps.get(step, 0.0):.1f}" for step in steps)
    return (
        f"| {took.documents} | {took.seconds:.1f} | {took.megabytes:.0f} | {took.workers_megabytes:.0f} "
        f"| {by_step} |\n"
    )


if __name__ == "__main__":
    sys.exit(main())
