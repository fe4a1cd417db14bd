"""How many are there at least, if some persons are easier to list than others?

Chao's lower bound for lists of unlike reach (model Mth): only those on one list and on two say how many are on none; those on
three or more have a term of their own for each number of lists, which may raise what independence expects and never lower it
(Chao 1987; Rivest and Baillargeon 2007, Biometrics 63, 999-1006; `Mth Chao (LB)` in R's Rcapture).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from chapeau.weigh.undercount.loglinear import STILL, newton
from chapeau.weigh.undercount.table import Overlaps, observed, patterns


@dataclass(frozen=True, slots=True)
class Bound:
    """`none`: on no list, at least; `spread`: standard error of its logarithm; `raised`: numbers of lists that more persons
    are on than independence expects."""

    none: float
    spread: float
    raised: tuple[int, ...]


def lower_bound(table: Overlaps) -> Bound | None:
    """Chao's bound; None where it cannot be worked out. A term that raises by no more than rounding leaves, like one that lowers."""
    lists = patterns(len(table.lists))
    on, counts = lists.sum(1), observed(table)
    raised = [k for k in range(3, len(table.lists) + 1) if table.on_exactly(k)]
    while True:
        design = np.column_stack([np.ones(len(on)), lists, *(on == k for k in raised)]).astype(np.float64)
        solved = newton(design, counts)
        if solved is None:
            return None
        values, variance = solved
        of_many = values[1 + len(table.lists) :]
        lowered = [k for k, value in zip(raised, of_many, strict=True) if value < STILL]
        if not lowered:
            return Bound(exp(values[0]), sqrt(variance), tuple(raised))
        raised.remove(lowered[0])
