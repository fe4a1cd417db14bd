"""Labels of words: the likeliest kind where it is likely enough, and 'O' everywhere else."""

from __future__ import annotations

import numpy as np
import pytest

from chapeau.read.encoder import BOUNDS
from chapeau.read.heads import HEADS
from chapeau.read.labelled import MARKED, OUTSIDE, labelled
from tests.read.hand_made import seen


def test_a_sure_label_stands_at_its_word() -> None:
    found = labelled(3, [seen([0, 1, 2], {1: {"said": "B-cue", "role": "I-Weapon"}})])
    assert found.said[1][0] == "B-cue"
    assert found.role[1][0] == "I-Weapon"
    assert 0.99 < found.said[1][1] <= 1


def test_words_outside_every_window_have_no_label() -> None:
    found = labelled(4, [seen([1, 2], {1: {"said": "B-cue"}})])
    assert found.said[0] == found.said[3] == OUTSIDE
    assert labelled(2, []).role == (OUTSIDE, OUTSIDE)


def test_each_word_has_the_label_of_its_own_window() -> None:
    found = labelled(4, [seen([0, 1], {1: {"said": "B-cue"}}), seen([2, 3], {2: {"said": "B-source"}})])
    assert [label for label, _ in found.said[1:3]] == ["B-cue", "B-source"]


@pytest.mark.parametrize(("share", "marked"), [(0.02, True), (-0.02, False)])
def test_a_kind_is_marked_from_its_least_probability_on(share: float, marked: bool) -> None:
    likely = MARKED["role"] + share
    window = seen([0])
    low, high = BOUNDS["role"]
    window.labels[0, low:high] = -20
    window.labels[0, low : low + 3] = np.log([1 - likely, likely / 2, likely / 2])
    assert (labelled(1, [window]).role[0][0] != "O") is marked


def test_begun_and_going_on_count_together_for_their_kind() -> None:
    window = seen([0])
    low = BOUNDS["said"][0]
    of = {"O": 0.35, "B-source": 0.3, "I-source": 0.3, "B-cue": 0.05}
    probabilities = [of.get(label, 1e-6) for label in HEADS["said"]]
    window.labels[0, low : low + len(probabilities)] = np.log(probabilities)
    label, score = labelled(1, [window]).said[0]
    assert label[2:] == "source"
    assert score == pytest.approx(0.6, abs=0.01)
