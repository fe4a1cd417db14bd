"""Words become known pieces, the longest first, without case and accents; their letters' shapes are kept beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.pieces import (
    DIGITS,
    LONGEST_WORD,
    LOWER,
    MARK,
    MIXED,
    MOST_PIECES,
    QUOTED,
    SHAPES,
    TITLE,
    UNKNOWN,
    UPPER,
    Vocabulary,
    shape,
)

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "mill",
    "##er",
    "##s",
    "m",
    "##ill",
    "##i",
    "-",
    ".",
    "'",
    "1",
    "##0",
]
SMALL = Vocabulary({piece: number for number, piece in enumerate(PIECES)})


def pieces(word: str) -> list[str]:
    return [PIECES[number] for number in SMALL.pieces(word)]


def test_the_longest_known_piece_is_taken_first() -> None:
    assert pieces("millers") == ["mill", "##er", "##s"]


def test_case_and_accents_make_no_difference() -> None:
    assert pieces("MILLÉR") == pieces("Miller") == ["mill", "##er"]


def test_marks_stand_alone() -> None:
    assert pieces("mill-mill.") == ["mill", "-", "mill", "."]
    assert pieces("'mill") == ["'", "mill"]


def test_a_part_that_cannot_be_made_of_known_pieces_is_unknown_as_a_whole() -> None:
    assert pieces("millx") == [UNKNOWN]
    assert pieces("millx-mill") == [UNKNOWN, "-", "mill"]


def test_a_run_longer_than_any_word_is_one_unknown_piece() -> None:
    assert pieces("m" + "i" * (LONGEST_WORD - 1)) != [UNKNOWN]
    assert pieces("m" + "i" * LONGEST_WORD) == [UNKNOWN]


def test_no_word_has_more_pieces_than_the_bound() -> None:
    assert len(pieces("." * LONGEST_WORD)) == MOST_PIECES


@pytest.mark.parametrize("nothing", ["\u0301", "\u200d", "\ufeff", "\x00"])
def test_a_word_of_which_nothing_is_left_is_unknown(nothing: str) -> None:
    assert pieces(nothing) == [UNKNOWN]


@given(st.text(min_size=1, max_size=80))
def test_every_word_has_pieces_of_the_vocabulary_that_ships(word: str) -> None:
    known = Vocabulary.packaged()
    found = known.pieces(word)
    assert 1 <= len(found) <= MOST_PIECES
    assert all(0 <= number < len(known.numbers) for number in found)


def test_the_vocabulary_that_ships_is_that_of_the_published_encoder() -> None:
    known = Vocabulary.packaged()
    assert len(known.numbers) == 30522
    assert (known.numbers[UNKNOWN], known.begin, known.paragraph) == (100, 101, 102)
    assert known.pieces("soldiers") == (known.numbers["soldiers"],)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("mill", LOWER),
        ("Mill", TITLE),
        ("Mary-Ann", TITLE),
        ("A", TITLE),
        ("UN", UPPER),
        ("O'NEILL", UPPER),
        ("34", DIGITS),
        ("1,200", DIGITS),
        ("McVell", MIXED),
        ("iPhone", MIXED),
        ("...", MARK),
        ("—", MARK),
    ],
)
def test_a_shape_says_what_the_letters_look_like(word: str, told: int) -> None:
    assert shape(word) == told


def test_every_shape_has_a_place_in_and_outside_quotation_marks() -> None:
    assert len({s + q for s in range(QUOTED) for q in (0, QUOTED)}) == SHAPES
    assert max(LOWER, TITLE, UPPER, DIGITS, MIXED, MARK) < QUOTED
