"""Records into groups, best links first, never two together that must stay apart."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import product

Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Two ids in order: the same pair whichever way round it was named."""
    return (a, b) if a <= b else (b, a)


def gathered(
    ids: Iterable[str],
    together: Iterable[Pair],
    links: Iterable[Pair],
    kept_apart: frozenset[Pair],
    incompatible: Callable[[str, str], bool] = lambda _a, _b: False,
) -> tuple[tuple[str, ...], ...]:
    """The groups, each sorted, in order of their least id.

    `together` (people's decisions) joins first and only yields to `kept_apart`; then `links` join
    in the order given (the best first), and only where no pair of the two groups is incompatible.
    """
    groups = {i: [i] for i in sorted(ids)}

    def blocked(a: list[str], b: list[str]) -> bool:
        return any(pair(x, y) in kept_apart for x, y in product(a, b))

    def join(x: str, y: str, also: Callable[[str, str], bool] | None) -> None:
        a, b = groups.get(x), groups.get(y)
        if a is None or b is None or a is b or (kept_apart and blocked(a, b)):
            return
        if also is not None and any(also(*pair(m, n)) for m, n in product(a, b)):
            return
        a.extend(b)
        for member in b:
            groups[member] = a

    for x, y in together:
        join(x, y, None)
    for x, y in links:
        join(x, y, incompatible)
    return tuple(sorted({min(g): tuple(sorted(g)) for g in groups.values()}.values()))


def averaged(
    ids: Iterable[str],
    together: Iterable[Pair],
    links: Mapping[Pair, float],
    kept_apart: frozenset[Pair],
    incompatible: Callable[[str, str], bool],
    least: float,
) -> tuple[tuple[str, ...], ...]:
    """The groups, each sorted, in order of their least id, by average likeness.

    The two groups most alike join first: the sum of the `links` between them over the number of pairs of their
    members, so that one link between two large groups does not join them; below `least` none do. `together`
    (people's decisions) joins before and only yields to `kept_apart`; no pair of a group is incompatible but by decision.
    """
    return _Averaging(ids, links, kept_apart, incompatible, least).result(together)


class _Averaging:
    """Groups under the least id of their members, with the sums of the links between them, kept as they join.

    Each join moves the smaller group's links to the larger one: for L links, some L log L steps.
    """

    def __init__(
        self,
        ids: Iterable[str],
        links: Mapping[Pair, float],
        kept_apart: frozenset[Pair],
        incompatible: Callable[[str, str], bool],
        least: float,
    ) -> None:
        self.members = {i: [i] for i in sorted(ids)}
        self.kept_apart, self.incompatible, self.least = kept_apart, incompatible, least
        self.between: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for (a, b), value in sorted(links.items()):
            self.between[a][b] = self.between[b][a] = value
        self.of = {i: i for i in self.members}
        self.waiting: list[tuple[float, str, str, str, str, int, int]] = []

    def result(self, together: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
        for a, b in together:
            x, y = self.of.get(a), self.of.get(b)
            if x is not None and y is not None and x != y and not self._parted(x, y):
                self._join(x, y)
        for a in sorted(self.members):
            for b in sorted(self.between[a]):
                if a < b:
                    self._offer(a, b)
        while self.waiting:
            _, _, _, a, b, size_a, size_b = heapq.heappop(self.waiting)
            current = len(self.members.get(a, ())) == size_a and len(self.members.get(b, ())) == size_b
            if current and not self._blocked(a, b):
                kept = self._join(a, b)
                for other in sorted(self.between[kept]):
                    self._offer(kept, other)
        return tuple(sorted(tuple(sorted(g)) for g in self.members.values()))

    def _offer(self, a: str, b: str) -> None:
        one, other = len(self.members[a]), len(self.members[b])
        mean = self.between[a][b] / (one * other)
        if mean >= self.least:
            first, second = sorted(((min(self.members[a]), a, one), (min(self.members[b]), b, other)))
            heapq.heappush(
                self.waiting, (-mean, first[0], second[0], first[1], second[1], first[2], second[2])
            )

    def _parted(self, a: str, b: str) -> bool:
        return bool(self.kept_apart) and any(
            pair(x, y) in self.kept_apart for x, y in product(self.members[a], self.members[b])
        )

    def _blocked(self, a: str, b: str) -> bool:
        if self._parted(a, b):
            return True
        return any(self.incompatible(*pair(x, y)) for x, y in product(self.members[a], self.members[b]))

    def _join(self, a: str, b: str) -> str:
        """One group of two, under the name of the one with more links."""
        kept, gone = (a, b) if (len(self.between[a]), b) >= (len(self.between[b]), a) else (b, a)
        for i in self.members[gone]:
            self.of[i] = kept
        self.members[kept] += self.members.pop(gone)
        for other, value in self.between.pop(gone, {}).items():
            del self.between[other][gone]
            if other != kept:
                total = self.between[kept].get(other, 0.0) + value
                self.between[kept][other] = self.between[other][kept] = total
        return kept
