"""Train the encoder and its heads, all sets together; begins again where it stopped.

Every step is drawn from the seed and the step's number, so that a run that was broken off goes on as it would have. On a
processor that has it, bfloat16 halves the time: the weights are kept in float32 and a copy in bfloat16 does the work.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from chapeau.read.pieces import QUOTED, Vocabulary, shape
from chapeau.read.windows import windows
from training.reader.examples import NONE, Example, load
from chapeau.read.heads import FAMILIES, HEADS
from training.reader.network import Network
from training.reader.noise import noised

SEED = 20230218
WEIGHTS = {"tag": 0.5, "word_class": 0.3, "relation": 0.7, "name": 1.0, "sentence": 0.5, "said": 2.0, "role": 2.0, "victim": 1.5,
           "head_of": 1.0, "cue_of": 1.0, "families": 0.7, "category": 0.4}
"""Of each head in the loss: more where annotated by hand. Chosen once, by the order of what the figures need."""
BATCH = 3_200
"""Pieces in a batch."""
RATE, RATE_HEADS = 1.5e-4, 1e-3


@dataclass(frozen=True)
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


def drawn(example: Example, vocabulary: Vocabulary, dice: random.Random | None) -> list[Window]:
    """The windows of an example, noised if there are dice."""
    words, quoted, keep = noised(example.words, example.quoted, dice) if dice else (example.words, example.quoted, list(range(len(example.words))))
    sizes = [1 if w.isspace() else len(vocabulary.pieces(w)) for w in words]
    return [_window(example, vocabulary, words, quoted, keep, a, b) for a, b in windows(words, sizes)]


def _window(example: Example, vocabulary: Vocabulary, words: Sequence[str], quoted: Sequence[bool], keep: Sequence[int], a: int, b: int) -> Window:
    pieces, shapes, firsts, kept = [vocabulary.begin], [0], [], []
    for i in range(a, b):
        word = words[i]
        if word.isspace():
            if "\n" in word:
                pieces.append(vocabulary.paragraph)
                shapes.append(0)
            continue
        firsts.append(len(pieces))
        kept.append(keep[i])
        parts = vocabulary.pieces(word)
        pieces.extend(parts)
        shapes.extend([shape(word) + QUOTED * quoted[i]] * len(parts))
    pieces.append(vocabulary.paragraph)
    shapes.append(0)
    place = {old: new for new, old in enumerate(kept)}

    def moved(pointed: np.ndarray | None) -> list[int]:
        return [NONE if pointed is None else place.get(int(pointed[i]), NONE) for i in kept]

    return Window(
        example.id, pieces, shapes, firsts, {h: [int(v[i]) for i in kept] for h, v in example.labels.items()},
        moved(example.head), moved(example.cue), example.weight, example.families, example.category,
    )


def batches(examples: Sequence[Example], vocabulary: Vocabulary, seed: int, noise: bool) -> Iterator[list[Window]]:
    """All windows once, in the order of the dice; those of a document with labels of its own stay together."""
    dice = random.Random(seed)
    order = list(examples)
    if noise:
        order += [e for e in examples if e.families is not None or ("role" in e.labels and e.weight == 1.0)]
        dice.shuffle(order)
    units: list[list[Window]] = []
    for e in order:
        made = [w for w in drawn(e, vocabulary, dice if noise else None) if w.firsts]
        units += [made[:10]] if e.families is not None and made else [[w] for w in made]
    if noise:
        dice.shuffle(units)
    batch: list[Window] = []
    for unit in units:
        if batch and sum(len(w.pieces) for w in batch) + sum(len(w.pieces) for w in unit) > BATCH:
            yield batch
            batch = []
        batch += unit
    if batch:
        yield batch


def tensors(batch: Sequence[Window]) -> dict[str, Tensor]:
    length = max(len(w.pieces) for w in batch)
    count = max(len(w.firsts) for w in batch)
    full = lambda rows, to, fill: torch.tensor([r + [fill] * (to - len(r)) for r in rows])  # noqa: E731
    out = {
        "pieces": full([w.pieces for w in batch], length, 0),
        "shapes": full([w.shapes for w in batch], length, 0),
        "firsts": full([w.firsts for w in batch], count, 0),
        "head": full([w.head for w in batch], count, NONE),
        "cue": full([w.cue for w in batch], count, NONE),
        "real": full([[1] * len(w.firsts) for w in batch], count, 0).bool(),
        "weight": torch.tensor([w.weight for w in batch]),
    }
    for head in HEADS:
        out[head] = full([w.labels.get(head, [NONE] * len(w.firsts)) for w in batch], count, NONE)
    return out


def forward(network: Network, t: dict[str, Tensor]) -> tuple[dict[str, Tensor], tuple[Tensor, Tensor, Tensor]]:
    mask = torch.zeros(t["pieces"].shape, dtype=network.encoder.pieces.weight.dtype)
    mask = mask.masked_fill(t["pieces"] == 0, -1e4)[:, None, None, :]
    seen = network.encoder(t["pieces"], t["shapes"], mask)
    words = torch.gather(seen, 1, t["firsts"][..., None].expand(-1, -1, seen.shape[-1]))
    told = network.words(words)
    for pointer in ("head_of", "cue_of"):
        told[pointer] = told[pointer].float().masked_fill(~t["real"][:, None, :], -1e4)
    return told, network.window(seen[:, 0])


def loss(told: dict[str, Tensor], of_window: tuple[Tensor, Tensor, Tensor], t: dict[str, Tensor], batch: Sequence[Window]) -> tuple[Tensor, Counter[str]]:
    total = torch.zeros(())
    parts: Counter[str] = Counter()
    weight = t["weight"][:, None].expand(t["real"].shape)
    for name, want in [(h, t[h]) for h in HEADS] + [("head_of", t["head"]), ("cue_of", t["cue"])]:
        known = want != NONE
        if not known.any():
            continue
        each = F.cross_entropy(told[name].float()[known], want[known], reduction="none")
        mean = (each * weight[known]).mean() if name == "role" else each.mean()
        share = 1.0 if name in ("tag", "word_class", "relation", "name", "sentence", "head_of") else min(1.0, known.any(1).float().mean().item() * 2)
        total = total + WEIGHTS[name] * share * mean
        parts[name] += float(mean.detach())
    for document in dict.fromkeys(w.document for w in batch if w.families is not None):
        rows = [i for i, w in enumerate(batch) if w.document == document]
        share = torch.softmax(of_window[0][rows].float(), 0)[:, None]
        families, category = (share * of_window[1][rows].float()).sum(0), (share * of_window[2][rows].float()).sum(0)
        one = batch[rows[0]]
        f = F.binary_cross_entropy_with_logits(families, torch.tensor(one.families, dtype=torch.float32))
        k = F.cross_entropy(category[None], torch.tensor([one.category]))
        total = total + 0.5 * (WEIGHTS["families"] * f + WEIGHTS["category"] * k)
        parts["families"] += float(f.detach())
        parts["category"] += float(k.detach())
    return total, parts


def optimiser(network: Network) -> torch.optim.AdamW:
    own, heads = [], []
    network.encoder.pieces.weight.requires_grad_(False)
    for name, p in network.named_parameters():
        (own if name.startswith("encoder.") and "shapes" not in name else heads).append(p)
    own = [p for p in own if p.requires_grad]
    return torch.optim.AdamW([{"params": own, "lr": RATE}, {"params": heads, "lr": RATE_HEADS}], weight_decay=0.01)


def rate(step: int, steps: int) -> float:
    warm = max(1, steps // 15)
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def train(data: Path, begin: Path, out: Path, epochs: int, threads: int) -> None:
    """Train for so many epochs; `out` holds the state of the last finished part of one."""
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    vocabulary = Vocabulary.packaged()
    examples = load(data, "train", out)
    dev = load(data, "dev", out)
    network = Network()
    network.encoder.begin_from(begin)
    optim = optimiser(network)
    quick = Network().to(torch.bfloat16)
    quick.encoder.pieces.weight.requires_grad_(False)
    pairs = [(mine, its) for mine, its in zip(network.parameters(), quick.parameters(), strict=True) if its.requires_grad]
    state = out / "state.pt"
    quick.load_state_dict(network.state_dict())
    done_epochs, step = 0, 0
    steps = epochs * sum(1 for _ in batches(examples, vocabulary, SEED, noise=True))
    if state.exists():
        kept = torch.load(state, weights_only=True)
        network.load_state_dict(kept["network"])
        optim.load_state_dict(kept["optimiser"])
        done_epochs, step = kept["epoch"], kept["step"]
    print(f"{len(examples)} examples, {steps} steps, from epoch {done_epochs}", flush=True)
    for epoch in range(done_epochs, epochs):
        quick.train()
        sums: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        began, pieces = time.monotonic(), 0
        torch.manual_seed(SEED + epoch)
        for batch in batches(examples, vocabulary, SEED + epoch, noise=True):
            for group, base in zip(optim.param_groups, (RATE, RATE_HEADS), strict=True):
                group["lr"] = base * rate(step, steps)
            t = tensors(batch)
            with torch.no_grad():
                torch._foreach_copy_([its for _, its in pairs], [mine for mine, _ in pairs])
            told, of_window = forward(quick, t)
            total, parts = loss(told, of_window, t, batch)
            quick.zero_grad(set_to_none=True)
            total.backward()
            for mine, its in pairs:
                mine.grad = None if its.grad is None else its.grad.float()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optim.step()
            step += 1
            pieces += sum(len(w.pieces) for w in batch)
            sums.update(parts)
            counts.update(parts.keys())
            if step % 100 == 0:
                shown = " ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in sums)
                print(f"epoch {epoch} step {step}/{steps} {pieces / (time.monotonic() - began):.0f} pieces/s  {shown}", flush=True)
                sums.clear()
                counts.clear()
        torch.save({"network": network.state_dict(), "optimiser": optim.state_dict(), "epoch": epoch + 1, "step": step}, out / "state.new")
        (out / "state.new").replace(state)
        print(json.dumps({"epoch": epoch + 1, **measured(network, dev, vocabulary)}), flush=True)


def measured(network: Network, dev: Sequence[Example], vocabulary: Vocabulary) -> dict[str, float]:
    """Quick figures on words: accuracy of grammar, F1 of the words inside spans (not the project's measure)."""
    network.eval()
    hits: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(dev, vocabulary, SEED, noise=False):
            t = tensors(batch)
            told, of_window = forward(network, t)
            for name, want in [(h, t[h]) for h in HEADS] + [("head_of", t["head"]), ("cue_of", t["cue"])]:
                known = want != NONE
                got, wanted = told[name].float()[known].argmax(-1), want[known]
                if name in ("said", "role", "victim", "name"):
                    labels = HEADS[name]
                    for kind in dict.fromkeys(x[2:] for x in labels if x != "O"):
                        of_kind = torch.tensor([i for i, x in enumerate(labels) if x[2:] == kind])
                        g, w = torch.isin(got, of_kind), torch.isin(wanted, of_kind)
                        key = f"{name}.{kind}" if name != "name" else "name"
                        hits[key, "tp"] += int((g & w).sum())
                        hits[key, "n"] += int(g.sum()) + int(w.sum())
                else:
                    hits[name, "tp"] += int((got == wanted).sum()) * 2
                    hits[name, "n"] += 2 * len(wanted)
            for document in dict.fromkeys(w.document for w in batch if w.families is not None):
                rows = [i for i, w in enumerate(batch) if w.document == document]
                share = torch.softmax(of_window[0][rows].float(), 0)[:, None]
                f = (share * of_window[1][rows].float()).sum(0) > 0
                hits["families", "tp"] += sum(int(a) and b for a, b in zip(f, batch[rows[0]].families or [], strict=True))
                hits["families", "n"] += int(f.sum()) + sum(batch[rows[0]].families or [])
                hits["category", "tp"] += 2 * int((share * of_window[2][rows].float()).sum(0).argmax() == batch[rows[0]].category)
                hits["category", "n"] += 2
    keys = dict.fromkeys(k for k, _ in hits)
    return {k: round((100 if k in HEADS and k not in ("said", "role", "victim", "name") or k in ("head_of", "cue_of", "category") else 200) * hits[k, "tp"] / max(1, hits[k, "n"]), 1) for k in keys}
