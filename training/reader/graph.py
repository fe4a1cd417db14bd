"""The graph that ships, node by node: one window in, all that is said of it out.

Written out rather than traced, so that each product takes its bias with it and gives float32 at once (MatMulIntegerToFloat), and heads of
attention and neighbouring products are one node each: a window of some forty pieces spends a fifth of its time between nodes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.reader.whole import Peaks, Whole

OWN = "com.microsoft"
"""Operations of onnxruntime's own."""
NARROW = 4096
"""Numbers from which on weights in float32 are stored in sixteen bits."""


class Graph:
    """A graph in the making. Every method adds nodes and returns the name of what flows out of them."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def add(self, op: str, *given: str, out: str = "", domain: str = "", **how: Any) -> str:
        """One node with one output."""
        name = out or f"{op}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(given), [name], name=name, domain=domain, **how))
        return name

    def own(self, op: str, *given: str, out: str = "", **how: Any) -> str:
        """One node of onnxruntime's own."""
        return self.add(op, *given, out=out, domain=OWN, **how)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Numbers, stored narrow where they are many in float32, and widened in the graph."""
        if name in self.constants:
            return name
        if value.dtype == np.float32 and value.size >= NARROW:
            half = self.constant(name + ".half", value.astype(np.float16))
            return self.add("Cast", half, out=name, to=TensorProto.FLOAT)
        self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def looked_up(self, name: str, values: NDArray[np.float32], index: str) -> str:
        """Rows of a large table, kept in eight bits with a scale a row."""
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        kept = self.constant(name + ".whole", np.rint(values / scale).astype(np.int8))
        scales = self.constants[name + ".scale"] = numpy_helper.from_array(scale, name + ".scale")
        wide = self.add("Cast", self.add("Gather", kept, index), to=TensorProto.FLOAT)
        return self.add("Mul", wide, self.add("Gather", scales.name, index))

    def norm(self, name: str, flow: str, weight: NDArray[Any], bias: NDArray[Any], epsilon: float) -> str:
        """A normalisation of the last axis."""
        parts = self.constant(name + ".weight", weight), self.constant(name + ".bias", bias)
        return self.add("LayerNormalization", flow, *parts, axis=-1, epsilon=epsilon)

    def rounded(self, name: str, flow: str, by: Whole, shared: bool = False) -> str:
        """What flows in whole numbers; `shared` where the product before has done the sharing out."""
        if not shared:
            flow = self.add("Mul", flow, self.constant(name + ".share", by.share))
        scale, zero = self.constant(name + ".scale", by.scale), self.constant(name + ".zero", by.zero)
        return self.add("QuantizeLinear", flow, scale, zero)

    def product(self, name: str, flow: str, of: str, by: Whole) -> str:
        """A product of what was `rounded` under the name `of`."""
        parts = (
            self.constant(name + ".weights", by.weights),
            of + ".scale",
            self.constant(name + ".scales", by.scales),
            of + ".zero",
            "",
            self.constant(name + ".bias", by.bias),
        )
        return self.own("MatMulIntegerToFloat", flow, *parts)

    def through(self, name: str, flow: str, by: Whole, shared: bool = False) -> str:
        """A product of what flows."""
        return self.product(name, self.rounded(name, flow, by, shared), name, by)

    def peaks(self, name: str, flow: str, by: Peaks) -> str:
        """What the peaks of what flows add to its product."""
        columns = self.add("Gather", flow, self.constant(name + ".columns", by.columns), axis=-1)
        above = self.add("Relu", self.add("Sub", columns, self.constant(name + ".limits", by.limits)))
        return self.add("MatMul", above, self.constant(name + ".rows", by.rows))

    def dense(self, name: str, flow: str, weights: NDArray[Any], bias: NDArray[Any]) -> str:
        """A product in float32."""
        return self.add(
            "Gemm", flow, self.constant(name + ".weights", weights), self.constant(name + ".bias", bias)
        )

    def parted(self, name: str, flow: str, sizes: list[int]) -> list[str]:
        """Columns side by side, so many each."""
        outs = [f"{name}.{i}" for i in range(len(sizes))]
        cuts = self.constant(name + ".sizes", np.array(sizes, np.int64))
        self.nodes.append(helper.make_node("Split", [flow, cuts], outs, name=name, axis=-1))
        return outs

    def model(self) -> onnx.ModelProto:
        """The graph as a model with the inputs and outputs that the reader knows (read/encoder.py)."""
        info = helper.make_tensor_value_info
        lengths = {"pieces": [1, "length"], "shapes": [1, "length"], "firsts": ["words"]}
        outs = {"labels": ["words", None], "heads": ["words"] * 2, "cues": ["words"] * 2, "window": [None]}
        graph = helper.make_graph(
            self.nodes,
            "reader",
            [info(name, TensorProto.INT64, shape) for name, shape in lengths.items()],
            [info(name, TensorProto.FLOAT, shape) for name, shape in outs.items()],
            list(self.constants.values()),
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1)]
        return helper.make_model(graph, opset_imports=versions, producer_name="chapeau", ir_version=8)
