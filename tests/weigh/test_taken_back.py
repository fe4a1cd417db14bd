"""What its own teller took back is in no figure, as it is in no finding; what others tell stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.case import Case, Material
from chapeau.assess.events import events_of
from chapeau.assess.rules import rules
from chapeau.ground.tellers import Tellers
from chapeau.records import Act, Actor, Contradiction, Pattern, Reading, Statement
from chapeau.weigh.patterns import patterns
from chapeau.weigh.told import Who
from chapeau.weigh.untold import standing
from tests.link.material import History, act, reading, statement
from tests.link.test_incidents import HISTORIES

ADA = Actor(id="act-ada", name="Ada Orlo", kind="individual", aliases=("ada-orlo",), names=())


def said(document: str, stance: str = "asserts", speaker: str = "Ada Orlo") -> Statement:
    return statement(f"s-{document}", document, speaker, stance)


def told(document: str, stance: str = "asserts", speaker: str | None = "Ada Orlo", **more: object) -> Reading:
    voice = (said(document, stance, speaker),) if speaker else ()
    made = act(f"a-{document}", document, said_in=voice[0].id if voice else None, **more)  # type: ignore[arg-type]
    return reading(document, [made], statements=voice)


def taken_back(document: str, speaker: str = "Ada Orlo") -> Reading:
    return told(document, "retracts", speaker, certainty="denied")


def figures(readings: list[Reading], **more: object) -> dict[str, Pattern]:
    history = History(readings)
    made = patterns(
        history.incidents,
        history.acts,
        history.origins,
        history.resting,
        statements=[s for r in readings for s in r.statements],
        actors=(ADA,),
        **more,  # type: ignore[arg-type]
    )
    return {p.name.partition(" ")[0]: p for p in made}


@pytest.mark.parametrize(
    ("first", "back", "publishers"),
    [
        (told("d1", count=(40, 40), basis="saw"), taken_back("d2"), {}),
        (told("d1", speaker=None, count=(40, 40), basis="saw"), taken_back("d2", "Northgate Daily"), {"d1": "Northgate Daily"}),
    ],
    ids=["its speaker", "its publisher"],
)  # fmt: skip
def test_an_event_whose_only_telling_was_taken_back_is_in_no_figure_and_named_as_untold(
    first: Reading, back: Reading, publishers: dict[str, str]
) -> None:
    stood, gone = figures([first], publishers=publishers), figures([first, back], publishers=publishers)
    assert (stood["scale.events"].high, stood["scale.killed"].low, stood["first_hand"].value) == (1, 40, 1)
    assert (gone["scale.events"].high, gone["first_hand"].value, gone["one_origin"].value) == (0, 0, 0)
    assert not {"scale.killed", "counts.killed", "count.killed"} & gone.keys()
    assert (gone["dates"].value, gone["places"].value, gone["spread.regions"].value) == (None, 0, 0)
    assert gone["blind_spots.origins"].value == 0
    assert gone["missing.untold"].value == 1
    assert "or taken back" in gone["missing.untold"].words


def test_what_another_tells_of_the_event_stands_and_carries_its_figures_alone() -> None:
    other = told("d0", speaker="Bo Venn", count=(14, 14), place="Halvern")
    hers = told("d1", count=(17, 17), victim="Cy Marn")
    before, after = figures([other, hers]), figures([other, hers, taken_back("d2")])
    alone = figures([other])
    assert (before["several_origins"].value, after["several_origins"].value, after["one_origin"].value) == (
        1,
        0,
        1,
    )
    for name in ("scale.events", "scale.killed", "places", "dates", "spread.area", "blind_spots.origins"):
        now, then = after[name], alone[name]
        assert (now.value, now.low, now.high, len(now.rests_on)) == (
            then.value,
            then.low,
            then.high,
            len(then.rests_on),
        ), name
    assert after["count.killed"].low == after["count.killed"].high == 14
    assert "Taken back by a text: 17" in after["count.killed"].words
    assert after["missing.untold"].value == 0


def test_a_retraction_takes_nothing_back_that_somebody_else_told() -> None:
    """Linking sets it against the telling that it is most like, whoever told that."""
    other, back = told("d0", speaker="Bo Venn", count=(14, 14)), taken_back("d2")
    linked = History([other, back]).of("a-d0")
    assert [(c.field, c.left) for c in linked.contradictions] == [("retraction", "a-d0")]
    found = figures([other, back])
    assert (found["scale.events"].high, found["scale.killed"].low, found["missing.untold"].value) == (
        1,
        14,
        0,
    )


def test_a_retraction_that_stands_in_another_event_takes_back_what_it_was_found_to_speak_against() -> None:
    readings = [told("d1"), taken_back("d2")]
    history = History(readings)
    event = replace(history.of("a-d1"), acts=("a-d1",), contradictions=(Contradiction(field="retraction", left="a-d1", right="a-d2", why=""),))  # fmt: skip
    statements = [s for r in readings for s in r.statements]
    case = Case(Material(incidents=(event,), acts=history.acts, statements=statements, actors=(ADA,), origins=history.origins, rests_on=history.resting), rules())  # fmt: skip
    stands = standing((event,), {a.id: a for a in history.acts}, case, Who())
    assert stands.left == (event,)
    assert [e.acts for e in events_of(case, event)] == [()]


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.data())
def test_an_event_stands_and_rests_on_the_origins_on_which_it_does_in_findings(
    readings: list[Reading], draw: st.DataObject
) -> None:
    voices = [
        f"{speaker} {stance}"
        for speaker in ("Ada Orlo", "Bo Venn")
        for stance in ("asserts", "retracts", "doubts")
    ]

    def voiced(r: Reading) -> Reading:
        own = tuple(statement(f"{r.document} {v}", r.document, *v.rsplit(" ", 1)) for v in voices)
        names = [None, *(s.id for s in own)]
        return replace(
            r,
            statements=own,
            acts=tuple(replace(a, said_in=draw.draw(st.sampled_from(names))) for a in r.acts),
        )

    told_in = [voiced(r) for r in readings]
    history = History(told_in)
    statements = [s for r in told_in for s in r.statements]
    case = Case(Material(incidents=history.incidents, acts=history.acts, statements=statements, actors=(ADA,), origins=history.origins, rests_on=history.resting), rules())  # fmt: skip
    acts: dict[str, Act] = {a.id: a for a in history.acts}
    tellers = Tellers(statements, actors=(ADA,), origins=history.origins, rests_on=history.resting)
    weighed = {i.id: i for i in standing(history.incidents, acts, tellers, Who()).incidents}
    for one in history.incidents:
        if one.certainty in ("asserted", "possible"):
            standing_acts = {a for event in events_of(case, one) for a in event.acts}
            assert (one.id in weighed) == bool(standing_acts)
            if standing_acts:
                assert weighed[one.id].origins == tuple(
                    sorted({o for a in standing_acts for o in case.origins_of(a)})
                )
