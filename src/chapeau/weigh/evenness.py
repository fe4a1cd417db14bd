"""How evenly do incidents fall over places or weeks? One index from 0 to 1, Pielou's, wherever evenness is spoken of.

Source: E. C. Pielou, The measurement of diversity in different types of biological collections, Journal of Theoretical
Biology 13 (1966), 131-144; C. E. Shannon, A mathematical theory of communication (1948), for the entropy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chapeau.weigh.dealing import Draws, Floats

DRAWS = 1000
"""Resamples for the interval: at 1,000 the ends of a 95 % interval move by about a hundredth if the seed is changed
(tests/weigh/test_spread.py draws with others). Each costs one draw over all classes."""

SEED = 20310312
"""Any number does; one that is fixed gives the same interval on every machine."""

FORMULA = (
    "Pielou's evenness (1966): Shannon's entropy of the classes over its highest, which it has if all hold equally many: "
    "-(sum of p log p) / log S, p the share of each of S classes. 1 is quite even; 0 is all in one."
)
BOOTSTRAP = (
    f"The interval holds 95 of 100 of {DRAWS:,} draws of as many incidents at random, with the same classes, as if each "
    "incident were told by itself: incidents that come together, or are told together, make it too narrow. Draws are less even "
    "than what they are drawn from, so that it is stretched to hold the figure where it would not."
)


@dataclass(frozen=True, slots=True)
class Evenness:
    """The index, and the interval of its bootstrap."""

    value: float
    low: float
    high: float


def pielou(counts: Floats) -> Floats:
    """The index along the last axis; empty classes count as classes. Raises ValueError below two classes."""
    if counts.shape[-1] < 2:
        raise ValueError("evenness needs two classes")
    shares = counts / counts.sum(axis=-1, keepdims=True)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=-1) / np.log(counts.shape[-1]))


def evenness(counts: Sequence[int]) -> Evenness | None:
    """The index with its interval; None below two classes or two incidents: there is nothing to be even over."""
    total = sum(counts)
    if len(counts) < 2 or total < 2:
        return None
    drawn = Draws(SEED).multinomial(total, np.array(counts) / total, size=DRAWS)
    low, high = np.percentile(pielou(drawn.astype(float)), [2.5, 97.5])
    value = float(pielou(np.array(counts, float)))
    return Evenness(*(round(float(x), 4) for x in (value, min(low, value), max(high, value))))
