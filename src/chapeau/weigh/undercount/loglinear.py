"""What does a log-linear model expect on no list? Poisson fits by Newton's method, with empty overlaps taken as they are.

A *term* is a set of lists, written as a number whose bit j says: list j. A model is its terms; the expected number of
persons with a pattern is the exponential of the sum of the terms within the pattern. Where no person is on all lists of a term, the
term's best value is minus infinity: every pattern that contains it is expected never, and it and they leave the fit (Chan,
Silverman and Vincent 2021, section 2.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt

import numpy as np

from chapeau.weigh.undercount.table import Counts

STEPS = 30
"""Newton's steps at most. Where a best fit exists they end within 12 on every table seen; where none does, each step
moves some term by about one for ever, which is how it is known. Checked against the linear programme of
Fienberg and Rinaldo (2012) in tests/weigh/undercount/test_loglinear.py."""

STILL = 1e-6
"""A step that moves no term by more than this has arrived: Newton's next would move it by its square."""

FLOOR = 0.1
"""What is added to each count where the fit begins, so that a logarithm exists; it leaves no trace in the result."""


QUANTILE = 1.959964
"""Of the normal distribution: 95 % lie within so many standard errors."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model fitted. `none`: expected on no list; `spread`: standard error of its logarithm; `terms`: those with a finite
    value; `expected`: for each pattern but 'on none'; `deviance`: from the counts themselves; `fitted`: how many terms
    were chosen, those at minus infinity among them."""

    terms: tuple[int, ...]
    none: float
    spread: float
    expected: Counts
    deviance: float
    log_likelihood: float
    fitted: int

    def bic(self, observed: int) -> float:
        """Bayes' information criterion: twice the lack of fit, and log(observed) for each term (Schwarz 1978)."""
        return -2 * self.log_likelihood + log(observed) * self.fitted


def fit(counts: Counts, terms: Collection[int]) -> Fit | None:
    """The best fit of main effects and these terms (sets of two lists or more) to counts of patterns 1, 2, 3...; None where
    there is none or several (Fienberg and Rinaldo 2012)."""
    every = np.arange(1, len(counts) + 1)
    singles = [1 << j for j in range(len(counts).bit_length())]
    empty = [t for t in (*singles, *terms) if counts[(every & t) == t].sum() == 0]
    kept = ~np.any([(every & t) == t for t in empty], axis=0) if empty else np.ones(len(every), bool)
    finite = (0, *(t for t in (*singles, *terms) if not any(t & e == e for e in empty)))
    design = ((every[kept, None] & np.array(finite)) == np.array(finite)).astype(np.float64)
    solved = newton(design, counts[kept])
    if solved is None:
        return None
    values, variance = solved
    expected = np.zeros(len(counts))
    expected[kept] = np.exp(design @ values)
    chance = float(counts[kept] @ (design @ values) - expected.sum()) - _log_factorials(counts)
    return Fit(
        terms=finite,
        none=exp(min(values[0], 700.0)),
        spread=float(np.sqrt(variance)),
        expected=expected,
        deviance=_deviance(counts, expected),
        log_likelihood=chance,
        fitted=1 + len(singles) + len(terms),
    )


def newton(design: Counts, counts: Counts) -> tuple[Counts, float] | None:
    """The terms' values, and the variance of the first's; None where the values do not come to rest, or are not alone."""
    if design.shape[0] < design.shape[1]:
        return None
    expected: Counts = counts + FLOOR
    values: Counts = np.zeros(design.shape[1])
    at: Counts = np.log(expected)
    for step in range(STEPS):
        weighted = design * expected[:, None]
        try:
            aim = weighted.T @ (at + (counts - expected) / expected)
            new: Counts = np.linalg.solve(weighted.T @ design, aim).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        if not np.all(np.isfinite(new)):
            return None
        moved = float(np.max(np.abs(new - values)))
        values, at = new, np.clip(design @ new, -300.0, 300.0).astype(np.float64)
        expected = np.exp(at)
        if step and moved < STILL:
            return _if_alone(design, expected, values)
    return None


def _if_alone(design: Counts, expected: Counts, values: Counts) -> tuple[Counts, float] | None:
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    inverse = np.linalg.inv(design.T @ (design * expected[:, None]))
    return values, float(inverse[0, 0])


def _deviance(counts: Counts, expected: Counts) -> float:
    seen = counts > 0
    return 2 * float(
        np.sum(counts[seen] * np.log(counts[seen] / expected[seen])) - counts.sum() + expected.sum()
    )


def interval(observed: int, none: float, spread: float) -> tuple[float, float]:
    """95 % interval of the number of persons, taking the number on no list as log-normal (Burnham et al. 1987; Chao 1987):
    never below the observed. `spread` is the standard error of the logarithm of `none`."""
    factor = exp(min(QUANTILE * sqrt(log1p(spread**2 + 1 / max(none, 1e-9))), 700.0))
    return observed + none / factor, observed + none * factor


def _log_factorials(counts: Iterable[float]) -> float:
    return sum(lgamma(c + 1) for c in counts)
