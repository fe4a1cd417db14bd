"""Which origins count as two? Those between which no dependence was found."""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.join import components
from chapeau.records import Dependence


class Related:
    """What was found, and what people found, between the origins of a case."""

    def __init__(self, dependences: Iterable[Dependence]) -> None:
        known = tuple(dependences)
        found = [(link.left, link.right) for link in known if link.state == "found"]
        joined = components({origin for pair in found for origin in pair}, found)
        self._group = {origin: group[0] for group in joined for origin in group}
        self._independent = {
            pair
            for link in known
            if link.state == "independent"
            for pair in ((link.left, link.right), (link.right, link.left))
        }

    def count_as_two(self, left: str, right: str) -> bool:
        """Whether no dependence joins them, directly or through others."""
        return self._group.get(left, left) != self._group.get(right, right)

    def are_independent(self, left: str, right: str) -> bool:
        """Whether a person found them independent."""
        return (left, right) in self._independent

    def among(self, origins: Iterable[str]) -> list[tuple[str, ...]]:
        """All that is known between these origins, in order: which are one group, which pairs are independent."""
        within = set(origins)
        grouped = sorted((origin, self._group[origin]) for origin in within if origin in self._group)
        return [*grouped, *sorted(("", *pair) for pair in self._independent if within.issuperset(pair))]
