"""How many? Every quantity of persons, things or events in a text, as an interval.

The conventions ('hundreds of thousands' is at least 200,000) are data, each with its reason:
vocabulary/numbers.yaml. Years, ages, dates, money, times of day, ordinals and model names are no counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.read.parsed import Parsed
from chapeau.records import CountBasis, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Span):
    """A quantity and what it counts. `low` to `high`, both included; `high` None is open upwards.

    `noun` is the lemma of what is counted ('civilian'), `noun_start` its offset; both None where the
    number stands alone ('at least 12 were killed').
    """

    low: int | None
    high: int | None
    basis: CountBasis
    noun: str | None = None
    noun_start: int | None = None


def counts(parsed: Parsed) -> tuple[Number, ...]:
    """Every quantity of a text, in order; no two overlap."""
    return ()
