"""Which places bear a name, where they lie, and who says so."""

from __future__ import annotations

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import DataInvalid
from chapeau.ground.gazetteer import COLUMNS, Gazetteer
from chapeau.ground.names import folded

WORLD = Gazetteer.packaged()

OWN = """\
id,name,alternates,kind,lat,lon,country,region,population,demonyms
1,Orvania,Republic of Orvania,country,12.5,-40,XO,,4000000,Orvanian
2,Lower Tessel,Tessel|Nether Tessel,region,12.0,-40.5,XO,,,
3,Paris,,settlement,12.1,-40.4,XO,Lower Tessel,9000,
4,"Mill, the Old",,site,12.11,-40.41,XO,Lower Tessel,,
"""


def test_a_name_is_found_whatever_its_case_and_accents() -> None:
    assert WORLD.find("São Paulo") == WORLD.find("sao paulo") == WORLD.find("SAO  PAULO")
    assert WORLD.find("São Paulo")


def test_all_places_of_one_name_are_offered_the_largest_first() -> None:
    found = WORLD.find("Springfield")
    assert {"Illinois", "Missouri", "Massachusetts"} <= {p.region for p in found}
    assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)


def test_every_country_has_a_point_on_the_globe_and_goes_by_its_name() -> None:
    assert len(WORLD.countries) >= 250
    for code, place in WORLD.countries.items():
        assert place.country == code
        assert abs(place.lat) <= 90
        assert abs(place.lon) <= 180
        assert place in WORLD.find(place.name), place.name


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ukrainian", "UA"),
        ("Russians", "RU"),
        ("swiss", "CH"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Sahrawi", "EH"),
    ],
)
def test_a_people_has_its_country(word: str, code: str) -> None:
    place = WORLD.demonym(word)
    assert place is not None
    assert place.country == code


def test_what_is_no_people_has_no_country() -> None:
    assert WORLD.demonym("Tuesday") is None
    assert WORLD.country("QQ") is None


def test_every_answer_carries_the_edition_it_is_a_claim_of() -> None:
    for name in ("Kyiv", "Zamfara", "Kenya", "Western Sahara"):
        assert all(p.source in WORLD.edition for p in WORLD.find(name))


def test_one_settlement_is_the_seat_of_a_country() -> None:
    seats = [p for p in WORLD.find("Washington") if p.capital]
    assert [(p.country, p.region) for p in seats] == [("US", "District of Columbia")]


def test_a_cases_own_places_win_over_the_worlds_of_the_same_name() -> None:
    gazetteer = WORLD.with_places(OWN, "places.csv")
    assert [(p.id, p.region, p.source) for p in gazetteer.find("Paris")] == [
        ("case:3", "Lower Tessel", "case: places.csv")
    ]
    assert gazetteer.find("Lyon") == WORLD.find("Lyon")
    assert len(WORLD.find("Paris")) > 1


def test_a_places_region_is_named_with_its_country_and_a_regions_is_itself() -> None:
    gazetteer = WORLD.with_places(
        "id,name,kind,lat,lon,country,region\n1,Orvania,country,1,1,XO,\n2,Lower Tessel,region,1,1,XO,\n"
        "3,Harrow Ford,settlement,1,1,XO,Lower Tessel\n4,Oddwick,settlement,1,1,,\n",
        "places.csv",
    )
    assert gazetteer.region_of("case:3", "HARROW FORD") == "Lower Tessel (XO)"
    assert gazetteer.region_of("case:2", "Lower Tessel") == "Lower Tessel (XO)"
    assert gazetteer.region_of("case:1", "Orvania") is None
    assert gazetteer.region_of("case:4", "Oddwick") is None
    assert gazetteer.region_of("case:3", "Elsewhere") is None


def test_a_case_brings_countries_peoples_other_names_and_its_edition() -> None:
    gazetteer = WORLD.with_places(OWN, "places.csv")
    country = gazetteer.country("XO")
    assert country is not None
    assert country == gazetteer.demonym("Orvanians") == gazetteer.find("republic of orvania")[0]
    assert gazetteer.find("Nether Tessel")[0].kind == "region"
    assert gazetteer.find("Mill, the Old")[0].kind == "site"
    assert gazetteer.edition == ("case: places.csv", *WORLD.edition)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("5,Nowhere,,village,1,2,XO,,,", "line 6: the kind 'village' is unknown"),
        ("5,Nowhere,,site,95,2,XO,,,", "line 6: '95' is no number of degrees from -90 to 90"),
        ("5,Nowhere,,site,nan,2,XO,,,", "line 6: 'nan' is no number"),
        ("5,Nowhere,,site,1,east,XO,,,", "line 6: 'east' is no number of degrees from -180 to 180"),
        ("5,Nowhere,,site,1,2,Orvania,,,", "line 6: the country 'Orvania' is no code"),
        ("5,Nowhere,,site,1,2,XO,,many,", "line 6: the population 'many'"),
        ("5,,,site,1,2,XO,,,", "line 6: a place needs an id and a name"),
        ("3,Nowhere,,site,1,2,XO,,,", "line 6: the id '3' is there twice"),
        ("5,No,where,,site,1,2,XO,,,,", "line 6: the line has more cells"),
        ('5,"No"where,,site,1,2,XO,,,', "line 6:"),
        ("5,Nowhere", "line 6: the kind '' is unknown"),
    ],
)
def test_a_wrong_line_is_named_with_its_number_and_what_to_do(line: str, said: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        WORLD.with_places(OWN + line + "\n", "places.csv")
    assert caught.value.message.startswith("places.csv, ")
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("header", ["id,name,kind,lat", "id,name,kind,lat,lon,colour", ""])
def test_missing_and_unknown_columns_are_named(header: str) -> None:
    with pytest.raises(DataInvalid, match="column"):
        WORLD.with_places(header + "\n", "places.csv")


WORDS = st.text("abcdefgh éö'-", min_size=1, max_size=12).filter(lambda s: bool(folded(s)) and s == s.strip())


@given(
    st.lists(st.tuples(WORDS, st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=5),
)
def test_every_place_of_a_table_is_found_where_the_table_puts_it(
    rows: list[tuple[str, float, float]],
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, (name, lat, lon) in enumerate(rows):
        writer.writerow([number, name, "", "settlement", lat, lon, "", "", "", ""])
    gazetteer = WORLD.with_places(out.getvalue(), "places.csv")
    for number, (name, lat, lon) in enumerate(rows):
        (place,) = [p for p in gazetteer.find(name) if p.id == f"case:{number}"]
        assert math.isclose(place.lat, lat)
        assert math.isclose(place.lon, lon)
        assert place.country is None
