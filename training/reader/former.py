"""The network of a file that shipped before, where the weights it was made from are no longer at hand.

Files of the first form (made up to version 0.1 of the program) keep their products as pairs of QuantizeLinear and DequantizeLinear around
each MatMul; what is read here is what they stand for in float32, within the rounding of seven bits.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.reader.network import LAYERS, Network

Arrays = dict[str, NDArray[np.float32]]
ASKED = dict.fromkeys(("query", "key", "value"), "asked")
LINEAR = ("query", "key", "value", "out", "inner", "outer")


def former(file: Path) -> tuple[Network, Arrays]:
    """The network that a file of the first form was made from, and how its products were shared out.

    With the same shares the whole numbers of the file come out again. Raises KeyError where it is of another form.
    """
    model = onnx.load(str(file))
    arrays = {t.name.removesuffix(".half"): numpy_helper.to_array(t) for t in model.graph.initializer}
    nodes = {n.name: n for n in model.graph.node}
    state = {
        name.removeprefix("network."): value.astype(np.float32)
        for name, value in arrays.items()
        if name.startswith("network.") and not name.endswith((".whole", ".scale"))
    }
    pieces = "network.encoder.pieces.weight"
    state["encoder.pieces.weight"] = arrays[pieces + ".whole"] * arrays[pieces + ".scale"]
    shares: Arrays = {}
    for layer in range(LAYERS):
        for part in LINEAR:
            node = nodes[f"/encoder/layers.{layer}/{part}/MatMul"]
            state[f"encoder.layers.{layer}.{part}.weight"] = _weights(arrays, *node.input).T
            shares[f"layers.{layer}.{ASKED.get(part, part)}"] = arrays[_flow(node.input[0]) + ".share"]
    network = Network()
    network.load_state_dict({name: torch.from_numpy(v.copy()) for name, v in state.items()})
    network.eval()
    return network, shares


def _weights(arrays: Arrays, flowing: str, weights: str) -> NDArray[np.float32]:
    """A product's weights (in, out), not shared out, with the rows that peaks are multiplied by as they were."""
    flow = _flow(flowing)
    name = weights.removesuffix("_DequantizeLinear_Output")
    made: NDArray[np.float32] = (
        arrays[name + "_quantized"].astype(np.float32)
        * arrays[name + "_scale"]
        * arrays[flow + ".share"][:, None]
    )
    whole = flow.removesuffix(".level")
    if whole + ".rows" in arrays:
        made[arrays[whole + ".columns"].astype(np.intp)] = arrays[whole + ".rows"]
    return made


def _flow(flowing: str) -> str:
    return flowing.removesuffix("_DequantizeLinear_Output").removesuffix(".even")
