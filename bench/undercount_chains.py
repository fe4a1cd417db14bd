"""What would one chain give, drawn as LCMCR draws it? Many seeds side by side, so that one seed's figure can be told from the posterior's.

Plain Gibbs sampling of the model in `chapeau.weigh.undercount.latent_classes`, written for this bench from the paper (Manrique-Vallier
2016, section 3) and from how the package begins: every chance at the list's share of those observed, four classes with nine
tenths of all between them, the concentration held at 0.3 over the number of classes for 500 rounds. Then as its manual's example:
10,000 rounds that do not count, 1,000 draws that stand 100 rounds apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from chapeau.weigh.undercount.latent_classes import RATE, SHAPE
from chapeau.weigh.undercount.table import Overlaps, observed, patterns

Numbers = NDArray[np.float64]

WARM_UP, FIRST, KEPT, APART = 500, 10_000, 1_000, 100
"""Rounds with few classes; rounds that do not count; draws that count, and rounds between two of them: LCMCR's example for Kosovo."""

CHAINS = 40
"""Seeds side by side: quartiles of their medians are known to within a tenth of the seeds."""


@dataclass(slots=True)
class Chain:
    """Where all chains stand: `chances` by chain, class and list; `shares` by chain and class; `eager`, the concentration; `none`, the
    persons of each class on no list."""

    chances: Numbers
    shares: Numbers
    eager: Numbers
    none: NDArray[np.int64]


def single_chains(table: Overlaps, classes: int, seed: int) -> Numbers:
    """Draws of the number of persons, a row a draw, a column a chain that LCMCR might have run."""
    rng = np.random.default_rng(seed)
    counts = observed(table).astype(np.int64)
    lists, parts = patterns(len(table.lists))[counts > 0], counts[counts > 0]
    chain = _begun(lists, parts, classes)
    for _ in range(WARM_UP):
        _round(rng, chain, lists, parts, closed=True)
    for _ in range(FIRST):
        _round(rng, chain, lists, parts)
    made = np.empty((KEPT, CHAINS))
    for n in range(KEPT):
        for _ in range(APART):
            _round(rng, chain, lists, parts)
        made[n] = table.observed + chain.none.sum(1)
    return made


def spread(drawn: Numbers, printed: float) -> tuple[float, ...]:
    """Of the chains' medians: the lowest but a twentieth, the quartiles and the middle one, the highest but a twentieth, and the
    share within 3 % of what was printed."""
    medians = np.median(drawn, axis=0)
    near = float(np.mean(np.abs(medians / printed - 1) < 0.03))
    return (*(float(x) for x in np.quantile(medians, [0.05, 0.25, 0.5, 0.75, 0.95])), near)


def _begun(lists: NDArray[np.int64], parts: NDArray[np.int64], classes: int) -> Chain:
    share = (parts @ lists) / parts.sum()
    shares = np.full(classes, 0.1 / max(classes - 4, 1))
    shares[:4] = 0.9 / 4
    return Chain(
        chances=np.tile(share, (CHAINS, classes, 1)),
        shares=np.tile(shares, (CHAINS, 1)),
        eager=np.full(CHAINS, 0.3 / classes),
        none=np.zeros((CHAINS, classes), np.int64),
    )


def _round(
    rng: Generator, chain: Chain, lists: NDArray[np.int64], parts: NDArray[np.int64], *, closed: bool = False
) -> None:
    on, members = _classes(rng, chain, lists, parts)
    chain.chances = rng.beta(1.0 + on, 1.0 + members[:, :, None] - on)
    left = _break_sticks(rng, chain, members)
    missed = chain.shares * (1 - chain.chances).prod(2)
    unseen = missed.sum(1)
    chain.none = rng.multinomial(
        rng.negative_binomial(parts.sum(), np.maximum(1 - unseen, 1e-9)), missed / unseen[:, None]
    )
    if not closed:
        chain.eager = rng.standard_gamma(SHAPE + members.shape[1] - 1, CHAINS) / (RATE - left)


def _classes(
    rng: Generator, chain: Chain, lists: NDArray[np.int64], parts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw the class of everybody observed; how many of each class are on each list, and how many there are with those on none."""
    log_on = np.log(np.maximum(chain.chances, 1e-300)) - np.log1p(-np.minimum(chain.chances, 1 - 1e-16))
    base = np.log(np.maximum(chain.shares, 1e-300)) + np.log1p(-np.minimum(chain.chances, 1 - 1e-16)).sum(2)
    logs = (log_on @ lists.T.astype(float)).transpose(0, 2, 1) + base[:, None, :]
    weight = np.exp(logs - logs.max(2, keepdims=True))
    drawn = rng.multinomial(parts, weight / weight.sum(2, keepdims=True))
    return np.einsum("cmk,mj->ckj", drawn, lists), drawn.sum(1) + chain.none


def _break_sticks(rng: Generator, chain: Chain, members: NDArray[np.int64]) -> Numbers:
    """Draw the shares; the logarithm of what the last class is left with. Small shapes are drawn as logarithms."""
    behind = (members[:, ::-1].cumsum(1)[:, ::-1] - members)[:, :-1]
    rest = chain.eager[:, None] + behind
    here = np.log(rng.standard_gamma(1.0 + members[:, :-1]))
    there = np.log(rng.standard_gamma(1.0 + rest)) + np.log(1 - rng.random(rest.shape)) / rest
    both = np.logaddexp(here, there)
    left = np.concatenate([np.zeros((CHAINS, 1)), (there - both).cumsum(1)], axis=1)
    logs = left.copy()
    logs[:, :-1] += here - both
    chain.shares = np.exp(logs)
    made: Numbers = left[:, -1]
    return made
