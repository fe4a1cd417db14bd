"""What the last derivation linked, so that the next one takes up only what has changed since.

Beside each derived record stands what it was made of: a document's home, an act's voice and incident, an
incident's days. All of it can be made anew from documents, acts and decisions; `forget` does so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chapeau.casefile import kinds
from chapeau.casefile.join import TABLES
from chapeau.casefile.repository import Casefile
from chapeau.ground.codec import from_json, to_json

OWN_TABLES = (
    "link_touched", "link_reviewed", "link_locals", "link_bundles", "link_named", "link_actors", "link_homes", "link_acts", "link_incidents",
    "link_contained",
    "link_accounts",
    "link_in_time",
)  # fmt: skip

DERIVED = (kinds.ORIGINS, kinds.RESTS_ON, kinds.DEPENDENCES, kinds.INCIDENTS, kinds.ACTORS)

BASIS = "linked"
"""The name of the fact that says under which rules and settings the case was linked."""

TRANSLATIONS = "translations"
"""The name of the fact that says which documents were stated to be translations of which."""

ANY = "any"
"""The month of what has an open end, or lasts longer than MONTHS: it may share a day with any."""

MONTHS = 24
"""Months that are listed one by one: two years."""


def months_of(low: str | None, high: str | None) -> tuple[str, ...]:
    """The months ('2031-03') from the day `low` to the day `high`."""
    if low is None or high is None:
        return (ANY,)
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (low, high))
    if last - first >= MONTHS:
        return (ANY,)
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as it was linked: `printed` and `said` are JSON of where its words, and its voice, let it rest."""

    act: str
    document: str
    voice: str | None
    printed: bytes
    said: bytes


@dataclass(frozen=True, slots=True)
class ActPlace:
    """An act's id and its document."""

    id: str
    document: str


