"""A linker's join done in SQL: the links of `ground.join.join`, but one more document costs what it touches.

Each record's keys are kept with a digest of the record, each key with the number of its carriers, and each
link that was found. A record that changed loses its keys and links, and waits until its pairs are decided
anew; so do the carriers of a key that is no longer too common. What comes out is what the reference gives on the
same records, whatever was on file before, and whenever a run was killed.

`link_changed` names the records whose links may differ from what the last derivation took up.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Generic, TypeVar

from chapeau.casefile.schema import transaction
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.identity import digest_of
from chapeau.ground.join import Joined, Linker

R = TypeVar("R")
L = TypeVar("L")

Found = list[tuple[str, str, bytes]]
"""Links found: the two ids in order, and the link as JSON."""

SHOWN = 16
"""Hex digits of what a linker was made with, in its name: it stands in millions of rows, and two of one case never clash."""

BATCH = 100
"""Records whose pairs are decided between two commits: a kill loses at most these, and each commit costs one fsync."""

NOTED = 5_000
"""Records whose keys are noted at a time: some hundred thousand keys, in some ten MB."""

HELD = 256
"""Records held for deciding: most pairs of a record meet again in the next one's."""

SKETCHED = 1 << 18
"""Sketches held: a few hundred bytes each, so some ten MB for a hundred thousand records."""

PARTNERS = """
    SELECT DISTINCT r.id FROM link_keys l
    CROSS JOIN link_key_counts c ON c.linker = :linker AND c.key = l.key AND c.carriers <= :widest
    CROSS JOIN link_keys r ON r.linker = :linker AND r.key = l.key AND r.id {which} :id
    WHERE l.linker = :linker AND l.id = :id
"""
"""CROSS JOIN keeps SQLite from any other order than the one written."""

WAITING = """
    SELECT w.id FROM link_waiting w WHERE w.linker = ?
    ORDER BY (SELECT min(k.key) FROM link_keys k WHERE k.linker = w.linker AND k.id = w.id), w.id
"""
"""In order of a key of theirs, so that records that are compared with the same others come together and are held."""

WITHOUT_A_KEY = """
    SELECT p.a, p.b FROM link_keys l
    CROSS JOIN link_pairs p ON p.linker = :linker AND p.a = l.id
    CROSS JOIN link_keys r ON r.linker = :linker AND r.key = :key AND r.id = p.b
    WHERE l.linker = :linker AND l.key = :key AND NOT EXISTS (
        SELECT 1 FROM link_keys m
        CROSS JOIN link_key_counts c ON c.linker = :linker AND c.key = m.key AND c.carriers <= :widest
        CROSS JOIN link_keys n ON n.linker = :linker AND n.key = m.key AND n.id = p.b
        WHERE m.linker = :linker AND m.id = p.a
    )
"""
"""Links of two records that shared a key which has become too common, and share no other."""

BY_FIRST = "FROM link_pairs WHERE linker = ? AND a = ?"
BY_SECOND = "FROM link_pairs INDEXED BY link_pairs_by_second WHERE linker = ? AND b = ?"

TABLES = ("link_pairs", "link_keys", "link_records", "link_key_counts", "link_waiting", "link_changed")


