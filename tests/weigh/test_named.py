"""Persons named as victims: each counted once, over all incidents and lists."""

from __future__ import annotations

from dataclasses import replace

from chapeau.records import Act, Certainty, Incident, Person, PersonLink, Score, Span
from chapeau.weigh.named import named


def person(
    name: str, incidents: tuple[str, ...] = (), listed: tuple[str, ...] = (), lists: tuple[str, ...] = ()
) -> Person:
    return Person(
        id=f"person-{name}", name=name, names=(name,), listed=listed, victims=tuple(f"vic-{name}-{i}" for i in incidents),
        lists=lists, acts=tuple(f"act-{i}" for i in incidents), incidents=incidents,
    )  # fmt: skip


def incident(name: str, certainty: str = "asserted") -> Incident:
    return Incident(id=name, acts=(f"act-{name}",), types=("killing",), extent="single", certainty=certainty)  # type: ignore[arg-type]


def acts(*names: str, certainty: Certainty = "asserted") -> dict[str, Act]:
    """The acts that are told of these incidents, by id."""
    of = Span(start=0, end=6, text="killed")
    return {
        f"act-{name}": Act(
            id=f"act-{name}", document=f"doc-{name}", made_by="test", type="killing", triggers=(of,), certainty=certainty, evidence=of
        )
        for name in names
    }  # fmt: skip


def asked(a: str, b: str) -> PersonLink:
    return PersonLink(left=a, right=b, score=Score(value=0.7, parts=()), state="for_a_person_to_decide")


def test_a_named_victim_told_of_in_two_incidents_counts_once_over_all_incidents() -> None:
    found = {
        p.name: p
        for p in named(
            [person("Ada", ("i1", "i2")), person("Bo", ("i2",))],
            [],
            [incident("i1"), incident("i2")],
            acts("i1", "i2"),
        )
    }
    pattern = found["named.in_texts"]
    assert (pattern.value, pattern.low, pattern.high) == (2.0, 2.0, 2.0)
    assert pattern.rests_on == ("person-Ada", "person-Bo")
    assert "1 of them in more than one incident, and counted once" in pattern.words


def test_one_whose_deed_is_denied_is_not_counted() -> None:
    (pattern,) = named(
        [person("Ada", ("i1",)), person("Bo", ("i2",))],
        [],
        [incident("i1", "denied"), incident("i2")],
        acts("i1", "i2"),
    )
    assert pattern.rests_on == ("person-Bo",)


def test_one_whom_only_an_untold_act_names_is_not_counted_though_others_tell_the_event() -> None:
    event = replace(incident("i1"), acts=("act-i1", "act-asking"))
    ada, bo = person("Ada", ("i1",)), replace(person("Bo", ("i1",)), acts=("act-asking",))
    (pattern,) = named([ada, bo], [], [event], acts("i1"))
    assert pattern.rests_on == ("person-Ada",)


def test_one_whom_only_a_denied_telling_names_is_not_counted_though_others_tell_the_event() -> None:
    event = replace(incident("i1"), acts=("act-i1", "act-denying"))
    ada, bo = person("Ada", ("i1",)), replace(person("Bo", ("i1",)), acts=("act-denying",))
    (pattern,) = named([ada, bo], [], [event], acts("i1") | acts("denying", certainty="denied"))
    assert pattern.rests_on == ("person-Ada",)


def test_one_on_a_list_whom_no_told_act_names_is_counted_by_the_list_alone() -> None:
    event = replace(incident("i1"), acts=("act-i1", "act-asking"))
    bo = replace(person("Bo", ("i1",), ("row-1",), ("a",)), acts=("act-asking",))
    found = {p.name: p.value for p in named([bo], [], [event], acts("i1"))}
    assert found == {"named.in_texts": 0.0, "named.on_lists": 1.0, "named.in_all": 1.0}


def test_open_likenesses_make_the_figure_an_interval_and_two_of_one_pair_lessen_it_once() -> None:
    persons = [person("Ada", ("i1",)), person("Ida", ("i1",)), person("Bo", ("i1",))]
    links = [asked("vic-Ada-i1", "vic-Ida-i1"), asked("vic-Ida-i1", "vic-Ada-i1")]
    (pattern,) = named(persons, links, [incident("i1")], acts("i1"))
    assert (pattern.low, pattern.high) == (2.0, 3.0)


def test_persons_on_lists_are_counted_once_however_many_rows_and_lists_hold_them() -> None:
    persons = [person("Ada", ("i1",), ("row-1", "row-2"), ("a", "b")), person("Bo", (), ("row-3",), ("a",))]
    found = {p.name: p.value for p in named(persons, [], [incident("i1")], acts("i1"))}
    assert found == {"named.in_texts": 1.0, "named.on_lists": 2.0, "named.in_all": 2.0}


def test_without_persons_there_is_no_figure() -> None:
    assert list(named([], [], [incident("i1")], acts("i1"))) == []
