"""Reading without a case: files in, one reading a document out, in the order of input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from chapeau.engine.local import Done, ordered
from chapeau.errors import InputUnreadable, PathMissing, UsageError
from chapeau.ground.identity import record_id
from chapeau.ground.settings import Settings
from chapeau.pipeline.occasion import UNNAMED
from chapeau.pipeline.readers import Outcome
from chapeau.pipeline.reading import text_of, work
from chapeau.pipeline.skipping import remark, skipped
from chapeau.preserve.formats.base import ExtractedText, SkippedLine, is_day
from chapeau.preserve.formats.jsonl import JsonLines, documents_in
from chapeau.preserve.receive import bare_name, documents_of, receive
from chapeau.read.format import reading_json
from chapeau.read.reader import Text
from chapeau.records import Capture, Skipped

STEP = "read"

NOT_KEPT = Capture(name="", by=UNNAMED, at="", clock="given", how="file")
"""How a file comes that is read and not kept: no time and no name enter a reading."""


def read_files(
    paths: Iterable[Path],
    *,
    date: str | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
    tell: Callable[[Skipped], None],
) -> Iterator[bytes]:
    """One line of the reading format a document, one document at a time.

    `date` (YYYY-MM-DD) is taken for documents that state none. What cannot be read is told to `tell`
    at once, and the rest goes on. Raises UsageError where `date` is none; DataInvalid, NeedMissing.
    """
    names: dict[str, str] = {}
    texts = texts_of(paths, date, tell, names)
    return _lines(ordered(partial(work, settings or Settings()), texts, jobs), tell, names)


def texts_of(
    paths: Iterable[Path], date: str | None, tell: Callable[[Skipped], None], names: dict[str, str]
) -> Iterator[Text]:
    """The texts of all files, one at a time; `names` gets the files' names, by the ids of their texts.

    Raises UsageError where `date` is no day.
    """
    if date is not None and not is_day(date):
        raise UsageError(f"'{date}' is no day.", hint="Write it as YYYY-MM-DD.")
    return (text for path in paths for text in _texts(path, date, tell, names))


def _lines(
    results: Iterable[Done[Text, Outcome]], tell: Callable[[Skipped], None], names: Mapping[str, str]
) -> Iterator[bytes]:
    """`names` are those of the files whose documents have no id of their own."""
    for done in results:
        name = names.get(done.item.id, done.item.id)
        if done.result is None:
            tell(not_read(done, name))
            continue
        for reference, sentence in done.result.remarks.items():
            tell(remark(STEP, done.item.id, reference, sentence, name=name))
        yield reading_json(done.result.reading) + b"\n"


def _texts(
    path: Path, date: str | None, tell: Callable[[Skipped], None], names: dict[str, str]
) -> Iterator[Text]:
    name = bare_name(path.name)
    try:
        if not path.exists():
            raise PathMissing(f"There is nothing at {path}.", hint="Check the spelling of the path.")
        for text in _texts_in(path, name, date, tell):
            if path.suffix.lower() not in JsonLines.suffixes:
                names[text.id] = name
            yield text
    except (InputUnreadable, PathMissing) as error:
        tell(skipped(STEP, name, error))


def _texts_in(path: Path, name: str, date: str | None, tell: Callable[[Skipped], None]) -> Iterator[Text]:
    if path.suffix.lower() in JsonLines.suffixes:
        yield from _of_lines(path, name, date, tell)
        return
    received = receive(path, NOT_KEPT)
    for item in documents_of(received.source, received.extraction):
        if isinstance(item, Skipped):
            tell(item)
        else:
            yield _dated(text_of(item, received.source), date)


def _of_lines(path: Path, name: str, date: str | None, tell: Callable[[Skipped], None]) -> Iterator[Text]:
    """One line at a time, so that a file of any length can be read."""
    try:
        with path.open("rb") as lines:
            first = next((line for line in lines if line.strip()), b"")
            JsonLines().extract(first, name)
            lines.seek(0)
            yield from _given(documents_in(lines, name), name, date, tell)
    except OSError as error:
        raise InputUnreadable(
            f"{name} cannot be read: {error.strerror}.", hint="Check its rights."
        ) from error


def _given(
    items: Iterable[ExtractedText | SkippedLine], name: str, date: str | None, tell: Callable[[Skipped], None]
) -> Iterator[Text]:
    for item in items:
        if isinstance(item, SkippedLine):
            tell(_line(item, name))
        else:
            yield _dated(_text(item), date)


def _text(item: ExtractedText) -> Text:
    return Text(
        id=item.given_id or "", text=item.text, date=item.date, publisher=item.publisher, author=item.author
    )


def _dated(text: Text, date: str | None) -> Text:
    return text if text.date or date is None else replace(text, date=date)


def _line(item: SkippedLine, name: str) -> Skipped:
    return Skipped(
        id=record_id("skip", STEP, name, item.reference, item.line or 0),
        step=STEP,
        what=name,
        reference=item.reference,
        message=item.message,
        line=item.line,
    )


def not_read(done: Done[Text, Any], name: str) -> Skipped:
    """Why there is no reading of a text."""
    if done.failure is None:
        raise AssertionError("a document is read, or there is a reason why not")
    return skipped(STEP, done.item.id, done.failure, name=name)
