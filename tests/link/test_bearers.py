"""Persons whose names stand in other spellings and scripts."""

from __future__ import annotations

from dataclasses import replace

from chapeau.ground.settings import PartySetting, Settings
from chapeau.link import Resolved, actors
from chapeau.records import Decision, Mention, Reading
from tests.link.material import mention, reading

CASE = Settings(parties=(PartySetting(name="Ridge Guard", aliases=("Orin Velkov", "Орін Велков")),))


def person(document: str, text: str, country: str | None = None) -> Reading:
    return reading(document, mentions=[mention(text, document, "person", country)])


def with_office(document: str, office: str, name: str) -> Reading:
    key = name.lower().replace(" ", "-")
    whole: Mention = replace(mention(f"{office} {name}", document, "person"), actor=key)
    return reading(document, mentions=[whole, mention(name, document, "person", start=len(office) + 1)])


def resolved(*readings: Reading, decisions: tuple[Decision, ...] = ()) -> Resolved:
    return actors(readings, Settings(), decisions=decisions)


def decision(kind: str, a: str, b: str, when: str = "2031-05-01") -> Decision:
    return Decision(
        id=f"dec-{kind}-{when}", kind=kind, record=a, other=b, who="Analyst", when=when, why="Seen."
    )  # type: ignore[arg-type]


def test_one_office_and_one_name_in_two_scripts_are_one_actor_with_both_spellings() -> None:
    found = resolved(with_office("d1", "General", "Orin Velkov"), with_office("d2", "General", "Орін Велков"))
    (actor,) = found.actors
    assert {(n.text, n.script) for n in actor.names if " " in n.text and "General" not in n.text} == {
        ("Orin Velkov", "latin"),
        ("Орін Велков", "cyrillic"),
    }
    (link,) = actor.links
    assert link.state == "one_person"
    assert "office" in {p.name for p in link.score.parts}


def test_a_name_alone_in_two_scripts_is_set_before_a_person_and_joins_nobody() -> None:
    found = resolved(person("d1", "Orin Velkov"), person("d2", "Орін Велков"))
    assert len(found.actors) == 2
    assert {k.state for a in found.actors for k in a.links} == {"for_a_person_to_decide"}


def test_three_words_that_agree_need_nothing_beside_them() -> None:
    found = resolved(person("d1", "Olena Petrivna Vell"), person("d2", "Олена Петрівна Велл"))
    assert len(found.actors) == 1


def test_the_same_party_in_the_settings_is_something_beside_the_name() -> None:
    found = actors([person("d1", "Orin Velkov"), person("d2", "Орін Велков")], CASE)
    assert len([a for a in found.actors if a.names]) == 1


def test_a_family_s_man_and_woman_stay_two_whatever_their_office() -> None:
    found = resolved(
        with_office("d1", "General", "Ivan Velkov"), with_office("d2", "General", "Ivana Velkova")
    )
    assert len(found.actors) == 2
    assert not any(a.links for a in found.actors)


def test_words_in_another_order_are_for_a_person_to_decide() -> None:
    found = resolved(with_office("d1", "General", "Ali Hassoun"), with_office("d2", "General", "Hassoun Ali"))
    assert len(found.actors) == 2
    assert {k.state for a in found.actors for k in a.links} == {"for_a_person_to_decide"}


def test_a_decision_outranks_names_survives_new_data_and_can_be_taken_back() -> None:
    texts = [person("d1", "Orin Velkov"), person("d2", "Орін Велков")]
    a, b = (resolved(text).actors[0].id for text in texts)
    same = decision("same", a, b)
    (joined,) = resolved(*texts, decisions=(same,)).actors
    assert {joined.id, *joined.joined} == {a, b}
    more = [*texts, person("d3", "Orin T. Velkov"), person("d4", "Petra Solm")]
    later = resolved(*more, decisions=(same,))
    assert later.of["d1", "orin-velkov"] == later.of["d2", "орін-велков"]
    apart = resolved(*texts, decisions=(same, decision("not_same", a, b, "2031-05-02")))
    assert {k.state for x in apart.actors for k in x.links} == {"kept_apart"}
    assert len(apart.actors) == 2


def test_not_same_parts_what_the_machine_had_joined_by_the_ids_each_name_has_alone() -> None:
    texts = [with_office("d1", "General", "Orin Velkov"), with_office("d2", "General", "Орін Велков")]
    (joined,) = resolved(*texts).actors
    found = resolved(*texts, decisions=(decision("not_same", joined.id, joined.joined[0]),))
    assert {a.id for a in found.actors} == {joined.id, *joined.joined}


def test_the_order_of_readings_does_not_matter() -> None:
    texts = [
        with_office("d1", "General", "Orin Velkov"),
        with_office("d2", "General", "Орін Велков"),
        person("d3", "Olena Petrivna Vell"),
        person("d4", "Олена Велл"),
    ]
    assert resolved(*texts) == resolved(*reversed(texts))
