"""Origins without a case: files of documents in, one line a document out, in the order of input.

Of each document its signs are kept in memory, about 2 KB; its words go, as numbers, to a file without
a name that is gone when the program ends, and so do the texts of those who credit somebody.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from chapeau.engine.local import Done, Workers, workers
from chapeau.errors import BrokenLine
from chapeau.ground.codec import to_json
from chapeau.ground.identity import record_id
from chapeau.ground.settings import Settings
from chapeau.ground.uncollected import uncollected
from chapeau.link import Corpus, corpus_origins, words_in_common
from chapeau.link.coded_alignment import InCommon
from chapeau.link.credits import Bearings, credits_of
from chapeau.link.many_texts import Codes, Signs, signs
from chapeau.link.origins import tellers_in
from chapeau.pipeline.read_files import texts_of
from chapeau.read.reader import Text
from chapeau.records import Origin, OriginMember, RelationToOrigin, Skipped

STEP = "origins"

LETTERS_AT_ONCE = 1 << 18
"""Characters of the texts that are worked on together: their arrays fit a processor's cache. Half or twice
as many take about as long."""

BATCH = 1 << 20
"""Characters that a worker gets at a time. Up to 20 such batches (some 5,000 articles) are done without workers, whose
start takes longer."""

WORD = np.dtype(np.uint32)
NOTHING_TOLD = Bearings()

SignName = Literal["words", "free", "prints", "printed", "sketch", "bands"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """Where a document comes from: its origin, and how it goes back to it.

    `origin` is the id of the document that is its root, or, where no document is, an id of its own;
    `why` then says why there must be a root. `of` is the document that this one copies, restates or
    quotes. One that quotes is an origin of its own.
    """

    id: str
    origin: str
    relation: RelationToOrigin
    of: str | None
    why: str


def origins_of(
    paths: Iterable[Path],
    *,
    settings: Settings,
    jobs: int | None = None,
    tell: Callable[[Skipped], None],
) -> Iterator[bytes]:
    """One line a document. What cannot be read is told to `tell` at once, and the rest goes on."""
    with TemporaryFile() as words, TemporaryFile() as texts, uncollected():
        kept = _Kept(words, texts)
        batches = _batches(_once(texts_of(paths, None, tell, {}), tell), BATCH)
        with workers(partial(_work, settings, _opened_by_all(words)), jobs, recycled=None) as some:
            for done in some.ordered(Signing(batch) for batch in batches):
                if isinstance(done.item, Signing):
                    kept.keep(done.item.texts, *_result(done))
            yield from _lines(kept, settings, some)


def _lines(kept: _Kept, settings: Settings, some: Workers[Task, Any]) -> list[bytes]:
    at = {document: n for n, document in enumerate(kept.ids)}
    lines = [b""] * len(at)
    for origin in corpus_origins(kept.corpus(some), settings):
        for member in origin.members:
            lines[at[member.document]] = to_json(_line(origin, member)) + b"\n"
    return lines


def _result(done: Done[Task, Any]) -> Any:
    if done.result is None:
        raise done.failure or AssertionError("work has a result, or there is a reason why not")
    return done.result


def _line(origin: Origin, member: OriginMember) -> OriginLine:
    why = member.why
    if origin.root_unknown and member.of is not None:
        why = f"{why} {origin.root_unknown}"
    return OriginLine(
        id=member.document,
        origin=origin.root or origin.id,
        relation=member.relation,
        of=member.of,
        why=why,
    )


# --- texts -----------------------------------------------------------------------------------------


def _once(texts: Iterable[Text], tell: Callable[[Skipped], None]) -> Iterator[Text]:
    """The texts, without those whose id an earlier file had."""
    seen: set[str] = set()
    for text in texts:
        if text.id in seen:
            tell(_repeated(text.id))
            continue
        seen.add(text.id)
        yield text


def _repeated(document: str) -> Skipped:
    return Skipped(
        id=record_id("skip", STEP, document),
        step=STEP,
        what=document,
        reference=BrokenLine.reference,
        message=f"The id '{document}' stands in an earlier file; the document was passed over.",
    )


def _batches(texts: Iterable[Text], most: int) -> Iterator[tuple[Text, ...]]:
    batch: list[Text] = []
    letters = 0
    for text in texts:
        batch.append(text)
        letters += len(text.text)
        if letters >= most:
            yield tuple(batch)
            batch, letters = [], 0
    if batch:
        yield tuple(batch)


# --- what workers do -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signing:
    """Texts whose signs, and whose credits, are wanted."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Comparing:
    """Pairs whose words in common are wanted; `stored` says where in the file the words of each are, and how many."""

    pairs: list[tuple[int, int]]
    stored: NDArray[np.int64]


