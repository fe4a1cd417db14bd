"""The dossier beside a case, held against what the last run wrote and what the records give."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import opened
from chapeau.dossier import pages as rendering
from chapeau.dossier.verify import Checked
from chapeau.pipeline import publish as publishing
from chapeau.pipeline import published as noting
from chapeau.pipeline import verify_published as checking
from chapeau.pipeline import withdraw as withdrawing
from chapeau.pipeline.decide import decide
from chapeau.pipeline.publish import take_away
from chapeau.pipeline.run import run
from chapeau.pipeline.verify import VerifyReport, verify
from chapeau.pipeline.verify_published import check_published
from chapeau.pipeline.withdraw import withdraw
from tests.running import ANALYST, carried, reports


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    carried([reports(folder / "in")], folder / "case")
    return folder / "case"


@pytest.fixture
def case(run_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run_once, tmp_path / "case"))


@pytest.fixture
def in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose dossier is a folder of pages."""
    monkeypatch.setattr(publishing, "pages", lambda view: rendering.pages(view, most=2))
    carried([reports(tmp_path / "in")], tmp_path / "case")
    return tmp_path / "case"


def checked(case: Path) -> Checked:
    with opened(case, write=True) as held:
        return check_published(held)


def named(report: VerifyReport | Checked) -> list[str]:
    return [fault.record for fault in report.faults]


def an_act(case: Path) -> str:
    with opened(case) as held:
        return held.ids(kinds.ACTS)[0]


def test_what_a_run_published_holds_and_is_named_with_its_hash(case: Path) -> None:
    report = verify(case, ANALYST)
    assert (report.faults, report.remarks) == ((), ())
    assert report.published is not None
    assert [file.name for file in report.published.files] == ["dossier.html", "dossier.json"]


@pytest.mark.parametrize("name", ["dossier.html", "dossier.json"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255))
def test_any_byte_that_was_changed_is_found(run_once: Path, name: str, where: float, by: int) -> None:
    path = run_once / name
    whole = path.read_bytes()
    at = int(where * len(whole))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :])
    try:
        with opened(run_once) as held:
            made = checking.published_by(held)
            assert made is not None
            found = checking._differing(made, checking._there(run_once), run_once)
            assert [fault.record for fault in found] == [name]
    finally:
        path.write_bytes(whole)


def test_an_edited_file_is_a_fault_with_what_to_do(case: Path) -> None:
    page = case / "dossier.html"
    page.write_text(page.read_text("utf-8").replace("WORKING DRAFT", "DETERMINATION"), "utf-8")
    report = verify(case, ANALYST)
    assert named(report) == ["dossier.html"]
    assert report.exit_code == 4
    assert "chapeau run --case" in report.faults[0].hint


def test_each_page_of_a_folder_is_held_and_strangers_among_them_are_named(in_pages: Path) -> None:
    assert (checked(in_pages).faults, checked(in_pages).remarks) == ((), ())
    edited, gone = sorted((in_pages / "dossier" / "documents").iterdir())[:2]
    edited.write_bytes(edited.read_bytes() + b" ")
    gone.unlink()
    (in_pages / "dossier" / "findings" / "further.html").write_text("found", "utf-8")
    (in_pages / "dossier.html").write_text("found", "utf-8")
    (in_pages / "dossier" / ".DS_Store").write_text("left by a file manager", "utf-8")
    found = {fault.record: fault.what for fault in checked(in_pages).faults}
    assert sorted(found) == sorted(
        [
            f"dossier/documents/{edited.name}",
            f"dossier/documents/{gone.name}",
            "dossier/findings/further.html",
            "dossier.html",
        ]
    )
    assert "missing" in found[f"dossier/documents/{gone.name}"]
    assert "No run wrote it" in found["dossier.html"]


def test_the_next_run_mends_it(case: Path) -> None:
    (case / "dossier.html").unlink()
    (case / "dossier.json").write_text("{}", "utf-8")
    assert named(checked(case)) == ["dossier.html", "dossier.json"]
    carried([], case)
    assert checked(case) == Checked()


