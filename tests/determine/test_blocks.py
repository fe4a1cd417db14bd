"""What there is to determine, and how much of what it rests on people have read."""

from __future__ import annotations

import pytest

from chapeau.determine.blocks import UNREAD, UNREAD_IN_PART
from tests.determine.literal import GAP, finding, held

TWO = (finding(1, acts_for=("a1",)), finding(2, acts_for=("a1", "a2"), acts_against=("a3",)))


@pytest.mark.parametrize(
    ("read", "gaps"),
    [
        (frozenset[str](), (GAP, UNREAD)),
        (frozenset({"another"}), (GAP, UNREAD)),
        (frozenset({"a1", "a2"}), (GAP, UNREAD_IN_PART)),
        (frozenset({"a1", "a2", "a3"}), (GAP,)),
    ],
)
def test_what_no_person_has_read_is_a_gap_of_the_whole_block(
    read: frozenset[str], gaps: tuple[str, ...]
) -> None:
    (block,) = held(TWO, read)
    assert block.gaps == gaps


def test_a_block_that_rests_on_nothing_asks_nobody_to_read() -> None:
    (block,) = held((finding(1, acts_for=()), finding(2, acts_for=())), frozenset())
    assert block.gaps == (GAP,)


def test_reading_what_it_rests_on_moves_no_finding() -> None:
    (unread,), (read,) = held(TWO, frozenset()), held(TWO, frozenset({"a1", "a2", "a3"}))
    assert unread.seen == read.seen
