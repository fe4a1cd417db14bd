"""What the last run wrote beside the case, so that a dossier that was changed since can be told."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE published (
        id TEXT NOT NULL PRIMARY KEY,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)
