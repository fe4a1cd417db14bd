"""Determinations as proposed, signatures on them, what the case held then, and the salts of what they rest on.

What is proposed and signed is never changed and never taken out: a determination that nobody stands by any more is
followed by a later one.
"""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE snapshots (
        id TEXT NOT NULL PRIMARY KEY,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE proposed (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL UNIQUE,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE signatures (
        id TEXT NOT NULL PRIMARY KEY,
        determination TEXT NOT NULL REFERENCES proposed(id),
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE determination_salts (
        determination TEXT NOT NULL REFERENCES proposed(id),
        subject TEXT NOT NULL,
        salt BLOB NOT NULL,
        PRIMARY KEY (determination, subject)
    ) WITHOUT ROWID
    """,
    *(
        f"CREATE TRIGGER {name}_{how}s BEFORE {how.upper()} ON {name} "
        f"BEGIN SELECT RAISE(ABORT, '{name} only grows'); END"
        for name in ("snapshots", "proposed", "signatures")
        for how in ("update", "delete")
    ),
)
