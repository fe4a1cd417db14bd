"""Deeds are read with whoever did and suffered them; what only sounds like a deed is not read as one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.identity import act_id
from chapeau.read.how_many import counts
from chapeau.read.parsed import parse
from chapeau.read.posts import posts
from chapeau.read.when import document_date, times
from chapeau.read.where import places
from chapeau.read.who import names
from chapeau.read.who_did import acts
from chapeau.read.who_said import statements
from chapeau.records import Act, Statement

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


@cache
def read(text: str, date: str | None = "2031-03-10") -> tuple[tuple[Act, ...], tuple[Statement, ...]]:
    parsed = parse(text)
    embedded = posts(parsed)
    when = document_date(parsed, embedded, date)
    where = places(parsed, Gazetteer.packaged())
    who = names(parsed, where, embedded)
    said = statements(parsed, who, embedded, when, "doc-1", "test")
    return acts(parsed, who, where, times(parsed, when), counts(parsed), said, "doc-1", "test"), said


def found(text: str) -> tuple[Act, ...]:
    return read(text)[0]


def one(text: str, family: str) -> Act:
    (act,) = [a for a in found(text) if a.family == family]
    return act


def by(act: Act) -> list[str]:
    return [p.text for p in act.perpetrators]


def to(act: Act) -> list[str]:
    return [v.text for v in act.victims]


@pytest.mark.parametrize(
    ("text", "family", "doers", "sufferers"),
    [
        ("Soldiers killed three villagers.", "killing", ["Soldiers"], ["three villagers"]),
        ("Three villagers were killed by soldiers.", "killing", ["soldiers"], ["Three villagers"]),
        (
            "The killing of two monks by masked gunmen was filmed.",
            "killing",
            ["masked gunmen"],
            ["two monks"],
        ),
        ("Villagers killed by soldiers were buried.", "killing", ["soldiers"], ["Villagers"]),
        ("The soldiers who shot dead the teacher fled.", "killing", ["The soldiers"], ["the teacher"]),
        ("Soldiers entered the village and tortured a farmer.", "torture", ["Soldiers"], ["a farmer"]),
        ("The general ordered soldiers to kill the prisoners.", "killing", ["soldiers"], ["the prisoners"]),
        ("The militia is accused of abducting two nurses.", "abduction", ["The militia"], ["two nurses"]),
        ("Police arrested the editor on Monday.", "detention", ["Police"], ["the editor"]),
        ("The arrest of the editor by police caused anger.", "detention", ["police"], ["the editor"]),
        ("Two men died in police firing.", "killing", ["police"], ["Two men"]),
        ("One man was killed when police opened fire on the crowd.", "killing", ["police"], ["One man"]),
        ("Two students shot dead by guards.", "killing", ["guards"], ["Two students"]),
        ("Gunmen gunned down a judge.", "killing", ["Gunmen"], ["a judge"]),
        ("The lawyer was taken away by soldiers.", "abduction", ["soldiers"], ["The lawyer"]),
        ("The troops set fire to the school.", "destruction", ["The troops"], ["school"]),
        ("Rebels attacked a hospital.", "attack", ["Rebels"], ["hospital"]),
        ("Guards beat the prisoners.", "torture", ["Guards"], ["the prisoners"]),
        ("Police beat the marchers.", "assault", ["Police"], ["the marchers"]),
        ("Soldiers looted the shops.", "taking", ["Soldiers"], ["shops"]),
        ("Militiamen raped a woman.", "rape", ["Militiamen"], ["a woman"]),
        ("The army deported hundreds of families.", "deportation", ["The army"], ["families"]),
        ("Police lathicharged the protesters.", "use_of_force", ["Police"], ["the protesters"]),
        ("VASTREL - Gunmen abducted two engineers.", "abduction", ["Gunmen"], ["two engineers"]),
        ("Shells fired by the army killed two monks.", "killing", ["the army"], ["two monks"]),
        ("Soldiers took residents across the border.", "deportation", ["Soldiers"], ["residents"]),
        ("The rebels took the priests hostage.", "abduction", ["The rebels"], ["the priests"]),
        ("Two men died in police firing on Monday, the envoy said.", "killing", ["police"], ["Two men"]),
        ("The driver died after being tortured by police.", "killing", ["police"], ["The driver"]),
        (
            "The editor succumbed to his injuries after soldiers beat him in custody.",
            "killing",
            ["soldiers"],
            ["The editor"],
        ),
        (
            "The editor succumbed to his injuries after being beaten in custody.",
            "killing",
            [],
            ["The editor"],
        ),
        ("The prisoner died from beatings by guards.", "killing", ["guards"], ["The prisoner"]),
        ("He died hours after soldiers beat his brother.", "killing", [], ["He"]),
        ("A student was found with his hands tied and a bullet in his head.", "killing", [], ["A student"]),
        ("A student was found with his hands tied.", "detention", [], ["A student"]),
        ("The body of a farmer was found with his hands tied.", "killing", [], ["a farmer"]),
        ("Villagers found the bodies of two monks, blindfolded and shot.", "killing", [], ["two monks"]),
        ("Orin Hale's body was found in a ditch with gunshot wounds.", "killing", [], ["Orin Hale"]),
        ("Villagers found the teacher dead with bullet wounds.", "killing", [], ["the teacher"]),
        ("Three men in uniform took my brother and me.", "abduction", ["Three men"], ["my brother", "me"]),
        ("Soldiers took Orin Hale, who has not been seen since.", "disappearance", [], ["Orin Hale"]),
        ("They held me for nine days in a cellar.", "detention", ["They"], ["me"]),
        ("They burned my arm with cigarettes.", "injury", ["They"], ["my"]),
        ("The prisoner's fingers were crushed by guards.", "injury", ["guards"], ["The prisoner"]),
        ("A soldier hit me in the face with his rifle.", "assault", ["A soldier"], ["me"]),
        ("My cousin was taken by police last night.", "abduction", ["police"], ["My cousin"]),
        ("Militiamen robbed the travellers and drowned them.", "killing", ["Militiamen"], ["them"]),
        ("Violence claimed ten lives in Kessin.", "killing", [], []),
        ("Editor shot dead in Kessin", "killing", [], ["Editor"]),
        ("Mayor's son kidnapped", "abduction", [], ["Mayor's son"]),
        ("Three monks dead after army shelling", "killing", ["army"], ["Three monks"]),
        ("Two monks dead, five farmers hurt in raid by rebels", "injury", ["rebels"], ["five farmers"]),
    ],
)
def test_a_deed_has_those_who_did_and_those_who_suffered_it(
    text: str, family: str, doers: list[str], sufferers: list[str]
) -> None:
    act = one(text, family)
    assert (by(act), to(act)) == (doers, sufferers)


@pytest.mark.parametrize(
    "text",
    [
        "The execution of the plan took a year.",
        "Senators attacked the bill.",
        "Beating the Drums of War",
        "The deals would rape the treasury.",
        "Opponents want to kill the bill.",
        "The director is shooting a film in the valley.",
        "The fire at the factory burned for hours.",
        "A strike by workers closed the port.",
        "They raised a child in the village.",
        "He died of a heart attack.",
        "It is a case of arrested development.",
        "The port ordered the detention of a ship.",
        "The striker shot wide and the team was beaten 3-0 in the final.",
        "The company fired its manager.",
        "The earthquake killed 40 people.",
        "The storm destroyed the school.",
        "Divers found the body of a boy in the lake.",
        "The bodies of two climbers were recovered after the avalanche.",
        "A boy drowned in the river.",
        "The sailors drowned.",
        "Two dead in road accident",
        "The player broke his arm.",
        "I cut my hand.",
        "The car hit a woman.",
        "Police found the keys with the guard's hands tied to the rail by string.",
        "Soldiers took the wounded to hospital.",
        "Soldiers took part in the parade.",
        "He held the post for nine years.",
        "The festival was held for three days.",
        "I have not seen him since.",
        "The senator beat his rival in the election.",
        "They executed the contract.",
        "The team snatched victory.",
        "Tourists stormed out of the meeting.",
        "The convention against torture was signed.",
        "The assault rifle lay on the table.",
        "She had a panic attack.",
        "He killed time at the airport.",
        "Fans invaded the pitch.",
        "The court tried the execution of the budget.",
        "The drought killed the cattle.",
        "The disease kills children.",
        "The mock execution of the policy failed.",
        "The seed is oilseed rape.",
        "The agency spoke of crimes against humanity and genocide.",
        "It was part of a widespread and systematic attack against the civilian population.",
        "These acts shocked the world.",
        "They butchered us in the second half.",
        "In the debate the senator attacked her opponent.",
        "The veteran shot himself.",
        "The virus that killed forty people reached Kessin.",
        "The strike leaders succumbed to his threats.",
        "He used the post to force the clerks out.",
        "The prosecution was led by a deputy.",
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text: str) -> None:
    assert [(a.type, [t.text for t in a.triggers]) for a in found(text)] == []


def test_a_list_of_deeds_under_one_verb_shares_its_agent() -> None:
    text = (
        "Members of the Third Column have committed killings of villagers; torture of prisoners through beatings; "
        "rape; and, alongside other militiamen, have deported thousands of farmers."
    )
    told = {a.family: by(a) for a in found(text)}
    assert set(told) == {"killing", "torture", "rape", "deportation"}
    assert all("Members of the Third Column" in doers for doers in told.values())
    assert "other militiamen" in told["deportation"]
    assert "other militiamen" not in told["killing"]


def test_a_method_is_no_deed_of_its_own() -> None:
    act = one("Guards tortured prisoners with beatings and electric shocks.", "torture")
    assert {m.key for m in act.methods} == {"beating", "electric_shock"}


def test_a_weapon_belongs_to_the_deed_done_with_it() -> None:
    (act,) = found("A bomb killed two shopkeepers.")
    assert act.family == "killing"
    assert [(m.text, m.kind) for m in act.methods] == [("bomb", "weapon")]
    assert by(act) == []


@pytest.mark.parametrize(
    ("text", "status", "sex", "age"),
    [
        ("Soldiers killed two civilians.", "civilian", "unknown", "unknown"),
        ("Rebels killed two soldiers.", "combatant", "unknown", "unknown"),
        ("Guards killed a prisoner.", "hors_de_combat", "unknown", "unknown"),
        ("Soldiers killed a woman.", "not_stated", "woman", "adult"),
        ("Soldiers killed a girl.", "not_stated", "woman", "child"),
        ("Soldiers killed a doctor.", "not_stated", "unknown", "unknown"),
        ("Soldiers killed two aid workers.", "protected_personnel", "unknown", "unknown"),
        ("Soldiers killed two suspected militants.", "participation_claimed", "unknown", "unknown"),
    ],
)
def test_status_sex_and_age_are_only_what_the_text_says(text: str, status: str, sex: str, age: str) -> None:
    (victim,) = one(text, "killing").victims
    assert (victim.status_at_time, victim.sex, victim.age_group) == (status, sex, age)


def test_a_building_is_an_object_without_a_name_or_status() -> None:
    (victim,) = one("Rebels attacked a hospital.", "attack").victims
    assert (victim.kind, victim.name, victim.status_at_time) == ("object", None, "not_stated")


@pytest.mark.parametrize(
    ("text", "family", "of"),
    [
        ("Soldiers killed three villagers.", "killing", "killed"),
        ("Soldiers wounded three villagers.", "injury", "injured"),
        ("Soldiers arrested three villagers.", "detention", "detained"),
        ("Soldiers deported three villagers.", "deportation", "displaced"),
        ("Soldiers tortured three villagers.", "torture", "persons"),
    ],
)
def test_a_count_says_what_it_counts(text: str, family: str, of: str) -> None:
    (count,) = one(text, family).counts
    assert (count.low, count.high, count.of) == (3, 3, of)


def test_custody_is_true_only_where_the_text_says_so() -> None:
    assert one("Police arrested the editor.", "detention").custody is True
    assert one("Guards tortured men in detention.", "torture").custody is True
    assert one("Soldiers killed a farmer.", "killing").custody is None
    assert one("Soldiers killed a farmer who was fleeing.", "killing").custody is False


def test_a_large_figure_is_an_aggregate_and_one_event_is_single() -> None:
    assert one("The army deported tens of thousands of families.", "deportation").extent == "aggregate"
    assert one("On 3 March 2031 soldiers killed a farmer.", "killing").extent == "single"
    assert one("Soldiers repeatedly attacked the hospital.", "attack").extent == "series"


def test_every_act_has_a_first_trigger_of_its_own_and_text_at_every_span() -> None:
    text = "Soldiers killed and tortured villagers, set the school on fire and took the priests hostage on 3 March."
    told = found(text)
    firsts = [(a.triggers[0].start, a.triggers[0].end) for a in told]
    assert len(set(firsts)) == len(firsts) >= 4
    assert [a.id for a in told] == [act_id("doc-1", *first) for first in firsts]
    for act in told:
        for s in (
            *act.triggers,
            *act.perpetrators,
            *act.victims,
            *act.methods,
            *act.places,
            *act.counts,
            act.evidence,
        ):
            assert text[s.start : s.end] == s.text


WORDS = [
    "soldiers",
    "police",
    "killed",
    "tortured",
    "the",
    "a",
    "two",
    "villagers",
    "school",
    "by",
    "of",
    "in",
    "and",
    ",",
    ";",
    ".",
    "not",
    "fire",
    "set",
    "on",
    "who",
    "were",
    "to",
    "took",
    "Kenya",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_run_of_words_is_read_without_losing_a_span_or_an_id(words: list[str]) -> None:
    text = " ".join(words)
    told = found(text)
    assert len({a.id for a in told}) == len(told)
    assert all(
        text[s.start : s.end] == s.text for a in told for s in (*a.triggers, *a.perpetrators, *a.victims)
    )


def test_a_deed_is_said_in_the_statement_whose_content_holds_it() -> None:
    told, said = read("Soldiers burned the school. Mira Tolen said that soldiers killed a farmer.")
    held = {a.family: a.said_in for a in told}
    assert held["destruction"] is None
    assert held["killing"] in {s.id for s in said}


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="the texts beside the checkout are absent")
def test_the_seed_article_gives_the_acts_that_a_reader_notes() -> None:
    text = next(SEED.glob("*.txt")).read_text("utf-8")
    told, said = read(text, None)
    speakers = {s.id: s.speaker.actor for s in said if s.speaker}
    release = [a for a in told if 180 < a.triggers[0].start < 620]
    assert [a.type for a in release] == [
        "killing.execution",
        "torture",
        "rape",
        "deportation",
        "child_removal",
    ]
    assert {a.certainty for a in release} == {"asserted"}
    assert {a.basis for a in release} == {"official_assertion"}
    assert {a.extent for a in release} == {"aggregate"}
    assert len({speakers[a.said_in or ""] for a in release}) == 1
    assert [a.custody for a in release] == [None, True, None, None, None]
    killing, torture, rape, deportation, removal = release
    assert all("Members of Russia’s forces" in by(a) for a in release[:4])
    assert len(deportation.perpetrators) == 2
    assert to(killing) == ["Ukrainian men", "women", "children"]
    assert {v.status_at_time for v in killing.victims} == {"not_stated"}
    assert (to(rape), to(removal), by(removal)) == ([], ["children"], [])
    assert [m.key for m in torture.methods] == ["beating", "electric_shock", "mock_execution"]
    assert {(p.text, p.role) for p in deportation.places} == {("Ukraine", "from"), ("Russia", "to")}
    assert ("Russia", "to") in {(p.text, p.role) for p in removal.places}
    assert [(c.low, c.high, c.of) for c in deportation.counts] == [(200_000, None, "displaced")]
    assert removal.counts == ()
    (invasion,) = [a for a in told if a.family == "invasion"]
    assert invasion.said_in is None
    assert invasion.time is not None
    assert invasion.time.low == "2022-02-24"
    assert not [a for a in told if a.family == "attack"]


def test_children_are_led_where_those_were_led_among_whom_they_are_told() -> None:
    text = "Soldiers deported residents to Kenya, including children who were forcibly separated from their families."
    (removal,) = [a for a in found(text) if a.family == "child_removal"]
    assert [(p.text, p.role) for p in removal.places] == [("Kenya", "to")]


def test_who_did_it_beside_a_doer_did_it_too() -> None:
    (deed,) = [
        a
        for a in found("The soldiers deported the farmers alongside several militiamen.")
        if a.family == "deportation"
    ]
    assert [p.text for p in deed.perpetrators] == ["The soldiers", "several militiamen"]


def test_armed_people_who_attack_a_council_need_no_other_sign_of_blows() -> None:
    assert [a.type for a in found("The rebels attacked the electoral council.")] == ["attack"]
    assert found("The candidates attacked the electoral council.") == ()


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Unidentified men seized Ana Vell from her home.", "abduction"),
        ("Two miners succumbed to bullet wounds.", "killing"),
        ("Police used excessive force against the pickets.", "use_of_force"),
        ("The report speaks of enforced disappearances.", "disappearance"),
        ("Journalist found dead in Kessin, hands tied; police deny involvement", "killing"),
    ],
)
def test_a_word_of_many_meanings_tells_of_a_deed_by_what_stands_beside_it(text: str, family: str) -> None:
    assert [a.family for a in found(text)] == [family]


def test_money_that_police_seize_is_no_abduction() -> None:
    assert [a for a in found("Police seized $15,670 from her.") if a.family == "abduction"] == []


def test_whom_a_headline_finds_dead_is_the_victim() -> None:
    act = one("Journalist found dead in Kessin, hands tied; police deny involvement", "killing")
    assert (to(act), act.certainty) == (["Journalist"], "asserted")
