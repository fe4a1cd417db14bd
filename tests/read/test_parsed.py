"""Quotations of every shape, paragraphs, and offsets that are the original's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.errors import InputUnreadable
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


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u00a0\u2028"])
def test_a_text_without_words_has_no_pieces(text: str):
    parsed = parse(text)
    assert (parsed.paragraphs, parsed.sentences, parsed.quotations) == ((), (), ())
    assert quotations(text) == ()


@pytest.mark.parametrize(
    "text", ["Men\x00 came.\x00", "Men \ud800 came. \udfff", "\U0001f600", "\U0001f600 " * 50]
)
def test_odd_characters_keep_their_places(text: str):
    parsed = parse(text)
    assert [text[s.start : s.end] for s in parsed.sentences] == [s.text for s in parsed.sentences]
    assert len(parsed.doc.text) == len(text)


@pytest.mark.parametrize("piece", ['"', "“a” ", " 'a", "''", "- ", '"a ', "\n \n", "\U0001f600"])
def test_time_grows_with_the_length_of_the_text_alone(piece: str):
    began = time.process_time()
    text = "They came. " + piece * 3000
    quotations(text)
    assert len(plainer(text)) == len(text)
    assert time.process_time() - began < 1


def test_a_run_of_signs_is_no_heap_of_tokens():
    assert len(parse("They came. " + "''" * 3000 + " They went.").doc) < 20


def test_a_text_too_long_for_the_grammar_is_refused_with_what_to_do():
    with pytest.raises(InputUnreadable, match="1,200,000") as refused:
        parse("They came back. " * 75_000)
    assert "several files" in (refused.value.hint or "")


@settings(deadline=None)
@given(TEXT, st.integers(0, 80))
def test_what_holds_an_offset_is_what_a_walk_through_all_finds(text: str, offset: int):
    parsed = parse(text)
    assert parsed.in_quotation(offset) == next(
        (q for q in parsed.quotations if q.start <= offset < q.end), None
    )
    walked = [t.i for t in parsed.doc if offset <= t.idx < offset + 20]
    assert [t.i for t in parsed.tokens(offset, offset + 20)] == walked
    if parsed.sentences:
        before = [s for s in parsed.sentences if s.start <= offset]
        assert parsed.sentence_at(offset) == (before or parsed.sentences)[-1 if before else 0]


def test_words_that_no_stop_ends_are_cut_into_sentences():
    parsed = parse("soldiers came to the mill and went home " * 150)
    assert max(len(s.text.split()) for s in parsed.sentences) <= 310
