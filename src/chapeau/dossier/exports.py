"""What does a machine get? `dossier.json`: the draft or determination with all records it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from chapeau.dossier.compose import CaseView
from chapeau.dossier.determined import notice_state
from chapeau.dossier.names_withheld import redacted
from chapeau.dossier.schema import FORMAT, Dossier
from chapeau.dossier.words import notice
from chapeau.ground.codec import to_json

_HEAD = ("format", "notice", "names", "making", "determination", "counts")
LISTS = tuple(name for name in Dossier.__dataclass_fields__ if name not in _HEAD)
"""The lists of records in `dossier.json`, in their order."""


def dossier_json(view: CaseView, *, names: bool = False) -> Iterator[bytes]:
    """`dossier.json` in pieces, keys and records in a fixed order; validates against the schema.

    Without `names`, each character of a victim's or witness's name is replaced by one '█' or '▓', so
    that every offset still holds; `text_hash` stays that of the text as preserved.
    """
    shown = view if names else redacted(view)
    head = {
        "format": FORMAT,
        "notice": notice(notice_state(shown)),
        "names": "printed" if names else "withheld",
        "making": shown.making,
        "determination": shown.determination,
        "counts": dict(sorted(shown.counts().items())),
    }
    return _written(head, lambda kind: getattr(shown, kind)())


def as_written(dossier: Dossier) -> Iterator[bytes]:
    """The bytes in which a dossier that was read is written, in pieces."""
    head = {name: getattr(dossier, name) for name in _HEAD}
    return _written(head, lambda kind: getattr(dossier, kind))


def _written(head: Mapping[str, object], records: Callable[[str], Iterable[object]]) -> Iterator[bytes]:
    yield b"{"
    yield from _between((b'"' + k.encode() + b'": ' + to_json(v) for k, v in head.items()), b",\n")
    for kind in LISTS:
        yield b',\n"' + kind.encode() + b'": ['
        yield from _between(map(to_json, records(kind)), b",\n")
        yield b"]"
    yield b"}\n"


def _between(pieces: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    each = iter(pieces)
    for first in each:
        yield first
        yield from chain.from_iterable((mark, piece) for piece in each)
