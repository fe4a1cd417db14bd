"""Pairs are compared where they share a key, and groups are connected components."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.join import components, join


@dataclass(frozen=True)
class SharesALetter:
    """Links words that share a letter, as a plain double loop would."""

    name: str = "letters"
    version: str = "1"
    widest: int = 1000

    def keys(self, record: str) -> Iterable[str]:
        return set(record)

    def decide(self, a: str, b: str) -> tuple[str, str] | None:
        return (a, b) if set(a) & set(b) else None


words = st.dictionaries(st.text("xyz", min_size=1, max_size=3), st.text("abcdefgh", max_size=4), max_size=12)


@given(words)
def test_the_join_finds_what_comparing_all_pairs_finds(records: dict[str, str]) -> None:
    ids = sorted(records)
    pairs = [
        (records[a], records[b])
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
        if set(records[a]) & set(records[b])
    ]
    assert list(join(records, SharesALetter()).links) == pairs


def test_a_key_that_too_many_carry_is_passed_over_and_said_so() -> None:
    records = {"1": "ab", "2": "ac", "3": "ad"}
    joined = join(records, SharesALetter(widest=2))
    assert joined.links == ()
    assert joined.passed_over == ("a",)


edges = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


@given(edges, st.randoms(use_true_random=False))
def test_components_do_not_depend_on_the_order_of_edges(
    given_edges: list[tuple[str, str]], random: object
) -> None:
    shuffled = list(given_edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert components("abcdefgh", given_edges) == components("hgfedcba", shuffled)


def test_what_is_linked_through_others_is_one_group_and_the_rest_stand_alone() -> None:
    assert components("abcd", [("a", "c"), ("c", "b")]) == (("a", "b", "c"), ("d",))
