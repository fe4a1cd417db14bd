"""What is weighed, and what is never added."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.case import Material
from chapeau.assess.elements import law
from chapeau.assess.findings import findings
from chapeau.ground.settings import Settings
from chapeau.records import Act, Dependence, Pattern, Reading, Skipped, Statement
from chapeau.weigh.patterns import patterns
from tests.link.material import History, act, reading, statement
from tests.link.test_incidents import HISTORIES, STORY


def weighed(history: History, **more: object) -> dict[str, Pattern]:
    made = patterns(history.incidents, history.acts, history.origins, history.resting, **more)  # type: ignore[arg-type]
    return {f"{p.name} {p.of}" if p.name.startswith("count.") else p.name: p for p in made}


def test_two_tolls_of_one_event_stand_beside_each_other() -> None:
    history = History(
        [reading("d1", [act("a1", "d1", count=(14, 14))]), reading("d2", [act("a2", "d2", count=(17, 17))])]
    )
    figure = weighed(history)[f"count.killed {history.of('a1').id}"]
    assert (figure.low, figure.high, figure.value) == (14, 17, None)
    assert "cannot all be right" in figure.words


def test_tolls_over_events_are_no_sum_and_totals_stand_apart() -> None:
    readings = [
        reading("d1", [act("a1", "d1", count=(14, 14))]),
        reading("d2", [act("a2", "d2", place="Tessick", count=(6, 6))]),
        reading("d3", [act("a3", "d3", extent="aggregate", count=(230, None))]),
    ]
    figure = weighed(History(readings))["counts.killed"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert [(b.label, b.value) for b in figure.bars] == [("highest 'at least' said of one event", 14)]
    assert len(figure.left_out) == 1
    assert "2 single events (14, 6)" in figure.words
    assert "1 total or series (at least 230)" in figure.words


def test_what_is_missing_is_counted_with_what_it_is_missing_from() -> None:
    history = History(
        [reading("d1", [act("a1", "d1", place=None, day=None)]), reading("d2", [act("a2", "d2")])]
    )
    lost = Skipped(id="skip-1", step="preserve", what="a.bin", reference="input-binary", message="Not text.")
    figures = weighed(history, skipped=[lost], languages=[("d1", "en"), ("d9", "es")])
    assert figures["missing.no_place"].rests_on == (history.of("a1").id,)
    assert figures["missing.no_date"].value == 1
    assert figures["missing.no_party"].value == 2
    assert figures["missing.languages"].rests_on == ("d9",)
    assert "1 input-binary" in figures["missing.skipped"].words


@pytest.mark.parametrize(
    ("decided", "row", "support"),
    [((), "one_origin", "one_origin"), (("independent",), "independent_origins", "independent")],
)
def test_origins_that_depend_on_a_third_count_as_one_in_every_figure_and_in_the_finding_unless_a_person_parted_them(
    decided: tuple[Literal["independent"], ...], row: str, support: str
) -> None:
    history = History(
        [
            reading("d1", [act("a1", "d1", count=(14, 14))]),
            reading("d2", [act("a2", "d2", count=(14, 14))]),
            reading("d3"),
        ]
    )
    left, right = history.of("a1").origins
    (third,) = {o.id for o in history.origins} - {left, right}
    said = [(*sorted((o, third)), "found") for o in (left, right)] + [
        (left, right, state) for state in decided
    ]
    found = [Dependence(left=a, right=b, state=state, why="") for a, b, state in said]  # type: ignore[arg-type]
    figures = weighed(history, dependences=found)
    rows = {"one_origin", "several_origins", "independent_origins"}
    assert {name for name in rows if figures[name].value} == {row}
    bars = {b.label: b.low for b in figures["scale.killed"].bars}
    assert bars["from two or more origins"] == (14 if decided else None)
    falls = [b.label for b in figures["blind_spots.origins"].bars]
    assert len(falls) == (2 if decided else 0)
    case = Material(
        incidents=history.incidents,
        acts=history.acts,
        origins=history.origins,
        rests_on=history.resting,
        dependences=found,
    )
    assert {f.support for f in findings(law(), case, Settings()) if f.alleged == "yes"} == {support}


@pytest.mark.parametrize(
    ("certainty", "told"),
    [("asserted", 1), ("possible", 1), ("denied", 0), ("attempted", 0), ("threatened", 0)],
)
def test_what_was_done_or_possibly_done_is_weighed_and_nothing_else(certainty: str, told: int) -> None:
    figures = weighed(History([reading("d1", [act("a1", "d1", certainty=certainty)])]))
    assert figures["one_origin"].value == told
    assert figures["missing.no_party"].value == told


def test_each_incident_stands_in_one_row_of_one_several_or_independent_origins() -> None:
    history = History(
        [
            reading("d1", [act("a1", "d1"), act("b1", "d1", place="Tessick")]),
            reading("d2", [act("a2", "d2")]),
            reading("d3", [act("c3", "d3", place="Ostrey")]),
            reading("d4", [act("c4", "d4", place="Ostrey")]),
        ]
    )
    left, right = history.of("c3").origins
    decided = Dependence(left=left, right=right, state="independent", why="A person asked both.")
    figures = weighed(history, dependences=[decided])
    assert {name: figures[name].rests_on for name in ("one_origin", "several_origins", "independent_origins")} == {
        "one_origin": (history.of("b1").id,),
        "several_origins": (history.of("a1").id,),
        "independent_origins": (history.of("c3").id,),
    }  # fmt: skip


def test_a_dependence_that_was_found_takes_an_incident_to_one_origin() -> None:
    history = History([reading("d1", [act("a1", "d1")]), reading("d2", [act("a2", "d2")])])
    left, right = history.of("a1").origins
    figures = weighed(history, dependences=[Dependence(left=left, right=right, state="found", why="")])
    assert (figures["one_origin"].value, figures["several_origins"].value) == (1, 0)


@pytest.mark.parametrize(
    ("certainty", "basis", "seen"),
    [("asserted", "saw", 1), ("asserted", "told_by", 0), ("denied", "saw", 0)],
)
def test_first_hand_is_a_telling_by_someone_who_saw_it_done(certainty: str, basis: str, seen: int) -> None:
    history = History(
        [
            reading("d1", [act("a1", "d1")]),
            reading("d2", [act("a2", "d2", certainty=certainty, basis=basis)]),
        ]
    )
    assert history.together("a1", "a2")
    assert weighed(history)["first_hand"].value == seen


@settings(max_examples=30, deadline=None)
@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_no_figure(told: list[Reading], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weighed(History(told)) == weighed(History(shuffled))


@settings(max_examples=30, deadline=None)
@given(HISTORIES)
def test_a_denied_or_threatened_act_moves_no_figure(told: list[Reading]) -> None:
    def figures(readings: list[Reading]) -> set[tuple[object, ...]]:
        return {(p.name, p.value, p.low, p.high, p.words) for p in weighed(History(readings)).values()}

    done = [
        replace(r, acts=tuple(a for a in r.acts if a.certainty in ("asserted", "possible"))) for r in told
    ]
    assert figures(told) == figures(done)


ASKED = "Did they do the deed?"


def in_question(told: Act, how: str) -> Act:
    """The act as its author's own question, or in the words of one who asks about it or doubts it."""
    if how == "author":
        return replace(told, certainty="possible", evidence=replace(told.evidence, text=ASKED))
    return replace(told, certainty="possible", said_in=f"{told.document}-{how}")


