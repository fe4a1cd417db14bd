"""Lists of persons in a case: preserved, linked, decided on, withheld, and out again as a table."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("splink")

from chapeau.casefile import kinds
from chapeau.casefile.join import record_digest
from chapeau.casefile.repository import opened
from chapeau.cli.undercount_words import undercount_words
from chapeau.errors import BinaryInput, InputUnreadable, SourceWithdrawn, UsageError
from chapeau.link.entries import Entry, entry_of
from chapeau.pipeline import people
from chapeau.pipeline.decide import decide
from chapeau.pipeline.declared_list import Declared
from chapeau.pipeline.export import export
from chapeau.pipeline.lists import take_lists, write_table
from chapeau.pipeline.review_sheet import COLUMNS, review_in, review_out
from chapeau.pipeline.run import run
from chapeau.pipeline.show import show
from chapeau.pipeline.undercount import Declaration
from chapeau.pipeline.undercount_of_case import undercount_of_case
from chapeau.pipeline.verify import verify
from chapeau.pipeline.withdraw import withdraw
from chapeau.records import CasualtyList, Decision, Person
from tests.running import ANALYST

SAID = Declared(scope="killed in Halvern, March 2031", inclusion="named by relatives")
HOSPITAL = """Name,Sex,Age,Date of death,Town,Ward
Ada Orlo,f,34,2031-03-12,Halvern,3
Bren Tolvik,m,71,2031-03-12,Halvern,1
Gerd Hollin,m,66,2031-03-12,Halvern,
"""
TOWN = """Прізвище,Ім'я,Стать,Вік,Дата смерті,Місто
Орло,Ада,ж,34,2031-03-12,Гальверн
Толвик,Брен,ч,72,2031-03-12,Гальверн
Холлін,Герд,ч,31,2031-03-12,Гальверн
"""
REPORT = (
    "March 13, 2031\n\nSoldiers of the Orvanian army shelled the market in Halvern on Wednesday and killed "
    "Ada Orlo, 34, a seller.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("lists")
    (top / "hospital.csv").write_text(HOSPITAL, "utf-8")
    (top / "town.csv").write_text(TOWN, "utf-8")
    (top / "report.txt").write_text(REPORT, "utf-8")
    take_lists(top / "case", [top / "hospital.csv", top / "town.csv"], ANALYST, SAID)
    run([top / "report.txt"], top / "case", ANALYST, jobs=1)
    return top


def found(case: Path) -> dict[str, Person]:
    with opened(case) as held:
        return {p.name: p for p in held.all(kinds.PERSONS)}


def test_a_list_is_a_source_with_its_bytes_and_custody_entries_and_every_row_is_kept(folder: Path) -> None:
    with opened(folder / "case") as case:
        lists = list(case.all(kinds.LISTS))
        assert [made.rows for made in lists] == [3, 3]
        for made in lists:
            source = case.get(kinds.SOURCES, made.source)
            actions = {e.action for e in case.all(kinds.CUSTODY) if e.subject in (source.id, made.id)}
            assert actions == {"received", "extracted"}
        hospital = [r for r in case.all(kinds.LISTED) if r.name == "Ada Orlo"]
        assert [(c.header, c.text) for c in hospital[0].cells][-1] == ("Ward", "3")
    assert not verify(folder / "case", ANALYST).faults


def test_a_row_that_was_changed_from_outside_is_found_out(folder: Path, tmp_path: Path) -> None:
    take_lists(tmp_path / "case", [folder / "hospital.csv"], ANALYST, SAID)
    with opened(tmp_path / "case", write=True) as case:
        case.connection.execute("UPDATE listed SET record = replace(record, 'Ada', 'Ida')")
    assert any("row" in f.what for f in verify(tmp_path / "case", ANALYST).faults)


def test_the_same_list_again_adds_nothing_and_declared_otherwise_is_refused(folder: Path) -> None:
    (report,) = take_lists(folder / "case", [folder / "hospital.csv"], ANALYST, SAID)
    assert not report.new
    assert report.uncompared == ("Ward",)
    with pytest.raises(UsageError, match="already"):
        take_lists(
            folder / "case", [folder / "hospital.csv"], ANALYST, Declared(scope="other", inclusion="other")
        )


def test_of_several_lists_all_are_taken_or_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "fault.csv").write_text("Colour\nred\n", "utf-8")
    case = tmp_path / "case"
    with pytest.raises(InputUnreadable, match=r"fault\.csv has no column of names"):
        take_lists(case, [folder / "hospital.csv", tmp_path / "fault.csv"], ANALYST, SAID)
    assert not case.exists()
    taken = take_lists(case, [folder / "hospital.csv", folder / "town.csv"], ANALYST, SAID)
    again = take_lists(case, [folder / "town.csv", folder / "hospital.csv"], ANALYST, SAID)
    assert [r.made.name for r in taken] == ["hospital.csv", "town.csv"]
    assert [(r.new, r.made) for r in again] == [(False, r.made) for r in reversed(taken)]
    assert not verify(case, ANALYST).faults


def test_lists_taken_together_are_those_taken_one_by_one(folder: Path, tmp_path: Path) -> None:
    paths = [folder / "hospital.csv", folder / "town.csv"]
    take_lists(tmp_path / "together", paths, ANALYST, SAID)
    for path in paths:
        take_lists(tmp_path / "singly", [path], ANALYST, SAID)
    held = []
    for name in ("together", "singly"):
        with opened(tmp_path / name) as case:
            held.append([list(case.all(kind)) for kind in (kinds.SOURCES, kinds.LISTS, kinds.LISTED)])
    assert held[0] == held[1]


def test_the_same_bytes_under_one_name_are_not_taken_twice_with_two_rules(
    folder: Path, tmp_path: Path
) -> None:
    paths = []
    for rule in ("seen by a doctor", "told by relatives"):
        path = tmp_path / rule / "list.csv"
        path.parent.mkdir()
        path.write_text(HOSPITAL, "utf-8")
        path.with_name("list.csv.list.toml").write_text(f'scope = "s"\ninclusion = "{rule}"\n', "utf-8")
        paths.append(path)
    with pytest.raises(UsageError, match="already"):
        take_lists(tmp_path / "case", paths, ANALYST, Declared())
    with opened(tmp_path / "case") as case:
        assert (case.count(kinds.SOURCES), case.count(kinds.LISTS), case.count(kinds.CUSTODY)) == (0, 0, 0)


def test_scope_and_rule_must_be_said_and_may_stand_in_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Wer\nAda Orlo\n", "utf-8")
    with pytest.raises(UsageError, match="covers"):
        take_lists(tmp_path / "case", [tmp_path / "x.csv"], ANALYST, Declared())
    beside = tmp_path / "x.csv.list.toml"
    beside.write_text('scope = "s"\ninclusion = "i"\nas_of = 2031-04-01\n[columns]\nWer = "name"\n', "utf-8")
    (report,) = take_lists(tmp_path / "case", [tmp_path / "x.csv"], ANALYST, Declared())
    made = report.made
    assert (made.scope, made.inclusion, made.as_of, made.columns[0].holds) == ("s", "i", "2031-04-01", "name")
    beside.write_text('scop = "s"\n', "utf-8")
    with pytest.raises(InputUnreadable, match="scop"):
        take_lists(tmp_path / "case", [tmp_path / "x.csv"], ANALYST, Declared())


def test_rows_of_two_scripts_and_a_victim_in_a_text_are_one_person_and_a_namesake_is_another(
    folder: Path,
) -> None:
    persons = found(folder / "case")
    ada = persons["Ada Orlo"]
    assert (len(ada.lists), len(ada.acts)) == (2, 1)
    tolvik = next(p for p in persons.values() if "Bren Tolvik" in p.names)
    assert (tolvik.age_low, tolvik.age_high, len(tolvik.listed)) == (71, 72, 2)
    assert sum("ol" in p.name.lower() and len(p.listed) == 1 for p in persons.values()) == 1
    assert len(persons) == 4


def test_decisions_on_rows_outrank_likeness_survive_further_lists_and_can_be_withdrawn(
    folder: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    take_lists(case, [folder / "hospital.csv", folder / "town.csv"], ANALYST, SAID)
    run([folder / "report.txt"], case, ANALYST, jobs=1)
    left, right = found(case)["Ada Orlo"].listed
    apart = decide(case, left, "not_same", ANALYST, why="Two sisters-in-law.", other=right)
    (folder / "third.csv").write_text("Name,Age\nMirre Kost,33\n", "utf-8")
    take_lists(case, [folder / "third.csv"], ANALYST, SAID)
    report = run([], case, ANALYST, jobs=1)
    assert not report.unanchored
    assert all(not {left, right} <= set(p.listed) for p in found(case).values())
    assert apart.id in {k.decision for k in links(case)}
    decide(case, apart.id, "withdraw", ANALYST, why="One person after all.")
    run([], case, ANALYST, jobs=1)
    assert any({left, right} <= set(p.listed) for p in found(case).values())


def links(case: Path) -> list[object]:
    with opened(case) as held:
        return list(held.all(kinds.PERSON_LINKS))


def test_a_row_and_an_act_cannot_be_one_person(folder: Path) -> None:
    with opened(folder / "case") as case:
        act = next(case.all(kinds.ACTS))
        row = next(case.all(kinds.LISTED))
    with pytest.raises(UsageError):
        decide(folder / "case", row.id, "same", ANALYST, why="x", other=act.id)


def test_a_list_says_what_kind_it_is_typed_or_beside_it_and_no_other_kind_is_known(tmp_path: Path) -> None:
    for name, typed, beside, kind in (
        ("plain", None, "", "identified"),
        ("typed", "news", "", "news"),
        ("beside", None, 'kind = "news"', "news"),
        ("outranked", "identified", 'kind = "news"', "identified"),
    ):
        (tmp_path / f"{name}.csv").write_text(f"{HOSPITAL}{name},f,1,2031-03-12,Halvern,\n", "utf-8")
        (tmp_path / f"{name}.csv.list.toml").write_text(beside, "utf-8")
        (taken,) = take_lists(
            tmp_path / "case", [tmp_path / f"{name}.csv"], ANALYST, replace(SAID, kind=typed)
        )
        assert taken.made.kind == kind
    with pytest.raises(UsageError, match="'gossip' is no kind of list"):
        take_lists(tmp_path / "case", [tmp_path / "plain.csv"], ANALYST, replace(SAID, kind="gossip"))


def test_a_list_drawn_from_news_is_refused_by_name_and_the_others_are_gone_by(tmp_path: Path) -> None:
    for name, text, kind in (
        ("hospital", HOSPITAL, None),
        ("town", TOWN, None),
        ("clippings", f"{HOSPITAL}Ina Varr,f,9,2031-03-12,Halvern,\n", "news"),
    ):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        said = replace(SAID, name=name, kind=kind)
        take_lists(tmp_path / "case", [tmp_path / f"{name}.csv"], ANALYST, said)
    run([], tmp_path / "case", ANALYST, jobs=1)
    made = undercount_of_case(tmp_path / "case", Declaration(), seed=1)
    assert sorted(made.table.lists) == ["hospital", "town"]
    assert made.refused == (
        "clippings: reports are no list of identified victims, and nothing is estimated from them",
    )
    assert "Refused    clippings: reports are no list" in undercount_words(made)
    assert "drawn from news reports, as declared" in (tmp_path / "case" / "dossier.html").read_text("utf-8")


def test_where_every_list_was_drawn_from_news_nothing_is_estimated(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HOSPITAL, "utf-8")
    take_lists(tmp_path / "case", [tmp_path / "a.csv"], ANALYST, replace(SAID, kind="news"))
    with pytest.raises(UsageError, match="reports are no list of identified victims"):
        undercount_of_case(tmp_path / "case", Declaration(), seed=1)


def test_each_victim_is_hashed_once_in_a_run_and_no_entry_is_made_of_one_that_did_not_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def counted(record: Any) -> str:
        hashed.append(record.id)
        return record_digest(record)

    monkeypatch.setattr(people, "record_digest", counted)
    monkeypatch.setattr("chapeau.casefile.join.record_digest", counted)
    monkeypatch.setattr(people, "entry_of", lambda *_: pytest.fail("an entry was made anew"))
    run([], folder / "case", ANALYST, jobs=1)
    victims = [name for name in hashed if name.startswith("vic-")]
    assert victims
    assert len(victims) == len(set(victims))


def test_nothing_is_compared_anew_where_nothing_is_new(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(folder / "case")
    monkeypatch.setattr(people, "scored", lambda _: pytest.fail("compared again"))
    run([], folder / "case", ANALYST, jobs=1)
    assert found(folder / "case") == before


def test_names_numbers_and_cells_are_withheld_unless_asked_for(folder: Path, tmp_path: Path) -> None:
    export(folder / "case", tmp_path / "out", ANALYST)
    for file in [
        *(tmp_path / "out").glob("*.jsonl"),
        folder / "case" / "dossier.json",
        folder / "case" / "dossier.html",
    ]:
        text = file.read_text("utf-8")
        for name in ("Orlo", "Орло", "Tolvik", "Толвик", "orlo"):
            assert name not in text, (file.name, name)
    rows = [json.loads(line) for line in (tmp_path / "out" / "listed.jsonl").read_text("utf-8").splitlines()]
    assert {r["age_low"] for r in rows} == {34, 71, 66, 72, 31}
    assert all(set(re.findall(r"\w", cell["text"])) <= {"█"} for r in rows for cell in r["cells"])
    export(folder / "case", tmp_path / "named", ANALYST, names=True)
    assert "Орло" in (tmp_path / "named" / "listed.jsonl").read_text("utf-8")


def test_the_table_has_a_line_a_person_and_a_column_a_list_and_names_only_where_asked(
    folder: Path, tmp_path: Path
) -> None:
    assert write_table(folder / "case", tmp_path / "t.csv", ANALYST) == 4
    lines = list(csv.DictReader((tmp_path / "t.csv").read_text("utf-8").splitlines()))
    assert sorted((x["hospital.csv"], x["town.csv"], x["texts"]) for x in lines) == [
        ("0", "1", "0"), ("1", "0", "0"), ("1", "1", "0"), ("1", "1", "1"),
    ]  # fmt: skip
    assert "Orlo" not in (tmp_path / "t.csv").read_text("utf-8")
    write_table(folder / "case", tmp_path / "n.csv", ANALYST, names=True)
    assert "Ada Orlo" in (tmp_path / "n.csv").read_text("utf-8")
    with opened(folder / "case") as case:
        assert [e.note for e in case.all(kinds.CUSTODY) if e.note and e.note.startswith("table")] == [
            "table", "table-with-names",
        ]  # fmt: skip


def test_show_tells_a_persons_rows_their_cells_and_each_link_part_by_part(folder: Path) -> None:
    shown = show(folder / "case", found(folder / "case")["Ada Orlo"].id)
    lines = " ".join(shown.lines)
    assert "one person" in lines
    assert "given name +" in lines
    assert {s.headline.split()[0] for s in shown.rests_on} == {"Listed", "Named"}
    with opened(folder / "case") as case:
        model = next(case.all(kinds.LIKENESS_MODELS)).id
    assert any("m 0." in line and "u 0." in line for line in show(folder / "case", model).lines)


def test_a_spreadsheet_that_bears_the_name_of_a_csv_is_refused_with_what_to_do(tmp_path: Path) -> None:
    sheet = tmp_path / "dead.csv"
    sheet.write_bytes(b"PK\x03\x04" + bytes(64))
    with pytest.raises(BinaryInput) as refused:
        take_lists(tmp_path / "case", [sheet], ANALYST, SAID)
    assert "CSV" in (refused.value.hint or "")
    assert ".txt" not in (refused.value.hint or "")


def test_the_dossier_says_why_two_lists_tell_nothing_of_those_on_none(folder: Path) -> None:
    page = (folder / "case" / "dossier.html").read_text("utf-8")
    section = page.partition('id="undercount"')[2].partition("</section>")[0]
    assert "Nothing is estimated." in section
    assert section.count("Too few lists: with 2 nothing shows") == 1


WITHDRAWN = (
    "Orlo",
    "Орло",
    "Tolvik",
    "Hollin",
    "Valley morgue",
    "hospital.csv",
    "Ward-of-seven",
    "relatives of",
)
"""Words of a list and of what was declared of it, which no other source of the case holds."""


@pytest.fixture
def with_a_list_withdrawn(tmp_path: Path) -> Path:
    """A folder with a case that held two lists, of which one was withdrawn after a decision on its rows, and its exports."""
    case = tmp_path / "case"
    (tmp_path / "hospital.csv").write_text(HOSPITAL.replace("Ward", "Ward-of-seven"), "utf-8")
    (tmp_path / "other.csv").write_text("Name,Age\nMirre Kost,33\nAda Orla,34\n", "utf-8")
    said = replace(SAID, name="Valley morgue", inclusion="told by relatives of the dead")
    source = take_lists(case, [tmp_path / "hospital.csv"], ANALYST, said)[0].made.source
    take_lists(case, [tmp_path / "other.csv"], ANALYST, SAID)
    run([], case, ANALYST, jobs=1)
    with opened(case) as held:
        first = next(r.id for r in held.all(kinds.LISTED) if r.name == "Ada Orlo")
        second = next(r.id for r in held.all(kinds.LISTED) if r.name == "Ada Orla")
    decide(case, first, "same", ANALYST, why="Ada Orlo's sister says so.", other=second)
    run([], case, ANALYST, jobs=1)
    withdraw(case, source, ANALYST, why="The families took consent back.")
    export(case, tmp_path / "out", ANALYST, names=True)
    return tmp_path


def test_no_word_of_a_list_that_is_withdrawn_stays(with_a_list_withdrawn: Path) -> None:
    for folder in ("case", "out"):
        for path in (with_a_list_withdrawn / folder).rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            for word in WITHDRAWN:
                assert word.encode() not in data, (path.name, word)
    assert [made.rows for made in lists_of(with_a_list_withdrawn / "case")] == [2]
    assert {name for p in found(with_a_list_withdrawn / "case").values() for name in p.names} == {
        "Mirre Kost",
        "Ada Orla",
    }


def lists_of(case: Path) -> list[CasualtyList]:
    with opened(case) as held:
        return list(held.all(kinds.LISTS))


def test_what_a_withdrawn_list_held_can_be_guessed_by_nobody_and_the_case_still_holds(
    with_a_list_withdrawn: Path,
) -> None:
    with opened(with_a_list_withdrawn / "case") as held:
        gone = {e.subject for e in held.all(kinds.CUSTODY) if e.action == "withdrawn"}
        positions = {row[0] for row in held.connection.execute("SELECT position FROM salts")}
        salted = {
            e.subject for e in held.all(kinds.CUSTODY) if e.index in positions and e.action != "withdrawn"
        }
    assert {name.partition("-")[0] for name in gone} >= {"src", "list"}
    assert gone.isdisjoint(salted)
    assert verify(with_a_list_withdrawn / "case", ANALYST).faults == ()


def test_a_list_that_was_withdrawn_is_not_taken_again(with_a_list_withdrawn: Path) -> None:
    with pytest.raises(SourceWithdrawn):
        take_lists(with_a_list_withdrawn / "case", [with_a_list_withdrawn / "hospital.csv"], ANALYST, SAID)
    kept = [p.read_bytes() for p in (with_a_list_withdrawn / "case").rglob("*") if p.is_file()]
    assert not any(b"Tolvik" in data for data in kept)


# --- what was declared, corrected by people --------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A case with two lists of identified victims, and a third of which nobody saw that it was drawn from news."""
    for name, text in (("hospital", HOSPITAL), ("town", TOWN), ("clippings", f"{HOSPITAL}Ina Varr,f,9,,,\n")):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        said = replace(SAID, name=name, as_of="2031-04-01")
        take_lists(tmp_path / "case", [tmp_path / f"{name}.csv"], ANALYST, said)
    run([], tmp_path / "case", ANALYST, jobs=1)
    return tmp_path / "case"


