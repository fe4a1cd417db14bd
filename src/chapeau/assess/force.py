"""Was a provision in force when it happened?

Nobody is held to a law that was not in force (article 24), so acts of another time count for nothing under
it. They are shown beside with that gap, for nothing disappears in silence; and a person can open the provision where
a crime that began before went on into its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.assess.support import Told
from chapeau.records import Force, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Of some incidents: those that count, those of another time, and whether the time of one reaches across."""

    counted: tuple[Told, ...]
    outside: tuple[Told, ...]
    across: bool


def in_force(force: Force, told: Sequence[Told], *, opened: bool = False) -> InForce:
    """The incidents as they stand to a provision's time in force; all count where a person opened it."""
    late = [is_outside(force, one.of.span) for one in told]
    rest = tuple(one for one, out in zip(told, late, strict=True) if not out)
    return InForce(
        counted=tuple(told) if opened else rest,
        outside=tuple(one for one, out in zip(told, late, strict=True) if out),
        across=any(_reaches_across(force, one.of.span) for one in rest),
    )


def is_outside(force: Force, when: Period) -> bool:
    """Whether it happened, on every reading of the day told, when the provision was not in force."""
    before = force.low is not None and when.high is not None and when.high < force.low
    after = force.high is not None and when.low is not None and when.low > force.high
    return before or after


def _reaches_across(force: Force, when: Period) -> bool:
    """Whether a time that is told begins before the force or ends after it."""
    if when.low is None:
        return False
    ends_after = force.high is not None and (when.high is None or when.high > force.high)
    return (force.low is not None and when.low < force.low) or ends_after
