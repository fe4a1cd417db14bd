"""Which key seals the bytes of a source: one for each source, so that one can be destroyed alone.

Today there is one key ring, `PlainKeys`, which seals nothing and says so in its name. A key ring that
encrypts replaces it without any caller noticing: callers ask the ring for a source's key and hand
the key to the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chapeau.errors import RestrictedRefused
from chapeau.records import Source


class SourceKey(Protocol):
    """The key of one source: how its bytes are named and written in the archive."""

    @property
    def source(self) -> str:
        """The id of the source it belongs to."""
        ...

    def name(self, sha256: str) -> str:
        """The file name, 64 hex digits, under which bytes of this SHA-256 lie in the archive."""
        ...

    def seal(self, data: bytes) -> bytes:
        """The bytes as they are written."""
        ...

    def open(self, sealed: bytes) -> bytes:
        """The bytes as they were received."""
        ...


class KeyRing(Protocol):
    """A key for each source. `seals` says whether what is written can be read without the key."""

    @property
    def name(self) -> str: ...

    @property
    def seals(self) -> bool: ...

    def key(self, source: Source) -> SourceKey:
        """The key of this source, the same each time. Raises RestrictedRefused."""
        ...


@dataclass(frozen=True, slots=True)
class PlainKey:
    """A key that seals nothing: bytes lie as they are, under their own SHA-256."""

    source: str

    def name(self, sha256: str) -> str:
        """The SHA-256 itself."""
        return sha256

    def seal(self, data: bytes) -> bytes:
        """The bytes, unchanged."""
        return data

    def open(self, sealed: bytes) -> bytes:
        """The bytes, unchanged."""
        return sealed


@dataclass(frozen=True, slots=True)
class PlainKeys:
    """The key ring without encryption; it gives no key to a source marked restricted."""

    name: str = "plain (not encrypted)"
    seals: bool = False

    def key(self, source: Source) -> SourceKey:
        """A key that seals nothing. Raises RestrictedRefused for a restricted source."""
        if source.sensitivity == "restricted":
            raise RestrictedRefused(
                f"{source.capture.name} is marked restricted and was not taken: this version keeps "
                "everything unencrypted, and whoever gets hold of the disk could read it.",
                hint="Keep it where it is safe until a version that encrypts; nothing of it was stored.",
            )
        return PlainKey(source.id)
