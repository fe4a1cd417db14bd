"""Train the encoder and its heads, all sets together; begins again where it stopped.

Every step is drawn from the seed and the step's number, so that a run that was broken off goes on as it would have. The
weights are kept in float32 and a copy in bfloat16 does the work, which halves the time on a processor that has
it. A graphics card, where torch finds one, is used.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch

from chapeau.read.pieces import Vocabulary
from training.reader.examples import Example, load
from training.reader.feeding import SEED, Window, batches, tensors
from training.reader.loss import forward, loss
from training.reader.measured import measured
from training.reader.network import Network

RATE, RATE_HEADS = 1.5e-4, 1e-3
SHOWN_EVERY = 100
"""Steps between two lines that say how far it is."""


@dataclass(slots=True)
class Pupil:
    """The network that learns, its copy that does the work, and how far it has come."""

    network: Network
    quick: Network
    optimiser: torch.optim.AdamW
    device: str
    steps: int
    epoch: int = 0
    step: int = 0
    pairs: list[tuple[torch.nn.Parameter, torch.nn.Parameter]] = field(default_factory=list)

    @classmethod
    def beginning_from(cls, weights: Path, steps: int, device: str) -> Pupil:
        """A pupil that knows what the published weights know."""
        network = Network()
        network.encoder.begin_from(weights)
        network.to(device)
        network.encoder.pieces.weight.requires_grad_(False)
        quick = Network().to(device, torch.bfloat16)
        quick.encoder.pieces.weight.requires_grad_(False)
        quick.load_state_dict(network.state_dict())
        pupil = cls(network, quick, optimiser(network), device, steps)
        both = zip(network.parameters(), quick.parameters(), strict=True)
        pupil.pairs = [(mine, its) for mine, its in both if its.requires_grad]
        return pupil

    def go_on_from(self, state: Path) -> None:
        """Take up the state of the last finished epoch, if there is one."""
        if state.exists():
            kept = torch.load(state, weights_only=True, map_location=self.device)
            self.network.load_state_dict(kept["network"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.epoch, self.step = kept["epoch"], kept["step"]

    def keep(self, state: Path) -> None:
        """Write the state, whole or not at all."""
        fresh = state.with_suffix(".new")
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "epoch": self.epoch,
                "step": self.step,
            },
            fresh,
        )
        fresh.replace(state)

    def learn(self, batch: Sequence[Window]) -> dict[str, float]:
        """One step; the loss of each head."""
        for group, base in zip(self.optimiser.param_groups, (RATE, RATE_HEADS), strict=True):
            group["lr"] = base * rate(self.step, self.steps)
        feed = tensors(batch, self.device)
        with torch.no_grad():
            torch._foreach_copy_([its for _, its in self.pairs], [mine for mine, _ in self.pairs])
        total, parts = loss(*forward(self.quick, feed), feed, batch)
        self.quick.zero_grad(set_to_none=True)
        total.backward()
        for mine, its in self.pairs:
            mine.grad = None if its.grad is None else its.grad.float()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        return parts


def optimiser(network: Network) -> torch.optim.AdamW:
    """AdamW, faster for what begins from nothing; the published embeddings of pieces stay as they are."""
    own: list[torch.nn.Parameter] = []
    heads: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (own if name.startswith("encoder.") and "shapes" not in name else heads).append(parameter)
    return torch.optim.AdamW(
        [{"params": own, "lr": RATE}, {"params": heads, "lr": RATE_HEADS}], weight_decay=0.01
    )


def rate(step: int, steps: int) -> float:
    """How much of the full rate a step learns at: rising over the first fifteenth, then falling to none."""
    warm = max(1, steps // 15)
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def train(data: Path, begin: Path, out: Path, epochs: int, threads: int) -> None:
    """Train for so many epochs; `out` holds the state of the last finished one."""
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    vocabulary = Vocabulary.packaged()
    examples, dev = load(data, "train", out), load(data, "dev", out)
    steps = epochs * sum(1 for _ in batches(examples, vocabulary, SEED, noise=True))
    pupil = Pupil.beginning_from(begin, steps, "cuda" if torch.cuda.is_available() else "cpu")
    pupil.go_on_from(out / "state.pt")
    print(f"{len(examples)} examples, {steps} steps, from epoch {pupil.epoch}", flush=True)
    while pupil.epoch < epochs:
        _epoch(pupil, examples, vocabulary)
        pupil.keep(out / "state.pt")
        figures = measured(pupil.network, dev, vocabulary, pupil.device)
        print(json.dumps({"epoch": pupil.epoch, **figures}), flush=True)


def _epoch(pupil: Pupil, examples: Sequence[Example], vocabulary: Vocabulary) -> None:
    """Every text once, in the order and with the noise that the seed and the epoch draw."""
    pupil.quick.train()
    torch.manual_seed(SEED + pupil.epoch)
    sums: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    began, pieces = time.monotonic(), 0
    for batch in batches(examples, vocabulary, SEED + pupil.epoch, noise=True):
        parts = pupil.learn(batch)
        pieces += sum(len(w.pieces) for w in batch)
        counts.update(parts.keys())
        for name, part in parts.items():
            sums[name] += part
        if pupil.step % SHOWN_EVERY == 0:
            shown = " ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in sums)
            speed = pieces / (time.monotonic() - began)
            print(
                f"epoch {pupil.epoch} step {pupil.step}/{pupil.steps} {speed:.0f} pieces/s {shown}",
                flush=True,
            )
            sums.clear()
            counts.clear()
    pupil.epoch += 1
