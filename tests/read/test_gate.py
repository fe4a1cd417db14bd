"""The gate: what it lets through, and what it keeps back."""

from itertools import pairwise

import pytest

from chapeau.read.gate import SHORT, gate, holds_nothing

FILLER = "It rained on the ford. " * 80
RECIPE = "Whisk the flour and the milk until smooth.\nLeave it for an hour.\nServe with honey.\n" * 10


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed four farmers in Halvern on Monday.",
        "THREE SHOT DEAD IN HALVERN MARKET, POLICE SAY",
        "Three shot dead in Halvern market",
        "they beat me with a cable for two hours",
        "police opened fire. four died",
        "the officer hit him, and he fell",
        "They came at night. They took my brother from his bed. We never saw him again.",
        "He has not been seen since the night of the raid.",
        "Her son never came home from the checkpoint.",
        "Families were driven across the border.",
        "The army has cut off water to the camp.",
        "My father was hanged from the bridge.",
        "Houses shelled again tonight",
        "According to the ministry, the bridge was closed.",
        "No comment from the ministry.",
        "The mayor wants more trees.",
        "@halvern_watch: two taken from the mill tonight",
        "“We never gave that order,” the colonel wrote.",
    ],
)
def test_what_tells_of_a_deed_or_of_words_passes_alone_and_amid_everyday_text(text):
    assert not holds_nothing(text)
    at = len(FILLER)
    parts = gate(f"{FILLER}\n\n{text}\n\n{FILLER}")
    assert any(a < at + len(text) and at < b for a, b in parts)


@pytest.mark.parametrize(
    "text",
    ["I was held for nine days without food.", "A shell hit the school", "Oden: we will not leave"],
)
def test_in_a_short_text_any_word_that_may_tell_is_enough(text):
    assert gate(text) == ((0, len(text)),)
    assert len(text) <= SHORT


def test_a_text_without_deed_or_words_of_others_is_kept_back_whole():
    assert gate(RECIPE) == ()


def test_an_address_holds_no_handle():
    assert gate(RECIPE + "Write to kitchen@halvern.example or oven.@halvern for more.\n") == ()


def test_an_empty_text_holds_nothing():
    assert gate("") == ()


def test_a_candidate_passes_with_its_neighbours_and_nothing_else():
    text = FILLER + "The mill stands by the ford. Soldiers murdered the miller. His cat slept. " + FILLER
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


def test_where_sure_words_stand_densely_everything_between_passes():
    told = (
        "The miller was murdered. It rained. The sea was calm. Birds sang. She was tortured. Snow fell. " * 3
    )
    ((start, end),) = gate(FILLER * 3 + told + FILLER * 3)
    assert start <= len(FILLER * 3)
    assert end >= len(FILLER * 3 + told)


def test_where_more_than_half_of_a_text_passes_all_of_it_does():
    text = "She was murdered. It rained. Snow fell. " * 20 + FILLER[:500]
    assert gate(text) == ((0, len(text)),)


def test_a_weak_word_needs_a_party_beside_it_and_a_likely_one_company():
    assert holds_nothing(FILLER + "Strike the match on the box. " + FILLER)
    assert holds_nothing(FILLER + "The battery is dead. " + FILLER)
    assert not holds_nothing(FILLER + "The police struck with the box. " + FILLER)
    assert not holds_nothing(FILLER + "The boy is dead. " + FILLER)
    assert not holds_nothing(FILLER + "Two dead in the blast. " + FILLER)


def test_a_heading_or_a_mark_beside_a_word_for_anyone_tells_nothing_a_verb_does():
    assert holds_nothing(FILLER[:800] + "Tip: they rise near the oven.\nThe “green” ones: they keep.\n" * 10)
    assert not holds_nothing(FILLER[:800] + "They led us to the ford.\nThey went on to the mill.\n" * 10)


def test_two_likely_words_keep_each_other_company_within_a_sentence_and_a_sure_one_does_from_the_next():
    dead, rain = "The battery is dead. ", "It rained on the ford. "
    assert not holds_nothing(FILLER + "The form rejects it, and the battery is dead. " + FILLER)
    assert holds_nothing(FILLER + dead + "The form rejects it. " + FILLER)
    near, far = (gate(FILLER + dead + rain * n + "She was murdered. " + FILLER)[0] for n in (4, 7))
    assert near[0] <= len(FILLER) < far[0]


def test_a_number_beside_a_party_tells_of_no_deed():
    assert holds_nothing(FILLER + "Three officers and some witnesses. " + FILLER)


def test_all_names_of_a_list_pass_with_its_heading():
    names = "".join(f"{n}. Ana Vell {'ABCDEFGHIJ'[n % 10]}., {20 + n}, seller\n" for n in range(1, 60))
    text = f"{FILLER}\n\nPersons killed on 12 March\n\n{names}\n{FILLER}"
    first, last = text.index("Persons"), text.index(" 79, seller")
    assert any(a <= first and last < b for a, b in gate(text))


def test_an_examination_passes_from_its_first_question_to_the_answer_to_its_last():
    asked = "Q: Where was the lamp?\nA: At the mill. It was dark. It rained.\n" * 10
    ((start, end),) = gate(FILLER + "\n" + asked)
    assert start <= len(FILLER) + 1
    assert end == len(FILLER + "\n" + asked)


def test_text_without_marks_is_cut_at_white_space():
    text = "the rain fell on the ford and " * 60 + "they murdered the miller " + "and the rain fell on " * 90
    ((start, end),) = gate(text)
    assert 0 < start < text.index("murdered") < end < len(text)
    assert text[start - 1].isspace()


def test_case_makes_no_difference_to_words():
    text = FILLER + "Guards tortured the prisoner. The sea was calm. " + FILLER
    assert gate(text) == gate(text.upper()) == gate(text.lower()) != ()
