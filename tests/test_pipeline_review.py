"""People decide: one record at a time or by spreadsheet; the next run carries it; nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.errors import DataInvalid, RecordUnknown, UsageError
from chapeau.pipeline.decide import decide
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.review_sheet import COLUMNS, SheetReport, guarded, review_in, review_out, unguarded
from chapeau.pipeline.reviewed import after_review
from chapeau.records import Act, Decision, Statement
from tests.running import ANALYST, carried, reports

Row = dict[str, str]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    carried([reports(folder / "in")], folder / "case")
    return folder / "case"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    """A case of one's own."""
    return Path(shutil.copytree(read_once, tmp_path / "case"))


def an_act(case: Path) -> Act:
    with opened(case) as held:
        return next(a for a in held.all(kinds.ACTS) if a.certainty == "asserted")


def left(case: Path, record: str) -> Act | Statement:
    with opened(case) as held:
        found = after_review(held).changed[record]
    assert isinstance(found, Act | Statement)
    return found


def decisions(case: Path) -> list[Decision]:
    with opened(case) as held:
        return list(held.all(kinds.DECISIONS))


# --- one record at a time ----------------------------------------------------------------------------


def test_a_correction_in_words_stands_after_the_next_run(case: Path) -> None:
    act = an_act(case)
    made = decide(case, act.id[:12], "correct", ANALYST, field="certainty", after="denied", why="Line 2.")
    assert (made.before, made.after) == ('"asserted"', '"denied"')
    assert carried([], case).unanchored == ()
    corrected = left(case, act.id)
    assert isinstance(corrected, Act)
    assert (corrected.certainty, corrected.made_by) == ("denied", "A. Analyst")
    data = json.loads((case / "dossier.json").read_text())
    assert [a["certainty"] for a in data["acts"] if a["id"] == act.id] == ["denied"]


def test_a_rejected_act_supports_no_incident(case: Path) -> None:
    act = an_act(case)
    decide(case, act.id, "reject", ANALYST, why="It speaks of a race.")
    carried([], case)
    with opened(case) as held:
        assert [i.id for i in held.all(kinds.INCIDENTS) if act.id in i.acts] == []
        assert [f.id for f in held.all(kinds.FINDINGS) if act.id in f.acts_for] == []


def test_a_rejected_statement_is_shown_beside_no_finding_and_speaks_against_none(case: Path) -> None:
    with opened(case) as held:
        denials = [s for s in held.all(kinds.STATEMENTS) if s.stance == "denies"]
        shown = {one for f in held.all(kinds.FINDINGS) for one in (*f.shown_beside, *f.statements_against)}
    assert denials
    assert shown & {s.id for s in denials}
    for denial in denials:
        decide(case, denial.id, "reject", ANALYST, why="Nobody said so.")
    carried([], case)
    with opened(case) as held:
        left_over = {
            one for f in held.all(kinds.FINDINGS) for one in (*f.shown_beside, *f.statements_against)
        }
        assert held.count(kinds.FINDINGS) > 0
    assert left_over.isdisjoint(s.id for s in denials)


def test_decisions_of_one_second_count_in_the_order_they_were_made(case: Path) -> None:
    act = an_act(case)
    for value in ("possible", "negated", "threatened", "attempted"):
        decide(case, act.id, "correct", ANALYST, field="certainty", after=value, why="Again.")
    found = left(case, act.id)
    assert isinstance(found, Act)
    assert found.certainty == "attempted"


def test_what_was_taken_back_no_longer_stands(case: Path) -> None:
    act = an_act(case)
    made = decide(case, act.id, "reject", ANALYST, why="Wrong.")
    decide(case, made.id, "withdraw", ANALYST, why="It was right.")
    with opened(case) as held:
        assert act.id not in after_review(held).rejected


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("certainty", "perhaps"),
        ("no_such", "x"),
        ("id", "act-1"),
        ("counts", "12"),
        ("victims[99].name", "x"),
    ],
)
def test_a_value_that_cannot_stand_in_the_field_is_refused(case: Path, field: str, after: str) -> None:
    with pytest.raises(UsageError, match="was not changed"):
        decide(case, an_act(case).id, "correct", ANALYST, field=field, after=after, why="Because.")
    assert decisions(case) == []


