"""The custody log on disk: leaves that only grow, their salts apart, and the roots taken of it.

An entry is appended inside the transaction that keeps what it speaks of, so neither is ever there
without the other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.errors import EvidenceMismatch
from chapeau.ground.codec import from_json, to_json
from chapeau.preserve.custody import SALT_BYTES, Head, entry, head, leaf_bytes, speaks_of, verify
from chapeau.records import (
    CasualtyList,
    CustodyAction,
    CustodyEntry,
    Decision,
    Determination,
    Document,
    Published,
    Reading,
    Signature,
    Source,
)


def append(
    case: Casefile,
    *,
    at: str,
    by: str,
    action: CustodyAction,
    subject: str,
    content: bytes,
    note: str | None = None,
) -> CustodyEntry:
    """Add an entry about `subject`, whose salted hash is over `content`. Called inside a transaction."""
    salt = secrets.token_bytes(SALT_BYTES)
    index = case.count(kinds.CUSTODY)
    made = entry(
        index=index, at=at, by=by, action=action, subject=subject, content=content, salt=salt, note=note
    )
    case.connection.execute("INSERT INTO custody VALUES (?, ?, ?)", (index, subject, leaf_bytes(made)))
    case.connection.execute("INSERT INTO salts VALUES (?, ?)", (index, salt))
    return made


def entries_on(case: Casefile, subject: str) -> tuple[CustodyEntry, ...]:
    """The entries about one record, in the log's order."""
    rows = case.connection.execute(
        "SELECT record FROM custody WHERE subject = ? ORDER BY position", (subject,)
    )
    return tuple(from_json(CustodyEntry, row[0], what="An entry of the custody log") for row in rows)


def since_last(case: Casefile, action: CustodyAction) -> tuple[CustodyEntry | None, tuple[CustodyEntry, ...]]:
    """The last entry of this kind, if there is one, and those after it (all, if there is none), in the log's order."""
    since: list[CustodyEntry] = []
    for row in case.connection.execute("SELECT record FROM custody ORDER BY position DESC"):
        found = from_json(CustodyEntry, row[0], what="An entry of the custody log")
        if found.action == action:
            return found, tuple(reversed(since))
        since.append(found)
    return None, tuple(reversed(since))


def destroy_salts(case: Casefile, subjects: Iterable[str]) -> None:
    """From now on nobody can test a guess at what these records held. Called inside a transaction."""
    case.connection.executemany(
        "DELETE FROM salts WHERE position IN (SELECT position FROM custody WHERE subject = ?)",
        ((subject,) for subject in sorted(subjects)),
    )


def take_head(case: Casefile) -> Head:
    """The log's size and root now, noted so that a later look can tell whether the log was changed."""
    taken = head(case.all(kinds.CUSTODY))
    with case.transaction():
        case.connection.execute("INSERT OR IGNORE INTO custody_heads VALUES (?, ?)", (taken.size, taken.root))
    return taken


def check_log(case: Casefile) -> Head:
    """The log against every root taken of it. Raises EvidenceMismatch."""
    heads = case.connection.execute("SELECT size, root FROM custody_heads ORDER BY size")
    return verify(_leaves(case), [Head(size=size, root=root) for size, root in heads])


def check_contents(case: Casefile) -> Iterator[EvidenceMismatch]:
    """Records that are no longer what their custody entry was made of."""
    withdrawn = {e.subject for e in case.all(kinds.CUSTODY) if e.action == "withdrawn"}
    latest = {(e.action, e.subject): e.index for e in case.all(kinds.CUSTODY)}
    for found in case.all(kinds.CUSTODY):
        if latest[found.action, found.subject] != found.index and found.action == "read":
            continue
        fault = None if found.subject in withdrawn else _content_fault(case, found)
        if fault is not None:
            yield fault


Logged = Source | Document | CasualtyList | Decision | Reading | Determination | Signature | Published
"""Records whose custody entries are made of their content."""


def content_of(record: Logged) -> bytes:
    """What an entry about a record is made of."""
    return to_json(record)


LASTING = ("received", "extracted", "read", "decided", "proposed", "signed")
"""What was done with a record that must be there still, unless it was withdrawn."""


def _content_fault(case: Casefile, found: CustodyEntry) -> EvidenceMismatch | None:
    content = _content(case, found)
    if found.action in LASTING and content is None:
        return _mismatch(found, "is gone")
    salt = case.connection.execute("SELECT salt FROM salts WHERE position = ?", (found.index,)).fetchone()
    if content is None or salt is None or speaks_of(found, content, salt[0]):
        return None
    return _mismatch(found, "is no longer what it was")


def _content(case: Casefile, found: CustodyEntry) -> bytes | None:
    """What it was made of, as it was kept: a later version of the program may know further fields of a record."""
    if found.action == "read":
        reading = case.reading(found.subject)
        return None if reading is None else content_of(reading)
    name = f"{found.subject}/{found.note}" if found.action == "signed" else found.subject
    contents = (case.as_kept(kind, name) for kind in _KEPT_IN.get(found.action, ()))
    return next((content for content in contents if content is not None), None)


_KEPT_IN: Mapping[CustodyAction, tuple[kinds.Kind[Any], ...]] = {
    "received": (kinds.SOURCES,),
    "extracted": (kinds.DOCUMENTS, kinds.LISTS),
    "decided": (kinds.DECISIONS,),
    "proposed": (kinds.PROPOSED,),
    "signed": (kinds.SIGNATURES,),
    "published": (kinds.PUBLISHED,),
}


def _leaves(case: Casefile) -> Iterator[CustodyEntry]:
    rows = case.connection.execute("SELECT record FROM custody ORDER BY position")
    for stored, found in zip(rows, case.all(kinds.CUSTODY), strict=True):
        if leaf_bytes(found) != bytes(stored[0]):
            raise _mismatch(found, "is not written as it was")
        yield found


def _mismatch(found: CustodyEntry, what: str) -> EvidenceMismatch:
    return EvidenceMismatch(
        f"What entry {found.index} of the custody log speaks of ({found.action} {found.subject}) {what}.",
        hint="Do not cite it. Compare this case with a copy of it.",
    )
