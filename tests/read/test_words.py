"""Vocabularies are data that say what they lack."""

from __future__ import annotations

import pytest

from chapeau.errors import DataInvalid
from chapeau.read.words import vocabulary, word_set, word_sets


def test_a_vocabulary_is_loaded_once_and_shared():
    assert vocabulary("saying") is vocabulary("saying")


def test_a_missing_vocabulary_is_named_in_the_error():
    with pytest.raises(DataInvalid, match=r"no-such-words\.yaml"):
        vocabulary("no-such-words")


def test_a_missing_list_is_named_in_the_error():
    with pytest.raises(DataInvalid, match=r"verbs\.nowhere"):
        word_set("saying", "verbs", "nowhere")


def test_several_lists_in_one_set_hold_the_words_of_each_and_no_others():
    both = word_sets(("offices", "offices"), ("saying", "verbs", "clause"))
    assert both == {*word_set("offices", "offices"), *word_set("saying", "verbs", "clause")}


@pytest.mark.parametrize(
    "name", ["saying", "stance", "characterisations", "offices", "organisations", "responses"]
)
def test_every_word_of_the_voices_vocabularies_is_a_text(name: str):
    """YAML reads a bare 'on' or 'no' as true or false: a word lost without a sound."""

    def words(plain: object) -> list[object]:
        if isinstance(plain, dict):
            return [w for k, v in plain.items() for w in (k, *words(v))]
        return [w for v in plain for w in words(v)] if isinstance(plain, list) else [plain]

    assert not [w for w in words(vocabulary(name)) if isinstance(w, bool)]
