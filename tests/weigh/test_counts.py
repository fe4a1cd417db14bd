"""Numbers over all incidents: listed, never added, and what was taken back apart."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chapeau.records import CountTelling
from chapeau.weigh.counts import counts, in_words
from chapeau.weigh.scale import scale
from tests.weigh.told import told


def test_a_number_that_a_text_took_back_is_named_as_such_and_one_that_stands_is_not() -> None:
    kept, gone = told("a", killed={"o1": (12, 12)}), told("b", killed={"o2": (40, 40)}, taken_back=True)
    (over,) = [p for p in counts([kept, gone]) if p.name == "counts.killed"]
    assert "Taken back by a text: 40." in over.words
    assert [b.value for b in over.bars] == [12]


def test_of_one_event_only_its_floor_is_said_as_a_floor() -> None:
    """Told as 'at least 500' and as '5 to 9', it is no event of at least 500."""
    event = told("a", killed={"o1": (500, None), "o2": (5, 9)})
    figures = {p.name: p for p in (*counts([event]), *scale([event]))}
    listed = figures["counts.killed"]
    assert figures["scale.killed"].low == 5
    assert (listed.value, listed.low, listed.high) == (None, None, None)
    assert [(b.label, b.value, b.low) for b in listed.bars] == [
        ("highest 'at least' said of one event", 500, None)
    ]
    assert "no number is a floor" in listed.words


@given(st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_an_interval_in_words_holds_its_ends_and_nothing_else(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    words = in_words(CountTelling(origin="o", of="killed", low=low, high=high, acts=()))
    ends = sorted({end for end in (low, high) if end is not None})
    assert [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", words)] == ends
    open_ended = {"no number": (None, None), "at least": (low, None), "at most": (None, high)}
    assert next((ends for said, ends in open_ended.items() if words.startswith(said)), (low, high)) == (
        low,
        high,
    )
