"""Words in a row to which an encoder gives one label: a source, a victim's name, a weapon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.read.labelled import Column, Labelled
from chapeau.read.tokens import Doc


@dataclass(frozen=True, slots=True)
class Stretch:
    """A label's run: its first and last token, and the mean probability of its words."""

    kind: str
    first: int
    last: int
    score: float

    def range(self, doc: Doc) -> tuple[int, int]:
        """Its offsets."""
        last = doc[self.last]
        return doc[self.first].idx, last.end_char


def stretches(doc: Doc, column: Column, labelled: Labelled) -> list[Stretch]:
    """The runs of a column in order; white space breaks none, a new window does."""
    begins = {int(seen.words[0]) for seen in labelled.seen}
    runs: list[list[int]] = []
    for i in [i for i, (label, _) in enumerate(column) if label != "O"]:
        if i in begins or column[i][0][0] == "B" or not (runs and _goes_on(doc, column, runs[-1][-1], i)):
            runs.append([])
        runs[-1].append(i)
    return [Stretch(column[r[0]][0][2:], r[0], r[-1], _mean([column[i][1] for i in r])) for r in runs]


def _goes_on(doc: Doc, column: Column, last: int, i: int) -> bool:
    """Whether a word has the kind of the last one marked, and nothing but white space stands between."""
    same = column[i][0][2:] == column[last][0][2:]
    return same and (i == last + 1 or all(t.is_space for t in doc.tokens[last + 1 : i]))


def _mean(scores: Sequence[float]) -> float:
    mean = 0.0
    for before, score in enumerate(scores):
        mean = (mean * before + score) / (before + 1)
    return mean


def of_kind(found: Sequence[Stretch], kind: str) -> list[Stretch]:
    """Those of one kind."""
    return [s for s in found if s.kind == kind]
