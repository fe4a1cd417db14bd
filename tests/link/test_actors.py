"""Who is the same across documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.settings import BodySetting, PartySetting, Settings
from chapeau.link import Resolved, actors
from chapeau.records import Reading
from tests.link.material import act, mention, reading

CASE = Settings(
    parties=(
        PartySetting(
            name="Orvania", country="XO", aliases=("Orvanian forces", "Orvanian Ministry of Defence")
        ),
        PartySetting(name="Ridge Guard"),
    ),
    bodies=(BodySetting(name="Orvanian Ministry of Defence", voices=("Ilse Marr",)),),
)


def resolved(*readings: Reading, case: Settings = CASE) -> Resolved:
    return actors(readings, case, countries={"XS": "Sundrel"})


def named(document: str, text: str, kind: str = "person", country: str | None = None) -> Reading:
    return reading(document, mentions=[mention(text, document, kind, country)])


def party_of(found: Resolved, document: str, key: str) -> str | None:
    by_id = found.by_id()
    party = by_id[found.of[document, key]].party
    return by_id[party].name if party else None


def test_a_full_name_is_one_actor_in_all_documents_and_a_surname_alone_is_not() -> None:
    found = resolved(
        named("d1", "Petra Solm"), named("d2", "PETRA SOLM"), named("d3", "Solm"), named("d4", "Solm")
    )
    assert found.of["d1", "petra-solm"] == found.of["d2", "petra-solm"]
    assert len({found.of["d1", "petra-solm"], found.of["d3", "solm"], found.of["d4", "solm"]}) == 3


def test_a_middle_name_joins_only_where_it_leaves_no_doubt() -> None:
    safe = resolved(named("d1", "Petra Solm"), named("d2", "Petra Ida Solm"))
    assert len(safe.actors) == 1
    unsafe = resolved(named("d1", "Petra Solm"), named("d2", "Petra Ida Solm"), named("d3", "Petra Una Solm"))
    assert len(unsafe.actors) == 3


def test_findings_are_grouped_under_the_party_by_spelling_country_voice_or_phrase() -> None:
    readings = [
        named("d1", "Orvanian forces", "unit", "XO"),
        named("d2", "Eastmark Rifles", "unit", "XO"),
        named("d3", "Ilse Marr"),
        named("d4", "Gunmen of the Ridge Guard", "unit"),
    ]
    found = resolved(*readings)
    assert party_of(found, "d1", "orvanian-forces") == "Orvania"
    assert party_of(found, "d2", "eastmark-rifles") == "Orvania"
    assert party_of(found, "d3", "ilse-marr") == "Orvania"
    assert party_of(found, "d4", "gunmen-of-the-ridge-guard") == "Ridge Guard"


def test_without_a_setting_the_state_that_is_named_is_the_party_and_gets_its_name() -> None:
    found = resolved(named("d1", "Sundreli police", "unit", "XS"), case=Settings())
    assert party_of(found, "d1", "sundreli-police") == "Sundrel"


def test_a_named_organisation_is_its_own_party_and_gunmen_are_nobodys() -> None:
    found = resolved(
        named("d1", "Black Heron", "organisation"), named("d2", "gunmen", "unit"), named("d3", "Petra Solm")
    )
    assert party_of(found, "d1", "black-heron") == "Black Heron"
    assert party_of(found, "d2", "gunmen") is None
    assert party_of(found, "d3", "petra-solm") is None


def test_a_perpetrator_without_a_mention_is_still_an_actor() -> None:
    found = resolved(reading("d1", [act("a1", "d1", by="masked men")]))
    assert found.by_id()[found.of["d1", "masked-men"]].kind == "group"


NAMES = ["Petra Solm", "Petra Ida Solm", "Solm", "Orvanian forces", "Ridge Guard", "gunmen", "Black Heron"]


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["person", "organisation", "unit"])), max_size=6
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_readings_does_not_matter_and_every_party_is_an_actor(
    drawn: list[tuple[str, str]], random: object
) -> None:
    readings = [named(f"d{n}", text, kind) for n, (text, kind) in enumerate(drawn)]
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = resolved(*readings)
    assert found == resolved(*shuffled)
    ids = set(found.by_id())
    assert {a.party for a in found.actors if a.party} <= ids
    assert set(found.of.values()) <= ids


def test_an_actor_holds_the_offices_that_texts_print_and_where() -> None:
    whole = replace(mention("Governor Petra Solm", "d1"), actor="petra-solm")
    found = resolved(reading("d1", mentions=[whole, mention("Petra Solm", "d1", "person", start=9)]))
    assert found.actors[0].positions == ()
    found = resolved(
        reading(
            "d1", mentions=[replace(whole, kind="person"), mention("Petra Solm", "d1", "person", start=9)]
        )
    )
    assert [(p.title, p.document, p.start, p.end) for p in found.actors[0].positions] == [
        ("Governor", "d1", 0, 8)
    ]


def test_a_name_with_an_office_is_the_same_person_as_the_name_alone() -> None:
    titled = replace(mention("Captain Ilse Marr", "d1", "person"), actor="ilse-marr")
    bare = mention("Ilse Marr", "d1", "person", start=8)
    office = replace(mention("the captain of the guard", "d1", "person", start=40), actor="ilse-marr")
    found = resolved(reading("d1", mentions=[titled, bare, office]), named("d2", "Ilse Marr"))
    assert found.of["d1", "ilse-marr"] == found.of["d2", "ilse-marr"]
    assert found.by_id()[found.of["d1", "ilse-marr"]].name == "Ilse Marr"


def test_people_who_are_only_described_are_a_group_and_no_unit() -> None:
    found = resolved(named("d1", "Eastmark Rifles", "unit"), named("d1", "Orvanian civilians", "unit"))
    assert {a.name: a.kind for a in found.actors if a.names} == {
        "Eastmark Rifles": "unit",
        "Orvanian civilians": "group",
    }


def told_of(document: str, *printed: str, key: str, kind: str, country: str | None) -> Reading:
    """A document in which each of these phrases means the same actor."""
    places = (sum(len(p) + 1 for p in printed[:n]) for n in range(len(printed)))
    mentions = [
        replace(mention(text, document, kind, country, start=at), actor=key)
        for text, at in zip(printed, places, strict=True)
    ]
    return reading(document, mentions=mentions)


def test_who_is_only_they_has_no_name_and_is_no_party() -> None:
    for text in ("They", "it", "Others"):
        found = resolved(
            told_of("d1", text, key="kyiv", kind="organisation", country="UA"),
            told_of("d2", text, key="they", kind="organisation", country=None),
            case=Settings(parties=(PartySetting(name="Ukraine", country="UA"),)),
        )
        assert [a.party for a in found.actors] == [None, None]
        assert {a.name for a in found.actors} == {"kyiv", "they"}


def test_a_party_is_never_called_by_a_pronoun_however_often_texts_print_one() -> None:
    readings = [
        told_of(f"d{n}", "Sundrel", "They", "it", key="sundrel", kind="organisation", country="XS")
        for n in range(3)
    ]
    found = resolved(*readings)
    assert party_of(found, "d1", "sundrel") == "Sundrel"
    assert {n.text for a in found.actors for n in a.names} == {"Sundrel"}


def test_its_forces_are_no_body_of_that_name() -> None:
    found = resolved(told_of("d1", "Its forces", key="forces", kind="organisation", country=None))
    assert [(a.name, a.party) for a in found.actors] == [("forces", None)]


@pytest.mark.parametrize(
    ("text", "kind", "country", "party"),
    [
        ("Orvanian gunners", "nationality", "XO", "Orvania"),
        ("the Orvanians", "nationality", "XO", "Orvania"),
        ("those Orvanian men", "nationality", "XO", None),
        ("Orvanian farmers", "nationality", "XO", None),
        ("gunmen from Orvania", "nationality", "XO", None),
        ("Orvanian Red Lantern", "organisation", "XO", "Orvanian Red Lantern"),
        ("Orvanian Prison Service", "organisation", "XO", "Orvania"),
        ("Tessic soldiers", "nationality", "XT", "XT"),
        ("Tessic pensioners", "nationality", "XT", None),
    ],
)
def test_where_people_are_from_is_not_for_whom_they_act(
    text: str, kind: str, country: str, party: str | None
) -> None:
    case = Settings(parties=(PartySetting(name="Orvania", country="XO"),))
    found = resolved(named("d1", text, kind, country), case=case)
    assert party_of(found, "d1", text.lower().replace(" ", "-")) == party
