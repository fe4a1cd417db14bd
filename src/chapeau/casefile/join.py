"""A linker's join done in SQL: the links of `ground.join.join`, but one more document costs what it touches.

Each record's keys are kept with a digest of the record, and each pair's link once decided. A record
that changed loses its keys and pairs; a pair is decided only where no decision of it is on file. What
comes out is what the reference gives on the same records, whatever was on file before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from chapeau.casefile.schema import transaction
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.join import Joined, Linker

R = TypeVar("R")
L = TypeVar("L")

BATCH = 500
"""Pairs decided between two commits: a kill loses at most these, and each commit costs one fsync."""

HELD = 256
"""Records held for deciding: pairs come in order of their first record, so that it is read once."""

NARROW = "SELECT key FROM link_keys WHERE linker = :linker GROUP BY key HAVING count(*) <= :widest"

CANDIDATES = f"""
    SELECT DISTINCT l.id AS a, r.id AS b
    FROM link_keys l JOIN link_keys r ON r.linker = l.linker AND r.key = l.key AND r.id > l.id
    WHERE l.linker = :linker AND l.key IN ({NARROW})
"""  # noqa: S608

UNDECIDED = f"""
    SELECT c.a, c.b FROM ({CANDIDATES}) c
    LEFT JOIN link_pairs p ON p.linker = :linker AND p.a = c.a AND p.b = c.b
    WHERE p.a IS NULL ORDER BY c.a, c.b
"""  # noqa: S608

LINKED = f"""
    SELECT p.link FROM ({CANDIDATES}) c
    JOIN link_pairs p ON p.linker = :linker AND p.a = c.a AND p.b = c.b
    WHERE p.link IS NOT NULL ORDER BY c.a, c.b
"""  # noqa: S608

TOO_WIDE = """
    SELECT key FROM link_keys WHERE linker = :linker
    GROUP BY key HAVING count(*) > :widest ORDER BY key
"""


def join(
    connection: sqlite3.Connection,
    records: Mapping[str, R],
    linker: Linker[R, L],
    link: type[L],
    given: str = "",
) -> Joined[L]:
    """All links among `records` (by id), deciding only pairs that this linker has not decided before.

    `link` is the type of a link. `given` names what the linker was made with (a digest of settings):
    with another, all is decided anew.
    """
    name = f"{linker.name} {linker.version} {given}"
    asked = {"linker": name, "widest": linker.widest}
    _forget_former(connection, linker.name, name)
    with transaction(connection):
        _bring_up_to_date(connection, records, linker, name)
    _decide(connection, records, linker, name)
    links = connection.execute(LINKED, asked)
    return Joined(
        tuple(from_json(link, row[0], what=f"A link of {name}") for row in links),
        tuple(row[0] for row in connection.execute(TOO_WIDE, asked)),
    )


def _forget_former(connection: sqlite3.Connection, family: str, name: str) -> None:
    with transaction(connection):
        for table in ("link_pairs", "link_keys", "link_records"):
            connection.execute(
                f"DELETE FROM {table} WHERE linker >= ? AND linker < ? AND linker <> ?",  # noqa: S608
                (f"{family} ", f"{family}!", name),
            )


def _bring_up_to_date(
    connection: sqlite3.Connection, records: Mapping[str, R], linker: Linker[R, L], name: str
) -> None:
    rows = connection.execute("SELECT id, digest FROM link_records WHERE linker = ?", (name,))
    on_file: dict[str, str] = dict(rows)
    gone = on_file.keys() - set(records)
    for record_id in sorted(gone):
        _forget(connection, name, record_id)
    for record_id in records:
        record = records[record_id]
        digest = hashlib.sha256(to_json(record)).hexdigest()
        if on_file.get(record_id) != digest:
            if record_id in on_file:
                _forget(connection, name, record_id)
            _note_keys(connection, name, record_id, digest, sorted(set(linker.keys(record))))


def _forget(connection: sqlite3.Connection, name: str, record_id: str) -> None:
    connection.execute("DELETE FROM link_records WHERE linker = ? AND id = ?", (name, record_id))
    connection.execute("DELETE FROM link_keys WHERE linker = ? AND id = ?", (name, record_id))
    connection.execute("DELETE FROM link_pairs WHERE linker = ? AND a = ?", (name, record_id))
    connection.execute("DELETE FROM link_pairs WHERE linker = ? AND b = ?", (name, record_id))


def _note_keys(
    connection: sqlite3.Connection, name: str, record_id: str, digest: str, keys: Iterable[str]
) -> None:
    connection.execute("INSERT INTO link_records VALUES (?, ?, ?)", (name, record_id, digest))
    connection.executemany("INSERT INTO link_keys VALUES (?, ?, ?)", ((name, key, record_id) for key in keys))


def _decide(
    connection: sqlite3.Connection, records: Mapping[str, R], linker: Linker[R, L], name: str
) -> None:
    held = lru_cache(maxsize=HELD)(records.__getitem__)
    asked = {"linker": name, "widest": linker.widest}
    pairs = iter(connection.execute(UNDECIDED, asked).fetchall())
    while batch := list(islice(pairs, BATCH)):
        decided = [(name, a, b, _encoded(linker.decide(held(a), held(b)))) for a, b in batch]
        with transaction(connection):
            connection.executemany("INSERT INTO link_pairs VALUES (?, ?, ?, ?)", decided)


def _encoded(link: object | None) -> bytes | None:
    return None if link is None else to_json(link)


class Stored(Mapping[str, R]):
    """Records of a kind as a mapping by id that reads each one when it is asked for."""

    def __init__(self, ids: Iterable[str], get: Callable[[str], R]) -> None:
        self._ids = tuple(ids)
        self._get = get

    def __getitem__(self, record_id: str) -> R:
        return self._get(record_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
