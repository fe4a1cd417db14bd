"""A case's settings are read whole or refused with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.errors import DataInvalid
from chapeau.ground.settings import Settings, TestSetting, read_settings


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
    opened = '[[opened]]\nprovision = "ICC-7-1-h"\nopened_by = "L. Lawyer"\nreasons = "R."\n'
    path.write_text(CONFLICT + ANSWER + opened)
    settings = read_settings(path)
    (conflict,), (answer,) = settings.conflicts, settings.answers
    assert (conflict.conflict, conflict.decided_by, conflict.low) == ("none", "L. Lawyer", None)
    assert (answer.question, answer.answer, answer.party) == ("gravity", "open", None)
    assert settings.opened[0].provision == "ICC-7-1-h"


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
    ],
)
def test_a_class_or_an_answer_without_a_name_reasons_or_true_days_is_refused(
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