def voices(of: Reading) -> tuple[Statement, ...]:
    return (
        statement(f"{of.document}-asks", of.document, "a reporter", "asks"),
        statement(f"{of.document}-doubts", of.document, "a neighbour", "doubts"),
    )


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.data())
def test_what_texts_only_ask_about_or_doubt_moves_no_figure_but_the_number_of_such_events(
    told: list[Reading], draw: st.DataObject
) -> None:
    hows = {
        a.id: draw.draw(st.sampled_from(["told", "author", "asks", "doubts"])) for r in told for a in r.acts
    }
    doubted = [
        replace(
            r,
            acts=tuple(a if hows[a.id] == "told" else in_question(a, hows[a.id]) for a in r.acts),
            statements=voices(r),
        )
        for r in told
    ]
    done = [
        replace(r, acts=tuple(a for a in r.acts if hows[a.id] == "told"), statements=voices(r)) for r in told
    ]

    def figures(readings: list[Reading]) -> set[tuple[object, ...]]:
        made = weighed(History(readings), statements=[s for r in readings for s in r.statements])
        left = {name: p for name, p in made.items() if name != "missing.untold"}
        return {(p.name, p.value, p.low, p.high, p.words, len(p.rests_on)) for p in left.values()}

    assert figures(doubted) == figures(done)


def test_events_that_stand_in_questions_alone_are_counted_and_named() -> None:
    readings = [
        reading("d1", [in_question(act("a1", "d1"), "author")]),
        reading("d2", [act("a2", "d2", place="Tessick")]),
    ]
    history = History(readings)
    figures = weighed(history)
    assert figures["missing.untold"].rests_on == (history.of("a1").id,)
    assert figures["one_origin"].rests_on == (history.of("a2").id,)
    assert "1 of 1 incidents" in figures["one_origin"].words


def test_a_tenth_copy_raises_no_figure_but_the_number_of_copies() -> None:
    first = reading("d0", [act("a0", "d0", count=(14, None))])

    def history(copies: int) -> History:
        more = [
            replace(first, document=f"z{n}", acts=(replace(first.acts[0], id=f"b{n}", document=f"z{n}"),))
            for n in range(copies)
        ]
        return History(
            [first, *more, reading("d1", [act("a9", "d1")])], {r.document: STORY for r in (first, *more)}
        )

    nine, ten = weighed(history(9)), weighed(history(10))
    differing = {
        name
        for name in nine
        if (nine[name].value, nine[name].low, nine[name].high)
        != (ten[name].value, ten[name].low, ten[name].high)
    }
    assert differing == {"copies"}
    assert ten["copies"].value == 10
