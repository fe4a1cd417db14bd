"""The first schema: one table a kind of record, the custody log, and its salts apart from it."""

from __future__ import annotations

IN_DOCUMENT = """
    CREATE TABLE {name} (
        id TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents(id),
        record BLOB NOT NULL
    ) WITHOUT ROWID
"""

IN_DOCUMENT_INDEX = "CREATE INDEX {name}_by_document ON {name} (document, id)"

DERIVED = """
    CREATE TABLE {name} (
        id TEXT NOT NULL PRIMARY KEY,
        record BLOB NOT NULL
    ) WITHOUT ROWID
"""

STATEMENTS = (
    "CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE sources (
        id TEXT NOT NULL PRIMARY KEY,
        blob TEXT NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX sources_by_blob ON sources (blob)",
    """
    CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL REFERENCES sources(id),
        position INTEGER NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX documents_by_source ON documents (source, position)",
    """
    CREATE TABLE extractions (
        source TEXT NOT NULL REFERENCES sources(id),
        extractor TEXT NOT NULL,
        PRIMARY KEY (source, extractor)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE readings (
        id TEXT NOT NULL PRIMARY KEY REFERENCES documents(id),
        made_under TEXT NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    *(
        sql.format(name=name)
        for name in ("statements", "acts", "responses", "mentions")
        for sql in (IN_DOCUMENT, IN_DOCUMENT_INDEX)
    ),
    """
    CREATE TABLE decisions (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        about TEXT NOT NULL,
        record BLOB NOT NULL
    )
    """,
    "CREATE INDEX decisions_by_record ON decisions (about)",
    DERIVED.format(name="skipped"),
    *(
        DERIVED.format(name=name)
        for name in (
            "reviewed",
            "origins",
            "rests_on",
            "dependences",
            "incidents",
            "actors",
            "patterns",
            "findings",
            "determinations",
        )
    ),
    """
    CREATE TABLE custody (
        position INTEGER PRIMARY KEY,
        subject TEXT NOT NULL,
        record BLOB NOT NULL
    )
    """,
    "CREATE INDEX custody_by_subject ON custody (subject)",
    "CREATE TRIGGER custody_stays BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'custody only grows'); END",
    "CREATE TRIGGER custody_keeps BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody only grows'); END",
    "CREATE TABLE salts (position INTEGER PRIMARY KEY REFERENCES custody(position), salt BLOB NOT NULL)",
    "CREATE TABLE custody_heads (size INTEGER PRIMARY KEY, root TEXT NOT NULL)",
)
