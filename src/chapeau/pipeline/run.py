"""The whole way, once: from paths to a dossier. A second run adds only what is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, created, opened
from chapeau.dossier.view import CaseView
from chapeau.ground.codec import to_json
from chapeau.ground.settings import Settings
from chapeau.pipeline.case_settings import gazetteer_of, keep_settings, settings_of
from chapeau.pipeline.derive import derive
from chapeau.pipeline.laws import check_law
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.people import need_for_lists
from chapeau.pipeline.progress import Progress, Silent, step
from chapeau.pipeline.publish import publish
from chapeau.pipeline.published import note_begun, note_published, settle
from chapeau.pipeline.readers import Choice, announcement, chosen, reader_of
from chapeau.pipeline.reading import names_not_read, read_unread
from chapeau.pipeline.reviewed import AfterReview, after_review
from chapeau.pipeline.signed import signature_faults
from chapeau.pipeline.take import check_paths, take
from chapeau.pipeline.unfinished import finish, unfinished
from chapeau.pipeline.view import View, making
from chapeau.preserve.custody import Head
from chapeau.records import Determination, Skipped
from chapeau.review.apply import Unanchored


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What one run did, and what the case holds after it. `counts` is by kind of record.

    `not_read` names the texts that are kept whole but are in no language that the reader reads. `determined` is the latest
    determination, if there is one, and `moved` how many findings have moved since. `signature_faults`: what does not hold of what
    was proposed and signed.
    """

    folder: Path
    page: Path
    new_sources: int
    new_documents: int
    newly_read: int
    remarks: tuple[Skipped, ...]
    skipped: tuple[Skipped, ...]
    not_read: tuple[str, ...]
    unanchored: tuple[Unanchored, ...]
    counts: Mapping[str, int]
    custody: Head
    determined: Determination | None = None
    moved: int = 0
    signature_faults: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 3 where some input was skipped."""
        return 3 if self.skipped else 0


def run(
    paths: Sequence[Path],
    folder: Path,
    occasion: Occasion,
    *,
    settings: Settings | None = None,
    choice: Choice | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    announce: Callable[[str], None] | None = None,
) -> RunReport:
    """Carry everything at `paths`, and all that is in the case already, to a dossier in `folder`.

    A withdrawal that was interrupted is finished with it. `choice` of a reader is kept with the case's settings. `announce` is told where texts are sent before
    any is, if they are. Raises PathMissing, UsageError, CaseBusy, CaseNewer, CaseMissing, CaseUnwritable,
    DataInvalid, NeedMissing, EndpointRefused, EvidenceMismatch.
    """
    check_paths(paths, folder)
    with created(folder) if paths else opened(folder, write=True) as case:
        wanted = chosen(settings or settings_of(case), choice or Choice())
        _announced(wanted, announce)
        report = _run(case, paths, occasion, wanted, jobs, progress or Silent())
        withdrawn = unfinished(case)
    if withdrawn:
        finish(folder)
    return report


def _announced(settings: Settings, announce: Callable[[str], None] | None) -> None:
    """Raises where the reader or the law that the settings name is not at hand; says where texts are sent, if they are."""
    reader_of(settings)
    check_law(settings)
    said = announcement(settings)
    if said is not None and announce is not None:
        announce(said)


def _run(
    case: Casefile,
    paths: Sequence[Path],
    occasion: Occasion,
    settings: Settings,
    jobs: int | None,
    progress: Progress,
) -> RunReport:
    need_for_lists(case)
    gazetteer = gazetteer_of(settings)
    note_begun(case, occasion)
    keep_settings(case, settings)
    _open_log(case, settings, occasion)
    taken = take(case, paths, occasion, progress)
    readings = read_unread(case, settings, occasion, progress, jobs)
    derive(case, after_review(case), settings, gazetteer, progress, jobs)
    review = after_review(case)
    with step(progress, "dossier"):
        view = View(
            case, review, settings, making(settings, gazetteer, occasion, reader_of(settings).made_by)
        )
        page = publish(view, case.folder, partial(note_published, case, occasion))
        settle(case)
    return RunReport(
        folder=case.folder,
        page=page,
        new_sources=taken.sources,
        new_documents=taken.documents,
        newly_read=readings.read,
        remarks=(*(s for s in taken.skipped if s not in taken.refused), *readings.remarks),
        skipped=(*taken.refused, *readings.failed),
        not_read=names_not_read(case, settings),
        unanchored=review.unanchored,
        counts=view.counts(),
        custody=custody.take_head(case),
        determined=view.determined.latest,
        signature_faults=tuple(fault.what for fault in signature_faults(case)),
        moved=len(view.determined.since.moves) if view.determined.since else 0,
    )


def view_of(
    case: Casefile,
    occasion: Occasion,
    review: AfterReview | None = None,
    *,
    every_extraction: bool = False,
    undecided: bool = False,
) -> CaseView:
    """The case as a dossier sees it; with `every_extraction`, with the former extractions of each text."""
    settings = settings_of(case)
    made = making(settings, gazetteer_of(settings), occasion, reader_of(settings).made_by)
    return View(
        case,
        review or after_review(case),
        settings,
        made,
        every_extraction=every_extraction,
        undecided=undecided,
    )


def _open_log(case: Casefile, settings: Settings, occasion: Occasion) -> None:
    if case.count(kinds.CUSTODY) == 0:
        with case.transaction():
            custody.append(
                case,
                at=occasion.at,
                by=occasion.who,
                action="case_opened",
                subject="case",
                content=to_json(settings),
            )
