"""Paragraphs begin where a line was broken on purpose, and not where it was full."""

from __future__ import annotations

import itertools

import pytest

from chapeau.read.lines import breaks, turns


def pieces(text: str) -> list[str]:
    cuts = [(0, 0), *breaks(text), (len(text), len(text))]
    return [text[a:b] for (_, a), (b, _) in itertools.pairwise(cuts)]


LETTER = "The mill burned on the night of the fourth of May, and\nnobody came to put it out, though many people saw it\nburn."


def test_a_line_that_was_full_goes_on() -> None:
    assert pieces(LETTER) == [LETTER]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mill burns\n" + LETTER, ["Mill burns", LETTER]),
        (LETTER + "\nWe wept.", [LETTER, "We wept."]),
        ("They took:\n- a horse\n- a cart", ["They took:", "- a horse", "- a cart"]),
        ("Taken:\n1. a horse\n2. a cart", ["Taken:", "1. a horse", "2. a cart"]),
        ("Q: Who came?\nA: Men.", ["Q: Who came?", "A: Men."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
    ],
)
def test_headings_items_turns_and_last_lines_stand_alone(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def labels(text: str) -> list[str]:
    return [m["label"] for m in turns(text)]


def test_turns_are_told_by_question_and_answer() -> None:
    assert labels("Q: Who came?\nA: Men.\nQ: When?\nA: At night.") == ["Q", "A", "Q", "A"]
    assert labels("INTERVIEWER: Who came?\n\nWITNESS 2: Men.") == ["INTERVIEWER", "WITNESS 2"]


def test_a_label_of_one_letter_may_end_with_a_full_stop() -> None:
    assert labels("Q. Who came?\nA. Soldiers came.") == ["Q", "A"]
    assert labels("Witness. Soldiers came.\nQ: Who came?") == []


@pytest.mark.parametrize(
    "text", ["A: the mill\nB: the bridge", "Question: who burned the mill?", "Witness: he ran."]
)
def test_a_label_alone_makes_no_turns(text: str) -> None:
    assert labels(text) == []
