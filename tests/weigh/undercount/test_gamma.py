"""The logarithm of the gamma function is the library's, below and above where the series begins."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest

from chapeau.weigh.undercount.gamma import FAR, log_gamma


@pytest.mark.parametrize("x", [1e-6, 0.0625, 0.5, 1, 3.3, FAR - 0.01, FAR, 250.5, 1e7])
def test_log_gamma_is_the_library_s(x: float) -> None:
    assert log_gamma(np.array([x]))[0] == pytest.approx(lgamma(x), rel=1e-12, abs=1e-11)
