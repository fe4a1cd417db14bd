"""JSON Lines: one document a line, `{"id": ..., "text": ..., "date": "YYYY-MM-DD" or null}`.

A line may also state title, url, publisher, author and language; other keys are ignored. The text is
kept exactly as given, so that offsets can be compared with outside annotations. A line that is no
document is reported with its number, and the rest goes on.

Lines are read one at a time. What grows with their number is one digest for each id, about 100 bytes,
without which a repeated id could not be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

import msgspec

from chapeau.errors import BrokenLine, EmptyInput, WrongEncoding
from chapeau.preserve.formats.base import (
    ExtractedText,
    Extraction,
    SkippedLine,
    extractor_of,
    is_day,
    language_of,
    not_a_date,
)
from chapeau.preserve.formats.decoding import binary, has_controls

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class JsonLines:
    """`.jsonl` and `.ndjson`."""

    name = "jsonl"
    version = "0.1"
    media_type = "application/jsonl"
    suffixes = (".jsonl", ".ndjson")

    def recognises(self, data: bytes) -> bool:
        """Whether the first line is an object with an id and a text."""
        return isinstance(next(documents_in([_first_line(data)], ""), None), ExtractedText)

    def extract(self, data: bytes, name: str) -> Extraction:
        """A document a line. Raises EmptyInput, BinaryInput, WrongEncoding."""
        first = _first_line(data)
        if not first:
            raise EmptyInput(f"{name} holds no lines.", hint="Check whether it was saved or copied whole.")
        _refuse_what_is_no_json(first, name)
        items = documents_in(BytesIO(data), name)
        return Extraction(extractor=extractor_of(self), media_type=self.media_type, items=items)


def documents_in(lines: Iterable[bytes], name: str) -> Iterator[ExtractedText | SkippedLine]:
    """The documents in these lines (an open file, for instance), and every line that is none.

    Lines count from 1 and a document's `position` from 0; empty lines are passed over.
    """
    seen: set[bytes] = set()
    for number, line in enumerate(_without_mark(lines), start=1):
        if line.strip():
            yield from _items(line, number, name, seen)


def _without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, the first without a byte order mark."""
    rest = iter(lines)
    yield from (line.removeprefix(UTF8_MARK) for line in islice(rest, 1))
    yield from rest


def _first_line(data: bytes) -> bytes:
    """The first line that is not empty; nothing where there is none."""
    return next((line for line in _without_mark(BytesIO(data)) if line.strip()), b"")


class _Line(msgspec.Struct):
    """A line as it must be (`id`, `text`) and as it may be (the rest, of whatever type)."""

    id: str
    text: str
    date: object = None
    title: object = None
    url: object = None
    publisher: object = None
    author: object = None
    language: object = None


def _items(line: bytes, number: int, name: str, seen: set[bytes]) -> Iterator[ExtractedText | SkippedLine]:
    try:
        given = _read(line, number, name)
        _remember(given.id, number, name, seen)
    except BrokenLine as error:
        yield SkippedLine(line=number, reference=error.reference, message=str(error))
        return
    day = given.date if isinstance(given.date, str) and is_day(given.date) else None
    if given.date is not None and day is None:
        yield not_a_date(str(given.date), name=name, line=number)
    yield ExtractedText(
        position=number - 1,
        text=given.text,
        given_id=given.id,
        title=_words(given.title),
        address=_words(given.url),
        publisher=_words(given.publisher),
        author=_words(given.author),
        date=day,
        language=language_of(_words(given.language)),
    )


def _read(line: bytes, number: int, name: str) -> _Line:
    """The line's object. Raises BrokenLine."""
    try:
        given = msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _broken(f"Line {number} of {name} is no document: {error}.") from error
    if not given.text.strip():
        raise _broken(f"Line {number} of {name} has an empty text.")
    if not given.id.strip():
        raise _broken(f"Line {number} of {name} has an empty id.")
    return given


def _remember(given_id: str, number: int, name: str, seen: set[bytes]) -> None:
    """Raises BrokenLine where an earlier line has this id."""
    digest = hashlib.blake2b(given_id.encode(), digest_size=16).digest()
    if digest in seen:
        raise _broken(f"Line {number} of {name} repeats the id of an earlier line.")
    seen.add(digest)


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _broken(message: str) -> BrokenLine:
    return BrokenLine(
        message,
        hint='It was skipped; write it as {"id": "...", "text": "...", "date": "YYYY-MM-DD" or null}.',
    )


def _refuse_what_is_no_json(first: bytes, name: str) -> None:
    """Raises WrongEncoding, BinaryInput: said once of the file, rather than of each of its lines."""
    if first.startswith(UTF16_MARKS):
        raise WrongEncoding(f"{name} is UTF-16; JSON Lines are UTF-8.", hint="Save it as UTF-8.")
    if has_controls(first):
        raise binary(name)
