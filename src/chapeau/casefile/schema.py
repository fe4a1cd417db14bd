"""Opening the database of a case: durable writes, the newest schema, and plain words where it fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chapeau.casefile.lock import unwritable
from chapeau.casefile.migrations import MIGRATIONS, Migration
from chapeau.errors import CaseMissing, CaseNewer, ChapeauError

DATABASE = "case.sqlite"
BLOBS = "blobs"
APPLICATION = 0x43484150
"""SQLite's application_id of a case: the letters CHAP. `PRAGMA application_id` prints it."""

KIBIBYTES_HELD = 256 * 1024
"""Pages of the database held in memory at most: 256 MB. With SQLite's own 2 MB, each new key of a large case first
waits for its page; small cases take what they need."""

BUSY_MS = 5_000
"""How long a reader waits for a writer's commit; a commit takes milliseconds, a slow disk some hundred."""


def connect(folder: Path, *, migrations: tuple[Migration, ...] = MIGRATIONS) -> sqlite3.Connection:
    """The case's database with the newest schema, made where there is none.

    Raises CaseNewer, CaseMissing (no case, or damaged), CaseUnwritable.
    """
    with plain_errors(folder):
        connection = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            _prepare(connection, folder, migrations)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_fixed(folder: Path, *, migrations: tuple[Migration, ...] = MIGRATIONS) -> sqlite3.Connection:
    """The database of a case on a medium that cannot be written, to look at.

    Raises CaseNewer, CaseMissing; CaseUnwritable where it would have to be written first (an older
    schema, or a copy taken while a run was writing).
    """
    with plain_errors(folder):
        address = f"{(folder / DATABASE).resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            _refuse_strangers(connection, folder, newest=len(migrations))
            if version_of(connection) < len(migrations) or _unfinished(folder):
                raise unwritable(folder, OSError("it must be brought up to date first"))
        except BaseException:
            connection.close()
            raise
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the case has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; inside another transaction, part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite says into the family's errors, naming the case."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(error).startswith("no such"):
            raise damaged(folder, str(error)) from error
        raise unwritable(folder, error) from error
    except sqlite3.DatabaseError as error:
        raise damaged(folder, str(error)) from error


def damaged(folder: Path, reason: str) -> CaseMissing:
    """The error for a database that is none, or no longer one."""
    return CaseMissing(
        f"The case in {folder} cannot be opened: {reason}.",
        hint=f"Put {DATABASE} back from a copy; the blobs beside it are untouched.",
    )


def _unfinished(folder: Path) -> bool:
    """Whether something was committed that has not reached the database's own file."""
    log = folder / f"{DATABASE}-wal"
    return log.exists() and log.stat().st_size > 0


def _prepare(connection: sqlite3.Connection, folder: Path, migrations: tuple[Migration, ...]) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    _refuse_strangers(connection, folder, newest=len(migrations))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{KIBIBYTES_HELD}")
    for number in range(version_of(connection), len(migrations)):
        _migrate(connection, number, migrations[number])


def _refuse_strangers(connection: sqlite3.Connection, folder: Path, *, newest: int) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION:
        raise damaged(folder, f"{DATABASE} is not a case of Chapeau")
    if not tables and any((folder / BLOBS).glob("??/*")):
        raise damaged(folder, f"{DATABASE} is empty or gone, and preserved bytes are there")
    if version_of(connection) > newest:
        raise _newer(folder, version_of(connection), newest)


def _newer(folder: Path, found: int, newest: int) -> ChapeauError:
    return CaseNewer(
        f"The case in {folder} was written by a newer version of Chapeau (schema {found}, known here: {newest}).",
        hint="Install that version, or a later one. Nothing was changed.",
    )


def _migrate(connection: sqlite3.Connection, number: int, migration: Migration) -> None:
    with transaction(connection):
        if version_of(connection) > number:
            return
        if number == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("CREATE TABLE migrations (position INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, migration.name))
        connection.execute(f"PRAGMA user_version = {number + 1}")
