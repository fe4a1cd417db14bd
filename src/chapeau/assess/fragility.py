"""How many origins carry a finding? The fewest whose removal would change it, exactly.

A state of a field holds as long as one of its witnesses does: a witness is a set of origins that must
all be there (one origin that tells of the act; two that tell of the same event; a telling and the one
that contradicts it). To change the state, every witness must lose at least one origin: the smallest
set of origins that hits every witness. Parts that share no origin are solved by themselves: a small one by
trying the origin in most witnesses in and out, a large one as an integer program (HiGHS, Huangfu and Hall
2018). The figure is exact, unless the program is ended at its bound of work: then it is what was proven, a
figure below which no set can do.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chapeau.ground.join import components

Witness = frozenset[str]


SMALL = 16
"""Witnesses up to which a part is searched by hand: at most some thousand steps, less than setting up a program."""

NODES = 5000
"""Branches after which a program is ended. Parts met so far needed one; each of these takes milliseconds."""


KEPT = 1 << 13
"""Parts whose answers are held: elements and provisions of one case ask of the same ones about seven times each. Each
takes a few KB at most."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """A number of origins; not `exact`: no fewer would do, but perhaps more are needed."""

    number: int
    exact: bool = True

    def __add__(self, other: Fewest) -> Fewest:
        return Fewest(self.number + other.number, self.exact and other.exact)


def fewest_removed(witnesses: Iterable[Witness], *, nodes: int = NODES) -> Fewest:
    """The size of the smallest set of origins that hits every witness; 0 where there is none.

    An empty witness cannot be hit and is left out. `nodes` bounds the work on any one part.
    """
    needed = {witness for witness in witnesses if witness}
    forced = {origin for witness in needed if len(witness) == 1 for origin in witness}
    open_still = _minimal(witness for witness in needed if not witness & forced)
    return sum((_of_part(part, nodes) for part in _apart(open_still)), Fewest(len(forced)))


def least(found: Iterable[Fewest]) -> Fewest:
    """The smallest of these: exact where no bound of another lies below it."""
    return min(found, key=lambda one: (one.number, not one.exact))


@lru_cache(maxsize=KEPT)
def _of_part(part: frozenset[Witness], nodes: int) -> Fewest:
    origins = len(frozenset[str]().union(*part))
    if len(part) == math.comb(origins, 2) and all(len(witness) == 2 for witness in part):
        return Fewest(origins - 1)
    if len(part) <= SMALL:
        return Fewest(_smallest(part))
    return _by_program(part, nodes)


def _by_program(part: frozenset[Witness], nodes: int) -> Fewest:
    """Fewest x in {0, 1} for each origin, so that each witness has at least one."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows = sorted(sorted(witness) for witness in part)
    columns = {origin: place for place, origin in enumerate(sorted({o for row in rows for o in row}))}
    at = [(number, columns[origin]) for number, row in enumerate(rows) for origin in row]
    holds = csr_array((np.ones(len(at)), tuple(np.array(at).T)), shape=(len(rows), len(columns)))
    solved = milp(
        np.ones(len(columns)),
        constraints=LinearConstraint(holds, lb=1.0),
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        options={"node_limit": nodes},
    )
    proven = solved.mip_dual_bound
    least_of_all = _disjoint(rows) if proven is None else math.ceil(proven - _ROUNDING)
    return Fewest(least_of_all, exact=solved.status == 0)


def _disjoint(rows: Iterable[list[str]]) -> int:
    """Witnesses that share no origin, taken as they come: each of them needs an origin of its own."""
    used: set[str] = set()
    number = 0
    for row in rows:
        if used.isdisjoint(row):
            used.update(row)
            number += 1
    return number


_ROUNDING = 1e-6
"""HiGHS calls a number whole within this."""


def _minimal(witnesses: Iterable[Witness]) -> frozenset[Witness]:
    """Without the witnesses that contain a smaller one: to hit the smaller is to hit the larger."""
    kept: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in sorted(set(witnesses), key=len):
        if not any(other <= witness for origin in witness for other in kept[origin]):
            kept[min(witness)].append(witness)
    return frozenset(witness for of_origin in kept.values() for witness in of_origin)


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
    taken = 1 + fewest_removed(witness for witness in witnesses if pivot not in witness).number
    left = fewest_removed(witness - {pivot} for witness in witnesses).number
    return min(taken, left)


def _in_most(witnesses: Iterable[Witness]) -> str:
    uses = Counter(origin for witness in witnesses for origin in witness)
    return min(uses, key=lambda origin: (-uses[origin], origin))
