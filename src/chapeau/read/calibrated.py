"""How often is what bears such a score right? From a reader's raw score to a calibrated one.

The tables (`vocabulary/calibration.yaml`) are fitted on annotated texts by `python -m bench.calibration --fit`: for
each reader and each kind of record, raw scores and the share that was right, both rising. Between two knots
the line between them holds, beyond the ends the end. A calibrated score orders as the raw one does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from chapeau.errors import DataInvalid
from chapeau.read.words import vocabulary

Kind = Literal["statement", "act"]
Knots = tuple[tuple[float, float], ...]


def calibrated(reader: str, kind: Kind, raw: float) -> float:
    """The calibrated score, two decimals; the raw one, rounded, where no table was fitted for it.

    Raises DataInvalid where the table does not rise.
    """
    knots = knots_of(reader, kind)
    return round(on_the_line(knots, raw), 2) if knots else round(raw, 2)


def knots_of(reader: str, kind: Kind) -> Knots:
    """The knots of one table, raw scores rising; none where nothing was fitted. Raises DataInvalid."""
    found: list[Any] = (tables().get(reader) or {}).get(kind) or []
    knots = tuple((float(raw), float(right)) for raw, right in found)
    if any(a >= b or p > q for (a, p), (b, q) in pairwise(knots)):
        raise DataInvalid(
            f"In vocabulary/calibration.yaml the table {reader}.{kind} does not rise.", hint="Fit it again."
        )
    return knots


def tables() -> dict[str, Any]:
    """All tables, by reader and kind."""
    return vocabulary("calibration") or {}


def on_the_line(knots: Sequence[tuple[float, float]], raw: float) -> float:
    """The height at `raw` of the line through the knots, level beyond its ends."""
    place = bisect_right([at for at, _ in knots], raw)
    if place == 0:
        return knots[0][1]
    if place == len(knots):
        return knots[-1][1]
    (low, lower), (high, higher) = knots[place - 1], knots[place]
    return lower + (higher - lower) * (raw - low) / (high - low)
