"""If every likeness that waits for a person joined two: over all persons, those whom only a text names among them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.pipeline.undercount_of_case import tables
from chapeau.records import CasualtyList, Person
from chapeau.weigh.likenesses import AllJoined
from chapeau.weigh.named import named
from chapeau.weigh.scale import scale
from tests.link.material import act
from tests.weigh.test_named import acts, asked, incident, person
from tests.weigh.told import told

FIRST, SECOND = person("Ada", listed=("row-1",), lists=("a",)), person("Ida", listed=("row-2",), lists=("b",))
IN_TEXT = person("Eda", ("i1",))
CHAIN = [asked("row-1", "vic-Eda-i1"), asked("row-2", "vic-Eda-i1")]


def test_two_rows_that_are_each_like_one_whom_a_text_names_would_be_one() -> None:
    found = {p.name: p for p in named([FIRST, SECOND, IN_TEXT], CHAIN, [incident("i1")], acts("i1"))}
    assert (found["named.on_lists"].low, found["named.on_lists"].high) == (1, 2)
    assert (
        "2 likenesses wait for a person: if all of them were one and the same, it would be 1."
        in found["named.on_lists"].words
    )
    assert found["named.in_all"].low == 1


def test_the_table_of_lists_is_joined_through_them_too() -> None:
    lists = [
        CasualtyList(id=name, source="src", name=name, scope="s", inclusion="i", columns=(), rows=1, digest="", entered_by="A. Analyst")
        for name in "ab"
    ]  # fmt: skip
    now, joined = tables(lists, [FIRST, SECOND, IN_TEXT], CHAIN)
    assert (now.counts, joined.counts) == ((0, 1, 1, 0), (0, 0, 0, 1))


def test_persons_named_as_killed_are_a_floor_of_those_who_would_be_left() -> None:
    event = told("a", acts=("act-1", "act-2", "act-3"), killed={"o1": (1, 1)})
    acts = [act("act-1", "d1"), act("act-2", "d1"), act("act-3", "d1", "torture")]
    persons = [
        replace(person(name, ("a",)), acts=(f"act-{n}",)) for n, name in enumerate(("Ada", "Ida", "Eda"), 1)
    ]
    links = [asked("vic-Ada-a", "vic-Eda-a"), asked("vic-Ida-a", "vic-Eda-a")]
    found = {
        p.name: p.low
        for p in scale([replace(event, acts=("act-1", "act-2", "act-3"))], None, None, acts, persons, links)
    }
    assert found["scale.killed"] == 1


@pytest.mark.parametrize("state", ["one_person", "kept_apart"])
def test_what_is_decided_joins_nobody(state: str) -> None:
    decided = [replace(k, state=state) for k in CHAIN]  # type: ignore[arg-type]
    joined = AllJoined([FIRST, SECOND, IN_TEXT], decided)
    assert (joined.fewest([FIRST, SECOND]), joined.waiting([FIRST, SECOND])) == (2, 0)


PEOPLE = [person(name, ("i1",)) for name in "ABCDEF"]
PAIRS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=8)


@given(PAIRS, st.sets(st.sampled_from(range(len(PEOPLE)))))
def test_as_many_are_left_as_no_chain_of_likenesses_joins(
    pairs: list[tuple[Person, Person]], some: set[int]
) -> None:
    links = [asked(f"vic-{a.name}-i1", f"vic-{b.name}-i1") for a, b in pairs]
    group = {p.name: {p.name} for p in PEOPLE}
    for a, b in pairs:
        both = group[a.name] | group[b.name]
        group |= dict.fromkeys(both, both)
    those = [PEOPLE[n] for n in sorted(some)]
    joined = AllJoined(PEOPLE, links)
    assert joined.fewest(those) == len({frozenset(group[p.name]) for p in those})
    names = {p.name for p in those}
    assert joined.waiting(those) == sum(bool(group[a.name] & names) for a, _ in pairs)
