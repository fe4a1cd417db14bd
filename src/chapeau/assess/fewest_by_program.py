"""The fewest origins by an integer program (HiGHS, Huangfu and Hall 2018), where trying them would take too long."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from chapeau.assess.fewest import Fewest
from chapeau.assess.witnesses import Several, State


def by_program(states: Iterable[State], nodes: int) -> Fewest:
    """The fewest origins without which none of these states holds; `nodes` are the branches after which it is ended."""
    return by_program_but(states, frozenset(), nodes) or Fewest(0, exact=False)


def by_program_but(states: Iterable[State], kept: frozenset[str], nodes: int) -> Fewest | None:
    """The same, where at least one of `kept`, if any are given, stays; None where that cannot be."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    needed = sorted(states, key=_in_order)
    program = _program(needed, kept)
    counted = np.array([isinstance(column, str) for column in program.columns], dtype=float)
    holds = csr_array(
        (program.values, tuple(np.array(program.at).T)), shape=(len(program.least), len(program.columns))
    )
    solved = milp(
        counted,
        constraints=LinearConstraint(holds, lb=program.least),
        integrality=counted,
        bounds=Bounds(0, 1),
        options={"node_limit": nodes},
    )
    if solved.status == _IMPOSSIBLE:
        return None
    proven = solved.mip_dual_bound
    least = _disjoint(needed) if proven is None else math.ceil(proven - _ROUNDING)
    return Fewest(least, exact=solved.status == 0)


def _program(states: Iterable[State], kept: frozenset[str]) -> _Program:
    program = _Program()
    for state in states:
        program.must_not_hold(state)
    if kept:
        program.row(((program.origin(one), -1.0) for one in sorted(kept)), 1.0 - len(kept))
    return program


def _disjoint(states: Iterable[State]) -> int:
    """States that share no origin, taken as they come: each of them needs an origin of its own."""
    used: set[str] = set()
    number = 0
    for state in states:
        origins = state.origins if isinstance(state, Several) else state
        if used.isdisjoint(origins):
            used.update(origins)
            number += 1
    return number


_ROUNDING = 1e-6
"""HiGHS calls a number whole within this."""

_IMPOSSIBLE = 2
"""What scipy says of a program that nothing satisfies."""


@dataclass(slots=True)
class _Program:
    """Rows over columns, each a weighted sum that is at least so much.

    An origin's column is 1 where it is gone, and whole. The columns of groups (1 where one of it tells) and of what
    others need (1 only where all of it is gone) follow from these, and need not be whole.
    """

    columns: dict[object, int] = field(default_factory=dict)
    at: list[tuple[int, int]] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def origin(self, origin: str) -> int:
        """The column of an origin."""
        return self._column(origin)

    def row(self, parts: Iterable[tuple[int, float]], least: float) -> None:
        """The sum of these columns with these weights is at least so much."""
        for column, value in parts:
            self.at.append((len(self.least), column))
            self.values.append(value)
        self.least.append(least)

    def must_not_hold(self, state: State) -> None:
        """An origin of a witness is gone; of several groups one tells at most."""
        if not isinstance(state, Several):
            self.row(((self.origin(origin), 1.0) for origin in sorted(state)), 1.0)
            return
        groups = _ordered(state)
        columns = [self._column((state, number)) for number, _ in enumerate(groups)]
        self.row(((column, -1.0) for column in columns), -1.0)
        for column, tellings in zip(columns, groups, strict=True):
            for origin, needs in tellings:
                beside = [self._all_gone(needs)] if needs else []
                self.row(((c, 1.0) for c in (self.origin(origin), column, *beside)), 1.0)

    def _all_gone(self, needs: tuple[str, ...]) -> int:
        if len(needs) == 1:
            return self.origin(needs[0])
        if needs not in self.columns:
            column = self._column(needs)
            for origin in needs:
                self.row(((self.origin(origin), 1.0), (column, -1.0)), 0.0)
        return self.columns[needs]

    def _column(self, of: object) -> int:
        return self.columns.setdefault(of, len(self.columns))


def _ordered(state: Several) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Its groups, their tellings and what these need, in order."""
    needed = {needs: tuple(sorted(needs)) for tellings in state.groups for _, needs in tellings}
    return sorted(sorted((origin, needed[needs]) for origin, needs in tellings) for tellings in state.groups)


def _in_order(state: State) -> tuple[int, list[object]]:
    return (1, [*_ordered(state)]) if isinstance(state, Several) else (0, [*sorted(state)])
