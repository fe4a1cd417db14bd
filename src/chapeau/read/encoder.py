"""The encoder that ships, run over a text: for each word, what its heads say, and how surely.

One network (MiniLM, 22 million parameters, in the package; its card is docs/reader.md) sees a text window by window. Each window
is run alone and on one thread, so that the same bytes come out whatever else is read, and however many
windows are run beside each other. A window that can hold neither act nor statement is not run.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from chapeau.errors import NeedMissing
from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.pieces import QUOTED, Vocabulary, shape
from chapeau.read.windows import windows

MODEL: Final = "encoder.onnx"
SHOWN: Final = 8
"""Hex digits of the model's hash in `made_by`: 32 bits tell any two versions apart."""
SIDE_BY_SIDE: Final = 2
"""Windows run at the same time, each on a thread of its own: more gained nothing on the laptops this is made for."""
SLOW: Final = ("SkipLayerNormFusion",)
"""Operations that onnxruntime joins into one which is slower than the two, by a tenth of a window's time."""


class Network(Protocol):
    """What runs one window: onnxruntime's session over the file that ships."""

    def run(self, outputs: None, given: dict[str, NDArray[np.int64]]) -> list[Reals]:
        """Labels, heads and cues of the window's words, and what is said of the window."""
        ...


Reals = NDArray[np.float32]

BOUNDS: Final = dict(
    zip(
        HEADS,
        zip([0, *accumulate(map(len, HEADS.values()))], accumulate(map(len, HEADS.values())), strict=False),
        strict=True,
    )
)
"""Where each head's labels stand in a word's row."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of one window.

    `words` are the indices of its words in the text. `labels` is (words, all labels of all heads), `heads`
    and `cues` are (words, words): which word hangs on which, and to which cue it belongs; all logits. `weight`, `families` and
    `category` are about the window as part of a document.
    """

    words: NDArray[np.intp]
    labels: Reals
    heads: Reals
    cues: Reals
    weight: float
    families: Reals
    category: Reals

    def of(self, head: str) -> Reals:
        """The logits of one head, (words, its labels)."""
        low, high = BOUNDS[head]
        return self.labels[:, low:high]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network and its vocabulary. The network is loaded when the first window is run."""

    network: Callable[[], Network]
    vocabulary: Vocabulary
    hash: str

    @classmethod
    @cache
    def packaged(cls) -> Encoder:
        """The encoder that ships. Raises NeedMissing where its weights are absent."""
        return cls(_packaged_network, Vocabulary.packaged(), hashlib.sha256(_weights()).hexdigest()[:SHOWN])

    def __reduce__(self) -> tuple[Callable[[], Encoder], tuple[()]]:
        return Encoder.packaged, ()

    def seen(
        self, words: Sequence[str], quoted: Sequence[bool], runs: Sequence[tuple[int, int]] | None = None
    ) -> list[Seen]:
        """What the network says of a text's words, window by window, in order.

        `quoted` says which words stand inside quotation marks; `runs`, as (first, last + 1), which are worth a look, all where
        none are given. No window spans a gap. White space is a word of the text but not of any window.
        """
        pieces: list[tuple[int, ...]] = [()] * len(words)
        asked: list[_Asked] = []
        for low, high in ((0, len(words)),) if runs is None else runs:
            pieces[low:high] = [() if w.isspace() else self.vocabulary.pieces(w) for w in words[low:high]]
            sizes = [len(p) or 1 for p in pieces[low:high]]
            for first, last in windows(words[low:high], sizes):
                asked.append(self._window(words, quoted, pieces, low + first, low + last))
        return list(_side_by_side(self._run, [a for a in asked if len(a.words)]))

    def _window(
        self,
        words: Sequence[str],
        quoted: Sequence[bool],
        pieces: Sequence[tuple[int, ...]],
        first: int,
        last: int,
    ) -> _Asked:
        numbers, shapes, starts, kept = [self.vocabulary.begin], [0], [], []
        for i in range(first, last):
            if pieces[i]:
                starts.append(len(numbers))
                kept.append(i)
                numbers += pieces[i]
                shapes += [shape(words[i]) + QUOTED * quoted[i]] * len(pieces[i])
            elif "\n" in words[i]:
                numbers.append(self.vocabulary.paragraph)
                shapes.append(0)
        numbers.append(self.vocabulary.paragraph)
        shapes.append(0)
        return _Asked(np.array(kept, np.intp), np.array([numbers]), np.array([shapes]), np.array(starts))

    def _run(self, asked: _Asked) -> Seen:
        labels, heads, cues, window = self.network().run(
            None, {"pieces": asked.pieces, "shapes": asked.shapes, "firsts": asked.firsts}
        )
        families = 1 + len(FAMILIES)
        return Seen(
            asked.words,
            labels,
            heads,
            cues,
            float(window[0]),
            window[1:families],
            window[families : families + len(CATEGORIES)],
        )


def _weights() -> bytes:
    file = resources.files("chapeau.read.model").joinpath(MODEL)
    if not file.is_file():
        raise NeedMissing(
            "The learned reader's weights are missing from the package.", hint="Install Chapeau anew."
        )
    return file.read_bytes()


@cache
def _packaged_network() -> Network:
    """Raises NeedMissing where the weights or what runs them are absent."""
    try:
        import onnxruntime
    except ImportError as error:
        raise NeedMissing("The learned reader needs onnxruntime.", hint="Install onnxruntime.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session: Network = onnxruntime.InferenceSession(
        _weights(), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
    )
    return session


@dataclass(frozen=True, slots=True)
class _Asked:
    """A window ready to be run: numbers of its pieces, shapes beside them, and where each word begins."""

    words: NDArray[np.intp]
    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]


def _side_by_side(run: Callable[[_Asked], Seen], asked: Sequence[_Asked]) -> Iterator[Seen]:
    if len(asked) < 2 or _at_once() < 2:
        return map(run, asked)
    return _pool().map(run, asked)


def _at_once() -> int:
    """Windows to be run at once: one where a worker's siblings, or the only core, are busy enough."""
    if multiprocessing.parent_process() is not None:
        return 1
    return min(
        SIDE_BY_SIDE, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else SIDE_BY_SIDE
    )


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="encoder")


def softmax(logits: Reals) -> Reals:
    """Probabilities from logits, row by row."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Reals = raised / raised.sum(axis=1, keepdims=True)
    return probabilities
