"""What linkers have compared, so that a further document costs only the pairs that it touches."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE link_records (
        linker TEXT NOT NULL,
        id TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (linker, id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_keys (
        linker TEXT NOT NULL,
        key TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (linker, key, id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_keys_by_record ON link_keys (linker, id)",
    """
    CREATE TABLE link_pairs (
        linker TEXT NOT NULL,
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        link BLOB,
        PRIMARY KEY (linker, a, b)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_pairs_by_second ON link_pairs (linker, b)",
)
