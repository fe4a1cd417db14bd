"""Blobs are whole or absent, never changed, and found to be changed when they were."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import CaseUnwritable, EvidenceMismatch
from chapeau.preserve.archive import Archive
from chapeau.preserve.keys import PlainKey, PlainKeys

KEY = PlainKey("src-1")


def lying_at(archive: Archive, sha256: str) -> Path:
    return archive.folder / sha256[:2] / sha256


@given(st.binary(max_size=200))
def test_what_is_put_is_read_back_under_its_sha256(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder), PlainKeys())
        blob = archive.put(data, KEY)
        assert blob.sha256 == hashlib.sha256(data).hexdigest()
        assert blob.size == len(data)
        assert archive.read(blob.sha256, KEY) == data
        assert list(archive.blobs()) == [blob]


def test_a_blob_lies_under_its_first_two_digits_and_nobody_else_reads_or_writes_it(archive: Archive) -> None:
    blob = archive.put(b"testimony", KEY)
    assert stat.S_IMODE(lying_at(archive, blob.sha256).stat().st_mode) == 0o400
    for folder in (lying_at(archive, blob.sha256).parent, archive.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_putting_the_same_bytes_again_leaves_the_file_as_it_was(archive: Archive) -> None:
    blob = archive.put(b"once", KEY)
    before = lying_at(archive, blob.sha256).stat()
    assert archive.put(b"once", KEY) == blob
    after = lying_at(archive, blob.sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("damage", [b"", b"twice", b"once ", b"ONCE"])
def test_bytes_that_changed_are_found_on_every_way_in(archive: Archive, damage: bytes) -> None:
    blob = archive.put(b"once", KEY)
    place = lying_at(archive, blob.sha256)
    place.chmod(0o600)
    place.write_bytes(damage)
    for touch in (lambda: archive.read(blob.sha256, KEY), lambda: archive.check(blob.sha256, KEY)):
        with pytest.raises(EvidenceMismatch, match=blob.sha256):
            touch()
    with pytest.raises(EvidenceMismatch):
        archive.put(b"once", KEY)


def test_bytes_that_are_gone_are_a_mismatch(archive: Archive) -> None:
    blob = archive.put(b"once", KEY)
    lying_at(archive, blob.sha256).unlink()
    with pytest.raises(EvidenceMismatch, match="cannot be read"):
        archive.check(blob.sha256, KEY)


REPORT = b"a report" * 1000
STEPS = [
    "tempfile.mkstemp",
    "os.fdopen",
    "os.fsync",
    "Path.read_bytes",
    "Path.chmod",
    "Path.hardlink_to",
    "Path.unlink",
]
WRITER = """
import os, sys, tempfile
from pathlib import Path
from chapeau.preserve.archive import Archive
from chapeau.preserve.keys import PlainKey, PlainKeys

folder, step, moment = sys.argv[1:]
where, name = step.split(".")
owner = {"tempfile": tempfile, "os": os, "Path": Path}[where]
real = getattr(owner, name)

def dies(*args, **kwargs):
    if moment == "after":
        real(*args, **kwargs)
    os._exit(9)

setattr(owner, name, dies)
Archive(Path(folder), PlainKeys()).put(b"a report" * 1000, PlainKey("src-1"))
"""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_at_any_step_leaves_the_blob_whole_or_absent(archive: Archive, step: str, moment: str) -> None:
    killed = subprocess.run([sys.executable, "-c", WRITER, archive.folder, step, moment], check=False)
    assert killed.returncode == 9
    for blob in archive.blobs():
        assert archive.read(blob.sha256, KEY) == REPORT
    archive.sweep()
    assert archive.sweep() == 0
    blob = archive.put(REPORT, KEY)
    assert archive.read(blob.sha256, KEY) == REPORT
    assert [found.name for found in archive.folder.rglob("*") if found.is_file()] == [blob.sha256]


def test_what_killed_writes_left_is_counted_and_removed_and_blobs_stay(archive: Archive) -> None:
    blob = archive.put(b"kept", KEY)
    for n in range(3):
        (lying_at(archive, blob.sha256).parent / f".part-{n}").write_bytes(b"ke")
    assert list(archive.blobs()) == [blob]
    assert archive.sweep() == 3
    assert archive.read(blob.sha256, KEY) == b"kept"


def test_an_archive_that_was_never_written_holds_nothing(archive: Archive) -> None:
    assert list(archive.blobs()) == []
    assert archive.sweep() == 0


def test_a_full_disk_is_said_so_and_leaves_nothing_behind(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseUnwritable, match="No space left"):
        archive.put(b"too much", KEY)
    assert [found for found in archive.folder.rglob("*") if found.is_file()] == []


def test_a_disk_that_gives_back_other_bytes_is_caught_before_the_blob_has_a_name(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"other bytes")
    with pytest.raises(CaseUnwritable, match="reads back differently"):
        archive.put(b"bytes", KEY)
    assert list(archive.blobs()) == []


def test_a_file_system_without_hard_links_still_keeps_blobs(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    blob = archive.put(b"on a stick", KEY)
    assert archive.read(blob.sha256, KEY) == b"on a stick"


class Backwards:
    """A key ring that encrypts, as far as a caller can see: bytes are reversed, names are not theirs."""

    source = "src-1"

    def name(self, sha256: str) -> str:
        return hashlib.sha256(b"key" + sha256.encode()).hexdigest()

    def seal(self, data: bytes) -> bytes:
        return data[::-1]

    def open(self, sealed: bytes) -> bytes:
        return sealed[::-1]


def test_a_key_that_seals_changes_no_caller(archive: Archive) -> None:
    blob = archive.put(b"sealed words", Backwards())
    assert archive.read(blob.sha256, Backwards()) == b"sealed words"
    assert all(
        b"sealed words" not in found.read_bytes() for found in archive.folder.rglob("*") if found.is_file()
    )


def test_bytes_and_both_folders_are_forced_to_the_disk_before_put_returns(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    real = os.fsync

    def remember(handle: int) -> None:
        forced.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", remember)
    place = lying_at(archive, archive.put(b"to last", KEY).sha256)
    assert {found.stat().st_ino for found in (place, place.parent, archive.folder)} <= set(forced)


def test_a_file_system_that_cannot_force_a_folder_still_keeps_blobs(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", only_files)
    blob = archive.put(b"on a share", KEY)
    assert archive.read(blob.sha256, KEY) == b"on a share"
