"""Which origins count as two? Those between which no dependence was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chapeau.ground.join import components
from chapeau.records import Dependence


class Related:
    """What was found, and what people found, between the origins of a case."""

    def __init__(self, dependences: Iterable[Dependence]) -> None:
        known = tuple(dependences)
        found = [(link.left, link.right) for link in known if link.state == "found"]
        joined = components({origin for pair in found for origin in pair}, found)
        self._group = {origin: group[0] for group in joined for origin in group}
        self._independent: defaultdict[str, set[str]] = defaultdict(set)
        for link in known:
            if link.state == "independent":
                self._independent[link.left].add(link.right)
                self._independent[link.right].add(link.left)

    def group_of(self, origin: str) -> str:
        """The origins that a dependence joins with this one, directly or through others, named after one of them."""
        return self._group.get(origin, origin)

    def independent_among(self, origins: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs of these that no dependence joins and that a person found independent."""
        within = set(origins)
        for left in within & self._independent.keys():
            for right in within & self._independent[left]:
                if left < right and self.group_of(left) != self.group_of(right):
                    yield left, right

    def among(self, origins: Iterable[str]) -> list[tuple[str, ...]]:
        """All that is known between these origins, in order: which are one group, which pairs are independent."""
        within = set(origins)
        grouped = sorted((origin, self._group[origin]) for origin in within if origin in self._group)
        apart = (
            ("", left, right)
            for left in within & self._independent.keys()
            for right in within & self._independent[left]
        )
        return [*grouped, *sorted(apart)]
