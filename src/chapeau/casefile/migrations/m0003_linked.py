"""What was linked of each document and act, so that the next run takes up only what has changed since."""

from __future__ import annotations

NOTED = """
    CREATE TRIGGER {table}_{event}_noted AFTER {event} ON {table}
    BEGIN INSERT OR IGNORE INTO link_touched VALUES ({row}.{column}); END
"""


def _noting(table: str, column: str) -> tuple[str, ...]:
    rows = (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    return tuple(NOTED.format(table=table, event=event, row=row, column=column) for event, row in rows)


STATEMENTS = (
    "CREATE TABLE link_touched (document TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "INSERT INTO link_touched SELECT id FROM documents",
    *_noting("documents", "id"),
    *_noting("readings", "id"),
    *(sql for table in ("statements", "acts", "mentions") for sql in _noting(table, "document")),
    "DELETE FROM link_pairs",
    "DELETE FROM link_keys",
    "DELETE FROM link_records",
    """
    CREATE TABLE link_key_counts (
        linker TEXT NOT NULL,
        key TEXT NOT NULL,
        carriers INTEGER NOT NULL,
        PRIMARY KEY (linker, key)
    ) WITHOUT ROWID
    """,
    *(
        f"CREATE TABLE {name} (linker TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (linker, id)) WITHOUT ROWID"
        for name in ("link_waiting", "link_changed")
    ),
    "CREATE TABLE link_reviewed (id TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE link_locals (
        document TEXT NOT NULL,
        key TEXT NOT NULL,
        record BLOB NOT NULL,
        PRIMARY KEY (document, key)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_bundles (
        bundle TEXT NOT NULL,
        document TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (bundle, document, key)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_bundles_by_document ON link_bundles (document, key)",
    """
    CREATE TABLE link_named (
        actor TEXT NOT NULL PRIMARY KEY,
        party TEXT,
        country TEXT
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_actors (
        document TEXT NOT NULL,
        key TEXT NOT NULL,
        actor TEXT NOT NULL,
        PRIMARY KEY (document, key)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_homes (
        document TEXT NOT NULL PRIMARY KEY,
        origin TEXT NOT NULL,
        record BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_homes_by_origin ON link_homes (origin)",
    "CREATE INDEX link_actors_by_actor ON link_actors (actor)",
    """
    CREATE TABLE link_acts (
        act TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL,
        voice TEXT,
        printed BLOB NOT NULL,
        said BLOB NOT NULL,
        elsewhere INTEGER NOT NULL,
        incident TEXT
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_acts_by_document ON link_acts (document)",
    "CREATE INDEX link_acts_by_voice ON link_acts (voice)",
    "CREATE INDEX link_acts_elsewhere ON link_acts (act) WHERE elsewhere = 1",
    "CREATE INDEX link_acts_by_incident ON link_acts (incident)",
    """
    CREATE TABLE link_incidents (
        id TEXT NOT NULL PRIMARY KEY,
        origins TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_in_time (
        family TEXT NOT NULL,
        month TEXT NOT NULL,
        total INTEGER NOT NULL,
        incident TEXT NOT NULL,
        PRIMARY KEY (family, month, total, incident)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_in_time_by_incident ON link_in_time (incident)",
    "CREATE INDEX link_in_time_by_total ON link_in_time (family, total, month, incident)",
    """
    CREATE TABLE link_contained (
        holder TEXT NOT NULL,
        held TEXT NOT NULL,
        document TEXT NOT NULL,
        sure INTEGER NOT NULL,
        PRIMARY KEY (holder, held, document, sure)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE link_accounts (
        incident TEXT NOT NULL,
        place INTEGER NOT NULL,
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        account TEXT NOT NULL,
        PRIMARY KEY (incident, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX link_contained_by_held ON link_contained (held)",
    "CREATE INDEX link_contained_by_document ON link_contained (document)",
)
