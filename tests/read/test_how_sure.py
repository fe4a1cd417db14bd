"""What is negated, denied, feared, planned or conditional is read as that, never as told."""

from __future__ import annotations

import pytest

from chapeau.read.deeds import deeds
from chapeau.read.how_sure import UNANSWERED, basis, certainty
from chapeau.read.parsed import parse
from chapeau.records import Span, Speaker, Stance, Statement


def told(text: str) -> str:
    return certainty(deeds(parse(text).doc)[0].head)


def a_statement(text: str, speaker: str, stance: Stance = "asserts") -> Statement:
    return Statement(
        id="sta-1",
        document="doc-1",
        made_by="test",
        speaker=Speaker(start=0, end=len(speaker), text=speaker),
        cue=None,
        content=(Span(start=0, end=len(text), text=text),),
        kind="indirect",
        stance=stance,
    )


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Soldiers killed three villagers.", "asserted"),
        ("The soldiers did not kill the villagers.", "negated"),
        ("No villagers were killed.", "negated"),
        ("The soldiers never tortured the prisoners.", "negated"),
        ("The soldiers failed to kill the mayor.", "negated"),
        ("The army denied killing the villagers.", "denied"),
        ("The army rejected claims of torture.", "denied"),
        ("Two farmers were shot dead in Varo; the army denies that it was there.", "asserted"),
        ("Police deny everything: that soldiers killed two farmers; that they were there.", "denied"),
        ("The workers are vulnerable to torture.", "possible"),
        ("The paper retracts its report of 25 March that soldiers killed 40 children.", "denied"),
        ("The ministry denied the report that soldiers had killed two monks.", "denied"),
        ("Nobody was killed there.", "negated"),
        ("The soldiers killed none of the villagers.", "negated"),
        ("The army failed to not kill the hostages.", "asserted"),
        ("The law allows agents to arrest suspects.", "possible"),
        ("The court dismissed an appeal in the murder of the mayor.", "asserted"),
        ("The soldiers allegedly tortured the prisoners.", "possible"),
        ("The militia may have killed the villagers.", "possible"),
        ("The colonel was accused of torturing prisoners.", "possible"),
        ("The gunmen tried to kill the mayor.", "attempted"),
        ("The gunmen vowed to kill the mayor.", "threatened"),
        (
            "The commander of the brigade, General Odo Farran, threatened on Monday to kill the mayor.",
            "threatened",
        ),
        ("The militia plans to kill the mayor.", "future"),
        ("The militia will kill the hostages.", "future"),
        ("If soldiers kill the hostages, talks will end.", "conditional"),
        ("Did soldiers kill the hostages?", "possible"),
        ("The court held the colonel responsible for the murder of the mayor.", "asserted"),
        ("The general did not deny killing the prisoners.", "possible"),
        ("The ministry never denied that soldiers had shot two monks.", "possible"),
        ("No one denied that soldiers killed the monks.", "possible"),
        ("The army refused to deny that soldiers killed the monks.", "possible"),
        ("The ministry would neither confirm nor deny that police killed the editor.", "possible"),
        ("Police denied not having killed the monks.", "denied"),
        ("The ministry did not confirm that soldiers killed the monks.", "possible"),
        ("It was not clear who killed the monks.", "asserted"),
        ("Police did not say who killed the monks.", "asserted"),
        ("He did not know that soldiers had killed his brother.", "asserted"),
        ("The captain did not hesitate to shoot the prisoners.", "asserted"),
        ("The guards stopped beating the prisoners.", "asserted"),
        ("The army must stop killing civilians.", "asserted"),
        ("The guards stopped the mob from beating the prisoners.", "negated"),
        ("I'd like to punch him.", "conditional"),
        ("They'd killed two monks by dawn.", "asserted"),
        ("The gang was employed to kidnap the banker.", "future"),
        ("The men were hired to murder the editor.", "future"),
        ("The officers plotted to kill the president.", "future"),
        ("He wanted to shoot the mayor.", "future"),
        ("They hoped to abduct the judge.", "future"),
        ("He was sent to kill the mayor.", "future"),
        ("He was paid for killing the mayor.", "asserted"),
        ("The squad came to kill the mayor.", "future"),
        ("Gunmen went on to kill the mayor.", "asserted"),
        ("My arrest would be in nobody's interest.", "conditional"),
        ("The murder of the mayor would be investigated, police said.", "asserted"),
        ("I never learned whom they were going to kill.", "future"),
        ("The militia managed to kill the mayor.", "asserted"),
        ("The rebels forced him to kill the mayor.", "asserted"),
        ("Soldiers helped to kill the mayor.", "asserted"),
        ("He was acquitted of killing the monk.", "possible"),
        ("Soldiers wanted for killing the monks fled.", "possible"),
        ("Nobody has been charged with killing the monks.", "possible"),
        ("If they killed three men in Kessin, they must be tried.", "conditional"),
        ("If it is true that they killed three men, they must be tried.", "conditional"),
        ("Had soldiers killed the mayor, talks would have ended.", "conditional"),
        ("Should soldiers kill the mayor, talks would end.", "conditional"),
        ("In case they kill the mayor, the guard will leave.", "conditional"),
        ("In the event that soldiers killed the mayor, talks will end.", "conditional"),
        ("In case No. 12, police killed three men.", "asserted"),
        ("Had the soldiers killed the mayor?", "possible"),
        ("The government will not try the men guilty of murdering six monks if they leave.", "asserted"),
        ("The soldiers were about to shoot the mayor.", "future"),
    ],
)
def test_certainty_is_what_the_sentence_makes_of_the_deed(text: str, how: str) -> None:
    assert told(text) == how