def list_named(case: Path, name: str) -> str:
    with opened(case) as held:
        return next(made.id for made in held.all(kinds.LISTS) if made.name == name)


def corrected(case: Path, name: str, field: str, after: str, who: str = "B. Reader") -> Decision:
    by = replace(ANALYST, who=who)
    return decide(case, list_named(case, name), "correct", by, field=field, after=after, why="Read again.")


def test_a_list_found_to_be_drawn_from_news_is_refused_from_then_on_and_the_finding_can_be_withdrawn(
    three: Path,
) -> None:
    def asked() -> tuple[tuple[str, ...], tuple[str, ...]]:
        made = undercount_of_case(three, Declaration(), seed=1)
        return tuple(sorted(made.table.lists)), made.refused

    assert asked() == (("clippings", "hospital", "town"), ())
    made = corrected(three, "clippings", "kind", "news")
    refusal = "clippings: reports are no list of identified victims, and nothing is estimated from them"
    assert asked() == (("hospital", "town"), (refusal,))
    run([], three, ANALYST, jobs=1)
    page = (three / "dossier.html").read_text("utf-8")
    assert "drawn from news reports, as declared" in page
    assert f'corrected by a person: <a href="#{made.id}">' in page
    decide(three, made.id, "withdraw", ANALYST, why="They were visited after all.")
    assert asked() == (("clippings", "hospital", "town"), ())
    run([], three, ANALYST, jobs=1)
    assert "drawn from news reports, as declared" not in (three / "dossier.html").read_text("utf-8")


