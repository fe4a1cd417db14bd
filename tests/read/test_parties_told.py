"""Parties and weapons that an encoder marks go to the nearest deed that can have them, and change nothing known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.read.parsed import Parsed, parse
from chapeau.read.parties_told import FAINT, NEAR, SURE, with_parties_told
from chapeau.read.posts import posts
from chapeau.read.where import places
from chapeau.read.who import Names, names
from chapeau.records import Act, Perpetrator, Span, Victim
from tests.read.hand_made import Marks, told
from tests.read.invented import gazetteer

FAR = "It rained on the ford for a long time. " * 20
assert len(FAR) > NEAR


def at(text: str, phrase: str) -> Span:
    start = text.index(phrase)
    return Span(start=start, end=start + len(phrase), text=phrase)


def act(text: str, trigger: str, sentence: str, family: str = "killing") -> Act:
    return Act(
        id=f"act-{trigger}",
        document="doc",
        made_by="test",
        type=family,
        triggers=(at(text, trigger),),
        evidence=at(text, sentence),
    )


def named(text: str) -> tuple[Parsed, Names]:
    parsed = parse(text)
    return parsed, names(parsed, places(parsed, gazetteer()), posts(parsed))


def given(text: str, marks: Marks, *acts: Act) -> dict[str, Act]:
    parsed, who = named(text)
    found = with_parties_told(acts, parsed, who, told(parsed, role=marks))
    assert [a.id for a in found] == [a.id for a in acts]
    return {a.triggers[0].text: a for a in found}


def texts(parties: tuple[Span, ...]) -> list[str]:
    return [p.text for p in parties]


SHOT = "Gunmen shot two men. Later soldiers burned the mill with petrol."
FIRST, SECOND = "Gunmen shot two men.", "Later soldiers burned the mill with petrol."


def test_parties_go_to_the_deed_of_their_sentence() -> None:
    marks = [("Gunmen", "PerpInd"), ("two men", "Victim"), ("soldiers", "PerpInd"), ("the mill", "Target")]
    found = given(SHOT, marks, act(SHOT, "shot", FIRST), act(SHOT, "burned", SECOND, "destruction"))
    assert (texts(found["shot"].perpetrators), texts(found["shot"].victims)) == (["Gunmen"], ["two men"])
    assert (texts(found["burned"].perpetrators), texts(found["burned"].victims)) == (
        ["soldiers"],
        ["the mill"],
    )


def test_of_two_deeds_in_one_sentence_the_nearer_has_the_party() -> None:
    text = "They shot Ivo and, hours afterwards, they beat the old miller."
    found = given(
        text, [("the old miller", "Victim")], act(text, "shot", text), act(text, "beat", text, "assault")
    )
    assert (texts(found["shot"].victims), texts(found["beat"].victims)) == ([], ["the old miller"])


def test_whom_no_clause_ties_goes_to_the_nearest_deed_before_it() -> None:
    text = "A bomb killed nine people. The mayor was among the dead."
    found = given(text, [("The mayor", "Victim")], act(text, "killed", "A bomb killed nine people."))
    assert texts(found["killed"].victims) == ["The mayor"]


def test_a_party_far_from_every_deed_belongs_to_none() -> None:
    text = f"A bomb killed nine. {FAR}The mayor was there."
    found = given(text, [("The mayor", "Victim")], act(text, "killed", "A bomb killed nine."))
    assert found["killed"].victims == ()


def test_a_weapon_goes_to_a_violent_deed_and_to_no_other() -> None:
    text = "They were deported after a man was killed, with rifles."
    found = given(
        text, [("rifles", "Weapon")], act(text, "deported", text, "deportation"), act(text, "killed", text)
    )
    assert found["deported"].methods == ()
    assert [(m.text, m.kind) for m in found["killed"].methods] == [("rifles", "weapon")]


@pytest.mark.parametrize("family", ["denial_of_information", "invasion", "evacuation"])
def test_a_deed_that_nobody_suffers_gets_no_party(family: str) -> None:
    found = given(SHOT, [("two men", "Victim")], act(SHOT, "shot", FIRST, family))
    assert found["shot"].victims == ()


def test_a_party_that_overlaps_one_already_known_makes_the_act_surer_and_changes_no_more() -> None:
    known = at(SHOT, "Gunmen")
    doer = Perpetrator(start=known.start, end=known.end, text=known.text, kind="group")
    one = replace(act(SHOT, "shot", FIRST), perpetrators=(doer,))
    found = given(SHOT, [("Gunmen", "PerpInd"), ("Gunmen", "Victim")], one)["shot"]
    assert replace(found, score=one.score) == one
    assert found.score > given(SHOT, [], one)["shot"].score


def test_a_mark_under_the_bound_changes_nothing() -> None:
    one = act(SHOT, "shot", FIRST)
    assert given(SHOT, [("two men", "Victim", FAINT - 0.01)], one) == given(SHOT, [], one)


def test_an_act_that_no_mark_supports_is_half_as_sure_and_otherwise_as_it_was() -> None:
    one = act(SHOT, "shot", FIRST)
    assert given(SHOT, [], one)["shot"] == replace(one, score=one.score / 2)


def test_no_mark_makes_a_deed() -> None:
    assert given(SHOT, [("two men", "Victim")]) == {}


def test_what_is_done_to_is_a_thing_where_it_is_marked_as_a_target() -> None:
    found = given(SHOT, [("the mill", "Target")], act(SHOT, "burned", SECOND, "destruction"))
    assert [v.kind for v in found["burned"].victims] == ["object"]


def test_a_body_that_did_it_is_an_organisation_and_people_are_not() -> None:
    text = "The Third Brigade and two gunmen shot the miller."
    marks = [("The Third Brigade", "PerpOrg"), ("two gunmen", "PerpInd")]
    first, second = given(text, marks, act(text, "shot", text))["shot"].perpetrators
    assert first.kind in ("organisation", "unit", "state")
    assert second.kind in ("group", "individual")


def test_the_name_of_a_victim_is_read_where_the_phrase_holds_one() -> None:
    text = "Gunmen shot Maria Vell and a guard."
    found = given(text, [("a guard", "Victim"), ("Maria Vell", "Victim")], act(text, "shot", text))
    assert [(v.text, v.name) for v in found["shot"].victims] == [
        ("Maria Vell", "Maria Vell"),
        ("a guard", None),
    ]


def test_parties_stand_in_the_order_of_the_text() -> None:
    text = "Gunmen shot Ana, Ivo and Odo."
    ivo = at(text, "Ivo")
    known = Victim(start=ivo.start, end=ivo.end, text="Ivo", kind="individual")
    one = replace(act(text, "shot", text), victims=(known,))
    found = given(text, [("Odo", "Victim"), ("Ana", "Victim")], one)
    assert texts(found["shot"].victims) == ["Ana", "Ivo", "Odo"]


def test_whom_a_pronoun_of_the_deed_stands_for_is_no_second_party() -> None:
    text = "Soldiers came at dawn. They shot three farmers."
    they = at(text, "They")
    _, who = named(text)
    shot = act(text, "shot", "They shot three farmers.", "use_of_force")
    doer = Perpetrator(
        start=they.start, end=they.end, text=they.text, kind="group", actor=who.actor_of(they.start, they.end)
    )
    found = given(text, [("Soldiers", "PerpInd")], replace(shot, perpetrators=(doer,)))
    assert doer.actor is not None
    assert texts(found["shot"].perpetrators) == ["They"]


def test_who_is_marked_in_another_paragraph_is_of_no_deed_here() -> None:
    text = "Seven people died in the square.\n\nTwo shepherds saw it."
    found = given(text, [("shepherds", "PerpInd")], act(text, "died", "Seven people died in the square."))
    assert found["died"].perpetrators == ()


def test_a_deed_with_a_doer_gets_no_second_one_from_another_sentence() -> None:
    text = "Six men knelt. A guard shot them."
    guard = at(text, "A guard")
    shot = act(text, "shot", "A guard shot them.")
    doer = Perpetrator(start=guard.start, end=guard.end, text=guard.text, kind="individual")
    found = given(text, [("Six men", "PerpInd")], replace(shot, perpetrators=(doer,)))
    assert texts(found["shot"].perpetrators) == ["A guard"]


def test_people_who_speak_are_not_those_who_did_it() -> None:
    text = "A farmer was shot, two men said."
    parsed, who = named(text)
    marks = told(parsed, said=[("two men", "source")], role=[("two men", "PerpInd")])
    (found,) = with_parties_told([act(text, "shot", text)], parsed, who, marks)
    assert found.perpetrators == ()


def test_a_mark_that_is_too_unlikely_counts_where_other_places_mark_the_phrase_alike() -> None:
    text = "Gunmen shot two men. The gunmen fled. The gunmen burned a mill."
    little = SURE["PerpInd"] - 0.05
    shot = act(text, "shot", "Gunmen shot two men.")
    assert given(text, [("Gunmen", "PerpInd", little)], shot)["shot"].perpetrators == ()
    marks = [("Gunmen", "PerpInd", little), ("gunmen", "PerpInd", little)]
    assert texts(given(text, marks, shot)["shot"].perpetrators) == ["Gunmen"]


def test_a_body_and_its_people_who_are_marked_apart_are_two_parties() -> None:
    text = "Sundreli fighters shot two men."
    found = given(text, [("Sundreli", "PerpOrg"), ("fighters", "PerpInd")], act(text, "shot", text))
    assert texts(found["shot"].perpetrators) == ["Sundreli", "fighters"]


def test_the_deed_of_a_body_is_no_part_of_its_name() -> None:
    text = "Two men died in the Sundreli offensive."
    found = given(text, [("Sundreli", "PerpOrg")], act(text, "died", text))
    assert texts(found["died"].perpetrators) == ["Sundreli"]


def test_a_phrase_ends_with_its_noun() -> None:
    text = "They shot at a bus carrying millers."
    found = given(text, [("bus carrying", "Target")], act(text, "shot", text, "use_of_force"))
    assert texts(found["shot"].victims) == ["bus"]


def test_a_thing_goes_to_no_deed_that_only_people_suffer() -> None:
    text = "Two men were killed in a bus that burned."
    found = given(
        text, [("a bus", "Target")], act(text, "killed", text), act(text, "burned", text, "destruction")
    )
    assert (texts(found["killed"].victims), texts(found["burned"].victims)) == ([], ["a bus"])


def test_a_thing_is_told_as_fully_as_it_is_marked() -> None:
    text = "They burned the offices of the millers' union."
    offices = at(text, "offices")
    known = Victim(start=offices.start, end=offices.end, text="offices", kind="object")
    one = replace(act(text, "burned", text, "destruction"), victims=(known,))
    found = given(text, [("the offices of the millers' union", "Target")], one)
    assert texts(found["burned"].victims) == ["the offices of the millers' union"]
