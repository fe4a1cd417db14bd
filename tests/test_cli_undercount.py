"""`chapeau undercount`: JSON of one shape, words that never show one figure alone, errors with what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chapeau.cli import cli
from chapeau.weigh.undercount import latent_classes, stepwise

TABLE = "A,B,C,D,count\n1,0,0,0,150\n0,1,0,0,120\n0,0,1,0,90\n0,0,0,1,160\n1,1,0,0,50\n1,0,1,0,38\n1,0,0,1,70\n0,1,1,0,30\n0,1,0,1,55\n0,0,1,1,42\n1,1,1,0,13\n1,1,0,1,22\n1,0,1,1,17\n0,1,1,1,14\n1,1,1,1,6\n"


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent_classes, "FIRST", 100)
    monkeypatch.setattr(latent_classes, "ROUNDS", 200)
    monkeypatch.setattr(stepwise, "AGAIN", 60)


@pytest.fixture
def overlaps(tmp_path: Path) -> Path:
    path = tmp_path / "overlaps.csv"
    path.write_text(TABLE)
    return path


def asked(*words: str) -> Result:
    return CliRunner().invoke(cli, ["undercount", *words], catch_exceptions=False, standalone_mode=False)


def test_json_has_one_object_a_method_and_the_same_bytes_twice(overlaps: Path) -> None:
    told = asked(str(overlaps), "--json")
    rows = json.loads(told.output)
    assert {tuple(row) for row in rows} == {("method", "estimate", "low", "high", "refused", "assumptions")}
    assert len(rows) == 7
    assert asked(str(overlaps), "--json").output == told.output


def test_words_show_every_method_its_interval_the_spread_and_who_declared(overlaps: Path) -> None:
    said = asked(str(overlaps)).output
    assert "by nobody: what the lists cover; by which rule a person came onto A, B, C, D." in said
    rows = json.loads(asked(str(overlaps), "--json").output)
    for row in rows:
        assert row["method"] in said
        assert (f"({row['low']:,} to {row['high']:,})" if row["refused"] is None else row["refused"]) in said
    assert "between 7 methods" in said
    assert "enters no count" in said
    declared = asked(str(overlaps), "--scope", "Halvern", "--inclusion", "named", "--as", "A. Analyst").output
    assert "Declared   by A. Analyst" in declared
    assert "by nobody" not in declared


def test_where_every_method_is_refused_that_is_said_and_nothing_is_drawn(overlaps: Path) -> None:
    overlaps.write_text("A,B,count\n1,0,40\n0,1,50\n1,1,20\n")
    said = asked(str(overlaps)).output
    assert said.count("refused. Too few lists") == 7
    assert "No method gives a figure." in said
    assert "#" not in said
