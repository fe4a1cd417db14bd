"""The logarithm of the gamma function, for arrays: numpy has none, and this alone is no reason for a further library."""

from __future__ import annotations

from math import log, pi

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

FAR = 10.0
"""From here Stirling's series with five terms errs by less than 1e-13; smaller arguments are raised to it first, by
lgamma(x) = lgamma(x + 1) - log x. Checked against math.lgamma in tests/weigh/undercount/test_gamma.py."""

SERIES = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)
"""Of Stirling's series (Abramowitz and Stegun 1964, 6.1.41)."""


def log_gamma(x: Numbers) -> Numbers:
    """log Gamma(x) of each number above 0."""
    near = x < FAR
    raised = np.where(near, x + FAR, x)
    inverse = 1 / raised
    square = inverse * inverse
    tail = np.zeros_like(raised)
    for term in reversed(SERIES):
        tail = tail * square + term
    result = (raised - 0.5) * np.log(raised) - raised + 0.5 * log(2 * pi) + tail * inverse
    if near.any():
        low = x[near]
        product = np.ones_like(low)
        for k in range(int(FAR)):
            product = product * (low + k)
        result[near] -= np.log(product)
    return result
