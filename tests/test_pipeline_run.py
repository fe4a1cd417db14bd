"""The whole way: what comes out follows from what went in, and from nothing else."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.errors import PathMissing, UsageError
from chapeau.ground.settings import Settings, TestSetting
from chapeau.pipeline.export import export
from chapeau.pipeline.occasion import Occasion, occasion
from chapeau.pipeline.run import run
from chapeau.pipeline.verify import verify
from chapeau.preserve.formats.jsonl import JsonLines
from chapeau.preserve.formats.markdown import Markdown
from chapeau.preserve.formats.plain import PlainText
from tests.running import ANALYST, COPY, WHEN, carried, dossier, reports


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reports(tmp_path_factory.mktemp("input") / "reports")


@pytest.fixture(scope="module")
def case(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was carried to a dossier once. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("case") / "valley"
    carried([inputs], folder)
    return folder


def counted(case: Path) -> dict[str, int]:
    with opened(case) as held:
        every = (kinds.SOURCES, kinds.DOCUMENTS, kinds.ACTS, kinds.STATEMENTS, kinds.CUSTODY, kinds.SKIPPED)
        return {kind.table: held.count(kind) for kind in every}


def test_a_folder_becomes_a_dossier(case: Path) -> None:
    data, page = dossier(case)
    found = counted(case)
    assert (found["sources"], found["documents"]) == (4, 5)
    assert found["acts"] > 0
    assert len(json.loads(data)["documents"]) == 5
    assert b"draft" in page.lower()


def test_a_second_run_over_the_same_adds_nothing_and_writes_the_same(inputs: Path, case: Path) -> None:
    before, written = counted(case), dossier(case)
    report = carried([inputs], case)
    assert (report.new_sources, report.new_documents, report.newly_read) == (0, 0, 0)
    assert counted(case) == before
    assert dossier(case) == written


def test_two_cases_of_the_same_reports_are_the_same_to_the_byte(
    inputs: Path, case: Path, tmp_path: Path
) -> None:
    carried([inputs], tmp_path / "a folder of another name")
    assert dossier(tmp_path / "a folder of another name") == dossier(case)


def test_the_order_in_which_reports_come_changes_nothing(inputs: Path, case: Path, tmp_path: Path) -> None:
    backwards = sorted(inputs.iterdir(), reverse=True)
    carried(backwards, tmp_path / "at-once")
    assert dossier(tmp_path / "at-once") == dossier(case)
    for path in backwards:
        carried([path], tmp_path / "one-by-one")
    assert dossier(tmp_path / "one-by-one") == dossier(case)


def test_a_second_run_reads_only_what_is_new(inputs: Path, tmp_path: Path) -> None:
    carried([inputs], tmp_path / "case")
    (tmp_path / "more.txt").write_text("Another day. Soldiers burned three houses in Ostrey.", "utf-8")
    report = carried([inputs, tmp_path / "more.txt"], tmp_path / "case")
    assert (report.new_sources, report.new_documents, report.newly_read) == (1, 1, 1)


def test_a_run_without_paths_goes_over_what_is_there(inputs: Path, case: Path) -> None:
    written = dossier(case)
    report = carried([], case)
    assert report.newly_read == 0
    assert dossier(case) == written


def test_no_path_salt_or_root_reaches_the_dossier(inputs: Path, case: Path) -> None:
    with opened(case) as held:
        salts = [bytes(row[0]).hex() for row in held.connection.execute("SELECT salt FROM salts")]
        roots = [row[0] for row in held.connection.execute("SELECT root FROM custody_heads")]
        digests = [entry.digest for entry in held.all(kinds.CUSTODY)]
    assert salts
    assert roots
    for written in dossier(case):
        text = written.decode()
        secrets = [*salts, *roots, *digests, str(inputs), str(inputs.parent), str(case)]
        assert [secret for secret in secrets if secret in text] == []


def test_no_socket_opens_in_any_step(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert carried([inputs], tmp_path / "case").counts["documents"] == 5


def test_a_copy_raises_no_figure_but_that_of_copies(inputs: Path, tmp_path: Path) -> None:
    for case, number in (("few", 1), ("many", 6)):
        folder = tmp_path / f"{case}-copies"
        folder.mkdir()
        for n in range(number):
            (folder / f"outlet-{n}.txt").write_text(f"Outlet {n}\n\n{COPY}", "utf-8")
        carried([inputs, folder], tmp_path / case)
    few, many = (json.loads((tmp_path / case / "dossier.json").read_text()) for case in ("few", "many"))
    assert len(many["documents"]) == len(few["documents"]) + 5
    assert len(many["origins"]) == len(few["origins"])
    assert len(many["incidents"]) == len(few["incidents"])
    assert [f["support"] for f in many["findings"]] == [f["support"] for f in few["findings"]]


def test_settings_are_kept_with_the_case(inputs: Path, tmp_path: Path) -> None:
    run([inputs], tmp_path / "case", ANALYST, settings=Settings(title="The valley"), jobs=1)
    carried([], tmp_path / "case")
    assert "The valley" in (tmp_path / "case" / "dossier.html").read_text()


def test_no_pattern_and_no_named_test_moves_a_finding(
    inputs: Path, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = TestSetting(
        name="shelling",
        asks="burst",
        hypothesis="It came in a burst.",
        families=("attack",),
        named_by="A. Analyst",
        named_on="2031-02-01",
    )
    run([inputs], tmp_path / "tested", ANALYST, settings=Settings(tests=(named,)), jobs=1)
    monkeypatch.setattr("chapeau.pipeline.derive.patterns", lambda *_args, **_more: ())
    carried([inputs], tmp_path / "bare")
    tested, bare, usual = (
        json.loads(dossier(of)[0]) for of in (tmp_path / "tested", tmp_path / "bare", case)
    )
    assert "test.shelling" in [p["name"] for p in tested["patterns"]]
    assert bare["patterns"] == []
    for part in ("findings", "determination", "incidents"):
        assert tested[part] == bare[part] == usual[part]


def test_a_case_within_the_reports_is_refused(inputs: Path) -> None:
    with pytest.raises(UsageError, match="lies in"):
        carried([inputs], inputs / "case")
    assert not (inputs / "case").exists()


def test_a_path_at_which_nothing_is_makes_no_case(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match=r"nowhere\.txt"):
        carried([tmp_path / "nowhere.txt"], tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_the_time_of_a_run_is_utc_to_the_second() -> None:
    assert occasion("A", "2031-05-02T11:00:00.5+02:00") == Occasion(who="A", at=WHEN, clock="given")
    assert occasion(None, None).clock == "system"
    assert occasion("  ", WHEN).who == "unnamed"


@pytest.mark.parametrize("now", ["", "yesterday", "2031-05-02", "2031-05-02T09:00:00"])
def test_a_time_without_its_offset_is_refused(now: str) -> None:
    with pytest.raises(UsageError, match="RFC 3339"):
        occasion("A", now)


def test_changed_rules_read_and_link_anew_and_nothing_is_doubled(
    inputs: Path, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapeau.pipeline.reading.reading_rules", lambda: "former")
    monkeypatch.setattr("chapeau.pipeline.linking.linking_rules", lambda: "former")
    carried([inputs], tmp_path / "case")
    monkeypatch.undo()
    assert carried([inputs], tmp_path / "case").newly_read == 5
    assert carried([inputs], tmp_path / "case").newly_read == 0
    assert dossier(tmp_path / "case") == dossier(case)


class Heard:
    """Notes the steps that it is told of."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def begin(self, step: str, total: int) -> None:  # noqa: ARG002
        self.steps.append(step)

    def advance(self) -> None: ...

    def end(self) -> None:
        self.steps.append("end")


def test_every_step_is_told_of_by_itself(inputs: Path, tmp_path: Path) -> None:
    heard = Heard()
    run([inputs], tmp_path / "case", ANALYST, jobs=1, progress=heard)
    every = ("preserve", "read", "link", "weigh", "assess", "dossier")
    assert heard.steps == [word for step in every for word in (step, "end")]


def test_a_better_extraction_takes_the_place_of_the_former_which_is_kept_and_exported(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried([inputs], tmp_path / "case")
    before = json.loads(dossier(tmp_path / "case")[0])
    for kind in (PlainText, Markdown, JsonLines):
        monkeypatch.setattr(kind, "version", "9.9")
    again = carried([inputs], tmp_path / "case")
    after = json.loads(dossier(tmp_path / "case")[0])
    assert (again.new_sources, again.new_documents, again.newly_read) == (0, 5, 5)
    for records in ("documents", "acts", "statements", "origins", "incidents"):
        assert len(after[records]) == len(before[records])
    assert {d["id"] for d in after["documents"]}.isdisjoint(d["id"] for d in before["documents"])
    report = export(tmp_path / "case", tmp_path / "out", ANALYST)
    assert report.counts["documents"] == 10
    assert verify(tmp_path / "case", ANALYST).faults == ()
