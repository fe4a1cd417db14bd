"""Windows of the training texts by which the scales of the shipped graph are fixed, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from chapeau.read.pieces import Vocabulary
from training.reader.examples import Example
from training.reader.feeding import SEED, Window, drawn

WINDOWS = 96
"""Enough to meet every set and every kind of noise several times; each costs a second and some memory."""

Feed = dict[str, "np.ndarray[Any, np.dtype[np.int64]]"]


def calibration(examples: Sequence[Example], vocabulary: Vocabulary) -> list[Feed]:
    """Windows drawn evenly from all texts, every other text as noise would spoil it, no more than two of one."""
    dice = random.Random(SEED)
    step = max(1, 2 * len(examples) // WINDOWS)
    return list(islice(_feeds(examples[::step], vocabulary, dice), WINDOWS))


def _feeds(examples: Sequence[Example], vocabulary: Vocabulary, dice: random.Random) -> Iterator[Feed]:
    for number, example in enumerate(examples):
        made = [w for w in drawn(example, vocabulary, dice if number % 2 else None) if w.firsts]
        yield from map(fed, made[:1])
        if made[1:]:
            yield fed(made[1 + number % len(made[1:])])


def fed(window: Window) -> Feed:
    """A window as the shipped graph takes it."""
    return {
        "pieces": np.array([window.pieces], np.int64),
        "shapes": np.array([window.shapes], np.int64),
        "firsts": np.array(window.firsts, np.int64),
    }