@dataclass(frozen=True, slots=True)
class Links(Generic[L]):
    """The links that one linker has found, on file under its full name."""

    connection: sqlite3.Connection
    name: str
    kind: type[L]

    def all(self) -> Iterator[L]:
        """All links, in order of the pairs' ids."""
        return self._decoded(
            self.connection.execute(
                "SELECT link FROM link_pairs WHERE linker = ? ORDER BY a, b", (self.name,)
            )
        )

    def between(self, group_of: Mapping[str, str]) -> Iterator[L]:
        """The links of records of two different groups, in order of the pairs' ids."""
        sql = "SELECT a, b FROM link_pairs WHERE linker = ? ORDER BY a, b"
        pairs = self.connection.execute(sql, (self.name,)).fetchall()
        for a, b in pairs:
            if group_of.get(a) != group_of.get(b):
                sql = "SELECT link FROM link_pairs WHERE linker = ? AND a = ? AND b = ?"
                yield from self._decoded(self.connection.execute(sql, (self.name, a, b)))

    def touching(self, ids: Iterable[str]) -> list[L]:
        """The links that one of these records is in, each once, in order of the pairs' ids."""
        asked = sorted(set(ids))
        found = self._from_first(asked)
        led_to = {(a, b) for a, b in self._pairs(BY_SECOND, asked) if (a, b) not in found}
        for a in sorted({a for a, _ in led_to}):
            rows = self.connection.execute(f"SELECT a, b, link {BY_FIRST}", (self.name, a))
            found.update(((a, b), link) for a, b, link in rows if (a, b) in led_to)
        return list(self._decoded((found[pair],) for pair in sorted(found)))

    def _from_first(self, ids: Iterable[str]) -> dict[tuple[str, str], bytes]:
        """The links of which one of these records is the first, not decoded."""
        found: dict[tuple[str, str], bytes] = {}
        for record_id in ids:
            rows = self.connection.execute(f"SELECT a, b, link {BY_FIRST}", (self.name, record_id))
            found.update(((a, b), link) for a, b, link in rows)
        return found

    def pairs(self, ids: Iterable[str]) -> set[tuple[str, str]]:
        """The pairs of the links that one of these records is in."""
        asked = sorted(set(ids))
        return self._pairs(BY_FIRST, asked) | self._pairs(BY_SECOND, asked)

    def _pairs(self, side: str, ids: Iterable[str]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for record_id in ids:
            found.update(self.connection.execute(f"SELECT a, b {side}", (self.name, record_id)))
        return found

    def changed(self) -> set[str]:
        """Records whose links may have changed since `settle`, or that have gone."""
        rows = self.connection.execute("SELECT id FROM link_changed WHERE linker = ?", (self.name,))
        return {row[0] for row in rows}

    def settle(self) -> None:
        """Note that what follows from the links has been brought up to date."""
        self.connection.execute("DELETE FROM link_changed WHERE linker = ?", (self.name,))

    def passed_over(self, widest: int) -> tuple[str, ...]:
        """The keys that are too common to be used."""
        rows = self.connection.execute(
            "SELECT key FROM link_key_counts WHERE linker = ? AND carriers > ? ORDER BY key",
            (self.name, widest),
        )
        return tuple(row[0] for row in rows)

    def _decoded(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[L]:
        return (from_json(self.kind, row[0], what=f"A link of {self.name}") for row in rows)


@dataclass(frozen=True, slots=True)
class Asked(Generic[R]):
    """Pairs to decide, by id, and the records that they are of, all of one `kind`.

    Sent to another process, records go as JSON: a tenth of the time that pickling them takes.
    """

    kind: type[R]
    records: Mapping[str, R]
    pairs: tuple[tuple[str, str], ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return _asked, (self.kind, {i: to_json(r) for i, r in self.records.items()}, self.pairs)

    def decided(self, linker: Linker[R, Any]) -> Found:
        """The links found."""
        decided = ((a, b, linker.decide(self.records[a], self.records[b])) for a, b in self.pairs)
        return [(a, b, to_json(link)) for a, b, link in decided if link is not None]


def _asked(kind: type[R], records: Mapping[str, bytes], pairs: tuple[tuple[str, str], ...]) -> Asked[R]:
    return Asked(kind, {i: _received(kind, record) for i, record in records.items()}, pairs)  # type: ignore[arg-type]


@lru_cache(HELD)
def _received(kind: type[R], record: bytes) -> R:
    return from_json(kind, record, what="A record to decide on")


Decide = Callable[[Linker[Any, Any], Iterator[Asked[Any]]], Iterator[Found]]
"""Decides batches of pairs by a linker, and gives the links found in each, in the batches' order."""


def decide_here(linker: Linker[Any, Any], batches: Iterator[Asked[Any]]) -> Iterator[Found]:
    """In this process, one batch after another."""
    return (batch.decided(linker) for batch in batches)


def join(
    connection: sqlite3.Connection,
    records: Mapping[str, R],
    linker: Linker[R, L],
    link: type[L],
    given: str = "",
    *,
    digests: Mapping[str, str] | None = None,
) -> Joined[L]:
    """All links among `records` (by id), deciding only pairs that this linker has not decided before.

    `link` is the type of a link. `given` names what the linker was made with (a digest of settings):
    with another, all is decided anew. `digests` are those of the records (`record_digest`), where they are known.
    """
    links = bring_up_to_date(connection, records, linker, link, given, digests=digests)
    return Joined(tuple(links.all()), links.passed_over(linker.widest))


def bring_up_to_date(
    connection: sqlite3.Connection,
    records: Mapping[str, R],
    linker: Linker[R, L],
    link: type[L],
    given: str = "",
    *,
    touched: Iterable[str] | None = None,
    decide: Decide = decide_here,
    digests: Mapping[str, str] | None = None,
) -> Links[L]:
    """Decide what is not decided, and no more; the links on file.

    `decide` says where; it changes nothing of what comes out. Only records that are new, gone, or among `touched` are looked at; with None, all are. Of those, only
    the ones that differ from what was on file are decided anew.
    """
    name = f"{linker.name} {digest_of(linker.version, linker.widest, given)[:SHOWN]}"
    work = _Work(connection, name, linker, records, digests or {})
    _forget_former(connection, linker.name, name)
    with transaction(connection):
        work.note_changes(records if touched is None else touched)
    work.decide_waiting(decide)
    return Links(connection, name, link)


def _forget_former(connection: sqlite3.Connection, family: str, name: str) -> None:
    with transaction(connection):
        for table in TABLES:
            connection.execute(
                f"DELETE FROM {table} WHERE linker >= ? AND linker < ? AND linker <> ?",  # noqa: S608
                (f"{family} ", f"{family}!", name),
            )


class _Work(Generic[R, L]):
    """One linker's work on one case."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        name: str,
        linker: Linker[R, L],
        records: Mapping[str, R],
        digests: Mapping[str, str],
    ) -> None:
        self.digests = digests
        self.connection = connection
        self.name = name
        self.linker = linker
        self.records = records

    # --- what has changed

    def note_changes(self, touched: Iterable[str]) -> None:
        """Forget what is gone or has changed, note the keys of what is new, and whose pairs must be decided."""
        on_file: dict[str, str] = dict(self._rows("SELECT id, digest FROM link_records WHERE linker = ?"))
        fewer = Counter[str]()
        for record_id in sorted(on_file.keys() - set(self.records)):
            fewer.update(self._forget(record_id))
        more = Counter[str]()
        looked_at = (set(touched) & set(self.records)) | (set(self.records) - on_file.keys())
        ids = iter(sorted(looked_at))
        while some := list(islice(ids, NOTED)):
            new = list(self._differing(some, on_file))
            for record_id in (record_id for record_id, _, _ in new if record_id in on_file):
                fewer.update(self._forget(record_id))
            self._note(new)
            more.update(key for _, _, keys in new for key in keys)
        self._recount(more, fewer)

    def _differing(
        self, ids: Iterable[str], on_file: Mapping[str, str]
    ) -> Iterator[tuple[str, str, frozenset[str]]]:
        """Those of these records that are not on file as they are: id, digest and keys."""
        for record_id in ids:
            record = self.records[record_id]
            digest = self.digests.get(record_id) or record_digest(record)
            if on_file.get(record_id) != digest:
                yield record_id, digest, frozenset(self.linker.keys(record))

    def _rows(self, sql: str, *more: str) -> sqlite3.Cursor:
        return self.connection.execute(sql, (self.name, *more))

    def _forget(self, record_id: str) -> list[str]:
        keys = [
            row[0] for row in self._rows("SELECT key FROM link_keys WHERE linker = ? AND id = ?", record_id)
        ]
        partners = [row[0] for row in self._rows(f"SELECT b {BY_FIRST}", record_id)]
        partners += [row[0] for row in self._rows(f"SELECT a {BY_SECOND}", record_id)]
        self._mark_changed([record_id, *partners])
        for table in ("link_records", "link_keys", "link_waiting"):
            self._rows(f"DELETE FROM {table} WHERE linker = ? AND id = ?", record_id)  # noqa: S608
        self._rows(f"DELETE {BY_FIRST}", record_id)
        self._rows(f"DELETE {BY_SECOND}", record_id)
        return keys

    def _note(self, new: Iterable[tuple[str, str, frozenset[str]]]) -> None:
        """Note records with their keys, in order of key: each then lies near the one before it."""
        new = tuple(new)
        ids = [record_id for record_id, _, _ in new]
        self.connection.executemany(
            "INSERT INTO link_records VALUES (?, ?, ?)",
            ((self.name, record_id, digest) for record_id, digest, _ in new),
        )
        self.connection.executemany(
            "INSERT INTO link_keys VALUES (?, ?, ?)",
            sorted((self.name, key, record_id) for record_id, _, keys in new for key in keys),
        )
        self._mark("link_waiting", ids)
        self._mark_changed(ids)

    def _recount(self, more: Counter[str], fewer: Counter[str]) -> None:
        """Bring the numbers of carriers up to date; a key that crosses the bound parts or joins its carriers."""
        widest, crossed, counts = self.linker.widest, [], []
        for key in sorted(more.keys() | fewer.keys()):
            row = self._rows(
                "SELECT carriers FROM link_key_counts WHERE linker = ? AND key = ?", key
            ).fetchone()
            before = row[0] if row else 0
            after = before + more[key] - fewer[key]
            if after != before:
                counts.append((self.name, key, after))
            if (before > widest) != (after > widest):
                crossed.append((key, after > widest))
        self._put_counts(counts)
        for key, too_wide in crossed:
            if too_wide:
                self._part_carriers(key)
            else:
                self._mark("link_waiting", self._carriers(key))

    def _put_counts(self, counts: list[tuple[str, str, int]]) -> None:
        self.connection.executemany(
            "INSERT OR REPLACE INTO link_key_counts VALUES (?, ?, ?)", (c for c in counts if c[2])
        )
        self.connection.executemany(
            "DELETE FROM link_key_counts WHERE linker = ? AND key = ?",
            ((name, key) for name, key, carriers in counts if not carriers),
        )

    def _carriers(self, key: str) -> list[str]:
        return [row[0] for row in self._rows("SELECT id FROM link_keys WHERE linker = ? AND key = ?", key)]

    def _part_carriers(self, key: str) -> None:
        asked = {"linker": self.name, "key": key, "widest": self.linker.widest}
        for a, b in self.connection.execute(WITHOUT_A_KEY, asked).fetchall():
            self._rows("DELETE FROM link_pairs WHERE linker = ? AND a = ? AND b = ?", a, b)
            self._mark_changed([a, b])

    def _mark_changed(self, ids: Iterable[str]) -> None:
        self._mark("link_changed", ids)

    def _mark(self, table: str, ids: Iterable[str]) -> None:
        self.connection.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608
            ((self.name, i) for i in ids),
        )

    # --- pairs

    def decide_waiting(self, decide: Decide) -> None:
        """Decide the pairs of every record that waits, in batches that are kept as they are done."""
        waiting = [row[0] for row in self._rows(WAITING)]
        batches = [waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH)]
        noted = {row[0] for row in self._rows("SELECT id FROM link_changed WHERE linker = ?")}
        for batch, found in zip(batches, decide(self.linker, self._asked(batches)), strict=True):
            with transaction(self.connection):
                self._keep(batch, found)
                self._mark_changed({i for a, b, _ in found for i in (a, b)} - noted)

    def _asked(self, batches: list[list[str]]) -> Iterator[Asked[R]]:
        """For each batch of records the pairs that must be decided, each once in all batches."""
        rest = frozenset(i for batch in batches for i in batch)
        partners = PARTNERS.format(which=">" if len(rest) == len(self.records) else "<>")
        held = lru_cache(HELD)(self.records.__getitem__)
        apart = self._apart(held)
        for batch in batches:
            pairs: list[tuple[str, str]] = []
            for record_id in batch:
                asked = {"linker": self.name, "widest": self.linker.widest, "id": record_id}
                others = sorted([row[0] for row in self.connection.execute(partners, asked)])
                met = (pair(record_id, o) for o in others if o > record_id or o not in rest)
                pairs += [two for two in met if not apart(*two)]
            records = {i: held(i) for two in pairs for i in two}
            kind = type(next(iter(records.values()), None))
            yield Asked(kind, records, tuple(pairs))  # type: ignore[arg-type]

    def _apart(self, held: Callable[[str], R]) -> Callable[[str, str], bool]:
        """Whether the linker can tell from sketches of two records, by id, that they are apart."""
        linker: Any = self.linker
        if not hasattr(linker, "apart"):
            return lambda _a, _b: False
        sketch = lru_cache(SKETCHED)(lambda i: linker.sketch(held(i)))
        return lambda a, b: linker.apart(sketch(a), sketch(b))

    def _keep(self, batch: list[str], found: Found) -> None:
        self.connection.executemany(
            "INSERT OR REPLACE INTO link_pairs VALUES (?, ?, ?, ?)",
            sorted((self.name, a, b, link) for a, b, link in found),
        )
        self.connection.executemany(
            "DELETE FROM link_waiting WHERE linker = ? AND id = ?", ((self.name, i) for i in batch)
        )


def record_digest(record: object) -> str:
    """SHA-256, hex, of all that a record holds."""
    return hashlib.sha256(to_json(record)).hexdigest()


def pair(a: str, b: str) -> tuple[str, str]:
    """Two ids in order."""
    return (a, b) if a < b else (b, a)


class Stored(Mapping[str, R]):
    """Records of a kind as a mapping by id that reads each one when it is asked for."""

    def __init__(self, ids: Iterable[str], get: Callable[[str], R]) -> None:
        self._ids = dict.fromkeys(ids)
        self._get = get

    def __getitem__(self, record_id: str) -> R:
        return self._get(record_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