def test_a_decision_needs_its_reason_and_a_record_that_can_be_decided(case: Path) -> None:
    act = an_act(case)
    with pytest.raises(UsageError, match="reason"):
        decide(case, act.id, "reject", ANALYST, why="  ")
    with pytest.raises(UsageError, match="two acts"):
        decide(case, act.id, "same", ANALYST, why="x", other=act.document)
    with pytest.raises(UsageError, match="field"):
        decide(case, act.id, "correct", ANALYST, why="x")
    with opened(case) as held:
        finding = next(held.all(kinds.FINDINGS), None) or next(held.all(kinds.ORIGINS))
    with pytest.raises(UsageError, match="no act, statement or response, nor a list"):
        decide(case, finding.id, "accept", ANALYST, why="x")
    with pytest.raises(RecordUnknown):
        decide(case, "act-none", "accept", ANALYST, why="x")


def test_two_acts_decided_to_be_one_event_are_one_incident(case: Path) -> None:
    with opened(case) as held:
        one, two = list(held.all(kinds.ACTS))[:2]
    decide(case, one.id, "same", ANALYST, other=two.id, why="One event.")
    carried([], case)
    with opened(case) as held:
        assert any({one.id, two.id} <= set(i.acts) for i in held.all(kinds.INCIDENTS))


def test_two_documents_decided_to_be_one_telling_or_two_are_so_many_origins(case: Path) -> None:
    with opened(case) as held:
        home = {m.document: o.id for o in held.all(kinds.ORIGINS) for m in o.members}
    copied = next((a, b) for a in home for b in home if a < b and home[a] == home[b])
    apart = next((a, b) for a in home for b in home if a < b and home[a] != home[b] and a not in copied)
    decide(case, copied[0], "not_same", ANALYST, other=copied[1], why="Each saw it.")
    decide(case, apart[0], "same", ANALYST, other=apart[1], why="One wrote both.")
    carried([], case)
    with opened(case) as held:
        home = {m.document: o.id for o in held.all(kinds.ORIGINS) for m in o.members}
    assert home[copied[0]] != home[copied[1]]
    assert home[apart[0]] == home[apart[1]]


def test_nothing_is_decided_to_be_one_with_itself(case: Path) -> None:
    act = an_act(case)
    for record in (act.id, act.document):
        for kind in ("same", "not_same", "unsure"):
            with pytest.raises(UsageError, match="of two acts, two documents"):
                decide(case, record, kind, ANALYST, other=record, why="x")  # type: ignore[arg-type]
    assert decisions(case) == []


# --- by spreadsheet ----------------------------------------------------------------------------------


def sheet_of(case: Path) -> Path:
    sheet = case.parent / "review.csv"
    review_out(case, sheet, ANALYST)
    return sheet


