"""Where the received bytes lie: each blob under its SHA-256, written whole or not at all, never changed.

    folder/3f/3f2a...    one file a blob, readable by its owner alone, never writable
    folder/3f/.part-...  a write that was cut short; `sweep` removes it

A write goes to a temporary file in the same folder, is forced to the disk, read back and hashed, and
only then given its name, without overwriting. A kill at any moment leaves the blob whole or absent.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chapeau.errors import CaseUnwritable, EvidenceMismatch
from chapeau.preserve.keys import KeyRing, SourceKey

PART = ".part-"
OWNER_READS = 0o400
OWNER_ONLY = 0o700
NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes by their SHA-256 (hex) and their number.

    From `Archive.put`: of the bytes as received. From `Archive.blobs`: of the file as it lies, whose
    name is the SHA-256 as long as the keys seal nothing.
    """

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The blobs of one case. One run at a time writes into it (the casefile's lock sees to that)."""

    folder: Path
    keys: KeyRing

    def put(self, data: bytes, key: SourceKey) -> Blob:
        """Keep these bytes; if they are kept already, check that they still match.

        Raises EvidenceMismatch, CaseUnwritable.
        """
        blob = Blob(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        place = self._place(blob.sha256, key)
        if place.exists():
            self.check(blob.sha256, key)
            return blob
        with _or_unwritable(place):
            self._make(place.parent)
            _write_whole(place, key.seal(data))
        return blob

    def read(self, sha256: str, key: SourceKey) -> bytes:
        """The bytes as received. Raises EvidenceMismatch where they are gone or no longer match."""
        try:
            data = key.open(self._place(sha256, key).read_bytes())
        except OSError as error:
            raise _mismatch(sha256, f"cannot be read ({error.strerror})") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _mismatch(sha256, "no longer matches the hash taken when it was received")
        return data

    def check(self, sha256: str, key: SourceKey) -> None:
        """Whether the bytes still match. Raises EvidenceMismatch."""
        self.read(sha256, key)

    def destroy(self, sha256: str, key: SourceKey) -> bool:
        """Take these bytes away for good; whether they were there. Raises CaseUnwritable."""
        place = self._place(sha256, key)
        if not place.exists():
            return False
        with _or_unwritable(place):
            place.unlink()
            _sync_folder(place.parent)
        return True

    def blobs(self) -> Iterator[Blob]:
        """Every blob in the archive, in order of its name; what lies beside them is passed over."""
        for place in self._files():
            if len(place.name) == 64 and place.name.startswith(place.parent.name):
                yield Blob(sha256=place.name, size=place.stat().st_size)

    def sweep(self) -> int:
        """Remove what killed writes left behind; how many. Only while no other run writes."""
        parts = [place for place in self._files() if place.name.startswith(PART)]
        for part in parts:
            with _or_unwritable(part):
                part.unlink()
        return len(parts)

    def _place(self, sha256: str, key: SourceKey) -> Path:
        name = key.name(sha256)
        return self.folder / name[:2] / name

    def _files(self) -> Iterator[Path]:
        for shelf in sorted(self.folder.glob("??")):
            yield from sorted(shelf.iterdir())

    def _make(self, shelf: Path) -> None:
        if not shelf.is_dir():
            self.folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            shelf.mkdir(mode=OWNER_ONLY, exist_ok=True)
            _sync_folder(self.folder)
            _sync_folder(self.folder.parent)


def _write_whole(place: Path, sealed: bytes) -> None:
    """Write to a part, force it to the disk, read it back, give it its name, force that to the disk."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=place.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        _read_back(part, sealed)
        part.chmod(OWNER_READS)
        _name_without_overwriting(part, place)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(place.parent)


def _read_back(part: Path, sealed: bytes) -> None:
    if part.read_bytes() != sealed:
        raise OSError(errno.EIO, "what was written reads back differently")


def _name_without_overwriting(part: Path, place: Path) -> None:
    """A hard link never overwrites; where there are none (FAT, some shares), an absent name is taken."""
    try:
        place.hardlink_to(part)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in NO_HARD_LINKS or place.exists():
            raise
        part.rename(place)


def _sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk; a file system that has no such thing says EINVAL."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


@contextmanager
def _or_unwritable(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CaseUnwritable(
            f"The archive cannot keep blob {place.name}: {error.strerror}.",
            hint="Check free space and permissions of the case folder, then run again: nothing was half kept.",
        ) from error


def _mismatch(sha256: str, what: str) -> EvidenceMismatch:
    return EvidenceMismatch(
        f"Blob {sha256} {what}.",
        hint="Do not cite it. Restore this file of the archive from a copy, then run `chapeau verify`.",
    )
