"""Is the dossier beside the case the one that its last run wrote, and what its records give today?

Each file is held against the hash that the run noted, whatever came since. Rendered anew it is only where nothing has:
the records then give what the run saw, and one that was changed from outside shows.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.dossier.verify import Checked, Fault
from chapeau.errors import ChapeauError
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.publish import FOLDER, JSON, PAGE, files_of
from chapeau.pipeline.published import begun, came_since
from chapeau.pipeline.rules_in_use import program
from chapeau.pipeline.run import view_of
from chapeau.records import CustodyEntry, Published

LEFT_BY_SYSTEMS = (".DS_Store", "._", "Thumbs.db", "desktop.ini")
"""How the names of files begin that file managers leave in a folder that somebody opened: no page leads to them."""

OUTSIDE = "A record was changed from outside: compare this case with a copy; `chapeau verify --anew` says which records differ."


def published_by(case: Casefile) -> Published | None:
    """What the last run noted of the dossier that it wrote; None before the first, and after a withdrawal that is not finished."""
    last, _ = custody.since_last(case, "published")
    return None if last is None else case.find(kinds.PUBLISHED, last.subject)


def check_published(case: Casefile) -> Checked:
    """Every file of the dossier, against what the last run noted of it and against what the records give."""
    last, since = custody.since_last(case, "published")
    there = _there(case.folder)
    if last is None:
        return Checked(remarks=(_never_noted(there, case.folder),) if there else ())
    made = case.find(kinds.PUBLISHED, last.subject)
    if made is None:
        return Checked(faults=tuple(_without_note(there, since)))
    noted = _as_noted(case, made, there)
    records = _as_records_give(case, made, since)
    return Checked(faults=(*noted.faults, *records.faults), remarks=(*noted.remarks, *records.remarks))


def _never_noted(there: Collection[str], folder: Path) -> str:
    return (
        f"{', '.join(sorted(there)[:3])}{', ...' if len(there) > 3 else ''} cannot be held against anything: this case does not "
        f"say that it published a dossier, as it would not after a run of an earlier version. `chapeau run --case {folder}` writes it anew."
    )


def _without_note(there: Collection[str], since: tuple[CustodyEntry, ...]) -> Iterator[Fault]:
    """Nothing says what was published: rightly so only after a withdrawal, with which the dossier went."""
    if any(entry.action == "withdrawn" for entry in since):
        yield from map(_stray, sorted(there))
    else:
        what = "What the last run noted of it is gone."
        yield Fault(record="dossier", what=what, hint="Do not cite it. Compare this case with a copy of it.")


def _stray(name: str) -> Fault:
    return Fault(
        record=name, what="No run wrote it.", hint="Do not cite it, and take it away: no dossier leads to it."
    )


def _as_noted(case: Casefile, made: Published, there: Mapping[str, str]) -> Checked:
    """The files on the disk against what was noted of them; after a run that was killed, against either dossier."""
    faults = tuple(_differing(made, there, case.folder))
    notes = tuple(case.all(kinds.PUBLISHED))
    if not faults or len(notes) == 1:
        return Checked(faults=faults)
    written = {(file.name, file.sha256) for each in notes for file in each.files}
    others = tuple(
        _changed(name, made.at, case.folder) for name in sorted(there) if (name, there[name]) not in written
    )
    said = (
        f"The run of {made.at} did not put its dossier in its place: `chapeau run --case {case.folder}` does."
    )
    return Checked(faults=others, remarks=(said,))


def _differing(made: Published, there: Mapping[str, str], folder: Path) -> Iterator[Fault]:
    noted = {file.name: file.sha256 for file in made.files}
    for name, sha256 in noted.items():
        if name not in there:
            what = f"It is missing: the run of {made.at} wrote it."
            yield Fault(record=name, what=what, hint=f"`chapeau run --case {folder}` writes it anew.")
        elif there[name] != sha256:
            yield _changed(name, made.at, folder)
    yield from (_stray(name) for name in sorted(there.keys() - noted.keys()))


def _changed(name: str, at: str, folder: Path) -> Fault:
    return Fault(
        record=name,
        what=f"It is not what the run of {at} wrote: it was changed since.",
        hint=f"Do not cite it. `chapeau run --case {folder}` writes it anew.",
    )


def _as_records_give(case: Casefile, made: Published, since: tuple[CustodyEntry, ...]) -> Checked:
    """What was noted against what the records give, where they are those that the run saw."""
    at = begun(case)
    if at is not None:
        return _of_the_last_run(made, f"a run that began at {at} did not come to its end", case.folder)
    came = came_since(since)
    if came is not None:
        return _of_the_last_run(made, f"the custody log has since then: {came}", case.folder)
    try:
        given = _rendered(case, made)
    except ChapeauError as error:
        what = f"It cannot be rendered anew from the records: {error.message}"
        return Checked(faults=(Fault(record="dossier", what=what, hint=error.hint),))
    noted = {file.name: file.sha256 for file in made.files}
    other = sorted(name for name in given.keys() | noted.keys() if given.get(name) != noted.get(name))
    if other and made.rules != program():
        return Checked(remarks=(_other_version(made, other, case.folder),))
    what = (
        f"It is not what the records of this case give, though nothing was noted since the run of {made.at}."
    )
    return Checked(faults=tuple(Fault(record=name, what=what, hint=OUTSIDE) for name in other))


def _of_the_last_run(made: Published, why: str, folder: Path) -> Checked:
    said = (
        f"The dossier is of the run of {made.at}, and {why}: it is held against what that run wrote, and not "
        f"against the records of today. `chapeau run --case {folder}` brings it up to date."
    )
    return Checked(remarks=(said,))


def _other_version(made: Published, other: Collection[str], folder: Path) -> str:
    return (
        f"The dossier is as another build of the program ({made.program}) wrote it at {made.at}; this one would write {len(other):,} of its files otherwise. "
        f"`chapeau run --case {folder}` writes it anew."
    )


def _rendered(case: Casefile, made: Published) -> dict[str, str]:
    """The hash of every file that the records give for the occasion of that run; one piece of one file is held at a time."""
    view = view_of(case, Occasion(who=made.by, at=made.at, clock="given"))
    given: dict[str, str] = {}
    for name, parts in files_of(view):
        sha = hashlib.sha256()
        for part in parts:
            sha.update(part)
        given[name] = sha.hexdigest()
    return given


def _there(folder: Path) -> dict[str, str]:
    """The hash of every file that stands where a dossier would; that of nothing for what is no file that can be read."""
    names = [name for name in (PAGE, JSON) if os.path.lexists(folder / name)]
    return {name: _sha256(folder / name) for name in (*names, *_within(folder))}


def _within(folder: Path) -> Iterator[str]:
    pages = folder / FOLDER
    if pages.is_symlink() or (os.path.lexists(pages) and not pages.is_dir()):
        yield FOLDER
        return
    for place, folders, files in os.walk(pages):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*files, *links):
            if not name.startswith(LEFT_BY_SYSTEMS):
                yield (Path(place) / name).relative_to(folder).as_posix()


def _sha256(path: Path) -> str:
    """Empty where it is no file of its own, such as a link or a pipe, or cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
