"""How many origins carry a finding? The fewest whose removal would change it, exactly.

A state of a field holds as long as one of its witnesses does: a witness is a set of origins that must
all be there (one origin that tells of the act; two that tell of the same event; a telling and the one
that contradicts it). To change the state, every witness must lose at least one origin: the smallest
set of origins that hits every witness. The search is exact: parts that share no origin are solved by
themselves, and in each the origin in most witnesses is tried in and out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from chapeau.ground.join import components

Witness = frozenset[str]


def fewest_removed(witnesses: Iterable[Witness]) -> int:
    """The size of the smallest set of origins that hits every witness; 0 where there is none.

    An empty witness cannot be hit and is left out.
    """
    needed = {witness for witness in witnesses if witness}
    forced = {origin for witness in needed if len(witness) == 1 for origin in witness}
    open_still = _minimal(witness for witness in needed if not witness & forced)
    return len(forced) + sum(_smallest(part) for part in _apart(open_still))


def _minimal(witnesses: Iterable[Witness]) -> frozenset[Witness]:
    """Without the witnesses that contain a smaller one: to hit the smaller is to hit the larger."""
    by_size = sorted(set(witnesses), key=len)
    kept: list[Witness] = []
    for witness in by_size:
        smaller = (other for other in kept if len(other) < len(witness))
        if len(witness) == len(by_size[0]) or not any(other <= witness for other in smaller):
            kept.append(witness)
    return frozenset(kept)


def _apart(witnesses: frozenset[Witness]) -> list[frozenset[Witness]]:
    """Groups of witnesses that share no origin with another group."""
    edges = [(min(witness), origin) for witness in witnesses for origin in witness]
    groups = components({origin for _, origin in edges}, edges)
    group_of = {origin: index for index, group in enumerate(groups) for origin in group}
    apart: list[set[Witness]] = [set() for _ in groups]
    for witness in witnesses:
        apart[group_of[min(witness)]].add(witness)
    return [frozenset(group) for group in apart]


def _smallest(witnesses: frozenset[Witness]) -> int:
    """The smallest hitting set of one connected group, none of whose witnesses is a single origin."""
    if len(witnesses) == 1:
        return 1
    pivot = _in_most(witnesses)
    taken = 1 + fewest_removed(witness for witness in witnesses if pivot not in witness)
    left = fewest_removed(witness - {pivot} for witness in witnesses)
    return min(taken, left)


def _in_most(witnesses: Iterable[Witness]) -> str:
    uses = Counter(origin for witness in witnesses for origin in witness)
    return min(uses, key=lambda origin: (-uses[origin], origin))
