"""Which word does a form belong to? English lemmas by rules and exceptions, given the form's tag.

The rules cut endings off ('carried', 'carri' + 'y'); known words decide where two of them fit ('baked' is of
'bake', 'walked' of 'walk'); exceptions come first ('men', 'shot'). All of it is data, from WordNet 3.0.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from chapeau.errors import DataInvalid

FILE = "lemmas.json.gz"
FORMS_KEPT = 1 << 17
"""Different forms, with their tags, whose lemmas are kept in memory: about twenty megabytes when full."""
AS_PRINTED = frozenset({"PROPN", "PUNCT"})
BASE_TAGS = frozenset({"VB", "JJ"})
"""Tags of words without an ending."""
BASE_OF_PARTS = frozenset({("NN", "NOUN"), ("VBP", "VERB")})
"""Tags of words without an ending, for these parts of speech alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is known of one part of speech: endings and what stands in their place, words, exceptions."""

    rules: tuple[tuple[str, str], ...]
    known: frozenset[str]
    exceptions: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """`forms` are small words under 'TAG word' or 'word'; `parts` are by Universal part of speech."""

    forms: dict[str, str]
    parts: dict[str, _Part]


@lru_cache(FORMS_KEPT)
def lemma(word: str, tag: str, pos: str) -> str:
    """The lemma of a printed form: in small letters, a proper name as printed.

    `tag` is of the Penn Treebank, `pos` a Universal part of speech. Raises DataInvalid where the data is broken.
    """
    tables, small = _tables(), word.lower()
    form = tables.forms.get(f"{tag} {small}") or tables.forms.get(small)
    if form is not None:
        return form
    if pos in AS_PRINTED:
        return word
    part = tables.parts.get(pos)
    if part is None or (_base(tag, pos) and not _inflected(small, pos, part)):
        return small
    return part.exceptions.get(small) or _by_rule(word, small, part)


def _base(tag: str, pos: str) -> bool:
    return tag in BASE_TAGS or (tag, pos) in BASE_OF_PARTS


def _inflected(small: str, pos: str, part: _Part) -> bool:
    """Whether a verb tagged as without an ending has one nevertheless: 'retracts', which is no word, is of one."""
    return pos == "VERB" and small.endswith("s") and small not in part.known and small[:-1] in part.known


def _by_rule(word: str, small: str, part: _Part) -> str:
    """The last known of what the rules make of a word, else the first of all; the word where no rule fits."""
    made = [small.removesuffix(old) + new for old, new in part.rules if small.endswith(old)]
    made = [form for form in made if form]
    sure = [form for form in made if form in part.known]
    return sure[-1] if sure else (made or [word])[0]


@cache
def _tables() -> _Tables:
    file = resources.files("chapeau.read.vocabulary") / FILE
    try:
        told = json.loads(gzip.decompress(file.read_bytes()))
        parts = {
            pos: _Part(
                rules=tuple((old, new) for old, new in part["rules"]),
                known=frozenset(part["known"].split()),
                exceptions=part["exceptions"],
            )
            for pos, part in told["parts"].items()
        }
        return _Tables(forms=told["forms"], parts=parts)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise DataInvalid(
            f"The lemmas ({FILE}) cannot be read: {error}.", hint="Install Chapeau again."
        ) from error
