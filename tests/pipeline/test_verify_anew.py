"""A case made again from what it preserves, and held against what it holds."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.dossier.verify import Fault
from chapeau.pipeline import anew as making
from chapeau.pipeline import verify_anew as comparing
from chapeau.pipeline.decide import decide
from chapeau.pipeline.run import run
from chapeau.pipeline.verify import VerifyReport, verify
from chapeau.pipeline.withdraw import withdraw
from tests.running import ANALYST, CAMP, carried, reports


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("anew")
    carried([reports(folder / "in")], folder / "case")
    return folder / "case"


@pytest.fixture
def case(run_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run_once, tmp_path / "case"))


def anew(case: Path) -> VerifyReport:
    return verify(case, ANALYST, anew=True, jobs=1)


def differing(report: VerifyReport) -> dict[str, int]:
    return {one.kind: len(one.differ) for one in report.anew if one.differ}


def same(report: VerifyReport) -> dict[str, int]:
    return {one.kind: one.same for one in report.anew}


def changed(case: Path, table: str, old: str, new: str) -> None:
    with sqlite3.connect(case / "case.sqlite") as connection:
        sql = (
            f"UPDATE {table} SET record = CAST(replace(CAST(record AS TEXT), ?1, ?2) AS BLOB) "
            "WHERE instr(CAST(record AS TEXT), ?1)"
        )
        assert connection.execute(sql, (old, new)).rowcount


def counts(case: Path) -> dict[str, int]:
    with opened(case) as held:
        return {kind.table: held.count(kind) for kind in (*kinds.IN_READING, *kinds.DERIVED)}


def test_a_case_comes_out_of_its_sources_again_to_the_same_records(case: Path) -> None:
    report = anew(case)
    assert (report.faults, report.remarks, differing(report)) == ((), (), {})
    assert {kind: same(report)[kind] for kind in counts(case)} == counts(case)
    assert same(report)["documents"] == 5


def test_without_being_asked_nothing_is_made_anew(case: Path) -> None:
    assert verify(case, ANALYST).anew == ()


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("acts", '"certainty":"asserted"', '"certainty":"denied"'),
        ("statements", '"stance":"asserts"', '"stance":"admits"'),
        ("mentions", '"kind":"person"', '"kind":"unit"'),
        ("readings", '"language":"en"', '"language":"de"'),
        ("origins", '"relation":"copy"', '"relation":"restates"'),
        ("rests_on", '"copied":true', '"copied":false'),
        ("incidents", '"certainty":"asserted"', '"certainty":"denied"'),
        ("actors", '"kind":"organisation"', '"kind":"state"'),
        ("patterns", '"words":"', '"words":"Surely: '),
        ("findings", '"alleged":"yes"', '"alleged":"no"'),
        ("determinations", '"wanted":1', '"wanted":2'),
        ("documents", "at least 12", "at least 19"),
    ],
)
def test_a_record_of_any_kind_that_was_changed_is_named_with_what_differs(
    case: Path, table: str, old: str, new: str
) -> None:
    changed(case, table, old, new)
    report = anew(case)
    assert table in differing(report)
    assert report.exit_code == 4
    (one,) = [one for one in report.anew if one.kind == table]
    assert any(fault.record == one.differ[0][0] for fault in report.faults)


def test_a_record_that_was_put_in_or_taken_out_is_named(case: Path) -> None:
    with opened(case, write=True) as held:
        finding, incident = next(held.all(kinds.FINDINGS)), held.ids(kinds.INCIDENTS)[0]
        held.keep(kinds.FINDINGS, replace(finding, id="fin-" + "0" * 20))
        held.forget(kinds.INCIDENTS, [incident])
    report = anew(case)
    assert differing(report)["findings"] == differing(report)["incidents"] == 1
    told = {fault.record: fault.what for fault in report.faults}
    assert "does not come out" in told["fin-" + "0" * 20]
    assert any("is not in the case" in what for what in told.values())


def test_of_many_that_differ_the_first_are_named_and_the_rest_are_counted(case: Path) -> None:
    changed(case, "findings", '"fragility":1', '"fragility":2')
    report = anew(case)
    faults = [fault for fault in report.faults if "findings" in fault.what or fault.record == "findings"]
    assert differing(report)["findings"] > comparing.NAMED
    assert len(faults) == comparing.NAMED + 1


def test_nothing_is_left_of_it_and_the_case_is_as_it_was(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file() and "sqlite" not in p.name}
    with opened(case) as held:
        rows = [list(held.all(kind)) for kind in (*kinds.IN_READING, *kinds.DERIVED)]
    anew(case)
    assert list(place.iterdir()) == []
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file() and "sqlite" not in p.name} == before
    with opened(case) as held:
        assert [list(held.all(kind)) for kind in (*kinds.IN_READING, *kinds.DERIVED)] == rows


def test_nothing_is_left_of_it_where_it_fails(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr(making, "derive", _stopped)
    with pytest.raises(KeyboardInterrupt):
        anew(case)
    assert list(place.iterdir()) == []


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_decisions_that_the_last_run_knew_are_applied_and_later_ones_are_left_out(case: Path) -> None:
    with opened(case) as held:
        first, second = held.ids(kinds.ACTS)[:2]
    decide(case, first, "correct", ANALYST, why="Line 4 denies it.", field="certainty", after="denied")
    carried([], case)
    decide(case, second, "reject", ANALYST, why="It is about sport.")
    report = anew(case)
    assert (report.faults, differing(report)) == ((), {})
    assert any("since the last run (1)" in remark for remark in report.remarks)


def test_after_a_withdrawal_what_is_left_comes_out_again(case: Path) -> None:
    with opened(case) as held:
        source = held.ids(kinds.SOURCES)[0]
    withdraw(case, source, ANALYST, why="Consent was taken back.")
    report = anew(case)
    assert (report.faults, differing(report)) == ((), {})


def test_after_a_run_that_did_not_end_only_what_was_read_is_held(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = tmp_path / "late.txt"
    late.write_text(CAMP.replace("43", "51"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("chapeau.pipeline.run.derive", _stopped)
        with pytest.raises(KeyboardInterrupt):
            carried([late], case)
    report = anew(case)
    assert (report.faults, differing(report)) == ((), {})
    assert "findings" not in same(report)
    assert same(report)["documents"] == 6
    assert any("did not come to its end" in remark for remark in report.remarks)


def test_what_another_version_read_is_taken_as_kept_and_what_follows_is_made_anew(case: Path) -> None:
    with sqlite3.connect(case / "case.sqlite") as connection:
        connection.execute("UPDATE readings SET made_under = 'learned 0.0 (another)'")
    report = anew(case)
    assert (report.faults, differing(report)) == ((), {})
    assert any("by another version of the reader (5)" in remark for remark in report.remarks)
    assert same(report)["acts"] == 0
    assert same(report)["findings"] == counts(case)["findings"]


def test_what_a_users_own_model_read_is_never_asked_for_again(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is read")

    settings = b'"reader":"endpoint","endpoint":{"address":"http://127.0.0.1:9/v1","model":"ours"}'
    with sqlite3.connect(case / "case.sqlite") as connection:
        (kept,) = connection.execute("SELECT value FROM facts WHERE name = 'settings'").fetchone()
        put = kept.replace(b'"reader":null', settings[: settings.index(b",")])
        put = put.replace(b'"endpoint":null', settings[settings.index(b",") + 1 :])
        assert put.count(b"endpoint") == 2
        connection.execute("UPDATE facts SET value = ? WHERE name = 'settings'", (put,))
    monkeypatch.setattr(making, "read_unread", never)
    report = anew(case)
    assert differing(report) == {}
    assert any("nothing is sent" in remark for remark in report.remarks)


def test_what_another_version_linked_is_a_remark_that_names_what_differs(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("chapeau.pipeline.published.program", lambda: "another")
        run([], case, ANALYST, jobs=1)
    monkeypatch.setattr("chapeau.pipeline.verify_published.files_of", lambda _: iter(()))
    assert anew(case).faults == ()
    changed(case, "incidents", '"certainty":"asserted"', '"certainty":"denied"')
    report = anew(case)
    assert [fault for fault in report.faults if isinstance(fault, Fault)] == []
    assert any("these incidents are otherwise" in remark for remark in report.remarks)
