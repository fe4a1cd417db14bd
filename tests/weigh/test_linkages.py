"""Other plausible ways of linking: which links are cut, which events joined, and what stands in all of them."""

from __future__ import annotations

from chapeau.records import Act, Incident, IncidentLink, Score
from chapeau.weigh.linkages import linkages
from chapeau.weigh.told import RowsOf, Who, rows
from tests.link.material import act
from tests.weigh.made import incident

ACTS: dict[str, Act] = {f"a{n}": act(f"a{n}", f"d{n}") for n in range(4)}
RESTING = {a: (f"o{a}",) for a in ACTS}


def link(left: str, right: str, value: float, decision: str | None = None) -> IncidentLink:
    return IncidentLink(left=left, right=right, score=Score(value=value, parts=()), decision=decision)


def of(*links: IncidentLink, acts: tuple[str, ...] = ("a0", "a1", "a2")) -> Incident:
    return incident("x", acts=acts, links=links)


def groups(
    whole: Incident, resting: dict[str, tuple[str, ...]] | None = None
) -> dict[str, list[tuple[str, ...]]]:
    made = linkages([whole], ACTS, RESTING if resting is None else resting, Who())
    return {k.words: [i.acts for i in k.incidents] for k in made}


def test_links_below_a_score_are_cut_and_the_rest_holds() -> None:
    cut = groups(of(link("a0", "a1", 0.95), link("a1", "a2", 0.75)))
    assert cut == {
        "links scored below 0.8 cut": [("a0", "a1"), ("a2",)],
        "all links cut but those that people decided": [("a0",), ("a1",), ("a2",)],
    }


def test_what_a_person_decided_is_never_cut() -> None:
    assert groups(of(link("a0", "a1", 0.7, "dec-1"), acts=("a0", "a1"))) == {}


def test_acts_of_one_origin_are_never_cut_apart() -> None:
    copies = {**RESTING, "a1": ("oa0",)}
    assert groups(of(link("a0", "a1", 0.66), acts=("a0", "a1")), copies) == {}
    assert groups(of(link("a0", "a1", 0.66), acts=("a0", "a1"))) != {}


def test_a_part_has_the_place_time_and_kind_that_its_own_acts_tell() -> None:
    acts = {
        "a0": act("a0", "d0", "killing"),
        "a1": act("a1", "d1", "attack", place="Tessick", day="2031-03-14"),
    }
    whole = incident("x", acts=("a0", "a1"), links=(link("a0", "a1", 0.7),), types=("attack", "killing"))
    made = linkages([whole], acts, RESTING, Who())
    (first, second) = next(k for k in made if "0.8" in k.words).incidents
    assert (first.types, second.types) == (("killing",), ("attack",))
    assert second.place is not None
    assert second.place.text == "Tessick"
    assert second.time is not None
    assert second.time.low == "2031-03-14"


def test_what_is_told_of_one_place_day_and_kind_is_joined_but_not_over_parties() -> None:
    two = [incident("1"), incident("2")]
    other = [
        incident("3", 1),
        incident("4", place="Tessick"),
        incident("5", parties=("p",)),
        incident("6", family="torture"),
    ]
    (joined,) = linkages([*two, *other], {}, {}, Who())
    assert joined.words == "what is told of one place, day and kind joined"
    assert sorted(len(i.acts) for i in joined.incidents) == [1, 1, 1, 1, 2]


def test_where_nothing_is_uncertain_there_is_no_other_linkage() -> None:
    assert linkages([incident("1"), incident("2", 5)], {}, {}, Who()) == ()


def test_what_two_ways_make_alike_is_one_record_and_gives_the_rows_that_each_way_gives_by_itself() -> None:
    unsure = of(link("a0", "a1", 0.66), acts=("a0", "a1"))
    surer = incident("y", 5, acts=("a2", "a3"), links=(link("a2", "a3", 0.75),))
    made = linkages([unsure, surer], ACTS, RESTING, Who())
    first, second = ({i.acts: i for i in linkage.incidents} for linkage in made[:2])
    assert sorted(first) == [("a0",), ("a1",), ("a2", "a3")]
    assert second[("a0",)] is first[("a0",)]
    assert second[("a1",)] is first[("a1",)]
    of_all = RowsOf(ACTS, Who())
    for linkage in made:
        assert of_all.rows(linkage.incidents).told == rows(linkage.incidents, ACTS, Who()).told
