"""Tokens mean what spaCy's mean, attribute by attribute, and numbers, edges and runs are what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from chapeau.read.parsed import plainer
from chapeau.read.spacy_grammar import converted, language
from chapeau.read.tokens import Analysis, Doc, is_number, is_punctuation

TEXT = (
    "KESSIN - Gunmen of the Third Brigade, who had come on 21st May, shot Ana Vell (34) and two of her sons.\n\n"
    "“They beat us, took 1,200 vans and 3/4 of the grain,” she said; nobody's helped!  Was he seen? \t Odo wasn't.\n"
    "What the guards did, the mayor said, was to burn the mill that her father built and to leave."
)
PLAIN = [
    "i",
    "idx",
    "text",
    "lower_",
    "whitespace_",
    "text_with_ws",
    "tag_",
    "pos_",
    "lemma_",
    "dep_",
    "ent_type_",
    "is_alpha",
    "is_space",
    "is_upper",
    "is_lower",
    "is_title",
    "is_punct",
    "like_num",
]
RELATED = ("head", "left_edge", "right_edge")
SEVERAL = ("lefts", "rights", "children", "subtree", "ancestors", "conjuncts")


def assert_same_as_spacy(theirs: Any) -> None:
    ours = converted(theirs)
    assert (ours.text, len(ours)) == (theirs.text, len(theirs))
    assert _runs(ours.sents) == _runs(theirs.sents)
    assert _runs(ours.ents) == _runs(theirs.ents)
    for mine, its in zip(ours, theirs, strict=True):
        assert [getattr(mine, name) for name in PLAIN] == [getattr(its, name) for name in PLAIN]
        assert [getattr(mine, name).i for name in RELATED] == [getattr(its, name).i for name in RELATED]
        for name in SEVERAL:
            assert [t.i for t in getattr(mine, name)] == [t.i for t in getattr(its, name)], (name, mine)
        assert bool(mine.is_sent_start) == bool(its.is_sent_start)
        assert len(mine) == len(its)
        assert _runs([mine.sent]) == _runs([its.sent])


def assert_same_runs_as_spacy(theirs: Any, widths: Iterable[int] = (1, 2, 3, 5, 9)) -> None:
    ours = converted(theirs)
    for width in widths:
        for start in range(len(ours) + 1):
            mine, its = ours[start : start + width], theirs[start : start + width]
            assert _runs([mine]) == _runs([its])
            if len(its):
                assert (mine.root.i, mine[-1].i) == (its.root.i, its[-1].i)
                assert _runs([mine[1:], mine[:-1]]) == _runs([its[1:], its[:-1]])


def _runs(runs: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(r.start, r.end, r.start_char, r.end_char, r.label_, r.text) for r in runs]


def test_every_attribute_of_every_token_is_spacys() -> None:
    assert_same_as_spacy(language()(plainer(TEXT)))


def test_every_run_is_spacys() -> None:
    assert_same_runs_as_spacy(language()(plainer(TEXT)))


def test_ranges_of_offsets_find_the_tokens_that_spacy_finds() -> None:
    theirs = language()(plainer(TEXT))
    ours = converted(theirs)
    for start in range(-1, len(TEXT) + 1):
        for end in (start + 1, start + 4, start + 17):
            mine = ours.char_span(start, end)
            its = theirs.char_span(start, end, alignment_mode="expand")
            assert [r is not None and (r.start, r.end) for r in (mine,)] == [
                r is not None and (r.start, r.end) for r in (its,)
            ], (start, end)


@pytest.mark.shared
@pytest.mark.parametrize("collection", ["polnear", "muc4", "indiapolice"])
def test_real_parses_are_spacys(shared: Path, collection: str) -> None:
    lines = (shared / "data" / collection / "dev.jsonl").read_text("utf-8").splitlines()
    for line in lines[:4]:
        theirs = language()(plainer(json.loads(line)["text"]))
        assert_same_as_spacy(theirs)
        assert_same_runs_as_spacy(theirs, widths=(2, 6))


def doc(words: str, heads: list[int], starts: tuple[int, ...] = (0,)) -> Doc:
    """Words apart by single spaces, each with its head's index, and all related by 'conj'."""
    printed = words.split()
    begins = [len(" ".join(printed[:i])) + bool(i) for i in range(len(printed))]
    n = len(printed)
    return Doc(
        words,
        Analysis(
            starts=begins,
            ends=[b + len(w) for b, w in zip(begins, printed, strict=True)],
            tags=["NN"] * n,
            parts=["NOUN"] * n,
            lemmas=printed,
            heads=heads,
            relations=["ROOT" if h == i else "conj" for i, h in enumerate(heads)],
            sentence_starts=[i in starts for i in range(n)],
        ),
    )


def test_crossing_branches_keep_their_edges_and_the_order_of_the_branches() -> None:
    boats, _, mills, _ = doc("boats came mills burned", [0, 3, 0, 0])
    assert [t.text for t in boats.subtree] == ["boats", "mills", "came", "burned"]
    came = boats.doc[1]
    assert [t.i for t in boats.doc[3].subtree] == [1, 3]
    assert boats.doc[3].left_edge is came
    assert mills.right_edge is mills


def test_a_chain_as_long_as_any_text_is_walked() -> None:
    n = 5000
    chain = doc(" ".join(["so"] * n), [max(0, i - 1) for i in range(n)])
    assert len(chain[0].subtree) == n
    assert len(chain[n - 1].ancestors) == n - 1
    assert chain[0].right_edge.i == n - 1
    assert len(chain[7].conjuncts) == n - 1


def test_tokens_of_a_copy_are_others_and_change_alone() -> None:
    first = doc("boats came", [1, 1])
    copied = first.copy()
    copied[0].ent_type_ = "GPE"
    assert first[0].ent_type_ == ""
    assert first[0] != copied[0]
    assert first[0:1] != copied[0:1]
    assert copied.copy()[0].ent_type_ == "GPE"


def test_equal_runs_are_equal_wherever_they_were_cut() -> None:
    whole = doc("boats came and mills burned", [1, 1, 1, 4, 1], starts=(0, 3))
    assert whole[3:5] == whole[4].sent
    assert len({whole[0:2], whole[0:2], whole[0:3]}) == 2
    assert whole[0].sent != whole[4].sent


def test_neighbours_stop_at_the_ends_of_the_text() -> None:
    boats, came = doc("boats came", [1, 1])
    assert boats.nbor() is came
    assert came.nbor(-1) is boats
    with pytest.raises(IndexError):
        boats.nbor(-1)
    with pytest.raises(IndexError):
        came.nbor()


def test_an_empty_text_has_no_tokens_and_no_sentences() -> None:
    empty = doc("", [], starts=())
    assert (len(empty), empty.sents, empty.char_span(0, 1)) == (0, (), None)
    assert not empty


@pytest.mark.parametrize("word", ["7", "1,200", "-3.5", "3/4", "forty", "third", "21st", "±2"])
def test_numbers_are_known(word: str) -> None:
    assert is_number(word)


@pytest.mark.parametrize("word", ["", "-", "a/4", "1/2/3", "most", "burst", "several", "7pm"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert not is_number(word)


@pytest.mark.parametrize(("word", "wanted"), [("...", True), ("-", True), ("$", False), (".a", False)])
def test_punctuation_is_what_unicode_calls_so(word: str, wanted: bool) -> None:
    assert is_punctuation(word) is wanted
