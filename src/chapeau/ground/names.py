"""Names folded for comparison, and keys made of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAMES_KEPT = 1 << 16
"""Different names whose folded form, and key, are kept in memory: those of some thousand documents, in ten megabytes each."""


@lru_cache(NAMES_KEPT)
def folded(name: str) -> str:
    """Lower case, without accents, with single spaces: 'São  Tomé' becomes 'sao tome'."""
    if name.isascii():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare.replace("’", "'")).strip()


@lru_cache(NAMES_KEPT)
def slug(name: str) -> str:
    """A key of letters, digits and hyphens: 'Antony Blinken' becomes 'antony-blinken'."""
    return re.sub(r"[^\w]+", "-", folded(name)).strip("-_")


def script_of(name: str) -> str:
    """The Unicode script of the first letter: 'latin', 'cyrillic', 'arabic'...; 'none' without letters."""
    for c in name:
        if c.isalpha():
            return unicodedata.name(c, "UNKNOWN").split(" ", 1)[0].lower()
    return "none"
