"""The posterior of latent classes without any drawing: in closed form for one class, and summed over every allocation for two.

The model is that of `chapeau.weigh.undercount.latent_classes`: chances from 0 to 1 alike, sticks Beta(1, alpha), alpha from
Gamma(1/4, 1/4), the number of persons N with weight 1/N. Chances and sticks are integrated out by beta functions, alpha by a sum
over a fine grid of its logarithm; what is left is a sum over how many persons of each pattern are in the first class.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from math import comb

import numpy as np

from chapeau.weigh.undercount.gamma import Numbers, log_gamma
from chapeau.weigh.undercount.latent_classes import RATE, SHAPE
from chapeau.weigh.undercount.table import Overlaps


def one_class(table: Overlaps, farthest: int) -> Numbers:
    """Weights of 0, 1, 2... to `farthest` persons on no list, together 1, if persons are of one kind."""
    persons = table.observed + np.arange(farthest + 1.0)
    weight = _arrangements(table, farthest)
    for j in range(len(table.lists)):
        weight = weight + _log_beta(1.0 + table.on(j), 1.0 + persons - table.on(j))
    return _shares(weight)


@cache
def two_classes(table: Overlaps, farthest: int) -> Numbers:
    """The same for two kinds; the table must be small, as every way to part it is gone through."""
    ways = _ways(table)
    chosen = np.array(list(ways), dtype=np.float64)
    log_ways = np.log(np.array(list(ways.values()), dtype=np.float64))
    sizes, on = chosen[:, :1], chosen[:, 1:]
    totals = np.array([table.on(j) for j in range(len(table.lists))], dtype=np.float64)
    sticks = _sticks(table.observed + farthest)
    weight = np.empty(farthest + 1)
    for none in range(farthest + 1):
        first = np.arange(none + 1.0)
        here, there = sizes + first, table.observed - sizes + none - first
        logs = log_ways[:, None] + _log_choose(none, first) + sticks[here.astype(int), there.astype(int)]
        for j, total in enumerate(totals):
            taken = on[:, j : j + 1]
            logs = logs + _log_beta(1 + taken, 1 + here - taken)
            logs = logs + _log_beta(1 + total - taken, 1 + there - (total - taken))
        weight[none] = np.logaddexp.reduce(logs, axis=None)
    return _shares(weight + _arrangements(table, farthest))


def quantile(table: Overlaps, shares: Numbers, at: float) -> int:
    """The number of persons below which `at` of the weight lies."""
    return table.observed + int(np.searchsorted(np.cumsum(shares), at))


def mean(table: Overlaps, shares: Numbers) -> float:
    """The mean number of persons."""
    return table.observed + float(shares @ np.arange(len(shares)))


def _arrangements(table: Overlaps, farthest: int) -> Numbers:
    """Logarithm of N! / (N - n)!, the ways to say who was observed, over N."""
    none = np.arange(farthest + 1.0)
    persons = table.observed + none
    made: Numbers = log_gamma(persons + 1) - log_gamma(none + 1) - np.log(persons)
    return made


def _ways(table: Overlaps) -> Counter[tuple[int, ...]]:
    """How many ways lead to each size of the first class and each number of its persons on each list."""
    seen = [(p, n) for p, n in enumerate(table.counts) if n]
    ways: Counter[tuple[int, ...]] = Counter()
    for taken in product(*(range(n + 1) for _, n in seen)):
        on = [
            sum(t for (p, _), t in zip(seen, taken, strict=True) if p >> j & 1)
            for j in range(len(table.lists))
        ]
        ways[sum(taken), *on] += int(np.prod([comb(n, t) for (_, n), t in zip(seen, taken, strict=True)]))
    return ways


def _sticks(most: int) -> Numbers:
    """Logarithm of the chance that of a + b persons given ones go into the first class and the rest into the second, by a and b."""
    at = np.linspace(-70.0, 7.0, 386)
    prior = SHAPE * at - RATE * np.exp(at)
    prior -= np.logaddexp.reduce(prior)
    alpha = np.exp(at)
    made = np.empty((most + 1, most + 1))
    for a in range(most + 1):
        for b in range(most + 1 - a):
            made[a, b] = np.logaddexp.reduce(
                prior + _log_beta(1.0 + a, alpha + b) - _log_beta(np.ones(1), alpha)
            )
    return made


def _log_choose(n: int, k: Numbers) -> Numbers:
    made: Numbers = log_gamma(np.array([n + 1.0])) - log_gamma(k + 1) - log_gamma(n - k + 1)
    return made


def _log_beta(a: Numbers | float, b: Numbers | float) -> Numbers:
    a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
    made: Numbers = log_gamma(a) + log_gamma(b) - log_gamma(a + b)
    return made


def _shares(weight: Numbers) -> Numbers:
    shares = np.exp(weight - weight.max())
    made: Numbers = shares / shares.sum()
    return made
