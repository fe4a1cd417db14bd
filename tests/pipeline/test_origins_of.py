"""Origins without a case: files in, one line a document out."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from chapeau.ground.settings import Settings
from chapeau.pipeline import origins_of as module
from chapeau.pipeline.origins_of import origins_of
from chapeau.pipeline.run import run
from chapeau.records import Document, Skipped
from tests.link.test_corpus import article, history
from tests.link.test_origins import CASE, document, found
from tests.running import ANALYST


def written(path: Path, documents: list[Document]) -> Path:
    """The documents as a file of lines."""
    lines = ({"id": d.id, "text": d.text, "date": d.date, "publisher": d.publisher} for d in documents)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def told(*paths: Path, case: Settings = CASE, jobs: int = 1) -> tuple[list[dict[str, Any]], list[Skipped]]:
    skipped: list[Skipped] = []
    lines = list(origins_of(paths, settings=case, jobs=jobs, tell=skipped.append))
    return [json.loads(line) for line in lines], skipped


def groups(lines: list[dict[str, Any]]) -> set[frozenset[str]]:
    by_origin: dict[str, set[str]] = {}
    for line in lines:
        by_origin.setdefault(line["origin"], set()).add(line["id"])
    return {frozenset(ids) for ids in by_origin.values()}


@pytest.fixture
def mixed() -> list[Document]:
    """Several histories in one corpus, in no order."""
    documents = [
        document(f"{seed}-{d.id}", d.text, d.date, d.publisher)
        for seed in (3, 14, 159)
        for d in history(seed)
    ]
    random.Random(1).shuffle(documents)
    return documents


def test_lines_come_in_the_order_of_input_with_five_fields(tmp_path: Path, mixed: list[Document]) -> None:
    lines, skipped = told(written(tmp_path / "in.jsonl", mixed))
    assert [line["id"] for line in lines] == [d.id for d in mixed]
    assert {tuple(line) for line in lines} == {("id", "origin", "relation", "of", "why")}
    assert {line["relation"] for line in lines} == {"root", "copy", "quotes", "restates"}
    assert skipped == []


def test_the_order_of_input_changes_nothing_in_what_is_said_of_each(
    tmp_path: Path, mixed: list[Document]
) -> None:
    one, _ = told(written(tmp_path / "in.jsonl", mixed))
    other, _ = told(written(tmp_path / "in.jsonl", mixed[::-1]))
    halves = [written(tmp_path / "a.jsonl", mixed[:7]), written(tmp_path / "b.jsonl", mixed[7:])]
    assert one == other[::-1] == told(*halves)[0]


def test_the_same_documents_are_together_as_in_the_case(tmp_path: Path, mixed: list[Document]) -> None:
    lines, _ = told(written(tmp_path / "in.jsonl", mixed))
    parts = found(*mixed)
    assert groups(lines) == {frozenset(m.document for m in o.members) for o in parts}
    roots = {m.document: o.root or o.id for o in parts for m in o.members}
    assert {line["id"]: line["origin"] for line in lines} == roots


def test_a_run_of_a_case_finds_as_many_origins(tmp_path: Path, mixed: list[Document]) -> None:
    path = written(tmp_path / "in.jsonl", mixed)
    lines, _ = told(path, case=Settings())
    run([path], tmp_path / "case", ANALYST, settings=Settings(), jobs=1)
    dossier = json.loads((tmp_path / "case" / "dossier.json").read_text("utf-8"))
    given = {d["id"]: d["given_id"] for d in dossier["documents"]}
    parts = {frozenset(given[m["document"]] for m in o["members"]) for o in dossier["origins"]}
    assert groups(lines) == parts


def test_workers_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mixed: list[Document]
) -> None:
    monkeypatch.setattr(module, "BATCH", 500)
    path = written(tmp_path / "in.jsonl", mixed)
    assert told(path, jobs=1) == told(path, jobs=2)


def test_a_quoting_document_keeps_its_own_origin(tmp_path: Path, mixed: list[Document]) -> None:
    lines, _ = told(written(tmp_path / "in.jsonl", mixed))
    quoting = [line for line in lines if line["relation"] == "quotes"]
    assert quoting
    assert all(line["origin"] == line["id"] != line["of"] for line in quoting)


def test_an_unknown_root_has_an_origin_of_its_own_and_each_line_says_why(tmp_path: Path) -> None:
    story = f"HALVERN (Meridian Wire) - {article(1)}"
    carried = [document(n, f"{n}\n\n{story}", "2031-03-12", f"The {n} Post") for n in ("north", "south")]
    lines, _ = told(written(tmp_path / "in.jsonl", [*carried, document("own", article(2))]))
    assert {line["origin"] for line in lines[:2]} & {"north", "south", "own"} == set()
    assert groups(lines) == {frozenset({"north", "south"}), frozenset({"own"})}
    assert all("credit Meridian Wire" in line["why"] for line in lines[:2])


def test_what_is_no_document_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = written(tmp_path / "good.jsonl", [document("a", article(1)), document("b", article(2))])
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        json.dumps({"id": "a", "text": article(3)})
        + "\n[]\n"
        + json.dumps({"id": "c", "text": article(1)})
        + "\n"
    )
    lines, skipped = told(good, bad, tmp_path / "gone.jsonl")
    assert [line["id"] for line in lines] == ["a", "b", "c"]
    assert groups(lines) == {frozenset("ac"), frozenset("b")}
    assert [s.reference for s in skipped] == ["input-line", "input-line", "path-missing"]


def test_nothing_gives_no_lines(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("\n", "utf-8")
    lines, skipped = told(tmp_path / "none.jsonl")
    assert (lines, len(skipped)) == ([], 1)
