"""What each incident says that can be tested, and what changes none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.records import (
    Act,
    Actor,
    Contradiction,
    Incident,
    IncidentLink,
    Method,
    Period,
    Perpetrator,
    Place,
    Reading,
    Score,
    Victim,
)
from chapeau.weigh.cells import cell
from chapeau.weigh.linkages import linkages
from chapeau.weigh.told import Rows, Told, Who, exact_day, has_family, kinds_of_place, rows, supporting
from tests.link.material import History, act, reading
from tests.link.test_incidents import HISTORIES
from tests.weigh.made import incident, told

NOBODY = Who()


def row(history: History, who: Who = NOBODY) -> Told:
    (only,) = rows(history.incidents, {a.id: a for a in history.acts}, who).told
    return only


def method(key: str) -> Method:
    return Method(start=0, end=1, text=key, kind="method", key=key)


def test_methods_victims_and_units_of_all_tellings_stand_in_one_row() -> None:
    unit = Perpetrator(start=0, end=1, text="4th Brigade", kind="unit", actor="4th")
    child = Victim(
        start=0, end=1, text="a girl", kind="individual", age_group="child", status_at_time="civilian"
    )
    first = replace(act("a1", "d1", methods=(method("electric_shock"),)), perpetrators=(unit,))
    children = (child, replace(child, occupation="Teacher"))
    second = replace(act("a2", "d2", custody=True), victims=children)
    history = History([reading("d1", [first]), reading("d2", [second])])
    brigade = Actor(id="act-4", name="Fourth Brigade", kind="unit", aliases=(), names=())
    of_history = row(history, Who(of={("d1", "4th"): "act-4"}, actors={"act-4": brigade}))
    assert of_history.methods == ("electric shock",)
    assert of_history.units == ("Fourth Brigade",)
    assert of_history.victims == ("child", "civilian", "people held", "teacher")


def test_what_is_denied_adds_nothing_to_a_row() -> None:
    one = act("a1", "d1", methods=(method("beating"),))
    denial = act("a2", "d2", certainty="denied", methods=(method("burning"),))
    assert row(History([reading("d1", [one]), reading("d2", [denial])])).methods == ("beating",)


def test_an_act_that_is_told_only_to_be_denied_adds_nothing_to_a_row() -> None:
    acts = {
        "a-1": act("a-1", "d1", methods=(method("beating"),)),
        "b": act("b", "d2", methods=(method("burning"),)),
    }
    denied = Contradiction(field="occurrence", left="a-1", right="b", why="The other denies it.")
    (only,) = rows([incident("1", acts=("a-1", "b"), contradictions=(denied,))], acts, NOBODY).told
    assert only.methods == ("beating",)


def test_an_act_that_was_taken_back_adds_nothing_to_a_row_nor_does_what_takes_it_back() -> None:
    acts = {n: act(n, n, methods=(method(n),)) for n in ("beating", "burning", "shooting")}
    back = Contradiction(field="retraction", left="burning", right="shooting", why="taken back")
    one = incident("1", acts=tuple(acts), contradictions=(back,))
    (only,) = rows([one], acts, NOBODY).told
    assert only.methods == ("beating",)
    assert supporting(one, acts) == (acts["beating"],)


@pytest.mark.parametrize(
    ("time", "told_to_the_day"),
    [
        (Period(low="2031-03-12", high="2031-03-12", precision="day"), True),
        (Period(low="2031-03-12", high="2031-03-12", precision="hour", inferred=True), True),
        (Period(low="2031-03-01", high="2031-03-31", precision="month"), False),
        (Period(low=None, high="2031-03-12", precision="range"), False),
        (None, False),
    ],
)
def test_a_month_or_an_open_range_is_no_day(time: Period | None, told_to_the_day: bool) -> None:
    assert (exact_day(time) is not None) is told_to_the_day


@pytest.mark.parametrize(
    ("precision", "placed", "pointed"),
    [("site", True, True), ("settlement", True, True), ("district", True, False), ("region", False, False), ("country", False, False)],
)  # fmt: skip
def test_the_centre_of_a_country_is_no_place_and_that_of_a_district_no_point(
    precision: str, placed: bool, pointed: bool
) -> None:
    at = Place(start=0, end=1, text="Halvern", lat=-45.0, lon=-120.0, precision=precision, id="case:1")  # type: ignore[arg-type]
    (only,) = rows([incident("1", place="Halvern", time=None)], {}, NOBODY).told
    assert only.lacks(["day"])
    (only,) = rows([replace(incident("1"), place=at)], {}, NOBODY).told
    assert (only.place is not None, only.point is not None) == (placed, pointed)


def test_totals_and_series_make_no_row() -> None:
    assert len(rows([incident("1", extent="aggregate"), incident("2", extent="series")], {}, NOBODY)) == 0


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [("the village school", ["school"]), ("two hospitals", ["hospital"]), ("a bridge of the old town", ["road"]), ("the ministerial car", [])],
)  # fmt: skip
def test_a_phrase_tells_its_kind_of_place_by_whole_words(phrase: str, kinds: list[str]) -> None:
    assert list(kinds_of_place(phrase)) == kinds


def test_the_order_of_rows_rests_on_what_is_told_before_any_id() -> None:
    one, other = told("z", 1), told("a", 2)
    assert [t.incident for t in Rows([other, one]).told] == ["z", "a"]


def contents(
    incidents: Iterable[Incident], acts: Mapping[str, Act], resting: Mapping[str, tuple[str, ...]]
) -> list[list[Told]]:
    """The rows as linked, and over all other linkages, without ids."""
    linked = tuple(incidents)
    others = [k.incidents for k in linkages(linked, acts, resting, NOBODY)]
    made = [[replace(t, incident="") for t in rows(those, acts, NOBODY).told] for those in (linked, *others)]
    return [those for n, those in enumerate(made) if those not in made[:n]]


def with_copies(i: Incident) -> Incident:
    """The incident with a copy of each act, linked as its original is."""
    links = [replace(k, left=f"z-{k.left}", right=f"z-{k.right}") for k in i.links]
    to_originals = [IncidentLink(left=a, right=f"z-{a}", score=Score(value=0.66, parts=())) for a in i.acts]
    return replace(i, acts=(*i.acts, *(f"z-{a}" for a in i.acts)), links=(*i.links, *links, *to_originals))


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.sampled_from(["as told", "denied", "threatened"]))
def test_a_copy_a_denial_or_a_threat_changes_no_row_over_any_linkage(
    told: list[Reading], certainty: str
) -> None:
    history = History(told)
    acts = {a.id: a for a in history.acts}
    resting = {r.act: r.origins for r in history.resting}
    copies = {f"z-{a.id}": replace(a, id=f"z-{a.id}", document=f"z-{a.document}") for a in history.acts}
    if certainty != "as told":
        copies = {i: replace(a, certainty=certainty, methods=(method("new"),)) for i, a in copies.items()}  # type: ignore[arg-type]
    resting_too = resting | {f"z-{a}": origins for a, origins in resting.items()}
    after = contents((with_copies(i) for i in history.incidents), acts | copies, resting_too)
    assert after == contents(history.incidents, acts, resting)


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_a_history_without_its_denials_and_threats_has_the_same_rows(told: list[Reading]) -> None:
    done = [
        replace(r, acts=tuple(a for a in r.acts if a.certainty in ("asserted", "possible"))) for r in told
    ]

    def as_linked(history: History) -> list[Told]:
        acts = {a.id: a for a in history.acts}
        return [replace(t, incident="") for t in rows(history.incidents, acts, NOBODY).told]

    assert as_linked(History(told)) == as_linked(History(done))


@pytest.mark.parametrize(("lat", "lon"), [(-45.0, -120.0), (64.96, 25.3), (0.0, 179.999), (0.0, -179.999)])
def test_the_area_of_a_row_is_the_cell_that_spread_counts_its_place_in(lat: float, lon: float) -> None:
    told_at = incident("1")
    there = replace(told_at, place=replace(told_at.place, lat=lat, lon=lon))  # type: ignore[type-var]
    (row,) = rows([there], {}, Who()).told
    assert row.point == (lat, lon)
    assert row.area == "{}:{}".format(*cell(lat, lon))


def test_one_town_is_one_area_also_over_the_date_line_and_far_from_the_equator() -> None:
    told_at = incident("1")
    assert told_at.place is not None
    for (lat, lon), (north, east) in (((0.5, 179.99), (0.5, -179.99)), ((69.6, 18.9), (69.6, 19.0))):
        pair = [
            replace(told_at, id=f"i{n}", place=replace(told_at.place, lat=y, lon=x))
            for n, (y, x) in enumerate(((lat, lon), (north, east)))
        ]
        assert len({t.area for t in rows(pair, {}, Who()).told}) == 1


def test_rows_of_a_kind_and_rows_too_coarse_are_those_that_one_by_one_would_be() -> None:
    made = Rows(
        told(
            f"i{n}",
            n if n % 3 else None,
            "Halvern" if n % 4 else None,
            ("killing", "torture", "attack")[n % 3],
        )
        for n in range(24)
    )
    wanted = ("killing", "attack")
    of_kind = [t for t in made.told if not set(wanted).isdisjoint(t.families)]
    assert list(made.only(has_family(wanted)).told) == of_kind
    assert [t for t, is_one in zip(made.told, made.are(wanted), strict=True) if is_one] == of_kind
    assert made.only(has_family(())) is made
    coarse = sorted(t.incident for t in made.told if t.lacks(("day", "place")))
    fine = made.with_all(("day", "place"))
    assert sorted((*fine.ids, *coarse)) == list(made.ids)


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, ()),
        ({"status_at_time": "participation_claimed"}, ()),
        ({"status_at_time": "hors_de_combat"}, ("hors de combat",)),
        ({"sex": "woman"}, ("woman",)),
        ({"sex": "man", "kind": "group"}, ()),
        ({"sex": "unknown", "age_group": "adult"}, ()),
        ({"occupation": "Journalist", "age_group": "child", "sex": "other"}, ("child", "journalist")),
    ],
)
def test_a_victim_is_of_the_kinds_that_the_text_gives_and_of_no_other(
    fields: dict[str, str], kinds: tuple[str, ...]
) -> None:
    whom = Victim(**{"start": 0, "end": 1, "text": "x", "kind": "individual", **fields})  # type: ignore[arg-type]
    history = History([reading("d1", [replace(act("a1", "d1"), victims=(whom,))])])
    assert row(history).victims == kinds


@pytest.mark.parametrize(
    ("fields", "units"),
    [
        ({"role": "direct"}, ("the brigade",)),
        ({"role": "unclear"}, ("the brigade",)),
        ({"role": "ordered"}, ()),
        ({"role": "failed_to_prevent"}, ()),
        ({"kind": "organisation"}, ()),
    ],
)
def test_a_unit_did_it_where_it_is_told_to_have_done_it_itself(
    fields: dict[str, str], units: tuple[str, ...]
) -> None:
    who = Perpetrator(**{"start": 0, "end": 1, "text": "the brigade", "kind": "unit", **fields})  # type: ignore[arg-type]
    history = History([reading("d1", [replace(act("a1", "d1"), perpetrators=(who,))])])
    assert row(history).units == units
