"""Which origins count as two? Those that no dependence joins, directly or through others, and those that a person found
independent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from chapeau.ground.join import components
from chapeau.records import Dependence


class Related:
    """What was found, and what people found, between the origins of a case: worked out once, over all of them.

    Two origins that each depend on a third hang together, whether or not the third tells what they tell. What a person
    found of two of them outranks that: it is about these two.
    """

    def __init__(self, dependences: Iterable[Dependence] = ()) -> None:
        found: list[tuple[str, str]] = []
        self._independent: defaultdict[str, set[str]] = defaultdict(set)
        for link in dependences:
            if link.state == "found":
                found.append((link.left, link.right))
            elif link.state == "independent":
                self._independent[link.left].add(link.right)
                self._independent[link.right].add(link.left)
        joined = components({origin for pair in found for origin in pair}, found)
        self._group = {origin: group[0] for group in joined for origin in group}

    def count_as_two(self, left: str, right: str) -> bool:
        """Whether no dependence joins them, directly or through others, or a person found them independent."""
        apart = self._group.get(left, left) != self._group.get(right, right)
        return apart or self.are_independent(left, right)

    def are_independent(self, left: str, right: str) -> bool:
        """Whether a person found them independent."""
        return right in self._independent.get(left, ())

    def several(self, origins: Collection[str]) -> bool:
        """Whether two of these count as two."""
        return len({self._group.get(o, o) for o in origins}) > 1 or self.independent(origins)

    def independent(self, origins: Collection[str]) -> bool:
        """Whether a person found two of these independent."""
        within = set(origins)
        return any(not within.isdisjoint(self._independent[o]) for o in within if o in self._independent)

    def among(self, origins: Iterable[str]) -> list[tuple[str, ...]]:
        """All that is known between these origins, in order: which are one group, which pairs are independent."""
        within = set(origins)
        grouped = sorted((origin, self._group[origin]) for origin in within if origin in self._group)
        pairs = {("", a, b) for a in within & self._independent.keys() for b in self._independent[a] & within}
        return [*grouped, *sorted(pairs)]
