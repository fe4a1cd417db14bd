"""From trained weights to the file that ships: one ONNX graph, small, quick and the same everywhere.

The products of the encoder's layers, which take most of the time, are done in whole numbers of eight bits, with scales fixed
once for all texts (static quantisation, a scale a column of weights; the scales of what flows are taken from calibration
texts), so that a window's output never depends on its neighbours; weights use seven of the bits, since processors without
instructions of their own for such products add two of them up in sixteen bits, which eight would overflow. Pieces are looked up in eight bits with a scale a row.
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
from onnxruntime import InferenceSession
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from chapeau.read.heads import HEADS
from training.reader.network import Network

PEAKS = 4
"""Columns whose peaks are taken off: with two the labels of the development texts still moved, with eight no less than with four."""


class Graph(nn.Module):
    """One window in, all that is said of it out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
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
        even = onnx.load(str(ready))
        without_peaks(even, calibration)
        smoothed(even, calibration)
        whole = _products(even)
        onnx.save(even, str(ready))
        quantize_static(
            str(ready),
            str(to),
            _Windows(calibration),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            reduce_range=True,
            nodes_to_quantize=whole,
            op_types_to_quantize=["MatMul"],
            calibrate_method=CalibrationMethod.MinMax,
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
        Graph(network),
        given,
        str(to),
        opset_version=17,
        dynamo=False,
        input_names=["pieces", "shapes", "firsts"],
        output_names=["labels", "heads", "cues", "window"],
        dynamic_axes={
            "pieces": {1: "length"},
            "shapes": {1: "length"},
            "firsts": {0: "words"},
            "labels": {0: "words"},
            "heads": {0: "words", 1: "words"},
            "cues": {0: "words", 1: "words"},
        },
    )


def without_peaks(model: onnx.ModelProto, windows: Sequence[dict[str, np.ndarray]]) -> None:
    """Take the peaks off what flows into the second product of each layer, and multiply them by themselves.

    One or two of its 1,536 columns are several times larger than all others, at the first piece of a window alone (Sun et
    al. 2024, massive activations). What exceeds the largest of the others is multiplied in float32 and added.
    """
    weights = {t.name: t for t in model.graph.initializer}
    products = [n for n in model.graph.node if n.name in set(_products(model)) and "/outer/" in n.name]
    largest = _largest(model, [n.input[0] for n in products], windows)
    for node in products:
        flowing, out = node.input[0], node.output[0]
        columns = np.argsort(largest[flowing])[::-1][:PEAKS]
        limit = np.float32(np.sort(largest[flowing])[::-1][PEAKS])
        rows = numpy_helper.to_array(weights[node.input[1]])[columns]
        model.graph.initializer.extend(
            numpy_helper.from_array(value, f"{flowing}.{name}")
            for name, value in (
                ("low", -limit),
                ("limit", limit),
                ("columns", columns.astype(np.int64)),
                ("rows", np.ascontiguousarray(rows)),
            )
        )
        at = next(i for i, n in enumerate(model.graph.node) if n.name == node.name)
        node.input[0], node.output[0] = flowing + ".level", out + ".level"
        model.graph.node.insert(
            at,
            helper.make_node("Clip", [flowing, flowing + ".low", flowing + ".limit"], [flowing + ".level"]),
        )
        for k, (op, given, made) in enumerate(
            (
                ("Gather", [flowing, flowing + ".columns"], flowing + ".whole"),
                ("Gather", [flowing + ".level", flowing + ".columns"], flowing + ".flat"),
                ("Sub", [flowing + ".whole", flowing + ".flat"], flowing + ".peak"),
                ("MatMul", [flowing + ".peak", flowing + ".rows"], out + ".peak"),
                ("Add", [out + ".level", out + ".peak"], out),
            )
        ):
            extra = {"axis": 2} if op == "Gather" else {}
            model.graph.node.insert(at + 2 + k, helper.make_node(op, given, [made], **extra))


def smoothed(model: onnx.ModelProto, windows: Sequence[dict[str, np.ndarray]]) -> None:
    """Share the spread of what flows into each product between it and the weights, column by column.

    A few columns of what flows are much larger than the rest, and one scale for all would leave the rest a handful of steps.
    Each column is divided by the root of its largest value over the weights' largest, which are multiplied by it (SmoothQuant, Xiao
    et al. 2023, with their alpha at one half): the product stays the same.
    """
    names = set(_products(model))
    weights = {t.name: t for t in model.graph.initializer}
    products = [n for n in model.graph.node if n.name in names]
    largest = _largest(model, sorted({n.input[0] for n in products}), windows)
    for flowing in sorted({n.input[0] for n in products}):
        takers = [n for n in products if n.input[0] == flowing]
        values = [numpy_helper.to_array(weights[n.input[1]]) for n in takers]
        rows = np.maximum(np.max([np.abs(v).max(axis=1) for v in values], axis=0), 1e-5)
        scale = np.sqrt(np.maximum(largest[flowing], 1e-5) / rows).astype(np.float32)
        model.graph.initializer.append(numpy_helper.from_array(1 / scale, flowing + ".share"))
        for node, value in zip(takers, values, strict=True):
            weights[node.input[1]].CopyFrom(numpy_helper.from_array(value * scale[:, None], node.input[1]))
            node.input[0] = flowing + ".even"
        at = min(i for i, n in enumerate(model.graph.node) if n.name in {t.name for t in takers})
        model.graph.node.insert(
            at, helper.make_node("Mul", [flowing, flowing + ".share"], [flowing + ".even"])
        )


def _largest(
    model: onnx.ModelProto, flows: Sequence[str], windows: Sequence[dict[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    """The largest absolute value of each column of what flows, over the calibration windows."""
    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    seen.graph.output.extend([helper.make_empty_tensor_value_info(f) for f in flows])
    session = InferenceSession(seen.SerializeToString(), providers=["CPUExecutionProvider"])
    runs = [session.run(list(flows), w) for w in windows]
    return {f: np.max([np.abs(r[i][0]).max(axis=0) for r in runs], axis=0) for i, f in enumerate(flows)}


def _products(model: onnx.ModelProto) -> list[str]:
    """The products with fixed weights inside the encoder's layers."""
    fixed = {t.name for t in model.graph.initializer}
    return [
        n.name
        for n in model.graph.node
        if n.op_type == "MatMul" and n.input[1] in fixed and "/layers" in n.name
    ]


class _Windows(CalibrationDataReader):
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
    model.graph.initializer.extend(
        [
            numpy_helper.from_array(whole, name + ".whole"),
            numpy_helper.from_array(scale.astype(np.float32), name + ".scale"),
        ]
    )
    for at, node in enumerate(model.graph.node):
        if node.op_type == "Gather" and node.input[0] == name:
            index, out = node.input[1], node.output[0]
            model.graph.node.remove(node)
            for k, made in enumerate(
                (
                    helper.make_node("Gather", [name + ".whole", index], [out + ".whole"], axis=0),
                    helper.make_node("Gather", [name + ".scale", index], [out + ".scale"], axis=0),
                    helper.make_node("Cast", [out + ".whole"], [out + ".wide"], to=TensorProto.FLOAT),
                    helper.make_node("Mul", [out + ".wide", out + ".scale"], [out]),
                )
            ):
                model.graph.node.insert(at + k, made)
            return
