"""Words in a row under one label are one stretch; white space breaks none, a new beginning or window does."""

from __future__ import annotations

from chapeau.read.parsed import Parsed, parse
from chapeau.read.stretches import Stretch, of_kind, stretches
from tests.read.hand_made import Marks, seen, tokens_of, told


def found(text: str, marks: Marks) -> list[tuple[str, str]]:
    parsed = parse(text)
    labelled = told(parsed, role=marks)
    return [(s.kind, printed(parsed, s)) for s in stretches(parsed.doc, labelled.role, labelled)]


def printed(parsed: Parsed, stretch: Stretch) -> str:
    start, end = stretch.range(parsed.doc)
    return parsed.text[start:end]


def test_a_stretch_is_its_words_from_first_to_last() -> None:
    marks = [("armed guards", "PerpInd"), ("Ana Vell", "Victim")]
    assert found("Two armed guards shot Ana Vell.", marks) == [
        ("PerpInd", "armed guards"),
        ("Victim", "Ana Vell"),
    ]


def test_two_beside_each_other_stay_two() -> None:
    assert found("They shot Ana Ivo.", [("Ana", "Victim"), ("Ivo", "Victim")]) == [
        ("Victim", "Ana"),
        ("Victim", "Ivo"),
    ]


def test_white_space_breaks_none() -> None:
    assert found("They shot Ana  Vell.", [("Ana  Vell", "Victim")]) == [("Victim", "Ana  Vell")]


def test_a_new_window_begins_a_new_stretch() -> None:
    parsed = parse("They shot Ana Vell.")
    vell = tokens_of(parsed, "Vell")[0]
    labelled = told(
        parsed, role=[("Ana Vell", "Victim")], windows=[range(vell), range(vell, len(parsed.doc))]
    )
    shown = [printed(parsed, s) for s in stretches(parsed.doc, labelled.role, labelled)]
    assert shown == ["Ana", "Vell"]


def test_a_word_that_goes_on_what_never_began_begins_it() -> None:
    parsed = parse("They shot Ana.")
    labelled = told(parsed)
    column = [("O", 1.0)] * len(parsed.doc)
    column[2] = ("I-Victim", 0.8)
    assert stretches(parsed.doc, tuple(column), labelled) == [Stretch("Victim", 2, 2, 0.8)]


def test_a_stretch_is_no_surer_than_its_surest_word_nor_less_sure_than_its_least() -> None:
    parsed = parse("They shot Ana Vell.")
    column = [("O", 1.0), ("O", 1.0), ("B-Victim", 0.9), ("I-Victim", 0.5), ("O", 1.0)]
    (stretch,) = stretches(parsed.doc, tuple(column), told(parsed))
    assert 0.5 <= stretch.score <= 0.9


def test_those_of_one_kind_are_picked() -> None:
    parsed = parse("Guards shot Ana.")
    labelled = told(parsed, role=[("Guards", "PerpInd"), ("Ana", "Victim")])
    assert [s.first for s in of_kind(stretches(parsed.doc, labelled.role, labelled), "Victim")] == [2]


def test_a_text_in_which_nothing_was_seen_has_no_stretches() -> None:
    parsed = parse("Guards shot Ana.")
    assert stretches(parsed.doc, told(parsed).role, told(parsed, windows=[])) == []
    assert seen([0]).of("role").shape == (1, 11)
