"""Is the case what it was? Bytes, texts, quotations, the custody log and the published dossier, each against its hash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened, writable
from chapeau.dossier.verify import Checked, Fault, faults
from chapeau.errors import CaseMissing, EvidenceMismatch, RestrictedRefused
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress, Silent
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.run import view_of
from chapeau.pipeline.signed import signature_faults, since_signed
from chapeau.pipeline.take import archive_of
from chapeau.pipeline.verify_anew import OfKind, verify_anew
from chapeau.pipeline.verify_published import check_published, published_by
from chapeau.preserve.custody import Head
from chapeau.read.list_rows import digest_of_rows
from chapeau.records import Listed, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What was checked, what does not hold, the custody log's head, what the last run noted of the dossier that it wrote; and
    `remarks`: what moved under a determination, or keeps something from being checked, which is no fault."""

    sources: int
    documents: int
    faults: tuple[Fault, ...]
    custody: Head | None
    signatures: int = 0
    published: Published | None = None
    anew: tuple[OfKind, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or that of EvidenceMismatch."""
        return EvidenceMismatch.exit_code if self.faults else 0


def verify(
    folder: Path,
    occasion: Occasion,
    progress: Progress | None = None,
    *,
    anew: bool = False,
    jobs: int | None = None,
) -> VerifyReport:
    """Check everything that is preserved; the check itself goes into the custody log.

    With `anew`, what was read, linked, weighed and assessed is made again from nothing, by `jobs` processes, and compared.
    On a medium that cannot be written it is checked all the same, and not logged.
    Raises CaseMissing, CaseBusy, CaseNewer; with `anew`, NeedMissing.
    """
    shown = progress or Silent()
    log = writable(folder)
    with opened(folder, write=log) as case:
        found = [
            *_as_far_as(_blob_faults(case, shown)),
            *_as_far_as(_record_faults(case, occasion)),
            *_as_far_as(_list_faults(case)),
            *_as_far_as(signature_faults(case)),
        ]
        published = _checked(lambda: check_published(case))
        kinds_anew: tuple[OfKind, ...] = ()
        again = Checked()
        if anew:
            try:
                made = verify_anew(case, occasion, shown, jobs)
                kinds_anew, again = made.kinds, made.checked
            except (LookupError, ValueError, CaseMissing) as error:
                again = Checked(faults=(_gone(error),))
        head, log_faults = _log_checked(case)
        faults_found = (*found, *published.faults, *again.faults, *log_faults)
        if log:
            _note(case, occasion, len(faults_found))
            head = None if head is None else custody.take_head(case)
        return VerifyReport(
            sources=case.count(kinds.SOURCES),
            documents=case.count(kinds.DOCUMENTS),
            faults=faults_found,
            custody=head,
            signatures=case.count(kinds.SIGNATURES),
            published=published_by(case),
            anew=kinds_anew,
            remarks=(*(() if found else since_signed(case)), *published.remarks, *again.remarks),
        )


def _as_far_as(found: Iterable[Fault]) -> Iterator[Fault]:
    """The faults found; a record that is gone, which another needs, ends this check, and is one."""
    try:
        yield from found
    except (LookupError, ValueError) as error:
        yield _gone(error)


def _checked(check: Callable[[], Checked]) -> Checked:
    try:
        return check()
    except (LookupError, ValueError) as error:
        return Checked(faults=(_gone(error),))


def _gone(error: Exception) -> Fault:
    which = f": {error}" if isinstance(error, KeyError) else ""
    return Fault(
        record="case",
        what=f"A record that others need is not there, and it cannot be checked further{which}.",
        hint="Do not cite it. Compare this case with a copy of it.",
    )


def _note(case: Casefile, occasion: Occasion, number: int) -> None:
    with case.transaction():
        custody.append(
            case,
            at=occasion.at,
            by=occasion.who,
            action="verified",
            subject="case",
            content=str(number).encode(),
            note=f"faults:{number}",
        )


def _blob_faults(case: Casefile, progress: Progress) -> Iterator[Fault]:
    archive = archive_of(case)
    progress.begin("verify", case.count(kinds.SOURCES))
    for source in case.all(kinds.SOURCES):
        if case.find(kinds.WITHDRAWALS, source.id) is not None:
            progress.advance()
            continue
        try:
            archive.check(source.blob, archive.keys.key(source))
        except (EvidenceMismatch, RestrictedRefused) as error:
            yield Fault(record=source.id, what=error.message, hint=error.hint)
        progress.advance()
    progress.end()


def _record_faults(case: Casefile, occasion: Occasion) -> Iterator[Fault]:
    """What was found, as it was found: decisions are not applied, since they may replace a quotation."""
    untouched = AfterReview((), {}, frozenset(), (), (), ())
    yield from faults(view_of(case, occasion, untouched, undecided=True))


def _list_faults(case: Casefile) -> Iterator[Fault]:
    """Lists whose rows are no longer those that were kept."""
    rows: defaultdict[str, list[Listed]] = defaultdict(list)
    for row in case.all(kinds.LISTED):
        rows[row.list].append(row)
    for made in case.all(kinds.LISTS):
        if digest_of_rows(rows[made.id]) != made.digest:
            yield Fault(
                record=made.id,
                what="A row of this list is no longer what it was.",
                hint="Do not cite it: compare with the preserved source.",
            )


def _log_checked(case: Casefile) -> tuple[Head | None, list[Fault]]:
    """The log's head, or None where it was changed; and what the log or its contents do not bear out."""
    contents = [_fault(error) for error in custody.check_contents(case)]
    try:
        return custody.check_log(case), contents
    except EvidenceMismatch as error:
        return None, [_fault(error), *contents]


def _fault(error: EvidenceMismatch) -> Fault:
    return Fault(record="custody", what=error.message, hint=error.hint)