Task = Signing | Comparing


def _work(settings: Settings, words: str) -> Callable[[Task], Any]:
    """`words` is the file of all words, which whoever made it keeps open."""
    file = os.open(words, os.O_RDONLY)

    def work(task: Task) -> Any:
        if isinstance(task, Signing):
            return _signed(task.texts, settings)
        read = cache(partial(_words_at, file))
        return words_in_common((read(*one), read(*other)) for one, other in task.stored.tolist())

    return work


def _signed(texts: Sequence[Text], settings: Settings) -> tuple[list[Signs], tuple[Bearings, ...]]:
    found = [signs([t.text for t in some]) for some in _batches(texts, LETTERS_AT_ONCE)]
    return found, tuple(credits_of(t, settings) for t in texts)


def _words_at(file: int, first: int, count: int) -> Codes:
    return np.frombuffer(os.pread(file, WORD.itemsize * count, WORD.itemsize * first), WORD)


def _opened_by_all(file: BinaryIO) -> str:
    """A path by which this process and those it starts can open a file that has no name."""
    return f"/proc/{os.getpid()}/fd/{file.fileno()}"


# --- what is kept ----------------------------------------------------------------------------------


class _Kept:
    """The signs of the documents so far, in the order they came."""

    def __init__(self, words: BinaryIO, texts: BinaryIO) -> None:
        self.ids: list[str] = []
        self._lengths: list[int] = []
        self._told: list[Bearings] = []
        self._signs: list[Signs] = []
        self._words, self._texts = words, texts
        self._places: dict[str, tuple[int, int]] = {}
        self._text_end = 0

    def keep(self, texts: Sequence[Text], found: Sequence[Signs], told: Sequence[Bearings]) -> None:
        """Add some documents."""
        for each in found:
            self._words.write(each.codes.tobytes())
            self._signs.append(replace(each, codes=each.codes[:0]))
        for text, bears in zip(texts, told, strict=True):
            self.ids.append(text.id)
            self._lengths.append(len(text.text))
            self._told.append(bears if bears != NOTHING_TOLD else NOTHING_TOLD)
            if bears.day and tellers_in(bears):
                self._keep_text(text)

    def corpus(self, some: Workers[Task, Any]) -> Corpus:
        """The documents in order of id, with access to their words; nothing can be added then."""
        self._words.flush()
        self._texts.flush()
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        ids = [self.ids[i] for i in order]
        words, printed = self._all("words"), self._all("printed")
        stored = np.stack(((np.cumsum(words) - words)[order], words[order]), axis=1)
        return Corpus(
            ids=ids,
            lengths=[self._lengths[i] for i in order],
            told=[self._told[i] for i in order],
            words=words[order],
            free=self._all("free")[order],
            prints=self._all("prints"),
            first_print=(np.cumsum(printed) - printed)[order],
            printed=printed[order],
            sketch=self._all("sketch")[order],
            bands=self._all("bands")[order],
            codes=lambda i: _words_at(self._words.fileno(), *stored[i].tolist()),
            compared=partial(_compared, some, stored),
            text=lambda i: self._text(ids[i]),
        )

    def _all(self, name: SignName) -> NDArray[Any]:
        """One kind of sign of all documents."""
        parts = [getattr(found, name) for found in self._signs or [signs([])]]
        return np.concatenate(parts)

    def _keep_text(self, text: Text) -> None:
        data = text.text.encode("utf-8", "surrogatepass")
        self._texts.write(data)
        self._places[text.id] = self._text_end, len(data)
        self._text_end += len(data)

    def _text(self, document: str) -> str:
        start, length = self._places[document]
        return os.pread(self._texts.fileno(), length, start).decode("utf-8", "surrogatepass")


def _compared(
    some: Workers[Task, Any], stored: NDArray[np.int64], pairs: Iterable[list[tuple[int, int]]]
) -> Iterator[tuple[list[tuple[int, int]], list[InCommon]]]:
    tasks = (Comparing(p, stored[np.array(p, np.int64)]) for p in pairs)
    for done in some.ordered(tasks):
        if isinstance(done.item, Comparing):
            yield done.item.pairs, _result(done)
