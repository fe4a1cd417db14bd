"""Whoever is said to have done a deed is named as the text names them, and nobody else is."""

from __future__ import annotations

import pytest

from chapeau.records import Act
from tests.read.invented import did, did_one


def by(act: Act) -> list[tuple[str, str | None]]:
    return [(p.text, p.actor) for p in act.perpetrators]


@pytest.mark.parametrize("people", ["Gunmen", "Fighters", "Men", "Soldiers"])
@pytest.mark.parametrize("dateline", ["", "KESSIN - "])
def test_the_people_of_a_body_act_as_that_body(people: str, dateline: str) -> None:
    act = did_one(f"{dateline}{people} of the Ridge Guard abducted five Orvanian engineers.", "abduction")
    assert by(act) == [(f"{people} of the Ridge Guard", "ridge-guard")]


def test_the_people_of_a_body_and_the_body_are_one_actor() -> None:
    act = did_one("The Ridge Guard met. Fighters of the Ridge Guard burned a school.", "destruction")
    assert by(act) == [("Fighters of the Ridge Guard", "ridge-guard")]


def test_a_party_that_was_only_asked_about_is_no_antecedent_of_they() -> None:
    act = did_one("He asked where the Ridge Guard was. They killed two men.", "killing")
    assert by(act) == [("They", None)]


def test_a_witness_who_saw_them_saw_those_who_acted_before() -> None:
    text = (
        "The guards beat me. He asked me where the Ridge Guard was. I did not know.\n\n"
        "Q: Did you see what happened to others?\nA: I saw them beat the pharmacist."
    )
    assert by(did(text)[-1]) == [("them", "guards")]


def test_nobody_beats_himself_by_a_pronoun() -> None:
    (act,) = did("The guards came at night. Survivors said that the guards beat them.")
    assert [v.actor for v in act.victims] != ["guards"]


SPEAKERS = [
    ("The commander of the Ridge Guard, Tolan Breck, said that it was over.", "Breck said.", "ridge-guard"),
    ("", "Tolan Breck said.", None),
    ("", "the Ridge Guard said.", "ridge-guard"),
    ("", "said Ilse Marr, a spokeswoman for the Ministry of Defence.", "ministry-of-defence"),
    ("", "said Ilse Marr, a former spokeswoman for the Ministry of Defence.", None),
]


@pytest.mark.parametrize(("before", "cue", "body"), SPEAKERS)
@pytest.mark.parametrize("we", ["Our fighters", "We"])
def test_we_and_ours_are_the_body_for_which_the_text_says_the_speaker_speaks(
    before: str, cue: str, body: str | None, we: str
) -> None:
    act = did_one(f'{before}\n\n"{we} killed those prisoners," {cue}'.strip(), "killing")
    assert by(act) == [(we, body)]


def test_a_retraction_denies_every_deed_in_it_however_deep() -> None:
    (act,) = did("The Herald retracted an article that said that soldiers had killed two monks.")
    assert act.certainty == "denied"


def test_nobody_is_no_perpetrator_and_no_victim() -> None:
    acts = did("Nobody killed the monk. Nobody was killed there.")
    assert [a.certainty for a in acts] == ["negated", "negated"]
    assert all(not a.perpetrators for a in acts)
    assert not acts[1].victims


def test_nobody_is_the_victim_of_his_own_deed_by_a_pronoun() -> None:
    text = "A woman said that Ivo Lan was a minister when he had sexually assaulted her. Ivo Lan raped her."
    acts = did(text)
    assert [v.text for act in acts for v in act.victims] == ["her", "her"]
    for act in acts:
        doers = {p.actor for p in act.perpetrators}
        assert all(v.actor not in doers and v.name != "Ivo Lan" for v in act.victims)


def test_a_surname_that_two_persons_bear_names_neither_as_a_doer() -> None:
    text = "Ivo Tarn met Ada Tarn in Kessin. Tarn killed a monk."
    assert by(did_one(text, "killing")) == [("Tarn", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Orvania is using the attacks to renew its laws.",
        "The Kessin attacks began at noon.",
        "Their Orvanian offensive drew criticism.",
    ],
)
def test_neither_who_makes_use_of_attacks_nor_where_they_were_did_them(text: str) -> None:
    acts = did(text)
    assert acts
    assert all(p.actor is None for a in acts for p in a.perpetrators)