def test_a_correction_keeps_the_former_value_who_when_and_why_and_what_was_received_stays(
    three: Path,
) -> None:
    with opened(three) as case:
        before = {made.name: made for made in case.all(kinds.LISTS)}
    made = corrected(three, "clippings", "kind", "news")
    assert (made.before, made.after, made.who) == ('"identified"', '"news"', "B. Reader")
    with opened(three) as case:
        assert {made.name: made for made in case.all(kinds.LISTS)} == before
        (entry,) = [e for e in case.all(kinds.CUSTODY) if e.subject == made.id]
        assert (entry.action, entry.by) == ("decided", "B. Reader")
    assert not verify(three, ANALYST).faults
    shown = show(three, list_named(three, "clippings"))
    assert shown.lines[0].startswith("news; ")
    told = (
        f'decision: {made.id} correct kind: "identified" to "news" by B. Reader on {made.when}: Read again.'
    )
    assert told in shown.lines


def test_scopes_that_were_worded_apart_can_be_brought_together_and_who_did_it_is_said(three: Path) -> None:
    corrected(three, "town", "scope", "killed in all of Halvern")
    with pytest.raises(UsageError, match="do not declare one scope"):
        undercount_of_case(three, Declaration(), seed=1)
    for name in ("hospital", "clippings"):
        corrected(three, name, "scope", "killed in all of Halvern", who="C. Third")
    corrected(three, "hospital", "inclusion", "seen by two doctors")
    made = undercount_of_case(three, Declaration(), seed=1)
    assert (made.declared.scope, made.declared.declared_by) == (
        "killed in all of Halvern",
        "A. Analyst, B. Reader, C. Third",
    )
    assert made.declared.lists["hospital"].inclusion == "seen by two doctors"


