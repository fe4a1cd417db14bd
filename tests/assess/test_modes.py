"""Articles 25 and 28 as questions for people, and what in a case bears on each."""

from __future__ import annotations

from typing import Any

import pytest

from chapeau.assess.law import law
from chapeau.assess.modes import Bearings, modes
from chapeau.records import Act, Actor, Command, ModeBearing, Response
from tests.assess.literal import ORVANIA, act, doer, incident, material, span

BRIGADE = Actor(
    id="actor-brigade", name="4th Brigade", kind="unit", aliases=("brigade",), names=(), party="actor-orvania"
)
EAST = Actor(
    id="actor-east", name="Eastern Command", kind="unit", aliases=("east",), names=(), party="actor-orvania"
)
VARN = Actor(
    id="actor-varn", name="Ola Varn", kind="individual", aliases=("varn",), names=(), party="actor-orvania"
)
GUARD = Actor(
    id="actor-guard",
    name="Ridge Guard",
    kind="organisation",
    aliases=("guard",),
    names=(),
    party="actor-guard",
)


def command(superior: str, subordinate: str) -> Command:
    return Command(
        id=f"cmd-{superior}-{subordinate}",
        superior=superior,
        subordinate=subordinate,
        kind="de_facto",
        source="Order 12",
        made_by="A. Analyst",
    )


CHAIN = (command("actor-varn", "actor-east"), command("actor-east", "actor-brigade"))


def response(kind: Any, by: str = "varn") -> Response:
    return Response(
        id=f"res-{kind}-{by}",
        document="d",
        made_by="test",
        kind=kind,
        actor=by,
        towards=None,
        evidence=span("said"),
    )


def bearing(mode: str, subject: str, *acts: Act, responses: tuple[Response, ...] = ()) -> ModeBearing:
    case = material([incident(a) for a in acts], acts)
    case = type(case)(
        incidents=case.incidents, acts=case.acts, origins=case.origins, rests_on=case.rests_on,
        actors=(ORVANIA, BRIGADE, EAST, VARN, GUARD),
    )  # fmt: skip
    (one,) = [b for b in Bearings(case, CHAIN, responses).on(subject) if b.mode == mode]
    return one


def by(role: Any, key: str = "varn", act_type: str = "killing", **fields: Any) -> Act:
    return act("d", act_type, perpetrators=(doer(key, "individual", role),), **fields)


def test_the_modes_are_those_of_the_two_articles_each_with_questions_and_its_place() -> None:
    assert [known.mode.id for known in modes()] == [
        "25-3-a-individually", "25-3-a-jointly", "25-3-a-through", "25-3-b", "25-3-c", "25-3-d", "25-3-e", "25-3-f",
        "28-a", "28-b",
    ]  # fmt: skip
    for known in modes():
        article = known.mode.citation.removeprefix("Rome Statute ")
        assert all(question.citation.startswith(article) for question in known.mode.questions)
        assert all(question.wording.endswith(("?", ".")) for question in known.mode.questions)


def test_incitement_is_known_for_genocide_alone() -> None:
    only = {known.mode.id: known.mode.only_for for known in modes() if known.mode.only_for}
    assert only == {"25-3-e": tuple(p.id for p in law().provisions if p.id.startswith("ICC-6-"))}


def test_a_commander_answers_for_knew_or_should_have_known_and_another_superior_for_more() -> None:
    asked = {k.mode.id: {q.id: q.wording for q in k.mode.questions} for k in modes()}
    assert "ought to have known" in asked["28-a"]["knew"]
    assert "is not enough here" in asked["28-b"]["knew"]
    assert "within" in asked["28-b"]
    assert "within" not in asked["28-a"]


@pytest.mark.parametrize(
    ("role", "mode"),
    [
        ("direct", "25-3-a-individually"),
        ("ordered", "25-3-b"),
        ("aided", "25-3-c"),
        ("failed_to_prevent", "28-a"),
    ],
)
def test_the_role_that_a_text_gives_bears_on_its_mode(role: Any, mode: str) -> None:
    told = by(role)
    assert bearing(mode, "actor-varn", told).acts == (told.id,)


def test_a_role_bears_on_no_mode_that_it_does_not_belong_to() -> None:
    assert bearing("25-3-c", "actor-varn", by("ordered")).acts == ()
    assert bearing("25-3-b", "actor-varn", by("unclear")).acts == ()


def test_an_order_told_of_a_person_bears_on_ordering() -> None:
    told = by("direct", act_type="order")
    assert bearing("25-3-b", "actor-varn", told).acts == (told.id,)
    assert bearing("25-3-b", "actor-guard", told).acts == ()


def test_what_is_told_as_tried_bears_on_attempt_alone() -> None:
    tried = by("direct", certainty="attempted")
    assert bearing("25-3-f", "actor-varn", tried).acts == (tried.id,)
    assert bearing("25-3-a-individually", "actor-varn", tried).acts == ()


@pytest.mark.parametrize("certainty", ["denied", "negated", "conditional", "threatened"])
def test_what_no_text_asserts_bears_on_nothing(certainty: Any) -> None:
    assert bearing("25-3-b", "actor-varn", by("ordered", certainty=certainty)).acts == ()
    below = by("direct", key="brigade", certainty=certainty)
    assert bearing("28-a", "actor-varn", below).done_below == ()


def test_commands_in_the_chain_and_what_those_below_did_bear_on_a_superiors_responsibility() -> None:
    told = by("direct", key="brigade")
    found = bearing("28-a", "actor-varn", told)
    assert found.commands == ("cmd-actor-east-actor-brigade", "cmd-actor-varn-actor-east")
    assert found.done_below == (told.id,)
    assert bearing("28-a", "actor-brigade", told).commands == ()
    assert bearing("28-a", "actor-brigade", told).done_below == ()


def test_who_stands_above_bears_nothing_on_aiding() -> None:
    assert bearing("25-3-c", "actor-varn", by("direct", key="brigade")).commands == ()


def test_a_circle_of_commands_ends() -> None:
    case = material([], [])
    chain = (command("actor-a", "actor-b"), command("actor-b", "actor-a"))
    (found,) = [b for b in Bearings(case, chain).on("actor-a") if b.mode == "28-a"]
    assert found.commands == ("cmd-actor-a-actor-b", "cmd-actor-b-actor-a")


def test_responses_by_the_person_or_its_side_bear_on_repressing_and_others_do_not() -> None:
    said = (
        response("sanction"),
        response("condemnation", "orvania"),
        response("sanction", "guard"),
        response("aid"),
    )
    found = bearing("28-a", "actor-varn", responses=said)
    assert found.responses == ("res-condemnation-orvania", "res-sanction-varn")


def test_a_partys_members_count_as_the_party() -> None:
    told = by("ordered", key="varn")
    assert bearing("25-3-b", "actor-orvania", told).acts == (told.id,)


def test_where_nothing_bears_on_it_every_mode_is_listed_still() -> None:
    assert [b.mode for b in Bearings(material([], [])).on("actor-varn")] == [k.mode.id for k in modes()]
