"""From trained weights to the file that ships: one ONNX graph, small, quick and the same everywhere.

All products that take time are done in whole numbers of eight bits, with scales fixed once for all texts (static quantisation, a scale a column
of weights; the scales of what flows are taken from calibration texts), so that a window's output never depends on its
neighbours. Pieces are looked up in eight bits with a scale a row. All else is float32, stored in sixteen bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from chapeau.read.heads import HEADS
from training.reader.calibration import Feed
from training.reader.graph import Graph
from training.reader.network import GROUPS, HEAD, POINTING, WIDTH, Layer, Network
from training.reader.whole import Reals, Whole, beside, whole, without_peaks

POINTERS = {"grammar": "head_of", "speech": "cue_of"}


def export(network: Network, shares: Mapping[str, Reals], to: Path, calibration: Sequence[Feed]) -> None:
    """Write the graph, with the scales that the calibration windows (as fed to the graph) call for.

    `shares` are those of the layers' products by name, where they are known from a file that shipped before.
    """
    network.eval()
    with torch.no_grad():
        model = graph_of(network, calibration, shares)
    onnx.checker.check_model(model)
    to.write_bytes(model.SerializeToString(deterministic=True))


def graph_of(network: Network, windows: Sequence[Feed], shares: Mapping[str, Reals]) -> onnx.ModelProto:
    """The whole graph of a network."""
    graph, encoder = Graph(), network.encoder
    flows = [encoder.begun(torch.from_numpy(w["pieces"]), torch.from_numpy(w["shapes"])) for w in windows]
    flow = _begun(graph, network)
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        flow = _attention(graph, f"layers.{number}", flow, layer, flows, shares)
        flows = [layer.norm_attention(x + layer.out(layer.attended(x))) for x in flows]
        flow = _units(graph, f"layers.{number}", flow, layer, flows, shares)
        flows = [layer.norm_out(x + layer.outer(layer.units(x))) for x in flows]
    nought = graph.constant("nought", np.array([0]))
    seen = graph.add("Squeeze", flow, nought)
    words = torch.cat([x[0][torch.from_numpy(w["firsts"])] for x, w in zip(flows, windows, strict=True)])
    _words(graph, network, graph.add("Gather", seen, "firsts"), words)
    _window(graph, network, graph.add("Slice", seen, nought, graph.constant("one", np.array([1]))))
    return graph.model()


def _begun(graph: Graph, network: Network) -> str:
    encoder = network.encoder
    shapes = graph.constant("shapes.weight", _reals(encoder.shapes.weight))
    places = graph.constant("places.weight", _reals(encoder.places.weight))
    nought, length = graph.constant("nought", np.array([0])), graph.add("Shape", "pieces", start=1, end=2)
    flow = graph.add(
        "Add",
        graph.looked_up("pieces.weight", _reals(encoder.pieces.weight), "pieces"),
        graph.add("Gather", shapes, "shapes"),
    )
    flow = graph.add("Add", flow, graph.add("Slice", places, nought, length))
    return _norm(graph, "norm", flow, encoder.norm)


def _attention(
    graph: Graph, name: str, flow: str, layer: Layer, flows: Sequence[Tensor], shares: Mapping[str, Reals]
) -> str:
    """Heads and what is made of them. Values come already shared out for the product that takes them."""
    heads = layer.query.out_features // HEAD
    out = whole(_rows([layer.attended(x) for x in flows]), *_linear(layer.out), shares.get(f"{name}.out"))
    asking = beside([(p.weight, p.bias) for p in (layer.query, layer.key, layer.value)])
    asked = whole(_rows(flows), *asking, shares.get(f"{name}.asked"))
    whole_flow = graph.rounded(f"{name}.asked", flow, asked)
    parts = [_columns(asked, slice(i * heads * HEAD, (i + 1) * heads * HEAD)) for i in range(3)]
    parts[2] = replace(parts[2], scales=parts[2].scales * out.share, bias=parts[2].bias * out.share)
    gathered = graph.own(
        "MultiHeadAttention",
        *(
            graph.product(f"{name}.{of}", whole_flow, f"{name}.asked", by)
            for of, by in zip(("query", "key", "value"), parts, strict=True)
        ),
        num_heads=heads,
    )
    told = graph.through(f"{name}.out", gathered, out, shared=True)
    return _norm(graph, f"{name}.norm_attention", graph.add("Add", flow, told), layer.norm_attention)


def _units(
    graph: Graph, name: str, flow: str, layer: Layer, flows: Sequence[Tensor], shares: Mapping[str, Reals]
) -> str:
    inner = whole(_rows(flows), *_linear(layer.inner), shares.get(f"{name}.inner"))
    flowing = _rows([layer.units(x) for x in flows])
    outer, peaks = without_peaks(flowing, *_linear(layer.outer), shares.get(f"{name}.outer"))
    units = graph.own("Gelu", graph.through(f"{name}.inner", flow, inner))
    told = graph.through(f"{name}.outer", units, outer)
    told = graph.add("Add", told, graph.peaks(f"{name}.outer", units, peaks))
    return _norm(graph, f"{name}.norm_out", graph.add("Add", flow, told), layer.norm_out)


def _words(graph: Graph, network: Network, flow: str, words: Tensor) -> None:
    """What is said of words: each group of heads has a layer, and one product for all its heads and its pointer."""
    layers = [network.groups[g] for g in GROUPS]
    groups = whole(_reals(words), *beside([(p.weight, p.bias) for p in layers]))
    parts = graph.parted("groups", graph.own("Gelu", graph.through("group", flow, groups)), [WIDTH] * 3)
    labels = []
    for (group, heads), layer, part in zip(GROUPS.items(), layers, parts, strict=True):
        linear = [network.heads[h] for h in HEADS if h in heads]
        if group in POINTERS:
            pointer = getattr(network, POINTERS[group])
            linear += [pointer.of, pointer.at, pointer.alone]
        flowing = _reals(nn.functional.gelu(layer(words)))
        told = graph.through(
            f"{group}.told", part, whole(flowing, *beside([(p.weight, p.bias) for p in linear]))
        )
        if group in POINTERS:
            count = sum(p.out_features for p in linear[:-3])
            told, *pointing = graph.parted(group, told, [count, POINTING, POINTING, 1])
            _pointed(graph, POINTERS[group], *pointing)
        labels.append(told)
    graph.add("Concat", *labels, out="labels", axis=-1)


def _pointed(graph: Graph, name: str, of: str, at: str, alone: str) -> None:
    of, at = graph.own("Gelu", of), graph.own("Gelu", at)
    scores = graph.own("FusedMatMul", of, at, transB=1, alpha=POINTING**-0.5)
    out = {"head_of": "heads", "cue_of": "cues"}[name]
    graph.add("Add", scores, graph.add("Transpose", alone, perm=[1, 0]), out=out)


def _window(graph: Graph, network: Network, first: str) -> None:
    told = graph.own("Gelu", graph.dense("document", first, *_linear(network.document)))
    heads = beside([(p.weight, p.bias) for p in (network.weight, network.families, network.category)])
    graph.add("Squeeze", graph.dense("window.of", told, *heads), "nought", out="window")


def _norm(graph: Graph, name: str, flow: str, norm: nn.LayerNorm) -> str:
    return graph.norm(name, flow, _reals(norm.weight), _reals(norm.bias), norm.eps)


def _columns(by: Whole, columns: slice) -> Whole:
    return replace(by, weights=by.weights[:, columns], scales=by.scales[columns], bias=by.bias[columns])


def _linear(layer: nn.Linear) -> tuple[Reals, Reals]:
    return _reals(layer.weight.T), _reals(layer.bias)


def _rows(flows: Sequence[Tensor]) -> Reals:
    return _reals(torch.cat([x[0] for x in flows]))


def _reals(tensor: Tensor) -> Reals:
    made: Reals = np.ascontiguousarray(tensor.detach().float().numpy())
    return made
