"""A case on disk: records by kind, by id and by document; what a step found is kept whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from chapeau.casefile import kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.lock import only_writer, unwritable
from chapeau.casefile.schema import BLOBS, DATABASE, connect, connect_fixed, plain_errors, transaction
from chapeau.errors import CaseMissing, DataInvalid, EvidenceMismatch, RecordUnknown
from chapeau.ground.codec import from_json, to_json
from chapeau.records import Act, Decision, Document, Mention, Reading, Response, Source, Statement

R = TypeVar("R")

SUPERSEDED = """
    WITH several AS (
        SELECT d.id, d.source, d.position,
            (SELECT min(c.position) FROM custody c WHERE c.subject = d.id) AS made
        FROM documents d WHERE EXISTS (
            SELECT 1 FROM documents o WHERE o.source = d.source AND o.position = d.position AND o.id <> d.id
        )
    )
    SELECT s.id FROM several s WHERE EXISTS (
        SELECT 1 FROM several t WHERE t.source = s.source AND t.position = s.position AND t.made > s.made
    )
"""
"""Which of several documents is the latest, their places in the custody log say."""

OWNER_ONLY = 0o700
"""Rights of a case folder that we make: what it holds can get people killed."""

ASKED = 500
"""Records looked up by one query: SQLite takes 999 values in every version."""

SHOWN = 5
"""How many records a message lists when a prefix fits several: more do not help to choose."""


class Casefile:
    """The records of one case. Made by `created` or `opened`, never by hand."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection

    @property
    def blobs(self) -> Path:
        """The folder of the preserved bytes."""
        return self.folder / BLOBS

    def transaction(self) -> AbstractContextManager[None]:
        """All that is kept inside is kept together or not at all."""
        return transaction(self.connection)

    # --- look-ups

    def all(self, kind: Kind[R]) -> Iterator[R]:
        """Every record of a kind, in the kind's own order; begins anew at each call."""
        rows = self.connection.execute(kind.select + f" ORDER BY {kind.order}")
        return (self._decoded(kind, row[0]) for row in rows)

    def ids(self, kind: Kind[Any]) -> list[str]:
        """Every id of a kind, in the kind's own order."""
        rows = self.connection.execute(f"SELECT id FROM {kind.table} ORDER BY {kind.order}")  # noqa: S608
        return [row[0] for row in rows]

    def count(self, kind: Kind[Any]) -> int:
        """How many records of a kind there are."""
        return int(self.connection.execute(f"SELECT count(*) FROM {kind.table}").fetchone()[0])  # noqa: S608

    def find(self, kind: Kind[R], record_id: str) -> R | None:
        """The record with this id, if there is one."""
        row = self.connection.execute(kind.select + " WHERE id = ?", (record_id,)).fetchone()
        return None if row is None else self._decoded(kind, row[0])

    def as_kept(self, kind: Kind[Any], record_id: str) -> bytes | None:
        """The bytes in which the record was kept, if it is there: those of the version of the program that kept it."""
        row = self.connection.execute(kind.select + " WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            return None
        return row[0].encode() if isinstance(row[0], str) else bytes(row[0])

    def get(self, kind: Kind[R], record_id: str) -> R:
        """The record with this id. Raises RecordUnknown."""
        found = self.find(kind, record_id)
        if found is None:
            raise _unknown(record_id)
        return found

    def of_document(self, kind: Kind[R], document: str) -> tuple[R, ...]:
        """One document's records of a kind, in order of id (mentions: of their place in the text)."""
        rows = self.connection.execute(
            kind.select + " WHERE document = ? ORDER BY id",
            (document,),
        )
        return tuple(self._decoded(kind, row[0]) for row in rows)

    def reading(self, document: str) -> Reading | None:
        """What was read from a document, put together again: each kind in order of id."""
        head = self.find(kinds.READINGS, document)
        if head is None:
            return None
        return replace(
            head,
            statements=self.of_document(kinds.STATEMENTS, document),
            acts=self.of_document(kinds.ACTS, document),
            responses=self.of_document(kinds.RESPONSES, document),
            mentions=self.of_document(kinds.MENTIONS, document),
        )

    def decisions_on(self, record: str) -> tuple[Decision, ...]:
        """The decisions that name this record first, in the order in which they were kept."""
        rows = self.connection.execute(
            "SELECT record FROM decisions WHERE about = ? ORDER BY position", (record,)
        )
        return tuple(self._decoded(kinds.DECISIONS, row[0]) for row in rows)

    def of_source(self, source: str) -> tuple[Document, ...]:
        """A source's documents, in order of their position in it."""
        rows = self.connection.execute(
            "SELECT record FROM documents WHERE source = ? ORDER BY position, id", (source,)
        )
        return tuple(self._decoded(kinds.DOCUMENTS, row[0]) for row in rows)

    def named(self, beginning: str) -> tuple[Kind[Any], Any]:
        """The one record, of any kind, whose id is this or begins with it. Raises RecordUnknown."""
        found = [match for kind in kinds.WITH_IDS for match in self._starting(kind, beginning)]
        exact = [(kind, found_id) for kind, found_id in found if found_id == beginning]
        if len(exact or found) != 1:
            raise (
                _unknown(beginning)
                if not found
                else _ambiguous(beginning, [found_id for _, found_id in found])
            )
        kind, record_id = (exact or found)[0]
        return kind, self.get(kind, record_id)

    def _starting(self, kind: Kind[Any], beginning: str) -> list[tuple[Kind[Any], str]]:
        rows = self.connection.execute(
            f"SELECT id FROM {kind.table} WHERE id >= ? AND id < ? ORDER BY id LIMIT {SHOWN + 1}",  # noqa: S608
            (beginning, beginning + "\U0010ffff"),
        )
        return [(kind, row[0]) for row in rows]

    def _decoded(self, kind: Kind[R], data: bytes) -> R:
        try:
            return from_json(kind.type, data, what=f"A record in {kind.table} of the case {self.folder}")
        except DataInvalid as error:
            raise EvidenceMismatch(
                error.message, hint=f"It was changed from outside: put {DATABASE} back from a copy."
            ) from error

    # --- keeping

    def keep(self, kind: Kind[R], record: R) -> bool:
        """Keep a record; whether it is new. One that is there with other content is refused.

        Raises EvidenceMismatch.
        """
        return self._insert(kind, kind.id_of(record), record)

    def keep_source(self, source: Source) -> bool:
        """Keep a source; whether it is new. Of one received again, the first capture stands."""
        known = self.find(kinds.SOURCES, source.id)
        if known is None:
            return self.keep(kinds.SOURCES, source)
        if (known.blob, known.size) != (source.blob, source.size):
            raise _clash(source.id)
        return False

    def keep_reading(self, reading: Reading, made_under: str) -> None:
        """Keep all that was read from one document, in place of what was read from it before.

        `made_under` names the reader and what it was given: read again when that changes.
        Raises EvidenceMismatch where an id already stands for a record of another document.
        """
        with self.transaction():
            for kind in (*kinds.IN_READING, kinds.READINGS):
                column = "id" if kind is kinds.READINGS else "document"
                self.connection.execute(f"DELETE FROM {kind.table} WHERE {column} = ?", (reading.document,))  # noqa: S608
            for kind, records in _of_reading(reading):
                for record in records:
                    self._insert(kind, kind.id_of(record), record)
            self._keep_mentions(reading.mentions)
            self.connection.execute(
                "INSERT INTO readings VALUES (?, ?, ?)",
                (reading.document, made_under, to_json(_head(reading))),
            )

    def take_out(self, source: str) -> tuple[str, ...]:
        """Take out the texts of a source and all that was read from them, and the lists that it is; the documents' ids.

        The source's record stays. What was linked of them goes with the next derivation.
        """
        documents = tuple(document.id for document in self.of_source(source))
        with self.transaction():
            self.connection.execute(
                "DELETE FROM listed WHERE list IN (SELECT id FROM lists WHERE source = ?)", (source,)
            )
            self.connection.execute("DELETE FROM lists WHERE source = ?", (source,))
            for document in documents:
                for kind in kinds.IN_READING:
                    self.connection.execute(f"DELETE FROM {kind.table} WHERE document = ?", (document,))  # noqa: S608
            self.forget(kinds.READINGS, documents)
            self.forget(kinds.DOCUMENTS, documents)
            self.connection.execute("DELETE FROM extractions WHERE source = ?", (source,))
        return documents

    def put(self, kind: Kind[R], record: R) -> None:
        """Keep a record in place of the one of its id: a stub in place of what was withdrawn."""
        columns = ", ".join(f"{column} = ?" for column in (*kind.columns, "record"))
        self.connection.execute(
            f"UPDATE {kind.table} SET {columns} WHERE id = ?",  # noqa: S608
            (*kind.values(record), to_json(record), kind.id_of(record)),
        )

    def scrub(self) -> None:
        """Write the database anew, so that nothing of what was taken out stays in its unused pages."""
        self.connection.execute("VACUUM")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_decision(self, decision: Decision) -> bool:
        """Keep a decision at the end of the list; whether it is new."""
        return self.keep(kinds.DECISIONS, decision)

    def replace(self, kind: Kind[R], records: Iterable[R]) -> None:
        """Put these records in place of all of the kind: what steps derive from everything. What stays as it was is not
        written again. Raises EvidenceMismatch."""
        with self.transaction():
            before = dict(self.connection.execute(f"SELECT id, record FROM {kind.table}"))  # noqa: S608
            after: dict[str, R] = {}
            data: dict[str, bytes] = {}
            for record in records:
                i = kind.id_of(record)
                after[i], made = record, to_json(record)
                if data.setdefault(i, made) != made:
                    raise _clash(i)
            differ = [i for i in sorted(before.keys() | data.keys()) if before.get(i) != data.get(i)]
            self.forget(kind, [i for i in differ if i in before])
            for i in differ:
                if i in after:
                    self._put_new(kind, i, after[i], data[i])

    def renew(self, kind: Kind[R], records: Iterable[R], former: Iterable[str]) -> dict[str, R | None]:
        """Put these records in place of the `former` ones; those of either that differ, as they were (None: new)."""
        with self.transaction():
            looked_for = set(former)
            before = self._kept(kind, looked_for)
            after = {kind.id_of(record): record for record in records}
            data = {i: to_json(record) for i, record in after.items()}
            differ = [i for i in sorted(before.keys() | data.keys()) if before.get(i) != data.get(i)]
            self.forget(kind, [i for i in differ if i in before])
            for i in differ:
                if i in after and i in looked_for:
                    self._put_new(kind, i, after[i], data[i])
                elif i in after:
                    self._insert(kind, i, after[i])
        return {i: self._decoded(kind, before[i]) if i in before else None for i in differ}

    def _kept(self, kind: Kind[Any], ids: Iterable[str]) -> dict[str, bytes]:
        """Those of these records that are there, as they were kept."""
        found: dict[str, bytes] = {}
        asked = iter(sorted(ids))
        while some := tuple(islice(asked, ASKED)):
            these = f"id IN ({', '.join('?' * len(some))})"
            found.update(self.connection.execute(f"SELECT id, record FROM {kind.table} WHERE {these}", some))  # noqa: S608
        return found

    def forget(self, kind: Kind[Any], ids: Iterable[str]) -> None:
        """Take out what is no longer so: why something was skipped that has since been taken."""
        with self.transaction():
            self.connection.executemany(
                f"DELETE FROM {kind.table} WHERE id = ?",  # noqa: S608
                ((record_id,) for record_id in ids),
            )

    def _keep_mentions(self, mentions: Iterable[Mention]) -> None:
        seen: dict[str, int] = {}
        for mention in mentions:
            key = kinds.mention_key(mention)
            seen[key] = seen.get(key, 0) + 1
            self._insert(kinds.MENTIONS, f"{key}/{seen[key]}", mention)

    def _insert(self, kind: Kind[R], record_id: str, record: R) -> bool:
        data = to_json(record)
        old = self.connection.execute(kind.select + " WHERE id = ?", (record_id,)).fetchone()
        if old is not None:
            if bytes(old[0]) != data:
                raise _clash(record_id)
            return False
        self._put_new(kind, record_id, record, data)
        return True

    def _put_new(self, kind: Kind[R], record_id: str, record: R, data: bytes) -> None:
        columns = ("id", *kind.columns, "record")
        self.connection.execute(
            f"INSERT INTO {kind.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            (record_id, *kind.values(record), data),
        )

    # --- what has been done

    def extracted(self, source: str, extractor: str) -> bool:
        """Whether this extractor has been through this source to its end."""
        row = self.connection.execute(
            "SELECT 1 FROM extractions WHERE source = ? AND extractor = ?", (source, extractor)
        ).fetchone()
        return row is not None

    def mark_extracted(self, source: str, extractor: str) -> None:
        """Note that this extractor has been through this source to its end."""
        self.connection.execute("INSERT OR IGNORE INTO extractions VALUES (?, ?)", (source, extractor))

    def unread(self, made_under: str) -> list[str]:
        """Ids of the documents not yet read under this reader, in the documents' order."""
        old = self.superseded()
        rows = self.connection.execute(
            "SELECT d.id FROM documents d LEFT JOIN readings r ON r.id = d.id AND r.made_under = ? "
            "WHERE r.id IS NULL ORDER BY d.source, d.position, d.id",
            (made_under,),
        )
        return [row[0] for row in rows if row[0] not in old]

    def superseded(self) -> frozenset[str]:
        """Ids of the documents of which a later extractor made another, at the same place of the same source.

        They are kept, and neither read nor counted any more.
        """
        rows = self.connection.execute(SUPERSEDED)
        return frozenset(row[0] for row in rows)

    def read_under(self) -> dict[str, str]:
        """For each text that was read, the digest of the rules under which it was."""
        return dict(self.connection.execute("SELECT id, made_under FROM readings ORDER BY id"))

    def keep_salt(self, determination: str, subject: str, salt: bytes) -> None:
        """The salt of one record that a determination rests on."""
        self.connection.execute(
            "INSERT OR IGNORE INTO determination_salts VALUES (?, ?, ?)", (determination, subject, salt)
        )

    def salts_of(self, determination: str) -> dict[str, bytes]:
        """The salts of what a determination rests on, but for those that were destroyed."""
        rows = self.connection.execute(
            "SELECT subject, salt FROM determination_salts WHERE determination = ?", (determination,)
        )
        return {row[0]: bytes(row[1]) for row in rows}

    def destroy_determination_salts(self, determination: str, subjects: Iterable[str]) -> None:
        """From now on nobody can test a guess at what these records held when it was determined."""
        self.connection.executemany(
            "DELETE FROM determination_salts WHERE determination = ? AND subject = ?",
            ((determination, s) for s in sorted(subjects)),
        )

    def fact(self, name: str) -> bytes | None:
        """What is noted of the case under a name ('settings')."""
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def note_fact(self, name: str, value: bytes) -> None:
        """Note something of the case, in place of what stood there."""
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def forget_facts(self, *names: str) -> None:
        """What is noted under these names is no longer so."""
        self.connection.executemany("DELETE FROM facts WHERE name = ?", ((name,) for name in names))


@contextmanager
def created(folder: Path) -> Iterator[Casefile]:
    """The case in `folder` for writing, made where there is none.

    Raises CaseBusy, CaseNewer, CaseMissing (damaged), CaseUnwritable.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=OWNER_ONLY, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    with only_writer(folder), _connected(folder) as case:
        yield case


@contextmanager
def opened(folder: Path, *, write: bool = False) -> Iterator[Casefile]:
    """The case that is in `folder`; to look at, it may lie on a medium that cannot be written.

    Raises CaseMissing, CaseNewer, CaseUnwritable; to write, CaseBusy.
    """
    if not (folder / DATABASE).is_file():
        raise CaseMissing(
            f"There is no case in {folder}.", hint="Name a folder that `chapeau run --case` has made."
        )
    if not write:
        with _connected(folder, fixed=not writable(folder)) as case:
            yield case
        return
    with only_writer(folder), _connected(folder) as case:
        yield case


def writable(folder: Path) -> bool:
    """Whether the case can be written: a copy on a disc cannot."""
    return os.access(folder, os.W_OK)


@contextmanager
def _connected(folder: Path, *, fixed: bool = False) -> Iterator[Casefile]:
    connection = connect_fixed(folder) if fixed else connect(folder)
    try:
        with plain_errors(folder):
            yield Casefile(folder, connection)
    finally:
        connection.close()


def _of_reading(reading: Reading) -> tuple[tuple[Kind[Any], tuple[Statement | Act | Response, ...]], ...]:
    return (
        (kinds.STATEMENTS, reading.statements),
        (kinds.ACTS, reading.acts),
        (kinds.RESPONSES, reading.responses),
    )


def _head(reading: Reading) -> Reading:
    return replace(reading, statements=(), acts=(), mentions=(), responses=())


def _unknown(record_id: str) -> RecordUnknown:
    return RecordUnknown(
        f"No record of this case has the id {record_id}, or one that begins with it.",
        hint="`chapeau export` lists every id; the dossier prints them beside each record.",
    )


def _ambiguous(beginning: str, ids: list[str]) -> RecordUnknown:
    shown = ", ".join(ids[:SHOWN]) + (", ..." if len(ids) > SHOWN else "")
    return RecordUnknown(
        f"More than one record begins with {beginning}: {shown}.", hint="Give more letters of the id."
    )


def _clash(record_id: str) -> EvidenceMismatch:
    return EvidenceMismatch(
        f"Two different records claim the id {record_id}; neither was put in place of the other.",
        hint="Keep both inputs as they are and report this: ids are made from content and must differ.",
    )
