"""A name in Latin letters, and as it sounds: one code for all spellings that tables of transliteration make of it.

`romanised` writes a word of Cyrillic or Arabic letters in Latin ones; `sound` folds what different tables
write differently; `bones` keeps the consonants, since Arabic writes few vowels and people hear them
differently ('محمد', Mohammed, Muhamad: 'mhmd'). Tables and their sources stand in `data/romanising.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from chapeau.ground.names import NAMES_KEPT, folded, script_of

MARKS = re.compile(r"[\u064b-\u065f\u0670\u0610-\u061a]")
"""Arabic vowel marks: written in few texts, and left out in all."""

IN_ARABIC = str.maketrans("vp", "fb")
"""Arabic has no letters for these two, and writes the one beside them."""

OTHER_SCRIPTS = ("cyrillic", "arabic")


@cache
def tables() -> Mapping[str, Any]:
    """What `data/romanising.yaml` holds."""
    text = (files("chapeau.ground.data") / "romanising.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def romanised(word: str) -> str:
    """A word in small Latin letters without accents: 'Шевчук' becomes 'shevchuk', 'حسين' 'hsin'."""
    return latin(word).replace("_", "")


@lru_cache(NAMES_KEPT)
def latin(word: str) -> str:
    """The same with '_' where two letters of Arabic must not be read as one of another alphabet ('s_h')."""
    script = script_of(word)
    if script not in OTHER_SCRIPTS:
        return folded(word)
    known: str | None = tables()["words"].get(word)
    if known is not None:
        return known
    table = tables()[script]
    bare = MARKS.sub("", word).casefold()
    return folded("".join(table.get(c, "" if not c.isalnum() else c) for c in bare))


@lru_cache(NAMES_KEPT)
def sound(word: str) -> str:
    """One code for what tables write differently: 'Yevhen', 'Yevgen' and 'Євген' are 'evhen'."""
    code = re.sub(r"[^\w']", "", latin(word))
    for pattern, becomes in _sounds():
        code = pattern.sub(becomes, code)
    return code


@lru_cache(NAMES_KEPT)
def bones(word: str) -> str:
    """The consonants of a word's sound, with 'a' for any vowel at its beginning: 'Ahmed' and 'أحمد' are 'ahmd'."""
    code = sound(latin(word).replace("w", "u"))
    return consonants(f"a{code}" if romanised(word).startswith("'") else code)


def consonants(code: str) -> str:
    """A sound code without vowels but for 'a' at its beginning, and with letters that Arabic has."""
    opens = "a" if code[:1] in tuple("aeiou") else ""
    rest = re.sub(r"[aeiou]", "", code).translate(IN_ARABIC)
    return re.sub(r"(.)\1+", r"\1", opens + rest)


def unwritten_vowels(word: str) -> bool:
    """Whether the word's script leaves short vowels out."""
    return script_of(word) == "arabic"


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), becomes) for pattern, becomes in tables()["sounds"])
