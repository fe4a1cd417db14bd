"""Who says what, from marks and pointers: each source and content goes to the cue that it points at."""

from __future__ import annotations

from chapeau.read.cues import Attribution, attributions
from chapeau.read.heard import heard, with_what_grammar_shows
from chapeau.read.parsed import Parsed, parse
from tests.read.hand_made import Marks, tokens_of, told

Shown = tuple[str | None, str | None, list[str]]
TWO = "Ana Vell said the mill burned, but Ivo Dren denied the fire."
TWO_MARKS = [
    ("Ana Vell", "source"),
    ("said", "cue"),
    ("the mill burned", "content"),
    ("Ivo Dren", "source"),
    ("denied", "cue"),
    ("the fire", "content"),
]


def shown(parsed: Parsed, found: list[Attribution]) -> list[Shown]:
    text = parsed.text
    return [
        (
            text[slice(*a.speaker)] if a.speaker else None,
            text[slice(*a.cue)] if a.cue else None,
            [text[slice(*c)] for c in a.contents],
        )
        for a in found
    ]


def hear(text: str, marks: Marks, *pointing: tuple[str, str]) -> list[Shown]:
    parsed = parse(text)
    return shown(parsed, heard(parsed, told(parsed, said=marks, pointing=pointing)))


def both(text: str, marks: Marks, *pointing: tuple[str, str]) -> list[Shown]:
    parsed = parse(text)
    of_encoder = heard(parsed, told(parsed, said=marks, pointing=pointing))
    return shown(parsed, with_what_grammar_shows(parsed, of_encoder, attributions(parsed)))


def test_sources_and_contents_go_to_the_cues_they_point_at() -> None:
    pointing = (
        ("Ana Vell", "said"),
        ("the mill burned", "said"),
        ("Ivo Dren", "denied"),
        ("the fire", "denied"),
    )
    assert hear(TWO, TWO_MARKS, *pointing) == [
        ("Ana Vell", "said", ["the mill burned"]),
        ("Ivo Dren", "denied", ["the fire"]),
    ]


def test_where_they_point_decides_and_not_where_they_stand() -> None:
    crossed = (
        ("Ana Vell", "denied"),
        ("the mill burned", "denied"),
        ("Ivo Dren", "said"),
        ("the fire", "said"),
    )
    assert hear(TWO, TWO_MARKS, *crossed) == [
        ("Ivo Dren", "said", ["the fire"]),
        ("Ana Vell", "denied", ["the mill burned"]),
    ]


def test_of_the_words_of_a_content_most_decide() -> None:
    marks = [("Ana Vell", "source"), ("said", "cue"), ("denied", "cue"), ("the mill burned", "content")]
    pointing = (("Ana Vell", "said"), ("the mill", "said"), ("burned", "denied"))
    assert hear(TWO, marks, *pointing) == [("Ana Vell", "said", ["the mill burned"])]


def test_of_two_cues_that_a_content_points_at_alike_the_nearer_has_it() -> None:
    marks = [("Ivo Dren", "source"), ("said", "cue"), ("denied", "cue"), ("the fire", "content")]
    assert hear(TWO, marks, ("Ivo Dren", "denied")) == [("Ivo Dren", "denied", ["the fire"])]


def test_where_no_source_is_marked_the_subject_of_the_cue_speaks() -> None:
    marks = [("said", "cue"), ("the mill burned", "content")]
    assert hear(TWO, marks, ("the mill burned", "said")) == [("Ana Vell", "said", ["the mill burned"])]


def test_a_content_that_its_cue_interrupts_is_one_attribution_in_two_pieces() -> None:
    text = "“The mill,” said Ana Vell, “burned at dawn.”"
    marks = [("The mill", "content"), ("said", "cue"), ("Ana Vell", "source"), ("burned at dawn", "content")]
    pointing = (("The mill", "said"), ("Ana Vell", "said"), ("burned at dawn", "said"))
    assert hear(text, marks, *pointing) == [("Ana Vell", "said", ["The mill", "burned at dawn"])]


def test_of_two_sources_of_one_cue_the_nearer_speaks() -> None:
    text = "Ana Vell was there. Ivo Dren said the mill burned."
    marks = [("Ana Vell", "source"), ("Ivo Dren", "source"), ("said", "cue"), ("the mill burned", "content")]
    pointing = (("Ana Vell", "said"), ("Ivo Dren", "said"), ("the mill burned", "said"))
    assert hear(text, marks, *pointing) == [("Ivo Dren", "said", ["the mill burned"])]


def test_a_cue_without_content_says_nothing() -> None:
    assert hear(TWO, [("Ana Vell", "source"), ("said", "cue")], ("Ana Vell", "said")) == []


def test_a_source_and_a_content_without_a_cue_say_nothing() -> None:
    assert hear(TWO, [("Ana Vell", "source"), ("the mill burned", "content")]) == []


