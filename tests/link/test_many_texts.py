"""The words of many texts at once are those of one text at a time."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link.letters import LAST_CASED, LAST_IN_WORDS
from chapeau.link.many_texts import HASH, OF_MATTER, QUOTED_WORD, Codes, signs
from chapeau.link.texts import RUN, Words, words_of

LETTERS = st.sampled_from(
    [*'abcdeABCDEßﬁΣςéİ07²_ “”"«»\n\n\r\t .,:/’', "http://a.b/c ", "pic.twitter.com/x ", "word "]
)
TEXTS = st.lists(st.lists(LETTERS, max_size=60).map("".join), max_size=5)


def codes_of(texts: Sequence[str]) -> list[Codes]:
    found = signs(texts)
    ends = np.cumsum(found.words)
    return [found.codes[end - n : end] for end, n in zip(ends, found.words, strict=True)]


def is_of_matter(word: str) -> bool:
    return word.isdigit() or len(word) >= 4


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_each_text_has_its_own_words_and_quotation_marks(texts: list[str]) -> None:
    one_at_a_time: list[Words] = [words_of(text) for text in texts]
    found = signs(texts)
    assert found.words.tolist() == [len(words) for words in one_at_a_time]
    assert found.free.tolist() == [words.free for words in one_at_a_time]
    for codes, words in zip(codes_of(texts), one_at_a_time, strict=True):
        assert (codes & QUOTED_WORD).astype(np.uint8).tobytes() == words.quoted


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_have_one_hash_if_and_only_if_they_are_the_same_word(texts: list[str]) -> None:
    words = [w for text in texts for w in words_of(text).words]
    hashes = [int(c) for codes in codes_of(texts) for c in codes & HASH]
    assert len(set(zip(words, hashes, strict=True))) == len(set(words)) == len(set(hashes))


def test_numbers_and_longer_words_carry_the_matter() -> None:
    text = "In 12 of 7 towns, over a mile off, at 3pm and by 2031, the old mill and a_b stood as 1 or ab1."
    (codes,) = codes_of([text])
    carrying = [w for w, c in zip(words_of(text).words, codes, strict=True) if c & OF_MATTER]
    assert carrying == [w for w in words_of(text).words if is_of_matter(w)]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=80).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_text_has_the_same_signs_alone_and_among_others(texts: list[str]) -> None:
    found = signs(texts)
    for n, (text, end) in enumerate(zip(texts, np.cumsum(found.printed), strict=True)):
        alone = signs([text])
        assert alone.prints.tolist() == found.prints[end - found.printed[n] : end].tolist()
        assert alone.sketch.tolist() == found.sketch[n : n + 1].tolist()
        assert alone.bands.tolist() == found.bands[n : n + 1].tolist()
        assert (len(alone.prints) > 0) == (len(words_of(text).words) >= RUN)


def test_seventeen_words_in_a_row_leave_a_fingerprint_in_common() -> None:
    shared = " ".join(f"word{n}" for n in range(17))
    one = signs([" ".join(f"left{n}" for n in range(40)) + " " + shared])
    other = signs([shared + " " + " ".join(f"right{n}" for n in range(40))])
    assert set(one.prints.tolist()) & set(other.prints.tolist())


def test_no_letter_beyond_the_last_ones_has_two_cases_or_stands_in_words() -> None:
    every = [chr(point) for point in range(sys.maxunicode + 1)]
    assert not [c for c in every[LAST_CASED + 1 :] if c.casefold() != c]
    assert not [c for c in every[LAST_IN_WORDS + 1 :] if c.isalnum()]
