"""Which words of a statement judge or classify? Kept on the statement, support for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from chapeau.read.cues import Range
from chapeau.read.parsed import Parsed
from chapeau.read.who import Names
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Characterisation


def characterisations(
    parsed: Parsed, names: Names, contents: Iterable[Range]
) -> tuple[Characterisation, ...]:
    """Characterisations within these ranges, in order of place; `negated` where a negation governs them."""
    found = {
        c
        for start, end in contents
        for c in (*_worded(parsed, start, end), *_whose_plan(parsed, names, start, end))
    }
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.key)))


def _worded(parsed: Parsed, start: int, end: int) -> Iterator[Characterisation]:
    if _any_pattern().search(parsed.text, start, end) is None:
        return
    for key, pattern in _patterns():
        for m in pattern.finditer(parsed.text, start, end):
            yield Characterisation(
                key=key, start=m.start(), end=m.end(), negated=_negated(parsed.text, start, m.start())
            )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    plain = vocabulary("characterisations")["patterns"]
    return tuple(
        (key, re.compile(r"\b(?:" + "|".join(words).replace("'", "['’]") + r")\b", re.IGNORECASE))
        for key, words in plain.items()
    )


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns in one: most of what is said holds none of them, and is searched once."""
    either = "|".join(pattern.pattern for _, pattern in _patterns())
    return re.compile(rf"\b(?=\w)(?:{either})", re.IGNORECASE)


@cache
def _negation() -> re.Pattern[str]:
    plain = vocabulary("characterisations")
    words = plain["negations"].replace("'", "['’]")
    between = rf"(?:\s+[\w'’-]+){{0,{plain['words_between']}}}\s+"
    return re.compile(rf"(?:\b|(?<=\w))(?:{words}){between}$", re.IGNORECASE)


def _negated(text: str, start: int, offset: int) -> bool:
    return _negation().search(text, max(start, offset - 80), offset) is not None


def _whose_plan(parsed: Parsed, names: Names, start: int, end: int) -> Iterator[Characterisation]:
    """'the ministry's campaign': a body or state that has an attack or a plan."""
    for token in parsed.tokens(start, end):
        if token.lemma_.lower() not in word_set("characterisations", "policy_nouns"):
            continue
        for left in token.lefts:
            if left.dep_ != "poss" or left.pos_ == "PRON":
                continue
            party = names.party(left.idx, left.end_char)
            if party.kind in ("state", "organisation") and left.idx >= start:
                low, high = left.idx, max(t.end_char for t in left.subtree)
                negated = _negated(parsed.text, start, low)
                yield Characterisation(key="policy", start=low, end=high, negated=negated)
