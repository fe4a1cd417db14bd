"""Lists of persons with their rows, named victims, the persons behind both, and chains of command."""

from __future__ import annotations

from chapeau.casefile.migrations.m0001_records import DERIVED

STATEMENTS = (
    """
    CREATE TABLE lists (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL REFERENCES sources(id),
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE listed (
        id TEXT NOT NULL PRIMARY KEY,
        list TEXT NOT NULL REFERENCES lists(id),
        position INTEGER NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX listed_by_list ON listed (list, position)",
    *(
        DERIVED.format(name=name)
        for name in ("named_victims", "persons", "person_links", "likeness_models", "commands")
    ),
)
