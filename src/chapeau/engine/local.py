"""Per-document work on this machine: in this process for a few documents, in worker processes for more.

Results come in the order of the documents, and are the same with any number of workers: the work is
a pure function of one document, and nothing passes between documents.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from chapeau.errors import ChapeauError, InputUnreadable

A = TypeVar("A")
B = TypeVar("B")

FEW = 20
"""Up to this many documents are done here: a worker takes two to three seconds to start (it loads the
grammar and the places), and twenty short articles take about as long. `make bench` prints both."""

AHEAD = 2
"""Documents handed out a worker beyond the one it is at: it never waits, and memory holds few texts."""

RECYCLED_AFTER = 400
"""Documents after which a worker is replaced, so that what a library keeps cannot grow with the case."""


@dataclass(frozen=True, slots=True)
class Done(Generic[A, B]):
    """One document's result, or why there is none."""

    item: A
    result: B | None
    failure: ChapeauError | None = None


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0))


def ordered(
    build: Callable[[], Callable[[A], B]], items: Iterable[A], jobs: int | None = None
) -> Iterator[Done[A, B]]:
    """The work on each item, in the items' order. `build` makes the work, once in each process.

    `build` is a function at the top of a module, or a partial of one, since workers are started anew
    and get it by name. A failure of one item comes out as that item's; a worker that is killed ends
    the run with ChapeauError.
    """
    with workers(build, jobs) as some:
        yield from some.ordered(items)


@contextmanager
def workers(
    build: Callable[[], Callable[[A], B]], jobs: int | None = None, recycled: int | None = RECYCLED_AFTER
) -> Iterator[Workers[A, B]]:
    """Those who do the work, for several rounds of it: they are started once, when there is enough to do.

    One is replaced after `recycled` items; never, where that is None.
    """
    some = Workers(build, jobs or cores(), recycled)
    try:
        yield some
    except BrokenProcessPool as error:
        raise ChapeauError(
            "A worker process was ended from outside, perhaps because memory ran out.",
            hint="Run again with fewer workers (--jobs 1); what was read is kept.",
        ) from error
    finally:
        some.end()


class Workers(Generic[A, B]):
    """Worker processes, or none while there was little to do."""

    def __init__(self, build: Callable[[], Callable[[A], B]], number: int, recycled: int | None) -> None:
        self._build, self._number, self._recycled = build, number, recycled
        self._work: Callable[[A], B] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def ordered(self, items: Iterable[A]) -> Iterator[Done[A, B]]:
        """The work on each item, in the items' order. No item is asked for before it can be begun."""
        ahead = iter(items)
        few = list(islice(ahead, FEW + 1)) if self._number > 1 and self._pool is None else []
        if self._number == 1 or (self._pool is None and len(few) <= FEW):
            return self._here(chain(few, ahead))
        return self._there(chain(few, ahead))

    def _here(self, items: Iterator[A]) -> Iterator[Done[A, B]]:
        self._work = work = self._work or self._build()
        return (_attempted(work, item) for item in items)

    def _there(self, items: Iterator[A]) -> Iterator[Done[A, B]]:
        pool = self._pool = self._pool or _pool(self._build, self._number, self._recycled)
        pending: deque[tuple[A, Future[tuple[Any, ChapeauError | None]]]] = deque()
        for item in items:
            pending.append((item, pool.submit(_work_on, item)))
            if len(pending) >= self._number * (1 + AHEAD):
                yield _received(*pending.popleft())
        while pending:
            yield _received(*pending.popleft())

    def end(self) -> None:
        """End the processes; what is not begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _pool(
    build: Callable[[], Callable[[Any], Any]], number: int, recycled: int | None
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        number,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(build,),
        max_tasks_per_child=recycled,
    )


def _attempted(work: Callable[[A], B], item: A) -> Done[A, B]:
    try:
        return Done(item, work(item))
    except ChapeauError as error:
        if not isinstance(error, InputUnreadable):
            raise
        return Done(item, None, error)
    except Exception as error:  # noqa: BLE001  one document's fault must not cost the others
        return Done(item, None, _fault(error))


def _fault(error: Exception) -> InputUnreadable:
    return InputUnreadable(
        f"It could not be read because of a fault in the reader ({type(error).__name__}: {error}).",
        hint="Please report this with the document; everything else was done.",
    )


# --- inside a worker ------------------------------------------------------------------------------------


_work: Callable[[Any], Any] | None = None
_why_not: ChapeauError | None = None


def _start(build: Callable[[], Callable[[Any], Any]]) -> None:
    global _work, _why_not
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    try:
        _work = build()
    except ChapeauError as error:
        _why_not = error


def _work_on(item: Any) -> tuple[Any, ChapeauError | None]:
    """The result or the failure; the item itself stays where it is. Raises ChapeauError."""
    if _work is None:
        raise _why_not or AssertionError("a worker has its work, or there is a reason why not")
    done = _attempted(_work, item)
    _keep_what_was_loaded()
    return done.result, done.failure


@cache
def _keep_what_was_loaded() -> None:
    """What the first document loaded (vocabularies, places) stays: the collector need not look through it again."""
    gc.collect()
    gc.freeze()


def _received(item: A, sent: Future[tuple[Any, ChapeauError | None]]) -> Done[A, Any]:
    result, failure = sent.result()
    return Done(item, result, failure)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
