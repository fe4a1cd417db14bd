"""What does a machine get? `dossier.json`: the draft or determination with all records it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from chapeau.dossier.compose import CaseView
from chapeau.dossier.determined import notice_state
from chapeau.dossier.names_withheld import redacted
from chapeau.dossier.schema import FORMAT, Dossier
from chapeau.dossier.words import notice
from chapeau.ground.codec import to_json

_LISTS = tuple(Dossier.__dataclass_fields__)[6:]


def dossier_json(view: CaseView, *, names: bool = False) -> Iterator[bytes]:
    """`dossier.json` in pieces, keys and records in a fixed order; validates against the schema.

    Without `names`, each character of a victim's or witness's name is replaced by one '█' or '▓', so
    that every offset still holds; `text_hash` stays that of the text as preserved.
    """
    shown = view if names else redacted(view)
    yield b"{"
    yield from _head(shown, names)
    for kind in _LISTS:
        yield b',\n"' + kind.encode() + b'": ['
        yield from _between(map(to_json, getattr(shown, kind)()), b",\n")
        yield b"]"
    yield b"}\n"


def _head(view: CaseView, names: bool) -> Iterator[bytes]:
    values: dict[str, object] = {
        "format": FORMAT,
        "notice": notice(notice_state(view)),
        "names": "printed" if names else "withheld",
        "making": view.making,
        "determination": view.determination,
        "counts": dict(sorted(view.counts().items())),
    }
    yield from _between((b'"' + k.encode() + b'": ' + to_json(v) for k, v in values.items()), b",\n")


def _between(pieces: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    each = iter(pieces)
    for first in each:
        yield first
        yield from chain.from_iterable((mark, piece) for piece in each)
