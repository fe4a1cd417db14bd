"""Quotations of every shape, paragraphs, and offsets that are the original's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.read.parsed import paragraphs, parse, plainer, quotations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Go,” she said.", ["Go,"]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("''Go,'' she said.", ["Go,"]),
        ("«Go», she said.", ["Go"]),
        ("‘We can’t go,’ she said.", ["We can’t go,"]),
        ("“He said ‘go’ to us,” she said.", ["He said ‘go’ to us,"]),
        ("“One.\n\n“Two,” she said.", ["One.", "Two,"]),
        ("“He ran, said the boy. Then he slept.", ["He ran, said the boy."]),
        ("The boys' dogs are the town's.", []),
        ("He ran.” Then he slept.", []),
    ],
)
def test_quotation_marks_of_every_shape(text: str, wanted: list[str]):
    assert [q.text for q in quotations(text)] == wanted


TEXT = st.text(alphabet="ab .\n\t,\"'“”‘’«»—–é\u00a0", max_size=80)


@settings(deadline=None)
@given(TEXT)
def test_the_plainer_text_has_the_originals_length(text: str):
    assert len(plainer(text)) == len(text)


@settings(deadline=None)
@given(TEXT)
def test_every_piece_is_a_slice_of_the_text_and_they_do_not_overlap(text: str):
    parsed = parse(text)
    for pieces in (parsed.paragraphs, parsed.sentences, parsed.quotations):
        end = 0
        for piece in pieces:
            assert text[piece.start : piece.end] == piece.text
            assert piece.start >= end
            end = piece.end


def test_lines_of_a_wrapped_letter_are_one_paragraph():
    letter = "The mill burned on the night\nof the fourth of May, and\nnobody came.\n\nWe wept."
    assert len(paragraphs(letter)) == 2


def test_long_lines_are_paragraphs_of_their_own():
    line = "The mill burned on the night of the fourth of May, and nobody came to put it out, though many saw it burn."
    assert len(paragraphs(f"{line}\n{line}\nWe wept.")) == 3


def test_a_closing_mark_is_no_sentence():
    assert all(s.text.strip('”"') for s in parse("“They came. They left.” Rain fell.").sentences)