class Linked:
    """The tables of one case that say what was linked."""

    def __init__(self, case: Casefile) -> None:
        self._case = case
        self._connection: sqlite3.Connection = case.connection

    # --- what has changed

    def start_on(self, basis: bytes) -> None:
        """Forget all that was linked on another basis; what is on file then waits to be linked."""
        if self._case.fact(BASIS) == basis:
            return
        with self._case.transaction():
            for table in (*OWN_TABLES, *TABLES, *(kind.table for kind in DERIVED)):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608
            self._connection.execute("INSERT INTO link_touched SELECT id FROM documents")
            self._case.note_fact(BASIS, basis)

    def touched(self) -> set[str]:
        """Documents of which anything was kept, changed or taken out since `settle`."""
        return self._column("SELECT document FROM link_touched")

    def settle(self, reviewed: Mapping[str, str]) -> None:
        """All has been linked, and people's decisions stood so."""
        self._connection.execute("DELETE FROM link_touched")
        self._connection.execute("DELETE FROM link_reviewed")
        self._connection.executemany("INSERT INTO link_reviewed VALUES (?, ?)", sorted(reviewed.items()))

    def reviewed(self) -> dict[str, str]:
        """How people's decisions stood: a digest for each record, or pair, that they named."""
        return dict(self._connection.execute("SELECT id, digest FROM link_reviewed"))

    # --- homes

    def translations(self) -> dict[str, tuple[str, str]]:
        """The translations that were stated when the case was linked: two documents by their link."""
        known = self._case.fact(TRANSLATIONS)
        return {} if known is None else from_json(dict[str, tuple[str, str]], known, what="The translations")

    def note_translations(self, links: Mapping[str, tuple[str, str]]) -> None:
        """Note which are stated now."""
        self._case.note_fact(TRANSLATIONS, to_json(dict(sorted(links.items()))))

    def homed(self) -> set[str]:
        """Documents that have been linked."""
        return self._column("SELECT document FROM link_homes")

    def homes(self, documents: Iterable[str]) -> dict[str, bytes]:
        """The homes of these documents, in JSON."""
        return dict(self._each("SELECT document, record FROM link_homes WHERE document = ?", documents))

    def origin_of(self) -> dict[str, str]:
        """The origin of every document."""
        return dict(self._connection.execute("SELECT document, origin FROM link_homes"))

    def put_homes(self, homes: Iterable[tuple[str, str, bytes]]) -> None:
        """Note documents' origins and homes."""
        self._connection.executemany("INSERT OR REPLACE INTO link_homes VALUES (?, ?, ?)", homes)

    def forget_documents(self, documents: Iterable[str]) -> None:
        """These documents are no longer linked."""
        for document in documents:
            self._connection.execute("DELETE FROM link_homes WHERE document = ?", (document,))

    # --- actors

    def local(self, document: str, key: str) -> bytes:
        """An actor within a document, in JSON."""
        row = self._connection.execute(
            "SELECT record FROM link_locals WHERE document = ? AND key = ?", (document, key)
        ).fetchone()
        return bytes(row[0])

    def bundles_of(self, document: str) -> set[str]:
        """The bundles that a document's actors are in."""
        return self._column("SELECT bundle FROM link_bundles WHERE document = ?", document)

    def bundled(self, bundles: Iterable[str]) -> set[tuple[str, str]]:
        """The actors of documents, by document and key, that are in one of these bundles."""
        rows = self._each("SELECT document, key FROM link_bundles WHERE bundle = ?", bundles)
        return {(document, key) for document, key in rows}

    def bundles_with(self, actors: Iterable[tuple[str, str]]) -> set[str]:
        """The bundles that these actors of documents are in."""
        sql = "SELECT bundle FROM link_bundles WHERE document = ? AND key = ?"
        return {row[0] for actor in actors for row in self._connection.execute(sql, actor)}

    def put_locals(self, document: str, found: Mapping[str, tuple[bytes, tuple[str, ...]]]) -> None:
        """Note the actors within a document, by key, with their bundles, in place of others."""
        for table in ("link_locals", "link_bundles"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))  # noqa: S608
        self._connection.executemany(
            "INSERT INTO link_locals VALUES (?, ?, ?)",
            ((document, key, record) for key, (record, _) in found.items()),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO link_bundles VALUES (?, ?, ?)",
            ((bundle, document, key) for key, (_, bundles) in found.items() for bundle in bundles),
        )

    def put_named(self, actors: Iterable[tuple[str, str | None, str | None]], former: Iterable[str]) -> None:
        """Note id, party and country of actors that texts name, in place of the former ones."""
        self._connection.executemany("DELETE FROM link_named WHERE actor = ?", ((actor,) for actor in former))
        self._connection.executemany("INSERT OR REPLACE INTO link_named VALUES (?, ?, ?)", actors)

    def implied(self) -> set[str]:
        """The actors that no text names."""
        return self._column("SELECT id FROM actors WHERE id NOT IN (SELECT actor FROM link_named)")

    def named(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Id, party and country of the actors that texts name: all that are a party, or of one that texts do not."""
        rows = self._connection.execute(
            "SELECT actor, party, country FROM link_named WHERE party IS NOT NULL ORDER BY actor"
        )
        return iter(rows)

    def resolved(self, document: str) -> dict[tuple[str, str], str]:
        """Which actor each key of a document is."""
        rows = self._connection.execute("SELECT key, actor FROM link_actors WHERE document = ?", (document,))
        return {(document, key): actor for key, actor in rows}

    def all_resolved(self) -> dict[tuple[str, str], str]:
        """Which actor each key of every document is."""
        return {
            (d, k): a for d, k, a in self._connection.execute("SELECT document, key, actor FROM link_actors")
        }

    def put_resolved(
        self, of: Mapping[tuple[str, str], str], former: Mapping[tuple[str, str], str]
    ) -> set[str]:
        """Note which actor each key is, in place of the former; the documents for which that is new."""
        gone = former.keys() - of.keys()
        other = {key: actor for key, actor in of.items() if former.get(key) != actor}
        self._connection.executemany("DELETE FROM link_actors WHERE document = ? AND key = ?", sorted(gone))
        self._connection.executemany(
            "INSERT OR REPLACE INTO link_actors VALUES (?, ?, ?)",
            ((*key, a) for key, a in sorted(other.items())),
        )
        return {document for document, _ in (*gone, *other)}

    def naming(self, actors: Iterable[str]) -> set[str]:
        """The documents that name one of these actors."""
        return {row[0] for row in self._each("SELECT document FROM link_actors WHERE actor = ?", actors)}

    # --- acts

    def documents_of_acts(self) -> dict[str, str]:
        """The document of every act that is linked, in order of act."""
        return dict(self._connection.execute("SELECT act, document FROM link_acts ORDER BY act"))

    def acts_of(self, documents: Iterable[str]) -> list[ActRow]:
        """The acts of these documents as they were linked."""
        return self._acts("document", documents)

    def acts_by_voice(self, voice: str) -> list[ActRow]:
        """The acts that one voice tells."""
        return self._acts("voice", [voice])

    def _acts(self, column: str, values: Iterable[str]) -> list[ActRow]:
        sql = f"SELECT act, document, voice, printed, said FROM link_acts WHERE {column} = ? ORDER BY act"  # noqa: S608
        return [ActRow(*row) for row in self._each(sql, values)]

    def put_acts(self, rows: Iterable[ActRow]) -> None:
        """Note acts as they are linked; the incident that one had stays noted."""
        self._connection.executemany(
            "INSERT INTO link_acts (act, document, voice, printed, said, elsewhere) VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (act) DO UPDATE SET "
            "document = excluded.document, voice = excluded.voice, printed = excluded.printed, said = excluded.said",
            ((r.act, r.document, r.voice, r.printed, r.said) for r in rows),
        )

    def rests_on(self, document: str) -> list[bytes]:
        """Where the acts of a document rest, in JSON."""
        rows = self._connection.execute(
            "SELECT r.record FROM link_acts a JOIN rests_on r ON r.id = a.act WHERE a.document = ?",
            (document,),
        )
        return [row[0] for row in rows]

    def put_words(self, acts: Iterable[tuple[str, str | None, bytes]]) -> None:
        """Note of acts what those share with them that say it in the same words, and in JSON what else decides."""
        self._connection.executemany("UPDATE link_acts SET told_as = ?2, in_words = ?3 WHERE act = ?1", acts)

    def words_of(self, acts: Iterable[str]) -> set[str]:
        """What these acts share with those that say it in the same words."""
        rows = self._each("SELECT told_as FROM link_acts WHERE act = ?", acts)
        return {row[0] for row in rows if row[0] is not None}

    def told_in_words(self, told_as: str) -> list[bytes]:
        """The acts that say something in the same words, in JSON."""
        rows = self._connection.execute("SELECT in_words FROM link_acts WHERE told_as = ?", (told_as,))
        return [row[0] for row in rows]

    def put_said_again(self, acts: Mapping[str, str | None]) -> set[str]:
        """Note which act each of these says again in the same words, if any; the documents for which that is new."""
        rows = self._each("SELECT act, document, said_again FROM link_acts WHERE act = ?", acts)
        changed = {act: document for act, document, of in rows if acts[act] != of}
        self._connection.executemany(
            "UPDATE link_acts SET said_again = ? WHERE act = ?", [(acts[act], act) for act in sorted(changed)]
        )
        return set(changed.values())

    def said_again_in(self, document: str) -> dict[str, tuple[bytes, str | None]]:
        """The acts of a document: each in JSON as its words tell it, and the act that it says again, if any."""
        sql = "SELECT act, in_words, said_again FROM link_acts WHERE document = ?"
        return {act: (words, of) for act, words, of in self._connection.execute(sql, (document,))}

    def put_repeats(self, acts: Mapping[str, str | None]) -> set[str]:
        """Note which act each of these repeats, if any; those for which that is new, and those that they repeat or did."""
        before = dict(self._each("SELECT act, repeats FROM link_acts WHERE act = ?", acts))
        changed = {act for act, of in acts.items() if act in before and before[act] != of}
        self._connection.executemany(
            "UPDATE link_acts SET repeats = ? WHERE act = ?", [(acts[act], act) for act in sorted(changed)]
        )
        beside = {of for act in changed for of in (before[act], acts[act]) if of is not None}
        return changed | beside

    def repeats_in(self, document: str) -> dict[str, str]:
        """The acts of a document that repeat one, each with that one."""
        sql = "SELECT act, repeats FROM link_acts WHERE document = ? AND repeats IS NOT NULL"
        return dict(self._connection.execute(sql, (document,)))

    def repeats_beside(self, acts: Iterable[str]) -> set[tuple[str, str]]:
        """The pairs of an act and the one that it repeats, of which one is among these."""
        acts = tuple(acts)
        by_act = self._each("SELECT act, repeats FROM link_acts WHERE act = ? AND repeats IS NOT NULL", acts)
        by_first = self._each("SELECT act, repeats FROM link_acts WHERE repeats = ?", acts)
        return {(act, of) for rows in (by_act, by_first) for act, of in rows}

    def note_elsewhere(self, acts: Iterable[tuple[str, bool]]) -> None:
        """Note of acts whether they rest on another origin than their document's."""
        self._connection.executemany(
            "UPDATE link_acts SET elsewhere = ?2 WHERE act = ?1", ((act, int(so)) for act, so in acts)
        )

    def rests_elsewhere(self) -> Iterator[bytes]:
        """Where those acts rest, in JSON, in order of act."""
        rows = self._connection.execute(
            "SELECT r.record FROM link_acts a CROSS JOIN rests_on r ON r.id = a.act WHERE a.elsewhere = 1 ORDER BY a.act"
        )
        return (row[0] for row in rows)

    def resting_elsewhere(self) -> list[ActPlace]:
        """The acts that rest on another origin than their document's, in order of id."""
        rows = self._connection.execute(
            "SELECT act, document FROM link_acts WHERE elsewhere = 1 ORDER BY act"
        )
        return [ActPlace(*row) for row in rows]

    def forget_acts(self, acts: Iterable[str]) -> None:
        """These acts are no longer linked."""
        self._connection.executemany("DELETE FROM link_acts WHERE act = ?", ((act,) for act in acts))

    def incidents_of(self, acts: Iterable[str]) -> set[str]:
        """The incidents that these acts were in."""
        rows = self._each("SELECT incident FROM link_acts WHERE act = ?", acts)
        return {row[0] for row in rows if row[0] is not None}

    def acts_in(self, incidents: Iterable[str]) -> set[str]:
        """The acts that were in these incidents and are still linked."""
        return {row[0] for row in self._each("SELECT act FROM link_acts WHERE incident = ?", incidents)}

    def incidents_in(self, document: str) -> dict[str, str]:
        """The incident of each act of a document."""
        rows = self._connection.execute(
            "SELECT act, incident FROM link_acts WHERE document = ? AND incident IS NOT NULL", (document,)
        )
        return dict(rows)

    # --- incidents

    def put_incident(self, incident: str, origins: Iterable[str], acts: Iterable[str]) -> None:
        """Note an incident, the origins that it rests on, and its acts."""
        self._connection.execute("INSERT INTO link_incidents VALUES (?, ?)", (incident, " ".join(origins)))
        self._connection.executemany(
            "UPDATE link_acts SET incident = ? WHERE act = ?", ((incident, act) for act in acts)
        )

    def put_in_time(
        self, incident: str, families: Iterable[str], months: Iterable[str], *, total: bool
    ) -> None:
        """Note when something was done that can hold events (a total), or be held."""
        months = tuple(months)
        self._connection.executemany(
            "INSERT INTO link_in_time VALUES (?, ?, ?, ?)",
            ((family, month, total, incident) for family in families for month in months),
        )

    def forget_incident(self, incident: str) -> set[str]:
        """An incident is no longer so; those that held it."""
        holders = self._column("SELECT holder FROM link_contained WHERE held = ?", incident)
        for sql in (
            "DELETE FROM link_incidents WHERE id = ?",
            "DELETE FROM link_in_time WHERE incident = ?",
            "DELETE FROM link_accounts WHERE incident = ?",
            "DELETE FROM link_contained WHERE holder = ?",
            "DELETE FROM link_contained WHERE held = ?",
        ):
            self._connection.execute(sql, (incident,))
        return holders

    def met_in_time(self, families: Iterable[str], months: Iterable[str], *, totals: bool) -> set[str]:
        """The incidents, or the totals alone, of one of these families whose time may share a month with these."""
        when = set(months)
        which = "family = ? AND total = 1" if totals else "family = ?"
        months_met = "" if ANY in when else f" AND month IN ({', '.join('?' * (len(when) + 1))})"
        asked = () if ANY in when else (*sorted(when), ANY)
        sql = f"SELECT incident FROM link_in_time WHERE {which}{months_met}"  # noqa: S608
        return {row[0] for family in families for row in self._connection.execute(sql, (family, *asked))}

    def origins_together(self) -> set[tuple[str, ...]]:
        """The origins of each incident that rests on several."""
        rows = self._connection.execute(
            "SELECT DISTINCT origins FROM link_incidents WHERE origins LIKE '% %'"
        )
        return {tuple(row[0].split()) for row in rows}

    def put_accounts(self, incident: str, shared: Iterable[tuple[tuple[str, str], tuple[str, ...]]]) -> None:
        """Note which two origins of an incident share which account, in this order, in place of others."""
        self._connection.execute("DELETE FROM link_accounts WHERE incident = ?", (incident,))
        self._connection.executemany(
            "INSERT INTO link_accounts VALUES (?, ?, ?, ?, ?)",
            ((incident, n, *two, "\x1f".join(account)) for n, (two, account) in enumerate(shared)),
        )

    def accounts(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Two origins and the account that they share, by incident and in order."""
        rows = self._connection.execute(
            "SELECT a, b, account FROM link_accounts ORDER BY incident, place"
        ).fetchall()
        return ((a, b, tuple(account.split("\x1f"))) for a, b, account in rows)

    def put_held(self, holder: str, held: str, document: str = "", *, sure: bool = True) -> None:
        """Note that one incident holds another, because of a document, or for its time and place; or overlaps it."""
        self._connection.execute(
            "INSERT OR IGNORE INTO link_contained VALUES (?, ?, ?, ?)", (holder, held, document, sure)
        )

    def forget_held_in(self, document: str) -> set[str]:
        """What a document told as part of another is told anew; those that held something for it."""
        holders = self._column("SELECT holder FROM link_contained WHERE document = ?", document)
        self._connection.execute("DELETE FROM link_contained WHERE document = ?", (document,))
        return holders

    def held_by(self, holder: str) -> tuple[str, ...]:
        """What an incident holds, itself not among it, in order of id."""
        return tuple(sorted(self._held(holder, sure=True)))

    def overlapped_by(self, holder: str) -> tuple[str, ...]:
        """What an incident overlaps and does not hold, in order of id."""
        return tuple(sorted(self._held(holder, sure=False) - self._held(holder, sure=True)))

    def _held(self, holder: str, *, sure: bool) -> set[str]:
        rows = self._connection.execute(
            "SELECT held FROM link_contained WHERE holder = ? AND sure = ?", (holder, sure)
        )
        return {row[0] for row in rows} - {holder}

    # --- queries

    def _column(self, sql: str, *values: str) -> set[str]:
        return {row[0] for row in self._connection.execute(sql, values)}

    def _each(self, sql: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        for value in sorted(set(values)):
            yield from self._connection.execute(sql, (value,)).fetchall()
