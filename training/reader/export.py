"""From trained weights to the file that ships: one ONNX graph, small and the same everywhere.

Embeddings are kept as whole numbers of eight bits with a scale a row, all other weights in sixteen bits; both are widened when
the file is loaded or the row looked up, and all arithmetic is float32, so that a window's output depends on
nothing but the window.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from chapeau.read.heads import HEADS
from training.reader.network import Network


class Graph(nn.Module):
    """One window in, all that is said of it out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        seen = self.network.encoder(pieces, shapes, None)[0]
        told = self.network.words(seen[firsts])
        weight, families, category = self.network.window(seen[:1])
        return (
            torch.cat([told[h] for h in HEADS], -1),
            told["head_of"],
            told["cue_of"],
            torch.cat([weight[:, None], families, category], -1)[0],
        )


def export(network: Network, to: Path) -> None:
    """Write the graph."""
    network.eval()
    given = (torch.ones(1, 40, dtype=torch.long), torch.ones(1, 40, dtype=torch.long), torch.arange(1, 30))
    torch.onnx.export(
        Graph(network), given, str(to), opset_version=17, dynamo=False,
        input_names=["pieces", "shapes", "firsts"], output_names=["labels", "heads", "cues", "window"],
        dynamic_axes={"pieces": {1: "length"}, "shapes": {1: "length"}, "firsts": {0: "words"}, "labels": {0: "words"},
                      "heads": {0: "words", 1: "words"}, "cues": {0: "words", 1: "words"}},
    )
    model = onnx.load(str(to))
    narrowed(model)
    model.producer_name, model.producer_version, model.doc_string = "chapeau", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    to.write_bytes(model.SerializeToString(deterministic=True))


def narrowed(model: onnx.ModelProto) -> None:
    """Store the weights narrow and widen them in the graph."""
    looked_up = {n.input[0] for n in model.graph.node if n.op_type == "Gather"}
    added: list[onnx.NodeProto] = []
    for tensor in list(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 4096:
            continue
        name = tensor.name
        model.graph.initializer.remove(tensor)
        if name in looked_up and len(values) > 10_000:
            _rows(model, name, values)
        else:
            model.graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
            added.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    for node in reversed(added):
        model.graph.node.insert(0, node)


def _rows(model: onnx.ModelProto, name: str, values: np.ndarray) -> None:
    """Look rows up in whole numbers and scale what was looked up."""
    scale = np.abs(values).max(axis=1, keepdims=True) / 127
    whole = np.clip(np.rint(values / np.maximum(scale, 1e-12)), -127, 127).astype(np.int8)
    model.graph.initializer.extend([
        numpy_helper.from_array(whole, name + ".whole"), numpy_helper.from_array(scale.astype(np.float32), name + ".scale"),
    ])
    for at, node in enumerate(model.graph.node):
        if node.op_type == "Gather" and node.input[0] == name:
            index, out = node.input[1], node.output[0]
            model.graph.node.remove(node)
            for k, made in enumerate((
                helper.make_node("Gather", [name + ".whole", index], [out + ".whole"], axis=0),
                helper.make_node("Gather", [name + ".scale", index], [out + ".scale"], axis=0),
                helper.make_node("Cast", [out + ".whole"], [out + ".wide"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [out + ".wide", out + ".scale"], [out]),
            )):
                model.graph.node.insert(at + k, made)
            return
