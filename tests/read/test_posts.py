"""Embedded posts are found by their printed shapes, and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.parsed import parse
from chapeau.read.posts import iso_day, posts

SIGNED = "Shells hit the school again. https://example.org/a1 — Ana Vell (@anavell) May 4, 2031"


def test_a_signed_post_gives_author_handle_day_link_and_a_body_without_them():
    (post,) = posts(parse(SIGNED))
    assert post.author is not None
    assert post.author.text == "Ana Vell"
    assert post.handle is not None
    assert post.handle.text == "@anavell"
    assert post.date == "2031-05-04"
    assert post.link is not None
    assert post.link.text == "https://example.org/a1"
    assert post.body.text == "Shells hit the school again."


def test_every_span_of_a_post_is_a_slice_of_the_text():
    text = f"The town was quiet.\n\n{SIGNED}\n\nThen the rain came."
    (post,) = posts(parse(text))
    for part in (post.whole, post.body, post.author, post.handle, post.dated, post.link):
        assert part is not None
        assert text[part.start : part.end] == part.text


def test_a_signature_in_a_paragraph_of_its_own_signs_the_paragraph_before():
    (post,) = posts(parse("They came at dawn.\n\n— Ana Vell (@anavell) 4 May 2031"))
    assert post.body.text == "They came at dawn."


def test_name_handle_and_day_before_the_body_are_a_post_too():
    (post,) = posts(parse("Ana Vell (@anavell) May 4, 2031: They came at dawn and left by noon."))
    assert post.body.text == "They came at dawn and left by noon."
    assert post.date == "2031-05-04"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor — a tough man — said that nobody slept.",
        "Write to us: news@example.org. We answer letters.",
        "Ana Vell (@anavell) writes for this paper.",
        "",
    ],
)
def test_dashes_addresses_and_bare_handles_make_no_post(text: str):
    assert posts(parse(text)) == ()


@given(st.dates())
def test_a_day_reads_the_same_in_every_printed_form(day):
    wanted = day.isoformat()
    month = day.strftime("%B")
    year = f"{day.year:04d}"
    assert iso_day(f"{month} {day.day}, {year}") == wanted
    assert iso_day(f"{day.day} {month[:3]}. {year}") == wanted
    assert iso_day(wanted) == wanted


def test_what_is_no_day_gives_none():
    assert iso_day("Smarch 40, 2031") is None
