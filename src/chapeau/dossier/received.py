"""Is a file a whole `dossier.json`, of the shape that the schema says, and nothing beside?

What whoever received the file alone can tell of its shape; whether what stands in it fits together, other files ask.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from chapeau.dossier.exports import as_written
from chapeau.dossier.names_withheld import VICTIM, WITNESS
from chapeau.dossier.schema import FORMAT, Dossier
from chapeau.dossier.verify import Fault, document_faults
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_json, to_plain
from chapeau.records import Act, Mention, Response, Statement

R = TypeVar("R", Act, Statement, Response, Mention)

HINT = "Do not cite it: ask whoever sent it for the file as it was written."
WHOLE = "dossier.json"


def is_meant_as_one(data: bytes) -> bool:
    """Whether this begins as a dossier does, of whatever version."""
    return data[:200].lstrip().startswith(b"{") and b'"chapeau-dossier' in data[:200]


def is_of_another_format(data: bytes) -> bool:
    """Whether it says that its format is one that is not known here."""
    return f'"{FORMAT}"'.encode() not in data[:200]


def shape(data: bytes) -> tuple[Dossier | None, tuple[Fault, ...]]:
    """The dossier in a file, and what of its shape is not the schema's; None where nothing can be read."""
    try:
        plain = json.loads(data, object_pairs_hook=_once)
        read = from_json(Dossier, data, what="The dossier")
    except (ValueError, RecursionError) as error:
        return None, (Fault(record=WHOLE, what=f"It is no whole JSON: {error}.", hint=HINT),)
    except DataInvalid as error:
        return None, (Fault(record=WHOLE, what=error.message, hint=HINT),)
    return read, tuple(
        Fault(record=WHOLE, what=f"The schema knows no such thing, or it is missing: {place}.", hint=HINT)
        for place in _beside(plain, to_plain(read), "")
    )


def is_as_written(data: bytes, dossier: Dossier) -> bool:
    """Whether the file holds the dossier in the very bytes in which a run writes it."""
    return data == b"".join(as_written(dossier))


def text_faults(dossier: Dossier) -> Iterator[Fault]:
    """What does not hold of the texts, and of what was read from each: hashes, ids, quotations. Of a text from which names are left
    out, the hash is that of the whole.
    """
    read = ReadInIt(dossier)
    for document in dossier.documents:
        whole = dossier.names == "printed" or not {VICTIM, WITNESS} & set(document.text)
        yield from document_faults(read, document, text_whole=whole)


def without_names(dossier: Dossier) -> int:
    """How many texts have names left out, so that nobody can hold them against their hash."""
    if dossier.names == "printed":
        return 0
    return sum(1 for d in dossier.documents if {VICTIM, WITNESS} & set(d.text))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises ValueError where one object has a key twice, of which two programs could take two values."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key!r} stands twice in one object")
        found[key] = value
    return found


def _beside(plain: Any, read: Any, place: str) -> Iterator[str]:
    """Where the file holds what the records do not, or the other way round."""
    if isinstance(plain, dict) and isinstance(read, dict):
        for key in sorted(plain.keys() | read.keys()):
            if key in plain and key in read:
                yield from _beside(plain[key], read[key], f"{place}.{key}".lstrip("."))
            else:
                yield f"{place}.{key}".lstrip(".")
    elif isinstance(plain, list) and isinstance(read, (list, tuple)):
        for number, (one, other) in enumerate(zip(plain, read, strict=True)):
            yield from _beside(one, other, f"{place}[{number}]")
    elif plain != read:
        yield place


class ReadInIt:
    """What a dossier holds of each text, but for records that people corrected: what they put in need not be quoted."""

    def __init__(self, dossier: Dossier) -> None:
        corrected = {d.record for d in dossier.decisions if d.kind == "correct"}
        self._statements = _by_document(s for s in dossier.statements if s.id not in corrected)
        self._acts = _by_document(a for a in dossier.acts if a.id not in corrected)
        self._responses = _by_document(r for r in dossier.responses if r.id not in corrected)
        self._mentions = _by_document(iter(dossier.mentions))

    def statements_of(self, document: str, /) -> tuple[Statement, ...]:
        """One text's statements."""
        return tuple(self._statements[document])

    def acts_of(self, document: str, /) -> tuple[Act, ...]:
        """One text's acts."""
        return tuple(self._acts[document])

    def responses_of(self, document: str, /) -> tuple[Response, ...]:
        """One text's responses."""
        return tuple(self._responses[document])

    def mentions_of(self, document: str, /) -> tuple[Mention, ...]:
        """One text's mentions."""
        return tuple(self._mentions[document])


def _by_document(records: Iterator[R]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.document].append(record)
    return found
