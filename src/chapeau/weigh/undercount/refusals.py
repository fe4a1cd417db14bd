"""When do overlapping lists say nothing of those on none? Every threshold with its reason and source."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.weigh.undercount.table import Overlaps, pairs

FEWEST_LISTS = 3
"""By counting: two lists give three counts, and there are four unknowns (a chance for each list, a tie between the two, those on
none), so that nothing shows whether being on one makes the other likelier, and the figure may be anything."""

FEWEST_FOR_CLASSES = 4
"""By counting: two classes over three lists have eight unknowns (one share, six chances, those on none) for seven counts, so that
many figures fit alike; over four lists there are ten for fifteen."""

FEWEST_SEVERAL = 7
"""Persons on two lists or more. Where m are expected on both of two lists, Chapman's estimate falls short by exp(-m) of the number
(Robson and Regier 1964, as manuals of mark and recapture hand it down: 'at least 7'). Seven seen mean m of at least 3.3 with 95 %
confidence, so that it falls short by 4 % at most. That it is asked of all lists together is ours."""

MOST_CONTAINED = 0.95
"""Share of a list that may stand on one other list: above it the list was likely copied from the other, or made from it, and is no
second observation. Ours: a list that finds nineteen in twenty of all there are is hardly ever met, and an estimate from it would
add next to nothing to what it names."""

FEWEST_TO_JUDGE = 20
"""Persons on a list before `MOST_CONTAINED` is asked of it. Ours: all of 20 stand on a list that finds nine in ten of them once in
eight times, all of 10 once in three."""

MOST_EMPTY = 0.5
"""Share of pairs of lists that may have nobody in common where all models are weighed by BIC. That a term for such a pair has no
finite value, so that BIC counts what is not fitted, is Chan, Silverman and Vincent's (2021); the bound is ours: above it that holds of
most terms."""

FEWEST_AGREEING = 0.5
"""Share of chains that must agree on the latent classes. Gelman and Rubin (1992) ask that chains begun apart meet; the bound is ours:
below half, the middle chain is no more than one mode among others."""


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
