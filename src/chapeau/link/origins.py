"""Which documents go back to one original telling?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chapeau.ground.settings import Settings
from chapeau.records import Decision, Document, Origin, Passage, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """Two documents that depend on each other, and how.

    copy: the same text reworked. restates: one body's or agency's announcement told again in other
    words. quotes: `left` and `right` share one quotation only and stay origins of their own.
    `quoting` is, for quotes, the document that carries the passage in quotation marks.
    """

    left: str
    right: str
    relation: Literal["copy", "quotes", "restates"]
    score: Score
    why: str
    passages: tuple[Passage, ...] = ()
    quoting: str | None = None


@dataclass(frozen=True, slots=True)
class OriginLinker:
    """The rule for pairs of documents (a `ground.join.Linker`)."""

    settings: Settings = Settings()
    name: str = "origins"
    version: str = "0.1"
    widest: int = 400

    def keys(self, record: Document) -> Iterable[str]:
        """Fingerprints of the text, and the agency or body whose voice or credit it bears, by day."""
        raise NotImplementedError

    def decide(self, a: Document, b: Document) -> OriginLink | None:
        """How two documents depend on each other, with the shared passages, or None."""
        raise NotImplementedError


def origins(
    documents: Iterable[Document],
    links: Iterable[OriginLink],
    settings: Settings,
    decisions: Iterable[Decision] = (),
) -> tuple[Origin, ...]:
    """The documents, parted into origins, in order of id.

    `decisions` of kind same and not_same that name two documents outrank links.
    """
    raise NotImplementedError
