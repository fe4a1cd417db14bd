"""Does the sentence that tells a deed say how it came about: on a warrant, by mistake, at their own request?

Readers keep such words of statements only; what a text says in its own voice is looked at here, by the same
patterns (`told_words` in rules.yaml). Words that only judge, as lawful, are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from chapeau.records import Act

_NEGATED = re.compile(
    r"(?:\b|(?<=\w))(?:not|n['’]t|never|no|nor|neither|hardly|without|none|nobody)(?:\s+[\w'’-]+){0,4}\s+$",
    re.IGNORECASE,
)
"""A negation at most four words before, without punctuation between, as readers have it."""


def tells_with(act: Act, words: Iterable[str]) -> bool:
    """Whether the act's sentence holds one of these patterns and no negation governs it."""
    text = act.evidence.text
    return any(
        _NEGATED.search(text[: found.start()]) is None for found in _pattern(tuple(words)).finditer(text)
    )


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(words).replace("'", "['’]")
    return re.compile(rf"\b(?:{either})\b" if words else r"(?!)", re.IGNORECASE)
