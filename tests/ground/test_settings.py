"""A case's settings are read whole or refused with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.errors import DataInvalid
from chapeau.ground.settings import KeySetting, Settings, TestSetting, read_settings


def test_an_empty_file_gives_the_settings_of_a_case_without_any(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("")
    assert read_settings(path) == Settings()


def test_the_files_it_names_are_read_in(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,name\n")
    path = tmp_path / "case.toml"
    path.write_text('title = "T"\nplaces = "p.csv"\n[[parties]]\nname = "A"\naliases = ["a"]\n')
    settings = read_settings(path)
    assert settings.places == "id,name\n"
    assert settings.parties[0].aliases == ("a",)


@pytest.mark.parametrize(
    "text", ["title = 3", "[[parties]]\ncountry = 'XA'", "not toml", 'places = "missing.csv"']
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text)
    with pytest.raises(DataInvalid, match=r"case\.toml"):
        read_settings(path)


CONFLICT = (
    '[[conflicts]]\nterritory = "XO"\nclass = "none"\ndecided_by = "L. Lawyer"\nreasons = "No fighting."\n'
)
ANSWER = '[[answers]]\nquestion = "gravity"\nanswer = "open"\nreasons = "R."\nwho = "L. Lawyer"\nwhen = "2031-06-02"\n'


def test_what_people_found_on_conflicts_and_answered_is_kept_with_their_names(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    opened = (
        '[[opened]]\nprovision = "ICC-7-1-h"\nopened_by = "L. Lawyer"\nreasons = "R."\nparty = "Orvania"\n'
    )
    path.write_text(CONFLICT + ANSWER + opened)
    settings = read_settings(path)
    (conflict,), (answer,) = settings.conflicts, settings.answers
    assert (conflict.conflict, conflict.decided_by, conflict.low) == ("none", "L. Lawyer", None)
    assert (answer.question, answer.answer, answer.party) == ("gravity", "open", None)
    assert (settings.opened[0].provision, settings.opened[0].party) == ("ICC-7-1-h", "Orvania")


def test_files_of_law_and_of_official_wording_are_read_in(tmp_path: Path) -> None:
    (tmp_path / "code.yaml").write_text("id: ORV\n")
    (tmp_path / "official.yaml").write_text("source: S\n")
    path = tmp_path / "case.toml"
    path.write_text('[[law]]\nfile = "code.yaml"\n[[official]]\nfile = "official.yaml"\n')
    settings = read_settings(path)
    assert [(one.file, one.text) for one in settings.law] == [("code.yaml", "id: ORV\n")]
    assert settings.official[0].text == "source: S\n"


@pytest.mark.parametrize(
    "text",
    [
        CONFLICT.replace('"none"', '"civil"'),
        CONFLICT.replace('class = "none"\n', ""),
        CONFLICT.replace('decided_by = "L. Lawyer"\n', ""),
        CONFLICT.replace('reasons = "No fighting."\n', ""),
        CONFLICT + 'low = "2031-04-01"\nhigh = "2031-03-01"\n',
        ANSWER.replace("2031-06-02", "2 June"),
        ANSWER.replace('"open"', '"maybe"'),
        ANSWER.replace('who = "L. Lawyer"\n', ""),
        '[[law]]\nfile = "missing.yaml"\n',
        "conflicts = 3",
        '[[periods]]\nname = "Spring"\nlow = "2031-04-01"\nhigh = "March"\n',
        '[[periods]]\nname = "Spring"\nlow = "2031-04-01"\nhigh = "2031-03-01"\n',
    ],
)
def test_a_class_a_period_or_an_answer_without_a_name_reasons_or_true_days_is_refused(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text)
    with pytest.raises(DataInvalid, match=r"case\.toml"):
        read_settings(path)


TEST = """
[[tests]]
name = "one"
asks = "concentration"
hypothesis = "Orvania burns more often than others at the same places."
method = "burning"
party = "Orvania"
named_by = "A. Analyst"
named_on = "2031-02-20"
"""


def test_a_test_is_named_with_what_it_asks_by_whom_and_when(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(TEST + 'low = "2031-03-01"\n')
    assert read_settings(path).tests == (
        TestSetting(
            name="one",
            asks="concentration",
            hypothesis="Orvania burns more often than others at the same places.",
            method="burning",
            party="Orvania",
            named_by="A. Analyst",
            named_on="2031-02-20",
            low="2031-03-01",
        ),
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ('unit = "4th Brigade"', "one label told with one group"),
        ('victim = "child"', "one label told with one group"),
        ('low = "2031-04-01"\nhigh = "2031-03-01"', "no days"),
        ('high = "in spring"', "no days"),
        ('families = ["massacre"]', "no family is called massacre"),
        ("days = -1", "its distances are none"),
        ("km = 0.0", "its distances are none"),
        (TEST, "two tests bear one name"),
        ("[[tests]]\n" + TEST.partition("[[tests]]\n")[2].replace("concentration", "sequence").replace("one", "two"), "two steps or more"),
        ("colour = 1\n" + TEST.replace("concentration", "guilt"), "cannot be read"),
    ],
)  # fmt: skip
def test_a_test_that_cannot_be_made_is_refused_by_name(tmp_path: Path, more: str, why: str) -> None:
    path = tmp_path / "case.toml"
    path.write_text(TEST + more + "\n")
    with pytest.raises(DataInvalid, match=why):
        read_settings(path)


def test_kinds_of_place_can_be_the_label_or_the_group(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(TEST.replace('party = "Orvania"', 'place_kind = "school"'))
    assert read_settings(path).tests[0].place_kind == "school"


# --- areas ---------------------------------------------------------------------------------------------

TABLE = """id,name,alternates,kind,lat,lon,country,region
1,Sundrel,,country,-40.6,-110.4,XS,
3,Lenna,Lenna region,region,-40.9,-109.0,XS,
5,Halvern,,settlement,-40.9,-109.3,XS,Lenna
6,Tessick,Teszick,settlement,-40.8,-109.2,XS,Lenna
9,Lenna Mill,,settlement,-40.8,-105.2,XO,Lenna
"""


def with_areas(folder: Path, areas: str, territory: str = "The bank") -> Settings:
    (folder / "places.csv").write_text(TABLE)
    path = folder / "case.toml"
    path.write_text('places = "places.csv"\n' + areas + CONFLICT.replace("XO", territory))
    return read_settings(path)


def area(*places: str, name: str = "The bank") -> str:
    return f"[[areas]]\nname = '{name}'\nplaces = {list(places)}\n"


@pytest.mark.parametrize(
    ("listed", "within"),
    [
        (("Halvern",), ("case:5",)),
        (("teszick", "case:5"), ("case:5", "case:6")),
        (("Lenna region",), ("case:3", "case:5", "case:6")),
        (("case:3",), ("case:3", "case:5", "case:6")),
        (("Sundrel",), ("XS", "case:1")),
        (("XO", "geonames:703448"), ("XO", "geonames:703448")),
    ],
)
def test_an_area_holds_what_it_lists_and_what_the_table_puts_in_a_listed_region(
    tmp_path: Path, listed: tuple[str, ...], within: tuple[str, ...]
) -> None:
    (conflict,) = with_areas(tmp_path, area(*listed)).conflicts
    assert (conflict.territory, conflict.within) == ("The bank", within)


def test_a_code_and_a_places_id_need_no_area(tmp_path: Path) -> None:
    for territory in ("XO", "case:5", "geonames:703448"):
        (conflict,) = with_areas(tmp_path, "", territory).conflicts
        assert (conflict.territory, conflict.within) == (territory, ())


@pytest.mark.parametrize(
    ("areas", "says"),
    [
        (area("Nowhere"), "lists 'Nowhere', which is no place of the case's own"),
        (area("case:77"), "lists 'case:77', which is no place"),
        (area(), "lists no place"),
        (area("XO") + area("XS"), "two areas are called 'The bank'"),
        (area("Halvern", name="XB"), "an area cannot be called 'XB'"),
        (area("Halvern", name="The other bank"), "'The bank' is no territory of a conflict"),
        ("", "'The bank' is no territory of a conflict"),
    ],
)
def test_an_area_or_territory_that_is_none_is_refused_with_what_to_write(
    tmp_path: Path, areas: str, says: str
) -> None:
    with pytest.raises(DataInvalid) as caught:
        with_areas(tmp_path, areas)
    assert says in caught.value.message
    assert "case:7" in caught.value.hint or "name" in caught.value.hint.casefold()


def test_the_places_of_a_territory_cannot_be_given_past_its_area(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(CONFLICT + 'within = ["XS"]\n')
    with pytest.raises(DataInvalid, match="nothing is called 'within'"):
        read_settings(path)


@pytest.mark.parametrize("fingerprint", ["", "c2b8", "C" * 64, "g" * 64])
def test_a_fingerprint_that_is_none_is_refused(tmp_path: Path, fingerprint: str) -> None:
    path = tmp_path / "case.toml"
    path.write_text(f'[[determination.keys]]\nname = "A. Analyst"\nfingerprint = "{fingerprint}"\n', "utf-8")
    with pytest.raises(DataInvalid, match="fingerprint of A"):
        read_settings(path)
    path.write_text(f'[[determination.keys]]\nname = "A. Analyst"\nfingerprint = "{"0" * 64}"\n', "utf-8")
    assert read_settings(path).determination.keys == (KeySetting(name="A. Analyst", fingerprint="0" * 64),)
