"""From a path to sources and documents: what there is to take, its bytes, how it came, its texts.

No folder of this machine enters a record: a source knows its bare file name alone. Whatever is not
taken becomes a `Skipped` that says why.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PureWindowsPath

from chapeau.errors import ChapeauError, FormatUnknown, InputChanging, InputUnreadable, PathMissing
from chapeau.ground.identity import document_id, record_id, source_id, text_hash
from chapeau.preserve.formats.base import SIDECAR_CHANGED, ExtractedText, Extraction, SkippedLine
from chapeau.preserve.formats.registry import format_of, suffixes, unknown
from chapeau.preserve.sidecar import SUFFIX, Sidecar, read_sidecar
from chapeau.records import Capture, Document, Skipped, Source

STEP = "preserve"

LARGEST = 256 * 1024 * 1024
"""Bytes in one file: they are held in memory once, and as text up to four times, which must fit 1 GB
beside the rest. Measure with `/usr/bin/time -v` before raising it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file as received: its source, its bytes, and the texts in them (to be walked once)."""

    source: Source
    data: bytes
    extraction: Extraction


def receive(path: Path, capture: Capture) -> Received:
    """Read a file and the sidecar beside it, choose its format, and say what came.

    Nothing is kept yet: ask the key ring for the source's key (which may refuse), then the archive.
    Raises InputUnreadable.
    """
    sidecar = sidecar_of(path)
    data = read_steadily(path)
    name = bare_name(path.name)
    extraction = format_of(name, data).extract(data, name)
    source = source_of(data, replace(capture, name=name), extraction, sidecar)
    return Received(source=source, data=data, extraction=extraction)


def read_steadily(path: Path) -> bytes:
    """The bytes of a file that holds still: two readings agree, and its size, time and number with them.

    Raises InputChanging, InputUnreadable.
    """
    name = bare_name(path.name)
    try:
        before = _state(path, name)
        data = path.read_bytes()
        with path.open("rb") as again:
            second = hashlib.file_digest(again, "sha256").digest()
        after = _state(path, name)
    except OSError as error:
        raise _unreadable(name, error) from error
    if before != after or len(data) != after.size or hashlib.sha256(data).digest() != second:
        raise InputChanging(
            f"{name} changed while it was read.",
            hint="Wait until it is written or downloaded whole, then run again.",
        )
    return data


def sidecar_of(path: Path) -> Sidecar:
    """What the file beside this one states; without one, nothing. Raises InputUnreadable."""
    beside = path.with_name(path.name + SUFFIX)
    if not os.path.lexists(beside):
        return Sidecar()
    return read_sidecar(read_steadily(beside), bare_name(beside.name))


def source_of(
    data: bytes, capture: Capture, extraction: Extraction, sidecar: Sidecar | None = None
) -> Source:
    """The source that these bytes are; a sidecar's statements come before the item's own.

    `address` is where it was captured from, which only a sidecar can say, and part of the source's
    identity; the address that a page states of itself is its document's.
    """
    beside, stated = sidecar or Sidecar(), extraction.stated
    name, blob = bare_name(capture.name), hashlib.sha256(data).hexdigest()
    return Source(
        id=source_id(blob, name, beside.address),
        blob=blob,
        size=len(data),
        media_type=extraction.media_type,
        capture=replace(capture, name=name),
        address=beside.address,
        publisher=beside.publisher or stated.publisher,
        author=beside.author or stated.author,
        published=beside.published or stated.date,
        language=beside.language or stated.language,
        sensitivity=beside.sensitivity,
        consent=beside.consent,
        account=beside.account,
        translation_of=beside.translation_of,
        grade=beside.grade,
    )


def documents_of(source: Source, extraction: Extraction) -> Iterator[Document | Skipped]:
    """The documents of a source, one at a time, and what of it was not taken.

    Where an item states nothing of itself, what the source was given with stands in.
    """
    for item in extraction.items:
        if isinstance(item, SkippedLine):
            yield _skipped_line(source, item)
        else:
            yield _document(source, item, extraction.extractor)


def _document(source: Source, item: ExtractedText, extractor: str) -> Document:
    hashed = text_hash(item.text)
    return Document(
        id=document_id(source.id, item.position, extractor, hashed),
        source=source.id,
        position=item.position,
        extractor=extractor,
        text_hash=hashed,
        text=item.text,
        given_id=item.given_id,
        title=item.title,
        address=item.address or source.address,
        publisher=item.publisher or source.publisher,
        author=item.author or source.author,
        date=item.date or source.published,
        language=item.language or source.language,
    )


def _skipped_line(source: Source, item: SkippedLine) -> Skipped:
    return Skipped(
        id=line_refusal(source, item.reference, item.line),
        step=STEP,
        what=source.capture.name,
        reference=item.reference,
        message=item.message,
        line=item.line,
    )


def restated(known: Source, now: Source) -> Skipped | None:
    """The remark that what is stated of a source is no longer what was stated when it was taken, if so."""
    fields = [f for f in STATED if getattr(known, f) != getattr(now, f)]
    if not fields:
        return None
    return Skipped(
        id=sidecar_remark(known),
        step=STEP,
        what=known.capture.name,
        reference=SIDECAR_CHANGED,
        message=f"{known.capture.name}: what is stated of it ({', '.join(fields)}) is not what it was when it was "
        "taken; the first statement stands. To go by the new one, begin a new case.",
    )


def sidecar_remark(source: Source) -> str:
    """The id of the remark that what is stated of a source has changed."""
    return record_id("skip", STEP, source.id, SIDECAR_CHANGED)


def line_refusal(source: Source, reference: str, line: int | None) -> str:
    """The id of the record that says why a line of a source was not taken."""
    return record_id("skip", STEP, source.id, reference, line or 0)


STATED = ("publisher", "author", "published", "language", "sensitivity", "consent", "account", "grade")

_REFUSALS: tuple[type[ChapeauError], ...] = (PathMissing, InputUnreadable, *InputUnreadable.__subclasses__())


def skipped(path: str, error: ChapeauError) -> Skipped:
    """The record of a file that was not taken. `path` tells files of one name apart; no record holds it."""
    return Skipped(
        id=record_id("skip", STEP, path, error.reference),
        step=STEP,
        what=bare_name(path),
        reference=error.reference,
        message=str(error),
    )


def refusals_of(path: str) -> tuple[str, ...]:
    """The ids of all records that could say why the file at `path` was not taken."""
    return tuple(record_id("skip", STEP, path, kind.reference) for kind in _REFUSALS)


def paths_in(path: Path) -> Iterator[Path | Skipped]:
    """The files to take at a path: itself, or everything in the folder, in order of name.

    Hidden files and folders, unknown suffixes, dangling links and what is no file become `Skipped`.
    A folder reached twice, through a link or a loop of links, is walked once. Raises PathMissing.
    """
    if not path.exists():
        raise PathMissing(f"There is nothing at {path}.", hint="Check the spelling of the path.")
    if path.is_dir():
        yield from _walk(path, path, set())
    else:
        yield path


def _walk(folder: Path, top: Path, walked: set[Path]) -> Iterator[Path | Skipped]:
    real = folder.resolve()
    if real in walked:
        return
    walked.add(real)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield skipped(_within(folder, top), _unreadable(bare_name(folder.name), error))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        refusal = _refusal(entry, names)
        if refusal is not None:
            yield skipped(_within(entry, top), refusal)
        elif entry.is_dir():
            yield from _walk(entry, top, walked)
        elif not entry.name.endswith(SUFFIX):
            yield entry


def _refusal(entry: Path, names: set[str]) -> InputUnreadable | None:
    """Why an entry of a folder is not taken, or None."""
    name = bare_name(entry.name)
    if entry.name.startswith("."):
        return FormatUnknown(
            f"{name} is hidden and was left alone.", hint="Name it on the command line to take it."
        )
    try:
        entry.stat()
    except PermissionError as error:
        return _unreadable(name, error)
    except OSError:
        return InputUnreadable(f"{name} is a link to nothing.", hint="Put the file itself there.")
    if entry.is_dir():
        return None
    if not entry.is_file():
        return InputUnreadable(f"{name} is not a file.", hint="Write what it gives into a file.")
    if entry.name.endswith(SUFFIX):
        return None if entry.name.removesuffix(SUFFIX) in names else _orphan(name)
    return None if entry.suffix.lower() in ("", *suffixes()) else unknown(name)


def _orphan(name: str) -> InputUnreadable:
    return InputUnreadable(
        f"{name} describes {name.removesuffix(SUFFIX)}, which is not there.", hint="Put the two side by side."
    )


def _within(entry: Path, top: Path) -> str:
    return os.fsencode(entry.relative_to(top)).decode("utf-8", "replace")


def bare_name(name: str) -> str:
    """The last part of a path of any system, as text that can be written down."""
    last = PureWindowsPath(PurePath(name).name).name
    return os.fsencode(last).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _State:
    """What would give a change away: size in bytes, time of change in nanoseconds, device and number."""

    size: int
    changed: int
    device: int
    number: int


def _state(path: Path, name: str) -> _State:
    """Raises InputUnreadable for what is no file, or too large."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise InputUnreadable(f"{name} is not a file.", hint="Write what it gives into a file.")
    if found.st_size > LARGEST:
        raise InputUnreadable(
            f"{name} has {found.st_size:,} bytes; {LARGEST:,} are the most that is read.",
            hint="Cut it into several files.",
        )
    return _State(found.st_size, found.st_mtime_ns, found.st_dev, found.st_ino)


def _unreadable(name: str, error: OSError) -> InputUnreadable:
    return InputUnreadable(
        f"{name} cannot be read: {error.strerror}.", hint="Check its permissions and the disk."
    )
