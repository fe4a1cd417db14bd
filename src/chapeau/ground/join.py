"""Which pairs of records could match, and do they: the shape of every step over many records.

A `Linker` gives `keys(record)` (what could match) and `decide(a, b)` (does it, and why), both pure.
Whoever holds the records does the join: `join` here, in memory, for tests and small lists; the
casefile in SQL, so that one more document costs what it touches. Both give the same links.

A key that more than `widest` records carry says nothing about any two of them ('said', the
country's name): it is passed over, and reported in `passed_over`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

R_contra = TypeVar("R_contra", contravariant=True)
L_co = TypeVar("L_co", covariant=True)
R = TypeVar("R")
L = TypeVar("L")


class Linker(Protocol[R_contra, L_co]):
    """A pure rule for pairs. `name` and `version` are stored with its links; `widest` bounds a key."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def widest(self) -> int: ...

    def keys(self, record: R_contra) -> Iterable[str]:
        """What another record must share, at least once, to be compared with this one."""
        ...

    def decide(self, a: R_contra, b: R_contra) -> L_co | None:
        """The link between two records, or None. Called once a pair, `a` with the smaller id."""
        ...


@dataclass(frozen=True, slots=True)
class Joined(Generic[L]):
    """The links found, in order of the pairs' ids, and the keys that were too common to use."""

    links: tuple[L, ...]
    passed_over: tuple[str, ...]


def join(records: dict[str, R], linker: Linker[R, L]) -> Joined[L]:
    """All links among `records` (by id): the reference that the casefile's join must equal."""
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for record_id in sorted(records):
        for key in sorted(set(linker.keys(records[record_id]))):
            carriers[key].append(record_id)
    too_wide = sorted(key for key, ids in carriers.items() if len(ids) > linker.widest)
    pairs = {
        pair for key, ids in carriers.items() if len(ids) <= linker.widest for pair in combinations(ids, 2)
    }
    decided = (linker.decide(records[a], records[b]) for a, b in sorted(pairs))
    return Joined(tuple(link for link in decided if link is not None), tuple(too_wide))


def components(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Connected components: sorted ids in each, components in order of their least id."""
    parent: dict[str, str] = {i: i for i in ids}

    def root(i: str) -> str:
        while (above := parent[i]) != i:
            parent[i] = i = parent[above]
        return i

    joined = 0
    for a, b in edges:
        left, right = root(a), root(b)
        if left != right:
            parent[max(left, right)] = min(left, right)
            joined += 1
    members = sorted(parent)
    if joined == 0 or joined == len(members) - 1:
        return tuple((i,) for i in members) if joined == 0 else (tuple(members),)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for i in members:
        groups[root(i)].append(i)
    return tuple(tuple(group) for group in groups.values())
