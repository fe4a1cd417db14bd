"""The dossier on disk: each file whole or not at all, never half of one draft and half of another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from chapeau.casefile.lock import unwritable
from chapeau.dossier.exports import dossier_json
from chapeau.dossier.pages import pages
from chapeau.dossier.view import CaseView
from chapeau.errors import ConfigurationError, OutputIsInput

PART = ".part"
JSON = "dossier.json"
PAGE = "dossier.html"
FOLDER = "dossier"


def publish(view: CaseView, folder: Path) -> Path:
    """Write dossier.json and the pages into the case's folder; the page to open. Raises CaseUnwritable."""
    try:
        write_whole(folder / JSON, dossier_json(view))
        return _publish_pages(view, folder)
    except OSError as error:
        raise unwritable(folder, error) from error


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


def _publish_pages(view: CaseView, folder: Path) -> Path:
    staged = folder / (FOLDER + PART)
    shutil.rmtree(staged, ignore_errors=True)
    names = [_stage(staged, page.name, page.parts) for page in pages(view)]
    _put_in_place(staged, folder)
    return folder / names[0]


def _stage(staged: Path, name: str, parts: Iterable[str]) -> str:
    path = staged / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (part.encode() for part in parts))
    return name


def _put_in_place(staged: Path, folder: Path) -> None:
    """Move what was staged to its place, and take away the form (page or folder) that it replaces."""
    page, pages_folder = folder / PAGE, folder / FOLDER
    if (staged / FOLDER).is_dir():
        shutil.rmtree(pages_folder, ignore_errors=True)
        (staged / FOLDER).rename(pages_folder)
        page.unlink(missing_ok=True)
    if (staged / PAGE).is_file():
        (staged / PAGE).replace(page)
        shutil.rmtree(pages_folder, ignore_errors=True)
    shutil.rmtree(staged)
