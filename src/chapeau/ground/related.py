"""Which origins count as two? Those that no dependence joins, directly or through others, and those that a person found
independent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

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

    def group_of(self, origin: str) -> str:
        """The origins that a dependence joins with this one, directly or through others, named after one of them."""
        return self._group.get(origin, origin)

    def count_as_two(self, left: str, right: str) -> bool:
        """Whether no dependence joins them, directly or through others, or a person found them independent."""
        return self.group_of(left) != self.group_of(right) or self.are_independent(left, right)

    def are_independent(self, left: str, right: str) -> bool:
        """Whether a person found them independent."""
        return right in self._independent.get(left, ())

    def several(self, origins: Collection[str]) -> bool:
        """Whether two of these count as two."""
        known = self._group
        return len({known.get(o, o) for o in origins}) > 1 or self.independent(origins)

    def independent(self, origins: Iterable[str]) -> bool:
        """Whether a person found two of these independent."""
        return any(self.independent_among(origins))

    def independent_among(self, origins: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs of these that a person found independent."""
        within = set(origins)
        for left in within & self._independent.keys():
            yield from ((left, right) for right in within & self._independent[left] if left < right)

    def among(self, origins: Iterable[str]) -> list[tuple[str, ...]]:
        """All that is known between these origins, in order: which are one group, which pairs are independent."""
        within = set(origins)
        grouped = sorted((origin, self._group[origin]) for origin in within if origin in self._group)
        return [*grouped, *sorted(("", *pair) for pair in self.independent_among(within))]
