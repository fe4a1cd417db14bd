"""Chains of command in a case: those that people entered in its settings, and those that its texts print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.ground.settings import Settings
from chapeau.link.actors import Resolved
from chapeau.link.commands import UNDER, commands
from chapeau.records import Command, Mention


def chains_of(
    case: Casefile, settings: Settings, resolved: Resolved, superseded: frozenset[str]
) -> tuple[Command, ...]:
    """All commands of a case, in order of id."""
    readers = {head.document: head.made_by for head in case.all(kinds.READINGS)}
    return commands(
        settings,
        resolved,
        _formations(case, superseded),
        lambda d: case.get(kinds.DOCUMENTS, d).text,
        readers,
    )


def _formations(case: Casefile, superseded: frozenset[str]) -> Iterator[tuple[str, list[Mention]]]:
    """The units and organisations that each document names, in order of place."""
    named = (m for m in case.all(kinds.MENTIONS) if m.kind in UNDER and m.document not in superseded)
    for document, found in groupby(named, key=lambda m: m.document):
        yield document, list(found)