def rows_of(sheet: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"), newline="")))


def write(sheet: Path, rows: list[Row], delimiter: str = ",") -> None:
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def brought_back(case: Path, change: Callable[[Row], None], delimiter: str = ",") -> SheetReport:
    sheet = sheet_of(case)
    rows = rows_of(sheet)
    for row in rows:
        change(row)
    write(sheet, rows, delimiter)
    return review_in(case, sheet, ANALYST)


def test_a_sheet_holds_names_so_it_is_its_owners_alone_and_logged(case: Path) -> None:
    sheet = sheet_of(case)
    assert sheet.stat().st_mode & 0o077 == 0
    with opened(case) as held:
        last = list(held.all(kinds.CUSTODY))[-1]
    assert (last.action, last.note) == ("exported", "review-sheet-with-names")


def test_every_field_of_every_record_has_a_row(case: Path) -> None:
    rows = rows_of(sheet_of(case))
    with opened(case) as held:
        expected = {(a.id, a.type) for a in held.all(kinds.ACTS)}
        links = sum(len(i.links) for i in held.all(kinds.INCIDENTS))
    told = {
        (r["record"], json.loads(r["value"])) for r in rows if r["kind"] == "act" and r["field"] == "type"
    }
    assert told == expected
    assert sum(r["kind"] == "link" for r in rows) == links
    fields = {r["field"] for r in rows if r["kind"] == "act"}
    assert {"", "victims", "perpetrators", "certainty", "counts", "time", "places", "said_in"} <= fields


def test_a_sheet_that_comes_back_as_it_was_decides_nothing(case: Path) -> None:
    report = brought_back(case, lambda row: row.update(standing=""))
    assert report.decided == ()
    assert report.refused == ()
    assert decisions(case) == []


def test_each_change_makes_one_decision_and_a_second_time_none(case: Path) -> None:
    act = an_act(case)

    def change(row: Row) -> None:
        if row["record"] == act.id and row["field"] == "certainty":
            row.update(decision="correct", after="possible", why="'may have'")
        if row["record"] == act.id and not row["field"]:
            row.update(decision="Accept")

    first = brought_back(case, change)
    assert [d.kind for d in first.decided] == ["accept", "correct"]
    assert brought_back(case, change).decided == ()
    assert len(decisions(case)) == 2


def test_a_sheet_saved_with_semicolons_is_understood(case: Path) -> None:
    act = an_act(case)

    def change(row: Row) -> None:
        if row["record"] == act.id and row["field"] == "basis":
            row.update(after="saw", why="She saw it; it says so.")

    assert [d.after for d in brought_back(case, change, ";").decided] == ['"saw"']


def test_awkward_words_come_through_whole(case: Path) -> None:
    act = an_act(case)
    why = '=HYPERLINK("http://x","y")\nsecond "line", \t\'quoted\' — é 😀\r\nthird'

    def change(row: Row) -> None:
        if row["record"] == act.id and row["field"] == "certainty":
            row.update(after="possible", why=guarded(why))

    (made,) = brought_back(case, change).decided
    assert made.why == why


def test_rows_that_cannot_be_decisions_are_refused_by_number_and_the_rest_is_kept(case: Path) -> None:
    act = an_act(case)
    wrong = {
        "certainty": {"decision": "correct", "after": "perhaps", "why": "x"},
        "type": {"decision": "reject", "why": "x"},
        "basis": {"after": "saw", "why": ""},
        "extent": {"after": "series", "why": "Three days."},
    }

    def change(row: Row) -> None:
        if row["record"] == act.id:
            row.update(wrong.get(row["field"], {}))

    report = brought_back(case, change)
    assert [d.field for d in report.decided] == ["extent"]
    assert len(report.refused) == 3
    assert report.exit_code == 3
    rows = rows_of(case.parent / "review.csv")
    refused = {rows[refusal.row - 2]["field"] for refusal in report.refused}
    assert refused == {"certainty", "type", "basis"}


def test_a_field_that_changed_since_the_sheet_was_written_is_not_overwritten(case: Path) -> None:
    act, sheet = an_act(case), sheet_of(case)
    decide(case, act.id, "correct", ANALYST, field="certainty", after="denied", why="Seen later.")
    rows = rows_of(sheet)
    for row in rows:
        if row["record"] == act.id and row["field"] == "certainty":
            row.update(after="possible", why="Seen before.")
    write(sheet, rows)
    report = review_in(case, sheet, ANALYST)
    assert report.decided == ()
    assert "has changed since" in report.refused[0].why


def test_a_second_reader_may_decide_the_same_again(case: Path) -> None:
    act = an_act(case)

    def change(row: Row) -> None:
        if row["record"] == act.id and not row["field"]:
            row.update(decision="accept")

    brought_back(case, change)
    sheet = case.parent / "review.csv"
    second = Occasion(who="B. Analyst", at="2031-05-03T09:00:00Z", clock="given")
    assert [d.who for d in review_in(case, sheet, second).decided] == ["B. Analyst"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\r\n1,2\r\n", b'kind,record\r\n"open'])
def test_a_file_that_is_no_sheet_is_refused_by_name(case: Path, data: bytes) -> None:
    sheet = case.parent / "other.csv"
    sheet.write_bytes(data)
    with pytest.raises(DataInvalid, match=r"other\.csv"):
        review_in(case, sheet, ANALYST)


@given(st.text())
def test_no_cell_can_be_taken_for_a_formula_and_each_comes_back(cell: str) -> None:
    out = guarded(cell)
    assert not out.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(out) == cell


@given(st.text("'=+-@\t\r\nx", max_size=6))
def test_apostrophes_in_front_come_back_too(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_an_earlier_decision_stands_in_the_sheet_and_can_be_withdrawn_there(case: Path) -> None:
    act = an_act(case)
    made = decide(case, act.id, "reject", ANALYST, why="Wrong.")
    sheet = sheet_of(case)
    (row,) = [r for r in rows_of(sheet) if r["kind"] == "decision"]
    assert (row["record"], row["other"]) == (made.id, act.id)
    write(sheet, [{**row, "decision": "withdraw", "why": "It was right."}])
    assert [d.kind for d in review_in(case, sheet, ANALYST).decided] == ["withdraw"]
    with opened(case) as held:
        assert act.id not in after_review(held).rejected
    assert [r["standing"].split()[0] for r in rows_of(sheet_of(case)) if r["record"] == made.id] == [
        "withdrawn"
    ]
    assert review_in(case, sheet, ANALYST).decided == ()
