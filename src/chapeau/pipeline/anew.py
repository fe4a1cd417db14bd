"""A case made again from nothing but what people and sources gave it, in a place that is taken away afterwards.

Into it go sources, texts, lists and decisions as the case keeps them; read, linked, weighed and assessed it is by the
same functions as any run. The case itself is only looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.settings import Settings
from chapeau.pipeline.case_settings import gazetteer_of, keep_settings
from chapeau.pipeline.derive import derive
from chapeau.pipeline.ending import ending_cleanly
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress
from chapeau.pipeline.readers import ENDPOINT
from chapeau.pipeline.reading import made_under, read_unread
from chapeau.pipeline.reviewed import after_review
from chapeau.records import Document, Skipped

RECEIVED: tuple[Kind[Any], ...] = (kinds.SOURCES, kinds.WITHDRAWALS, kinds.LISTS, kinds.LISTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAgain:
    """A case made again: which of its texts were `read` anew, and of which the kept reading was taken, because it is by
    `another` version of the reader, or because reading it needs the `endpoint` of a user's own model."""

    case: Casefile
    read: frozenset[str]
    another: int = 0
    endpoint: int = 0


@contextmanager
def made_again(
    case: Casefile,
    settings: Settings,
    occasion: Occasion,
    progress: Progress,
    jobs: int | None,
    *,
    without: Collection[str] = (),
    derived: bool = True,
) -> Iterator[MadeAgain]:
    """The case made again `without` these decisions; with `derived`, linked, weighed and assessed too. Nothing is sent anywhere.

    Raises ConfigurationError where the temporary folder cannot be written.
    """
    with (
        ending_cleanly(),
        TemporaryDirectory(prefix="chapeau-") as place,
        created(Path(place) / "anew") as again,
    ):
        keep_settings(again, settings)
        _put_in(case, again, occasion, frozenset(without))
        made = _read(case, again, settings, occasion, progress, jobs)
        if derived:
            derive(again, after_review(again), settings, gazetteer_of(settings), progress, jobs)
        yield made


def _put_in(case: Casefile, again: Casefile, occasion: Occasion, without: frozenset[str]) -> None:
    """What was received and what people gave, in the order in which the log has it: of two texts of one place the later stands."""
    with again.transaction():
        for kind in RECEIVED:
            for record in case.all(kind):
                again.keep(kind, record)
        for document in _as_they_came(case):
            again.keep(kinds.DOCUMENTS, document)
            custody.append(
                again,
                at=occasion.at,
                by=occasion.who,
                action="extracted",
                subject=document.id,
                content=custody.content_of(document),
            )
        for decision in case.all(kinds.DECISIONS):
            if decision.id not in without:
                again.keep_decision(decision)
        _keep_skipped(again, (s for s in case.all(kinds.SKIPPED) if s.step != "read"))


def _as_they_came(case: Casefile) -> Iterator[Document]:
    for entry in case.all(kinds.CUSTODY):
        document = case.find(kinds.DOCUMENTS, entry.subject) if entry.action == "extracted" else None
        if document is not None:
            yield document


def _keep_skipped(again: Casefile, entries: Iterable[Skipped]) -> None:
    for entry in entries:
        again.keep(kinds.SKIPPED, entry)


def _read(
    case: Casefile,
    again: Casefile,
    settings: Settings,
    occasion: Occasion,
    progress: Progress,
    jobs: int | None,
) -> MadeAgain:
    """Read what this reader read, and take over what it did not: readings of other versions, of a model, of former extractions."""
    ours, under, old = made_under(settings), case.read_under(), case.superseded()
    asked = settings.reader == ENDPOINT
    kept = {name for name, by in under.items() if asked or name in old or by != ours}
    _take_over(case, again, kept, ours)
    failed = (s for s in case.all(kinds.SKIPPED) if s.step == "read" and (asked or s.what in kept))
    _keep_skipped(again, failed)
    if not asked:
        read_unread(again, settings, occasion, progress, jobs)
    standing = kept - old
    return MadeAgain(
        case=again,
        read=frozenset(under.keys() - kept),
        another=0 if asked else len(standing),
        endpoint=len(standing) if asked else 0,
    )


def _take_over(case: Casefile, again: Casefile, kept: Collection[str], ours: str) -> None:
    for name in sorted(kept):
        reading = case.reading(name)
        if reading is not None:
            again.keep_reading(reading, ours)
