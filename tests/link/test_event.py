"""What the tellings of one event say together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link.event import event
from chapeau.link.telling import Telling
from chapeau.records import Act, ActTime, Perpetrator, Span
from tests.link.material import History, act, mention, reading
from tests.link.test_incidents import STORY, decision


def test_an_event_is_as_sure_as_its_surest_telling() -> None:
    told = History([reading("d1", [act("a1", "d1", certainty="possible")]), reading("d2", [act("a2", "d2")])])
    assert told.together("a1", "a2")
    assert told.of("a1").certainty == "asserted"
    assert History([reading("d1", [act("a1", "d1", certainty="possible")])]).of("a1").certainty == "possible"


def with_places(*given: tuple[str, str, str]) -> Act:
    made = act("a1", "d1")
    (like,) = made.places
    places = (
        replace(like, text=text, id=f"case:{text}", precision=precision, role=role, start=n)  # type: ignore[arg-type]
        for n, (text, precision, role) in enumerate(given)
    )
    return replace(made, places=tuple(places))


@pytest.mark.parametrize(
    ("places", "finest"),
    [
        ([("Lenna", "region", "at"), ("Halvern", "settlement", "at")], "Halvern"),
        ([("Halvern", "settlement", "at"), ("the mill", "site", "at"), ("Lenna", "region", "at")], "the mill"),
        ([("Corrin", "settlement", "to"), ("Halvern", "settlement", "from")], "Halvern"),
    ],
)  # fmt: skip
def test_its_place_is_the_finest_told_and_where_it_was_done_before_where_it_led(
    places: list[tuple[str, str, str]], finest: str
) -> None:
    place = History([reading("d1", [with_places(*places)])]).of("a1").place
    assert place is not None
    assert place.text == finest


def test_forty_copies_of_one_text_place_an_event_no_surer_than_two_origins_that_tell_another_place() -> None:
    copied = {f"c{n:02}": STORY for n in range(40)}
    told = [reading(d, [act(f"a-{d}", d, place="Corrin")]) for d in copied]
    others = [reading(d, [act(f"a-{d}", d, place="Halvern")]) for d in ("d1", "d2")]
    decisions = [decision("same", "a-c00", a) for a in ("a-d1", "a-d2")]
    one = History([*told, *others], copied, decisions=decisions).of("a-c00")
    assert len(one.acts) == 42
    assert one.place is not None
    assert one.place.text == "Halvern"


def telling(
    name: str, origin: str, extent: str, kind: str = "killing", *, words: str = "Deeds were done there."
) -> Telling:
    made = act(name, f"d-{name}", kind, extent=extent, count=(14, None))
    return Telling(act=replace(made, evidence=Span(start=0, end=len(words), text=words)), origins=(origin,))


@pytest.mark.parametrize(
    ("told", "extent"),
    [
        ((("o1", "single"), ("o2", "single"), ("o3", "aggregate")), "single"),
        ((("o1", "single"), ("o2", "aggregate"), ("o3", "aggregate")), "aggregate"),
        ((("o1", "single"), ("o2", "aggregate")), "single"),
        ((("o1", "series"), ("o2", "aggregate")), "series"),
        ((("o1", "aggregate"), ("o1", "aggregate"), ("o1", "aggregate"), ("o2", "single")), "single"),
    ],
)
def test_an_event_or_a_total_is_what_most_origins_tell_and_of_as_many_the_narrower(
    told: tuple[tuple[str, str], ...], extent: str
) -> None:
    members = [telling(f"a{n}", origin, how) for n, (origin, how) in enumerate(told)]
    assert event(members, (), {m.id: m for m in members}).extent == extent


def test_a_word_a_headline_or_another_kind_of_deed_told_as_a_total_makes_none_of_an_event() -> None:
    killed = telling("a1", "o1", "single")
    shelled = telling("a2", "o1", "aggregate", "attack")
    general = replace(shelled, act=replace(shelled.act, counts=(), time=None))
    headline = telling("a3", "o1", "aggregate", words="Governor on market shelling")
    headline = replace(headline, act=replace(headline.act, time=None))
    for other in (shelled, general, headline):
        in_one = replace(other, act=replace(other.act, document=killed.act.document))
        assert event([killed, in_one], (), {killed.id: killed, in_one.id: in_one}).extent == "single"
        assert event([in_one], (), {in_one.id: in_one}).extent == "aggregate"


def test_an_incident_keeps_its_id_whatever_speaks_against_it() -> None:
    told = [reading("d1", [act("b1", "d1")])]
    denied = reading("d2", [act("a1", "d2", certainty="denied")])
    assert History(told).of("b1").id == History([*told, denied]).of("b1").id
    assert History([*told, denied]).together("a1", "b1")


TOLD = st.lists(
    st.tuples(st.sampled_from(["Halvern", "Tessick", "Corrin", None]), st.sampled_from(["o1", "o2", "o3"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(TOLD, st.data())
def test_a_further_copy_never_moves_an_events_place(
    told: list[tuple[str | None, str]], data: st.DataObject
) -> None:
    members = [
        Telling(act=act(f"a{n}", f"d{n}", place=place), origins=(origin,))
        for n, (place, origin) in enumerate(told)
    ]
    copied = data.draw(st.lists(st.sampled_from(members), max_size=6))
    copies = [
        replace(t, act=replace(t.act, id=f"z{n}-{t.id}", document=f"z{n}")) for n, t in enumerate(copied)
    ]
    carried = [*members, *copies]
    alone = event(members, (), {t.id: t for t in members})
    assert event(carried, (), {t.id: t for t in carried}).place == alone.place


@pytest.mark.parametrize("copies", [1, 4])
def test_copies_of_one_telling_contradict_no_oftener_than_one(copies: int) -> None:
    first = reading("d0", [act("a0", "d0", count=(14, 14))])
    others = [reading(f"z{n}", [act(f"b{n}", f"z{n}", count=(17, 17))]) for n in range(copies)]
    told = History([first, *others], {r.document: STORY for r in others})
    one = told.of("a0")
    assert len(one.acts) == copies + 1
    assert [c.field for c in one.contradictions] == ["counts.killed"]
    assert [(t.low, t.high) for t in sorted(one.tellings, key=lambda t: t.low or 0)] == [(14, 14), (17, 17)]


def by(name: str, document: str, *doers: str) -> Act:
    perpetrators = tuple(
        Perpetrator(start=0, end=1, text=d, kind="unit", actor=d.lower().replace(" ", "-")) for d in doers
    )
    return replace(act(name, document), perpetrators=perpetrators)


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        (("Orvanian army",), []),
        (("Sundreli army", "Orvanian army"), []),
        (("Sundreli army",), ["perpetrators"]),
        ((), []),
    ],
)
def test_doers_contradict_only_where_no_party_is_named_by_both(
    second: tuple[str, ...], fields: list[str]
) -> None:
    countries = {"Orvanian army": "XO", "Sundreli army": "XS"}
    readings = [
        reading(d, [by(a, d, *doers)], [mention(m, d, "unit", countries[m]) for m in doers])
        for a, d, doers in (("a1", "d1", ("Orvanian army",)), ("a2", "d2", second))
    ]
    one = History(readings, decisions=[decision("same", "a1", "a2")]).of("a1")
    assert one.acts == ("a1", "a2")
    assert [c.field for c in one.contradictions] == fields


@pytest.mark.parametrize(("place", "contains", "overlaps"), [("Halvern", True, False), (None, False, False)])
def test_a_total_holds_what_lies_in_it(place: str | None, contains: bool, overlaps: bool) -> None:
    told = History(
        [reading("d1", [act("a1", "d1")]), reading("d2", [month("a2", "d2", place, "2031-03-01")])]
    )
    assert (told.of("a1").id in told.of("a2").contains) is contains
    assert (told.of("a1").id in told.of("a2").overlaps) is overlaps


def test_two_totals_that_share_some_days_overlap_and_neither_holds_the_other() -> None:
    one, other = month("a1", "d1", "Halvern", "2031-03-01"), month("a2", "d2", "Halvern", "2031-03-15")
    told = History([reading("d1", [one]), reading("d2", [other])])
    assert not told.together("a1", "a2")
    assert told.of("a1").overlaps == (told.of("a2").id,)
    assert told.of("a1").contains == told.of("a2").contains == ()


def month(name: str, document: str, place: str | None, since: str) -> Act:
    made = act(name, document, extent="aggregate", count=(230, None), place=place)
    until = {"2031-03-01": "2031-03-31", "2031-03-15": "2031-04-15"}[since]
    return replace(
        made, time=ActTime(start=0, end=1, text="a month", low=since, high=until, precision="range")
    )


@pytest.mark.parametrize("copies", [0, 1, 4])
def test_one_telling_read_as_a_total_or_a_copy_of_it_makes_no_total_of_an_event(copies: int) -> None:
    """'The town was shelled on four days', in the story of a market that was struck on one."""
    first = reading(
        "d0",
        [
            act("a0", "d0", count=(14, None)),
            act("b0", "d0", "attack", extent="aggregate", count=(4, None), at=60),
        ],
    )
    again = [
        reading(f"z{n}", [act(f"c{n}", f"z{n}", "attack", extent="aggregate", count=(4, None), at=60)])
        for n in range(copies)
    ]
    told = [first, *again, reading("d9", [act("a9", "d9", count=(17, 17))])]
    history = History(told, {r.document: STORY for r in (first, *again)})
    assert history.of("a0").extent == "single"


def test_what_its_only_origin_tells_as_a_total_stays_one() -> None:
    history = History([reading("d0", [act("a0", "d0", extent="aggregate", count=(230, None))])])
    assert history.of("a0").extent == "aggregate"


@pytest.mark.parametrize(
    ("extents", "told"),
    [
        (("single", "single", "aggregate"), "single"),
        (("single", "aggregate"), "single"),
        (("single", "aggregate", "aggregate"), "aggregate"),
        (("series", "series", "single"), "series"),
    ],
)
def test_what_most_origins_tell_says_whether_it_is_one_event_and_of_as_many_the_narrower(
    extents: tuple[str, ...], told: str
) -> None:
    tellings = [
        Telling(act=act(f"a{n}", f"d{n}", extent=extent, count=(14, 14)), origins=(f"o{n}",))
        for n, extent in enumerate(extents)
    ]
    assert event(tellings, (), {t.id: t for t in tellings}).extent == told
