"""The class of a conflict is a person's to set, by territory and time; what is set takes nothing away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.assess.findings import findings
from chapeau.assess.law import law
from chapeau.ground.settings import ConflictSetting, Settings
from chapeau.records import Finding, Incident, Period
from tests.assess.literal import act, incident, material, on, place

KILLED = act("d", "killing")
DAY = on("2031-03-10")


def conflict(of_class: Any = "non_international", **fields: Any) -> ConflictSetting:
    given_ = {
        "territory": "XO",
        "low": "2031-03-01",
        "high": "2031-03-31",
        "decided_by": "L. Lawyer",
        "reasons": "Organised forces fought.",
    }
    return ConflictSetting(conflict=of_class, **(given_ | fields))


def event(time: Period | None = DAY, country: str | None = "XO") -> Incident:
    return incident(KILLED, time=time, place=place(country) if country else None)


def on_both(*found: ConflictSetting, of: Incident | None = None) -> tuple[Finding, Finding]:
    """The findings on the killing in an international conflict and in one that is not."""
    made = findings(law(), material([of or event()], [KILLED]), Settings(conflicts=found))
    by = {f.element: f for f in made}
    return by["ICC-8-2-a-i/1"], by["ICC-8-2-c-i-1/1"]


def gaps(finding: Finding) -> set[str]:
    return {rule for rule in finding.rules if rule.startswith("gap.conflict")}


def test_where_nobody_set_a_class_each_finding_says_that_it_counts_only_if_a_person_does() -> None:
    international, other = on_both()
    assert gaps(international) == {"gap.conflict_international"}
    assert gaps(other) == {"gap.conflict_non_international"}
    assert international.set_by_people == other.set_by_people == ()


def test_a_class_that_a_person_found_replaces_the_gap_by_who_found_it_and_why() -> None:
    _, other = on_both(conflict(parties=("Orvania", "Ridge Guard")))
    assert gaps(other) == set()
    (words,) = other.set_by_people
    assert words == (
        "An armed conflict that is not international in XO, 2031-03-01 to 2031-03-31 between Orvania and Ridge Guard: "
        "found by L. Lawyer. Organised forces fought."
    )
    assert "people.conflict" in other.rules


def test_a_provision_that_needs_the_other_class_stays_and_says_that_it_needs_it() -> None:
    international, _ = on_both(conflict())
    assert gaps(international) == {"gap.conflict_international", "gap.conflict_other_class"}
    assert international.alleged == "yes"


def test_parallel_conflicts_of_both_classes_fill_both() -> None:
    international, other = on_both(conflict(), conflict("international"))
    assert gaps(international) == gaps(other) == set()
    assert len(international.set_by_people) == 2


def test_that_a_person_found_no_conflict_is_said_and_takes_nothing_away() -> None:
    international, other = on_both(conflict("none"))
    assert gaps(international) == {"gap.conflict_international", "gap.conflict_none"}
    assert gaps(other) == {"gap.conflict_non_international", "gap.conflict_none"}
    assert international.set_by_people[0].startswith("No armed conflict in XO")


@pytest.mark.parametrize(
    "of", [event(on("2031-04-02")), event(on("2031-02-02")), event(country="XS"), event(country=None)]
)
def test_a_class_set_for_another_time_or_territory_fills_nothing(of: Incident) -> None:
    _, other = on_both(conflict(), of=of)
    assert gaps(other) == {"gap.conflict_non_international"}
    assert other.set_by_people == ()


@pytest.mark.parametrize("time", [None, Period(low="2031-03-20", high="2031-04-20", precision="range")])
def test_what_lies_only_in_part_or_undated_within_a_conflict_is_said_to(time: Period | None) -> None:
    _, other = on_both(conflict(), of=event(time))
    assert gaps(other) == {"gap.conflict_in_part"}


def test_a_conflict_without_bounds_holds_the_undated_too() -> None:
    _, other = on_both(conflict(low=None, high=None), of=event(None))
    assert gaps(other) == set()


def test_a_conflict_between_others_leaves_the_link_to_a_person() -> None:
    _, other = on_both(conflict(parties=("Teluria", "Ridge Guard")))
    assert gaps(other) == {"gap.conflict_other_parties"}


def test_a_conflict_between_others_does_not_hold_an_incident_for_a_party_that_has_one_elsewhere() -> None:
    acts = [act(f"d{n}", "killing") for n in (1, 2)]
    sites = [replace(place("XO", precision="settlement"), id=f"case:{n}") for n in (1, 2)]
    told = [incident(a, place=site, time=DAY) for a, site in zip(acts, sites, strict=True)]
    others, own = (
        conflict("international", territory="case:1", parties=("Xandia", "Yland")),
        conflict("international", territory="case:2", parties=("Orvania", "Teluria")),
    )

    def left(*found: ConflictSetting) -> set[str]:
        made = findings(law(), material(told, acts), Settings(conflicts=found))
        return gaps(next(f for f in made if f.element == "ICC-8-2-a-i/1"))

    assert left(others, own) == {"gap.conflict_other_parties", "gap.conflict_in_part"}
    assert left(own) == {"gap.conflict_in_part"}
    assert left(own, replace(own, territory="case:1"), others) == set()
    assert left(others, replace(others, territory="case:2")) == {"gap.conflict_other_parties"}
    assert left(others, replace(own, parties=())) == {"gap.conflict_other_parties", "gap.conflict_in_part"}


def test_the_territory_can_be_a_place_of_the_cases_own() -> None:
    at = place("XO")
    own = incident(KILLED, time=DAY, place=type(at)(start=0, end=1, text="p", id="case:7", country="XO"))
    _, other = on_both(conflict(territory="case:7"), of=own)
    assert gaps(other) == set()


@pytest.mark.parametrize(
    ("within", "filled"),
    [(("case:7", "case:8"), True), (("XO",), True), (("case:8",), False), (("XS",), False)],
)
def test_the_territory_can_be_an_area_of_the_cases_own_and_is_called_by_its_name(
    within: tuple[str, ...], filled: bool
) -> None:
    at = type(place("XO"))(start=0, end=1, text="p", id="case:7", country="XO")
    bank = conflict(territory="The eastern bank", within=within)
    _, other = on_both(bank, of=incident(KILLED, time=DAY, place=at))
    assert gaps(other) == (set() if filled else {"gap.conflict_non_international"})
    assert [" in The eastern bank, 2031" in words for words in other.set_by_people] == [True] * filled


def test_an_incident_told_to_the_country_alone_lies_in_no_area_of_places() -> None:
    _, other = on_both(conflict(territory="The eastern bank", within=("case:7",)))
    assert gaps(other) == {"gap.conflict_non_international"}


CLASSES = st.sampled_from(["international", "non_international", "none"])


@given(st.lists(st.builds(conflict, CLASSES, territory=st.sampled_from(["XO", "XS"])), max_size=4))
def test_no_class_that_is_set_removes_a_finding_or_moves_what_the_texts_say(
    found: list[ConflictSetting],
) -> None:
    case = material([event()], [KILLED])
    without = findings(law(), case, Settings())
    with_them = findings(law(), case, Settings(conflicts=tuple(found)))
    assert [f.id for f in without] == [f.id for f in with_them]
    fields = ("alleged", "support", "against", "acts_for", "shown_beside", "fragility", "verdict")
    assert [[getattr(f, x) for x in fields] for f in without] == [
        [getattr(f, x) for x in fields] for f in with_them
    ]


def test_crimes_that_need_no_conflict_say_nothing_of_one() -> None:
    made = findings(law(), material([event()], [KILLED]), Settings(conflicts=(conflict(),)))
    assert {f.set_by_people for f in made if f.provision.startswith("ICC-7")} == {()}
