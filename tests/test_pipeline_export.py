"""Export and show: all there is, in files and in words, without names unless a person asks for them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.cli.words import tree
from chapeau.errors import CaseMissing, ConfigurationError, RecordUnknown, UsageError
from chapeau.ground.codec import from_json
from chapeau.pipeline.export import export
from chapeau.pipeline.show import show
from chapeau.pipeline.verify import verify
from tests.running import ANALYST, carried, reports

KINDS = [
    "acts", "actors", "commands", "custody", "decisions", "determinations", "differences", "documents", "findings", "incidents",
    "likeness_models", "listed", "lists", "mentions", "named_victims", "origins", "patterns", "person_links", "persons",
    "responses", "skipped", "snapshots", "sources", "statements", "undercounts", "withdrawals",
]  # fmt: skip

TESTIMONY = 'March 14, 2031\n\n"I saw soldiers beat Peter Halloran, a teacher," said Mira Sund, who lives in Ostrey.\n'


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    inputs = reports(folder / "in")
    (inputs / "witness.txt").write_text(TESTIMONY, "utf-8")
    carried([inputs], folder / "case")
    return folder / "case"


def test_every_kind_is_a_file_of_all_its_records(case: Path, tmp_path: Path) -> None:
    report = export(case, tmp_path / "out", ANALYST, names=True)
    assert sorted(report.counts) == sorted(KINDS)
    with opened(case) as held:
        for kind in (
            kinds.SOURCES,
            kinds.DOCUMENTS,
            kinds.ACTS,
            kinds.STATEMENTS,
            kinds.MENTIONS,
            kinds.INCIDENTS,
            kinds.CUSTODY,
        ):
            lines = (tmp_path / "out" / f"{kind.table}.jsonl").read_bytes().splitlines()
            assert [from_json(kind.type, line, what=kind.table) for line in lines] == list(held.all(kind))


def test_the_hashes_beside_the_files_are_theirs(case: Path, tmp_path: Path) -> None:
    export(case, tmp_path / "out", ANALYST)
    lines = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == len(KINDS)
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_names_stay_out_unless_a_person_asks_and_the_choice_is_logged(case: Path, tmp_path: Path) -> None:
    export(case, tmp_path / "redacted", ANALYST)
    export(case, tmp_path / "named", ANALYST, names=True)
    redacted = "".join(p.read_text() for p in sorted((tmp_path / "redacted").glob("*.jsonl")))
    named = (tmp_path / "named" / "documents.jsonl").read_text()
    assert "Peter Halloran" in named
    assert "Peter" not in redacted
    assert "Halloran" not in redacted
    with opened(case) as held:
        notes = [entry.note for entry in held.all(kinds.CUSTODY) if entry.action == "exported"]
    assert notes[-2:] == ["redacted", "with-names"]


def test_an_export_leaves_the_case_verifiable(case: Path, tmp_path: Path) -> None:
    export(case, tmp_path / "out", ANALYST)
    assert verify(case, ANALYST).faults == ()


def test_an_export_into_the_case_is_refused_and_leaves_it_as_it_was(case: Path) -> None:
    before = sorted(case.rglob("*"))
    for inside in (case, case / "blobs", case / "new" / "deeper"):
        with pytest.raises(UsageError, match="lies in the case folder"):
            export(case, inside, ANALYST)
    assert sorted(case.rglob("*")) == before


def test_every_check_is_noted_in_the_log_with_the_number_of_its_faults(case: Path) -> None:
    with opened(case) as held:
        before = held.count(kinds.CUSTODY)
    report = verify(case, ANALYST)
    with opened(case) as held:
        entries = list(held.all(kinds.CUSTODY))
    assert len(entries) == before + 1
    assert (entries[-1].action, entries[-1].by, entries[-1].at, entries[-1].note) == (
        "verified", ANALYST.who, ANALYST.at, "faults:0",
    )  # fmt: skip
    assert report.custody is not None
    assert report.custody.size == len(entries)


def test_a_folder_that_cannot_be_written_is_named(case: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ConfigurationError, match="taken"):
        export(case, tmp_path / "taken", ANALYST)


def test_showing_an_incident_leads_down_to_the_sentence_and_the_hash(case: Path) -> None:
    with opened(case) as held:
        incident = next(held.all(kinds.INCIDENTS))
        act = held.get(kinds.ACTS, incident.acts[0])
        document = held.get(kinds.DOCUMENTS, act.document)
        source = held.get(kinds.SOURCES, document.source)
    text = "\n".join(tree(show(case, incident.id)))
    for part in (
        incident.id,
        act.id,
        " ".join(act.evidence.text.split()),
        document.id,
        source.id,
        source.blob,
    ):
        assert part in text


def test_every_record_can_be_shown(case: Path) -> None:
    with opened(case) as held:
        ids = [record.id for kind in kinds.WITH_IDS for record in held.all(kind)]
    assert len(ids) > 50
    for record in ids[:: max(1, len(ids) // 60)]:
        assert show(case, record).headline


def test_an_unknown_record_and_a_missing_case_are_said_to_be_so(case: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordUnknown):
        show(case, "act-nothing")
    with pytest.raises(CaseMissing):
        show(tmp_path / "nowhere", "act-1")


def test_what_is_exported_is_what_the_dossier_shows(case: Path, tmp_path: Path) -> None:
    export(case, tmp_path / "out", ANALYST)
    dossier = json.loads((case / "dossier.json").read_text())
    acts = [json.loads(line)["id"] for line in (tmp_path / "out" / "acts.jsonl").read_text().splitlines()]
    assert acts == [a["id"] for a in dossier["acts"]]
