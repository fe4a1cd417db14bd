"""Which word hangs on which? From a score for every pair to one tree a sentence, the best there is.

Heads chosen word by word may go round in circles or leave a sentence without a root, or with two. The root is
the word that gains most by being one; beneath it, circles are broken where that costs least (Chu and Liu 1965,
Edmonds 1967). Ties go to the lower index, so that the same scores give the same tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Indices = NDArray[np.intp]

FORBIDDEN = -1e12
"""Below any sum of scores of a text, and a number: what is infinitely bad cannot be compared."""
WORST = -1e6
"""The least that a pair's score counts. Logarithms of probabilities stay above -1,000."""


@dataclass(frozen=True, slots=True)
class _Circle:
    """A circle drawn together into its first word: who was in it, and how the words around it reach it."""

    heads: dict[int, int]
    entered_at: Indices
    left_from: Indices

    @property
    def drawn_into(self) -> int:
        return min(self.heads)


def heads_of(scores: NDArray[np.floating], sentence_starts: Sequence[bool]) -> list[int]:
    """The head of every token, within its sentence; the root of a sentence is its own head.

    `scores[i, j]` says how well `j` fits as the head of `i`, and `scores[i, i]` how well `i` fits as a root.
    They are added up, so they should be logarithms. The first token always starts a sentence.
    """
    cuts = [i for i, begins in enumerate(sentence_starts) if begins and i]
    bounds = [0, *cuts, len(sentence_starts)] if len(sentence_starts) else []
    return [low + head for low, high in pairwise(bounds) for head in tree(scores[low:high, low:high])]


def tree(scores: NDArray[np.floating]) -> list[int]:
    """The heads of one sentence's words: one root, no circles, and the highest sum beneath that root."""
    if len(scores) == 1:
        return [0]
    pairs = np.maximum(scores.astype(np.float64), WORST)
    alone = pairs.diagonal().copy()
    np.fill_diagonal(pairs, FORBIDDEN)
    root = int((alone - pairs.max(axis=1)).argmax())
    pairs[root] = FORBIDDEN
    heads: Indices = pairs.argmax(axis=1)
    heads[root] = root
    chosen: list[int] = heads.tolist()
    circle = _circle(chosen)
    return chosen if circle is None else _without_circles(pairs, root, heads, circle)


def _without_circles(pairs: Scores, root: int, heads: Indices, circle: list[int] | None) -> list[int]:
    """The best heads beneath a root. `pairs` is used up."""
    drawn: list[_Circle] = []
    gone = np.zeros(len(pairs), dtype=bool)
    while circle is not None:
        drawn.append(_draw_together(pairs, heads, circle))
        gone[[i for i in circle if i != drawn[-1].drawn_into]] = True
        heads = pairs.argmax(axis=1)
        heads[root] = root
        heads[gone] = root
        circle = _circle(heads.tolist())
    chosen: list[int] = heads.tolist()
    for last in reversed(drawn):
        _let_go(last, chosen, gone)
    return chosen


def _draw_together(pairs: Scores, heads: Indices, circle: list[int]) -> _Circle:
    """Make the first word of a circle stand for all of it, in the scores of all others."""
    members = sorted(circle)
    into = members[0]
    entering = pairs[members] - pairs[members, heads[members]][:, None]
    leaving = pairs[:, members]
    found = _Circle(
        heads={i: int(heads[i]) for i in members},
        entered_at=np.asarray(members)[entering.argmax(axis=0)],
        left_from=np.asarray(members)[leaving.argmax(axis=1)],
    )
    pairs[into], pairs[:, into] = entering.max(axis=0), leaving.max(axis=1)
    pairs[members[1:]] = pairs[:, members[1:]] = FORBIDDEN
    pairs[into, members] = FORBIDDEN
    return found


def _let_go(circle: _Circle, chosen: list[int], gone: NDArray[np.bool_]) -> None:
    """Give the words of a circle heads of their own again, broken where it is entered."""
    into = circle.drawn_into
    for i, head in enumerate(chosen):
        if head == into and not gone[i] and i not in circle.heads:
            chosen[i] = int(circle.left_from[i])
    head = chosen[into]
    for i, within in circle.heads.items():
        chosen[i] = within
        gone[i] = False
    chosen[int(circle.entered_at[head])] = head


def _circle(heads: Sequence[int]) -> list[int] | None:
    """The words of a circle of heads, if there is one; the one that the lowest index leads to."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        i = start
        while not seen[i]:
            seen[i] = start + 1
            if heads[i] == i:
                break
            i = heads[i]
        if seen[i] == start + 1 and heads[i] != i:
            members = [i]
            while heads[members[-1]] != i:
                members.append(heads[members[-1]])
            return members
    return None
