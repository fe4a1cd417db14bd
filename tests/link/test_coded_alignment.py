"""The passages that codes of words show are those that the words show."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link import coded_alignment
from chapeau.link.alignment import free_words, quoted_in, shared_runs
from chapeau.link.coded_alignment import in_common
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
    found = coded_alignment.shared_runs(coded)
    for n, (common, (a, b)) in enumerate(zip(in_common(coded, 12), pairs, strict=True)):
        left, right = words_of(a), words_of(b)
        runs = shared_runs(left, right)
        of = found.pair == n
        assert [*zip(found.left[of], found.right[of], found.length[of], strict=True)] == [
            (r.left, r.right, r.length) for r in runs
        ]
        long = tuple(r for r in runs if r.length >= 12)
        marks = [quoted_in(left, r.left, r.length) or quoted_in(right, r.right, r.length) for r in long]
        assert common == (
            sum(r.length for r in runs),
            free_words(left, right, runs),
            free_words(left, right, long),
            max((free_words(left, right, (r,)) for r in runs), default=0),
            sum(r.length for r in long),
            len(long) if [r.right for r in long] == sorted(r.right for r in long) else 0,
            all(marks),
        )
