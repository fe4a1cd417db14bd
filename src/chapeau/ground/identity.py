"""Ids made from content: the same record gets the same id on every machine.

An id is a short kind ('act', 'doc') and 20 hexadecimal digits: the first 80 bits of the SHA-256 of
its parts, each part preceded by its length so that no two lists of parts run together. At 80 bits,
a case of ten million records has a chance of about 4 in 10**11 of one clash
(n * n / 2 ** 81); `casefile` refuses a clash rather than merging two records.
"""

from __future__ import annotations

import hashlib

DIGITS = 20


def digest_of(*parts: str | int) -> str:
    """SHA-256, hex, over length-prefixed UTF-8 parts."""
    sha = hashlib.sha256()
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        sha.update(f"{len(data)}:".encode())
        sha.update(data)
    return sha.hexdigest()


def record_id(kind: str, *parts: str | int) -> str:
    """`kind-` and 20 hex digits over kind and parts: `act-3f2a...`."""
    return f"{kind}-{digest_of(kind, *parts)[:DIGITS]}"


def text_hash(text: str) -> str:
    """SHA-256, hex, of a document's text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_id(blob: str, name: str, address: str | None) -> str:
    """A source is one capture of a blob: bytes, the name and the address they came under."""
    return record_id("src", blob, name, address or "")


def document_id(source: str, position: int, extractor: str, text_hash: str) -> str:
    """A document is source, position in it, extractor version and text hash."""
    return record_id("doc", source, position, extractor, text_hash)


def act_id(document: str, start: int, end: int) -> str:
    """An act is its document and its first trigger's span: neither type, score nor reader."""
    return record_id("act", document, start, end)


def statement_id(document: str, start: int, end: int) -> str:
    """A statement is its document and its cue's span (else its first content's)."""
    return record_id("sta", document, start, end)


def response_id(document: str, kind: str, start: int, end: int) -> str:
    """A response is its document, kind and evidence span."""
    return record_id("res", document, kind, start, end)
