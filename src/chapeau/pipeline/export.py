"""Everything a case holds, as files that any program can read: one JSONL a kind, and their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import OWNER_ONLY, Casefile, opened
from chapeau.dossier.names_withheld import redacted
from chapeau.dossier.view import CaseView
from chapeau.errors import UsageError
from chapeau.ground.codec import to_json
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.publish import not_written, write_whole
from chapeau.pipeline.run import view_of
from chapeau.pipeline.unfinished import refuse_unfinished
from chapeau.records import CustodyEntry, Snapshot

SUMS = "SHA256SUMS"
"""The files' hashes, in the form that `sha256sum --check` reads."""

EXPORTED: dict[str, Callable[[CaseView], Iterable[object]]] = {
    "sources": lambda view: view.sources(),
    "withdrawals": lambda view: view.withdrawals(),
    "documents": lambda view: view.documents(),
    "statements": lambda view: view.statements(),
    "acts": lambda view: view.acts(),
    "responses": lambda view: view.responses(),
    "mentions": lambda view: view.mentions(),
    "origins": lambda view: view.origins(),
    "incidents": lambda view: view.incidents(),
    "actors": lambda view: view.actors(),
    "commands": lambda view: view.commands(),
    "lists": lambda view: view.lists(),
    "listed": lambda view: view.listed(),
    "named_victims": lambda view: view.named_victims(),
    "persons": lambda view: view.persons(),
    "person_links": lambda view: view.person_links(),
    "likeness_models": lambda view: view.likeness_models(),
    "undercounts": lambda view: view.undercounts(),
    "patterns": lambda view: view.patterns(),
    "findings": lambda view: view.findings(),
    "determinations": lambda view: (*view.determinations(), *_draft(view)),
    "differences": lambda view: view.differences(),
    "decisions": lambda view: view.decisions(),
    "skipped": lambda view: view.skipped(),
}


def _draft(view: CaseView) -> Iterable[object]:
    """The working draft, where nothing is determined."""
    return (view.determination,) if view.determination.state == "working_draft" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """Where the files lie, how many records each holds, and whether names are in them."""

    folder: Path
    counts: dict[str, int]
    names: bool


def export(folder: Path, out: Path, occasion: Occasion, *, names: bool = False) -> ExportReport:
    """Write one JSONL a kind into `out`; without `names`, those of victims and witnesses are withheld.

    The export, and the choice of names, go into the custody log. Raises CaseMissing, CaseBusy,
    CaseUnwritable; UsageError where `out` lies in the case or a withdrawal is not finished, ConfigurationError where it cannot be written.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{out} lies in the case folder {folder}.", hint="Name a folder outside the case.")
    with opened(folder, write=True) as case:
        refuse_unfinished(case)
        try:
            out.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            return _export(case, out, occasion, names=names)
        except OSError as error:
            raise not_written(out, error) from error


def _export(case: Casefile, out: Path, occasion: Occasion, *, names: bool) -> ExportReport:
    whole = view_of(case, occasion, every_extraction=True)
    view = whole if names else redacted(whole)
    sums: dict[str, str] = {}
    counts: dict[str, int] = {}
    for kind, records in EXPORTED.items():
        counts[kind], sums[kind] = _write(out / f"{kind}.jsonl", records(view))
    snapshots: Iterator[Snapshot] = case.all(kinds.SNAPSHOTS)
    counts["snapshots"], sums["snapshots"] = _write(out / "snapshots.jsonl", snapshots)
    with case.transaction():
        custody.append(
            case,
            at=occasion.at,
            by=occasion.who,
            action="exported",
            subject="case",
            content=_sums(sums),
            note="with-names" if names else "redacted",
        )
    log: Iterator[CustodyEntry] = case.all(kinds.CUSTODY)
    counts["custody"], sums["custody"] = _write(out / "custody.jsonl", log)
    write_whole(out / SUMS, [_sums(sums)])
    custody.take_head(case)
    return ExportReport(folder=out, counts=counts, names=names)


def _write(path: Path, records: Iterable[object]) -> tuple[int, str]:
    count, sha = 0, hashlib.sha256()

    def lines() -> Iterator[bytes]:
        nonlocal count
        for record in records:
            line = to_json(record) + b"\n"
            count += 1
            sha.update(line)
            yield line

    write_whole(path, lines())
    return count, sha.hexdigest()


def _sums(sums: dict[str, str]) -> bytes:
    return "".join(f"{sums[kind]}  {kind}.jsonl\n" for kind in sorted(sums)).encode()
