"""Persons behind rows and namings: joined, kept apart, decided."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.join import join
from chapeau.link.persons import Persons, persons
from chapeau.link.victims import VictimLinker, named_victims
from chapeau.records import Act, Decision, Incident, Listed, NamedVictim, Period, PersonLink, Score
from tests.link.material import act


def listed(name: str, of: str = "list-a", **more: object) -> Listed:
    return Listed(id=f"row-{name}-{of}", list=of, position=1, cells=(), name=name, **more)  # type: ignore[arg-type]


def link(
    a: Listed | NamedVictim, b: Listed | NamedVictim, value: float = 0.99, state: str = "one_person"
) -> PersonLink:
    left, right = sorted((a.id, b.id))
    return PersonLink(left=left, right=right, score=Score(value=value, parts=()), state=state)  # type: ignore[arg-type]


def decision(kind: str, a: Listed, b: Listed, when: str = "2031-05-01") -> Decision:
    return Decision(
        id=f"dec-{kind}-{when}", kind=kind, record=a.id, other=b.id, who="A", when=when, why="Seen."
    )  # type: ignore[arg-type]


def groups(found: Persons) -> set[frozenset[str]]:
    return {frozenset((*p.listed, *p.victims)) for p in found.persons}


ANA, ANNA, BO, FAR = listed("Ana"), listed("Anna", "list-b"), listed("Bo"), listed("Far", "list-b")


def test_a_likeness_between_the_thresholds_joins_nobody_and_is_kept() -> None:
    found = persons([ANA, ANNA], [link(ANA, ANNA, 0.7, "for_a_person_to_decide")])
    assert len(found.persons) == 2
    assert [k.state for k in found.links] == ["for_a_person_to_decide"]


def test_two_rows_that_somebody_kept_apart_never_meet_through_a_third() -> None:
    links = [link(ANA, BO, 0.999), link(BO, ANNA, 0.98)]
    found = persons([ANA, ANNA, BO], links, [decision("not_same", ANA, ANNA)])
    assert not any({ANA.id, ANNA.id} <= group for group in groups(found))
    assert frozenset((ANA.id, BO.id)) in groups(found)


def test_same_joins_what_no_likeness_joins_and_the_latest_decision_counts() -> None:
    same, apart = decision("same", ANA, FAR), decision("not_same", ANA, FAR, "2031-05-02")
    assert len(persons([ANA, FAR], [], [same]).persons) == 1
    assert len(persons([ANA, FAR], [], [apart, same]).persons) == 2


def test_unsure_takes_a_link_back_and_says_that_a_person_is_asked() -> None:
    found = persons([ANA, ANNA], [link(ANA, ANNA)], [decision("unsure", ANA, ANNA)])
    assert len(found.persons) == 2
    assert [(k.state, k.decision) for k in found.links] == [
        ("for_a_person_to_decide", "dec-unsure-2031-05-01")
    ]


def test_a_decision_on_a_row_that_is_gone_does_nothing_and_works_again_when_it_is_back() -> None:
    same = decision("same", ANA, FAR)
    assert len(persons([ANA], [], [same]).persons) == 1
    assert len(persons([ANA, FAR, BO], [], [same]).persons) == 2


def test_ages_far_apart_do_not_meet_through_a_row_without_one() -> None:
    father, son = listed("Ali", "a", age_low=58, age_high=58), listed("Ali", "b", age_low=30, age_high=30)
    ageless = listed("Ali", "c")
    found = persons([father, son, ageless], [link(father, ageless, 0.999), link(son, ageless, 0.99)])
    assert not any({father.id, son.id} <= group for group in groups(found))


def test_what_contradicts_itself_stays_visible_and_ages_are_an_interval() -> None:
    one = listed(
        "Ana", "a", age_low=34, age_high=34, sex="woman", died=Period(low="2031-03-12", high="2031-03-12")
    )
    other = listed(
        "Ana", "b", age_low=37, age_high=37, sex="woman", died=Period(low="2031-03-14", high="2031-03-14")
    )
    (person,) = persons([one, other], [link(one, other)]).persons
    assert (person.age_low, person.age_high, person.sex) == (34, 37, "woman")
    assert {c.field for c in person.contradictions} == {"age", "died"}


@given(
    st.lists(st.sampled_from(list(permutations([ANA, ANNA, BO, FAR], 2))), max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entries_and_links_does_not_matter(
    pairs: list[tuple[Listed, Listed]], random: object
) -> None:
    links = [link(a, b, 0.9 + n / 100) for n, (a, b) in enumerate(pairs)]
    shuffled, entries = list(links), [FAR, BO, ANA, ANNA]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert persons([ANA, ANNA, BO, FAR], links) == persons(entries, shuffled)


def told(*acts: Act, text: str = "") -> tuple[tuple[NamedVictim, ...], Persons]:
    victims = named_victims(acts, lambda _: text)
    links = join({v.id: v for v in victims}, VictimLinker()).links
    incidents = [
        Incident(id=f"inc-{a.id}", acts=(a.id,), types=(a.type,), extent="single", certainty="asserted")
        for a in acts
    ]
    return victims, persons(victims, links, (), incidents)


def test_a_victim_named_in_two_incidents_and_two_scripts_is_one_person_of_both() -> None:
    _, found = told(
        act("a1", "d1", "detention", victim="Olena Vell", day="2031-03-01"),
        act("a2", "d2", victim="Олена Велль", day="2031-03-12"),
    )
    (person,) = found.persons
    assert person.incidents == ("inc-a1", "inc-a2")


def test_one_name_killed_on_days_far_apart_is_set_before_a_person() -> None:
    _, found = told(
        act("a1", "d1", victim="Olena Vell", day="2031-03-01"),
        act("a2", "d2", victim="Olena Vell", day="2031-04-12"),
    )
    assert len(found.persons) == 2
    assert [k.state for k in found.links] == ["for_a_person_to_decide"]


def test_an_age_beside_the_name_is_the_victims_and_ages_far_apart_are_two_people() -> None:
    (victim,), _ = told(act("a1", "d1", victim="Olena Vell"), text="X, 34, a nurse")
    assert (victim.age_low, victim.age_high) == (34, 34)
    linker = VictimLinker()
    one, other = (
        NamedVictim(
            id=f"vic-{n}",
            document=f"d{n}",
            start=0,
            end=1,
            name="Ana Vell",
            acts=("a",),
            age_low=n,
            age_high=n,
        )
        for n in (12, 60)
    )
    assert linker.decide(one, other) is None


def test_a_surname_alone_joins_nobody_of_another_document() -> None:
    _, found = told(act("a1", "d1", victim="Vell"), act("a2", "d2", victim="Olena Vell"))
    assert len(found.persons) == 2
    assert not found.links
