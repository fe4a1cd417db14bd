"""Signing keys: made from the occasion's random bytes, written for their owner alone, read with a passphrase."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from chapeau.determine.signing import (
    NAME,
    SEED_BYTES,
    WARNING,
    Key,
    is_sealed,
    key_of,
    public_file,
    read_private,
)
from chapeau.errors import KeyUnusable, UsageError
from chapeau.pipeline.occasion import LONGEST_NAME, Occasion

OWNER_READS = 0o600
"""Rights of a private key's file: whoever reads it can sign in its owner's name."""

OTHERS_MASK = 0o077
PUBLIC = ".pub"

LONGEST_PASSPHRASE = 1023
"""Bytes of UTF-8: OpenSSL, which seals the key, takes no longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyReport:
    """The key that was made: whose, its fingerprint, its two files, and whether a passphrase seals the private one."""

    name: str
    fingerprint: str
    private: Path
    public: Path
    sealed: bool


def new_key(name: str, out: Path, occasion: Occasion, *, passphrase: str | None = None) -> KeyReport:
    """Make a key pair: the private key in `out` (rights 0600), the public one beside it.

    A file that is there is never written over; both are made, or neither. Raises UsageError, KeyUnusable.
    """
    bare = name.strip()
    if not bare or not bare.isprintable() or len(bare) > LONGEST_NAME:
        raise UsageError(
            f"{name[:LONGEST_NAME]!r} is no name.", hint="Give --name as it is to stand under what is signed."
        )
    if passphrase is not None:
        _check_passphrase(passphrase)
    public = _free_places(out)
    key = key_of(occasion.random(SEED_BYTES), bare)
    _write_new(out, _private_file(key, passphrase), OWNER_READS)
    try:
        _write_new(public, public_file(key), 0o644)
    except KeyUnusable:
        out.unlink()
        raise
    return KeyReport(
        name=bare, fingerprint=key.fingerprint, private=out, public=public, sealed=passphrase is not None
    )


def _check_passphrase(passphrase: str) -> None:
    if not passphrase:
        raise UsageError("The passphrase is empty.", hint="Give one, or make the key without --passphrase.")
    if len(passphrase.encode()) > LONGEST_PASSPHRASE:
        raise UsageError(
            f"The passphrase is longer than {LONGEST_PASSPHRASE} bytes.",
            hint="Six or seven words drawn at random are enough.",
        )


def _free_places(out: Path) -> Path:
    """The public key's place, beside the private key's, where both are free. Raises UsageError, KeyUnusable."""
    if not out.name:
        raise UsageError(f"{out} is a folder.", hint="Give --out the name of a file that is not there yet.")
    public = out.with_name(out.name + PUBLIC)
    for path in (out, public):
        if os.path.lexists(path):
            raise _taken(path)
    return public


def _taken(path: Path) -> KeyUnusable:
    return KeyUnusable(
        f"{path} is there already, and no key is written over another file.", hint="Name another file."
    )


def _private_file(key: Key, passphrase: str | None) -> bytes:
    """Name and warning, then PKCS 8 in PEM, sealed where a passphrase is given."""
    sealing: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase is not None:
        sealing = serialization.BestAvailableEncryption(passphrase.encode())
    pem = key.private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealing)
    return f"{NAME}{key.name}\n{WARNING}\n".encode() + pem


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise KeyUnusable(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place."
        ) from error


def needs_passphrase(path: Path) -> bool:
    """Whether a passphrase seals this private key. Raises KeyUnusable."""
    return is_sealed(_bytes(path))


def key_in(path: Path, passphrase: str | None) -> Key:
    """The key in this file. Raises KeyUnusable, also where others than its owner may read the file."""
    data = _bytes(path)
    if path.stat().st_mode & OTHERS_MASK:
        raise KeyUnusable(
            f"Others than its owner may read or write {path.name}.",
            hint=f"Take their rights away: chmod 600 {path}.",
        )
    return read_private(data, None if passphrase is None else passphrase.encode(), what=path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyUnusable(
            f"{path} cannot be read: {error.strerror}.", hint="Name the private key's file."
        ) from error
