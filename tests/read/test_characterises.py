"""Words that judge are looked for together first, and then one by one."""

from __future__ import annotations

import re

import pytest

from chapeau.read.characterises import _any_pattern, _patterns
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


EXPLAINING = [
    ("staged", "the scene was staged for the cameras"),
    ("staged", "the pictures are fakes, a provocation; it was a hoax"),
    ("old_images", "the video shows old footage of another town"),
    ("old_images", "these are pictures taken from another war"),
    ("accident", "the missile malfunctioned and came down on the square"),
    ("accident", "a targeting error, they said"),
    ("illness", "he died of natural causes"),
    ("private_motive", "it was a personal quarrel over a field"),
    ("voluntary", "the families left at their own request"),
    ("legal_process", "he was held on a court warrant"),
]


@pytest.mark.parametrize(("key", "words"), EXPLAINING)
def test_words_that_would_explain_it_otherwise_are_kept(key: str, words: str) -> None:
    assert key in {found for found, pattern in _patterns() if pattern.search(words)}


def test_words_that_only_sound_so_explain_nothing() -> None:
    words = (
        "The company staged a play about the fakir's older brother, who asked the judges for their advice."
    )
    keys = {key for key, _ in EXPLAINING}
    assert keys.isdisjoint(found for found, pattern in _patterns() if pattern.search(words))
