"""Quantities are intervals, by conventions that the data states; what is no count is not read as one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.read.how_many import Number, counts
from chapeau.read.parsed import parse
from chapeau.read.words import vocabulary


def read(text: str) -> tuple[Number, ...]:
    return counts(parse(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Hundreds of thousands of villagers fled.", 200_000, None),
        ("Tens of thousands of villagers fled.", 20_000, None),
        ("Dozens of villagers fled.", 24, None),
        ("At least 12 villagers fled.", 12, None),
        ("A dozen villagers fled.", 12, 12),
        ("No more than 40 villagers fled.", 0, 40),
        ("As many as 30 villagers fled.", 0, 30),
        ("Between 30 and 40 villagers fled.", 30, 40),
        ("10 to 15 villagers fled.", 10, 15),
        ("About 50 villagers fled.", 45, 55),
        ("Some 200 villagers fled.", 180, 220),
        ("Nearly 100 villagers fled.", 90, 99),
        ("More than 300 villagers fled.", 301, None),
        ("Fewer than 20 villagers fled.", 0, 19),
        ("A couple of villagers fled.", 2, 2),
        ("Several villagers fled.", 3, None),
        ("Scores of villagers fled.", 40, None),
        ("Twenty-five villagers fled.", 25, 25),
        ("Two hundred and fifty villagers fled.", 250, 250),
        ("The army expelled 1,200 villagers.", 1200, 1200),
        ("1.5 million villagers fled.", 1_500_000, 1_500_000),
        ("20 or more villagers fled.", 20, None),
        ("Half a dozen villagers fled.", 6, 6),
        ("The army expelled 2000 people.", 2000, 2000),
    ],
)
def test_a_quantity_is_the_interval_that_the_words_allow(text: str, low: int, high: int | None) -> None:
    (number,) = read(text)
    assert (number.low, number.high) == (low, high)
    assert number.noun in ("villager", "people")


@pytest.mark.parametrize(
    "text",
    [
        "The war ended in 2004.",
        "Mira Tolen, 37, was there.",
        "The 34-year-old teacher spoke.",
        "They paid $300 million.",
        "It began at 5:30 on Monday.",
        "They met on 12 March.",
        "The trial lasted three days.",
        "He was the third to speak.",
        "Prices rose 40 percent.",
        "The village lies 12 km away.",
        "Article 7 was read aloud.",
        "A man aged 40 spoke.",
        "No one knows why.",
    ],
)
def test_years_ages_dates_money_and_measures_are_no_counts(text: str) -> None:
    assert read(text) == ()


def test_the_printed_words_are_kept_and_none_overlap() -> None:
    text = "At least 12 men and about 30 women, several with children, left two villages."
    found = read(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_convention_gives_its_reason() -> None:
    numbers = vocabulary("numbers")
    bounds = ("at_least", "more_than", "at_most", "fewer_than", "about", "nearly", "or_more", "or_fewer")
    assert all(entry["why"] for entry in numbers["conventions"])
    assert all(numbers[key]["why"] for key in bounds)


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=2, max_value=1499))
def test_a_plain_numeral_is_itself_and_at_least_opens_it(n: int) -> None:
    (plain,) = read(f"The soldiers arrested {n} villagers.")
    (bounded,) = read(f"The soldiers arrested at least {n} villagers.")
    assert (plain.low, plain.high) == (n, n)
    assert (bounded.low, bounded.high) == (n, None)
