"""The mixed corpus: what its makers promise of it."""

import random

import pytest
from bench.mixed import ONE_IN, WORDS, corpus, everyday, grammar

ARTICLE = ("article", "Soldiers shot four farmers in Halvern, the mayor said.")
KINDS = sorted(grammar()["kinds"])


def made(documents=200, seed=7):
    return list(corpus(documents, seed, [ARTICLE]))


def test_one_of_twenty_is_an_article():
    kinds = [item.kind for item in made()]
    assert kinds.count("article") == len(kinds) // ONE_IN


def test_the_same_seed_gives_the_same_documents_and_another_gives_others():
    assert made() == made()
    assert made() != made(seed=8)


def test_at_least_fifteen_kinds_are_made():
    assert len({item.kind for item in made()} - {"article"}) >= 15


@pytest.mark.parametrize("kind", KINDS)
def test_an_everyday_text_is_as_long_as_an_article_and_has_no_empty_slot(kind):
    for seed in range(5):
        text = everyday(kind, random.Random(seed))
        assert WORDS[0] <= len(text.split()) <= WORDS[1] + 150
        assert "{" not in text
        assert "}" not in text


def test_thousands_of_different_sentences_are_made():
    sentences = {s for item in made() for line in item.text.splitlines() for s in line.split(". ")}
    assert len(sentences) > 3000


def test_every_article_is_used_before_any_is_used_again():
    articles = [("article", str(n)) for n in range(5)]
    texts = [item.text for item in corpus(ONE_IN * 10, 7, articles) if item.kind == "article"]
    assert sorted(texts[:5]) == sorted(texts[5:]) == ["0", "1", "2", "3", "4"]
