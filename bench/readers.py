"""Which readers are there to measure? All that are registered and can be made without asking the user.

A reader registers under the entry-point group `chapeau.readers` and is made without arguments. One that
needs what is not here (weights that were not built, an address that only a user can name) is told of and left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.metadata import entry_points
from typing import Any

from chapeau.engine.local import ordered
from chapeau.errors import ChapeauError
from chapeau.read.reader import Reader, Text
from chapeau.records import Reading

GROUP = "chapeau.readers"


@cache
def reader_names() -> tuple[str, ...]:
    """The names under which readers are registered and could be made here, in order."""
    return tuple(name for name in sorted({p.name for p in entry_points(group=GROUP)}) if _can_be_made(name))


def reader(name: str) -> Reader:
    """The reader of that name. Raises ChapeauError where it lacks what it needs."""
    (point,) = entry_points(group=GROUP, name=name)
    made: Reader = point.load()()
    return made


def named_readers() -> Iterator[tuple[str, Reader]]:
    """Every reader that can be made, with its name."""
    return ((name, reader(name)) for name in reader_names())


def _can_be_made(name: str) -> bool:
    try:
        reader(name)
    except (ChapeauError, TypeError, ImportError) as error:
        print(f"The reader '{name}' is left out: {error}", file=sys.stderr)
        return False
    return True


def text_of(document: dict[str, Any]) -> Text:
    """What a reader is given of one line of a split."""
    return Text(id=str(document["id"]), text=document["text"], date=document.get("date"))


def readings(name: str, texts: Iterable[Text]) -> Iterator[Reading]:
    """What a reader reads in texts, in their order, on all cores. Raises ChapeauError where one cannot be read."""
    for done in ordered(partial(_work, name), texts):
        if done.result is None:
            raise done.failure or RuntimeError(done.item.id)
        yield done.result


def _work(name: str) -> Callable[[Text], Reading]:
    return reader(name).read


def read_documents(name: str, documents: Sequence[dict[str, Any]]) -> list[Reading]:
    """What a reader reads in lines of a split, in their order."""
    return list(readings(name, map(text_of, documents)))
