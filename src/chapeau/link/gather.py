"""Records into groups, best links first, never two together that must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
