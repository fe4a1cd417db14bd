"""Quick figures while training, on words: not the project's measure, which is made on readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from chapeau.read.heads import HEADS
from chapeau.read.pieces import Vocabulary
from training.reader.examples import NONE, Example
from training.reader.feeding import SEED, Window, batches, documents, tensors
from training.reader.loss import OfWindow, forward, of_document, wanted
from training.reader.network import Network

SPANS = ("said", "role", "victim", "name")
"""Heads measured by the F1 of words inside spans; the others by how many words are right."""
Hit = tuple[str, int, int]
"""A figure's name, how many were both given and wanted, and how many of either: with both right, twice the first."""


def measured(
    network: Network, dev: Sequence[Example], vocabulary: Vocabulary, device: str = "cpu"
) -> dict[str, float]:
    """Percent, by head: the share of words that are right, or F1 of the words inside spans."""
    network.eval()
    both: Counter[str] = Counter()
    either: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(dev, vocabulary, SEED, noise=False):
            feed = tensors(batch, device)
            told, of_window = forward(network, feed)
            for name, want in wanted(feed):
                for figure, right, of in _of_words(name, told[name], want):
                    both[figure] += right
                    either[figure] += of
            for figure, right, of in _of_documents(batch, of_window):
                both[figure] += right
                either[figure] += of
    return {name: round(200 * both[name] / max(1, either[name]), 1) for name in either}


def _of_words(name: str, logits: Tensor, want: Tensor) -> Iterator[Hit]:
    known = want != NONE
    got, right = logits.float()[known].argmax(-1), want[known]
    if name not in SPANS:
        yield name, int((got == right).sum()), 2 * len(right)
        return
    for kind in dict.fromkeys(label[2:] for label in HEADS[name] if label != "O"):
        of_kind = torch.tensor(
            [i for i, label in enumerate(HEADS[name]) if label[2:] == kind], device=got.device
        )
        given, called = torch.isin(got, of_kind), torch.isin(right, of_kind)
        figure = name if name == "name" else f"{name}.{kind}"
        yield figure, int((given & called).sum()), int(given.sum()) + int(called.sum())


def _of_documents(batch: Sequence[Window], of_window: OfWindow) -> Iterator[Hit]:
    for rows in documents(batch):
        one = batch[rows[0]]
        families, category = of_document(of_window, rows)
        given, called = (families > 0).tolist(), one.families or []
        right = sum(bool(g and c) for g, c in zip(given, called, strict=True))
        yield "families", right, sum(given) + sum(called)
        yield "category", int(category.argmax() == one.category), 2
