"""The day a text was written, and the times it names."""

from __future__ import annotations

import calendar
import datetime
import itertools
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from chapeau.read import when
from chapeau.read.parsed import Parsed, parse, parsed_from
from chapeau.read.posts import posts
from chapeau.read.spacy_grammar import converted
from chapeau.read.when import document_date, times
from chapeau.records import ActTime, DocumentDate

WEDNESDAY = DocumentDate(low="2031-05-14", high="2031-05-14", inferred=False)
A_WEEK = DocumentDate(low="2031-05-10", high="2031-05-16", inferred=True)  # from a Saturday on
FROM_ON = DocumentDate(low="2031-05-10", high=None, inferred=True)


def told(text: str, date: DocumentDate | None = WEDNESDAY) -> list[tuple[str, str | None, str | None]]:
    return [(t.text, t.low, t.high) for t in times(parse(text), date)]


def only(text: str, date: DocumentDate | None = WEDNESDAY) -> ActTime:
    (found,) = times(parse(text), date)
    return found


@pytest.mark.parametrize(
    "printed",
    [
        "March 4, 2030", "4 March 2030", "4th of March 2030", "the 4th of March, 2030", "Mar. 4, 2030", "2030-03-04",
        "Monday, March 4, 2030", "march 4 2030", "04.03.2030", "4 MARCH 2030", "4 march 30",
    ],
)  # fmt: skip
def test_one_day_in_many_printings_is_one_day(printed: str) -> None:
    found = only(f"The camp was shelled on {printed}.")
    assert (found.low, found.high, found.precision, found.inferred) == (
        "2030-03-04",
        "2030-03-04",
        "day",
        False,
    )
    assert printed.endswith(found.text.removeprefix("Monday, "))


def test_a_day_written_in_figures_that_may_be_two_days_is_a_range_over_both() -> None:
    assert told("It was signed on 03/04/2030.") == [("03/04/2030", "2030-03-04", "2030-04-03")]
    assert told("It was signed on 23/04/2030.") == [("23/04/2030", "2030-04-23", "2030-04-23")]


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("on May 3", "2031-05-03", "2031-05-03"),
        ("on May 20", "2030-05-20", "2030-05-20"),
        ("on Feb. 29", "2028-02-29", "2028-02-29"),
        ("on Monday", "2031-05-12", "2031-05-12"),
        ("on Wednesday", "2031-05-14", "2031-05-14"),
        ("last Wednesday", "2031-05-07", "2031-05-07"),
        ("on Thursday night", "2031-05-08", "2031-05-08"),
        ("next Thursday", "2031-05-15", "2031-05-15"),
        ("yesterday", "2031-05-13", "2031-05-13"),
        ("last night", "2031-05-13", "2031-05-13"),
        ("today", "2031-05-14", "2031-05-14"),
        ("two days ago", "2031-05-12", "2031-05-12"),
        ("last week", "2031-05-05", "2031-05-11"),
        ("a week ago", "2031-05-05", "2031-05-11"),
        ("three months ago", "2031-02-01", "2031-02-28"),
        ("two years ago", "2029-01-01", "2029-12-31"),
        ("last month", "2031-04-01", "2031-04-30"),
        ("last year", "2030-01-01", "2030-12-31"),
        ("earlier this month", "2031-05-01", "2031-05-14"),
        ("in March", "2031-03-01", "2031-03-31"),
        ("in May", "2031-05-01", "2031-05-31"),
        ("in November", "2030-11-01", "2030-11-30"),
        ("since 2014", "2014-01-01", "2031-05-14"),
        ("in the past three days", "2031-05-11", "2031-05-14"),
        ("in recent months", "2030-11-12", "2031-05-14"),
        ("overnight", "2031-05-13", "2031-05-14"),
    ],
)
def test_a_time_is_counted_from_the_writing_and_marked_as_inferred(printed: str, low: str, high: str) -> None:
    found = only(f"The village was burned {printed}, residents said.")
    assert (found.low, found.high) == (low, high)
    assert found.inferred


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("in March 2030", "2030-03-01", "2030-03-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("early 2022", "2022-01-01", "2022-05-04"),
        ("in late March 2030", "2030-03-20", "2030-03-31"),
        ("before 2014", None, "2013-12-31"),
        ("after 3 May 2030", "2030-05-04", None),
        ("until June 2030", None, "2030-06-30"),
        ("between 3 and 5 May 2030", "2030-05-03", "2030-05-05"),
        ("from May 3 to June 5, 2030", "2030-05-03", "2030-06-05"),
        ("from 30 December to 2 January 2030", "2029-12-30", "2030-01-02"),
        ("May 3-5, 2030", "2030-05-03", "2030-05-05"),
        ("between 2014 and 2016", "2014-01-01", "2016-12-31"),
        ("in 1992-95", "1992-01-01", "1995-12-31"),
        ("on the night of 3 April 2030", "2030-04-03", "2030-04-03"),
    ],
)
def test_what_the_text_fixes_needs_no_date_of_writing(
    printed: str, low: str | None, high: str | None
) -> None:
    found = only(f"The village was burned {printed}.", None)
    assert (found.low, found.high, found.inferred) == (low, high, False)


