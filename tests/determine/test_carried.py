"""What an earlier sheet says that the case no longer asks is told, with its words."""

from __future__ import annotations

from chapeau.determine.carried import without_place
from chapeau.determine.sheet import ElementRow, ExplanationRow, GapRow, ReplyRow
from tests.determine.literal import GAP, held, row, sheet

HELD = {block.key: block for block in held()}


def test_what_has_its_place_is_not_told() -> None:
    assert without_place(sheet(), HELD) == ()


def test_each_row_of_a_block_that_has_gone_is_told_with_its_words() -> None:
    lines = without_place(sheet(row(area="XX", verdict="not_met", reasons="Too little.")), HELD)
    assert lines[0].endswith("XX: the case no longer holds it. Whole: not_met; Too little.")
    assert [line.partition("XX: ")[2] for line in lines[1:]] == [
        "element ICC-7-1-a/1, no longer asked: met; Seen by two.",
        "element ICC-7-1-a/2, no longer asked: met; As reasoned.",
        "other explanation other_party, no longer asked: Searched; nobody else was there.",
        f"gap acknowledged, and gone: {GAP}",
    ]


def test_of_a_block_that_is_held_what_it_asks_no_more_is_told() -> None:
    filled = row(
        element=(ElementRow(element="ICC-7-1-a/9", verdict="met", reasons="So."),),
        explanation=(ExplanationRow(key="staging", answer="Searched."), ExplanationRow(key="accident")),
        gap=(GapRow(gap="Of old.", acknowledged=True), GapRow(gap="Never weighed.")),
    )
    told = held()[0].told
    assert without_place(sheet(filled), HELD) == (
        f"{told}: element ICC-7-1-a/9, no longer asked: met; So.",
        f"{told}: other explanation staging, no longer asked: Searched.",
        f"{told}: gap acknowledged, and gone: Of old.",
    )


def test_a_reply_of_a_party_that_has_gone_is_told() -> None:
    gone = ReplyRow(party="calderia", state="withheld", reason="A witness would be known.")
    (line,) = without_place(sheet(reply=(gone,)), HELD)
    assert "Reply of calderia" in line
    assert "withheld; A witness would be known." in line
