"""The vocabulary of deeds: closed families, known conditions, forms that English has."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import DataInvalid
from chapeau.read import act_words as module
from chapeau.read.act_words import act_words, inflected
from chapeau.read.words import vocabulary
from chapeau.records import Family


def test_every_family_but_other_has_words() -> None:
    assert set(act_words().families) == set(get_args(Family)) - {"other"}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("torture", {"torture", "tortures", "tortured", "torturing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("slay", {"slay", "slays", "slew", "slain", "slaying"}),
        ("stab", {"stab", "stabs", "stabbed", "stabbing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("torch", {"torch", "torches", "torched", "torching"}),
    ],
)
def test_verbs_inflect_as_english_does(lemma: str, forms: set[str]) -> None:
    assert {form for form, _ in inflected(lemma)} == forms


@given(st.sampled_from(sorted(act_words().forms)))
def test_every_form_leads_back_to_a_verb_that_has_it(form: str) -> None:
    lemma, _ = act_words().forms[form]
    assert form in {f for f, _ in inflected(lemma)}


def test_longer_phrases_are_tried_before_shorter_ones() -> None:
    for phrases in act_words().phrases.values():
        lengths = [len(p.lemmas) for p in phrases]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    "data",
    [
        {"genocide": [{"verbs": ["destroy"]}]},
        {"killing": [{"verbs": ["kill"], "suffers": "statue"}]},
        {"killing": [{"verbs": ["kill"], "unless": ["bill"]}]},
    ],
)
def test_a_family_or_condition_that_is_none_is_refused(
    data: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "vocabulary", lambda _: data)
    with pytest.raises(DataInvalid, match=r"acts\.yaml"):
        act_words.__wrapped__()


def test_no_word_is_lost_to_a_yaml_truth_value() -> None:
    words = act_words()
    listed = [
        *words.verbs,
        *words.nouns,
        *(lemma for p in words.phrases.values() for x in p for lemma in x.lemmas),
    ]
    assert not {"True", "False", "None"} & set(listed)


@pytest.mark.parametrize(
    "name", ["acts", "methods", "victims", "parties", "certainty", "numbers", "inflections", "grammar"]
)
def test_every_listed_word_is_a_word(name: str) -> None:
    def listed(data: object) -> list[object]:
        if isinstance(data, dict):
            return [word for value in data.values() for word in listed(value)]
        if isinstance(data, list):
            return [
                word for item in data for word in (listed(item) if isinstance(item, dict | list) else [item])
            ]
        return []

    words = listed(vocabulary(name))
    assert words
    assert [word for word in words if not isinstance(word, str)] == []
