"""The custody log: what was done with which record, when and by whom, as leaves of an RFC 9162 tree.

An entry holds references and a salted hash, never content: whoever reads the log learns nothing of
what a source says, and once the salt is destroyed nobody can test a guess against it. The salt is
made where there is randomness (the pipeline) and kept beside the log.

A stranger recomputes a leaf from RFC 8785 JSON (keys sorted, no spaces, UTF-8) of the entry's seven
fields, and the digest from `SHA-256(salt + content)`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from chapeau.errors import EvidenceMismatch, UsageError
from chapeau.preserve.merkle import Frontier, leaf_hash
from chapeau.records import CustodyAction, CustodyEntry

SALT_BYTES = 32
"""As long as the hash: a guess at the content costs a guess at 256 random bits (see RFC 9162's hash)."""

REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,128}")
"""A reference is one word of ids, versions and counts: no sentence of a source fits into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The log at one moment: how many entries, and the root over them (hex)."""

    size: int
    root: str


def entry(
    *,
    index: int,
    at: str,
    by: str,
    action: CustodyAction,
    subject: str,
    content: bytes,
    salt: bytes,
    note: str | None = None,
) -> CustodyEntry:
    """The log's next leaf. `note`, like `subject`, is a reference (one word). Raises UsageError."""
    for reference in (subject, note):
        if reference is not None and not REFERENCE.fullmatch(reference):
            raise UsageError(
                "A custody entry holds references, never content.", hint="Give an id, a version or a count."
            )
    return CustodyEntry(
        index=index, at=at, by=by, action=action, subject=subject, digest=digest(content, salt), note=note
    )


def digest(content: bytes, salt: bytes) -> str:
    """SHA-256, hex, of salt and content. Raises UsageError where the salt is not 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise UsageError(f"A salt of {len(salt)} bytes was given.", hint=f"Give {SALT_BYTES} random bytes.")
    return hashlib.sha256(salt + content).hexdigest()


def speaks_of(entry: CustodyEntry, content: bytes, salt: bytes) -> bool:
    """Whether this is the content the entry was made of."""
    return entry.digest == digest(content, salt)


def leaf_bytes(entry: CustodyEntry) -> bytes:
    """The entry as RFC 8785 JSON: the same bytes in every version of this program."""
    fields = {
        "action": entry.action,
        "at": entry.at,
        "by": entry.by,
        "digest": entry.digest,
        "index": entry.index,
        "note": entry.note,
        "subject": entry.subject,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf(entry: CustodyEntry) -> bytes:
    """The entry's leaf hash, for `merkle`'s proofs."""
    return leaf_hash(leaf_bytes(entry))


def head(entries: Iterable[CustodyEntry]) -> Head:
    """Size and root of the log. Raises EvidenceMismatch where an entry is missing or out of place."""
    return verify(entries)


def verify(entries: Iterable[CustodyEntry], heads: Iterable[Head] = ()) -> Head:
    """Read the log from the start and compare it with every head that was taken of it; its head now.

    Raises EvidenceMismatch where an entry is missing, out of place or changed, or the log was cut.
    """
    expected = _by_size(heads)
    tree = Frontier()
    for found in entries:
        if found.index != tree.size:
            raise _mismatch(
                f"Entry {tree.size} of the custody log is missing: entry {found.index} stands there"
            )
        tree.add(leaf(found))
        if tree.size in expected and expected[tree.size] != tree.root().hex():
            raise _mismatch(f"The custody log no longer matches the root taken at {tree.size} entries")
    if tree.size < max(expected):
        raise _mismatch(f"The custody log ends at {tree.size} entries and had {max(expected)}")
    return Head(size=tree.size, root=tree.root().hex())


def _by_size(heads: Iterable[Head]) -> dict[int, str]:
    """The root that each size of the log must have; a log of no entries has the empty tree's."""
    expected = {0: Frontier().root().hex()}
    for taken in heads:
        if expected.setdefault(taken.size, taken.root) != taken.root:
            raise _mismatch(f"Two roots were taken of the custody log at {taken.size} entries")
    return expected


def _mismatch(what: str) -> EvidenceMismatch:
    return EvidenceMismatch(
        f"{what}.",
        hint="Someone or something changed it. Compare it with a copy before relying on this case.",
    )
