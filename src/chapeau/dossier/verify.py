"""Can a stranger check it? Pure checks: every quote equals its span, ids and hashes come from content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chapeau.dossier.compose import CaseView
from chapeau.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not hold: the record, what is wrong with it, and what to do."""

    record: str
    what: str
    hint: str


def document_faults(view: CaseView, document: Document) -> Iterator[Fault]:
    """Faults of one document and of all that was read from it."""
    raise NotImplementedError


def faults(view: CaseView) -> Iterator[Fault]:
    """Every fault of a case's records, documents first, then what links, findings and origins cite.

    Holds one document's records at a time. Blobs and the custody log are preserve's to check.
    """
    raise NotImplementedError
