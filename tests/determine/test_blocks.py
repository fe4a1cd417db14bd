"""What there is to determine, and how much of what it rests on people have read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.determine.blocks import UNREAD, UNREAD_IN_PART, blocks
from chapeau.records import Finding
from tests.determine.literal import FINDINGS, GAP, MURDER, NAMES, OTHER, finding, held

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


def bearing(first: tuple[str, ...], second: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    given = zip(FINDINGS, (first, second), strict=True)
    return tuple(replace(f, hypotheses=(replace(OTHER, bears_on=records),)) for f, records in given)


def seen(*records: str) -> str:
    origins = {"sta-1": ("ori-1",), "sta-copy": ("ori-1",), "sta-2": ("ori-2",)}
    (block,) = blocks(bearing(records), (MURDER,), NAMES, origins=origins)
    return block.seen


def test_what_comes_to_bear_on_an_explanation_is_not_what_was_seen_and_a_copy_of_it_is() -> None:
    assert len({seen(), seen("sta-1"), seen("sta-1", "sta-2")}) == 3
    assert seen("sta-1") == seen("sta-1", "sta-copy")


def test_all_that_bears_on_an_explanation_for_any_element_bears_on_it_for_the_block() -> None:
    (block,) = held(bearing(("sta-1",), ("sta-2",)))
    assert [h.bears_on for h in block.hypotheses] == [("sta-1", "sta-2")]
