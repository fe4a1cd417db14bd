"""A product with fixed weights in whole numbers: scales fixed once for all texts, from what calibration windows let flow into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]

STEPS = 64
"""Largest whole number of a weight, seven bits with the sign: processors without instructions of their own for such products
add two of them up in sixteen bits, which more would overflow (2 x 255 x 64 is just below 2 ** 15)."""
LEAST = 1e-5
"""Stands in for a column that is nought throughout."""
PEAKS = 4
"""Columns whose peaks are taken off: with two the labels of the development texts still moved, with eight no less than with four."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One product: what flows in is multiplied by `share`, rounded in steps of `scale` above `zero` and multiplied by `weights`
    (in, out), whose columns have `scales`; `bias` is added in float32."""

    share: Reals
    scale: Reals
    zero: NDArray[np.uint8]
    weights: NDArray[np.int8]
    scales: Reals
    bias: Reals


@dataclass(frozen=True, slots=True)
class Peaks:
    """What exceeds `limits` in a few columns, which is multiplied by `rows` in float32 and added."""

    columns: NDArray[np.int64]
    limits: Reals
    rows: Reals


def whole(flowing: Reals, weights: Reals, bias: Reals, share: Reals | None = None) -> Whole:
    """The product of what flows (rows, in) with float weights (in, out), shared out as given or else as follows.

    A few columns of what flows are much larger than the rest, and one scale for all would leave the rest a handful of steps.
    Each column is divided by the root of its largest value over the weights' largest, which are multiplied by it (SmoothQuant, Xiao
    et al. 2023, with their alpha at one half): the product stays the same.
    """
    if share is None:
        largest = np.maximum(np.abs(flowing).max(0), LEAST)
        share = np.sqrt(np.maximum(np.abs(weights).max(1), LEAST) / largest).astype(np.float32)
    even = flowing * share
    low, high = min(float(even.min()), 0.0), max(float(even.max()), 0.0)
    scale = np.float32((high - low) / 255)
    shared = weights / share[:, None]
    scales = np.maximum(np.abs(shared).max(0) / STEPS, 1e-12).astype(np.float32)
    return Whole(
        share=share,
        scale=np.array(scale),
        zero=np.array(round(-low / float(scale)), np.uint8),
        weights=np.rint(shared / scales).astype(np.int8),
        scales=scales,
        bias=bias.astype(np.float32),
    )


def without_peaks(
    flowing: Reals, weights: Reals, bias: Reals, share: Reals | None = None
) -> tuple[Whole, Peaks]:
    """The product without the peaks of what flows, and what they add.

    One or two of the columns that flow into the second product of a layer are several times larger than all others, at the first
    piece of a window alone (Sun et al. 2024, massive activations). They are cut off where the largest of the others ends, and
    what exceeds the last step is multiplied apart.
    """
    largest = np.abs(flowing).max(0)
    columns = np.argsort(largest, kind="stable")[::-1][: PEAKS + 1]
    limit = largest[columns[-1]]
    level = whole(np.clip(flowing, -limit, limit), weights, bias, share)
    columns = columns[:PEAKS].astype(np.int64)
    limits = (255 - int(level.zero)) * level.scale / level.share[columns]
    return level, Peaks(columns, limits.astype(np.float32), np.ascontiguousarray(weights[columns]))


def beside(products: Sequence[tuple[Any, Any]]) -> tuple[Reals, Reals]:
    """Weights (in, out) and biases of several linear layers as those of one, side by side."""
    return (
        np.concatenate([np.asarray(w, np.float32).T for w, _ in products], 1),
        np.concatenate([np.asarray(b, np.float32) for _, b in products]),
    )
