"""Examples as the network takes them: windows, noised or not, in batches drawn by dice."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor

from chapeau.read.heads import HEADS
from chapeau.read.pieces import QUOTED, Vocabulary, shape
from chapeau.read.windows import windows
from training.reader.examples import NONE, Example
from training.reader.noise import noised

SEED = 20230218
BATCH = 3_200
"""Pieces in a batch."""
OF_A_DOCUMENT = 10
"""Windows of a document with labels of its own that are seen at once; the main event stands in the first ones."""
Feed = dict[str, Tensor]
"""A batch: numbers of pieces, their shapes, where words begin, and what each head should say."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an example, noised or not, ready for the encoder."""

    document: str
    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    labels: dict[str, list[int]]
    head: list[int]
    cue: list[int]
    weight: float
    families: list[int] | None
    category: int | None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An example as it will be seen: the words that stay, and where each was."""

    example: Example
    words: Sequence[str]
    quoted: Sequence[bool]
    keep: Sequence[int]


def drawn(example: Example, vocabulary: Vocabulary, dice: random.Random | None) -> list[Window]:
    """The windows of an example, noised if there are dice."""
    if dice is None:
        made = _Drawn(example, example.words, example.quoted, range(len(example.words)))
    else:
        made = _Drawn(example, *noised(example.words, example.quoted, dice))
    sizes = [1 if w.isspace() else len(vocabulary.pieces(w)) for w in made.words]
    return [_window(made, vocabulary, a, b) for a, b in windows(made.words, sizes)]


def _window(made: _Drawn, vocabulary: Vocabulary, first: int, last: int) -> Window:
    pieces, shapes, firsts, kept = [vocabulary.begin], [0], [], []
    for i in range(first, last):
        word = made.words[i]
        if not word.isspace():
            firsts.append(len(pieces))
            kept.append(made.keep[i])
            parts = vocabulary.pieces(word)
            pieces.extend(parts)
            shapes.extend([shape(word) + QUOTED * made.quoted[i]] * len(parts))
        elif "\n" in word:
            pieces.append(vocabulary.paragraph)
            shapes.append(0)
    pieces.append(vocabulary.paragraph)
    shapes.append(0)
    example = made.example
    return Window(
        document=example.id,
        pieces=pieces,
        shapes=shapes,
        firsts=firsts,
        labels={head: [int(column[i]) for i in kept] for head, column in example.labels.items()},
        head=_moved(example.head, kept),
        cue=_moved(example.cue, kept),
        weight=example.weight,
        families=example.families,
        category=example.category,
    )


def _moved(pointed: NDArray[Any] | None, kept: Sequence[int]) -> list[int]:
    """What each word points at, by place in the window; none where that is outside."""
    place = {old: new for new, old in enumerate(kept)}
    return [NONE if pointed is None else place.get(int(pointed[i]), NONE) for i in kept]


def batches(
    examples: Sequence[Example], vocabulary: Vocabulary, seed: int, noise: bool
) -> Iterator[list[Window]]:
    """All windows once, in the order of the dice; those of a document with labels of its own stay together.

    With noise, texts that have labels of which there are few are seen twice.
    """
    dice = random.Random(seed)
    order = list(examples)
    if noise:
        order += [e for e in examples if e.families is not None or ("role" in e.labels and e.weight == 1.0)]
        dice.shuffle(order)
    units = list(_units(order, vocabulary, dice if noise else None))
    if noise:
        dice.shuffle(units)
    return _batched(units)


def _units(
    order: Iterable[Example], vocabulary: Vocabulary, dice: random.Random | None
) -> Iterator[list[Window]]:
    for example in order:
        made = [w for w in drawn(example, vocabulary, dice) if w.firsts]
        if example.families is None:
            yield from ([w] for w in made)
        elif made:
            yield made[:OF_A_DOCUMENT]


def _batched(units: Iterable[list[Window]]) -> Iterator[list[Window]]:
    batch: list[Window] = []
    held = 0
    for unit in units:
        size = sum(len(w.pieces) for w in unit)
        if batch and held + size > BATCH:
            yield batch
            batch, held = [], 0
        batch = batch + unit
        held += size
    if batch:
        yield batch


def tensors(batch: Sequence[Window], device: str = "cpu") -> Feed:
    """A batch as tensors, (windows, length) or (windows, words), filled up with what teaches nothing."""
    length = max(len(w.pieces) for w in batch)
    count = max(len(w.firsts) for w in batch)
    made = {
        "pieces": _full([w.pieces for w in batch], length, 0),
        "shapes": _full([w.shapes for w in batch], length, 0),
        "firsts": _full([w.firsts for w in batch], count, 0),
        "head": _full([w.head for w in batch], count, NONE),
        "cue": _full([w.cue for w in batch], count, NONE),
        "real": _full([[1] * len(w.firsts) for w in batch], count, 0).bool(),
        "weight": torch.tensor([w.weight for w in batch]),
    }
    for head in HEADS:
        made[head] = _full([w.labels.get(head, [NONE] * len(w.firsts)) for w in batch], count, NONE)
    return {name: tensor.to(device) for name, tensor in made.items()}


def _full(rows: Sequence[list[int]], to: int, fill: int) -> Tensor:
    return torch.tensor([row + [fill] * (to - len(row)) for row in rows])


def documents(batch: Sequence[Window]) -> Iterator[list[int]]:
    """The places of the windows of each document that has labels of its own."""
    for document in dict.fromkeys(w.document for w in batch if w.families is not None):
        yield [i for i, w in enumerate(batch) if w.document == document]
