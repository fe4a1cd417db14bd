"""The encoder and its heads.

The encoder is MiniLM (Wang et al. 2020; L6 H384, the uncased one fine-tuned by sentence-transformers, Apache 2.0) with one
embedding more, for the shape of a word's letters, which the uncased pieces do not tell. Each word is seen by its
first piece. Three groups of heads (grammar, speech, deeds) each have a layer of their own.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.pieces import SHAPES

WIDTH, LAYERS, ATTENTIONS, INNER, PIECES, LONGEST = 384, 6, 12, 1536, 30522, 512
HEAD = WIDTH // ATTENTIONS
POINTING = 128
"""Width in which words point at each other; Dozat and Manning (2017) use 100 to 500."""
GROUPS = {
    "grammar": ("tag", "word_class", "relation", "sentence", "name"),
    "speech": ("said",),
    "deeds": ("role", "victim"),
}


class Layer(nn.Module):
    """One layer of a transformer encoder, norms after (Devlin et al. 2018), with so many heads and inner units."""

    def __init__(self, dropout: float, heads: int = ATTENTIONS, inner: int = INNER) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, heads * HEAD) for _ in range(3))
        self.out = nn.Linear(heads * HEAD, WIDTH)
        self.norm_attention, self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.norm_attention(x + self.dropout(self.out(self.attended(x, mask))))
        return self.norm_out(x + self.dropout(self.outer(self.units(x))))

    def attended(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the heads have gathered for each piece, side by side."""
        b, length, _ = x.shape
        q, k, v = (
            part(x).view(b, length, -1, HEAD).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        scores = (q * HEAD**-0.5) @ k.transpose(2, 3)
        seen = torch.softmax(scores if mask is None else scores + mask, dim=-1) @ v
        return seen.transpose(1, 2).reshape(b, length, -1)

    def units(self, x: Tensor) -> Tensor:
        """The inner units, before the second product."""
        return functional.gelu(self.inner(x))


class Encoder(nn.Module):
    """Pieces and shapes, (windows, length) both, to vectors, (windows, length, 384)."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(PIECES, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        x = self.dropout(self.begun(pieces, shapes))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def begun(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """What flows into the first layer."""
        places = self.places.weight[: pieces.shape[1]]
        begun: Tensor = self.norm(self.pieces(pieces) + self.shapes(shapes) + places)
        return begun

    def begin_from(self, weights: Path) -> None:
        """Take the published weights (safetensors, names as in transformers' BertModel)."""
        from safetensors.torch import load_file

        given = load_file(weights)
        own = self.state_dict()
        own["pieces.weight"] = given["embeddings.word_embeddings.weight"]
        own["places.weight"] = (
            given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0]
        )
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
            for i in range(LAYERS):
                for mine, theirs in (
                    ("query", "attention.self.query"),
                    ("key", "attention.self.key"),
                    ("value", "attention.self.value"),
                    ("out", "attention.output.dense"),
                    ("norm_attention", "attention.output.LayerNorm"),
                    ("inner", "intermediate.dense"),
                    ("outer", "output.dense"),
                    ("norm_out", "output.LayerNorm"),
                ):
                    own[f"layers.{i}.{mine}.{part}"] = given[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(own)


class Pointer(nn.Module):
    """For each word a score of every word as that which it points at: (words, words), logits."""

    def __init__(self) -> None:
        super().__init__()
        self.of, self.at, self.alone = (
            nn.Linear(WIDTH, POINTING),
            nn.Linear(WIDTH, POINTING),
            nn.Linear(WIDTH, 1),
        )

    def forward(self, words: Tensor) -> Tensor:
        return functional.gelu(self.of(words)) @ functional.gelu(self.at(words)).transpose(
            -1, -2
        ) * POINTING**-0.5 + self.alone(words).transpose(-1, -2)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.dropout = nn.Dropout(dropout)
        self.groups = nn.ModuleDict({g: nn.Linear(WIDTH, WIDTH) for g in GROUPS})
        self.heads = nn.ModuleDict({h: nn.Linear(WIDTH, len(labels)) for h, labels in HEADS.items()})
        self.head_of, self.cue_of = Pointer(), Pointer()
        self.document = nn.Linear(WIDTH, WIDTH)
        self.weight = nn.Linear(WIDTH, 1)
        self.families, self.category = nn.Linear(WIDTH, len(FAMILIES)), nn.Linear(WIDTH, len(CATEGORIES))

    def words(self, seen: Tensor) -> dict[str, Tensor]:
        """What the heads say of words, from their vectors (..., words, 384)."""
        group = {g: self.dropout(functional.gelu(layer(seen))) for g, layer in self.groups.items()}
        told = {h: self.heads[h](group[g]) for g, heads in GROUPS.items() for h in heads}
        told["head_of"], told["cue_of"] = self.head_of(group["grammar"]), self.cue_of(group["speech"])
        return told

    def window(self, seen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Of windows, from the vectors of what they begin with: weight, families, category (logits)."""
        x = self.dropout(functional.gelu(self.document(seen)))
        return self.weight(x)[..., 0], self.families(x), self.category(x)
