"""What is withdrawn is gone to the byte; what rested on it alone goes with it, and nothing else moves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.casefile.schema import connect
from chapeau.errors import NeedMissing, UsageError
from chapeau.ground.codec import to_json
from chapeau.pipeline import withdraw as withdrawing
from chapeau.pipeline.decide import decide
from chapeau.pipeline.export import export
from chapeau.pipeline.unfinished import unfinished
from chapeau.pipeline.verify import verify
from chapeau.pipeline.withdraw import EMPTIED, withdraw
from tests.running import ANALYST, CAMP, MARKET, carried, reports

WHY = "Consent was taken back."
KEPT = tuple(
    kind for kind in (kinds.DOCUMENTS, *kinds.IN_READING, *kinds.DERIVED) if kind is not kinds.REVIEWED
)


def held(case: Path) -> dict[str, list[bytes]]:
    """All records of a case but of its sources, custody and decisions."""
    with opened(case) as found:
        return {kind.table: [to_json(record) for record in found.all(kind)] for kind in KEPT}


def source_named(case: Path, name: str) -> str:
    with opened(case) as found:
        return next(s.id for s in found.all(kinds.SOURCES) if s.capture.name == name)


@pytest.mark.parametrize("name", ["01-market.txt", "02-copy.md", "03-camp.txt", "04-posts.jsonl"])
def test_each_source_taken_out_leaves_what_a_case_without_it_holds(name: str, tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    carried([inputs], tmp_path / "case")
    withdraw(tmp_path / "case", source_named(tmp_path / "case", name), ANALYST, why=WHY)
    (inputs / name).unlink()
    carried([inputs], tmp_path / "without")
    assert held(tmp_path / "case") == held(tmp_path / "without")


def test_no_word_of_it_stays_in_the_case(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    name = source_named(tmp_path / "case", "03-camp.txt")
    with opened(tmp_path / "case") as case:
        act = next(a.id for d in case.of_source(name) for a in case.of_document(kinds.ACTS, d.id))
    decide(
        tmp_path / "case",
        act,
        "correct",
        ANALYST,
        why="Known.",
        field="evidence",
        after='{"start": 0, "end": 5, "text": "Grenn"}',
    )
    withdraw(tmp_path / "case", name, ANALYST, why=WHY)
    kept = [path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()]
    for word in (b"Grenn", b"Lantern Watch", b"03-camp"):
        assert not any(word in data for data in kept), word


def test_a_stub_and_an_entry_say_that_it_was_there(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    name = source_named(tmp_path / "case", "03-camp.txt")
    withdraw(tmp_path / "case", name, ANALYST, why=WHY)
    with opened(tmp_path / "case") as case:
        stub, entry = case.get(kinds.SOURCES, name), case.get(kinds.WITHDRAWALS, name)
        logged = {e.subject for e in case.all(kinds.CUSTODY) if e.action == "withdrawn"}
    assert (stub.capture.name, stub.size, set(stub.blob)) == ("withdrawn", 0, {"0"})
    assert (entry.who, entry.why) == (ANALYST.who, WHY)
    assert logged == {name, *entry.documents}
    assert verify(tmp_path / "case", ANALYST).faults == ()


def test_the_dossier_and_the_export_say_that_it_was_there(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    name = source_named(tmp_path / "case", "03-camp.txt")
    assert "Sources that were withdrawn" not in (tmp_path / "case" / "dossier.html").read_text("utf-8")
    withdraw(tmp_path / "case", name, ANALYST, why=WHY)
    page = (tmp_path / "case" / "dossier.html").read_text("utf-8")
    assert "Sources that were withdrawn" in page
    assert f"<code>{name}</code>" in page
    export(tmp_path / "case", tmp_path / "out", ANALYST, names=False)
    assert name in (tmp_path / "out" / "withdrawals.jsonl").read_text("utf-8")


def test_it_is_not_taken_again(tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    carried([inputs], tmp_path / "case")
    withdraw(tmp_path / "case", source_named(tmp_path / "case", "03-camp.txt"), ANALYST, why=WHY)
    before = held(tmp_path / "case")
    report = carried([inputs], tmp_path / "case")
    assert [(s.what, s.reference) for s in report.skipped] == [("03-camp.txt", "input-withdrawn")]
    assert [p for p in held(tmp_path / "case")["acts"] if p not in before["acts"]] == []
    assert not any(
        b"Grenn" in p.read_bytes() for p in (tmp_path / "case" / "blobs").rglob("*") if p.is_file()
    )


def test_bytes_that_another_source_holds_stay(tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    (inputs / "05-again.txt").write_text(MARKET, "utf-8")
    carried([inputs], tmp_path / "case")
    report = withdraw(tmp_path / "case", source_named(tmp_path / "case", "05-again.txt"), ANALYST, why=WHY)
    assert report.bytes_stay
    assert verify(tmp_path / "case", ANALYST).faults == ()


def test_what_is_no_source_or_has_no_reason_is_not_withdrawn(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    name = source_named(tmp_path / "case", "03-camp.txt")
    shutil.copytree(tmp_path / "case", tmp_path / "before")
    with opened(tmp_path / "case") as case:
        document = case.of_source(name)[0].id
    for beginning, why in ((document, WHY), (name, " ")):
        with pytest.raises(UsageError):
            withdraw(tmp_path / "case", beginning, ANALYST, why=why)
    assert held(tmp_path / "case") == held(tmp_path / "before")


def test_one_that_was_withdrawn_is_not_withdrawn_again(tmp_path: Path) -> None:
    carried([reports(tmp_path / "in")], tmp_path / "case")
    name = source_named(tmp_path / "case", "03-camp.txt")
    withdraw(tmp_path / "case", name, ANALYST, why=WHY)
    with pytest.raises(UsageError, match="before"):
        withdraw(tmp_path / "case", name, ANALYST, why=WHY)


def test_reasons_of_decisions_on_what_is_withdrawn_go_and_the_log_says_that_they_went(tmp_path: Path) -> None:
    case = tmp_path / "case"
    carried([reports(tmp_path / "in")], case)
    camp, market = source_named(case, "03-camp.txt"), source_named(case, "01-market.txt")
    with opened(case) as held:
        document, other = held.of_source(camp)[0].id, held.of_source(market)[0].id
        act = held.of_document(kinds.ACTS, document)[0].id
        kept = held.of_document(kinds.ACTS, other)[0].id
    first = decide(case, act, "accept", ANALYST, why="Ula Brenn told us of cell 4.")
    back = decide(case, first.id, "withdraw", ANALYST, why="Ula Brenn takes it back.")
    apart = decide(case, other, "not_same", ANALYST, why="Ula Brenn wrote one of them.", other=document)
    stays = decide(case, kept, "accept", ANALYST, why="The mayor's office confirmed it.")
    withdraw(case, camp, ANALYST, why=WHY)
    assert not any(b"Ula Brenn" in path.read_bytes() for path in case.rglob("*") if path.is_file())
    with opened(case) as held:
        assert held.get(kinds.DECISIONS, stays.id) == stays
        assert {held.get(kinds.DECISIONS, d.id).why for d in (first, back, apart)} == {EMPTIED}
        logged = {e.subject for e in held.all(kinds.CUSTODY) if e.action == "withdrawn"}
    assert logged >= {first.id, back.id, apart.id}
    assert stays.id not in logged
    assert verify(case, ANALYST).faults == ()


WORD = b"Zorkplat"


def with_a_long_report(tmp_path: Path) -> tuple[Path, str]:
    """A case one of whose texts fills many pages of the database, and that source."""
    inputs = reports(tmp_path / "in")
    more = (f"On day {i} the guards of the Zorkplat camp walked past wall {i}." for i in range(400))
    (inputs / "03-camp.txt").write_text("\n\n".join([CAMP, *more]), "utf-8")
    carried([inputs], tmp_path / "case")
    return tmp_path / "case", source_named(tmp_path / "case", "03-camp.txt")


def files_with_it(case: Path) -> set[str]:
    return {path.name for path in case.rglob("*") if path.is_file() and WORD in path.read_bytes()}


@pytest.mark.parametrize("again", ["run", "withdraw", "withdraw another"])
@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        NeedMissing("Not there.", hint="Install it."),
        KeyboardInterrupt(),
    ],
)
def test_a_withdrawal_that_was_interrupted_is_finished_by_whatever_comes_next(
    error: BaseException, again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, source = with_a_long_report(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(withdrawing, "run", lambda *_, **__: (_ for _ in ()).throw(error))
        with pytest.raises(type(error)) as raised:
            withdraw(case, source, ANALYST, why=WHY)
    assert "is destroyed" in str(raised.value) or not isinstance(error, NeedMissing)
    assert files_with_it(case) <= {"case.sqlite"}
    assert not (case / "dossier.json").exists()
    with pytest.raises(UsageError, match="not finished"):
        export(case, tmp_path / "out", ANALYST)
    if again == "run":
        carried([], case)
    elif again == "withdraw":
        assert withdraw(case, source, ANALYST, why=WHY).withdrawal.source == source
    else:
        withdraw(case, source_named(case, "04-posts.jsonl"), ANALYST, why=WHY)
    assert files_with_it(case) == set()
    with opened(case) as held:
        assert unfinished(held) == ()
    with pytest.raises(UsageError, match="before"):
        withdraw(case, source, ANALYST, why=WHY)
    assert verify(case, ANALYST).faults == ()
    export(case, tmp_path / "out", ANALYST)


def test_where_sqlite_would_leave_deleted_text_in_its_file_it_is_told_not_to(
    tmp_path: Path,
) -> None:
    (tmp_path / "case").mkdir()
    connection = connect(tmp_path / "case")
    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    connection.close()
