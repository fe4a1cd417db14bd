"""Products in whole numbers say nearly what they would in float32, and no processor's sums overflow."""

from __future__ import annotations

import numpy as np
from training.reader.whole import PEAKS, STEPS, Reals, Whole, beside, whole, without_peaks

DICE = np.random.default_rng(7)
FLOWING = DICE.normal(size=(400, 48)).astype(np.float32) * np.linspace(0.1, 5, 48, dtype=np.float32)
WEIGHTS = DICE.normal(size=(48, 20)).astype(np.float32)
BIAS = DICE.normal(size=20).astype(np.float32)


def multiplied(flowing: Reals, by: Whole) -> Reals:
    """As the shipped graph does it."""
    steps = np.clip(np.rint(flowing * by.share / by.scale) + by.zero, 0, 255) - by.zero
    made: Reals = (steps @ by.weights.astype(np.float32)) * by.scale * by.scales + by.bias
    return made


def far(given: Reals, wanted: Reals) -> float:
    """The error's variance as a share."""
    return float(((given - wanted) ** 2).sum() / ((wanted - wanted.mean(0)) ** 2).sum())


def test_a_product_in_whole_numbers_is_nearly_that_in_float32() -> None:
    made = whole(FLOWING, WEIGHTS, BIAS)
    assert far(multiplied(FLOWING, made), FLOWING @ WEIGHTS + BIAS) < 0.001


def test_two_products_of_one_pair_of_weights_fit_into_sixteen_bits() -> None:
    made = whole(FLOWING, WEIGHTS, BIAS)
    assert np.abs(made.weights.astype(int)).max() == STEPS
    assert 2 * 255 * STEPS < 2**15


def test_whole_numbers_come_out_again_where_their_sharing_is_known() -> None:
    made = whole(FLOWING, WEIGHTS, BIAS)
    back = made.weights * made.scales * made.share[:, None]
    again = whole(FLOWING[:100], back, BIAS, made.share)
    assert (again.weights == made.weights).all()


def test_peaks_are_multiplied_apart_and_leave_the_steps_to_the_rest() -> None:
    flowing = FLOWING.copy()
    flowing[::50, 3] = 900
    level, peaks = without_peaks(flowing, WEIGHTS, BIAS)
    above = np.maximum(flowing[:, peaks.columns] - peaks.limits, 0)
    wanted = flowing @ WEIGHTS + BIAS
    assert 3 in peaks.columns
    assert len(peaks.columns) == PEAKS
    usual = np.arange(len(flowing)) % 50 > 0
    together = multiplied(flowing, level) + above @ peaks.rows
    assert far(together[usual], wanted[usual]) < 0.001
    assert far(together, wanted) < 0.001
    assert far(multiplied(flowing, whole(flowing, WEIGHTS, BIAS))[usual], wanted[usual]) > 0.001


def test_layers_beside_each_other_are_one() -> None:
    one, two = (WEIGHTS[:, :5].T, BIAS[:5]), (WEIGHTS[:, 5:].T, BIAS[5:])
    weights, bias = beside([one, two])
    assert (weights == WEIGHTS).all()
    assert (bias == BIAS).all()
