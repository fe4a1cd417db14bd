"""Which lists depend on which? Every hierarchical log-linear model, weighed by how well it fits for its number of terms.

A model that has a term for several lists has one for every two of them. The one for all lists together cannot be told from the
number on no list, and is left out of every model: that is what log-linear estimates assume. Weights are exp(-BIC / 2)
(Schwarz 1978; Raftery 1995; for overlapping lists Hook and Regal 1997).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log, log1p, sqrt
from statistics import NormalDist

from chapeau.weigh.undercount.loglinear import Fit, fit
from chapeau.weigh.undercount.table import Overlaps, observed, pairs

MOST_LISTS = 6
"""Lists for which every model is tried: 8 models with three, 113 with four, 6,893 with five. With six there would be
millions with terms for three lists and more, so that only the 32,768 with terms for two are tried."""

ALL_TERMS = 5
"""Lists up to which terms for three lists and more are tried."""

WINDOW = 20.0
"""Models whose BIC lies further above the lowest weigh less than a 22,000th of it and are left out. The idea is Occam's window
(Madigan and Raftery 1994, who leave out what is 20 times less likely, a BIC of 6); ours is wider, so that no figure feels its edge."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A model, its fit, and its share of all weights."""

    fit: Fit
    weight: float


def weighed(table: Overlaps) -> tuple[Weighed, ...]:
    """Models that have a best fit, the weightiest first."""
    counts = observed(table)
    fits = [f for terms in models(len(table.lists)) if (f := fit(counts, terms)) is not None]
    if not fits:
        return ()
    order = sorted(((f.bic(table.observed), f.terms, k) for k, f in enumerate(fits)))
    least = order[0][0]
    near = [(fits[k], exp((least - bic) / 2)) for bic, _, k in order if bic - least <= WINDOW]
    total = sum(weight for _, weight in near)
    return tuple(Weighed(f, weight / total) for f, weight in near)


def models(lists: int) -> Iterator[tuple[int, ...]]:
    """Every hierarchical model's terms for two lists and more."""
    two = [(1 << i) | (1 << j) for i, j in pairs(lists)]
    if lists > ALL_TERMS:
        for chosen in range(1 << len(two)):
            yield tuple(t for k, t in enumerate(two) if chosen >> k & 1)
        return
    several = [t for t in range(1 << lists) if 2 <= t.bit_count() < lists]
    yield from _grown((), sorted(several, key=lambda t: (t.bit_count(), t)))


def _grown(model: tuple[int, ...], left: list[int]) -> Iterator[tuple[int, ...]]:
    if not left:
        yield model
        return
    term, rest = left[0], left[1:]
    yield from _grown(model, rest)
    within = [term & ~(1 << j) for j in range(term.bit_length()) if term >> j & 1]
    if term.bit_count() == 2 or all(t in model for t in within):
        yield from _grown((*model, term), rest)


def average(fits: tuple[Weighed, ...], observed_persons: int) -> tuple[float, float, float]:
    """Median and 95 % interval of the number of persons over all models, each log-normal about its own figure."""
    return tuple(observed_persons + _quantile(fits, share) for share in (0.5, 0.025, 0.975))  # type: ignore[return-value]


def _quantile(fits: tuple[Weighed, ...], share: float) -> float:
    """The number on no list below which `share` of the mixture lies, by halving on a logarithmic scale."""
    normal = NormalDist()
    parts = [
        (w.weight, log(max(w.fit.none, 1e-9)), sqrt(log1p(w.fit.spread**2 + 1 / max(w.fit.none, 1e-9))))
        for w in fits
    ]
    low, high = -20.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        below = sum(weight * normal.cdf((middle - at) / spread) for weight, at, spread in parts)
        low, high = (middle, high) if below < share else (low, middle)
    return exp(low)
