"""Bad input costs itself alone; a kill at any moment loses and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path
from unittest.mock import Mock

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import created, opened
from chapeau.casefile.schema import DATABASE
from chapeau.cli.words import run_summary
from chapeau.errors import CaseMissing, EvidenceMismatch
from chapeau.pipeline.linking import Linking
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.verify import verify
from tests.running import ANALYST, MARKET, WHEN, carried, dossier, reports


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A good report among every kind of file that cannot be taken."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "good.txt").write_text(MARKET, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\t\n", "utf-8")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    (folder / "latin.txt").write_bytes("Soldiers in São Tomé".encode("latin-1"))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(50))
    (folder / "lines.jsonl").write_text(
        '{"id": "a", "text": "Guards beat two men."}\n{"id": 7}\nno json\n', "utf-8"
    )
    (folder / "secret.txt").write_text("Guards beat a man.", "utf-8")
    (folder / "secret.txt.capture.toml").write_text('sensitivity = "restricted"\n', "utf-8")
    return folder


def test_everything_else_is_still_done_and_each_refusal_says_why(bad: Path, tmp_path: Path) -> None:
    report = carried([bad], tmp_path / "case")
    told = {(s.what, s.line): s.reference for s in report.skipped}
    assert told == {
        ("empty.txt", None): "input-empty",
        ("blank.txt", None): "input-empty",
        ("binary.txt", None): "input-binary",
        ("latin.txt", None): "input-encoding",
        ("photo.jpg", None): "input-format",
        ("lines.jsonl", 2): "input-line",
        ("lines.jsonl", 3): "input-line",
        ("secret.txt", None): "input-restricted",
    }
    assert report.new_documents == 2
    assert report.exit_code == 3
    assert all(s.what in s.message for s in report.skipped)


def test_what_was_skipped_is_counted_once_and_shown(bad: Path, tmp_path: Path) -> None:
    first = carried([bad], tmp_path / "case")
    again = carried([bad], tmp_path / "case")
    assert {s.id for s in again.skipped} == {s.id for s in first.skipped}
    with opened(tmp_path / "case") as case:
        assert case.count(kinds.SKIPPED) == len(first.skipped)
        (figure,) = (p for p in case.all(kinds.PATTERNS) if p.name == "missing.skipped")
    assert figure.value == len(first.skipped)
    assert set(figure.rests_on) == {s.id for s in first.skipped}
    assert "photo.jpg" in (tmp_path / "case" / "dossier.json").read_text()


def test_what_was_mended_and_taken_is_no_longer_said_to_be_skipped(bad: Path, tmp_path: Path) -> None:
    carried([bad], tmp_path / "case")
    (bad / "empty.txt").write_text("Guards beat two men.", "utf-8")
    (bad / "lines.jsonl").write_text(
        '{"id": "a", "text": "Guards beat two men."}\n{"id": "b", "text": "Guards beat a man."}\nno json\n',
        "utf-8",
    )
    report = carried([bad], tmp_path / "case")
    with opened(tmp_path / "case") as case:
        left = {(s.what, s.line) for s in case.all(kinds.SKIPPED)}
    assert left == {(s.what, s.line) for s in report.skipped}
    assert ("empty.txt", None) not in left
    assert {line for name, line in left if name == "lines.jsonl"} == {3}


def test_a_text_that_was_read_after_all_is_no_longer_said_to_be_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = reports(tmp_path / "in")
    monkeypatch.setattr("chapeau.pipeline.reading.LONGEST", 150)
    assert carried([folder], tmp_path / "case").skipped
    monkeypatch.undo()
    assert carried([folder], tmp_path / "case").skipped == ()
    with opened(tmp_path / "case") as case:
        assert case.count(kinds.SKIPPED) == 0


def test_a_text_in_a_language_that_is_not_read_is_named_and_kept(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in")
    (folder / "05-gaceta.txt").write_text(
        "Los vecinos enterraron el viernes a las víctimas del bombardeo. El alcalde leyó los nombres en la plaza y "
        "pidió un minuto de silencio. Nadie sabe todavía quién dio la orden de disparar contra la ciudad.",
        "utf-8",
    )
    report = carried([folder], tmp_path / "case")
    assert report.not_read == ("05-gaceta.txt",)
    assert (report.skipped, report.exit_code) == ((), 0)
    assert "05-gaceta.txt" in run_summary(report, named=True)


def test_a_sidecar_that_was_changed_later_is_noticed_and_the_first_stands(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in")
    beside = folder / "03-camp.txt.capture.toml"
    beside.write_text('publisher = "Lantern Watch"\n', "utf-8")
    assert carried([folder], tmp_path / "case").remarks == ()
    beside.write_text('publisher = "Another"\n', "utf-8")
    again = carried([folder], tmp_path / "case")
    assert [(r.what, r.reference) for r in again.remarks] == [("03-camp.txt", "input-sidecar")]
    assert again.exit_code == 0
    with opened(tmp_path / "case") as case:
        (publisher,) = {s.publisher for s in case.all(kinds.SOURCES)} - {None}
    assert publisher == "Lantern Watch"
    beside.write_text('publisher = "Lantern Watch"\n', "utf-8")
    assert carried([folder], tmp_path / "case").remarks == ()


def test_nothing_of_a_restricted_source_is_kept(bad: Path, tmp_path: Path) -> None:
    carried([bad], tmp_path / "case")
    kept = [path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()]
    assert not any(b"Guards beat a man." in data for data in kept)


def test_a_missing_path_among_others_is_skipped(bad: Path, tmp_path: Path) -> None:
    report = carried([bad / "good.txt", tmp_path / "gone.txt"], tmp_path / "case")
    assert [(s.what, s.reference) for s in report.skipped] == [("gone.txt", "path-missing")]
    assert report.new_documents == 1


def test_preserved_bytes_that_changed_are_noticed(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    assert verify(tmp_path / "case", ANALYST).faults == ()
    blob = next(p for p in sorted((tmp_path / "case" / "blobs").rglob("*")) if p.is_file())
    blob.chmod(0o600)
    blob.write_bytes(b"X" + blob.read_bytes()[1:])
    report = verify(tmp_path / "case", ANALYST)
    assert report.exit_code == EvidenceMismatch.exit_code
    assert blob.name in "".join(fault.what for fault in report.faults)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET record = replace(record, 'Halvern', 'Ostreyn')",
        "UPDATE acts SET record = replace(record, 'Halvern', 'Ostreyn')",
        "UPDATE sources SET record = replace(record, 'A. Analyst', 'B. Analyst')",
        "UPDATE custody_heads SET root = replace(root, substr(root, 1, 1), 'z')",
    ],
)
def test_records_that_changed_behind_the_program_are_noticed(tmp_path: Path, change: str) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    with created(tmp_path / "case") as case:
        assert case.connection.execute(change).rowcount
    assert verify(tmp_path / "case", ANALYST).faults


def test_a_case_damaged_from_outside_is_said_to_be_so(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    with created(tmp_path / "case") as case:
        case.connection.execute("UPDATE readings SET record = '{'")
    with pytest.raises(EvidenceMismatch, match="readings"):
        verify(tmp_path / "case", ANALYST)
    with created(tmp_path / "case") as case:
        case.connection.execute("DROP TABLE acts")
    with pytest.raises(CaseMissing, match="acts"):
        verify(tmp_path / "case", ANALYST)
    (tmp_path / "case" / DATABASE).write_bytes(b"")
    with pytest.raises(CaseMissing, match="preserved bytes are there"):
        carried([tmp_path / "in"], tmp_path / "case")


# --- kills ---------------------------------------------------------------------------------------------


def forked_run(inputs: Path, case: Path, after_s: float) -> bool:
    """A run in a forked child that is killed after some seconds; whether it was still running then."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            carried([inputs], case)
        finally:
            os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_run_killed_at_several_moments_is_finished_by_the_next(tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    carried([inputs], tmp_path / "undisturbed")
    began = time.monotonic()
    carried([inputs], tmp_path / "measured")
    whole = time.monotonic() - began
    killed = [forked_run(inputs, tmp_path / "killed", whole * part) for part in (0.05, 0.2, 0.4, 0.6, 0.8)]
    carried([inputs], tmp_path / "killed")
    assert any(killed)
    assert_nothing_lost_or_doubled(tmp_path / "killed", tmp_path / "undisturbed")


def assert_nothing_lost_or_doubled(case: Path, undisturbed: Path) -> None:
    assert dossier(case) == dossier(undisturbed)
    assert deeds(case) == deeds(undisturbed)
    assert verify(case, ANALYST).faults == ()
    assert [p.name for p in case.rglob("*.part*")] == []


def deeds(case: Path) -> list[tuple[str, str]]:
    with opened(case) as held:
        return sorted((entry.action, entry.subject) for entry in held.all(kinds.CUSTODY))


PROGRAM = "from chapeau.cli import main; main()"


@pytest.mark.long
def test_the_command_killed_at_many_moments_with_workers_is_finished_by_the_next(tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    for n in range(40):
        (inputs / f"more-{n:02}.txt").write_text(f"Day {n}. " + MARKET.replace("12", str(n + 2)), "utf-8")
    order = [sys.executable, "-c", PROGRAM, "run", str(inputs), "--as", ANALYST.who, "--now", WHEN]
    order += ["--jobs", "2", "--quiet", "--case", str(tmp_path / "killed")]
    for tenths in range(5, 150, 7):
        run = subprocess.Popen(order, stderr=subprocess.DEVNULL)
        try:
            run.wait(tenths / 10)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
    subprocess.run(order, check=True)
    subprocess.run([*order[:-1], str(tmp_path / "undisturbed")], check=True)
    assert_nothing_lost_or_doubled(tmp_path / "killed", tmp_path / "undisturbed")


# --- faults of our own ---------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["_origins", "_put_actors", "_incidents", "_dependences"])
def test_a_run_that_fails_in_linking_leaves_a_case_that_the_mended_program_takes_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    inputs = reports(tmp_path / "in")
    late = tmp_path / "late.txt"
    late.write_text("LENNA, April 13, 2031\n\nThey killed three men in Tessick, a resident said.\n", "utf-8")
    carried([inputs], tmp_path / "case")
    with monkeypatch.context() as broken:
        broken.setattr(
            Linking, at, Mock(side_effect=EvidenceMismatch("Two records claim one id.", hint="Report it."))
        )
        for paths in ([late], []):
            with pytest.raises(EvidenceMismatch):
                carried(paths, tmp_path / "case")
    carried([], tmp_path / "case")
    carried([inputs], tmp_path / "undisturbed")
    carried([late], tmp_path / "undisturbed")
    assert_nothing_lost_or_doubled(tmp_path / "case", tmp_path / "undisturbed")


def test_a_later_time_enters_the_dossier_and_nothing_else(tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    carried([inputs], tmp_path / "case")
    data, _ = dossier(tmp_path / "case")
    carried([inputs], tmp_path / "case", Occasion(who="A. Analyst", at="2031-05-03T09:00:00Z", clock="given"))
    later, _ = dossier(tmp_path / "case")
    assert later != data
    assert later.replace(b"2031-05-03T09:00:00Z", WHEN.encode()) == data
