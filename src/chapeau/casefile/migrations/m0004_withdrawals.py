"""Sources whose content was destroyed, and who asked for it."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE withdrawals (
        id TEXT NOT NULL PRIMARY KEY REFERENCES sources(id),
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)
