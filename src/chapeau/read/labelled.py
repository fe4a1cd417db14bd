"""What the encoder's heads say of the words of a text, beside its grammar: labels with their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.read.encoder import Seen, surest
from chapeau.read.heads import HEADS

Column = tuple[tuple[str, float], ...]
OUTSIDE = ("O", 1.0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label a token and its probability, by head; 'O' where there is none or nothing was looked at.

    `said` marks sources, cues and contents; `role` perpetrators, targets, victims and weapons; `victim` names
    of victims. `seen` are the windows as they came.
    """

    said: Column
    role: Column
    victim: Column
    seen: tuple[Seen, ...]


def labelled(count: int, seen: Sequence[Seen]) -> Labelled:
    """The labels of a text of so many tokens."""
    return Labelled(
        said=_column("said", count, seen),
        role=_column("role", count, seen),
        victim=_column("victim", count, seen),
        seen=tuple(seen),
    )


def _column(head: str, count: int, seen: Sequence[Seen]) -> Column:
    column = [OUTSIDE] * count
    labels = HEADS[head]
    for window in seen:
        best, sure = surest(window.of(head))
        for i, label, probability in zip(window.words.tolist(), best.tolist(), sure.tolist(), strict=True):
            column[i] = (labels[label], probability)
    return tuple(column)
