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
        return doc[self.first].idx, last.idx + len(last)


def stretches(doc: Doc, column: Column, labelled: Labelled) -> list[Stretch]:
    """The runs of a column in order; white space breaks none, a new window does."""
    begins = {int(seen.words[0]) for seen in labelled.seen}
    found: list[Stretch] = []
    words, before = 0, ""
    for i, (label, score) in enumerate(column):
        outside = label == "O" and not before
        if outside or doc[i].is_space:
            continue
        kind = label[2:]
        if label != "O" and (label[0] == "B" or kind != before or i in begins):
            found.append(Stretch(kind, i, i, score))
            words = 1
        elif label != "O":
            last = found[-1]
            found[-1] = Stretch(kind, last.first, i, (last.score * words + score) / (words + 1))
            words += 1
        before = kind
    return found


def of_kind(found: Sequence[Stretch], kind: str) -> list[Stretch]:
    """Those of one kind."""
    return [s for s in found if s.kind == kind]
