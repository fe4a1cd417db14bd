"""How many events, and how many people at least: floors, never totals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from chapeau.ground.related import Related
from chapeau.records import CountTelling, Dependence, Incident, Pattern, Person, Reading
from chapeau.weigh.scale import scale
from tests.link.material import History, act, reading
from tests.link.test_incidents import HISTORIES, STORY
from tests.weigh.told import told

FAR = {"at": (5.0, 5.0)}
FIRST, SECOND, THIRD = "2031-03-12", "2031-04-12", "2031-05-12"


def figures(*incidents: Incident, **more: object) -> dict[str, Pattern]:
    return {p.name: p for p in scale(incidents, **more)}  # type: ignore[arg-type]


def bars(p: Pattern) -> dict[str, tuple[float | None, float | None]]:
    return {b.label: (b.low, b.high) for b in p.bars}


def test_the_dead_of_events_that_surely_differ_are_added_and_there_is_no_ceiling() -> None:
    found = figures(
        told("a", killed={"o1": (14, 17)}),
        told("b", day=SECOND, killed={"o2": (6, 6)}),
        told("c", day="2031-03-15", killed={"o3": (9, 9)}),
    )["scale.killed"]
    assert (found.value, found.low, found.high) == (None, 20, None)


def test_the_number_of_an_event_is_the_lowest_that_any_origin_gives() -> None:
    found = figures(told("a", killed={"o1": (14, None), "o2": (17, 17)}))["scale.killed"]
    assert found.low == 14


def test_a_number_without_a_lower_end_gives_no_floor() -> None:
    found = figures(told("a", killed={"o1": (None, 40)}))["scale.killed"]
    assert (found.low, found.left_out) == (None, ("a",))


def test_totals_and_series_are_in_no_sum_and_stand_beside_it() -> None:
    total = told("t", day=SECOND, killed={"o2": (230, None)}, extent="aggregate")
    found = figures(told("a", killed={"o1": (14, 14)}), total)["scale.killed"]
    assert (found.low, found.left_out) == (14, ("t",))
    assert bars(found)["total of (0.0, 0.0), 2031-04-12"] == (230, None)


def test_a_large_total_is_drawn_by_itself_beside_a_small_one_and_what_was_taken_back_is_not() -> None:
    totals = [told(f"t{n:02}", day=SECOND, killed={f"o{n}": (n, n)}, extent="aggregate") for n in range(1, 9)]
    gone = told("u", day=SECOND, killed={"o9": (900, 900)}, extent="aggregate", taken_back=True)
    found = [b for b in figures(*totals, gone)["scale.killed"].bars if b.rests_on and "total" in b.label]
    assert [(b.low, b.high) for b in found] == [(8, 8), (7, 7), (6, 6), (5, 5), (4, 4), (1, 3)]
    assert found[-1].label == "3 smaller totals or series, from the least to the largest"


def test_what_a_text_took_back_is_in_no_floor() -> None:
    event = told("a", killed={"o1": (40, 40)}, taken_back=True)
    assert figures(event)["scale.killed"].low is None
    assert figures(told("a", killed={"o1": (40, 40)}))["scale.killed"].low == 40


def test_those_detained_in_two_events_may_be_the_same_and_are_not_added() -> None:
    def detained(name: str, day: str, number: int) -> Incident:
        telling = CountTelling(origin="o1", of="detained", low=number, high=number, acts=(f"act-{name}",))
        return replace(told(name, day=day), tellings=(telling,))

    found = figures(detained("a", FIRST, 5), detained("b", SECOND, 7))["scale.detained"]
    assert found.low == 7


def test_support_is_of_the_number_and_each_floor_is_of_fewer_and_better_told_events() -> None:
    events = [
        told("a", killed={"o1": (30, 30)}),
        told("b", day=SECOND, killed={"o2": (20, 20), "o3": (21, 21)}),
        told("c", day=THIRD, killed={"o4": (10, 10), "o5": (10, 10)}),
        told("d", **FAR, killed={"o6": (5, 5)}, origins=("o6", "o7")),  # type: ignore[arg-type]
    ]
    independent = Dependence(left="o4", right="o5", state="independent", why="A person asked both.")
    found = figures(*events, related=Related([independent]))["scale.killed"]
    assert found.low == 65
    assert bars(found) == {
        "from two or more origins": (30, None),
        "from origins found independent": (10, None),
    }


def test_origins_between_which_dependence_was_found_support_a_number_as_one() -> None:
    found = Dependence(left="o2", right="o3", state="found", why="")
    pattern = figures(told("b", killed={"o2": (20, 20), "o3": (21, 21)}), related=Related([found]))[
        "scale.killed"
    ]
    assert bars(pattern)["from two or more origins"] == (None, None)


def test_events_are_between_those_that_surely_differ_and_those_that_are_told() -> None:
    events = [
        told("a"), told("b", day="2031-03-13", types=("killing", "torture.beating")), told("c", day=SECOND), told("d", at=None),
        told("t", extent="aggregate"),
    ]  # fmt: skip
    found = figures(*events)["scale.events"]
    assert (found.low, found.high, found.left_out) == (2, 4, ("t",))
    assert bars(found) == {"killing": (2, 4), "torture": (1, 1)}


def test_by_party_and_by_period_each_row_is_a_floor_of_its_own() -> None:
    events = [
        told("a", killed={"o1": (14, 14)}, parties=("p1",)),
        told("b", day=SECOND, killed={"o2": (6, 6)}, parties=("p1", "p2")),
        told("c", day=SECOND, killed={"o3": (4, 4)}, **FAR),  # type: ignore[arg-type]
    ]
    found = figures(*events, parties={"p1": "Orvania", "p2": "Ridge Guard"})
    assert bars(found["scale.killed.by_party"]) == {
        "Orvania": (20, None),
        "Ridge Guard": (6, None),
        "no party named": (4, None),
    }
    assert bars(found["scale.killed.by_period"]) == {"2031-03": (14, None), "2031-04": (10, None)}
    assert bars(found["scale.events.by_period"]) == {"2031-03": (1, 1), "2031-04": (2, 2)}


def test_an_event_told_over_two_months_is_in_neither_and_is_left_out() -> None:
    events = [
        told("a", killed={"o1": (14, 14)}), told("b", day=SECOND, killed={"o1": (6, 6)}),
        told("c", day="2031-03-20", until="2031-04-05", killed={"o1": (2, 2)}),
    ]  # fmt: skip
    assert figures(*events)["scale.killed.by_period"].left_out == ("c",)


def test_in_a_long_case_periods_are_years() -> None:
    events = [
        told("a", killed={"o1": (1, 1)}),
        told("b", day="2034-03-12", until="2034-04-12", killed={"o1": (2, 2)}),
    ]
    assert set(bars(figures(*events)["scale.killed.by_period"])) == {"2031", "2034"}


def test_a_party_or_period_has_no_higher_floor_than_the_case() -> None:
    middle = told("a", killed={"o1": (10, 10)}, parties=("p1",))
    sides = [
        told("b", day="2031-03-06", killed={"o1": (9, 9)}, parties=("p2",)),
        told("c", day="2031-03-18", killed={"o1": (9, 9)}, parties=("p2",)),
    ]
    found = figures(middle, *sides)
    assert found["scale.killed"].low == 10
    assert bars(found["scale.killed.by_party"])["p2"] == (10, None)


def test_persons_named_as_killed_are_a_floor_where_they_are_more() -> None:
    def person(name: str, acts: tuple[str, ...]) -> Person:
        return Person(
            id=name, name=name, names=(name,), listed=(), victims=(f"v-{name}",), lists=(), acts=acts, incidents=("a",)
        )  # fmt: skip

    event = told("a", killed={"o1": (1, 1)}, acts=("act-1", "act-2", "act-3"))
    acts = [act("act-1", "d1"), act("act-2", "d1"), act("act-3", "d1", "torture")]
    persons = [person("Ada", ("act-1",)), person("Bo", ("act-2",)), person("Cy", ("act-3",))]
    found = figures(event, acts=acts, persons=persons)["scale.killed"]
    assert found.low == 2
    assert bars(found)["named as killed, each once"] == (2, None)


@pytest.mark.parametrize("certainty", ["denied", "negated", "threatened", "future"])
def test_what_is_not_told_as_done_is_in_no_figure(certainty: str) -> None:
    found = figures(told("a", killed={"o1": (14, 14)}, certainty=certainty))
    assert set(found) == {"scale.events"}
    assert (found["scale.events"].low, found["scale.events"].high) == (0, 0)


def of_history(readings: list[Reading], texts: dict[str, str] | None = None) -> list[Pattern]:
    return list(scale(History(readings, texts).incidents))


@settings(max_examples=30, deadline=None)
@given(HISTORIES)
def test_a_denied_or_threatened_act_moves_no_figure_of_scale(readings: list[Reading]) -> None:
    def seen(told_in: list[Reading]) -> set[tuple[object, ...]]:
        return {(p.name, p.low, p.high, p.words, tuple(bars(p).items())) for p in of_history(told_in)}

    done = [
        replace(r, acts=tuple(a for a in r.acts if a.certainty in ("asserted", "possible"))) for r in readings
    ]
    assert seen(readings) == seen(done)


def test_a_tenth_copy_moves_no_figure_of_scale() -> None:
    first = reading("d0", [act("a0", "d0", count=(14, None), by="Orvanian army")])
    other = reading("d1", [act("a9", "d1", count=(17, 17)), act("b9", "d1", place="Tessick", count=(3, 3))])

    def seen(copies: int) -> list[tuple[object, ...]]:
        more = [
            replace(first, document=f"z{n}", acts=(replace(first.acts[0], id=f"b{n}", document=f"z{n}"),))
            for n in range(copies)
        ]
        made = of_history([first, *more, other], {r.document: STORY for r in (first, *more)})
        return [(p.name, p.low, p.high, p.words, tuple(bars(p).items())) for p in made]

    assert seen(1) == seen(10)
    assert any(name == "scale.killed" and low == 17 for name, low, *_ in seen(1))
