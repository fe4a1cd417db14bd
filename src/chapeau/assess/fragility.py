"""How many origins carry a finding? The fewest whose removal would change it, exactly.

A state of a field holds as long as one of its witnesses does: a witness is a set of origins that must
all be there (one origin that tells of the act; two that tell of the same event; a telling and the one
that contradicts it). To change the state, every witness must lose at least one origin: the smallest
set of origins that hits every witness. Parts that share no origin are solved by themselves: what many tell of one event
by counting, a small part by trying the origin in most witnesses in and out, a large one as an integer program. The
figure is exact, unless the program is ended at its bound of work: then it is what was proven, a figure below which no set
can do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from chapeau.assess.fewest import Fewest
from chapeau.assess.fewest_by_program import by_program, by_program_but
from chapeau.assess.witnesses import Several, State, Witness
from chapeau.ground.join import components

SMALL = 16
"""Witnesses up to which a part is searched by hand: at most some thousand steps, less than setting up a program."""

NODES = 5000
"""Branches after which a program is ended. Parts met so far needed one; each of these takes milliseconds."""


KEPT = 1 << 13
"""Parts whose answers are held: elements and provisions of one case ask of the same ones about seven times each. Each
takes a few KB at most."""


def fewest_removed(states: Iterable[State], *, nodes: int = NODES) -> Fewest:
    """The size of the smallest set of origins without which none of these states holds; 0 where there is none.

    An empty witness cannot be hit and is left out. `nodes` bounds the work on any one part.
    """
    needed = {one for state in states for one in _written_out_if_few(state) if one}
    forced = frozenset(o for one in needed if not isinstance(one, Several) and len(one) == 1 for o in one)
    open_still = (one for state in needed for one in _without(state, forced))
    return sum((_of_part(part, nodes) for part in _apart(_minimal(open_still))), Fewest(len(forced)))


def fewest_removed_but(states: Iterable[State], kept: frozenset[str], *, nodes: int = NODES) -> Fewest | None:
    """The same, where at least one of `kept` stays; None where that cannot be."""
    needed = frozenset(states)
    freely = fewest_removed(needed, nodes=nodes)
    return freely if freely.number < len(kept) else by_program_but(needed, kept, nodes)


def _written_out_if_few(state: State) -> Iterable[State]:
    return state.written_out() if isinstance(state, Several) and state.number <= SMALL else (state,)


def _without(state: State, gone: frozenset[str]) -> Iterable[State]:
    """What of it holds still when these are gone."""
    if not isinstance(state, Several):
        return (state,) if state.isdisjoint(gone) else ()
    left = state.without(gone)
    return () if left is None else _written_out_if_few(left)


@lru_cache(maxsize=KEPT)
def _of_part(part: frozenset[State], nodes: int) -> Fewest:
    witnesses = frozenset(state for state in part if not isinstance(state, Several))
    alone = _by_counting(part, witnesses)
    if alone is not None:
        return Fewest(alone)
    if len(witnesses) == len(part) <= SMALL:
        return Fewest(_smallest(witnesses))
    return by_program(part, nodes)


def _by_counting(part: frozenset[State], witnesses: frozenset[Witness]) -> int | None:
    """All origins but one where any two of them are a witness; of groups, all but the largest."""
    if len(part) == 1:
        (state,) = part
        return state.fewest_alone() if isinstance(state, Several) else 1
    origins = len(frozenset[str]().union(*witnesses))
    of_pairs = len(witnesses) == len(part) and all(len(witness) == 2 for witness in witnesses)
    return origins - 1 if of_pairs and len(part) == math.comb(origins, 2) else None


def _minimal(states: Iterable[State]) -> frozenset[State]:
    """Without the witnesses that contain a smaller one: to hit the smaller is to hit the larger."""
    kept: set[State] = set()
    witnesses: list[Witness] = []
    for state in states:
        if isinstance(state, Several):
            kept.add(state)
        else:
            witnesses.append(state)
    sizes: list[int] = []
    for witness in sorted(witnesses, key=len):
        smaller = (size for size in sizes if size < len(witness))
        if not any(frozenset(part) in kept for size in smaller for part in combinations(witness, size)):
            kept.add(witness)
            if len(witness) not in sizes:
                sizes.append(len(witness))
    return frozenset(kept)


def _apart(states: frozenset[State]) -> list[frozenset[State]]:
    """Groups of states that share no origin with another group."""
    origins_of = {state: tuple(state.origins if isinstance(state, Several) else state) for state in states}
    edges = [(origins[0], origin) for origins in origins_of.values() for origin in origins]
    groups = components({origin for _, origin in edges}, edges)
    group_of = {origin: index for index, group in enumerate(groups) for origin in group}
    apart: list[set[State]] = [set() for _ in groups]
    for state, origins in origins_of.items():
        apart[group_of[origins[0]]].add(state)
    return [frozenset(group) for group in apart]


def _smallest(witnesses: frozenset[Witness]) -> int:
    """The smallest hitting set of one connected group, none of whose witnesses is a single origin."""
    pivot = _in_most(witnesses)
    taken = 1 + fewest_removed(witness for witness in witnesses if pivot not in witness).number
    left = fewest_removed(witness - {pivot} for witness in witnesses).number
    return min(taken, left)


def _in_most(witnesses: Iterable[Witness]) -> str:
    uses = Counter(origin for witness in witnesses for origin in witness)
    return min(uses, key=lambda origin: (-uses[origin], origin))
