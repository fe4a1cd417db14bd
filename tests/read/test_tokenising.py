"""Words are cut where the teacher of grammar cuts them, and no character is lost or counted twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.parsed import plainer
from chapeau.read.spacy_grammar import language
from chapeau.read.tokenising import LONGEST, cuts, cuts_of

AGREES = 0.998
"""Share of the teacher's tokens that are cut as it cuts them; what differs is mostly its cut of 'u.s.' and 'dr.'."""
SETS = ("polnear", "hrdsattack", "muc4")

PRINTED = st.text(
    st.one_of(
        st.sampled_from(" \n\t.,;:!?'\"-()[]$%/@#*_+=…—“”‘’`&|<>~"), st.sampled_from("abnstdleUSA059éß")
    ),
    max_size=80,
)
ANY = st.text(max_size=60)


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in cuts(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They didn't go.", "They|did|n't|go|."),
        ("She couldnt see him, he wanted it", "She|could|nt|see|him|,|he|wanted|it"),
        ("I cannot, they'll say we'd've", "I|can|not|,|they|'ll|say|we|'d|'ve"),
        ("Kessin's mayor; the guards' boots", "Kessin|'s|mayor|;|the|guards|'|boots"),
        ("Mr. Vell met Dr. Odo at 5 p.m.", "Mr.|Vell|met|Dr.|Odo|at|5|p.m."),
        ("The U.S. and Orvania", "The|U.S.|and|Orvania"),
        ("A. B. Vell", "A.|B.|Vell"),
        ("mid-May, a well-known man", "mid|-|May|,|a|well|-|known|man"),
        ("the mill--burned--fell", "the|mill|--|burned|--|fell"),
        ("KESSIN—Two died", "KESSIN|—|Two|died"),
        ("$1,200 and 40% of 3.5km", "$|1,200|and|40|%|of|3.5|km"),
        ("He wrote to ana@mill.example.", "He|wrote|to|ana@mill.example|."),
        ("see https://mill.example/a?b=c, then", "see|https://mill.example/a?b=c|,|then"),
        ('"Stop!" he said.', '"|Stop|!|"|he|said|.'),
        ("'They beat us,' she said", "'|They|beat|us|,|'|she|said"),
        ("(34), [sic]; {x}", "(|34|)|,|[|sic|]|;|{|x|}"),
        ("Wait... what?!", "Wait|...|what|?|!"),
        ("shot dead.Two fled", "shot|dead|.|Two|fled"),
        ("at 10am or 11pm", "at|10|am|or|11|pm"),
        ("@kessin_watch: #Kessin", "@kessin_watch|:|#|Kessin"),
        ("killed/wounded and/or missing", "killed|/|wounded|and/or|missing"),
    ],
)
def test_every_kind_of_cut(text: str, cut: str) -> None:
    assert words(text) == cut.split("|")


def test_white_space_longer_than_a_blank_is_a_word_of_its_own() -> None:
    assert words("one  two\n\nthree \tfour") == ["one", " ", "two", "\n\n", "three", "\t", "four"]


def test_an_empty_text_has_no_words() -> None:
    assert words("") == []


def assert_covered(text: str) -> None:
    found = list(cuts(text))
    assert all(a < b for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    inside = {i for a, b in found for i in range(a, b)}
    left = [i for i in range(len(text)) if i not in inside]
    assert all(text[i] == " " and i - 1 in inside for i in left)


@given(PRINTED)
def test_every_character_but_single_blanks_belongs_to_one_word_in_order(text: str) -> None:
    assert_covered(text)


@given(ANY)
def test_the_same_of_any_characters_at_all(text: str) -> None:
    assert_covered(text)


@given(PRINTED)
def test_no_word_holds_both_letters_and_white_space(text: str) -> None:
    assert all(w.isspace() or not any(c.isspace() for c in w) for w in words(text))


@given(PRINTED.map(str.strip).filter(bool), PRINTED.map(str.strip).filter(bool))
def test_a_line_is_cut_the_same_whatever_lines_stand_around_it(above: str, below: str) -> None:
    assert words(f"{above}\n{below}") == [*words(above), "\n", *words(below)]


@pytest.mark.parametrize("part", ["'d", "'s", "x.", "a@", "don't-", "n't", "a:"])
def test_damage_of_any_length_is_cut_without_a_word_lost(part: str) -> None:
    damage = "a" + part * 20_000
    assert "".join(damage[a:b] for a, b in cuts_of(damage)) == damage


def test_an_address_stays_whole_however_long() -> None:
    address = "https://mill.example/" + "a" * LONGEST
    assert words(f"see {address} there") == ["see", address, "there"]


@pytest.mark.shared
def test_real_texts_are_cut_as_the_teacher_cuts_them(texts_of: Callable[[str], Path]) -> None:
    teacher = language().tokenizer
    same = of = 0
    for name in SETS:
        for line in texts_of(f"{name}/dev").read_text("utf-8").splitlines()[:25]:
            plain = plainer(json.loads(line)["text"])
            theirs = {(t.idx, t.idx + len(t)) for t in teacher(plain)}
            same += len(theirs & set(cuts(plain)))
            of += len(theirs)
    assert same / of >= AGREES
