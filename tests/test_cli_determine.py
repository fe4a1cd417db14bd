"""Determining as it is typed: keys, sheet, signature, difference, and how each of them is refused."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import chapeau.cli
from chapeau.cli import cli
from chapeau.errors import KeyUnusable, SigningRefused, UsageError
from chapeau.ground.settings import Settings
from chapeau.pipeline.run import run
from tests.running import ANALYST, WHEN, reports

SAID = ["--as", "A. Analyst", "--now", WHEN]


class Said:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    """Type a command in this process."""

    def call(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["chapeau", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            chapeau.cli.main()
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, printed.out, printed.err)

    return call


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-determine")
    run([reports(folder / "in")], folder / "case", ANALYST, settings=Settings(), jobs=1)
    return folder / "case"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_once, tmp_path / "case"))


def fill(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    text = text.replace('standard = ""', 'standard = "reasonable_basis"', 1).replace(
        "signers = []", 'signers = ["A. Analyst"]'
    )
    text = text.replace('verdict = "", reasons = ""', 'verdict = "met", reasons = "As told."', 1)
    text = text.replace(', answer = ""', ', answer = "Searched."').replace(
        "acknowledged = false", "acknowledged = true"
    )
    sheet.write_text(text.replace('state = "not_asked"', 'state = "asked"'), "utf-8")


def test_from_the_key_to_the_difference_as_it_is_typed(typed: Any, case: Path, tmp_path: Path) -> None:
    key, sheet = tmp_path / "a.key", tmp_path / "s.toml"
    made = typed("key", "new", "--name", "A. Analyst", "--out", key)
    assert (made.code, "Fingerprint" in made.out, "no passphrase" in made.out) == (0, True, True)
    assert typed("determine", case, "--sheet", sheet, "--provision", "7(1)(a)").code == 0
    fill(sheet)
    applied = typed("determine", case, "--apply", sheet, *SAID)
    assert (applied.code, "Proposed   version 1" in applied.out, "Not yet" in applied.out) == (0, True, False)
    signed = typed("sign", case, "--key", key, "--now", WHEN)
    assert (signed.code, "Determined by A. Analyst" in signed.out) == (0, True)
    ran = typed("run", "--case", case, *SAID)
    assert "version 1 is determined by A. Analyst" in ran.out
    compared = typed("diff", case, "--from", "1", "--to", "0")
    assert (compared.code, "No finding moved" in compared.out) == (0, True)
    told = json.loads(typed("diff", case, "--json").out)
    assert (told["earlier"], told["later"], told["moves"]) == (1, 0, [])
    assert "1 signature holds." in typed("verify", case, *SAID).out
    shown = typed("show", case, "det-")
    assert shown.code in (0, UsageError.exit_code)


def test_what_is_in_the_way_is_printed_and_refused_with_what_to_do(
    typed: Any, case: Path, tmp_path: Path
) -> None:
    key, sheet = tmp_path / "a.key", tmp_path / "s.toml"
    typed("key", "new", "--name", "A. Analyst", "--out", key)
    typed("determine", case, "--sheet", sheet, "--provision", "7(1)(a)")
    fill(sheet)
    sheet.write_text(
        sheet.read_text("utf-8").replace("acknowledged = true", "acknowledged = false", 1), "utf-8"
    )
    assert "Not yet" in typed("determine", case, "--apply", sheet, *SAID).out
    refused = typed("sign", case, "--key", key)
    assert refused.code == SigningRefused.exit_code == 2
    assert "acknowledge the gap" in refused.err
    assert "apply it again" in refused.err


@pytest.mark.parametrize(
    "words", [("determine", "CASE"), ("determine", "CASE", "--sheet", "a", "--apply", "b")]
)
def test_a_sheet_goes_out_or_in_never_both(typed: Any, case: Path, words: tuple[str, ...]) -> None:
    said = typed(*(str(case) if word == "CASE" else word for word in words))
    assert said.code == 2
    assert "Either --sheet or --apply" in said.err


@pytest.mark.parametrize("more", [("--carry", "b"), ("--party", "Orvania"), ("--provision", "7")])
def test_what_narrows_or_fills_a_sheet_cannot_stand_with_apply(
    typed: Any, case: Path, more: tuple[str, str]
) -> None:
    said = typed("determine", case, "--apply", "a", *more, *SAID)
    assert (said.code, f"{more[0]} cannot stand with --apply" in said.err) == (2, True)


def test_a_passphrase_is_asked_for_twice_when_a_key_is_made_and_once_when_it_signs(
    case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.key"
    runner = CliRunner()
    made = runner.invoke(
        cli,
        ["key", "new", "--name", "A. Analyst", "--out", str(out), "--passphrase"],
        input="five words\nfive words\n",
    )
    assert made.exit_code == 0
    assert "five words" not in made.output
    assert b"ENCRYPTED" in out.read_bytes()
    asked = runner.invoke(cli, ["sign", str(case), "--key", str(out)], input="another\n")
    assert isinstance(asked.exception, KeyUnusable)
    asked = runner.invoke(cli, ["sign", str(case), "--key", str(out)], input="five words\n")
    assert isinstance(asked.exception, SigningRefused)


def test_a_passphrase_file_that_is_not_there_is_named(typed: Any, tmp_path: Path) -> None:
    said = typed(
        "key", "new", "--name", "A", "--out", tmp_path / "a.key", "--passphrase-file", tmp_path / "none"
    )
    assert said.code == KeyUnusable.exit_code
    assert not (tmp_path / "a.key").exists()