def test_a_deed_in_a_denial_is_denied() -> None:
    text = "Soldiers killed three villagers."
    head = deeds(parse(text).doc)[0].head
    assert certainty(head, a_statement(text, "The general", "denies")) == "denied"
    assert certainty(head, a_statement(text, "The paper", "retracts")) == "denied"
    assert certainty(head, a_statement(text, "The general")) == "asserted"


@pytest.mark.parametrize(
    ("text", "stance", "how"),
    [
        ("Soldiers killed three villagers.", "doubts", "possible"),
        ("Soldiers killed three villagers.", "asks", "possible"),
        ("Soldiers killed three villagers.", "admits", "asserted"),
        ("The envoy called for a probe into a fire that killed two monks.", "asks", "asserted"),
        ("The envoy called for the release of monks abducted in March.", "asks", "asserted"),
        ("The envoy asked about the killing of two monks.", "asks", "possible"),
        ("The soldiers did not kill the villagers.", "doubts", "negated"),
        ("The militia plans to kill the mayor.", "doubts", "future"),
        ("The soldiers did not kill the villagers.", "denies", "denied"),
    ],
)
def test_doubt_and_question_leave_open_what_they_speak_of_and_nothing_more(
    text: str, stance: Stance, how: str
) -> None:
    head = deeds(parse(text).doc)[0].head
    assert certainty(head, a_statement(text, "The envoy", stance)) == how


@pytest.mark.parametrize("stance", UNANSWERED)
@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The ministry would not discuss the killing of three farmers.", "asserted"),
        ("The ministry refused to confirm that its forces killed three farmers.", "asserted"),
        ("The ministry declined to comment on a report that no farmers were killed.", "negated"),
    ],
)
def test_who_gives_no_answer_negates_no_deed_and_vouches_for_none(
    text: str, how: str, stance: Stance
) -> None:
    parsed, said = parse(text), a_statement(text, "The ministry", stance)
    head = deeds(parsed.doc)[0].head
    assert certainty(head, said) == how
    assert basis(parsed, head, said, lambda _: "the ministry") == "not_stated"


@pytest.mark.parametrize(
    ("text", "speaker", "on_what"),
    [
        ("Soldiers killed three villagers.", "the defence minister", "official_assertion"),
        ("Soldiers killed three villagers.", "witnesses", "saw"),
        ("I saw soldiers kill three villagers.", "Mira Tolen", "saw"),
        ("Soldiers killed three villagers.", "Mira Tolen", "told_by"),
        ("Soldiers tortured me.", "Mira Tolen", "experienced"),
        ("Soldiers killed three villagers.", "a report", "document"),
        ("Satellite images show that soldiers killed villagers.", "Mira Tolen", "imagery"),
    ],
)
def test_basis_is_what_the_speaker_goes_by(text: str, speaker: str, on_what: str) -> None:
    parsed = parse(text)
    head = deeds(parsed.doc)[0].head
    assert basis(parsed, head, a_statement(text, speaker), lambda _: speaker) == on_what


def test_the_author_goes_by_nothing_that_is_not_stated() -> None:
    parsed = parse("Soldiers killed three villagers.")
    assert basis(parsed, deeds(parsed.doc)[0].head, None, lambda _: "") == "not_stated"
    forensic = parse("The autopsy showed that soldiers had shot dead the mayor.")
    assert basis(forensic, deeds(forensic.doc)[0].head, None, lambda _: "") == "forensic"


def test_an_attempt_that_was_foiled_was_made() -> None:
    assert told("Another attempt to assassinate the mayor was foiled in May.") == "attempted"
