"""One file, one document; a Markdown header is read and taken off, and the body is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import EmptyInput
from chapeau.preserve.formats.base import METADATA_BROKEN, NOT_A_DATE, ExtractedText, SkippedLine
from chapeau.preserve.formats.markdown import Markdown
from chapeau.preserve.formats.plain import PlainText

HEADER = """---
title: "Shelling in Velm: what is known"
author: [Lina Porrec, Teo Marsh]
date: 2031-03-04
publisher: The Orva Courier
address: https://courier.example/velm
language: en-GB
---
"""
BODY = "\n# Velm\r\n\nShells fell on *Monday*.  \n\n---\n\nMore.\n"


def test_plain_text_is_one_document_and_states_nothing() -> None:
    extraction = PlainText().extract("Élodie said\r\nno.\n".encode(), "report.txt")
    assert list(extraction.items) == [ExtractedText(position=0, text="Élodie said\r\nno.\n")]
    assert (extraction.extractor, extraction.media_type) == ("plain 0.1", "text/plain")


def test_a_header_is_stated_and_the_body_kept_to_the_character() -> None:
    extraction = Markdown().extract((HEADER + BODY).encode(), "report.md")
    (text,) = extraction.items
    assert isinstance(text, ExtractedText)
    assert text.text == BODY
    assert text.title == "Shelling in Velm: what is known"
    assert text.author == "Lina Porrec, Teo Marsh"
    assert (text.date, text.publisher, text.language) == ("2031-03-04", "The Orva Courier", "en")
    assert text.address == "https://courier.example/velm"
    assert extraction.stated.date == "2031-03-04"


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0-\ufeff\r"), min_size=1).filter(
        str.strip
    )
)
def test_markdown_without_a_header_is_kept_whole(text: str) -> None:
    (found,) = Markdown().extract(text.encode(), "report.md").items
    assert found == ExtractedText(position=0, text=text)


def test_two_rules_around_a_paragraph_are_no_header() -> None:
    whole = "---\nJust a paragraph.\n---\nMore.\n"
    (found,) = Markdown().extract(whole.encode(), "report.md").items
    assert isinstance(found, ExtractedText)
    assert found.text == whole


@pytest.mark.parametrize(
    "header", ["title: [unclosed", "a: b: c", "date: 2031-02-30", "x: !!python/object:os.system {}"]
)
def test_a_broken_header_is_reported_and_stays_in_the_text(header: str) -> None:
    whole = f"---\n{header}\n---\nWords.\n"
    remark, text = Markdown().extract(whole.encode(), "report.md").items
    assert isinstance(remark, SkippedLine)
    assert remark.reference == METADATA_BROKEN
    assert "report.md" in remark.message
    assert isinstance(text, ExtractedText)
    assert text.text == whole


def test_a_date_that_is_none_is_reported_and_left_out() -> None:
    remark, text = Markdown().extract(b"---\ndate: last Monday\n---\nWords.\n", "report.md").items
    assert isinstance(remark, SkippedLine)
    assert remark.reference == NOT_A_DATE
    assert isinstance(text, ExtractedText)
    assert text.date is None


def test_a_header_with_nothing_after_it_is_empty() -> None:
    with pytest.raises(EmptyInput, match=r"report\.md holds no text after its header"):
        Markdown().extract(b"---\ntitle: x\n---\n\n", "report.md")


def test_lists_of_lists_in_a_header_fill_no_memory() -> None:
    lists = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    header = f"---\na0: &a0 [x]\n{lists}title: *a11\nauthor: [A, B]\n---\nGuards beat a man.\n"
    (text,) = Markdown().extract(header.encode(), "many.md").items
    assert isinstance(text, ExtractedText)
    assert (text.title, text.author) == (None, "A, B")
