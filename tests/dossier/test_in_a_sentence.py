from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.dossier.in_a_sentence import sentence
from chapeau.records import Finding, Period, Verdict

FINDING = Finding(
    id="fin-1", party="act-1", provision="p", element="e", period=Period(low="2031-03-01", high="2031-03-31"),
    area="not_stated", alleged="yes", support="several_origins_no_dependence_found", against="none",
    origins_for=("org-1", "org-2"), fragility=1,
)  # fmt: skip


def said(*findings: Finding, denials: tuple[str, ...] = ()) -> Any:
    return sentence(findings, denials, "#origins")


def test_origins_are_counted_once_however_many_elements_rest_on_them() -> None:
    assert said(FINDING, replace(FINDING, id="fin-2")).origins.words == "2 origins"


def test_what_was_not_found_is_not_called_independence() -> None:
    assert "not yet independence" in said(FINDING).support


def test_two_origins_of_two_incidents_are_not_said_to_tell_of_one() -> None:
    assert "no single incident" in said(replace(FINDING, support="one_origin")).support


def test_one_origin_needs_no_further_words() -> None:
    assert said(replace(FINDING, support="one_origin", origins_for=("org-1",))).support == ""


def test_without_an_origin_nothing_is_said_to_be_alleged() -> None:
    nothing = replace(FINDING, alleged="no", support="none", origins_for=(), fragility=None)
    assert said(nothing).origins is None


def test_denials_that_contest_nothing_are_told_all_the_same() -> None:
    assert said(FINDING, denials=("sta-1", "sta-2")).beside.words == "2 denials"
    assert said(FINDING).beside is None


def test_what_speaks_against_is_counted_and_named() -> None:
    against = said(
        replace(FINDING, against="denied", statements_against=("sta-1",), origins_against=("org-3",))
    )
    assert (against.against.words, against.against_how) == ("one telling", "denied")


@pytest.mark.parametrize("value", ["met", "not_met", "insufficient_information"])
def test_nobody_has_decided_until_a_person_has(value: Any) -> None:
    assert said(FINDING).decided == "nobody has decided"
    decided = replace(FINDING, verdict=Verdict(value=value, who=("N. Reader",)))
    assert said(decided).decided.startswith("people decided nothing on the whole (its conduct alone: ")
    assert "not assessed" in said(FINDING, decided).decided


def test_met_conduct_alone_is_never_told_as_a_crime_that_is_met() -> None:
    conduct = replace(FINDING, verdict=Verdict(value="met", who=("N. Reader",)))
    told = sentence((conduct,), (), "#origins", "insufficient information").decided
    assert told == "people decided on the whole: insufficient information (its conduct alone: met)"


def test_a_verdict_on_the_whole_is_told_where_the_conduct_itself_was_left_open() -> None:
    told = sentence((FINDING,), (), "#origins", "not met").decided
    assert told == "people decided on the whole: not met (its conduct alone: not assessed)"
