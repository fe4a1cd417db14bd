"""Names of places and peoples, and which place each means."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.parsed import parse
from chapeau.read.where import places
from chapeau.records import Mention

WORLD = Gazetteer.packaged()
OWN = WORLD.with_places(
    "id,name,alternates,kind,lat,lon,country,region,population,demonyms\n"
    "1,Orvania,,country,12.5,-40,XO,,4000000,Orvanian\n"
    "2,Harrow Ford,,settlement,12.1,-40.4,XO,Lower Tessel,9000,\n"
    "3,Paris,,settlement,12.2,-40.3,XO,Lower Tessel,9000,\n",
    "places.csv",
)


def found(text: str, gazetteer: Gazetteer = WORLD) -> tuple[Mention, ...]:
    return places(parse(text), gazetteer)


def names(text: str, gazetteer: Gazetteer = WORLD) -> list[str]:
    return [m.text for m in found(text, gazetteer)]


def region_of(mention: Mention) -> str | None:
    return next(p.region for p in WORLD.find(mention.text) if p.id == mention.id)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Police searched a house in Springfield, Illinois.", "Illinois"),
        ("Police searched a house in Springfield, Mass., on Monday.", "Massachusetts"),
        ("Police searched a house in Springfield, MO.", "Missouri"),
    ],
)
def test_what_contains_a_place_says_which_is_meant(text: str, region: str) -> None:
    assert region_of(found(text)[0]) == region


def test_the_countries_of_a_text_say_which_place_is_meant() -> None:
    here = found("Canadian police searched houses in London and Toronto. Canada's minister came to London.")
    there = found("British police searched houses in London and Leeds. Britain's minister came to London.")
    assert {m.country for m in here if m.text == "London"} == {"CA"}
    assert {m.country for m in there if m.text == "London"} == {"GB"}


def test_without_more_the_largest_of_a_name_is_taken() -> None:
    assert found("The fighting reached Birmingham.")[0].country == "GB"


def test_a_country_and_a_region_of_one_name_are_told_apart() -> None:
    state = found("The sheriff came from Atlanta, Georgia.")
    country = found("Troops left Tbilisi, Georgia, for Batumi.")
    assert [m.precision for m in state if m.text == "Georgia"] == ["region"]
    assert [m.precision for m in country if m.text == "Georgia"] == ["country"]


def test_peoples_are_nationalities_at_their_countrys_point() -> None:
    (mention,) = found("Two Kenyan officers were hurt.")
    kenya = WORLD.country("KE")
    assert kenya is not None
    assert (mention.kind, mention.text, mention.country) == ("nationality", "Kenyan", "KE")
    assert (mention.lat, mention.lon, mention.id) == (kenya.lat, kenya.lon, kenya.id)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peters said so to Florence Hale. Peters left; Jordan was tired.",
        "Mr. Washington told her to leave.",
        "Most men may march and police it.",
        "The New York Times wrote about it.",
    ],
)
def test_persons_words_and_newspapers_are_no_places(text: str) -> None:
    assert names(text) == []


def test_a_place_that_owns_its_police_is_a_place() -> None:
    assert names("He was a member of Ankara's riot police.") == ["Ankara"]


def test_us_the_country_is_not_us_the_pronoun() -> None:
    assert names("They told us to go. The US sent aid.") == ["US"]


def test_names_of_several_words_are_one_mention() -> None:
    assert names("They fled from San Salvador to New York and South Africa.") == [
        "San Salvador", "New York", "South Africa",
    ]  # fmt: skip


def test_a_text_without_capitals_still_names_its_countries_and_peoples() -> None:
    assert names("guerrillas killed a salvadoran mayor in san salvador, el salvador") == [
        "salvadoran", "san salvador", "el salvador",
    ]  # fmt: skip


def test_a_house_of_government_is_where_it_stands() -> None:
    (mention,) = found("It was a statement of the Kremlin.")
    assert (mention.kind, mention.country, mention.precision) == ("place", "RU", "settlement")


def test_a_place_unknown_to_the_gazetteer_is_a_mention_without_a_point() -> None:
    text = "Soldiers burned houses in the village of Qelvanabad, near Kabul."
    (unknown,) = [m for m in found(text) if m.text == "Qelvanabad"]
    assert (unknown.kind, unknown.lat, unknown.lon, unknown.id, unknown.country) == (
        "place",
        None,
        None,
        None,
        None,
    )


def test_a_cases_own_site_is_found_by_its_whole_name_lower_case_words_and_all() -> None:
    own = WORLD.with_places(
        "id,name,alternates,kind,lat,lon,country,region,population,demonyms\n"
        "9,Saint Ilva hospital,,site,12.1,-40.4,XO,Lower Tessel,,\n",
        "places.csv",
    )
    (mention,) = found("The director of the Saint Ilva hospital, Jorun Vey, counted the dead.", own)
    assert (mention.text, mention.precision) == ("Saint Ilva hospital", "site")


def test_a_cases_own_places_are_found_and_win() -> None:
    text = "Orvanian soldiers left Harrow Ford for Paris."
    assert [(m.text, m.id, m.country) for m in found(text, OWN)] == [
        ("Orvanian", "case:1", "XO"),
        ("Harrow Ford", "case:2", "XO"),
        ("Paris", "case:3", "XO"),
    ]


PIECES = st.sampled_from(
    [
        "Kenya",
        "Paris",
        "the",
        "US",
        "Springfield",
        ",",
        "Illinois",
        "Mr.",
        "said",
        "Turkish",
        "\n\n",
        "(",
        "’s",
        "St.",
        "-",
    ]
)


@settings(deadline=None, max_examples=50)
@example(["St.", "St.", "’s"])
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_mentions_lie_in_order_apart_and_print_what_they_span(words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    mentions = found(text)
    assert all(m.text == text[m.start : m.end] and m.text.strip() == m.text != "" for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all((m.lat is None) == (m.id is None) == (m.precision is None) for m in mentions)


@pytest.mark.shared
def test_places_in_news_are_found_and_put_where_they_are(shared: Path) -> None:
    """Floors a little under what was measured (93 and 85 percent on all 59 texts), on the first twelve."""
    texts = _lines(shared / "data" / "geoparsing" / "trnews-even.jsonl")[:12]
    gold = {g["id"]: g["toponyms"] for g in _lines(shared / "data" / "geoparsing" / "trnews-even.gold.jsonl")}
    wanted = recognised = near = 0
    for text in texts:
        mentions = found(text["text"])
        for toponym in gold[text["id"]]:
            hit = next((m for m in mentions if m.start < toponym["end"] and toponym["start"] < m.end), None)
            wanted += 1
            recognised += hit is not None
            near += hit is not None and hit.lat is not None and _near(toponym, hit)
    assert recognised >= 0.85 * wanted
    assert near >= 0.75 * wanted


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _near(toponym: dict, mention: Mention) -> bool:
    assert mention.lat is not None
    assert mention.lon is not None
    if toponym["lat"] is None:
        return True
    east = (toponym["lon"] - mention.lon) * math.cos(math.radians(mention.lat))
    return math.hypot(toponym["lat"] - mention.lat, east) * 111.2 <= 161


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen of the Niger state police were in Minna.", "Niger", "NG"),
        ("Gunmen killed four men in Bauchi state.", "Bauchi", "NG"),
        ("Soldiers were in Kandahar province.", "Kandahar", "AF"),
    ],
)
def test_a_name_before_the_word_for_a_unit_is_that_of_a_region(text: str, name: str, country: str) -> None:
    (region,) = (m for m in found(text) if m.text == name)
    assert (region.country, region.precision) == (country, "region")


def test_without_that_word_it_may_be_a_country_or_a_town() -> None:
    assert [m.precision for m in found("Soldiers were in Niger and in Bauchi.")] == ["country", "settlement"]


@pytest.mark.parametrize("water", ["Gulf of Guinea", "Gulf of Oman", "Bay of Bengal", "Strait of Hormuz"])
def test_a_sea_is_in_none_of_the_countries_it_is_called_by(water: str) -> None:
    there = found(f"Pirates attacked a ship in the {water}, and a ship of Guinea was sunk in the {water}.")
    assert {m.country for m in there} == {None, "GN"}
    assert [m.text for m in there if m.country] == ["Guinea"]
