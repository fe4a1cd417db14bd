"""Is the case what it was? Bytes, texts, quotations and the custody log, each against its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.dossier.verify import Fault, faults
from chapeau.errors import EvidenceMismatch, RestrictedRefused
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress, Silent
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.run import view_of
from chapeau.pipeline.take import archive_of
from chapeau.preserve.custody import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What was checked, what does not hold, and the custody log's head."""

    sources: int
    documents: int
    faults: tuple[Fault, ...]
    custody: Head | None

    @property
    def exit_code(self) -> int:
        """0, or that of EvidenceMismatch."""
        return EvidenceMismatch.exit_code if self.faults else 0


def verify(folder: Path, occasion: Occasion, progress: Progress | None = None) -> VerifyReport:
    """Check everything that is preserved; the check itself goes into the custody log.

    Raises CaseMissing, CaseBusy, CaseNewer.
    """
    shown = progress or Silent()
    with opened(folder, write=True) as case:
        found = [*_blob_faults(case, shown), *_record_faults(case, occasion)]
        log_faults = list(_log_faults(case))
        with case.transaction():
            custody.append(
                case,
                at=occasion.at,
                by=occasion.who,
                action="verified",
                subject="case",
                content=str(len(found) + len(log_faults)).encode(),
                note=f"faults:{len(found) + len(log_faults)}",
            )
        return VerifyReport(
            sources=case.count(kinds.SOURCES),
            documents=case.count(kinds.DOCUMENTS),
            faults=(*found, *log_faults),
            custody=None if log_faults else custody.take_head(case),
        )


def _blob_faults(case: Casefile, progress: Progress) -> Iterator[Fault]:
    archive = archive_of(case)
    progress.begin("verify", case.count(kinds.SOURCES))
    for source in case.all(kinds.SOURCES):
        try:
            archive.check(source.blob, archive.keys.key(source))
        except (EvidenceMismatch, RestrictedRefused) as error:
            yield Fault(record=source.id, what=error.message, hint=error.hint)
        progress.advance()
    progress.end()


def _record_faults(case: Casefile, occasion: Occasion) -> Iterator[Fault]:
    """What was found, as it was found: decisions are not applied, since they may replace a quotation."""
    untouched = AfterReview((), {}, frozenset(), (), (), ())
    yield from faults(view_of(case, occasion, untouched))


def _log_faults(case: Casefile) -> Iterator[Fault]:
    try:
        custody.check_log(case)
    except EvidenceMismatch as error:
        yield Fault(record="custody", what=error.message, hint=error.hint)
    for fault in custody.check_contents(case):
        yield Fault(record="custody", what=fault.message, hint=fault.hint)