def test_what_only_the_writing_could_fix_stays_open_without_it() -> None:
    for date in (None, FROM_ON):
        found = only("They came yesterday.", date)
        assert (found.text, found.low, found.high) == ("yesterday", None, None)
    assert only("They came on May 3.", None).low is None


def test_within_a_week_of_writing_a_weekday_may_be_two_days() -> None:
    assert told("They came on Saturday.", A_WEEK) == [("Saturday", "2031-05-10", "2031-05-10")]
    assert told("They came on Friday.", A_WEEK) == [("Friday", "2031-05-09", "2031-05-16")]


def test_a_day_without_a_year_lies_before_a_week_of_writing() -> None:
    assert told("They came on May 12.", A_WEEK) == [("May 12", "2030-05-12", "2030-05-12")]


def test_what_is_to_come_is_not_taken_as_past() -> None:
    assert told("The hearing is scheduled for May 30.") == [("May 30", "2031-05-30", "2031-05-30")]


@pytest.mark.parametrize(
    "text",
    [
        "They fired an MIM-104 and paid $2014 for 2016 people.",
        "Version 2.0.14 of 1,999 may march on.",
        "April May, a nurse, and August Sanders may leave.",
        "He is 31. She marched 12 miles. A 19-year-old was seen.",
        "The 5th Brigade and the 104th of its kind.",
    ],
)
def test_numbers_money_names_and_verbs_are_no_times(text: str) -> None:
    assert told(text) == []


def test_today_within_a_quotation_is_the_day_the_text_reports() -> None:
    text = "The minister spoke on Saturday. “Today we mourn,” she said. “Today we act.”"
    assert [low for _, low, _ in told(text, A_WEEK)] == ["2031-05-10"] * 3


@settings(deadline=None)
@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)),
    st.sampled_from(("long", "short", "iso")),
)
def test_every_day_is_read_back_as_printed(written: datetime.date, how: str) -> None:
    months = calendar.month_name
    printed = {
        "long": f"{months[written.month]} {written.day}, {written.year}",
        "short": f"{written.day} {months[written.month][:3]} {written.year}",
        "iso": written.isoformat(),
    }[how]
    (found,) = times(unparsed(f"It was {printed}."), None)
    assert found.text == printed
    assert found.low == found.high == written.isoformat()


