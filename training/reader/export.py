"""From trained weights to the file that ships: one ONNX graph, small, quick and the same everywhere.

The products of the encoder's layers, which take most of the time, are done in whole numbers of eight bits, with scales fixed
once for all texts (static quantisation, a scale a column of weights; the scales of what flows are taken from calibration
texts), so that a window's output never depends on its neighbours. Pieces are looked up in eight bits with a scale a row.
All else is float32, stored in sixteen bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
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


def export(network: Network, to: Path, calibration: Sequence[dict[str, np.ndarray]]) -> None:
    """Write the graph, with the scales that the calibration windows (as fed to the graph) call for."""
    network.eval()
    with TemporaryDirectory() as folder:
        wide, ready = Path(folder) / "wide.onnx", Path(folder) / "ready.onnx"
        _wide(network, wide)
        quant_pre_process(str(wide), str(ready), skip_symbolic_shape=True)
        whole = _products(onnx.load(str(ready)))
        quantize_static(
            str(ready), str(to), _Windows(calibration), quant_format=QuantFormat.QDQ, per_channel=True,
            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_quantize=whole,
            op_types_to_quantize=["MatMul"], calibrate_method=CalibrationMethod.MinMax,
        )
    model = onnx.load(str(to))
    narrowed(model)
    model.producer_name, model.producer_version, model.doc_string = "chapeau", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    to.write_bytes(model.SerializeToString(deterministic=True))


def _wide(network: Network, to: Path) -> None:
    given = (torch.ones(1, 40, dtype=torch.long), torch.ones(1, 40, dtype=torch.long), torch.arange(1, 30))
    torch.onnx.export(
        Graph(network), given, str(to), opset_version=17, dynamo=False,
        input_names=["pieces", "shapes", "firsts"], output_names=["labels", "heads", "cues", "window"],
        dynamic_axes={"pieces": {1: "length"}, "shapes": {1: "length"}, "firsts": {0: "words"}, "labels": {0: "words"},
                      "heads": {0: "words", 1: "words"}, "cues": {0: "words", 1: "words"}},
    )


def _products(model: onnx.ModelProto) -> list[str]:
    """The products with fixed weights inside the encoder's layers."""
    fixed = {t.name for t in model.graph.initializer}
    return [n.name for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in fixed and "/layers" in n.name]


class _Windows(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, windows: Sequence[dict[str, np.ndarray]]) -> None:
        self.windows = iter(windows)

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self.windows, None)


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
