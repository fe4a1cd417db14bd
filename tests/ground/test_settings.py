"""A case's settings are read whole or refused with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.errors import DataInvalid
from chapeau.ground.settings import Settings, read_settings


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
