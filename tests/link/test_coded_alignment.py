"""The passages that codes of words show are those that the words show."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link.alignment import free_words, quoted_in, shared_runs
from chapeau.link.coded_alignment import shared_passages
from chapeau.link.many_texts import signs
from chapeau.link.texts import words_of

PIECES = st.sampled_from(
    [*"abc", "one two three four five six seven", '"', "“", "”", "\n\n", "the old mill by the river bank"]
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
@settings(max_examples=300, deadline=None)
def test_shared_runs_are_the_same_as_those_of_words(pairs: list[tuple[str, str]]) -> None:
    coded = [(signs([a]).codes, signs([b]).codes) for a, b in pairs]
    for found, (a, b) in zip(shared_passages(coded), pairs, strict=True):
        left, right = words_of(a), words_of(b)
        runs = shared_runs(left, right)
        assert found.runs == runs
        for least in (0, 12):
            long = tuple(r for r in runs if r.length >= least)
            assert found.free(least) == free_words(left, right, long)
        for n, r in enumerate(runs):
            in_marks = quoted_in(left, r.left, r.length) or quoted_in(right, r.right, r.length)
            assert found.mostly_quoted(n) == in_marks
