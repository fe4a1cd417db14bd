"""Quoted words stand in the text by code points, as whole words, or they do not stand there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.spans import span
from chapeau.read.verbatim import nearest, occurrences, with_marks

TEXT = "Guards shot a farmer. Guards shot a teacher near the café in\nKessin."


def found(quote: str, text: str = TEXT) -> list[str]:
    return [s.text for s in occurrences(text, quote, 0, len(text))]


def test_every_place_is_found_with_its_range() -> None:
    first, second = occurrences(TEXT, "shot", 0, len(TEXT))
    assert (TEXT[first.start : first.end], TEXT[second.start : second.end]) == ("shot", "shot")
    assert first.start < second.start


def test_a_line_break_may_stand_where_the_quotation_has_a_space() -> None:
    assert found("in Kessin") == ["in\nKessin"]


@pytest.mark.parametrize("quote", ["a farm", "hot", "Guard", "guards", "shot  an", "", "   "])
def test_what_is_changed_or_cut_stands_nowhere(quote: str) -> None:
    assert found(quote) == []


def test_the_same_letter_in_other_code_points_stands_nowhere() -> None:
    composed, decomposed = (unicodedata.normalize(form, "the café in") for form in ("NFC", "NFD"))
    assert found(composed, composed) == [composed]
    assert found(decomposed, composed) == []
    assert found(composed, decomposed) == []


def test_a_letter_without_the_accent_that_follows_it_stands_nowhere() -> None:
    decomposed = unicodedata.normalize("NFD", "the café in Kessin")
    assert found("the cafe", decomposed) == []


def test_nothing_outside_the_range_is_found() -> None:
    half = TEXT.index("Guards", 1)
    assert [s.start for s in occurrences(TEXT, "Guards", half, len(TEXT))] == [half]


def test_the_nearest_place_is_taken_and_of_two_as_near_the_earlier() -> None:
    places = [span(TEXT, 0, 6), span(TEXT, 22, 28)]
    near = nearest(places, 20)
    assert near is not None
    assert near.start == 22
    middle = nearest(places, 11)
    assert middle is not None
    assert middle.start == 0
    assert nearest([], 3) is None


def test_marks_directly_around_the_words_come_with_them() -> None:
    text = 'She said: “They burned it.” He said "no" twice.'
    for inner, whole in (("They burned it.", "“They burned it.”"), ("no", '"no"'), ("twice", "twice")):
        (place,) = occurrences(text, inner, 0, len(text))
        assert with_marks(text, place).text == whole


@given(st.text(max_size=40), st.text(max_size=10))
def test_whatever_is_found_differs_from_the_quotation_in_white_space_alone(text: str, quote: str) -> None:
    for place in occurrences(text, quote, 0, len(text)):
        assert place.text == text[place.start : place.end]
        assert place.text.split() == quote.split()
