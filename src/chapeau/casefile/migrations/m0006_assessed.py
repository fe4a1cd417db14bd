"""What single incidents bring to findings, and from what it follows, so that only changed ones are looked at anew."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE assessed_incidents (
        id TEXT NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE assessed_cells (
        id TEXT NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL,
        findings BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)
