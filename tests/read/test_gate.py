"""The gate: what it lets through, and what it keeps back."""

from itertools import pairwise

import pytest

from chapeau.read.gate import gate, holds_nothing

FILLER = "It rained on the ford. " * 80
RECIPE = "Whisk the flour and the milk until smooth.\nLeave it for an hour.\nServe with honey."


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed four farmers in Halvern on Monday.",
        "THREE SHOT DEAD IN HALVERN MARKET, POLICE SAY",
        "they beat me with a cable for two hours",
        "police opened fire. four died",
        "According to the ministry, the bridge was closed.",
        "@halvern_watch: two taken from the mill tonight",
        "Q: Where did they take you? A: To the mill.",
        "“We never gave that order,” the colonel wrote.",
        "the officer hit him, and he fell",
    ],
)
def test_what_tells_of_a_deed_or_of_words_passes(text):
    assert not holds_nothing(text)


def test_a_text_without_deed_or_words_of_others_is_kept_back_whole():
    assert gate(RECIPE) == ()


def test_an_empty_text_holds_nothing():
    assert gate("") == ()


def test_a_candidate_passes_with_its_neighbours_and_nothing_else():
    far = "The road is wide here. " * 5
    text = far + "The mill stands by the ford. Soldiers murdered the miller. His cat slept. " + far
    ((start, end),) = gate(text)
    assert (
        text[start:end].strip() == "The mill stands by the ford. Soldiers murdered the miller. His cat slept."
    )


def test_parts_are_whole_sentences_in_order_and_do_not_touch():
    text = ("The miller was murdered. " + FILLER) * 3
    parts = gate(text)
    assert len(parts) == 3
    assert all(a < b < c for (a, b), (c, _) in pairwise(parts))
    assert all(text[a:b].rstrip().endswith(".") for a, b in parts)


def test_where_sure_words_stand_densely_everything_passes():
    text = (
        "The miller was murdered. It rained. The sea was calm. Birds sang. She was tortured. Snow fell. " * 3
    )
    assert gate(text) == ((0, len(text)),)


def test_a_weak_word_needs_a_sure_one_nearby_or_a_party_beside_it():
    assert holds_nothing("Strike the match on the box.")
    assert not holds_nothing("The soldier struck with the box.")
    assert gate(FILLER + "Strike the match. It rained. She was murdered. " + FILLER)


def test_text_without_marks_is_cut_at_white_space():
    text = "the rain fell on the ford and " * 60 + "they murdered the miller " + "and the rain fell on " * 90
    ((start, end),) = gate(text)
    assert 0 < start < text.index("murdered") < end < len(text)
    assert text[start - 1].isspace()


def test_case_makes_no_difference_to_words():
    text = "Guards tortured the prisoner. The sea was calm. Birds sang."
    assert gate(text) == gate(text.upper()) == gate(text.lower())