def test_who_corrected_only_a_list_that_is_left_out_declared_nothing_of_the_others(three: Path) -> None:
    corrected(three, "clippings", "kind", "news")
    assert undercount_of_case(three, Declaration(), seed=1).declared.declared_by == "A. Analyst"


def test_ages_count_from_the_corrected_day(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days: set[str | None] = set()

    def watched(record: Any, as_of: str | None = None) -> Entry:
        days.add(as_of)
        return entry_of(record, as_of)

    monkeypatch.setattr(people, "entry_of", watched)
    run([], three, ANALYST, jobs=1)
    assert days == set()
    corrected(three, "town", "as_of", "2031-05-01")
    run([], three, ANALYST, jobs=1)
    assert days == {"2031-04-01", "2031-05-01"}


@pytest.mark.parametrize(
    ("field", "after", "why"),
    [
        ("kind", "gossip", "was not changed"),
        ("as_of", "in April", "is no day"),
        ("as_of", "2031-02-30", "is no day"),
        ("scope", "", "without words"),
        ("inclusion", "  ", "without words"),
        *((stays, "1", "was not changed") for stays in ("rows", "digest", "columns", "source", "id", "entered_by")),
        ("colour", "red", "was not changed"),
    ],
)  # fmt: skip
def test_what_cannot_be_declared_is_no_correction_and_what_the_bytes_say_stays(
    folder: Path, field: str, after: str, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        corrected(folder / "case", "town.csv", field, after)


def test_a_list_is_neither_accepted_nor_rejected_and_the_sentence_says_what_can_be_done(folder: Path) -> None:
    for kind in ("accept", "reject"):
        with pytest.raises(UsageError, match="neither accepted nor rejected") as refused:
            decide(folder / "case", list_named(folder / "case", "town.csv"), kind, ANALYST, why="x")  # type: ignore[arg-type]
        assert "--field kind --to news" in refused.value.hint


def test_taken_again_as_first_declared_or_as_corrected_it_is_held_and_otherwise_refused(three: Path) -> None:
    corrected(three, "town", "scope", "killed in all of Halvern")
    path, said = three.parent / "town.csv", replace(SAID, name="town", as_of="2031-04-01")
    for scope in (said.scope, "killed in all of Halvern"):
        (report,) = take_lists(three, [path], ANALYST, replace(said, scope=scope))
        assert (report.new, report.made.scope) == (False, "killed in all of Halvern")
    with pytest.raises(UsageError, match="already") as refused:
        take_lists(three, [path], ANALYST, replace(said, scope="elsewhere"))
    assert f"{list_named(three, 'town')} correct --field" in refused.value.hint


def test_the_table_bears_the_corrected_name(three: Path) -> None:
    corrected(three, "town", "name", "Register of Halvern")
    write_table(three, three.parent / "t.csv", ANALYST)
    header = (three.parent / "t.csv").read_text("utf-8").splitlines()[0].split(",")
    assert sorted(header[1:4]) == ["Register of Halvern", "clippings", "hospital"]


def test_a_list_has_a_row_in_the_sheet_for_all_that_was_declared_and_can_be_corrected_there(
    three: Path,
) -> None:
    sheet = three.parent / "review.csv"
    for expected in (1, 0):
        review_out(three, sheet, ANALYST)
        rows = list(csv.DictReader(sheet.read_text("utf-8-sig").splitlines()))
        own = [
            row for row in rows if row["kind"] == "list" and row["record"] == list_named(three, "clippings")
        ]
        assert [row["field"] for row in own] == ["name", "scope", "inclusion", "as_of", "kind"]
        own[-1].update(decision="correct", after="news", why="Its rows quote papers.")
        with sheet.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        report = review_in(three, sheet, ANALYST)
        assert (len(report.decided), report.refused) == (expected, ())
    assert "corrected" in {row["standing"] for row in own}


# --- taken out for good ----------------------------------------------------------------------------------


def test_of_a_list_that_was_withdrawn_no_word_stays_and_the_case_is_as_without_it(
    folder: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    paths = [folder / "hospital.csv", folder / "town.csv"]
    take_lists(case, paths, ANALYST, SAID)
    run([], case, ANALYST, jobs=1)
    corrected(case, "town.csv", "name", "Реєстр")
    with opened(case) as held:
        (town,) = [made for made in held.all(kinds.LISTS) if made.name == "town.csv"]
    made = withdraw(case, town.source, ANALYST, why="The town took its consent back.").withdrawal
    assert made.lists == (town.id,)
    kept = [path.read_bytes() for path in case.rglob("*") if path.is_file()]
    for word in ("Орло", "Толвик", "town.csv", "Реєстр"):
        assert not any(word.encode() in data for data in kept), word
    assert not verify(case, ANALYST).faults
    take_lists(tmp_path / "without", paths[:1], ANALYST, SAID)
    run([], tmp_path / "without", ANALYST, jobs=1)
    assert found(case) == found(tmp_path / "without")
    with pytest.raises(SourceWithdrawn, match="is not taken again"):
        take_lists(case, paths, ANALYST, SAID)
    assert not any("Орло".encode() in p.read_bytes() for p in (case / "blobs").rglob("*") if p.is_file())


def test_with_the_last_list_goes_what_was_kept_of_comparing_them(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    (report,) = take_lists(case, [folder / "hospital.csv"], ANALYST, SAID)
    run([], case, ANALYST, jobs=1)
    withdraw(case, report.made.source, ANALYST, why="Consent was taken back.")
    assert not found(case)
    kept = [path.read_bytes().lower() for path in case.rglob("*") if path.is_file()]
    assert not any(b"orlo" in data or b"tolvik" in data for data in kept)
