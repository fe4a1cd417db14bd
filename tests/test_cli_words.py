"""What a person reads at the end of a command says neither more nor less than what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chapeau.cli.words import SHOWN, counted, run_summary, unnamed_note, verify_summary
from chapeau.dossier.verify import Fault
from chapeau.pipeline.run import RunReport
from chapeau.pipeline.verify import VerifyReport
from chapeau.preserve.custody import Head
from chapeau.records import Skipped

HEAD = Head(size=12, root="ab" * 32)
KINDS = ("documents", "acts", "statements", "responses", "origins", "incidents", "findings")
REPORT = RunReport(
    folder=Path("a case"),
    page=Path("a case/dossier.html"),
    new_sources=1,
    new_documents=2,
    newly_read=3,
    remarks=(),
    skipped=(),
    not_read=(),
    unanchored=(),
    counts={kind: n for n, kind in enumerate(KINDS, start=4)},
    custody=HEAD,
)
CHECKED = VerifyReport(sources=1, documents=2, faults=(), custody=HEAD)


def left_out(number: int) -> tuple[Skipped, ...]:
    return tuple(
        Skipped(id=f"skip-{n}", step="preserve", what="x", reference="r", message=f"File {n:02} is empty.")
        for n in range(number)
    )


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 acts"), (1, "1 act"), (2, "2 acts"), (1234, "1,234 acts")]
)
def test_things_are_counted_in_words(number: int, words: str) -> None:
    assert counted(number, "act") == words


@pytest.mark.parametrize("number", [0, 1, SHOWN, SHOWN + 1, SHOWN + 30])
def test_the_first_of_what_was_skipped_are_named_and_the_rest_counted(number: int) -> None:
    told = run_summary(replace(REPORT, skipped=left_out(number)), named=True)
    named = [line for line in told.splitlines() if line.strip().startswith("- File")]
    assert len(named) == min(number, SHOWN)
    assert (f"and {number - SHOWN} more, all in the dossier." in told) is (number > SHOWN)
    assert ("Skipped    nothing." in told) is (number == 0)


def test_every_count_stands_with_what_it_counts() -> None:
    told = run_summary(REPORT, named=True)
    for part in (
        "1 new source with 2 new documents", "holds 4 documents", "3 documents now", "5 acts", "6 statements",
        "7 responses", "8 origins behind 4 documents", "9 incidents behind 5 acts", "10 findings",
        f"12 entries; root {HEAD.root}", "'a case'",
    ):  # fmt: skip
        assert part in told


def test_whoever_gave_no_name_is_told_so_and_nobody_else() -> None:
    assert "Nobody was named" in run_summary(REPORT, named=False)
    assert "Nobody was named" not in run_summary(REPORT, named=True)
    assert ("Nobody was named" in unnamed_note(None), unnamed_note("A. Analyst")) == (True, "")


def test_a_check_with_faults_never_says_that_all_is_as_it_was() -> None:
    faulty = replace(CHECKED, faults=(Fault(record="doc-1", what="w", hint="h"),))
    assert "all are what they were" in verify_summary(CHECKED)
    assert HEAD.root in verify_summary(CHECKED)
    told = verify_summary(faulty)
    assert told.startswith("1 fault in 1 source, 2 documents")
    assert "all are what they were" not in told
