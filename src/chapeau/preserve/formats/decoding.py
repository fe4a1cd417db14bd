"""Bytes to text, by what the bytes themselves say: UTF-8, or UTF-16 with its mark; never a guess."""

from __future__ import annotations

import codecs

from chapeau.errors import BinaryInput, EmptyInput, WrongEncoding

CONTROLS = frozenset(range(0x20)) - frozenset(b"\b\t\n\v\f\r\x1a\x1b")
"""Control bytes that no text encoding in use writes; \\x1a (DOS end of file) and \\x1b (terminals) occur."""


def decoded(data: bytes, name: str) -> str:
    """The text, without its byte order mark and otherwise untouched.

    Raises EmptyInput, BinaryInput, WrongEncoding.
    """
    text = _decoded(data, name)
    if "\0" in text:
        raise binary(name)
    if not text.strip():
        raise EmptyInput(f"{name} holds no text.", hint="Check whether it was saved or copied whole.")
    return text


def declared(data: bytes, encoding: str, name: str) -> str:
    """The text in the encoding that the item itself declares. Raises as `decoded` does."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong(name, encoding.upper(), data, error.start) from error
    if "\0" in text:
        raise binary(name)
    return text


def binary(name: str) -> BinaryInput:
    """The error for a file that is no text."""
    return BinaryInput(
        f"{name} is not text.",
        hint="Save its text anew as plain text in UTF-8; if it reads well elsewhere, it is damaged here or of a kind that is "
        "not read yet: a picture, PDF or office file.",
    )


def has_controls(data: bytes) -> bool:
    """Whether there are bytes that no text has."""
    return any(byte in CONTROLS for byte in data)


def is_text(data: bytes) -> bool:
    """Whether these bytes decode to some text."""
    try:
        decoded(data, "")
    except (EmptyInput, BinaryInput, WrongEncoding):
        return False
    return True


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _wrong(name, "UTF-8", data, 0)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig" and has_controls(data):
            raise binary(name) from error
        raise _wrong(name, encoding.upper().removesuffix("-SIG"), data, error.start) from error


def _wrong(name: str, encoding: str, data: bytes, at: int) -> WrongEncoding:
    line = data.count(b"\n", 0, at) + 1
    return WrongEncoding(
        f"{name} is not {encoding}: byte 0x{data[at]:02X} in line {line} cannot be read as that.",
        hint="Open it in the program that wrote it and save it as UTF-8; Chapeau does not guess encodings.",
    )
