"""What a document is mainly about, as the encoder tells it: kinds of deed, and of whoever is said to have done them.

Taught on reports of attacks whose annotators named the main event. It chooses among the acts that were read
and never adds one: a kind of deed that no act tells stays out, and where it would leave none, the rules' choice stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np

from chapeau.read.heads import CATEGORIES, FAMILIES
from chapeau.read.labelled import Labelled
from chapeau.records import About, Act, PerpetratorCategory

SURE: Final = 0.5
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class MainEvent:
    """Probabilities of the kinds of deed, each by itself, and of the category of perpetrator, which sum to one."""

    families: Mapping[str, float]
    category: Mapping[str, float]


def main_event(labelled: Labelled) -> MainEvent | None:
    """What the windows of a document say together, each by its own weight; None where none was looked at."""
    if not labelled.seen:
        return None
    weights = np.exp(np.array([s.weight for s in labelled.seen], np.float64))
    shares = weights / weights.sum()
    families = 1 / (1 + np.exp(-(shares @ np.array([s.families for s in labelled.seen], np.float64))))
    category = np.exp(shares @ np.array([s.category for s in labelled.seen], np.float64))
    return MainEvent(
        dict(zip(FAMILIES, families.tolist(), strict=True)),
        dict(zip(CATEGORIES, (category / category.sum()).tolist(), strict=True)),
    )


def with_main_event(line: About, acts: Sequence[Act], labelled: Labelled) -> About:
    """The line with the acts of the kinds that the encoder takes for main, and its category."""
    event = main_event(labelled)
    if event is None:
        return line
    told = [a for a in acts if a.certainty in ("asserted", "possible")]
    chosen = tuple(a.id for a in told if event.families[_kind(a)] >= SURE)
    category = max(event.category, key=lambda c: event.category[c])
    return replace(line, acts=chosen or line.acts, perpetrator_category=cast(PerpetratorCategory, category))


def _kind(act: Act) -> str:
    return act.family if act.family in FAMILIES else OTHER
