"""What a reader is: the door that the rule reader, a learned reader and a user's own model share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chapeau.records import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a reader is given: a document's id, its text, and the day it states as its own, if any.

    `publisher` and `author` are what the item states; a reader may name the author's voice by them.
    `limited`: the source's spread is limited, or it is somebody's testimony, so that it is not sent
    to another machine.
    """

    id: str
    text: str
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    limited: bool = False


class Reader(Protocol):
    """Reads one document at a time: no database, no clock, no network; same text, same reading.

    `made_by` ('rules 0.1') is stored with everything it finds. `languages` are ISO 639-1 codes.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def made_by(self) -> str: ...

    @property
    def languages(self) -> tuple[str, ...]: ...

    def read(self, text: Text) -> Reading:
        """All statements, acts, mentions and responses of one document."""
        ...
