"""Numbers over all incidents: listed, never added, and what was taken back apart."""

from __future__ import annotations

from chapeau.weigh.counts import counts
from tests.weigh.told import told


def test_a_number_that_a_text_took_back_is_named_as_such_and_one_that_stands_is_not() -> None:
    kept, gone = told("a", killed={"o1": (12, 12)}), told("b", killed={"o2": (40, 40)}, taken_back=True)
    (over,) = [p for p in counts([kept, gone]) if p.name == "counts.killed"]
    assert "Taken back by a text: 40." in over.words
    assert over.low == 12
