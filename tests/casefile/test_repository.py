"""A case on disk: what goes in comes out; ids never stand for two things; a reading is whole or absent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import ASKED, Casefile, created, opened
from chapeau.errors import CaseBusy, CaseMissing, CaseUnwritable, EvidenceMismatch, RecordUnknown
from chapeau.records import Decision, Skipped
from tests.casefile.literals import TEXT, a_document, a_reading, a_source


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casefile]:
    with created(tmp_path / "case") as made:
        yield made


@pytest.fixture
def read_case(case: Casefile) -> Casefile:
    """A case with one document that was read."""
    source = a_source()
    case.keep_source(source)
    case.keep(kinds.DOCUMENTS, a_document(source))
    case.keep_reading(a_reading(a_document(source)), "rules 0.1")
    return case


def test_what_is_kept_comes_back_the_same(read_case: Casefile) -> None:
    source = a_source()
    document = a_document(source)
    assert list(read_case.all(kinds.SOURCES)) == [source]
    assert read_case.get(kinds.DOCUMENTS, document.id) == document
    assert read_case.reading(document.id) == a_reading(document)


def test_keeping_the_same_record_again_changes_nothing(read_case: Casefile) -> None:
    document = a_document(a_source())
    assert not read_case.keep(kinds.DOCUMENTS, document)
    assert read_case.count(kinds.DOCUMENTS) == 1


def test_two_different_records_under_one_id_are_refused(read_case: Casefile) -> None:
    document = a_document(a_source())
    with pytest.raises(EvidenceMismatch, match=document.id):
        read_case.keep(kinds.DOCUMENTS, replace(document, title="Another"))
    assert read_case.get(kinds.DOCUMENTS, document.id) == document


def test_of_a_source_received_again_the_first_capture_stands(read_case: Casefile) -> None:
    first = a_source()
    again = replace(first, capture=replace(first.capture, by="B. Analyst", at="2031-06-01T00:00:00Z"))
    assert not read_case.keep_source(again)
    assert read_case.get(kinds.SOURCES, first.id) == first


def test_other_bytes_under_the_id_of_a_source_are_refused(read_case: Casefile) -> None:
    first = a_source()
    for other in (replace(first, blob="ab" * 32), replace(first, size=first.size + 1)):
        with pytest.raises(EvidenceMismatch, match=first.id):
            read_case.keep_source(other)
    assert list(read_case.all(kinds.SOURCES)) == [first]


def test_two_mentions_of_one_stretch_are_both_kept_in_their_order(read_case: Casefile) -> None:
    reading = a_reading(a_document(a_source()))
    (place,) = reading.mentions
    told = replace(reading, mentions=(place, replace(place, actor="ostrey"), replace(place, start=20)))
    read_case.keep_reading(told, "rules 0.2")
    kept = read_case.reading(reading.document)
    assert kept is not None
    assert [(m.start, m.actor) for m in kept.mentions] == [(20, None), (23, None), (23, "ostrey")]


def test_of_two_extractions_of_one_text_the_one_that_was_logged_later_is_read(case: Casefile) -> None:
    source = a_source()
    for newest in (0, 1):
        place = 2 * newest
        former, latest = sorted(
            (a_document(source, text=f"{TEXT} {n}", position=place) for n in (1, 2)),
            key=lambda d: d.id,
            reverse=bool(newest),
        )
        with case.transaction():
            case.keep_source(source)
            for document in (former, latest):
                case.keep(kinds.DOCUMENTS, document)
                custody.append(
                    case,
                    at="2031-05-02T09:00:00Z",
                    by="A",
                    action="extracted",
                    subject=document.id,
                    content=b"x",
                )
        assert former.id in case.superseded()
        assert latest.id not in case.superseded()
        assert latest.id in case.unread("rules 0.1")
        assert former.id not in case.unread("rules 0.1")


def test_texts_at_two_places_of_one_source_supersede_each_other_never(case: Casefile) -> None:
    source = a_source()
    case.keep_source(source)
    for place in (0, 1):
        case.keep(kinds.DOCUMENTS, a_document(source, position=place))
    assert case.superseded() == frozenset()
    assert len(case.unread("rules 0.1")) == 2


def test_a_better_reading_takes_the_place_of_the_former(read_case: Casefile) -> None:
    document = a_document(a_source())
    better = a_reading(document, made_by="rules 0.2", kind="torture")
    read_case.keep_reading(better, "rules 0.2")
    assert read_case.reading(document.id) == better
    assert read_case.count(kinds.ACTS) == 1


def test_a_reading_that_fails_half_way_leaves_the_former_whole(read_case: Casefile) -> None:
    document = a_document(a_source())
    good = a_reading(document)
    twice = replace(good.acts[0], type="killing")
    with pytest.raises(EvidenceMismatch):
        read_case.keep_reading(replace(good, acts=(*good.acts, twice)), "rules 0.2")
    assert read_case.reading(document.id) == good
    assert read_case.unread("rules 0.1") == []


def test_a_document_is_unread_until_this_reader_has_read_it(read_case: Casefile) -> None:
    document = a_document(a_source())
    assert read_case.unread("rules 0.1") == []
    assert read_case.unread("rules 0.2") == [document.id]


def test_a_record_is_found_by_the_beginning_of_its_id(read_case: Casefile) -> None:
    act = a_reading(a_document(a_source())).acts[0]
    kind, found = read_case.named(act.id[:8])
    assert (kind, found) == (kinds.ACTS, act)


def test_an_id_that_fits_nothing_or_several_is_refused(read_case: Casefile) -> None:
    with pytest.raises(RecordUnknown, match="No record"):
        read_case.named("act-zzz")
    other = a_source("marrow.txt")
    read_case.keep_source(other)
    with pytest.raises(RecordUnknown, match="More than one"):
        read_case.named("src-")


def test_a_whole_id_is_found_though_it_begins_another(case: Casefile) -> None:
    records = [
        Skipped(id=i, step="read", what="x", reference="r", message="m") for i in ("skip-1", "skip-12")
    ]
    case.replace(kinds.SKIPPED, records)
    assert case.named("skip-1")[1] == records[0]
    assert case.named("skip-12")[1] == records[1]


def test_documents_come_by_source_and_position_however_they_came_in(case: Casefile) -> None:
    sources = [a_source(f"{n}.jsonl") for n in range(3)]
    documents = [a_document(s, position=p) for s in sources for p in (2, 0, 11, 1)]
    for source in sources:
        case.keep_source(source)
    for document in documents:
        case.keep(kinds.DOCUMENTS, document)
    expected = sorted(documents, key=lambda d: (d.source, d.position))
    assert list(case.all(kinds.DOCUMENTS)) == expected
    assert case.ids(kinds.DOCUMENTS) == [d.id for d in expected]
    assert list(case.of_source(sources[1].id)) == [d for d in expected if d.source == sources[1].id]


def test_replacing_a_kind_is_all_or_nothing(case: Casefile) -> None:
    one = Skipped(id="skip-1", step="read", what="x", reference="r", message="m")
    case.replace(kinds.SKIPPED, [one])
    with pytest.raises(EvidenceMismatch):
        case.replace(kinds.SKIPPED, [replace(one, id="skip-2"), one, replace(one, message="other")])
    assert list(case.all(kinds.SKIPPED)) == [one]


def test_what_stays_as_it_was_is_not_written_again(case: Casefile) -> None:
    those = [
        Skipped(id=f"skip-{n:04}", step="read", what="x", reference="r", message="m")
        for n in range(2 * ASKED + 1)
    ]
    case.replace(kinds.SKIPPED, those)
    now = [replace(those[0], message="other"), *those[2:]]
    written = case.connection.total_changes
    case.replace(kinds.SKIPPED, now)
    assert case.connection.total_changes - written == 3
    assert case.renew(kinds.SKIPPED, those, case.ids(kinds.SKIPPED)) == {
        "skip-0000": now[0],
        "skip-0001": None,
    }
    assert case.connection.total_changes - written == 6
    assert list(case.all(kinds.SKIPPED)) == those


def test_decisions_keep_the_order_in_which_they_were_made(case: Casefile) -> None:
    made = [
        Decision(id=f"dec-{n}", kind="accept", record="act-1", who="A", when="2031-05-02T09:00:00Z", why="")
        for n in (3, 1, 2)
    ]
    for decision in made:
        case.keep_decision(decision)
    assert list(case.all(kinds.DECISIONS)) == made
    assert list(case.decisions_on("act-1")) == made


def test_a_second_writer_is_refused_and_a_reader_is_not(case: Casefile) -> None:
    with pytest.raises(CaseBusy, match="Another run"), created(case.folder):
        pass
    with opened(case.folder) as reader:
        assert reader.count(kinds.SOURCES) == 0


def test_a_folder_without_a_case_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing, match="no case"), opened(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_said_to_be_unwritable(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("not a folder")
    with pytest.raises(CaseUnwritable, match="case"), created(tmp_path / "case"):
        pass


def test_a_damaged_case_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "case.sqlite").write_bytes(b"this was a database once" * 100)
    with pytest.raises(CaseMissing, match="cannot be opened"), opened(tmp_path):
        pass


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "case.sqlite")
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = (tmp_path / "case.sqlite").read_bytes()
    with pytest.raises(CaseMissing, match="not a case"), created(tmp_path):
        pass
    assert (tmp_path / "case.sqlite").read_bytes() == before


def test_writes_are_durable_and_references_hold(case: Casefile) -> None:
    pragma = {
        name: case.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "foreign_keys", "journal_mode")
    }
    assert pragma == {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal"}
    with pytest.raises(sqlite3.IntegrityError):
        case.keep(kinds.DOCUMENTS, a_document(a_source()))


def test_a_case_that_cannot_be_written_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with created(tmp_path) as case:
        case.keep_source(a_source())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr("chapeau.casefile.repository.writable", lambda folder: not folder.exists())
    with opened(tmp_path) as case:
        assert list(case.all(kinds.SOURCES)) == [a_source()]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            case.keep(kinds.DOCUMENTS, a_document(a_source()))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_only_its_owner_can_look_into_a_case(case: Casefile) -> None:
    assert case.folder.stat().st_mode & 0o077 == 0