def test_a_state_that_uses_torture_commits_it() -> None:
    assert by(did_one("Guards used torture against detainees.", "torture")) == [("Guards", "guards")]


def test_of_two_pronouns_of_one_person_the_victim_stays_and_the_doer_is_left_open() -> None:
    text = "Police broke the door of Ada Tarn. She was filming and arrested her."
    act = did_one(text, "detention")
    assert (by(act), [v.name for v in act.victims]) == ([], ["Ada Tarn"])


@pytest.mark.parametrize(
    ("text", "doer", "role"),
    [
        ("The general ordered the torture of prisoners.", "The general", "ordered"),
        ("Guards tortured the prisoners.", "Guards", "direct"),
    ],
)
def test_who_orders_a_deed_is_not_said_to_have_done_it_himself(text: str, doer: str, role: str) -> None:
    act = did_one(text, "torture")
    assert [(p.text, p.role) for p in act.perpetrators] == [(doer, role)]


def test_whoever_gives_an_order_is_told_as_ordering() -> None:
    act = did_one("General Odo Farran ordered the killing of the prisoners.", "order")
    assert [(p.text, p.role) for p in act.perpetrators] == [("Odo Farran", "ordered")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mira Tolen said that guards tortured the prisoners.", "Mira Tolen"),
        ("Guards tortured the prisoners.", None),
    ],
)
def test_a_doer_is_named_on_the_word_of_whoever_says_so(text: str, word: str | None) -> None:
    act = did_one(text, "torture")
    assert [p.identified_by for p in act.perpetrators] == [word]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Odo Venn was the mastermind of the massacre.", ["Odo Venn"]),
        ("The judge ordered the arrest of six soldiers for the murder of two millers.", ["six soldiers"]),
        ("The conviction of Odo Venn for the murder of a miller was quashed.", ["Odo Venn"]),
        ("The judges laid on the soldiers the blame for the murder of a miller.", ["the soldiers"]),
        ("The perpetrators of the massacre fled.", ["The perpetrators"]),
    ],
)
def test_a_deed_that_is_laid_at_somebody_is_told_of_them(text: str, doers: list[str]) -> None:
    killed = [a for a in did(text) if a.family == "killing"]
    assert [p.text for a in killed for p in a.perpetrators] == doers
    assert not {v.text for a in killed for v in a.victims} & set(doers)


def test_an_arrest_for_something_else_lays_no_deed_at_anybody() -> None:
    acts = did("The judge ordered the arrest of six soldiers for theft. Two millers were killed.")
    assert [p.text for a in acts if a.family == "killing" for p in a.perpetrators] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A group of gunmen killed two millers.", "group"),
        ("Two millers were killed in a guerrilla attack.", "group"),
        ("A guerrilla killed two millers.", "individual"),
        ("The group killed two millers.", "organisation"),
    ],
)
def test_people_are_no_body_and_a_word_before_a_deed_is_no_single_one(text: str, kind: str) -> None:
    assert {p.kind for a in did(text) for p in a.perpetrators} == {kind}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Odo Venn is behind this attack on the mill.", "Odo Venn"),
        ("Odo Venn was linked to the murder of a miller.", "Odo Venn"),
        ("The police identified the murderers of Ana Vell.", "the murderers"),
    ],
)
def test_whoever_is_behind_a_deed_or_called_by_it_did_it(text: str, doer: str) -> None:
    assert doer in {p.text for a in did(text) for p in a.perpetrators}


def test_a_band_that_claims_a_deed_is_a_body_whatever_its_name() -> None:
    kinds = {
        p.kind
        for a in did("the flayers claimed responsibility for the murder of a miller.")
        for p in a.perpetrators
    }
    assert kinds == {"organisation"}


def test_the_killers_of_a_tyrant_may_be_his_own() -> None:
    assert not any(a.victims for a in did("Odo Venn's killers planned further torture."))


def test_they_are_not_those_whom_they_killed() -> None:
    act = did_one("Three Sundreli soldiers were killed in Kessin by them.", "killing")
    assert by(act) == [("them", None)]


def test_whom_one_pronoun_means_takes_no_doer_from_another() -> None:
    text = "Usually when the police capture somebody, they don’t torture them for six or seven hours."
    assert by(did_one(text, "torture")) == [("they", "police")]