@pytest.mark.parametrize("table", ["findings", "incidents", "patterns", "origins"])
def test_a_record_that_was_changed_from_outside_shows_in_what_would_be_rendered(
    case: Path, table: str
) -> None:
    change = {
        "findings": ("support", '"support":"', '"support":"none","support":"'),
        "incidents": ("certainty", '"certainty":"asserted"', '"certainty":"denied"'),
        "patterns": ("words", '"words":"', '"words":"Surely: '),
        "origins": ("why", '"why":"', '"why":"Surely: '),
    }
    _, old, new = change[table]
    if table == "findings":
        old, new = '"alleged":"yes"', '"alleged":"no"'
    with sqlite3.connect(case / "case.sqlite") as connection:
        sql = f"UPDATE {table} SET record = CAST(replace(CAST(record AS TEXT), ?, ?) AS BLOB)"
        connection.execute(sql, (old, new))
    found = verify(case, ANALYST)
    assert "dossier.json" in named(found)
    assert any("--anew" in fault.hint for fault in found.faults)


def test_a_decision_since_the_last_run_is_a_remark_and_an_edit_still_a_fault(case: Path) -> None:
    decide(case, an_act(case), "accept", ANALYST, why="")
    found = checked(case)
    assert (found.faults, len(found.remarks)) == ((), 1)
    assert "1 decided" in found.remarks[0]
    (case / "dossier.html").write_text("edited", "utf-8")
    assert named(checked(case)) == ["dossier.html"]
    carried([], case)
    assert checked(case) == Checked()


def test_a_check_or_an_export_since_changes_nothing(case: Path) -> None:
    verify(case, ANALYST)
    assert checked(case) == Checked()


