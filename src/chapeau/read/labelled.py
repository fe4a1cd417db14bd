"""What the encoder's heads say of the words of a text, beside its grammar: labels with their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chapeau.read.encoder import Seen, softmax
from chapeau.read.heads import HEADS

Column = tuple[tuple[str, float], ...]
OUTSIDE = ("O", 1.0)
MARKED = {"said": 0.2, "role": 0.15}
"""The least probability of a kind at which a word may belong to a run of it. Whether the run counts, its mean decides
(stretches.py); with less, names and phrases broke to pieces."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label a token and its probability, by head; 'O' where there is none or nothing was looked at.

    `said` marks sources, cues and contents; `role` perpetrators, targets, victims and weapons. `seen` are the
    windows as they came.
    """

    said: Column
    role: Column
    seen: tuple[Seen, ...]


def labelled(count: int, seen: Sequence[Seen]) -> Labelled:
    """The labels of a text of so many tokens."""
    return Labelled(
        said=_column("said", count, seen),
        role=_column("role", count, seen),
        seen=tuple(seen),
    )


def _column(head: str, count: int, seen: Sequence[Seen]) -> Column:
    """Of each word the likeliest kind, begun or going on, where it is likely enough to be marked."""
    column = [OUTSIDE] * count
    kinds = [label[2:] for label in HEADS[head][1::2]]
    for window in seen:
        probabilities = softmax(window.of(head))
        begins, goes_on = probabilities[:, 1::2], probabilities[:, 2::2]
        of_kind = begins + goes_on
        best = of_kind.argmax(axis=1)
        rows = np.arange(len(best))
        marks = zip(
            window.words.tolist(), best.tolist(), of_kind[rows, best].tolist(),
            (begins[rows, best] > goes_on[rows, best]).tolist(), strict=True,
        )  # fmt: skip
        for i, kind, probability, first in marks:
            if probability >= MARKED[head]:
                column[i] = (f"{'B' if first else 'I'}-{kinds[kind]}", probability)
    return tuple(column)
