"""What a format is: it turns the bytes of one source into the texts of its documents, one at a time.

A format of yours is a class with these members, named in the entry-point group `chapeau.formats`;
the built-in formats come in by the same door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

NOT_A_DATE = "input-date"
"""Reference of a remark: a date was stated that is none, and the document was taken without it."""

METADATA_BROKEN = "input-metadata"
"""Reference of a remark: a header could not be read, and the document was taken without it."""

SIDECAR_CHANGED = "input-sidecar"
"""Reference of a remark: what is stated of a file changed after it was taken; the first statement stands."""

REMARKS = frozenset({NOT_A_DATE, METADATA_BROKEN, SIDECAR_CHANGED})
"""References of what was left out of a document that was itself taken; all others mean: not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an item says of itself, as it says it; `None` where it says nothing.

    `date` is a full day (`2023-02-18`); `language` a lower-case primary subtag ('en' of 'en-GB').
    """

    title: str | None = None
    address: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedText(Stated):
    """The text of one document; `position` counts from 0 within the source (a line of JSONL)."""

    position: int
    text: str
    given_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedLine:
    """Something of a source that was not taken, by line (from 1) where there are lines.

    `reference` is the error's, or one of `REMARKS`; `message` says what to do.
    """

    line: int | None
    reference: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The texts of one source, one at a time; `items` can be walked once.

    `extractor` ('plain 0.1') enters every document's id. `stated` is what the whole item says of
    itself (a page, a Markdown file); a file of many documents says nothing as a whole.
    """

    extractor: str
    media_type: str
    items: Iterator[ExtractedText | SkippedLine]
    stated: Stated = Stated()


class Format(Protocol):
    """One kind of file. Pure: no clock, no network; same bytes, same texts.

    `version` changes whenever the same bytes could give another text. `suffixes` are lower case,
    with the dot.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def recognises(self, data: bytes) -> bool:
        """Whether bytes that came without a suffix are of this kind; asked in order of name, plain text last."""
        ...

    def extract(self, data: bytes, name: str) -> Extraction:
        """The texts in these bytes; `name` is the bare file name, for messages.

        Raises InputUnreadable (EmptyInput, BinaryInput, WrongEncoding) where there is no text.
        """
        ...


def extractor_of(kind: Format) -> str:
    """The name under which a format's texts are kept: 'plain 0.1'."""
    return f"{kind.name} {kind.version}"


def is_day(stated: str) -> bool:
    """Whether this is a day of the calendar, as YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", stated, re.ASCII):
        return False
    try:
        date.fromisoformat(stated)
    except ValueError:
        return False
    return True


def day_of(stated: str) -> str | None:
    """The day of an ISO 8601 date or date and time, as printed (in the zone it is printed in)."""
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:$|[T ]\d{2})", stated.strip(), re.ASCII)
    return match[1] if match and is_day(match[1]) else None


def not_a_date(stated: str, *, name: str, line: int | None = None) -> SkippedLine:
    """The remark that a stated date is none."""
    where = f"Line {line} of {name}" if line else name
    return SkippedLine(
        line=line,
        reference=NOT_A_DATE,
        message=f"{where} gives a date that is none ('{stated[:40]}'); the document was taken without it. "
        "Write dates as YYYY-MM-DD.",
    )


def language_of(stated: str | None) -> str | None:
    """The primary subtag of a language tag, lower case: 'en' of 'en-GB' and of 'en_GB'."""
    if stated is None:
        return None
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", stated.strip())
    return match[0].lower() if match else None
