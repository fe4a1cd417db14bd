"""Which formats there are, and which of them takes a file: by its suffix, without one by its content."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath

from chapeau.errors import FormatUnknown, NeedMissing
from chapeau.preserve.formats.base import Format

GROUP = "chapeau.formats"


@cache
def formats() -> tuple[Format, ...]:
    """All installed formats, in order of their names. Raises NeedMissing."""
    return tuple(sorted((_loaded(point) for point in entry_points(group=GROUP)), key=_asked_late))


def suffixes() -> tuple[str, ...]:
    """All suffixes that some format takes, sorted."""
    return tuple(sorted({suffix for kind in formats() for suffix in kind.suffixes}))


def format_of(name: str, data: bytes) -> Format:
    """The format for a file of this name: by suffix; without a suffix, the first that recognises it.

    Raises FormatUnknown.
    """
    suffix = PurePath(name).suffix.lower()
    for kind in formats():
        if suffix in kind.suffixes or (not suffix and kind.recognises(data)):
            return kind
    raise unknown(name)


def unknown(name: str) -> FormatUnknown:
    """The error for a file that no installed format takes."""
    return FormatUnknown(
        f"No format takes {name}.",
        hint=f"Save its text under one of these suffixes: {', '.join(suffixes())}.",
    )


def _asked_late(kind: Format) -> tuple[bool, str]:
    """Plain text recognises all text, so it is asked last."""
    return kind.media_type == "text/plain", kind.name


def _loaded(point: EntryPoint) -> Format:
    try:
        kind: Format = point.load()()
    except ImportError as error:
        raise NeedMissing(
            f"The format {point.name} ({point.value}) needs something that is not installed: {error}.",
            hint="Install it, or remove the package that brings the format.",
        ) from error
    return kind
