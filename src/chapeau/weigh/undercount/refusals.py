"""When do overlapping lists say nothing of those on none? Every threshold with its reason and source."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.weigh.undercount.table import Overlaps, pairs

FEWEST_LISTS = 3
"""With two lists nothing shows whether being on one makes the other likelier, and the figure may be anything (Bishop, Fienberg and
Holland 1975, chapter 6; Hook and Regal 1995)."""

FEWEST_FOR_CLASSES = 4
"""Two classes over three lists have seven unknowns (two shares of one, six chances, those on none) for seven counts: any
figure fits (Goodman 1974)."""

FEWEST_SEVERAL = 7
"""Persons on two lists or more: with fewer the estimate is biased by more than a trifle (Robson and Regier 1964)."""

MOST_CONTAINED = 0.95
"""Share of a list that may stand on one other list: above it the list was likely copied from the other, or made from it, and is no
second observation."""

FEWEST_TO_JUDGE = 20
"""Persons on a list before `MOST_CONTAINED` is asked of it: of fewer, all may stand on another by chance."""

MOST_EMPTY = 0.5
"""Share of pairs of lists that may have nobody in common where all models are weighed by BIC: above it, most terms have no finite
value, and BIC, which counts terms, weighs nothing (Chan, Silverman and Vincent 2021)."""

FEWEST_AGREEING = 0.5
"""Share of chains that must agree on the latent classes: below half the middle chain is no more than one mode among others (after
Gelman and Rubin 1992, who ask that chains begun apart meet)."""


def refusals(table: Overlaps) -> tuple[str, ...]:
    """Why no method may go by this table; nothing where some may."""
    if len(table.lists) < FEWEST_LISTS:
        return (
            f"Too few lists: with {len(table.lists)} nothing shows whether being on one makes being on another likelier. "
            f"{FEWEST_LISTS} are needed.",
        )
    return (*_sparse(table), *_apart(table), *_contained(table))


def _sparse(table: Overlaps) -> Iterator[str]:
    if table.several < FEWEST_SEVERAL:
        yield (
            f"Too sparse: {_persons(table.several)} on more than one list; {FEWEST_SEVERAL} are needed before overlaps say "
            "anything."
        )


def _apart(table: Overlaps) -> Iterator[str]:
    """Lists that share nobody with the rest: how much they cover, the rest cannot say."""
    joined = {0}
    while more := {b for a, b in _both_ways(table) if a in joined} - joined:
        joined |= more
    alone = [name for j, name in enumerate(table.lists) if j not in joined]
    if alone:
        rest = [name for j, name in enumerate(table.lists) if j in joined]
        yield (
            f"Too sparse: nobody stands both on a list among {', '.join(rest)} and on one among {', '.join(alone)}, so that "
            "neither says how much the other misses. Leave the smaller part out, and say so."
        )


def _both_ways(table: Overlaps) -> Iterator[tuple[int, int]]:
    for i, j in pairs(len(table.lists)):
        if table.on(i, j):
            yield from ((i, j), (j, i))


def _contained(table: Overlaps) -> Iterator[str]:
    for j, k in ((a, b) for p in pairs(len(table.lists)) for a, b in (p, p[::-1])):
        size = table.on(j)
        if size >= FEWEST_TO_JUDGE and table.on(j, k) > MOST_CONTAINED * size:
            yield (
                f"Dependent: {table.on(j, k):,} of the {size:,} on {table.lists[j]} are on {table.lists[k]} too, as if one had been "
                "copied from the other. Leave one of the two out."
            )


def empty_pairs(table: Overlaps) -> float:
    """Share of pairs of lists that have nobody in common."""
    every = pairs(len(table.lists))
    return sum(not table.on(i, j) for i, j in every) / len(every)


def _persons(number: int) -> str:
    return f"{number} {'person is' if number == 1 else 'persons are'}"
