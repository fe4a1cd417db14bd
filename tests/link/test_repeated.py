"""What a copy only tells again is made nothing of; what it adds in words of its own counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link.event import event
from chapeau.link.repeated import ends, retold, said_again
from chapeau.link.telling import Telling
from chapeau.records import Act, Incident, Perpetrator, Reading, Repeated, Span
from tests.link.material import History, act, reading
from tests.link.test_incidents import STORY, decision

SENTENCE = "Shells killed fourteen people in the market of Halvern that morning."
BOILERPLATE = "Nobody dared to go out until the shooting was over."


def said(name: str, document: str, words: str = SENTENCE, **more: object) -> Act:
    """An act whose sentence is `words`; its place and number stand in them."""
    made = act(name, document, **more)  # type: ignore[arg-type]
    at = made.evidence.start
    return replace(made, evidence=Span(start=at, end=at + len(words), text=words))


def copied(*readings: Reading) -> History:
    return History(readings, {r.document: STORY for r in readings})


def test_a_copied_sentence_repeats_the_first_whatever_day_place_or_kind_it_was_read_to_tell() -> None:
    first = reading("d1", [said("a1", "d1", count=(14, 14))], day="2031-03-12")
    later = [
        said("a2", "d2", day="2031-03-19", count=(14, 14)),
        said("a2", "d2", place="Tessick", count=(14, 14)),
        said("a2", "d2", kind="attack", count=(15, 15)),
    ]
    for one in later:
        told = copied(first, reading("d2", [one], day="2031-03-20"))
        (incident,) = told.incidents
        assert incident.repeated == (Repeated(act="a2", of="a1"),)
        assert incident.first_told == ("a1",)
        assert (incident.types, incident.place, incident.time, incident.tellings) == whole(
            copied(first).of("a1")
        )


def whole(incident: Incident) -> tuple[object, ...]:
    return incident.types, incident.place, incident.time, incident.tellings


@pytest.mark.parametrize(
    "printed",
    [
        f"HALVERN, March 12, 2031 (Meridian Wire) - {SENTENCE}",
        f"HALVERN (Meridian Wire) — {SENTENCE}",
        f"RT: HALVERN (MW) - {SENTENCE}",
    ],
)
def test_a_dateline_is_none_of_the_words(printed: str) -> None:
    bare = Telling(act=said("a1", "d1", count=(14, 14)), origins=("o",))
    act_ = said("a2", "d2", printed, count=(14, 14))
    at = printed.index("killed")
    lined = Telling(act=replace(act_, triggers=(Span(start=at, end=at + 6, text="killed"),)), origins=("o",))
    plain = replace(
        bare,
        act=replace(bare.act, triggers=(Span(start=SENTENCE.index("killed"), end=13, text="killed"),)),
    )
    assert said_again([plain, lined]) == {"a2": "a1"}


@pytest.mark.parametrize(
    ("origins", "repeats"), [(("o", "o"), {"a2": "a1"}), (("o", "p"), {}), (((), ()), {})]
)
def test_only_what_rests_on_the_same_origin_is_told_again(
    origins: tuple[str | tuple[()], str | tuple[()]], repeats: dict[str, str]
) -> None:
    told = [
        Telling(act=said(f"a{n}", f"d{n}", count=(14, 14)), origins=(o,) if o else ())  # type: ignore[arg-type]
        for n, o in enumerate(origins, 1)
    ]
    assert said_again(told) == repeats


def test_a_sentence_that_can_be_told_of_any_event_repeats_that_of_its_place_and_day_alone() -> None:
    told = [
        Telling(act=said("a1", "d1", BOILERPLATE, day="2031-03-12"), origins=("o",), root=True),
        Telling(act=said("a2", "d2", BOILERPLATE, place="Tessick", day="2031-03-19"), origins=("o",)),
        Telling(act=said("a3", "d3", BOILERPLATE, place="Tessick", day="2031-03-19"), origins=("o",)),
        Telling(act=said("a4", "d4", BOILERPLATE, place=None, day=None), origins=("o",)),
    ]
    elsewhere = [
        replace(t, act=replace(t.act, places=tuple(replace(p, start=900) for p in t.act.places), time=t.act.time and replace(t.act.time, start=900)))
        for t in told
    ]  # fmt: skip
    assert said_again(elsewhere) == {"a3": "a2", "a4": "a1"}


def test_what_a_person_decided_on_stands_for_itself() -> None:
    texts = [
        reading(d, [said(f"a-{d}", d, count=(14, 14)), act(f"b-{d}", d, "detention", place="Ostrey", at=90)])
        for d in ("d1", "d2")
    ]
    told = {r.document: STORY for r in texts}
    parted = History(texts, told, decisions=[decision("not_same", "a-d1", "a-d2")])
    assert parted.of("a-d1").id != parted.of("a-d2").id
    assert parted.of("a-d1").repeated == parted.of("a-d2").repeated == ()
    assert History(texts, told).together("a-d1", "a-d2")


def test_a_copys_own_headline_beside_what_it_repeats_goes_where_that_goes() -> None:
    headline = replace(
        act("a2", "d2", "attack", place=None, day=None),
        evidence=Span(start=0, end=20, text="Killing in the valley"),
    )
    body = replace(said("a3", "d2", day="2031-03-19", count=(14, 14), at=60), victims=())
    told = copied(
        reading("d1", [said("a1", "d1", count=(14, 14))], day="2031-03-12"),
        reading("d2", [headline, body], day="2031-03-20"),
    )
    (incident,) = told.incidents
    assert incident.first_told == ("a1",)
    assert incident.types == ("killing",)


def test_a_copy_in_other_words_goes_with_its_origin_however_many_tell_the_event() -> None:
    first = reading("d0", [act("a0", "d0", count=(14, None))])
    reworded = reading("d9", [act("a9", "d9", place=None, count=(14, None))])
    others = [
        reading(f"x{n}", [act(f"x{n}-{k}", f"x{n}", kind, at=20 * k) for k, kind in enumerate(KINDS)])
        for n in range(5)
    ]
    told = History([first, reworded, *others], {"d0": STORY, "d9": STORY})
    assert told.together("a0", "a9")
    assert "a9" not in told.of("a0").first_told


KINDS = ("killing", "attack", "injury")


# --- in other words --------------------------------------------------------------------------------------

FIRST = Telling(
    act=act("a1", "d1", count=(14, None), by="Orvanian army"), origins=("o",), root=True, parties=("xo",)
)


def later(**more: object) -> Telling:
    made = act("a2", "d2", **{"count": None, "place": None, "day": None, **more})  # type: ignore[arg-type]
    words = "Deeds were done there."
    return Telling(act=replace(made, evidence=Span(start=0, end=len(words), text=words)), origins=("o",))


def headline(words: str, **more: object) -> Telling:
    one = later(**more)
    return replace(one, act=replace(one.act, evidence=Span(start=0, end=len(words), text=words)))


@pytest.mark.parametrize(
    ("copy", "adds"),
    [
        (later(), False),
        (later(place="Halvern", day="2031-03-12", count=(14, 14)), False),
        (later(count=(17, 17)), False),
        (later(count=(9, 9)), True),
        (later(kind="injury"), True),
        (later(day="2031-03-13"), True),
        (later(place="Tessick"), True),
        (replace(later(victim="Ana Vell"), victims=("ana vell",)), True),
        (replace(later(), parties=("xs",)), True),
        (headline("Shelling in Halvern", kind="attack"), False),
        (headline("Nine dead in Halvern", count=(9, 9)), True),
    ],
)
def test_what_a_further_text_of_an_origin_says_in_its_own_words_counts_where_it_says_more(
    copy: Telling, adds: bool
) -> None:
    assert dict(retold([FIRST, copy])) == ({} if adds else {"a2": "a1"})
    assert dict(retold([FIRST, replace(copy, origins=("p",))])) == {}


def test_a_unit_that_only_the_copy_names_counts() -> None:
    unit = Perpetrator(start=0, end=1, text="the 4th Brigade", kind="unit", actor="brigade")
    copy = later()
    assert dict(retold([FIRST, replace(copy, act=replace(copy.act, perpetrators=(unit,)))])) == {}


MEMBERS = st.lists(
    st.tuples(
        st.sampled_from(["killing", "attack", "injury"]),
        st.sampled_from(["Halvern", "Tessick", None]),
        st.sampled_from(["2031-03-12", "2031-03-13", None]),
        st.sampled_from([(14, None), (14, 14), (17, 17), None]),
        st.sampled_from(["single", "single", "series", "aggregate"]),
        st.sampled_from(["o1", "o2", "o3"]),
        st.sampled_from(["xo", "xs", None]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(MEMBERS, st.data())
def test_further_copies_of_any_tellings_move_nothing_that_is_made_of_an_event(
    told: list[tuple[str, str | None, str | None, tuple[int, int | None] | None, str, str, str | None]],
    data: st.DataObject,
) -> None:
    members = [
        Telling(
            act=act(f"a{n}", f"d{n}", kind, place=place, day=day, count=count, extent=extent, by=party),
            origins=(origin,),
            parties=(party,) if party else (),
        )
        for n, (kind, place, day, count, extent, origin, party) in enumerate(told)
    ]
    again = data.draw(st.lists(st.sampled_from(members), max_size=6))
    copies = [
        replace(t, act=replace(t.act, id=f"z{n}-{t.id}", document=f"z{n}")) for n, t in enumerate(again)
    ]
    carried = [*members, *copies]
    alone, many = (event(m, (), {t.id: t for t in m}) for m in (members, carried))
    assert replace(many, acts=alone.acts, repeated=alone.repeated) == alone
    assert {one.act for one in many.repeated} >= {t.id for t in copies}


def test_what_leads_in_a_circle_ends_at_the_least() -> None:
    assert dict(ends({"a": "b", "b": "c", "c": "b", "d": "a"})) == {"a": "b", "c": "b", "d": "b"}
    assert dict(ends({"a": "b", "b": "c"})) == {"a": "c", "b": "c"}
