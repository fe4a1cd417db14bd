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
