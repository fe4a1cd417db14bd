"""Origins behind a count over incidents: the search against trying every set, parts and wholes among them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chapeau.assess.brought import Objection
from chapeau.assess.counted import Count, Counted
from chapeau.assess.fewest import Fewest
from chapeau.ground.related import Related
from chapeau.records import Dependence

ORIGINS = "abcdef"
SOME = st.frozensets(st.sampled_from(ORIGINS), min_size=1, max_size=4)


@st.composite
def told(draw: st.DrawFn) -> list[Counted]:
    """Incidents, each within any that come before it and within what those lie in."""
    made: list[Counted] = []
    for number in range(draw(st.integers(1, 5))):
        wholes = draw(st.lists(st.sampled_from(made), max_size=2)) if made else []
        origins = draw(SOME)
        made.append(
            Counted(
                incident=f"i{number}",
                within=frozenset(name for whole in wholes for name in (whole.incident, *whole.within)),
                origins=origins,
                many=frozenset(draw(st.lists(st.sampled_from(sorted(origins)), max_size=2))),
                objections=tuple(
                    Objection(
                        state=draw(st.sampled_from(["denied", "contradicted"])), rule="r", acts=(), statements=(),
                        origins=tuple(sorted(draw(SOME))),
                        of=tuple(draw(st.lists(st.sampled_from(sorted(origins)), min_size=1, unique=True))),
                    )
                    for _ in range(draw(st.integers(0, 1)))
                ),
            )
        )  # fmt: skip
    return made


@st.composite
def related(draw: st.DrawFn) -> Related:
    states = st.sampled_from(["found", "independent", None, None])
    drawn = [(left, right, draw(states)) for left, right in combinations(ORIGINS, 2)]
    return Related(Dependence(left=a, right=b, state=s, why="test") for a, b, s in drawn if s is not None)


def by_trying_every_set(between: Related, incidents: list[Counted]) -> int:
    before = Count(between, incidents).fields
    everything = {*ORIGINS}
    return next(
        size
        for size in range(len(everything) + 1)
        for gone in combinations(sorted(everything), size)
        if Count(between, (one.without(frozenset(gone)) for one in incidents)).fields != before
    )


@settings(deadline=None, max_examples=300)
@given(related(), told())
def test_the_search_finds_what_trying_every_set_finds(between: Related, incidents: list[Counted]) -> None:
    assume(Count(between, incidents).fields[0])
    assert Count(between, incidents).fewest() == Fewest(by_trying_every_set(between, incidents))


def incident(name: str, origins: str, within: str = "", many: str = "") -> Counted:
    return Counted(
        incident=name, within=frozenset(within.split()), origins=frozenset(origins), many=frozenset(many)
    )


def fewest(*incidents: Counted) -> int:
    return Count(Related([]), incidents).fewest().number


def test_once_nobody_tells_a_total_its_parts_count() -> None:
    assert fewest(incident("total", "a", many="a"), incident("one", "b", "total")) == 1
    assert fewest(incident("total", "a", many="a"), *(incident(o, o, "total") for o in "bc")) == 2


def test_a_total_beside_another_hides_the_parts_of_both_once_the_other_is_gone() -> None:
    parts = [incident(o, f"{o}x", "first second") for o in "cd"]
    totals = [incident("first", "a", many="a"), incident("second", "b", many="b")]
    assert fewest(*totals, *parts) == 1


def test_taking_the_whole_away_with_what_it_tells_frees_its_parts_and_may_change_nothing() -> None:
    parts = [
        incident("one", "ab", "whole", many="a"), incident("other", "ac", "whole", many="a"),
        incident("third", "de", "whole"),
    ]  # fmt: skip
    told = [incident("whole", "a"), *parts]
    assert fewest(*told) == by_trying_every_set(Related([]), told) == 2


def contested(name: str, origins: str) -> Counted:
    objection = Objection(state="denied", rule="r", acts=(), statements=(), origins=("x",), of=tuple(origins))
    return Counted(
        incident=name,
        within=frozenset(),
        origins=frozenset(origins),
        many=frozenset(),
        objections=(objection,),
    )


def test_a_count_is_not_contested_while_enough_of_it_is_not() -> None:
    count = Count(Related([]), [contested("one", "a"), incident("two", "b"), incident("three", "c")])
    assert count.fields[2] == "none"
    assert (count.tally.contested, count.tally.standing) == (1, 2)


def test_the_parts_of_a_contested_total_are_contested_with_it() -> None:
    total = replace(contested("total", "a"), many=frozenset("a"))
    parts = [incident("one", "b", "total"), incident("two", "c", "total")]
    assert Count(Related([]), [total, *parts]).fields[2] == "denied"
    beside = Count(Related([]), [total, *parts, incident("three", "d"), incident("four", "e")])
    assert beside.fields[2] == "none"
    assert (beside.tally.contested, beside.tally.standing) == (1, 2)


def test_a_part_that_is_contested_leaves_its_whole_standing_and_is_counted_as_contested() -> None:
    part = replace(contested("one", "b"), within=frozenset({"total"}))
    count = Count(Related([]), [incident("total", "a", many="a"), part])
    assert count.fields[2] == "none"
    assert (count.tally.contested, count.tally.standing) == (1, 1)


def test_a_count_is_contested_once_what_is_left_uncontested_is_too_few() -> None:
    assert Count(Related([]), [contested("one", "a"), incident("two", "b")]).fields[2] == "denied"


def test_a_total_that_nothing_contests_is_enough_by_itself() -> None:
    count = Count(Related([]), [contested("one", "a"), incident("total", "b", many="b")])
    assert count.fields[2] == "none"
