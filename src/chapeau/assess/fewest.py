"""A number of origins that is exact, or below which none can lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fewest:
    """A number of origins; not `exact`: no fewer would do, but perhaps more are needed."""

    number: int
    exact: bool = True

    def __add__(self, other: Fewest) -> Fewest:
        return Fewest(self.number + other.number, self.exact and other.exact)


def least(found: Iterable[Fewest]) -> Fewest:
    """The smallest of these: exact where no bound of another lies below it."""
    return min(found, key=lambda one: (one.number, not one.exact))
