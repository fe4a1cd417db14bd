"""Sketches estimate how many runs two texts share."""

from __future__ import annotations

import numpy as np
import pytest

from chapeau.link.letters import mixed
from chapeau.link.sketches import agreement, sketches


def sketch(runs: range) -> np.ndarray:
    found, _ = of(runs)
    return found


def of(runs: range) -> tuple[np.ndarray, np.ndarray]:
    values = mixed(np.arange(runs.start, runs.stop, dtype=np.uint64) + np.uint64(1))
    return sketches(values, np.zeros(len(values), np.int64), np.arange(len(values)), 1)


@pytest.mark.parametrize("shared", [0, 100, 250, 500, 900])
def test_the_estimate_is_the_jaccard_share_within_four_standard_errors(shared: int) -> None:
    size = 1000
    jaccard = shared / (2 * size - shared)
    pairs = [(n * 10_000, n * 10_000 + size - shared) for n in range(1, 21)]
    estimates = [agreement(sketch(range(a, a + size)), sketch(range(b, b + size)))[0] for a, b in pairs]
    error = (jaccard * (1 - jaccard) / 128 / len(pairs)) ** 0.5
    assert abs(float(np.mean(estimates)) - jaccard) <= 4 * error + 1e-9


def test_the_estimate_is_as_good_as_that_of_a_known_library() -> None:
    peer = pytest.importorskip("datasketch", reason="installed for development only")
    ours, theirs = [], []
    for n in range(60):
        begin, shared = 5000 * n, 16 * n
        one, other = range(begin, begin + 1000), range(begin + 1000 - shared, begin + 2000 - shared)
        jaccard = shared / (2000 - shared)
        known = [peer.MinHash(num_perm=128), peer.MinHash(num_perm=128)]
        for made, runs in zip(known, (one, other), strict=True):
            made.update_batch([str(run).encode() for run in runs])
        ours.append(agreement(sketch(one), sketch(other))[0] - jaccard)
        theirs.append(known[0].jaccard(known[1]) - jaccard)
    assert np.sqrt(np.mean(np.square(ours))) <= 0.04
    assert np.sqrt(np.mean(np.square(theirs))) <= 0.04


def test_a_short_text_fills_its_empty_bins_and_agrees_with_itself_alone() -> None:
    assert agreement(sketch(range(10)), sketch(range(10)))[0] == 1
    assert agreement(sketch(range(10)), sketch(range(100, 110)))[0] < 0.1


def test_no_band_of_a_text_without_runs_counts() -> None:
    assert not of(range(0))[1].any()


def test_a_band_whose_runs_lie_in_one_sentence_does_not_count() -> None:
    values = mixed(np.arange(1, 401, dtype=np.uint64))
    close = sketches(values, np.zeros(400, np.int64), np.arange(400) // 20, 1)[1]
    spread = sketches(values, np.zeros(400, np.int64), np.arange(400) * 20, 1)[1]
    assert not close.any()
    assert spread.mean() > 0.9
