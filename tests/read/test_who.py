"""One actor for all spellings of one name within a text; groups and pronouns by whom they mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.invented import actor, named

STORY = (
    "Foreign Secretary Tomas Arven said on Monday that Orvanian forces burned the mill. "
    "Arven spoke in Kessin. He left at noon.\n\n"
    "@SecArven thanked the nurses. — Lena Mirow (@OrvaniaSpox) May 4, 2031"
)


@pytest.mark.parametrize("spelling", ["Tomas Arven", "Arven spoke", "He left", "@SecArven"])
def test_all_spellings_of_a_person_are_one_actor(spelling: str):
    start = STORY.index(spelling)
    name = {"Arven spoke": "Arven", "He left": "He"}.get(spelling, spelling)
    _, who = named(STORY)
    assert who.actor_of(start, start + len(name)) == "tomas-arven"


def test_a_handle_beside_its_owners_name_is_the_owner():
    assert actor(STORY, "@OrvaniaSpox") == "lena-mirow"


def test_a_handle_that_only_ends_in_a_surname_is_nobody_known():
    assert actor("Tomas Arven spoke. @FansOfArven cheered.", "@FansOfArven") != "tomas-arven"


def test_the_office_printed_before_a_name_is_kept():
    _, who = named(STORY)
    assert ("tomas-arven", "Foreign Secretary") in {(p.actor, p.title.text) for p in who.positions}


def test_two_people_of_one_surname_stay_two():
    text = "Ana Vell said yes. Boris Vell said no. Ana Vell smiled."
    assert actor(text, "Ana Vell") == "ana-vell"
    assert actor(text, "Boris Vell") == "boris-vell"


def test_members_of_a_states_forces_and_its_soldiers_are_one_group():
    text = "Members of Orvania's forces came first. Orvanian soldiers burned the mill. The soldiers left."
    keys = {actor(text, p) for p in ("Members of Orvania's forces", "Orvanian soldiers", "The soldiers")}
    assert len(keys) == 1
    assert keys != {None}


def test_soldiers_of_an_army_that_no_list_names_act_as_that_army():
    text = "Soldiers of the Tessic army shelled the mill. The Tessic army denied it."
    assert actor(text, "Soldiers") == actor(text, "The Tessic army") == "tessic-forces"


def test_the_country_of_a_group_comes_from_its_demonym():
    text = "Orvanian soldiers burned the mill."
    _, who = named(text)
    party = who.party(0, len("Orvanian soldiers"))
    assert (party.kind, party.country) == ("group", "XO")


def test_forces_of_two_states_stay_two():
    text = "Orvanian troops met Sundreli troops at the bridge."
    assert actor(text, "Orvanian troops") != actor(text, "Sundreli troops")


def test_his_forces_are_the_forces_of_whoever_he_is():
    text = "General Odo Farran crossed the river. His forces shelled the town."
    assert actor(text, "His forces") == "odo-farran-forces"


def test_they_means_the_group_before_and_who_its_antecedent():
    text = "Orvanian soldiers who entered the mill left at noon. They burned the barn."
    assert actor(text, "They") == actor(text, "Orvanian soldiers") == actor(text, "who")


def test_she_is_no_man_with_a_mans_address():
    text = "Ms. Ana Vell met Mr. Oto Brandt. She waited. He left."
    assert actor(text, "She") == "ana-vell"
    assert actor(text, "He") == "oto-brandt"


def test_the_holder_of_a_printed_office_is_meant_by_the_office():
    assert actor("Governor Petra Solm spoke. The governor wept.", "The governor") == "petra-solm"


def test_an_apposition_names_its_noun():
    text = "One witness, Ana Vell, ran to the river."
    assert actor(text, "One witness, Ana Vell,") == "ana-vell"


def test_an_acronym_and_a_short_form_are_the_organisation():
    text = "The Kessin Relief Agency sent bread. Later the KRA closed. The agency gave no reason."
    assert actor(text, "KRA") == "kessin-relief-agency"
    assert actor(text, "The agency") == "kessin-relief-agency"


def test_numbered_formations_are_units():
    text = "The 12th Guards Brigade shelled Kessin."
    _, who = named(text)
    assert [(m.kind, m.text) for m in who.mentions] == [("unit", "12th Guards Brigade")]


def test_they_in_a_quotation_are_never_those_who_are_quoted():
    text = (
        "Orvanian soldiers looted shops in Kessin on Sunday, four residents told the paper.\n\n"
        '"They carried out the stoves and they set fire to my roof," said Agda Min.'
    )
    assert actor(text, "They") == actor(text, "Orvanian soldiers")


def test_i_and_we_are_nobody_by_themselves():
    assert actor("We crossed the river.", "We") is None


@settings(deadline=None)
@given(st.text(alphabet="ab Vé'’.,@\n\"“”", max_size=60))
def test_every_mention_is_a_slice_of_its_text(text: str):
    _, who = named(text)
    for mention in who.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.actor is not None


def test_a_phrase_outside_the_text_is_nobody():
    _, who = named("Rain fell.")
    assert who.actor_of(400, 410) is None


def test_whoever_was_arrested_is_who_was_then_beaten_and_not_who_arrested_them() -> None:
    text = "Police arrested three students. They were beaten at the station."
    assert actor(text, "They") == "students"


def test_they_after_the_soldiers_are_those_whom_the_soldiers_are() -> None:
    text = "Orvanian troops entered Kessin on Monday. The soldiers shot three farmers. They then burned the mill."
    assert actor(text, "They") == actor(text, "Orvanian troops") == "orvanian-forces"


def test_both_surnames_of_a_person_are_the_person() -> None:
    assert (
        actor("Ana Ruiz Vell left. Ruiz Vell, a judge, said nothing.", "Ruiz Vell", occurrence=1)
        == "ana-ruiz-vell"
    )


@pytest.mark.parametrize(
    "before",
    [
        "Kessin denied it.",
        "Moscow denied it.",
        "The Kremlin denied it.",
        "The mayor of Kessin, Sundrel, spoke.",
        "Talks were held in Kessin.",
        "Orvania and Sundrel signed a truce.",
    ],
)
def test_they_are_no_state_by_its_town_its_address_or_one_of_two(before: str) -> None:
    assert actor(f"{before} They killed three men.", "They") is None


def test_they_after_a_state_that_acts_are_that_state() -> None:
    assert actor("Sundrel attacked at dawn. They killed three men.", "They") == "sundrel"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kessin shelled the mill.", None),
        ("Kessin police shot a farmer.", None),
        ("Gunmen from Kessin shot a farmer.", None),
        ("Sundreli police shot a farmer.", "XS"),
        ("Moscow shelled the mill.", "RU"),
        ("Gunmen from Moscow shot a farmer.", None),
    ],
)
def test_a_town_is_no_state_save_a_capital_that_acts(text: str, country: str | None) -> None:
    _, who = named(text)
    assert who.party(0, text.index(" sh")).country == country


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Two residents said they burned the mill.", None),
        ("Orvanian troops crossed the river. Residents said they burned the mill.", "orvanian-forces"),
        ("The Lenna Courier reported that they burned the mill.", None),
        ("Orvania said they burned the mill.", None),
        ("Police said they arrested 12 men.", "police"),
    ],
)
def test_who_tells_what_others_did_is_not_they(text: str, whom: str | None) -> None:
    assert actor(text, "they") == whom


def test_whoever_was_killed_by_them_is_not_they() -> None:
    text = "Orvanian gunmen came at dawn. Three farmers were killed by them."
    assert actor(text, "them") == "orvanian-gunmen"
