"""Columns that contradict each other are put right, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.read.unbroken import Columns, unbreak

Word = tuple[str, str, str, int]
"""A word, its tag, its relation, and the place of its head."""


def columns(*words: Word) -> Columns:
    return Columns(
        words=[w for w, *_ in words],
        tags=[tag for _, tag, _, _ in words],
        parts=["VERB" if tag.startswith("VB") else "NOUN" for _, tag, _, _ in words],
        relations=[relation for _, _, relation, _ in words],
        heads=[head for *_, head in words],
        begins=[i == 0 for i in range(len(words))],
    )


def unbroken(*words: Word) -> list[tuple[str, str, int]]:
    told = columns(*words)
    unbreak(told)
    return list(zip(told.tags, told.relations, told.heads, strict=True))


def test_what_is_told_to_be_part_of_a_verbs_name_is_its_subject() -> None:
    told = unbroken(("army", "NN", "compound", 1), ("shelling", "VBG", "ROOT", 1), ("mill", "NN", "dobj", 1))
    assert told == [("NN", "nsubj", 1), ("VBG", "ROOT", 1), ("NN", "dobj", 1)]


def test_a_gerund_that_stands_for_a_noun_keeps_its_parts() -> None:
    words = (("in", "IN", "ROOT", 0), ("police", "NN", "compound", 2), ("firing", "VBG", "pobj", 0))
    assert unbroken(*words)[1] == ("NN", "compound", 2)


def test_a_verb_with_a_subject_gets_no_second_one() -> None:
    words = (
        ("they", "PRP", "nsubj", 2),
        ("bomb", "NN", "compound", 2),
        ("tested", "VBD", "ROOT", 2),
    )
    assert unbroken(*words)[1] == ("NN", "compound", 2)


@pytest.mark.parametrize(
    ("party", "tag", "deed", "verb"),
    [("Soldiers", "NNS", "shell", "VBP"), ("Police", "NN", "raid", "VBP"), ("Army", "NNP", "shells", "VBZ")],
)
def test_a_party_and_a_deeds_verb_of_its_number_are_a_clause(
    party: str, tag: str, deed: str, verb: str
) -> None:
    told = unbroken((party, tag, "compound", 2), (deed, "NN", "compound", 2), ("mill", "NN", "ROOT", 2))
    assert told == [(tag, "nsubj", 1), (verb, "ROOT", 1), ("NN", "dobj", 1)]


@pytest.mark.parametrize(
    ("party", "tag", "deed"),
    [("Army", "NN", "raid"), ("Farmers", "NNS", "market"), ("Seeds", "NNS", "attack")],
)
def test_other_names_of_three_nouns_stay_names(party: str, tag: str, deed: str) -> None:
    words = ((party, tag, "compound", 2), (deed, "NN", "compound", 2), ("mill", "NN", "ROOT", 2))
    assert unbroken(*words)[1] == ("NN", "compound", 2)


def test_a_name_that_is_the_subject_of_a_verb_stays_a_name() -> None:
    words = (
        ("Police", "NN", "compound", 2),
        ("raid", "NN", "compound", 2),
        ("inquiry", "NN", "nsubj", 3),
        ("ends", "VBZ", "ROOT", 3),
    )
    assert unbroken(*words)[1] == ("NN", "compound", 2)


def test_what_a_comma_parts_from_a_verb_is_not_its_subject_and_the_verb_joins_the_first() -> None:
    told = unbroken(
        ("Soldiers", "NNS", "compound", 2),
        ("shell", "NN", "compound", 2),
        ("mill", "NN", "nsubj", 4),
        (",", ",", "punct", 2),
        ("kill", "VB", "ROOT", 4),
        ("five", "CD", "dobj", 4),
    )
    assert [(relation, head) for _, relation, head in told] == [
        ("nsubj", 1), ("ROOT", 1), ("dobj", 1), ("punct", 2), ("conj", 1), ("dobj", 4),
    ]  # fmt: skip


def test_a_second_subject_before_the_verb_that_a_clause_hangs_on_is_of_that() -> None:
    words = (
        ("They", "PRP", "nsubj", 1),
        ("fled", "VBD", "ccomp", 4),
        (",", ",", "punct", 1),
        ("women", "NNS", "nsubj", 1),
        ("said", "VBD", "ROOT", 4),
    )
    assert unbroken(*words)[3] == ("NNS", "nsubj", 4)
    only = (("Then", "RB", "advmod", 1), *words[1:])
    assert unbroken(*only)[3] == ("NNS", "nsubj", 1)


def test_the_number_before_a_second_participle_is_of_that() -> None:
    told = unbroken(
        ("men", "NNS", "dobj", 1),
        ("killed", "VBN", "ROOT", 1),
        ("and", "CC", "cc", 1),
        ("six", "CD", "conj", 0),
        ("injured", "VBN", "conj", 1),
    )
    assert told[3] == ("CD", "nsubjpass", 4)


def test_a_preposition_changes_places_with_its_object() -> None:
    told = columns(("took", "VBD", "ROOT", 0), ("to", "IN", "prep", 2), ("Corrin", "NNP", "pobj", 0))
    told.parts[1], told.parts[2] = "ADP", "VERB"
    unbreak(told)
    assert (told.heads, told.relations) == ([0, 0, 1], ["ROOT", "prep", "pobj"])
    assert told.parts[2] == "PROPN"


def test_before_a_hyphen_and_a_noun_stands_part_of_its_name() -> None:
    words = (("mill", "NN", "npadvmod", 2), ("-", "HYPH", "punct", 2), ("style", "NN", "ROOT", 2))
    assert unbroken(*words)[0] == ("NN", "compound", 2)


def test_what_stands_before_a_passive_is_its_subject() -> None:
    words = (("carts", "NNS", "dobj", 2), ("be", "VB", "auxpass", 2), ("sent", "VBN", "ROOT", 2))
    assert unbroken(*words)[0] == ("NNS", "nsubjpass", 2)


def test_a_noun_is_joined_to_one_before_it() -> None:
    words = (
        ("beatings", "NNS", "ROOT", 0),
        (",", ",", "punct", 0),
        ("and", "CC", "cc", 0),
        ("mock", "JJ", "amod", 4),
        ("executions", "NNS", "conj", 5),
        ("followed", "VBD", "ccomp", 0),
    )
    assert unbroken(*words)[4] == ("NNS", "conj", 0)


def test_a_clause_that_hangs_on_a_later_verb_is_no_part_of_its_object() -> None:
    told = unbroken(
        ("Army", "NN", "compound", 2),
        ("shells", "NNS", "compound", 2),
        ("mill", "NN", "dobj", 5),
        (";", ":", "punct", 5),
        ("farmers", "NNS", "nsubj", 5),
        ("killed", "VBN", "ROOT", 5),
    )
    assert told[1] == ("VBZ", "ccomp", 5)


def test_of_hangs_on_the_noun_before_it() -> None:
    words = (
        ("took", "VBD", "ROOT", 0),
        ("hundreds", "NNS", "dobj", 0),
        ("of", "IN", "quantmod", 3),
        ("men", "NNS", "pobj", 0),
    )
    told = columns(*words)
    told.parts[2] = "ADP"
    unbreak(told)
    assert told.heads == [0, 0, 1, 2]


@st.composite
def trees(draw: st.DrawFn) -> Columns:
    """Sentences of any tags and relations over any tree: each word hangs on one drawn before it."""
    order = draw(st.permutations(range(draw(st.integers(2, 9)))))
    heads = {word: word if n == 0 else order[draw(st.integers(0, n - 1))] for n, word in enumerate(order)}
    word = st.sampled_from(["police", "shell", ",", "and", "of", "two", "killed", "-"])
    tag = st.sampled_from(["NN", "NNS", "NNP", "CD", "IN", "VBN", "VBP"])
    relation = st.sampled_from(
        ["conj", "pobj", "prep", "nsubj", "dobj", "ccomp", "compound", "npadvmod", "ROOT"]
    )
    return columns(*((draw(word), draw(tag), draw(relation), heads[i]) for i in range(len(order))))


@settings(max_examples=2000)
@given(trees())
def test_no_mending_makes_words_hang_on_each_other_in_a_circle(sentence: Columns) -> None:
    unbreak(sentence)
    for i in range(len(sentence.words)):
        above = i
        for _ in sentence.words:
            above = sentence.heads[above]
        assert sentence.heads[above] == above


def test_an_owner_before_the_subject_of_a_passive_is_no_subject() -> None:
    found = unbroken(
        ("Ana", "NNP", "compound", 4),
        ("Vell", "NNP", "nsubjpass", 4),
        ("'", "POS", "case", 1),
        ("brother", "NN", "nsubjpass", 4),
        ("shot", "VBN", "ROOT", 4),
    )
    assert [(relation, head) for _, relation, head in found[:2]] == [("compound", 1), ("poss", 3)]


def test_a_verb_taken_for_a_part_of_its_own_subject_gets_its_clause_and_the_next_verb_joins_it() -> None:
    told = unbroken(
        ("Gunmen", "NNS", "nsubj", 4),
        ("abduct", "NN", "compound", 0),
        ("priest", "NN", "dobj", 1),
        (",", ",", "punct", 2),
        ("demand", "VBP", "ROOT", 4),
        ("ransom", "NN", "dobj", 4),
    )
    assert told[:3] == [("NNS", "nsubj", 1), ("VBP", "ROOT", 1), ("NN", "dobj", 1)]
    assert told[4] == ("VBP", "conj", 1)
