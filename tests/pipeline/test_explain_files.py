"""`chapeau read --explain`: for people on the screen, with reasons in the JSON elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chapeau.cli import cli
from chapeau.errors import UsageError
from chapeau.ground.settings import Settings
from chapeau.pipeline.explain_files import explain_files, explainer
from chapeau.pipeline.read_files import read_files
from chapeau.read.reader import Text
from chapeau.records import Reading, Skipped
from tests.running import LINES, MARKET


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def market(tmp_path: Path) -> Path:
    file = tmp_path / "market.txt"
    file.write_text(MARKET, "utf-8")
    return file


def test_on_the_screen_it_is_for_people(market: Path) -> None:
    said = typed("read", market, "--reader", "rules", "--explain")
    assert said.exit_code == 0
    assert said.output.startswith("Document doc-")
    assert "(act.type.word:acts.yaml/attack/shell)" in said.output


def test_with_json_or_into_a_file_each_record_has_its_reasons(market: Path, tmp_path: Path) -> None:
    shown = typed("read", market, "--reader", "rules", "--explain", "--json")
    typed("read", market, "--reader", "rules", "--explain", "--out", tmp_path / "out.jsonl", "--quiet")
    (written,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert shown.output.strip() == written
    assert all(act["why"] for act in json.loads(written)["acts"])


def test_a_text_cannot_steer_the_terminal_by_being_explained(tmp_path: Path) -> None:
    file = tmp_path / "red.txt"
    file.write_text("Soldiers shot \x1b[31mtwo farmers in Kessin.", "utf-8")
    assert "\x1b" not in typed("read", file, "--reader", "rules", "--explain").output


def test_documents_come_in_the_order_of_input_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    lines = tmp_path / "posts.jsonl"
    lines.write_text("".join(json.dumps(each) + "\n" for each in LINES), "utf-8")
    told: list[Skipped] = []
    settings = Settings(reader="rules")
    paths = [lines, tmp_path / "missing.txt"]
    explained = list(explain_files(paths, settings=settings, jobs=1, tell=told.append))
    plain = list(read_files(paths, settings=settings, jobs=1, tell=lambda _: None))
    assert [json.loads(e)["document"]["id"] for e in explained] == [
        json.loads(p)["document"]["id"] for p in plain
    ]
    assert len(told) == 1


class Silent:
    """A reader that gives no reasons."""

    name = "silent"
    version = "1"
    made_by = "silent 1"
    languages = ("en",)

    def read(self, text: Text) -> Reading:
        return Reading(document=text.id, made_by=self.made_by, date=None, language="en", length=0)


def test_a_reader_that_cannot_say_why_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="The reader 'silent' cannot say why"):
        explainer(Silent())
