"""`chapeau lists` as typed: several files in one call, told one by one, and a sentence where that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chapeau.cli import cli
from chapeau.errors import UsageError

COVERS = ["--scope", "killed in Halvern, March 2031", "--inclusion", "named by relatives"]
WHO = ["--as", "A. Analyst", "--now", "2031-05-02T09:00:00Z"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("splink")
    for name, text in (("hospital", "Name,Ward\nAda Orlo,3\n"), ("town", "Name\nBren Tolvik\nIna Varr\n")):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def asked(folder: Path, *words: str) -> Result:
    files = [str(folder / word) if word.endswith(".csv") else word for word in words]
    return CliRunner().invoke(
        cli, ["lists", str(folder / "case"), *files, *WHO], catch_exceptions=False, standalone_mode=False
    )


def test_several_files_are_taken_in_one_call_and_each_is_told_of(folder: Path) -> None:
    said = asked(folder, "hospital.csv", "town.csv", *COVERS).output
    assert "List       hospital.csv: 1 row as list-" in said
    assert "List       town.csv: 2 rows as list-" in said
    assert said.count("Next") == 1
    assert asked(folder, "town.csv", "hospital.csv", *COVERS).output.count("Held") == 2


def test_files_of_which_nothing_is_said_are_named_together_and_nothing_is_taken(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"what hospital\.csv and town\.csv cover"):
        asked(folder, "hospital.csv", "town.csv")
    assert not (folder / "case").exists()


@pytest.mark.parametrize("words", [[], ["hospital.csv", "--table", "out.txt"]])
def test_either_files_or_a_table_are_asked_for(words: list[str], folder: Path) -> None:
    with pytest.raises(UsageError, match=r"Either FILE\.csv or --table"):
        asked(folder, *words, *COVERS)
