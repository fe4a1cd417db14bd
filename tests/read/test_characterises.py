"""Words that judge are looked for together first, and then one by one."""

from __future__ import annotations

import re

import pytest

from chapeau.read.characterises import _any_pattern
from chapeau.read.words import vocabulary

PLAIN = [
    (key, pattern)
    for key, patterns in vocabulary("characterisations")["patterns"].items()
    for pattern in patterns
    if re.fullmatch(r"[a-z -]+", pattern)
]


@pytest.mark.parametrize(("key", "words"), PLAIN)
def test_what_holds_a_word_that_judges_is_looked_at_closely(key: str, words: str) -> None:
    assert _any_pattern().search(f"They called it {words.upper()}, she said.")


def test_what_holds_none_is_not() -> None:
    assert not _any_pattern().search("The miller had left the ford before noon, she said.")
