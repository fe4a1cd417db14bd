"""Taking a source out: its content is destroyed, an entry says so, and what rested on it alone goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import UsageError
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress
from chapeau.pipeline.reviewed import DECIDABLE
from chapeau.pipeline.run import RunReport, run
from chapeau.pipeline.take import archive_of
from chapeau.records import Source, Withdrawal

NO_BLOB = "0" * 64
"""In place of the hash of what was withdrawn: with the hash, whoever guessed the bytes could know that it was they."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport:
    """What was withdrawn; whether the bytes stay because another source holds the same; and the run that followed."""

    withdrawal: Withdrawal
    bytes_stay: bool
    run: RunReport


def withdraw(
    folder: Path, beginning: str, occasion: Occasion, *, why: str, progress: Progress | None = None
) -> WithdrawReport:
    """Destroy the content of the source whose id begins so, and carry what is left to a dossier.

    Raises RecordUnknown; UsageError where it is no source, was withdrawn before, or no reason is given; and
    what `opened` and `run` raise.
    """
    with opened(folder, write=True) as case:
        source = _source(case, beginning, why)
        bytes_stay = _destroy_bytes(case, source)
        with case.transaction():
            made = _take_out(case, source, occasion, why)
    report = run((), folder, occasion, progress=progress)
    with opened(folder, write=True) as case:
        case.scrub()
    return WithdrawReport(withdrawal=made, bytes_stay=bytes_stay, run=report)


def _source(case: Casefile, beginning: str, why: str) -> Source:
    source = case.named(beginning)[1]
    if not isinstance(source, Source):
        raise UsageError(
            f"{source.id} is no source: what is withdrawn is a source, with all that was read from it.",
            hint="`chapeau show` names the source that a record comes from (src-...).",
        )
    if case.find(kinds.WITHDRAWALS, source.id) is not None:
        raise UsageError(f"{source.id} was withdrawn before.", hint="Nothing is left of it to take out.")
    if not why.strip():
        raise UsageError(
            "A withdrawal needs its reason.", hint="Say why in a sentence, without naming anyone."
        )
    return source


def _destroy_bytes(case: Casefile, source: Source) -> bool:
    """First of all: a kill after this leaves a source that can be withdrawn again, never bytes that nobody knows of."""
    if any(other.blob == source.blob and other.id != source.id for other in case.all(kinds.SOURCES)):
        return True
    archive = archive_of(case)
    archive.destroy(source.blob, archive.keys.key(source))
    return False


def _take_out(case: Casefile, source: Source, occasion: Occasion, why: str) -> Withdrawal:
    documents = [document.id for document in case.of_source(source.id)]
    lists = {made.id for made in case.all(kinds.LISTS) if made.source == source.id}
    records = {r.id for d in documents for kind in DECIDABLE for r in case.of_document(kind, d)} | lists
    case.destroy_determination_salts(_bound_to(case, documents, records))
    case.take_out(source.id)
    case.forget(kinds.LISTED, [row.id for row in case.all(kinds.LISTED) if row.list in lists])
    case.forget(kinds.LISTS, sorted(lists))
    custody.destroy_salts(case, {source.id, *documents, *lists, *_emptied_decisions(case, records)})
    case.forget(kinds.SKIPPED, [s.id for s in case.all(kinds.SKIPPED) if s.what == source.capture.name])
    case.put(kinds.SOURCES, _stub(source))
    made = Withdrawal(
        source=source.id,
        who=occasion.who,
        when=occasion.at,
        why=why,
        documents=tuple(sorted(documents)),
        lists=tuple(sorted(lists)),
    )
    case.keep(kinds.WITHDRAWALS, made)
    for subject in (source.id, *made.documents, *made.lists):
        custody.append(
            case, at=occasion.at, by=occasion.who, action="withdrawn", subject=subject, content=why.encode()
        )
    return made


def _bound_to(case: Casefile, documents: list[str], records: set[str]) -> set[str]:
    """Records whose digest in a determination is made, in part, of what is withdrawn; every pattern counts as that."""
    acts = {a.id for d in documents for a in case.of_document(kinds.ACTS, d)}
    incidents = {i.id for i in case.all(kinds.INCIDENTS) if acts & set(i.acts)}
    return {*records, *incidents, *case.ids(kinds.PATTERNS)}


def _emptied_decisions(case: Casefile, records: set[str]) -> list[str]:
    """Decisions on what was read from the source are kept without the values that they quote; their ids."""
    about = [d for d in case.all(kinds.DECISIONS) if {d.record, d.other} & records and (d.before or d.after)]
    for decision in about:
        case.put(kinds.DECISIONS, replace(decision, before=None, after=None))
    return [decision.id for decision in about]


def _stub(source: Source) -> Source:
    """What stays of a source: its id, and when and by whom it had been received."""
    return Source(
        id=source.id,
        blob=NO_BLOB,
        size=0,
        media_type=source.media_type,
        capture=replace(source.capture, name="withdrawn"),
        sensitivity=source.sensitivity,
    )
