"""`chapeau origins`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from chapeau.cli import cli
from tests.link.test_corpus import article, reprinted


def lines_of(path: Path) -> Path:
    text = article(1)
    texts = {"b": reprinted(text, 1), "a": text, "c": article(2)}
    given = [
        json.dumps({"id": i, "text": t, "date": f"2031-03-1{n % 2}"})
        for i, (n, t) in zip(texts, enumerate(texts.values()), strict=True)
    ]
    path.write_text("\n".join([*given, "no line"]) + "\n", "utf-8")
    return path


def test_origins_are_written_and_what_was_skipped_is_counted(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    said = CliRunner().invoke(
        cli,
        ["origins", str(lines_of(tmp_path / "in.jsonl")), "--out", str(out), "--jobs", "1"],
        standalone_mode=False,
    )
    assert said.return_value == 3
    assert f"Linked 3 documents into {out}; skipped 1." in said.stderr
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(f["id"], f["origin"], f["relation"], f["of"]) for f in found] == [
        ("b", "b", "root", None), ("a", "b", "copy", "b"), ("c", "c", "root", None),
    ]  # fmt: skip


def test_without_out_they_are_written_to_the_screen(tmp_path: Path) -> None:
    path = lines_of(tmp_path / "in.jsonl")
    said = CliRunner().invoke(cli, ["origins", str(path), "--jobs", "1"], standalone_mode=False)
    assert [json.loads(line)["id"] for line in said.stdout.splitlines()] == ["b", "a", "c"]
