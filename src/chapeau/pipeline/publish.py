"""The dossier on disk: each file whole or not at all, and pages and data always of one draft."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from chapeau.casefile.lock import unwritable
from chapeau.dossier.exports import dossier_json
from chapeau.dossier.pages import pages
from chapeau.dossier.view import CaseView
from chapeau.errors import ConfigurationError, OutputIsInput
from chapeau.records import PublishedFile

PART = ".part"
OLD = ".old"
JSON = "dossier.json"
PAGE = "dossier.html"
FOLDER = "dossier"


Note = Callable[[tuple[PublishedFile, ...]], None]
"""What is told of the files of a dossier before they are put in their place."""


def publish(view: CaseView, folder: Path, note: Note = lambda _: None) -> Path:
    """Write dossier.json and the pages into the case's folder; the page to open. Raises CaseUnwritable.

    All is written beside the former dossier first, and told to `note`; then that is moved aside, the new one in, and the former deleted.
    Whatever fails leaves one of the two whole in its place. A kill between the moves leaves pages or data of one draft to
    be seen, or none, and both drafts beside: the next run puts a new one in its place.
    """
    staged, old = _beside(folder)
    try:
        _spare_folders(folder)
        _finish(staged, old)
        files = _stage(staged, view)
        note(files)
        try:
            _put_in_place(staged, old)
        except OSError:
            _put_back(staged, old)
            raise
        return folder / files[0].name
    except OSError as error:
        raise unwritable(folder, error) from error


def files_of(view: CaseView) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a dossier by name, the page to open first, each in pieces that are used up before the next is asked for."""
    for page in pages(view):
        yield page.name, (part.encode() for part in page.parts)
    yield JSON, iter(dossier_json(view))


def take_away(folder: Path) -> None:
    """Delete a case's dossier, and what a killed run left of one: it prints what is withdrawn. Raises CaseUnwritable."""
    try:
        _take_away((*_beside(folder), *(folder / name for name in (PAGE, FOLDER, JSON))))
    except OSError as error:
        raise unwritable(folder, error) from error


def _beside(folder: Path) -> tuple[Path, Path]:
    """Where a dossier is written before it is moved to its place, and where the former one is moved meanwhile."""
    return folder / (FOLDER + PART), folder / (FOLDER + OLD)


def _spare_folders(folder: Path) -> None:
    """A folder under the name of a file of ours is none of ours, and is not moved."""
    for name in (JSON, PAGE):
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name} is a folder", name)


def write_whole(path: Path, parts: Iterable[bytes], *, mode: int = 0o666) -> None:
    """Write a file under another name, force it to the disk, then give it its own.

    `mode` are its rights before the user's own mask: by default, as any program leaves a file.
    """
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def not_written(path: Path, error: OSError) -> ConfigurationError:
    """The error for a file or folder beside the case that cannot be written."""
    return ConfigurationError(
        f"{path} cannot be written: {error.strerror}.",
        hint="Name another place, or see to its rights and to the space on the disk.",
    )


def spare_inputs(paths: Iterable[Path], out: Path | None) -> None:
    """Raises OutputIsInput where `out` is one of the files that `paths` name, or lies in one of their folders."""
    if out is None or not out.exists():
        return
    for path in paths:
        if path.exists() and (path.samefile(out) or path.resolve() in out.resolve().parents):
            raise OutputIsInput(
                f"{out} is to be written and is among what {path} gives to read.",
                hint="Name another place for what comes out. Nothing was written.",
            )


def spare_case(folder: Path, out: Path) -> None:
    """Raises OutputIsInput where `out` is the case's folder or lies in it: nothing but the case itself is written there."""
    case = folder.resolve()
    if case in (out.resolve(), *out.resolve().parents):
        raise OutputIsInput(
            f"{out} lies in the case {folder}, whose own files it could replace.",
            hint="Name a place beside the case. Nothing was written.",
        )


def _stage(staged: Path, view: CaseView) -> tuple[PublishedFile, ...]:
    """Write all of a dossier where nobody looks; its files, the page to open first."""
    staged.mkdir()
    try:
        return tuple(_staged(staged, name, parts) for name, parts in files_of(view))
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _staged(staged: Path, name: str, parts: Iterable[bytes]) -> PublishedFile:
    path, sha = staged / name, hashlib.sha256()

    def seen() -> Iterator[bytes]:
        for part in parts:
            sha.update(part)
            yield part

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, seen())
    return PublishedFile(name=name, sha256=sha.hexdigest())


def _put_in_place(staged: Path, old: Path) -> None:
    """Move the former dossier aside and the staged one in: pages first, data last, so that what was not yet done can be told."""
    folder = staged.parent
    old.mkdir(exist_ok=True)
    if _pages_in(staged):
        _move(folder, old)
    _move(staged, folder)
    staged.rmdir()
    shutil.rmtree(old)


def _put_back(staged: Path, old: Path) -> None:
    """The former dossier to its place again, as far as it can be, after a move that failed."""
    folder = staged.parent
    if not old.is_dir() or not staged.is_dir():
        return
    with suppress(OSError):
        if not _pages_in(staged):
            _move(folder, staged)
        _move(old, folder)
        shutil.rmtree(old)


def _finish(staged: Path, old: Path) -> None:
    """What a run that was killed left: a dossier whose move had begun is put in its place, all else is taken away."""
    if staged.is_dir() and old.is_dir():
        _put_in_place(staged, old)
    _take_away((staged, old))


def _pages_in(folder: Path) -> bool:
    return any((folder / name).exists() for name in (PAGE, FOLDER))


def _move(here: Path, there: Path) -> None:
    for name in (PAGE, FOLDER, JSON):
        if (here / name).exists():
            (here / name).rename(there / name)


def _take_away(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
