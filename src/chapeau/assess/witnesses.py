"""Which origins must be there for a state of a finding to hold?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

Witness = frozenset[str]
"""Origins that must all be there: as long as they are, the state holds."""

Telling = tuple[str, frozenset[str]]
"""An origin, and those of which it needs one beside it for its telling to count; none where it counts by itself."""


@dataclass(frozen=True, slots=True)
class Several:
    """A state that holds as long as origins of two of these groups tell. An origin is in one group.

    It stands for a witness for any two: what would be written out is the square of what is told.
    """

    groups: frozenset[frozenset[Telling]]

    @property
    def origins(self) -> frozenset[str]:
        """All of which it hangs, those that others need among them."""
        tellings = [telling for group in self.groups for telling in group]
        return frozenset(origin for origin, _ in tellings).union(*{needs for _, needs in tellings})

    @property
    def number(self) -> int:
        """How many witnesses it stands for, at most."""
        sizes = [sum(len(needs) or 1 for _, needs in tellings) for tellings in self.groups]
        return (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2

    def written_out(self) -> Iterator[Witness]:
        """Each witness it stands for."""
        for left, right in combinations(self.groups, 2):
            for one, other in product(_alone(left), _alone(right)):
                yield one | other

    def without(self, gone: frozenset[str]) -> Several | None:
        """What is left of it when these origins are gone; None where it cannot hold any longer."""
        if self.origins.isdisjoint(gone):
            return self
        left = {needs: needs - gone for tellings in self.groups for _, needs in tellings}
        groups = (
            frozenset(
                (origin, left[needs])
                for origin, needs in tellings
                if origin not in gone and (left[needs] or not needs)
            )
            for tellings in self.groups
        )
        return _of(groups)

    def fewest_alone(self) -> int | None:
        """The fewest origins without which it does not hold: all but the largest group. None where some need others."""
        if any(needs for tellings in self.groups for _, needs in tellings):
            return None
        sizes = [len(tellings) for tellings in self.groups]
        return sum(sizes) - max(sizes)


State = Witness | Several


def several(needs: Mapping[str, frozenset[str]], group_of: Mapping[str, str]) -> Iterator[Several]:
    """The state that two groups tell: `needs` by origin, and each origin's group where it is not its own."""
    groups: defaultdict[str, set[Telling]] = defaultdict(set)
    for origin, others in needs.items():
        groups[group_of.get(origin, origin)].add((origin, others))
    made = _of(frozenset(tellings) for tellings in groups.values())
    if made is not None:
        yield made


def anyone(needs: Mapping[str, frozenset[str]]) -> Iterator[State]:
    """The state that anyone tells: `needs` by origin."""
    by_needs: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for origin, others in needs.items():
        by_needs[others].add(origin)
    for others, origins in by_needs.items():
        if others:
            yield from both(origins, others)
        else:
            yield from (frozenset({origin}) for origin in origins)


def both(left: Iterable[str], right: Iterable[str], needs: frozenset[str] = frozenset()) -> Iterator[State]:
    """The state that an origin of each side is there, and one of `needs` where there are any."""
    one, other = frozenset(left), frozenset(right)
    yield from anyone({origin: _but_itself(origin, needs) for origin in one & other})
    sides = (
        frozenset((origin, _but_itself(origin, needs)) for origin in one - other),
        frozenset((origin, frozenset[str]()) for origin in other - one),
    )
    made = _of(sides)
    if made is not None:
        yield made


def _but_itself(origin: str, needs: frozenset[str]) -> frozenset[str]:
    """What it needs beside it: nothing where it is itself what is needed."""
    return frozenset() if origin in needs else needs


def _of(groups: Iterable[frozenset[Telling]]) -> Several | None:
    filled = frozenset(tellings for tellings in groups if tellings)
    return Several(filled) if len(filled) > 1 else None


def _alone(tellings: Iterable[Telling]) -> Iterator[Witness]:
    for origin, needs in tellings:
        yield from (frozenset({origin, other}) for other in needs or (origin,))
