"""How the schema came to be what it is: small named steps, each done in one transaction.

A step that has been released is never edited; the next change is a further step at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.casefile.migrations import (
    m0001_records,
    m0002_links,
    m0003_linked,
    m0004_withdrawals,
    m0005_lists,
    m0006_assessed,
    m0007_determined,
    m0008_repeated,
    m0009_published,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its name, kept in the case, and its SQL statements in order."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration("records", m0001_records.STATEMENTS),
    Migration("links", m0002_links.STATEMENTS),
    Migration("linked", m0003_linked.STATEMENTS),
    Migration("withdrawals", m0004_withdrawals.STATEMENTS),
    Migration("lists", m0005_lists.STATEMENTS),
    Migration("assessed", m0006_assessed.STATEMENTS),
    Migration("determined", m0007_determined.STATEMENTS),
    Migration("repeated", m0008_repeated.STATEMENTS),
    Migration("published", m0009_published.STATEMENTS),
)
