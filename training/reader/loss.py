"""How far is what the network says from what it should say? One number a batch, and its parts by head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from chapeau.read.heads import HEADS
from training.reader.examples import NONE
from training.reader.feeding import Feed, Window, documents
from training.reader.network import Network

WEIGHTS = {
    "tag": 0.5,
    "word_class": 0.3,
    "relation": 0.7,
    "name": 1.0,
    "sentence": 0.5,
    "said": 2.0,
    "role": 2.0,
    "victim": 1.5,
    "head_of": 1.0,
    "cue_of": 1.0,
    "families": 0.7,
    "category": 0.4,
}
"""Of each head in the loss: more where annotated by hand. Chosen once, by the order of what the figures need."""
EVERYWHERE = ("tag", "word_class", "relation", "name", "sentence", "head_of")
"""Heads that are taught by every text; the others weigh by the share of windows that teach them."""
MASKED = -1e4
"""A logit that no softmax sees, and that bfloat16 can hold."""
Told = dict[str, Tensor]
OfWindow = tuple[Tensor, Tensor, Tensor]


def forward(network: Network, feed: Feed) -> tuple[Told, OfWindow]:
    """What the network says of a batch: logits of words by head, and of windows."""
    mask = torch.zeros(
        feed["pieces"].shape, dtype=network.encoder.pieces.weight.dtype, device=feed["pieces"].device
    )
    mask = mask.masked_fill(feed["pieces"] == 0, MASKED)[:, None, None, :]
    seen = network.encoder(feed["pieces"], feed["shapes"], mask)
    words = torch.gather(seen, 1, feed["firsts"][..., None].expand(-1, -1, seen.shape[-1]))
    told = network.words(words)
    for pointer in ("head_of", "cue_of"):
        told[pointer] = told[pointer].float().masked_fill(~feed["real"][:, None, :], MASKED)
    return told, network.window(seen[:, 0])


def wanted(feed: Feed) -> Iterator[tuple[str, Tensor]]:
    """What each head of words should say, NONE where nothing is known."""
    yield from ((head, feed[head]) for head in HEADS)
    yield from (("head_of", feed["head"]), ("cue_of", feed["cue"]))


def loss(
    told: Told, of_window: OfWindow, feed: Feed, batch: Sequence[Window]
) -> tuple[Tensor, dict[str, float]]:
    """The loss, and its part of each head before weighing."""
    total = torch.zeros((), device=feed["pieces"].device)
    parts: defaultdict[str, float] = defaultdict(float)
    weight = feed["weight"][:, None].expand(feed["real"].shape)
    for name, want in wanted(feed):
        known = want != NONE
        if known.any():
            each = functional.cross_entropy(told[name].float()[known], want[known], reduction="none")
            mean = (each * weight[known]).mean() if name == "role" else each.mean()
            total = total + WEIGHTS[name] * _share(name, known) * mean
            parts[name] += float(mean.detach())
    for rows in documents(batch):
        one = batch[rows[0]]
        families, category = of_document(of_window, rows)
        f = functional.binary_cross_entropy_with_logits(
            families, torch.tensor(one.families, dtype=torch.float32, device=families.device)
        )
        k = functional.cross_entropy(category[None], torch.tensor([one.category], device=category.device))
        total = total + 0.5 * (WEIGHTS["families"] * f + WEIGHTS["category"] * k)
        parts["families"] += float(f.detach())
        parts["category"] += float(k.detach())
    return total, parts


def _share(name: str, known: Tensor) -> float:
    if name in EVERYWHERE:
        return 1.0
    return min(1.0, float(known.any(1).float().mean().item()) * 2)


def of_document(of_window: OfWindow, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Families and category of a document from its windows, each by its weight (logits)."""
    share = torch.softmax(of_window[0][rows].float(), 0)[:, None]
    return (share * of_window[1][rows].float()).sum(0), (share * of_window[2][rows].float()).sum(0)
