"""The determined part of the page: what was signed, by whom, and what has moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.dossier.determined import group_of
from chapeau.dossier.determined_words import change_in_words, matrix_in_words, standard_in_words
from chapeau.dossier.pages import pages
from chapeau.records import (
    BearsMore,
    Cause,
    Change,
    Determination,
    DeterminedPart,
    Difference,
    Dissent,
    Finding,
    FindingMove,
    HeldDocument,
    Mode,
    ModeBearing,
    ModeQuestion,
    Period,
    Signature,
    Verdict,
    Withdrawal,
)
from tests.dossier.fixture import Held, case
from tests.dossier.walk import Pages

WHEN = "2031-05-03T09:00:00Z"


def part(found: list[Finding], **more: Any) -> DeterminedPart:
    first = found[0]
    verdict = Verdict(
        value="met", standard="reasonable_grounds_inquiry", reasons="Seen by two.", who=("A. One",), when=WHEN
    )
    fields: dict[str, Any] = {
        "verdict": verdict,
        "rule_gives": "met",
        "kind": "provision",
        "crime": first.provision,
    }
    return DeterminedPart(
        party=first.party, party_name="Kalverra", title="Murder", citation="art. 7(1)(a)", period=first.period, area=first.area,
        category="crime against humanity", findings=tuple(replace(f, verdict=verdict) for f in found), **(fields | more),
    )  # fmt: skip


def signature(name: str) -> Signature:
    return Signature(
        determination="det-9", digest="d" * 64, signer=name, at=WHEN, public_key="0" * 64, fingerprint="f" * 64, signature="1" * 128,
    )  # fmt: skip


def determined(*differences: Difference, **more: Any) -> Held:
    """The invented case with its first group determined by two people."""
    held = case()
    first = held.held["findings"][0]
    group = [f for f in held.held["findings"] if (f.party, f.provision, f.period, f.area) == (
        first.party, first.provision, first.period, first.area)]  # fmt: skip
    fields: dict[str, Any] = {
        "parts": (part(group),), "signatures": (signature("A. One"), signature("B. Two")), "state": "determined",
        "dissents": (Dissent(who="B. Two", words="I would wait."),),
    }  # fmt: skip
    made = Determination(
        id="det-9", findings=tuple(f.id for f in group), version=3, standard="reasonable_grounds_inquiry", signers=("A. One", "B. Two"),
        **(fields | more),
    )  # fmt: skip
    held.held["determinations"] = [made]
    held.held["differences"] = list(differences)
    if made.state == "determined":
        held.determination = made
    return held


def rendered(held: Held) -> str:
    """All pages, one after the other."""
    return "".join(part for page in pages(held) for part in page.parts)  # type: ignore[arg-type]


def a_move(held: Held, **more: Any) -> FindingMove:
    finding = held.held["findings"][0]
    return FindingMove(
        finding=finding.id, party=finding.party, provision=finding.provision, element=finding.element, period=finding.period,
        area=finding.area, state="moved", changes=(Change(field="support", before="one_origin", after="none"),), **more,
    )  # fmt: skip


def test_a_determined_page_prints_verdict_reasons_signers_and_dissent() -> None:
    page = rendered(determined())
    for words in (
        "Verdict: ",
        "Seen by two.",
        "A. One",
        "B. Two: I would wait.",
        "f" * 64,
        "d" * 64,
        "crime against humanity",
    ):
        assert words in page, words
    assert "Nobody has determined anything" not in page
    assert "reasonable grounds to conclude, as United Nations inquiries use it" in page


def test_beside_a_pattern_of_the_report_stands_what_chance_alone_means() -> None:
    report = next("".join(page.parts) for page in pages(determined()) if page.name == "dossier.html")
    assert "Chance alone means:" in report


def test_a_count_that_stands_though_some_of_it_is_contested_says_so_beside_the_verdict_and_in_its_finding() -> (
    None
):
    words = "2 incidents are contested; 5 stand uncontested."
    held = determined()
    (made,) = held.held["determinations"]
    (decided,) = made.parts
    counted = replace(decided.findings[0], against="none", contested=words)
    held.determination = replace(made, parts=(replace(decided, findings=(counted, *decided.findings[1:])),))
    held.held["determinations"] = [held.determination]
    held.held["findings"] = [
        replace(f, against="none", contested=words) if f.id == counted.id else f
        for f in held.held["findings"]
    ]
    assert rendered(held).count(words) == 2


def test_the_matrix_says_the_verdict_in_the_group_that_was_determined_and_in_no_other() -> None:
    page = rendered(determined())
    assert page.count('<span class="verdict given">met</span>') == 1
    assert '<span class="verdict">not assessed</span>' in page


@pytest.mark.parametrize("whole", ["insufficient_information", "not_met"])
def test_a_crime_that_was_not_found_is_nowhere_told_as_met_though_its_conduct_was(whole: Any) -> None:
    held = determined()
    (made,) = held.determination.parts
    held.determination = replace(
        held.determination, parts=(replace(made, verdict=replace(made.verdict, value=whole)),)
    )
    held.held["findings"] = [
        next((d for d in made.findings if d.id == f.id), f) for f in held.held["findings"]
    ]
    page = rendered(held)
    words = whole.replace("_", " ")
    assert f"people decided on the whole: {words} (its conduct alone: met)" in page
    assert "people decided on the whole: met" not in page
    assert "people decided: " not in page


def test_a_finding_that_nobody_decided_on_says_so_beside_one_that_was_decided() -> None:
    held = determined()
    decided = {f.id: f for part in held.determination.parts for f in part.findings}
    held.held["findings"] = [decided.get(f.id, f) for f in held.held["findings"]]
    page = rendered(held)
    assert page.count("DETERMINED - by the people named, on the standard stated ·") == 1
    assert page.count("NOT DETERMINED - machine-read, nobody has decided on this finding ·") > 0


def test_what_was_only_proposed_says_who_has_still_to_sign() -> None:
    page = rendered(determined(state="proposed", signatures=(signature("A. One"),)))
    assert "is proposed, and not determined" in page
    assert 'Still to sign: <span class="quoted">B. Two</span>' in page
    assert "WORKING DRAFT" in page


def test_what_moved_since_is_shown_beside_what_was_signed_and_the_head_says_so() -> None:
    held = case()
    wire = held.held["documents"][0]
    move = a_move(held, causes=(Cause(kind="text_came", record=wire.id, source=wire.source),))
    page = rendered(determined(Difference(id="dif-1", earlier=3, later=0, moves=(move,))))
    assert "what moved since is a draft" in page
    assert "Moved since it was signed" in page
    assert "a text that came" in page
    assert "met (as signed; moved since)" in page


def test_a_determination_that_rested_on_what_was_withdrawn_says_so() -> None:
    held = case()
    gone = HeldDocument(document="doc-gone", source="src-gone", origin="ori-gone")
    difference = Difference(
        id="dif-1", earlier=3, later=0, went=(gone,), rested_on=(gone,), moves=(a_move(held),)
    )
    shown = determined(difference)
    shown.held["withdrawals"] = [
        Withdrawal(source="src-gone", who="A", when=WHEN, why="Consent.", documents=("doc-gone",))
    ]
    assert "It rested on content that was withdrawn" in rendered(shown)
    assert "It rested on content that was withdrawn" not in rendered(determined(difference))


def more_bears(held: Held) -> BearsMore:
    finding = held.held["findings"][0]
    return BearsMore(
        party=finding.party, provision=finding.provision, period=finding.period, area=finding.area, key="staging",
        wording="It was staged or made up.", records=(held.held["acts"][0].id,),
    )  # fmt: skip


def test_what_more_bears_on_an_answered_explanation_stands_in_a_line_of_its_own_though_nothing_moved() -> (
    None
):
    page = rendered(determined(Difference(id="dif-1", earlier=3, later=0, bearing=(more_bears(case()),))))
    assert "To be looked at anew:" in page
    assert "than when it was answered: " in page
    assert "No finding moved." in page


@pytest.mark.parametrize("state", ["determined", "proposed"])
def test_no_figure_of_it_is_loose(state: str) -> None:
    held = case()
    difference = Difference(
        id="dif-1",
        earlier=3,
        later=0,
        moves=(a_move(held),),
        law=("law: 1 then, 2 now",),
        bearing=(more_bears(held),),
    )
    shown = Pages([rendered(determined(difference, state=state))])
    assert list(shown.loose_digits()) == []


def test_a_part_leads_to_the_finding_it_is_of() -> None:
    held = determined()
    (made,) = held.held["determinations"]
    shown = Pages([rendered(held)])
    assert group_of(made.parts[0]) in shown.by_id


def test_a_determination_in_words_marks_what_is_no_crime_of_the_statute() -> None:
    held = determined()
    (made,) = held.held["determinations"]
    cleansing = replace(
        made.parts[0], kind="characterisation", crime="ethnic_cleansing", title="Ethnic cleansing", category="", period=Period(),
        area="not_stated", subject="the hill people",
    )  # fmt: skip
    first, second = matrix_in_words(replace(made, parts=(*made.parts, cleansing)))
    assert first.startswith("Kalverra: Murder (crime against humanity, 7(1)(a))")
    assert second == (
        "Kalverra: Ethnic cleansing (a characterisation, no crime of the statute), against the hill people, date not told, "
        "place not told: met (standard: reasonable grounds to conclude, as United Nations inquiries use it)"
    )


def test_a_gap_that_closed_and_one_that_opened_are_said_apart() -> None:
    words = change_in_words(Change(field="gaps", before="One origin only.", after="none besides"))
    assert words == "no longer missing: One origin only.; missing now: none besides"


def test_every_standard_of_the_ladder_has_its_words() -> None:
    from chapeau.determine.standards import standards

    for known in standards():
        assert standard_in_words(known.id) != known.id.replace("_", " "), known.id


# --- modes of liability --------------------------------------------------------------------------------

COMMANDING = Mode(
    id="28-a", citation="Rome Statute art. 28(a)", title="Military commanders",
    questions=(ModeQuestion(id="control", citation="art. 28(a)", wording="Did this person control the forces?"),),
)  # fmt: skip


def with_a_mode(*modes: str, **bears: tuple[str, ...]) -> Held:
    """The determined case in which people set a mode of its part, and what bears on it."""
    first = determined().determination.parts[0]
    held = determined(parts=(replace(first, modes=modes),))
    held.held["modes"] = [COMMANDING]
    held.held["mode_bearings"] = [ModeBearing(mode="28-a", subject=first.party, **bears)]
    return held


def test_under_a_mode_that_was_set_stands_what_bears_on_it_down_to_the_sentence() -> None:
    of_it = determined().determination.parts[0].findings[0].acts_for
    held = with_a_mode("28(a)", acts=of_it, responses=(case().held["responses"][0].id,))
    made = ["".join(page.parts) for page in pages(held)]  # type: ignore[arg-type]
    assert "Did this person control the forces?" in made[0]
    shown = Pages(made)
    (part,) = shown.roots[0].xpath("//div[@class='modes']")
    (told, answered) = part.xpath(".//details")
    assert told.xpath("string(summary)").startswith("Told of it, among what the elements rest on: ")
    assert answered.xpath("string(summary)") == "What it or its side answered: one response"
    for link in part.xpath(".//li/a"):
        place = shown.by_id[link.get("href").partition("#")[2]]
        assert place.get("data-start") is not None
    for figure in part.xpath(".//*[@data-from]"):
        assert shown.ends(figure.get("data-from").split())[1] == set()
    assert list(shown.loose_digits()) == []


@pytest.mark.parametrize("name", ["28(a)", "28-a"])
def test_a_mode_on_which_nothing_is_listed_is_not_called_wrong(name: str) -> None:
    assert "Nothing is listed, which does not make it wrong." in rendered(with_a_mode(name))


def test_where_no_mode_was_set_nothing_is_said_of_modes() -> None:
    assert "modes of liability, as the case is now" not in rendered(with_a_mode())