def test_a_case_that_was_never_run_has_no_dossier_to_hold(tmp_path: Path) -> None:
    case = tmp_path / "case"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chapeau.pipeline.run.derive", _stopped)
        with pytest.raises(KeyboardInterrupt):
            carried([reports(tmp_path / "in")], case)
    assert checked(case) == Checked()


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_after_a_run_that_did_not_end_the_former_dossier_is_of_the_run_before(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("chapeau.pipeline.run.derive", _stopped)
        with pytest.raises(KeyboardInterrupt):
            carried([], case)
    found = checked(case)
    assert found.faults == ()
    assert "did not come to its end" in found.remarks[0]
    carried([], case)
    assert checked(case) == Checked()


@pytest.mark.parametrize("call", ["_put_in_place", "settle"])
def test_a_run_killed_before_its_dossier_lies_in_place_gives_no_fault(
    case: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    later = replace(ANALYST, at="2031-05-03T09:00:00Z")
    with monkeypatch.context() as patch:
        patch.setattr(f"chapeau.pipeline.{'publish' if call[0] == '_' else 'run'}.{call}", _stopped)
        with pytest.raises(KeyboardInterrupt):
            carried([], case, later)
    found = checked(case)
    assert found.faults == ()
    assert found.remarks
    (case / "dossier.json").write_text("edited", "utf-8")
    assert named(checked(case)) == ["dossier.json"]
    carried([], case, later)
    assert checked(case) == Checked()


def test_withdrawn_content_gives_no_fault_at_any_moment(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(case) as held:
        source = held.ids(kinds.SOURCES)[0]
    with monkeypatch.context() as patch:
        patch.setattr(withdrawing, "run", _stopped)
        with pytest.raises(KeyboardInterrupt):
            withdraw(case, source, ANALYST, why="Consent was taken back.")
    assert checked(case) == Checked()
    (case / "dossier.html").write_text("put there again", "utf-8")
    assert named(checked(case)) == ["dossier.html"]
    withdraw(case, source, ANALYST, why="Consent was taken back.")
    assert verify(case, ANALYST).faults == ()
    assert checked(case) == Checked()


def test_a_withdrawal_destroys_the_salts_of_what_was_published_before(case: Path) -> None:
    with opened(case) as held:
        source, (entry, _) = held.ids(kinds.SOURCES)[0], custody.since_last(held, "published")
    withdraw(case, source, ANALYST, why="Consent was taken back.")
    assert entry is not None
    with opened(case) as held:
        salted = held.connection.execute("SELECT 1 FROM salts WHERE position = ?", (entry.index,)).fetchone()
    assert salted is None


def of_another_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    def published(folder: Path) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(noting, "program", lambda: "another")
            run([], folder, ANALYST, jobs=1)

    return published


def test_what_another_version_wrote_is_a_remark_and_only_where_the_case_says_so(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_another_version(monkeypatch)(case)
    assert checked(case) == Checked()
    monkeypatch.setattr(checking, "files_of", lambda _: iter([("dossier.html", iter([b"other words"]))]))
    found = checked(case)
    assert found.faults == ()
    assert "another build of the program" in found.remarks[0]
    (case / "dossier.html").write_text("edited", "utf-8")
    assert named(checked(case)) == ["dossier.html"]


def test_other_pages_from_the_version_that_wrote_them_are_a_fault(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "files_of", lambda _: iter([("dossier.html", iter([b"other words"]))]))
    assert named(checked(case)) == ["dossier.html", "dossier.json"]


def test_a_dossier_of_which_the_case_notes_nothing_is_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for name in ("note_begun", "note_published", "settle"):
            patch.setattr(f"chapeau.pipeline.run.{name}", lambda *_: None)
        carried([reports(tmp_path / "in")], tmp_path / "case")
    found = checked(tmp_path / "case")
    assert found.faults == ()
    assert "earlier version" in found.remarks[0]
    carried([], tmp_path / "case")
    assert checked(tmp_path / "case") == Checked()


def test_a_note_that_was_taken_out_or_changed_is_a_fault(case: Path) -> None:
    with sqlite3.connect(case / "case.sqlite") as connection:
        kept = connection.execute("SELECT id, record FROM published").fetchone()
        connection.execute("DELETE FROM published")
    assert named(checked(case)) == ["dossier"]
    (case / "dossier.html").write_text("edited", "utf-8")
    with sqlite3.connect(case / "case.sqlite") as connection:
        sha256 = checking._sha256(case / "dossier.html")
        record = bytes(kept[1]).replace(_noted(kept[1], "dossier.html"), sha256.encode())
        connection.execute("INSERT INTO published VALUES (?, ?)", (kept[0], record))
    found = verify(case, ANALYST)
    assert "custody" in named(found)
    assert "dossier.html" in named(found)


def _noted(record: bytes, name: str) -> bytes:
    begin = bytes(record).index(b'"sha256":"', bytes(record).index(f'"{name}"'.encode())) + len('"sha256":"')
    return bytes(record)[begin : begin + 64]


def test_the_same_run_again_adds_nothing_to_the_log_and_a_later_one_does(case: Path) -> None:
    def entries() -> int:
        with opened(case) as held:
            return held.count(kinds.CUSTODY)

    before = entries()
    carried([], case)
    assert entries() == before
    carried([], case, replace(ANALYST, at="2031-05-03T09:00:00Z"))
    assert entries() == before + 1


def test_a_dossier_taken_away_by_hand_is_missing(case: Path) -> None:
    take_away(case)
    assert named(checked(case)) == ["dossier.html", "dossier.json"]
    assert "missing" in checked(case).faults[0].what


@pytest.mark.parametrize("kind", ["acts", "documents", "sources"])
@pytest.mark.parametrize("anew", [False, True])
def test_a_record_that_others_need_and_that_is_gone_is_a_fault_and_not_the_programs(
    case: Path, kind: str, anew: bool
) -> None:
    with sqlite3.connect(case / "case.sqlite") as held:
        held.execute(f"DELETE FROM {kind} WHERE id IN (SELECT id FROM {kind} LIMIT 1)")
    report = verify(case, ANALYST, anew=anew)
    assert report.exit_code == 4
    assert "is not there" in " ".join(fault.what for fault in report.faults)


def test_a_pipe_or_a_link_among_the_pages_is_named_and_not_waited_for(in_pages: Path) -> None:
    os.mkfifo(in_pages / "dossier" / "pipe.html")
    (in_pages / "dossier" / "link.html").symlink_to("/dev/zero")
    assert {"dossier/pipe.html", "dossier/link.html"} <= set(named(verify(in_pages, ANALYST)))
