"""What an encoder might say of a text, written by hand, so that tests need no weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from chapeau.read.encoder import BOUNDS, Seen
from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.labelled import OUTSIDE, Column, Labelled
from chapeau.read.parsed import Parsed

SURELY = 9.0
"""A logit beside which zeros are next to nothing."""
WIDE = sum(map(len, HEADS.values()))
Marks = Sequence[tuple[str, str]] | Sequence[tuple[str, str, float]]


def seen(words: Sequence[int], labels: Mapping[int, Mapping[str, str]] | None = None) -> Seen:
    """A window over these words that is sure of the labels given by word and head, and points nowhere."""
    rows = np.zeros((len(words), WIDE), np.float32)
    for row, i in enumerate(words):
        for head, label in (labels or {}).get(i, {}).items():
            rows[row, BOUNDS[head][0] + HEADS[head].index(label)] = SURELY
    nowhere = np.zeros((len(words), len(words)), np.float32)
    return Seen(
        words=np.array(words, np.intp),
        labels=rows,
        heads=nowhere,
        cues=nowhere.copy(),
        weight=0.0,
        families=np.zeros(len(FAMILIES), np.float32),
        category=np.zeros(len(CATEGORIES), np.float32),
    )


def tokens_of(parsed: Parsed, phrase: str) -> list[int]:
    """The indices of the tokens of a phrase, where it stands first."""
    start = parsed.text.index(phrase)
    return [t.i for t in parsed.doc if start <= t.idx < start + len(phrase) and not t.is_space]


def column(parsed: Parsed, marks: Marks) -> Column:
    """A column in which phrases are marked with kinds, and with a probability where one is given."""
    made = [OUTSIDE] * len(parsed.doc)
    for phrase, kind, *score in marks:
        for place, i in enumerate(tokens_of(parsed, phrase)):
            made[i] = (f"{'I' if place else 'B'}-{kind}", score[0] if score else 0.9)
    return tuple(made)


def told(
    parsed: Parsed,
    said: Marks = (),
    role: Marks = (),
    pointing: Sequence[tuple[str, str]] = (),
    windows: Sequence[Sequence[int]] | None = None,
) -> Labelled:
    """Marks on a parsed text; `pointing` gives (phrase, cue): each word of the phrase points at the cue's first."""
    all_words = [t.i for t in parsed.doc if not t.is_space]
    made = [seen(w) for w in (windows if windows is not None else [all_words])]
    for window in made:
        rows = {i: n for n, i in enumerate(window.words.tolist())}
        for phrase, cue in pointing:
            for i in tokens_of(parsed, phrase):
                if i in rows:
                    window.cues[rows[i], rows[tokens_of(parsed, cue)[0]]] = SURELY
    return Labelled(column(parsed, said), column(parsed, role), tuple(made))