def test_an_attribution_is_as_sure_as_its_least_sure_part() -> None:
    parsed = parse(TWO)
    marks = [("Ana Vell", "source", 0.6), ("said", "cue", 0.9), ("the mill burned", "content", 0.8)]
    labelled = told(parsed, said=marks, pointing=(("Ana Vell", "said"), ("the mill burned", "said")))
    (one,) = heard(parsed, labelled)
    assert one.heard is not None
    assert abs(one.heard - 0.6) < 1e-6


def test_pointers_of_one_window_never_reach_a_cue_of_another() -> None:
    parsed = parse(TWO)
    but = tokens_of(parsed, "but")[0]
    windows = [range(but), range(but, len(parsed.doc))]
    marks = [("said", "cue"), ("Ivo Dren", "source"), ("denied", "cue"), ("the fire", "content")]
    labelled = told(parsed, said=marks, windows=windows)
    assert shown(parsed, heard(parsed, labelled)) == [("Ivo Dren", "denied", ["the fire"])]


def test_where_both_find_one_cue_the_encoder_says_who_and_what() -> None:
    text = "Ana Vell said on Monday that the mill burned."
    marks = [("Ana Vell", "source"), ("said", "cue"), ("the mill burned", "content")]
    pointing = (("Ana Vell", "said"), ("the mill burned", "said"))
    assert both(text, marks, *pointing) == [("Ana Vell", "said", ["the mill burned"])]


def test_words_of_others_within_what_somebody_says_stay_as_grammar_shows_them() -> None:
    text = "Ana Vell said that a guard told her that the mill had burned."
    marks = [
        ("Ana Vell", "source"),
        ("said", "cue"),
        ("that a guard told her that the mill had burned", "content"),
    ]
    pointing = (("Ana Vell", "said"), ("that a guard told her that the mill had burned", "said"))
    assert [cue for _, cue, _ in both(text, marks, *pointing)] == ["said", "told"]


def test_silence_stays_as_grammar_shows_it() -> None:
    text = "Ana Vell said the mill burned. The ministry did not respond to requests for comment."
    marks = [("Ana Vell", "source"), ("said", "cue"), ("the mill burned", "content")]
    pointing = (("Ana Vell", "said"), ("the mill burned", "said"))
    assert [cue for _, cue, _ in both(text, marks, *pointing)] == ["said", "did not respond"]


def test_what_somebody_is_asked_for_they_have_not_said() -> None:
    marks = [("you", "source"), ("see", "cue"), ("who came", "content")]
    assert both("Did you see who came?", marks, ("you", "see"), ("who came", "see")) == []


def test_what_the_encoder_hears_without_words_takes_nothing_from_grammar() -> None:
    text = "The mill burned. Ivo Dren denied it."
    marks = [("Ivo Dren", "source"), ("denied", "cue"), (".", "content")]
    assert both(text, marks, ("Ivo Dren", "denied"), (".", "denied")) == [("Ivo Dren", "denied", ["it"])]


def test_a_speaker_by_grammar_is_no_part_of_what_was_said_where_the_encoder_is_none_too_sure() -> None:
    text = "Two boys said the mill burned."
    sure = [("Two", "source", 0.9), ("said", "cue", 0.9), ("boys", "content", 0.9)]
    unsure = [(words, kind, 0.6) for words, kind, _ in sure]
    pointing = (("Two", "said"), ("boys", "said"))
    assert both(text, unsure, *pointing) == [("Two boys", "said", ["the mill burned"])]
    assert both(text, sure, *pointing) == [("Two", "said", ["boys"])]


def test_words_of_another_sentence_are_said_only_in_quotation_marks_or_where_no_others_are() -> None:
    text = "Ana Vell said the mill burned. Two craters were left. “We fled.”"
    marks = [("Ana Vell", "source"), ("said", "cue"), ("Two craters", "content"), ("“We fled.”", "content")]
    pointing = (("Ana Vell", "said"), ("Two craters", "said"), ("“We fled.”", "said"))
    assert hear(text, marks, *pointing) == [("Ana Vell", "said", ["“We fled.”"])]
    assert hear(text, marks[:-1], *pointing[:-1]) == [("Ana Vell", "said", ["Two craters"])]


def test_a_cue_without_verb_or_noun_is_one_with_the_next_that_follows_it() -> None:
    text = "The council earlier announced a ban."
    marks = [("The council", "source"), ("earlier", "cue"), ("announced", "cue"), ("a ban", "content")]
    pointing = (("The council", "earlier"), ("a ban", "earlier"))
    assert hear(text, marks, *pointing) == [("The council", "earlier announced", ["a ban"])]


def test_a_preposition_alone_announces_nothing_without_a_speaker() -> None:
    text = "A film about the old mill was shown."
    marks = [("about", "cue"), ("the old mill", "content")]
    assert hear(text, marks, ("the old mill", "about")) == []


def test_a_text_of_which_nothing_was_seen_says_nothing() -> None:
    parsed = parse(TWO)
    assert heard(parsed, told(parsed, windows=[])) == []
