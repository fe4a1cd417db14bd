"""Tables made for the tests, and those beside the checkout."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from chapeau.pipeline.undercount import read_table
from chapeau.weigh.undercount.table import Overlaps, from_patterns, patterns


def beside(shared: Path, name: str) -> Overlaps:
    """A table of others, beside the checkout."""
    return read_table((shared / "data" / "mse" / f"{name}.csv").read_text("utf-8"), name)


def population(
    rng: np.random.Generator, persons: int, chances: list[list[float]], shares: list[float]
) -> Overlaps:
    """Lists over so many persons of several kinds, each with its chance to be on each list, independently."""
    lists, counts = len(chances[0]), {}
    for kind, many in zip(chances, rng.multinomial(persons, shares), strict=True):
        on = rng.random((many, lists)) < np.array(kind)
        for pattern in (on * (1 << np.arange(lists))).sum(1):
            counts[int(pattern)] = counts.get(int(pattern), 0) + 1
    return from_patterns([f"L{j}" for j in range(lists)], counts)


def expected(persons: float, chances: list[float]) -> np.ndarray:
    """What independence expects of each pattern."""
    on = patterns(len(chances))
    return persons * np.prod(np.where(on == 1, chances, 1 - np.array(chances)), axis=1)
