"""Which pairs of lists depend on each other? Terms for two lists come in one by one while the data insist on them.

The next is the pair whose overlap would be least likely, more or less than the model so far expects it, if nothing tied the two
lists; it must be less likely than `INSIST`, and the model with it must have one best fit. An empty overlap is evidence
like any other. The interval is by the bootstrap, with all of the choosing done anew each time (Chan, Silverman and Vincent
2021, Journal of the American Statistical Association 116, 1297-1306; `estimatepopulation` in R's SparseMSE).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, lgamma, log
from statistics import NormalDist

import numpy as np

from chapeau.weigh.undercount.loglinear import Fit, fit
from chapeau.weigh.undercount.table import Counts, Overlaps, observed, pairs

INSIST = 0.02
"""An overlap less likely than this calls for a term: SparseMSE's default (`pthresh`), by the same one-sided Poisson chance."""

AGAIN = 1000
"""Bootstrap samples: SparseMSE's default (`nboot`); the ends of the interval move by about 3 % between seeds."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The model chosen, the pairs that came into it, in order, and for each whether it shared more than was expected."""

    fit: Fit
    pairs: tuple[tuple[int, int], ...]
    more: tuple[bool, ...]


def chosen(counts: Counts, lists: int) -> Chosen | None:
    """The model that the data insist on; None where not even independence has a best fit."""
    now, into, more = fit(counts, ()), list[tuple[int, int]](), list[bool]()
    every = np.arange(1, len(counts) + 1)
    overlap = {p: (every >> p[0] & every >> p[1] & 1).astype(np.float64) for p in pairs(lists)}
    while now is not None:
        found = _next(counts, now, into, overlap)
        if found is None:
            return Chosen(now, tuple(into), tuple(more))
        more.append(float(counts @ overlap[found[1]]) > float(now.expected @ overlap[found[1]]))
        now, pair = found
        into.append(pair)
    return None


def _next(
    counts: Counts, now: Fit, into: Sequence[tuple[int, int]], overlap: dict[tuple[int, int], Counts]
) -> tuple[Fit, tuple[int, int]] | None:
    """The model with the pair that is least likely without a term, of those that leave one best fit."""
    terms = [1 << i | 1 << j for i, j in into]
    unlikely = sorted(
        (chance, pair)
        for pair, both in overlap.items()
        if pair not in into
        and (chance := log_tail(float(counts @ both), float(now.expected @ both))) < log(INSIST)
    )
    for _, pair in unlikely:
        grown = fit(counts, [*terms, 1 << pair[0] | 1 << pair[1]])
        if grown is not None:
            return grown, pair
    return None


def log_tail(seen: float, expected: float) -> float:
    """Logarithm of the chance of a Poisson count as far from what is expected, or further, on its side."""
    if expected <= 0:
        return 0.0 if seen == 0 else -inf
    at = seen * log(expected) - expected - lgamma(seen + 1)
    total, term, k = 1.0, 1.0, seen
    while term > 1e-12 * total and k >= 0:
        term *= k / expected if seen <= expected else expected / (k + 1)
        total += term
        k += -1 if seen <= expected else 1
    return min(at + log(total), 0.0)


# --- the interval ---------------------------------------------------------------------------------------


def interval(table: Overlaps, estimate: float, seed: int) -> tuple[float, float]:
    """95 % interval by bias-corrected, accelerated bootstrap (DiCiccio and Efron 1996); an end that is no number has no bound."""
    rng = np.random.default_rng(seed)
    counts = observed(table)
    lists, n = len(table.lists), int(counts.sum())
    again = np.sort([_persons(c, lists) for c in rng.multinomial(n, counts / n, AGAIN).astype(np.float64)])
    below = min(
        max((float(np.mean(again < estimate)) + float(np.mean(again <= estimate))) / 2, 1 / AGAIN),
        1 - 1 / AGAIN,
    )
    shift, speed = NormalDist().inv_cdf(below), _acceleration(counts, lists)
    with np.errstate(invalid="ignore"):  # between a number and none is none
        return tuple(float(np.quantile(again, _moved(share, shift, speed))) for share in (0.025, 0.975))  # type: ignore[return-value]


def _moved(share: float, shift: float, speed: float) -> float:
    normal = NormalDist()
    z = shift + normal.inv_cdf(share)
    return normal.cdf(shift + z / max(1 - speed * z, 1e-6))


def _persons(counts: Counts, lists: int) -> float:
    made = chosen(counts, lists)
    return float(counts.sum()) + (made.fit.none if made is not None else inf)


def _acceleration(counts: Counts, lists: int) -> float:
    """From the estimates with one person of each pattern left out."""
    seen = np.flatnonzero(counts)
    without = np.array([_persons(counts - (np.arange(len(counts)) == k), lists) for k in seen])
    if not np.all(np.isfinite(without)):
        return 0.0
    weight = counts[seen]
    off = (without * weight).sum() / weight.sum() - without
    spread = float((weight * off**2).sum())
    return float((weight * off**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0
