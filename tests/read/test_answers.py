"""An answer is plain data: what has the form asked for is taken item by item, the rest dropped and counted."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import AnswerUnusable
from chapeau.read.answers import (
    MOST_ITEMS,
    Answer,
    Dropped,
    SaidFact,
    SaidPerpetrator,
    SaidStatement,
    answer_in,
    each,
    facts,
    type_of,
)

PLAIN = {"statements": [], "acts": [{"trigger": "shot"}], "mentions": []}


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(PLAIN),
        "```json\n" + json.dumps(PLAIN) + "\n```",
        "<think>Perhaps {nothing} here?</think>\n" + json.dumps(PLAIN),
        "Here it is: " + json.dumps(PLAIN) + " I hope it helps.",
    ],
)
def test_the_object_is_found_whatever_stands_around_it(written: str) -> None:
    assert answer_in(written).acts == ({"trigger": "shot"},)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "I will not do that.",
        '{"acts": [',
        '{"acts": {"trigger": "shot"}}',
        "[1, 2]",
        '{"acts": [' + "[" * 100 + "]" * 100 + "]}",
        '{"acts": [' + "[" * 100_000,
    ],
)
def test_what_is_no_object_of_lists_is_no_answer(written: str) -> None:
    with pytest.raises(AnswerUnusable):
        answer_in(written)


@given(st.text(max_size=200))
def test_any_words_are_an_answer_or_none_and_never_a_fault(written: str) -> None:
    with suppress(AnswerUnusable):
        assert isinstance(answer_in(written), Answer)


def test_a_list_that_is_missing_is_empty() -> None:
    assert answer_in("{}") == Answer()


def test_what_no_record_can_say_is_dropped_as_outside_the_vocabulary() -> None:
    dropped: Dropped = Counter()
    items = [
        {"quote": "guards", "kind": "group", "role": "direct"},
        {"quote": "guards", "kind": "devils", "role": "direct"},
        {"quote": "guards", "kind": "group", "role": "guilty"},
    ]
    assert [p.quote for p in each(SaidPerpetrator, items, dropped)] == ["guards"]
    assert dropped == {"vocabulary": 2}


@pytest.mark.parametrize(
    "item", [None, 7, "words", [], {}, {"sentence": 7, "content": [], "stance": "asserts"}]
)
def test_what_is_in_another_form_is_dropped_as_that(item: Any) -> None:
    dropped: Dropped = Counter()
    assert list(each(SaidStatement, [item], dropped)) == []
    assert dropped == {"form": 1}


def test_more_items_than_a_piece_can_hold_are_dropped() -> None:
    dropped: Dropped = Counter()
    item = {"quote": "guards", "kind": "group", "role": "direct"}
    assert len(list(each(SaidPerpetrator, [item] * 1000, dropped))) == MOST_ITEMS
    assert dropped == {"form": 1000 - MOST_ITEMS}


def test_offsets_that_a_model_adds_are_not_looked_at() -> None:
    item = {"quote": "guards", "kind": "group", "role": "direct", "start": -5, "end": 10**9}
    assert list(each(SaidPerpetrator, [item], Counter())) == [
        SaidPerpetrator(quote="guards", kind="group", role="direct")
    ]


def test_a_fact_is_of_its_kind_and_has_one_of_its_values() -> None:
    dropped: Dropped = Counter()
    items = [
        {"what": "sex", "value": "woman", "quote": "she"},
        {"what": "sex", "value": "civilian", "quote": "she"},
        {"what": "certainty", "value": "denied", "quote": "denied"},
        {"what": "guilt", "value": "yes", "quote": "guilty"},
    ]
    assert [f.value for f in facts(items, ("sex",), dropped)] == ["woman"]
    assert dropped == {"vocabulary": 3}


def test_true_may_be_said_without_marks() -> None:
    found = facts([{"what": "custody", "value": True, "quote": "in the cell"}], ("custody",), Counter())
    assert list(found) == [SaidFact(what="custody", value="true", quote="in the cell")]


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("killing", "killing"),
        ("killing.execution", "killing.execution"),
        ("torture.Electric Shock", "torture.electric_shock"),
        ("killing.<script>", "killing"),
        ("genocide", None),
        ("", None),
    ],
)
def test_a_type_is_a_family_with_perhaps_a_kind(told: str, type_: str | None) -> None:
    assert type_of(told) == type_
