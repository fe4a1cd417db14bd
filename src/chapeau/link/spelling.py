"""Could two names be one name, written down by ear or from another script?

The one place of link that compares spellings of places and of victims, whose names may stand in two scripts.
"""

from __future__ import annotations

from functools import lru_cache

from chapeau.ground.likeness_of_names import compare_names, name_keys
from chapeau.ground.names import NAMES_KEPT, folded

HEARD_ALIKE = (
    ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("sch", "sh"), ("tz", "ts"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("ei", "ai"), ("ie", "i"), ("ii", "i"),
    ("'", ""), ("-", " "),
)  # fmt: skip
"""Letters that one person writes and another does not for one sound, in order; after it, doubled letters are one."""

SAME_NAME = 0.9
"""From this on two full names are one by spelling alone (`likeness_of_names.WORTH`): tables, forms, unwritten vowels."""

LONG = 5
"""Letters from which on one letter may differ: 'Olena' and 'Alena'. Shorter names that differ are two names."""


@lru_cache(NAMES_KEPT)
def as_heard(name: str) -> str:
    """A key that spellings of one name share as a rule: 'Khalid' and 'Halid' are both 'halid'."""
    key = folded(name)
    for one, other in HEARD_ALIKE:
        key = key.replace(one, other)
    return "".join(c for n, c in enumerate(key) if n == 0 or c != key[n - 1])


def alike_spelt(a: str, b: str) -> bool:
    """Whether two names are one as heard, but for a letter in each long word."""
    mine, yours = as_heard(a).split(), as_heard(b).split()
    return len(mine) == len(yours) and all(_word(m, n) for m, n in zip(mine, yours, strict=True))


@lru_cache(NAMES_KEPT)
def same_person(a: str, b: str) -> bool:
    """Whether two persons' names can be one: as heard, or by every word through tables of transliteration and forms."""
    return _heard_as_one(a, b) or compare_names(a, b).value >= SAME_NAME


def keys_of_person(name: str) -> frozenset[str]:
    """What two names of one person share, in one spelling, script or another."""
    return frozenset({surname_key(name), *(key for key in name_keys(name) if " " in key)})


def _heard_as_one(a: str, b: str) -> bool:
    """The last names alike, and the first, where both have one."""
    mine, yours = as_heard(a).split(), as_heard(b).split()
    if not mine or not yours or not _word(mine[-1], yours[-1]):
        return False
    return len(mine) == 1 or len(yours) == 1 or _word(mine[0], yours[0])


def surname_key(name: str) -> str:
    """What spellings of one person's name share: the first letters of the last name as heard, without vowels."""
    last = (as_heard(name).split() or [""])[-1]
    return "".join(c for c in last if c not in "aeiou")[:4] or last


@lru_cache(NAMES_KEPT)
def _word(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= LONG and _one_letter_apart(a, b)


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes one of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]
