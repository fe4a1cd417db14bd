"""Spoilt text keeps track of its words: what stays is known by its place, and the same dice spoil alike."""

from __future__ import annotations

import random

from training.reader.noise import noised

WORDS = ["He", "said", ":", '"', "They", "shot", "Ana", ".", '"', "\n\n", "Guards", "left", "."]
QUOTED = [4 <= i <= 7 for i in range(len(WORDS))]
DRAWS = range(400)


def spoilt(seed: int) -> tuple[list[str], list[bool], list[int]]:
    return noised(WORDS, QUOTED, random.Random(seed))


def test_the_same_dice_spoil_alike() -> None:
    assert all(spoilt(seed) == spoilt(seed) for seed in DRAWS)


def test_words_that_stay_are_in_order_and_known_by_their_place() -> None:
    for seed in DRAWS:
        words, quoted, places = spoilt(seed)
        assert len(words) == len(quoted) == len(places)
        assert places == sorted(set(places))


def test_nearly_half_of_all_texts_are_spoilt() -> None:
    whole = sum(spoilt(seed) == (WORDS, QUOTED, list(range(len(WORDS)))) for seed in DRAWS)
    assert 0.45 < whole / len(DRAWS) < 0.65


def test_every_kind_of_damage_is_met() -> None:
    made = [spoilt(seed) for seed in DRAWS]
    assert any(words == [w.lower() for w in WORDS] for words, _, _ in made)
    assert any(words == [w.upper() for w in words] for words, _, _ in made)
    assert any("\n\n" not in words for words, _, _ in made)
    assert any("." not in words and '"' in words for words, _, _ in made)
    assert any('"' not in words and not any(quoted) for words, quoted, _ in made)
    assert any(len(words) == len(WORDS) and words[6].lower() not in ("ana",) for words, _, _ in made)


def test_letters_that_are_words_never_go() -> None:
    for seed in DRAWS:
        kept = {WORDS[i] for i in spoilt(seed)[2]}
        assert {"He", "said", "They", "shot", "Ana", "Guards", "left"} <= kept


def test_what_is_given_is_not_changed() -> None:
    before = list(WORDS)
    for seed in DRAWS:
        spoilt(seed)
    assert before == WORDS
