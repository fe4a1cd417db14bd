"""What a sheet may determine, what is refused at once, and what must be done before anybody signs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.determine.blocks import UNREAD
from chapeau.determine.canonical import canonical, said
from chapeau.determine.propose import Proposal, closed_since, obstacles, of_sheet
from chapeau.determine.sheet import CharacterisationRow, ElementRow, ExplanationRow, GapRow, ReplyRow, Sheet
from chapeau.errors import DeterminationRefused, RecordUnknown
from chapeau.ground.codec import to_plain
from chapeau.records import Determination
from tests.determine.literal import FINDINGS, GAP, NAMES, OTHER, held, row, sheet

PROPOSAL = Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z")


def made(filled: Sheet, **more: Any) -> Determination:
    return of_sheet(filled, held(), NAMES, replace(PROPOSAL, **more))


def test_each_element_has_its_verdict_standard_reasons_who_and_when() -> None:
    (part,) = made(sheet()).parts
    for finding in part.findings:
        verdict = finding.verdict
        assert (verdict.value, verdict.standard, verdict.who) == (
            "met",
            "reasonable_grounds_inquiry",
            ("A. Analyst",),
        )
        assert verdict.when == PROPOSAL.at
        assert verdict.reasons


def test_an_answer_keeps_what_bore_on_the_explanation_and_one_without_is_signed_as_it_was_before() -> None:
    bears = tuple(replace(f, hypotheses=(replace(OTHER, bears_on=("sta-1",)),)) for f in FINDINGS)
    blocks = held(bears)
    (part,) = of_sheet(sheet(row(seen=blocks[0].seen)), blocks, NAMES, PROPOSAL).parts
    assert [a.bears_on for a in part.answers] == [("sta-1",)]
    assert b"bears_on" not in canonical(said(to_plain(made(sheet()).parts[0].answers)))


def test_the_verdict_on_the_whole_follows_from_the_elements() -> None:
    (part,) = made(sheet(row("met", "may_amount_to"))).parts
    assert part.verdict.value == part.rule_gives == "may_amount_further_investigation"
    assert part.category == "crime against humanity"


def test_people_may_decide_more_strictly_and_must_say_why() -> None:
    strict = made(sheet(row(verdict="insufficient_information")))
    assert (strict.parts[0].verdict.value, strict.parts[0].rule_gives) == ("insufficient_information", "met")
    assert any("which the elements alone do not give" in what for what in obstacles(strict))
    assert not obstacles(made(sheet(row(verdict="insufficient_information", reasons="One origin."))))


def test_a_verdict_looser_than_the_rule_gives_is_refused() -> None:
    with pytest.raises(DeterminationRefused, match="'met' is looser than 'may_amount_to'"):
        made(sheet(row("met", "may_amount_to", verdict="met", reasons="Still.")))


def test_an_element_left_out_is_not_assessed_and_so_is_the_crime() -> None:
    (part,) = made(
        sheet(row(element=(ElementRow(element="ICC-7-1-a/1", verdict="met", reasons="Seen."),)))
    ).parts
    assert part.verdict.value == "not_assessed"


def test_findings_that_moved_since_the_sheet_was_written_are_named() -> None:
    moved = held((FINDINGS[0], replace(FINDINGS[1], support="several_origins_no_dependence_found")))
    with pytest.raises(
        DeterminationRefused, match=r"have moved since.*Murder, Orvania, 2031-03-01 to 2031-03-31, XS"
    ):
        of_sheet(sheet(), moved, NAMES, PROPOSAL)


FIRST = ElementRow(element="ICC-7-1-a/1", verdict="met", reasons="Seen by two.")
ANSWER = ExplanationRow(key="other_party", answer="Searched; nobody else was there.")
ROW = GapRow(gap=GAP, acknowledged=True)
CLEANSING = CharacterisationRow(
    party="orvania", characterisation="ethnic_cleansing", area="XS", verdict="may_amount_to", reasons="As reasoned.", subject="hill people",
)  # fmt: skip


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (sheet(row("met", "guilty")), "is no verdict"),
        (sheet(row(area="XX")), "holds no findings on"),
        (sheet(row(), row()), "twice"),
        (sheet(row("", "")), "determines nothing"),
        (
            sheet(row(element=(ElementRow(element="ICC-7-1-b/1", verdict="met"),))),
            "has no element ICC-7-1-b/1",
        ),
        (sheet(reply=(ReplyRow(party="orvania", state="maybe"),)), "no state of the right of reply"),
        (sheet(row(element=(FIRST, FIRST))), "Twice in one sheet: 'ICC-7-1-a/1' of ICC-7-1-a of Orvania"),
        (sheet(row(gap=(ROW, ROW))), "Twice in one sheet"),
        (sheet(row(explanation=(ANSWER, ANSWER))), "Twice in one sheet: 'other_party'"),
        (
            sheet(
                reply=(ReplyRow(party="orvania", state="withheld"), ReplyRow(party="orvania", state="asked"))
            ),
            "Twice in one sheet: the reply of Orvania",
        ),
        (sheet(characterisation=(CLEANSING, CLEANSING)), "Twice in one sheet: ethnic_cleansing of Orvania"),
        (
            sheet(row(explanation=(replace(ANSWER, key="other_partly"),))),
            "no other explanation 'other_partly'",
        ),
        (sheet(row(gap=(GapRow(gap="No such gap."),))), r"no gap 'No such gap\.'"),
        (sheet(row(seen="")), "does not say which findings were seen"),
        (
            sheet(characterisation=(replace(CLEANSING, party="calderia"),)),
            "no findings on a party called calderia",
        ),
        (sheet(reply=(ReplyRow(party="calderia", state="asked"),)), "no findings on a party called calderia"),
    ],
)
def test_what_cannot_be_is_refused_by_name(filled: Sheet, words: str) -> None:
    with pytest.raises(DeterminationRefused, match=words):
        made(filled)


def test_an_unknown_standard_is_refused() -> None:
    with pytest.raises(RecordUnknown, match="beyond_any_doubt"):
        made(sheet(standard="beyond_any_doubt"))


# --- in the way of signing -----------------------------------------------------------------------------


def test_nothing_is_in_the_way_of_a_sheet_that_answers_everything() -> None:
    assert obstacles(made(sheet())) == ()


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (sheet(standard=""), "name the standard of proof"),
        (sheet(signers=()), "Name at least 1 different signers"),
        (sheet(reply=()), "Ask Orvania for a reply"),
        (sheet(reply=(ReplyRow(party="orvania", state="not_asked"),)), "Ask Orvania for a reply"),
        (sheet(reply=(ReplyRow(party="orvania", state="withheld"),)), "Give the reason why Orvania"),
        (sheet(reply=(ReplyRow(party="orvania", state="answered"),)), "Give the answer of Orvania"),
        (sheet(row(explanation=(ExplanationRow(key="other_party", answer="  "),))), "answer the other explanation 'Someone else"),
        (sheet(row(explanation=())), "answer the other explanation 'Someone else did it.'"),
        (sheet(row(gap=(GapRow(gap=GAP),))), f"acknowledge the gap '{GAP}'"),
        (sheet(row(element=(ElementRow(element="ICC-7-1-a/1", verdict="not_met"),))), "give reasons for ICC-7-1-a/1"),
    ],
)  # fmt: skip
def test_each_thing_left_undone_is_in_the_way_and_says_what_to_do(filled: Sheet, words: str) -> None:
    assert any(words in what for what in obstacles(made(filled)))


@pytest.mark.parametrize(
    "reply", [("asked", "", ""), ("withheld", "A witness would be known.", ""), ("answered", "", "No.")]
)
def test_asked_answered_or_withheld_with_its_reason_is_enough(reply: tuple[str, str, str]) -> None:
    state, reason, answer = reply
    assert not obstacles(
        made(sheet(reply=(ReplyRow(party="orvania", state=state, reason=reason, answer=answer),)))
    )


def test_where_nothing_is_held_against_a_party_explanations_and_gaps_may_stay_open() -> None:
    assert not obstacles(made(sheet(row("not_met", "insufficient_information", explanation=(), gap=()))))


@pytest.mark.parametrize(
    "verdicts", [("met", "may_amount_to"), ("met", "insufficient_information"), ("may_amount_to", "not_met")]
)
def test_one_element_held_against_a_party_is_enough_to_ask_for_answers(verdicts: tuple[str, str]) -> None:
    told = obstacles(made(sheet(row(*verdicts, explanation=(), gap=()))))
    assert any("answer the other explanation" in what for what in told)
    assert any("acknowledge the gap" in what for what in told)


def test_two_signers_are_needed_where_the_case_says_so() -> None:
    assert any("at least 2" in what for what in obstacles(made(sheet(), wanted=2)))
    assert any(
        "at least 2" in what
        for what in obstacles(made(sheet(signers=("A. Analyst", "A. Analyst")), wanted=2))
    )
    assert not obstacles(made(sheet(signers=("A. Analyst", "B. Second")), wanted=2))


def test_a_characterisation_is_no_crime_and_needs_standard_and_reasons_alone() -> None:
    whole = made(sheet(row(), characterisation=(CLEANSING,)))
    part = whole.parts[-1]
    assert (part.kind, part.title, part.subject) == ("characterisation", "Ethnic cleansing", "hill people")
    assert "no crime of the Rome Statute" in part.citation
    assert obstacles(whole) == ()
    with pytest.raises(RecordUnknown):
        made(sheet(characterisation=(replace(CLEANSING, characterisation="bad_behaviour"),)))


@pytest.mark.parametrize("verdict", ["met", "may_amount_to"])
def test_a_characterisation_with_no_crime_of_its_party_beneath_it_is_in_the_way(verdict: str) -> None:
    word = replace(CLEANSING, verdict=verdict)
    for filled in (Sheet(characterisation=(word,)), sheet(row("met", "not_met"), characterisation=(word,))):
        assert any("the word alone rests on nothing" in what for what in obstacles(made(filled)))
    denied = sheet(row("met", "not_met"), characterisation=(replace(CLEANSING, verdict="not_met"),))
    assert obstacles(made(denied)) == ()


def test_a_characterisation_of_all_days_has_none() -> None:
    part = made(sheet(characterisation=(replace(CLEANSING, low="open", high="open"),))).parts[-1]
    assert (part.period.low, part.period.high) == (None, None)


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (sheet(row("", "", verdict="not_assessed", reasons="Not yet.")), "'not assessed' determines nothing"),
        (sheet(row("not_assessed", "")), "'not assessed' determines nothing"),
        (
            sheet(row(), characterisation=(replace(CLEANSING, verdict=""),)),
            "'not assessed' determines nothing",
        ),
        (sheet(row("", "", verdict="not_met", reasons="No.")), "decide at least one element"),
    ],
)
def test_what_determines_nothing_is_in_the_way(filled: Sheet, words: str) -> None:
    assert any(words in what for what in obstacles(made(filled)))


@pytest.mark.parametrize("other", ["a. analyst", "A.  Analyst", "Ａ. Analyst", "A. Analyst "])
def test_one_name_written_in_two_ways_is_one_signer(other: str) -> None:
    two = made(sheet(signers=("A. Analyst", other)))
    assert any("at least 2 different signers" in what for what in obstacles(two))


def test_a_gap_that_people_closed_by_reading_is_dropped_and_told() -> None:
    filled = sheet(row(gap=(ROW, GapRow(gap=UNREAD, acknowledged=True))))
    (part,) = made(filled).parts
    assert [g.gap for g in part.gaps] == [GAP]
    assert closed_since(filled, held()) == (f"{held()[0].told}: {UNREAD}",)


def test_the_same_sheet_gives_the_same_determination() -> None:
    assert made(sheet()) == made(sheet())
    assert made(sheet()).id != made(sheet(row("met", "not_met"))).id
