"""One writer a case: a lock that the kernel lets go of, even after a kill."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chapeau.errors import CaseBusy, CaseUnwritable

LOCK = "lock"


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the case for this process. Raises CaseBusy, CaseUnwritable."""
    try:
        handle = (folder / LOCK).open("ab")
    except OSError as error:
        raise unwritable(folder, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CaseBusy(
                f"Another run is writing into the case {folder}.",
                hint="Wait until it has ended, then run this again. Nothing was changed.",
            ) from error
        yield


def unwritable(folder: Path, error: Exception) -> CaseUnwritable:
    """The error for a case folder that cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return CaseUnwritable(
        f"The case folder {folder} cannot be written: {reason}.",
        hint="Name another folder, or see to its rights and to the space on the disk.",
    )
