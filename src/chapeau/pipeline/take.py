"""Files and folders into the case: bytes into the archive, sources and documents with their custody entries."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.errors import InputUnreadable, PathMissing, SourceWithdrawn, UsageError
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress
from chapeau.preserve.archive import Archive
from chapeau.preserve.formats.base import REMARKS
from chapeau.preserve.keys import KeyRing, PlainKeys
from chapeau.preserve.receive import (
    Received,
    documents_of,
    line_refusal,
    paths_in,
    receive,
    refusals_of,
    restated,
    sidecar_remark,
    skipped,
)
from chapeau.records import Capture, CustodyAction, Document, Skipped, Source


@dataclass(slots=True)
class Taken:
    """What one run took in: how many sources and documents were new, and what was not taken.

    `broken` are the names of files of which earlier runs could not take every line.
    """

    sources: int = 0
    documents: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    broken: frozenset[str] = frozenset()

    @property
    def refused(self) -> list[Skipped]:
        """What was not taken; a document taken without its broken date is not among it."""
        return [s for s in self.skipped if s.reference not in REMARKS]


def key_ring() -> KeyRing:
    """The key ring of a case: until there is encryption, one that seals nothing."""
    return PlainKeys()


def archive_of(case: Casefile) -> Archive:
    """The archive of a case's blobs."""
    return Archive(case.blobs, key_ring())


def check_paths(paths: Sequence[Path], folder: Path) -> None:
    """Raises PathMissing where nothing is at any of the paths, UsageError where one holds the case or lies in it."""
    if paths and not any(os.path.lexists(path) for path in paths):
        raise PathMissing(f"There is nothing at {paths[0]}.", hint="Check the spelling of the path.")
    for path in paths:
        if folder.resolve().is_relative_to(path.resolve()):
            raise UsageError(
                f"The case folder {folder} lies in {path}, which would be taken in with all it holds.",
                hint="Name a case folder beside it (--case), or name the reports' own folder.",
            )
        if path.resolve().is_relative_to(folder.resolve()):
            raise UsageError(
                f"{path} lies in the case folder {folder}: what Chapeau wrote is no report.",
                hint="Name the reports themselves; without a path, `chapeau run` goes over what the case holds.",
            )


def take(case: Casefile, paths: Iterable[Path], occasion: Occasion, progress: Progress) -> Taken:
    """Take in every file at these paths; what cannot be taken becomes a `Skipped`.

    Raises EvidenceMismatch, CaseUnwritable.
    """
    taken = Taken(broken=frozenset(e.what for e in case.all(kinds.SKIPPED) if e.line is not None))
    archive = archive_of(case)
    archive.sweep()
    entries = [entry for path in paths for entry in _entries(path)]
    progress.begin("preserve", len(entries))
    for label, entry in entries:
        if isinstance(entry, Skipped):
            _skip(case, taken, entry)
        else:
            _take_file(case, archive, taken, entry, label, occasion)
        progress.advance()
    progress.end()
    return taken


def _entries(path: Path) -> Iterator[tuple[str, Path | Skipped]]:
    try:
        for entry in paths_in(path):
            yield ("", entry) if isinstance(entry, Skipped) else (_label(entry, path), entry)
    except PathMissing as error:
        yield "", skipped(path.name, error)


def _label(file: Path, top: Path) -> str:
    """What tells files of one name apart: the way from the folder that was named."""
    return file.name if file == top else os.fsencode(file.relative_to(top)).decode("utf-8", "replace")


def _take_file(
    case: Casefile, archive: Archive, taken: Taken, file: Path, label: str, occasion: Occasion
) -> None:
    capture = Capture(name=file.name, by=occasion.who, at=occasion.at, clock=occasion.clock, how="file")
    try:
        received = receive(file, capture)
        refuse_withdrawn(case, received.source)
        archive.put(received.data, archive.keys.key(received.source))
        with case.transaction():
            made = _keep(case, received, occasion)
            case.forget(kinds.SKIPPED, refusals_of(label))
            if received.source.capture.name in taken.broken:
                case.forget(kinds.SKIPPED, _of_former(case, received.source))
    except InputUnreadable as error:
        _skip(case, taken, skipped(label, error))
        return
    taken.sources += made.sources
    taken.documents += made.documents
    taken.skipped += made.skipped


def refuse_withdrawn(case: Casefile, source: Source) -> None:
    """Raises SourceWithdrawn where the source was withdrawn before: its bytes are not kept again."""
    found = case.find(kinds.WITHDRAWALS, source.id)
    if found is not None:
        raise SourceWithdrawn(
            f"{source.capture.name} was withdrawn on {found.when} and is not taken again.",
            hint="If consent was given anew, keep it under another name, with a note of who gave it.",
        )


def _keep(case: Casefile, received: Received, occasion: Occasion) -> Taken:
    source, extractor = received.source, received.extraction.extractor
    made = Taken()
    if case.keep_source(source):
        made.sources += 1
        _log(case, occasion, "received", source)
    if case.extracted(source.id, extractor):
        made.skipped += [*_skipped_before(received), *_stated_anew(case, source)]
        return made
    for item in documents_of(source, received.extraction):
        if isinstance(item, Skipped):
            case.keep(kinds.SKIPPED, item)
            made.skipped.append(item)
        elif case.keep(kinds.DOCUMENTS, item):
            made.documents += 1
            _log(case, occasion, "extracted", item)
    case.mark_extracted(source.id, extractor)
    return made


def _stated_anew(case: Casefile, source: Source) -> list[Skipped]:
    """The remark that the file beside this one was changed, kept as long as it is so."""
    remark = restated(case.get(kinds.SOURCES, source.id), source)
    if remark is None:
        case.forget(kinds.SKIPPED, [sidecar_remark(source)])
        return []
    case.keep(kinds.SKIPPED, remark)
    return [remark]


def _of_former(case: Casefile, source: Source) -> list[str]:
    """Why lines of a file were skipped that was mended since: the records of the one other source of its name."""
    name = source.capture.name
    others = [s for s in case.all(kinds.SOURCES) if s.capture.name == name and s.id != source.id]
    if len(others) != 1:
        return []
    entries = (e for e in case.all(kinds.SKIPPED) if e.what == name and e.line is not None)
    return [e.id for e in entries if e.id == line_refusal(others[0], e.reference, e.line)]


def _skipped_before(received: Received) -> list[Skipped]:
    """What of this source an earlier run could not take: still so, and still said."""
    items = documents_of(received.source, received.extraction)
    return [item for item in items if isinstance(item, Skipped)]


def _log(case: Casefile, occasion: Occasion, action: CustodyAction, record: Source | Document) -> None:
    custody.append(
        case,
        at=occasion.at,
        by=occasion.who,
        action=action,
        subject=record.id,
        content=custody.content_of(record),
    )


def _skip(case: Casefile, taken: Taken, entry: Skipped) -> None:
    case.keep(kinds.SKIPPED, entry)
    taken.skipped.append(entry)
