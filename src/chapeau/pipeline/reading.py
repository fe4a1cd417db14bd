"""The reading of documents: what reads them, and each reading kept whole with its custody entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.engine.local import Done, ordered
from chapeau.errors import InputUnreadable
from chapeau.ground.settings import Settings
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress
from chapeau.pipeline.readers import Outcome, outcome, reader_of
from chapeau.pipeline.rules_in_use import reading_rules
from chapeau.pipeline.skipping import remark, skipped
from chapeau.read.reader import Reader, Text
from chapeau.records import Document, Skipped, Source

LONGEST = 1_000_000
"""Characters in one document: the grammar refuses more (spaCy's `max_length`), since it would hold about a
gigabyte for each million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """How many documents were read, which could not be, and what is to be said of those that were."""

    read: int
    failed: tuple[Skipped, ...]
    remarks: tuple[Skipped, ...]


def made_under(settings: Settings) -> str:
    """The reader and the rules under which a text is read today, as a reading is kept under them."""
    return f"{reader_of(settings).made_by} ({reading_rules()})"


def read_unread(
    case: Casefile, settings: Settings, occasion: Occasion, progress: Progress, jobs: int | None
) -> Readings:
    """Read every document that this reader has not read."""
    ours = made_under(settings)
    unread = case.unread(ours)
    progress.begin("read", len(unread))
    texts = (_text(case, name) for name in unread)
    failed: list[Skipped] = []
    remarks: list[Skipped] = []
    before = _refused_before(case)
    for done in ordered(partial(work, settings), texts, jobs):
        if done.result is None:
            failed.append(_not_read(case, done))
        else:
            _keep(case, done.result, ours, occasion)
            case.forget(kinds.SKIPPED, before.get(done.item.id, ()))
            remarks += _remarked(case, done.result)
        progress.advance()
    progress.end()
    return Readings(read=len(unread) - len(failed), failed=tuple(failed), remarks=tuple(remarks))


def _remarked(case: Casefile, made: Outcome) -> list[Skipped]:
    document = made.reading.document
    said = [
        remark("read", document, reference, sentence, name=name_of(case, document))
        for reference, sentence in made.remarks.items()
    ]
    for each in said:
        case.keep(kinds.SKIPPED, each)
    return said


def work(settings: Settings) -> Callable[[Text], Outcome]:
    """What a worker does with one document; made once in each process."""
    return partial(_read, reader_of(settings))


def _read(reader: Reader, text: Text) -> Outcome:
    """The reading. Raises InputUnreadable where the text is longer than can be read in one piece."""
    refuse_too_long(text)
    return outcome(reader, text)


def refuse_too_long(text: Text) -> None:
    """Raises InputUnreadable where the text is longer than can be read in one piece."""
    if len(text.text) > LONGEST:
        raise InputUnreadable(
            f"It has {len(text.text):,} characters, of which {LONGEST:,} are the most that is read in one piece.",
            hint="Cut it into several files.",
        )


def names_not_read(case: Casefile, settings: Settings) -> tuple[str, ...]:
    """What people call the documents that are in no language that the reader reads, in order of name."""
    read = reader_of(settings).languages
    old = case.superseded()
    heads = (h for h in case.all(kinds.READINGS) if h.language not in read and h.document not in old)
    return tuple(sorted(name_of(case, head.document) for head in heads))


def name_of(case: Casefile, document: str) -> str:
    """What people call a document: the id that it brought, else the name of its file."""
    found = case.get(kinds.DOCUMENTS, document)
    return found.given_id or case.get(kinds.SOURCES, found.source).capture.name


def _text(case: Casefile, name: str) -> Text:
    document = case.get(kinds.DOCUMENTS, name)
    return text_of(document, case.get(kinds.SOURCES, document.source))


def text_of(document: Document, source: Source) -> Text:
    """What the reader is given of a document of this source."""
    return Text(
        id=document.id,
        text=document.text,
        date=document.date,
        publisher=document.publisher,
        author=document.author,
        limited=source.sensitivity != "open" or source.account is not None,
    )


def _keep(case: Casefile, made: Outcome, ours: str, occasion: Occasion) -> None:
    reading = made.reading
    with case.transaction():
        case.keep_reading(reading, ours)
        kept = case.reading(reading.document)
        custody.append(
            case,
            at=occasion.at,
            by=occasion.who,
            action="read",
            subject=reading.document,
            content=custody.content_of(kept or reading),
            note=made.note,
        )


def _refused_before(case: Casefile) -> dict[str, list[str]]:
    """By document, the ids of the records that say why it could not be read."""
    refused: dict[str, list[str]] = {}
    for entry in case.all(kinds.SKIPPED):
        if entry.step == "read":
            refused.setdefault(entry.what, []).append(entry.id)
    return refused


def _not_read(case: Casefile, done: Done[Text, Outcome]) -> Skipped:
    if done.failure is None:
        raise AssertionError("a document is read, or there is a reason why not")
    made = skipped("read", done.item.id, done.failure, name=name_of(case, done.item.id))
    case.keep(kinds.SKIPPED, made)
    return made