PIECES = st.sampled_from(
    "on in since until between and from May March 3 5 31 2030 yesterday last week Monday two days ago early , . - ' 1992-95 the".split()  # noqa: SIM905
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14), st.sampled_from((None, WEDNESDAY, A_WEEK, FROM_ON)))
def test_times_lie_in_order_apart_and_start_no_later_than_they_end(
    words: list[str], date: DocumentDate | None
) -> None:
    text = " ".join(words)
    found = times(unparsed(text), date)
    assert all(t.text == text[t.start : t.end] and t.start < t.end for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(t.low <= t.high for t in found if t.low and t.high)


def unparsed(text: str) -> Parsed:
    """A text with tokens and sentences alone: times need no more grammar."""
    return parsed_from(text, converted(tokens()(text)))


@cache
def tokens() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


# --- the document's date


def test_a_stated_date_is_taken_and_has_no_span() -> None:
    found = document_date(parse("TOWN, May 3, 2030 (Wire) - They came."), (), "2031-05-14")
    assert found == DocumentDate(low="2031-05-14", high="2031-05-14", inferred=False)


@pytest.mark.parametrize(
    "text",
    [
        "HARROW FORD, March 3, 2030 (Meridian) - Soldiers came on 1 January 2029.",
        "A headline\n\nPublished: 3 March 2030\n\nSoldiers came on 1 January 2029.",
        "A headline\nPosted on March 3, 2030\nSoldiers came on 1 January 2029.",
    ],
)
def test_a_printed_date_of_writing_is_taken_with_its_span(text: str) -> None:
    found = document_date(parse(text), (), None)
    assert found is not None
    assert (found.low, found.high, found.inferred) == ("2030-03-03", "2030-03-03", False)
    assert found.start is not None
    assert "3" in text[found.start : found.end]


def test_without_dateline_or_post_a_text_is_not_earlier_than_its_latest_day() -> None:
    text = "They came on 1 May 2030 and again on 4 May 2030. A hearing is due on 9 July 2031."
    found = document_date(parse(text), (), None)
    assert found is not None
    assert (found.low, found.high, found.inferred) == ("2030-05-04", None, True)
    assert text[found.start : found.end] == "4 May 2030"


def test_a_text_without_a_full_date_has_none() -> None:
    assert document_date(parse("They came on Monday, in May."), (), None) is None


def test_a_text_is_not_earlier_than_the_latest_of_its_posts() -> None:
    text = (
        "They came by road. — Mira Tolen (@mtolen) March 3, 2031\n\n"
        "They left by boat. — Odo Farran (@ofarran) March 9, 2031\n\n"
        "They slept at the mill. — Bo Kin (@bokin) March 5, 2031\n"
    )
    parsed = parse(text)
    date = document_date(parsed, posts(parsed), None)
    assert date is not None
    assert (date.low, date.inferred) == ("2031-03-09", True)
    assert text[date.start : date.end] == "March 9, 2031"


@pytest.mark.shared
def test_the_seed_is_dated_by_its_post_and_the_invasion_a_year_earlier(seed_text: str) -> None:
    parsed = parse(seed_text)
    date = document_date(parsed, posts(parsed), None)
    assert date is not None
    assert (date.low, date.high, date.inferred) == ("2023-02-18", "2023-02-24", True)
    assert seed_text[date.start : date.end] == "February 18, 2023"
    found = {t.text: t.low for t in times(parsed, date)}
    assert found["Saturday"] == "2023-02-18"
    assert found["Feb. 24"] == "2022-02-24"
    assert next(low for text, low in found.items() if text.startswith("Today")) == "2023-02-18"


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The rebels vowed to free the hostages by Friday.", "2031-05-16"),
        ("The rebels will release the hostages on Friday.", "2031-05-16"),
        ("Residents must leave the town by Friday.", "2031-05-16"),
        ("The court is due to rule on Friday.", "2031-05-16"),
        ("By Friday, soldiers had killed ten monks.", "2031-05-09"),
        ("Soldiers went to the mill on Friday.", "2031-05-09"),
        ("Soldiers came to kill the mayor on Friday.", "2031-05-09"),
        ("The minister will look into what happened on Friday.", "2031-05-09"),
        ("The court will try the men arrested on Friday.", "2031-05-09"),
        ("The ministry said on Friday that it will rule soon.", "2031-05-09"),
        ("He will not talk about the killing of a monk on Friday.", "2031-05-09"),
    ],
)
def test_a_weekday_lies_ahead_only_where_its_clause_awaits_it(text: str, low: str) -> None:
    assert only(text).low == low


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "an",
                "and",
                "at",
                "for",
                "in",
                "of",
                "the",
                "to",
                "up",
                "this",
                "last",
                "past",
                "May",
                "mid",
                "early",
                "3",
                "3rd",
                "2031",
                "two",
                "days",
                "ago",
                "Mondays",
                "week",
                "since",
                "start",
                "Jan.",
                "between",
                "from",
                "sometime",
                "theatre",
                "'s",
                "March",
                ",",
                "-",
                "twenty",
                "hours",
                "couple",
                "at",
                "least",
                "few",
                "tonight",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
@settings(max_examples=200)
def test_the_quick_search_passes_over_no_place_where_a_pattern_fits(text: str) -> None:
    words = [i for i, c in enumerate(text) if c.isalnum() and (i == 0 or text[i - 1] in " '")]
    fitting = {i for i in words for pattern, _ in when._rules() if pattern.match(text, i)}
    assert fitting <= set(when._starts(text))
