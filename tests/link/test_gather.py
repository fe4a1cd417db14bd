"""Groups by average likeness."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.link.gather import averaged, pair

IDS = "abcdef"
LINKS = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]),
    st.sampled_from([0.4, 0.7, 0.9]),
)


def never(_a: str, _b: str) -> bool:
    return False


def test_one_link_between_two_groups_does_not_join_them() -> None:
    links = {pair(*p): 0.9 for p in ("ab", "ac", "bc", "de", "df", "ef")} | {("c", "d"): 0.9}
    assert averaged(IDS, [], links, frozenset(), never, 0.2) == (("a", "b", "c"), ("d", "e", "f"))


def test_people_join_what_no_link_does_and_part_what_links_do() -> None:
    assert averaged("ab", ["ab"], {}, frozenset(), never, 0.2) == (("a", "b"),)
    assert averaged("ab", [], {("a", "b"): 1.0}, frozenset({("a", "b")}), never, 0.2) == (("a",), ("b",))


@given(LINKS, st.sets(st.sampled_from([("a", "b"), ("c", "f"), ("b", "e")])))
def test_no_two_that_exclude_each_other_are_together_and_order_is_no_matter(
    links: dict[tuple[str, str], float], apart: set[tuple[str, str]]
) -> None:
    made = averaged(IDS, [], links, frozenset(), lambda x, y: (x, y) in apart, 0.2)
    turned = averaged(
        reversed(IDS), [], dict(reversed(links.items())), frozenset(), lambda x, y: (x, y) in apart, 0.2
    )
    assert made == turned
    assert sorted(i for g in made for i in g) == list(IDS)
    assert not any(x in g and y in g for g in made for x, y in apart)
