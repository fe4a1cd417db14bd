"""What two origins may both go back to, though they share no words: proposed, never counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from chapeau.ground.related import Related
from chapeau.link import Resolved, coinciding, dependences
from chapeau.records import (
    Act,
    Decision,
    Dependence,
    Incident,
    Origin,
    OriginMember,
    RestsOn,
    Span,
    Speaker,
    Statement,
)
from tests.link.material import act

ORIGINS = tuple(
    Origin(
        id=f"o{n}", root=f"d{n}", members=(OriginMember(document=f"d{n}", relation="root", of=None, why=""),)
    )
    for n in (1, 2)
)
RESTING = [RestsOn(act=f"a{n}", origins=(f"o{n}",), why="") for n in (1, 2)]


def incident(*acts: Act) -> Incident:
    return Incident(
        id="i1",
        acts=tuple(a.id for a in acts),
        types=("killing",),
        extent="single",
        certainty="asserted",
        origins=("o1", "o2"),
    )


def said(name: str, document: str, speaker: str) -> Statement:
    return Statement(
        id=name,
        document=document,
        made_by="rules 0.1",
        kind="indirect",
        speaker=Speaker(start=0, end=len(speaker), text=speaker, actor=speaker),
        cue=Span(start=0, end=4, text="said"),
        content=(),
        stance="asserts",
    )  # fmt: skip


def told_by(one: str, other: str, resolved: Resolved | None = None) -> dict[tuple[str, str], str]:
    acts = [act("a1", "d1", said_in="s1"), act("a2", "d2", said_in="s2")]
    statements = [said("s1", "d1", one), said("s2", "d2", other)]
    found = {
        str(coinciding([incident(*acts)], order, statements[::step], resolved or Resolved(), RESTING))
        for order in permutations(acts)
        for step in (1, -1)
    }
    assert len(found) == 1
    return coinciding([incident(*acts)], acts, statements, resolved or Resolved(), RESTING)


def test_a_speaker_described_alike_is_a_reason_to_look() -> None:
    (why,) = told_by("a baker from Tessick", "the old baker of Tessick").values()
    assert "baker, tessick" in why


def test_what_everybody_there_is_gives_no_reason() -> None:
    assert told_by("a resident", "another resident") == {}
    assert told_by("a baker from Tessick", "a teacher from Tessick") == {}


def test_pictures_on_both_sides_are_a_reason_and_on_one_are_none() -> None:
    acts = [act("a1", "d1", basis="imagery"), act("a2", "d2", basis="imagery")]
    assert list(coinciding([incident(*acts)], acts, [], Resolved(), RESTING)) == [("o1", "o2")]
    acts = [acts[0], replace(acts[1], basis="saw")]
    assert coinciding([incident(*acts)], acts, [], Resolved(), RESTING) == {}


def test_accounts_of_two_incidents_or_of_one_origin_give_no_reason() -> None:
    acts = [act("a1", "d1", basis="imagery"), act("a2", "d2", basis="imagery")]
    apart = [incident(acts[0]), incident(acts[1])]
    assert coinciding(apart, acts, [], Resolved(), RESTING) == {}
    together = [RestsOn(act=f"a{n}", origins=("o1",), why="") for n in (1, 2)]
    assert coinciding([incident(*acts)], acts, [], Resolved(), together) == {}


def between(*decisions: Decision, proposed: bool = True) -> Dependence:
    reasons = {("o1", "o2"): "Both go by pictures."} if proposed else {}
    (one,) = dependences(ORIGINS, [], RESTING, decisions, among=[("o1", "o2")], proposed=reasons)
    return one


def decided(kind: str, when: str = "2031-04-01") -> Decision:
    return Decision(
        id=f"{kind} {when}",
        kind=kind,
        record="d1",
        other="d2",
        who="Ira Venn",
        when=when,
        why="asked both",
        field="independent",
    )  # type: ignore[arg-type]


def test_a_proposal_says_why_and_changes_no_count() -> None:
    one = between()
    assert (one.state, one.decision) == ("proposed", None)
    assert "Both go by pictures." in one.why
    assert Related([one]).several(("o1", "o2"))
    assert Related([between(proposed=False)]).several(("o1", "o2"))


def test_a_person_settles_a_proposal_either_way() -> None:
    dependent = between(decided("same"))
    assert (dependent.state, dependent.decision) == ("found", "same 2031-04-01")
    assert not Related([dependent]).several(("o1", "o2"))
    assert between(decided("not_same")).state == "independent"
    unsure = between(decided("unsure"))
    assert (unsure.state, "Ira Venn" in unsure.why, "Both go by pictures." in unsure.why) == (
        "not_found",
        True,
        True,
    )
    assert between(decided("same"), decided("not_same", "2031-04-02")).state == "independent"


def test_unsure_takes_back_what_nothing_else_speaks_of() -> None:
    assert dependences(ORIGINS, [], [], [decided("same"), decided("unsure", "2031-04-02")]) == ()
