"""Which acts are one event."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link import deeds
from chapeau.records import Act, ActTime, Decision, Reading, Span, Victim
from tests.link.material import History, act, mention, reading, statement

STORY = (
    "The governor of the region reached the town before noon and counted the dead with the doctors there. "
    "Windows were broken as far away as the railway yard, and the old clock above the hall had stopped at nine."
)


def decision(kind: str, a: str, b: str, when: int = 1) -> Decision:
    return Decision(
        id=f"dec-{kind}-{when}",
        kind=kind,
        record=a,
        other=b,
        who="Ira Venn",
        when=f"2031-05-{when:02}",
        why="read both",  # type: ignore[arg-type]
    )


def test_the_same_deed_at_the_same_place_and_day_is_one_event_of_two_origins() -> None:
    told = History([reading("d1", [act("a1", "d1")]), reading("d2", [act("a2", "d2", "attack")])])
    (one,) = told.incidents
    assert one.types == ("attack", "killing")
    assert len(one.origins) == 2
    assert {p.name for p in one.links[0].score.parts} == {"type", "place", "time"}


def test_another_place_or_two_days_between_keep_events_apart_whatever_else_agrees() -> None:
    first = reading("d1", [act("a1", "d1", count=(17, 17), victim="Ada Orlo")])
    for place, day in (("Tessick", "2031-03-12"), ("Halvern", "2031-03-14")):
        other = act("a2", "d2", place=place, day=day, count=(17, 17), victim="Ada Orlo")
        assert not History([first, reading("d2", [other])]).together("a1", "a2")


def test_a_country_and_a_month_are_neither_place_nor_day() -> None:
    vague = act("a2", "d2", place=None)
    vague = replace(
        vague,
        time=ActTime(start=0, end=1, text="in March", low="2031-03-01", high="2031-03-31", precision="month"),
    )
    country = replace(act("a1", "d1").places[0], text="Orvania", precision="country", id="case:XO")
    told = History(
        [
            reading("d1", [replace(act("a1", "d1"), places=(country,))]),
            reading("d2", [replace(vague, places=(country,))]),
        ]
    )
    assert not told.together("a1", "a2")


def test_a_total_is_never_one_with_an_event_within_it_but_contains_it() -> None:
    total = replace(
        act("a2", "d2", extent="aggregate", count=(230, None)),
        time=ActTime(start=0, end=1, text="in March", low="2031-03-01", high="2031-03-31", precision="month"),
    )
    told = History([reading("d1", [act("a1", "d1")]), reading("d2", [total])])
    assert not told.together("a1", "a2")
    assert told.of("a2").contains == (told.of("a1").id,)


def test_a_bare_word_in_the_lede_is_the_deed_told_below() -> None:
    lede = act("a1", "d1", place=None, day=None)
    body = act("a2", "d1", "killing.execution", extent="aggregate", victim="Ada Orlo", at=50)
    assert History([reading("d1", [lede, body])]).together("a1", "a2")


def test_a_bare_word_joins_no_two_events_of_one_text() -> None:
    lede = act("a1", "d1", place=None, day=None)
    told = History([reading("d1", [lede, act("a2", "d1", at=50), act("a3", "d1", place="Tessick", at=90)])])
    assert not told.together("a2", "a3")


def test_killing_torture_and_rape_in_one_sentence_are_three_deeds() -> None:
    kinds = ("killing", "torture", "rape", "deportation")
    acts = [
        replace(act(f"a{n}", "d1", kind, at=10 * n), evidence=Span(start=0, end=99, text="e"))
        for n, kind in enumerate(kinds)
    ]
    assert len(History([reading("d1", acts)]).incidents) == len(kinds)


def test_children_taken_in_a_deportation_are_part_of_it() -> None:
    evidence = Span(start=0, end=99, text="e")
    acts = [
        replace(act("a1", "d1", "deportation"), evidence=evidence),
        replace(act("a2", "d1", "child_removal", at=30), evidence=evidence),
    ]
    told = History([reading("d1", acts)])
    assert told.of("a1").contains == (told.of("a2").id,)
    assert told.of("a2").contains == ()


def test_a_denial_contradicts_and_supports_nothing() -> None:
    told = History(
        [
            reading("d1", [act("a1", "d1", count=(14, None))]),
            reading("d2", [act("a2", "d2", certainty="denied", count=(0, 0))]),
        ]
    )
    one = told.of("a1")
    assert [(c.field, c.left, c.right) for c in one.contradictions] == [("occurrence", "a1", "a2")]
    assert len(one.origins) == 1
    assert [(t.low, t.high) for t in one.tellings] == [(14, None)]


def test_a_retraction_is_shown_as_such() -> None:
    taken_back = reading(
        "d2",
        [act("a2", "d2", said_in="s2")],
        statements=[statement("s2", "d2", "Northgate Daily", "retracts")],
    )
    one = History([reading("d1", [act("a1", "d1")]), taken_back]).of("a1")
    assert [c.field for c in one.contradictions] == ["retraction"]
    assert len(one.origins) == 1


def test_numbers_parties_and_days_that_cannot_all_be_right_stay_visible() -> None:
    country = {"kind": "unit", "country": "XO"}
    first = reading(
        "d1",
        [act("a1", "d1", count=(17, 17), by="Orvanian army", victim="Ada Orlo")],
        [mention("Orvanian army", "d1", **country)],
    )
    other = {"kind": "unit", "country": "XS"}
    second = reading(
        "d2",
        [
            act(
                "a2",
                "d2",
                day="2031-03-13",
                count=(14, 14),
                by="Sundreli army",
                victim="Ada Orlo",
                place="Halvern",
            )
        ],
        [mention("Sundreli army", "d2", **other)],
    )
    told = History([first, second], decisions=[decision("same", "a1", "a2")])
    assert {c.field for c in told.of("a1").contradictions} == {"counts.killed", "perpetrators", "time"}
    assert len(told.of("a1").tellings) == 2


def test_threats_and_plans_are_no_tellings_of_what_was_done() -> None:
    for certainty in ("threatened", "future", "conditional", "attempted"):
        told = History(
            [reading("d1", [act("a1", "d1")]), reading("d2", [act("a2", "d2", certainty=certainty)])]
        )
        assert not told.together("a1", "a2")
        assert told.of("a1").contradictions == ()


def test_a_persons_decision_outranks_the_score_and_the_later_the_earlier() -> None:
    near = [reading("d1", [act("a1", "d1")]), reading("d2", [act("a2", "d2")])]
    far = [
        reading("d1", [act("a1", "d1")]),
        reading("d2", [act("a2", "d2", place="Ostrey", day="2031-04-12")]),
    ]
    assert not History(near, decisions=[decision("not_same", "a1", "a2")]).together("a1", "a2")
    assert not History(near, decisions=[decision("unsure", "a1", "a2")]).together("a1", "a2")
    joined = History(far, decisions=[decision("same", "a2", "a1")])
    assert joined.together("a1", "a2")
    assert joined.of("a1").links[0].decision == "dec-same-1"
    assert History(
        near, decisions=[decision("not_same", "a1", "a2", 1), decision("same", "a2", "a1", 2)]
    ).together("a1", "a2")


def test_two_acts_that_a_person_parted_stay_apart_when_a_third_is_like_both() -> None:
    told = [reading(f"d{n}", [act(f"a{n}", f"d{n}")]) for n in (1, 2, 3)]
    assert not History(told, decisions=[decision("not_same", "a1", "a2")]).together("a1", "a2")


ACTS = st.tuples(
    st.sampled_from(["killing", "attack", "torture", "detention"]),
    st.sampled_from(["Halvern", "Tessick", None]),
    st.sampled_from(["2031-03-12", "2031-03-13", "2031-03-20", None]),
    st.sampled_from([(14, None), (17, 17), None]),
    st.sampled_from(["asserted", "asserted", "possible", "denied", "negated", "threatened"]),
    st.sampled_from(["single", "single", "aggregate"]),
)


def made(drawn: list[list[tuple[object, ...]]]) -> list[Reading]:
    return [
        reading(
            f"d{n}",
            [
                act(
                    f"a{n}-{m}",
                    f"d{n}",
                    kind,
                    place=place,
                    day=day,
                    count=count,
                    certainty=certainty,
                    extent=extent,
                    at=10 * m,
                )  # type: ignore[arg-type]
                for m, (kind, place, day, count, certainty, extent) in enumerate(acts)
            ],
        )
        for n, acts in enumerate(drawn)
    ]


HISTORIES = st.lists(st.lists(ACTS, max_size=3), min_size=1, max_size=5).map(made)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.randoms(use_true_random=False))
def test_every_act_is_in_one_incident_whatever_the_order_of_input(
    told: list[Reading], random: object
) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    history = History(told)
    assert history.incidents == History(shuffled).incidents
    assert sorted(a for i in history.incidents for a in i.acts) == sorted(a.id for r in told for a in r.acts)


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_what_does_not_tell_a_deed_as_done_raises_no_support(told: list[Reading]) -> None:
    def support(readings: list[Reading]) -> list[tuple[object, ...]]:
        done = [i for i in History(readings).incidents if i.certainty in ("asserted", "possible")]
        return sorted(((i.types, i.origins, i.tellings, i.place, i.time) for i in done), key=repr)

    only = [
        replace(r, acts=tuple(a for a in r.acts if a.certainty in ("asserted", "possible"))) for r in told
    ]
    assert support(told) == support(only)


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.integers(1, 4))
def test_further_copies_raise_no_number_of_origins_behind_any_act(told: list[Reading], copies: int) -> None:
    first = told[0]
    texts = {first.document: STORY} | {f"z-copy{n}": STORY for n in range(copies)}
    more = [
        replace(first, document=d, acts=tuple(replace(a, id=f"{a.id}-{d}", document=d) for a in first.acts))
        for d in texts
        if d != first.document
    ]
    alone, carried = History(told, texts), History([*told, *more], texts)
    assert len(carried.origins) == len(alone.origins)
    for a in alone.acts:
        assert len(carried.of(a.id).origins) <= max(1, len(told))
    assert {o for i in carried.incidents for o in i.origins} == {
        o for i in alone.incidents for o in i.origins
    }


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_removing_a_document_removes_the_support_of_its_origin_and_of_no_other(told: list[Reading]) -> None:
    def supporting(readings: list[Reading]) -> set[str]:
        done = [i for i in History(readings).incidents if i.certainty in ("asserted", "possible")]
        return {o for i in done for o in i.origins}

    own = {o.id for o in History(told[:1]).origins}
    assert supporting(told) - own == supporting(told[1:])


@settings(max_examples=40, deadline=None)
@given(HISTORIES, HISTORIES)
def test_a_persons_decision_survives_added_data(told: list[Reading], later: list[Reading]) -> None:
    acts = [a.id for r in told for a in r.acts]
    more = [
        replace(
            r,
            document=f"x{r.document}",
            acts=tuple(replace(a, id=f"x{a.id}", document=f"x{r.document}") for a in r.acts),
        )
        for r in later
    ]
    if len(acts) >= 2:
        assert History([*told, *more], decisions=[decision("same", acts[0], acts[-1])]).together(
            acts[0], acts[-1]
        )
        assert not History([*told, *more], decisions=[decision("not_same", acts[0], acts[-1])]).together(
            acts[0], acts[-1]
        )


def test_a_copy_that_lost_the_place_joins_the_event_of_its_origin() -> None:
    story = {"d1": STORY, "d2": STORY}
    first = act("a1", "d1", count=(14, None), victim="Ada Orlo")
    copy = replace(act("a2", "d2", place=None, count=(14, None)), victims=())
    assert History([reading("d1", [first]), reading("d2", [copy])], story).together("a1", "a2")
    assert not History([reading("d1", [first]), reading("d2", [copy])]).together("a1", "a2")


def test_one_origin_that_tells_of_two_numbers_tells_of_two_events() -> None:
    story = {"d1": STORY, "d2": STORY}
    first = act("a1", "d1", count=(14, 14), day=None)
    other = act("a2", "d2", place=None, count=(40, 40), day=None)
    assert not History([reading("d1", [first]), reading("d2", [other])], story).together("a1", "a2")


def test_a_copied_sentence_is_one_event_wherever_each_copy_seems_to_have_put_it() -> None:
    words = Span(start=0, end=60, text="The residents had been evacuated at their own request, he said.")
    here = replace(act("a1", "d1", day=None), evidence=words)
    there = replace(act("a2", "d2", place="Tessick", day=None), evidence=words)
    readings = [reading("d1", [here]), reading("d2", [there])]
    assert History(readings, {"d1": STORY, "d2": STORY}).together("a1", "a2")
    assert not History(readings).together("a1", "a2")


def test_where_people_were_taken_from_is_where_they_were_taken() -> None:
    held = act("a1", "d1", "detention", day=None)
    taken = replace(held, id="a2", document="d2", places=(replace(held.places[0], role="from"),))
    assert deeds.same_place(held, taken) is not None
    led_there = replace(taken, places=(replace(held.places[0], role="to"),))
    assert deeds.same_place(held, led_there) is None


def test_one_text_calls_its_people_by_more_than_one_word() -> None:
    people = [
        Victim(start=0, end=1, text=words, kind="group")
        for words in ("six captured soldiers", "the prisoners", "the nurses")
    ]
    six, prisoners, nurses = (
        replace(act(f"a{n}", "d1", at=50 * n), victims=(who,)) for n, who in enumerate(people)
    )
    told = History([reading("d1", [six, prisoners, nurses])])
    assert told.together("a0", "a1")
    assert not told.together("a0", "a2")


def test_a_headline_tells_what_the_text_below_it_tells() -> None:
    villagers = (Victim(start=0, end=1, text="Villagers", kind="group"),)
    residents = (Victim(start=0, end=1, text="120 residents", kind="group"),)
    above = replace(act("a1", "d1", "deportation", place=None, day=None), victims=villagers)
    above = replace(above, evidence=Span(start=0, end=30, text="Villagers taken across border"))
    below = replace(act("a2", "d1", "deportation", by="Orvania", at=90), victims=residents)
    assert History([reading("d1", [above, below])]).together("a1", "a2")
    sentence = replace(above, evidence=Span(start=0, end=30, text="Villagers were taken across."))
    far_below = replace(below, evidence=Span(start=1500, end=1530, text="e"))
    assert not History([reading("d1", [sentence, far_below])]).together("a1", "a2")


def test_what_is_said_within_a_retraction_is_taken_back_and_adds_no_origin() -> None:
    took_back = statement("s1", "d2", "Northgate Daily", "retracts")
    its_report = replace(statement("s2", "d2", "Northgate Daily"), said_through="s1")
    report = act("a1", "d1", count=(40, 40))
    retraction = act("a2", "d2", count=(40, 40), said_in="s2")
    told = History([reading("d1", [report]), reading("d2", [retraction], statements=[took_back, its_report])])
    incident = told.of("a1")
    assert incident is told.of("a2")
    assert [c.field for c in incident.contradictions] == ["retraction"]
    assert len(incident.origins) == 1


def test_a_building_that_was_struck_is_the_hospital_of_one_text_and_a_command_post_is_not() -> None:
    things = [
        Victim(start=0, end=1, text=words, kind="object")
        for words in ("building", "hospital", "command post")
    ]
    struck, denied, claimed = (
        replace(act(f"a{n}", "d1", "attack", certainty=sure, day=None, at=50 * n), victims=(what,))
        for n, (what, sure) in enumerate(zip(things, ("asserted", "negated", "asserted"), strict=True))
    )
    told = History([reading("d1", [struck, denied, claimed])])
    assert told.together("a0", "a1")
    assert not told.together("a0", "a2")


def test_a_victim_named_in_two_scripts_is_one_name() -> None:
    latin = act("a1", "d1", place=None, victim="Olena Vell")
    other = act("a2", "d2", place=None, victim="Олена Велл")
    told = History([reading("d1", [latin]), reading("d2", [other])])
    assert told.together("a1", "a2")
    (one,) = told.incidents
    assert "a victim of the same name" in {p.why for p in one.links[0].score.parts}


def remark(name: str, document: str, **more: object) -> Act:
    """'The killings in Halvern': neither day nor number, name nor site."""
    return act(name, document, day=None, count=None, **more)  # type: ignore[arg-type]


def test_a_remark_is_set_to_an_event_only_where_more_agrees_than_its_place() -> None:
    event = reading(
        "d1", [act("a1", "d1", day="2031-04-02", count=(3, 3), by="Orvanian army")], day="2031-04-03"
    )
    others = [
        (remark("a2", "d2"), False),
        (act("a2", "d2", day=None, count=(3, 3)), True),
        (remark("a2", "d2", victim="Ana Vell"), True),
        (remark("a2", "d2", by="Orvanian army"), True),
    ]
    named = mention("Orvanian army", "d1", country="XO"), mention("Orvanian army", "d2", country="XO")
    for told, together in others:
        readings = [replace(event, mentions=named[:1]), reading("d2", [told], named[1:], day="2031-04-05")]
        assert History(readings).together("a1", "a2") is together, told


def test_a_denial_in_a_word_is_set_against_the_event_of_those_days_all_the_same() -> None:
    event = reading("d1", [act("a1", "d1", day="2031-04-02", count=(3, 3))], day="2031-04-03")
    denial = remark("a2", "d2", certainty="denied")
    assert History([event, reading("d2", [denial], day="2031-04-05")]).together("a1", "a2")


def test_a_remark_as_near_to_one_event_as_to_another_is_set_to_neither() -> None:
    doers = "Orvanian army"
    events = [
        reading(
            f"d{n}",
            [act(f"a{n}", f"d{n}", day=day, by=doers)],
            [mention(doers, f"d{n}", country="XO")],
            day="2031-04-05",
        )
        for n, day in enumerate(("2031-04-01", "2031-04-04"))
    ]
    said = reading(
        "d9", [remark("a9", "d9", by=doers)], [mention(doers, "d9", country="XO")], day="2031-04-06"
    )
    assert History([events[0], said]).together("a0", "a9")
    both = History([*events, said])
    assert not both.together("a0", "a9")
    assert not both.together("a1", "a9")
