"""What the last derivation assessed, so that the next one takes up only what has changed since.

Beside what an incident brings to findings, and beside a cell's findings, stands a digest of what they follow
from. All of it can be made anew from the records that were linked; `start_on` does so for another law.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile

TABLES = ("assessed_incidents", "assessed_cells")

BASIS = "assessed"
"""The name of the fact that says under which law, rules and settings the case was assessed."""


class Assessed:
    """The tables of one case that say what was assessed."""

    def __init__(self, case: Casefile) -> None:
        self._case = case
        self._connection: sqlite3.Connection = case.connection

    def start_on(self, basis: bytes) -> None:
        """Forget all that was assessed on another basis."""
        if self._case.fact(BASIS) == basis:
            return
        with self._case.transaction():
            for table in (*TABLES, kinds.FINDINGS.table):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608
            self._case.note_fact(BASIS, basis)

    def incidents(self) -> dict[str, tuple[str, bytes]]:
        """What each incident brought: by its id, the digest of what that follows from, and the record in JSON."""
        rows = self._connection.execute("SELECT id, digest, record FROM assessed_incidents")
        return {name: (digest, bytes(record)) for name, digest, record in rows}

    def cells(self) -> dict[str, tuple[str, bytes]]:
        """Of each cell the digest of what its findings follow from, and their ids in JSON."""
        rows = self._connection.execute("SELECT id, digest, findings FROM assessed_cells")
        return {name: (digest, bytes(findings)) for name, digest, findings in rows}

    def put_incidents(self, rows: Iterable[tuple[str, str, bytes]], gone: Iterable[str]) -> None:
        """Keep these in place of what stood there, without those that are gone."""
        self._put("assessed_incidents", rows, gone)

    def put_cells(self, rows: Iterable[tuple[str, str, bytes]], gone: Iterable[str]) -> None:
        """Keep these in place of what stood there, without those that are gone."""
        self._put("assessed_cells", rows, gone)

    def _put(self, table: str, rows: Iterable[tuple[str, str, bytes]], gone: Iterable[str]) -> None:
        self._connection.executemany(f"DELETE FROM {table} WHERE id = ?", ((name,) for name in gone))  # noqa: S608
        self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608
