"""The custody log on disk: it only grows, and what it speaks of can be held against it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.errors import EvidenceMismatch
from chapeau.ground.codec import to_json, to_plain
from chapeau.records import Decision
from tests.casefile.literals import a_document, a_reading, a_source

AT = "2031-05-02T09:00:00Z"


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Casefile]:
    """A case in which one document was received, extracted and read, with the log of it."""
    source = a_source()
    document = a_document(source)
    with created(tmp_path) as case, case.transaction():
        case.keep_source(source)
        custody.append(
            case, at=AT, by="A", action="received", subject=source.id, content=custody.content_of(source)
        )
        case.keep(kinds.DOCUMENTS, document)
        custody.append(
            case, at=AT, by="A", action="extracted", subject=document.id, content=custody.content_of(document)
        )
        case.keep_reading(a_reading(document), "rules 0.1")
        custody.append(
            case,
            at=AT,
            by="A",
            action="read",
            subject=document.id,
            content=custody.content_of(a_reading(document)),
        )
        yield case


def test_an_untouched_case_agrees_with_its_log(logged: Casefile) -> None:
    taken = custody.take_head(logged)
    assert custody.check_log(logged) == taken
    assert taken.size == 3
    assert list(custody.check_contents(logged)) == []


def test_the_log_holds_no_word_of_a_document(logged: Casefile) -> None:
    rows = logged.connection.execute("SELECT record FROM custody").fetchall()
    text = b"".join(bytes(row[0]) for row in rows).decode()
    assert rows
    assert not any(word in text for word in ("Guards", "Ostrey", "spokesman", "ostrey.txt"))


def test_entries_can_neither_be_changed_nor_taken_away(logged: Casefile) -> None:
    for sql in ("UPDATE custody SET subject = 'x'", "DELETE FROM custody WHERE position = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            logged.connection.execute(sql)


def test_a_log_that_was_cut_is_noticed(logged: Casefile) -> None:
    custody.take_head(logged)
    logged.connection.execute("DROP TRIGGER custody_keeps")
    logged.connection.execute("DELETE FROM salts WHERE position = 2")
    logged.connection.execute("DELETE FROM custody WHERE position = 2")
    with pytest.raises(EvidenceMismatch, match="ends at 2"):
        custody.check_log(logged)


def test_a_record_changed_behind_the_log_is_noticed(logged: Casefile) -> None:
    logged.connection.execute("UPDATE acts SET record = replace(record, 'assault', 'killing')")
    (fault,) = custody.check_contents(logged)
    assert "is no longer what it was" in fault.message


def test_a_record_taken_away_behind_the_log_is_noticed(logged: Casefile) -> None:
    logged.connection.execute("PRAGMA defer_foreign_keys = ON")
    logged.connection.execute("DELETE FROM readings")
    (fault,) = custody.check_contents(logged)
    assert "is gone" in fault.message


def test_a_former_reading_is_no_fault_and_the_latest_is_held_against_its_entry(logged: Casefile) -> None:
    document = a_document(a_source())
    better = a_reading(document, made_by="rules 0.2", kind="torture")
    logged.keep_reading(better, "rules 0.2")
    assert len(list(custody.check_contents(logged))) == 1
    custody.append(
        logged, at=AT, by="A", action="read", subject=document.id, content=custody.content_of(better)
    )
    assert list(custody.check_contents(logged)) == []


@pytest.mark.parametrize("action", ["received", "extracted"])
def test_a_later_entry_covers_no_changed_source_or_text(logged: Casefile, action: str) -> None:
    document = a_document(a_source())
    changed = replace(document, title="Another") if action == "extracted" else replace(a_source(), size=1)
    kind = kinds.DOCUMENTS if action == "extracted" else kinds.SOURCES
    logged.connection.execute(
        f"UPDATE {kind.table} SET record = ? WHERE id = ?",
        (custody.content_of(changed), changed.id),
    )
    custody.append(
        logged, at=AT, by="B", action=action, subject=changed.id, content=custody.content_of(changed)  # type: ignore[arg-type]
    )  # fmt: skip
    (fault,) = custody.check_contents(logged)
    assert "is no longer what it was" in fault.message


def test_a_decision_taken_away_behind_the_log_is_noticed(logged: Casefile) -> None:
    made = Decision(id="dec-1", kind="accept", record="act-1", who="A", when=AT, why="")
    logged.keep_decision(made)
    custody.append(logged, at=AT, by="A", action="decided", subject=made.id, content=custody.content_of(made))
    assert list(custody.check_contents(logged)) == []
    logged.connection.execute("DELETE FROM decisions")
    (fault,) = custody.check_contents(logged)
    assert "is gone" in fault.message


def test_a_record_kept_before_it_had_a_field_more_is_still_what_it_was(tmp_path: Path) -> None:
    source = a_source()
    plain = {name: value for name, value in to_plain(source).items() if value is not None}
    earlier = to_json(plain)
    assert earlier != to_json(source)
    with created(tmp_path) as case, case.transaction():
        case.keep_source(source)
        case.connection.execute("UPDATE sources SET record = ?", (earlier,))
        custody.append(case, at=AT, by="A", action="received", subject=source.id, content=earlier)
        assert case.get(kinds.SOURCES, source.id) == source
        assert list(custody.check_contents(case)) == []


def test_two_logs_of_the_same_deeds_do_not_tell_that_they_are_the_same(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        with created(tmp_path / name) as case, case.transaction():
            made = custody.append(case, at=AT, by="A", action="case_opened", subject="case", content=b"{}")
            digests.append(made.digest)
    assert digests[0] != digests[1]
