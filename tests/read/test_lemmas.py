"""Forms lead to their words, by their tags, as spaCy's small model has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chapeau.read.lemmas import lemma
from chapeau.read.parsed import plainer
from chapeau.read.spacy_grammar import language

AGREEING = 0.998
"""Share of tokens; what is left are pairs of tokens that spaCy sees together ("y'" before 'all')."""


@pytest.mark.parametrize(
    ("word", "tag", "pos", "wanted"),
    [
        ("soldiers", "NNS", "NOUN", "soldier"),
        ("Soldiers", "NNS", "NOUN", "soldier"),
        ("men", "NNS", "NOUN", "man"),
        ("militiamen", "NNS", "NOUN", "militiaman"),
        ("houses", "NNS", "NOUN", "house"),
        ("buses", "NNS", "NOUN", "bus"),
        ("knives", "NNS", "NOUN", "knife"),
        ("bodies", "NNS", "NOUN", "body"),
        ("co-workers", "NNS", "NOUN", "co-worker"),
        ("1990s", "NNS", "NOUN", "1990"),
        ("people", "NNS", "NOUN", "people"),
        ("Police", "NNS", "NOUN", "Police"),
        ("Glass", "NN", "NOUN", "glass"),
        ("baked", "VBD", "VERB", "bake"),
        ("walked", "VBD", "VERB", "walk"),
        ("shot", "VBN", "VERB", "shoot"),
        ("fled", "VBD", "VERB", "flee"),
        ("burying", "VBG", "VERB", "bury"),
        ("zorbed", "VBD", "VERB", "zorbe"),
        ("beats", "VBZ", "VERB", "beat"),
        ("saw", "VB", "VERB", "saw"),
        ("saw", "VBD", "VERB", "see"),
        ("Was", "VBD", "AUX", "be"),
        ("'s", "VBZ", "AUX", "be"),
        ("'s", "POS", "PART", "'s"),
        ("n't", "RB", "PART", "not"),
        ("larger", "JJR", "ADJ", "large"),
        ("worst", "JJS", "ADJ", "bad"),
        ("Civilian", "JJ", "ADJ", "civilian"),
        ("better", "RBR", "ADV", "well"),
        ("well", "RB", "ADV", "well"),
        ("However", "RB", "ADV", "however"),
        ("Kessin", "NNP", "PROPN", "Kessin"),
        ("US", "NNP", "PROPN", "US"),
        ("Us", "PRP", "PRON", "we"),
        ("her", "PRP$", "PRON", "her"),
        ("her", "PRP", "PRON", "she"),
        ("I", "PRP", "PRON", "I"),
        ("The", "DT", "DET", "the"),
        ("\n\n", "_SP", "SPACE", "\n\n"),
        ("s", "NNS", "NOUN", "s"),
        ("retracts", "VBP", "VERB", "retract"),
        ("miss", "VBP", "VERB", "miss"),
    ],
)
def test_each_form_leads_to_its_word(word: str, tag: str, pos: str, wanted: str) -> None:
    assert lemma(word, tag, pos) == wanted


@pytest.mark.shared
@pytest.mark.parametrize("collection", ["polnear", "muc4", "hrdsattack", "indiapolice"])
def test_lemmas_of_real_texts_are_spacys(texts_of: Callable[[str], Path], collection: str) -> None:
    lines = texts_of(f"{collection}/dev").read_text("utf-8").splitlines()
    agree = [
        lemma(token.text, token.tag_, token.pos_) == token.lemma_
        for line in lines[5:11]
        for token in language()(plainer(json.loads(line)["text"]))
    ]
    assert sum(agree) >= AGREEING * len(agree)
