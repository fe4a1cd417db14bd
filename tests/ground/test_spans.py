"""A span is the text it quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.spans import contains, overlaps, span, trimmed


@st.composite
def text_and_range(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(alphabet="ab \n\t", max_size=30))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(text_and_range())
def test_trimming_takes_space_from_both_ends_and_nothing_else(case: tuple[str, int, int]) -> None:
    text, start, end = case
    a, b = trimmed(text, start, end)
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip(" \t\r\n")


def test_touching_spans_do_not_overlap() -> None:
    text = "one two three"
    assert not overlaps(span(text, 0, 3), span(text, 3, 7))
    assert overlaps(span(text, 0, 4), span(text, 3, 7))


def test_a_span_contains_itself() -> None:
    whole = span("one two", 0, 7)
    assert contains(whole, whole)
    assert contains(whole, span("one two", 4, 7))
    assert not contains(span("one two", 4, 7), whole)
