"""Which tests are made: a named one is the program's own where it limits nothing, and is asked only of what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from chapeau.ground.settings import TestSetting
from chapeau.weigh.dealing import Outcome
from chapeau.weigh.questions import Question, answered
from chapeau.weigh.told import Rows, Told
from tests.weigh.made import FIRST, told

TOWNS = {"Halvern": (-45.0, -120.0), "Tessick": (-45.02, -120.01), "Ostrey": (-45.4, -120.6)}
FAMILIES = ("detention", "torture", "killing", "attack")


def rows() -> Rows:
    """A hundred and sixty incidents of four kinds in three towns, by two parties, over a hundred days."""
    random, made = Random(4), []
    for n in range(160):
        town = random.choice(sorted(TOWNS))
        lat, lon = TOWNS[town]
        made.append(
            told(
                f"i{n:03}", random.randrange(100), town, random.choice(FAMILIES),
                method=random.choice(("burning", "beating")), party=random.choice(("Orvania", "Sundrel")),
                unit=random.choice(("3rd Brigade", None)), point=(lat + random.random() / 20, lon),
                victims=random.choice(((), ("civilian",), ("child",))), place_kinds=random.choice(((), ("market",), ("school",))),
                worked_out=random.random() < 0.3,
            )
        )  # fmt: skip
    return Rows(made)


ALL = rows()
PLAIN = TestSetting(
    name="one", asks="space_time", hypothesis="Near in place, near in time.", named_by="A. Analyst", named_on="2031-02-20"
)  # fmt: skip


def asked(setting: TestSetting, of: Rows = ALL) -> tuple[Question, Outcome]:
    question, answer = next(iter(answered(of, [setting])))
    assert isinstance(answer, Outcome), answer
    return question, answer


@pytest.fixture(scope="module")
def by_itself() -> dict[str, tuple[Question, Outcome]]:
    """What the program tries by itself, by name."""
    return {q.name: (q, a) for q, a in answered(ALL, []) if isinstance(a, Outcome)}


SAME: tuple[tuple[dict[str, object], str], ...] = (
    ({"asks": "space_time"}, "space_time.all"),
    ({"asks": "space_time", "families": ("killing",)}, "space_time.killing"),
    ({"asks": "mantel"}, "space_time.mantel"),
    ({"asks": "sequence", "families": ("detention", "torture")}, "sequence.detention_then_torture"),
    ({"asks": "burst"}, "bursts.all"),
    ({"asks": "burst", "families": ("killing",)}, "bursts.killing"),
    ({"asks": "over_dispersion"}, "dispersion.weeks"),
    ({"asks": "evenness"}, "evenness.weeks"),
)
"""A named test that limits nothing, and the one by the program that asks the same."""


@pytest.mark.parametrize(("given", "name"), SAME)
def test_a_named_test_that_limits_nothing_gives_the_figure_of_the_program_s_own(
    given: dict[str, object], name: str, by_itself: dict[str, tuple[Question, Outcome]]
) -> None:
    question, answer = asked(replace(PLAIN, **given))  # type: ignore[arg-type]
    own, found = by_itself[name]
    assert (answer.figure, answer.rests_on) == (found.figure, found.rests_on)
    assert question.form == own.form
    assert (question.named is None, own.named) == (False, None)
    assert answer.p == pytest.approx(found.p, abs=0.06)


def test_every_kind_of_test_that_can_be_named_is_one_that_the_program_could_try(
    by_itself: dict[str, tuple[Question, Outcome]],
) -> None:
    named = {str(given["asks"]) for given, _ in SAME} | {"concentration"}
    assert named == {q.form.asks for q, _ in by_itself.values()} | {"concentration"}


LIMITS: tuple[tuple[dict[str, object], Callable[[Told], bool]], ...] = (
    ({"low": "2031-03-20"}, lambda t: (t.day or 0) >= FIRST + 19),
    ({"high": "2031-05-10"}, lambda t: (t.day or 0) <= FIRST + 70),
    ({"low": "2031-03-20", "high": "2031-05-10"}, lambda t: FIRST + 19 <= (t.day or 0) <= FIRST + 70),
    ({"place": "HALVERN"}, lambda t: t.place == "Halvern"),
    ({"party": "Orvania"}, lambda t: "Orvania" in t.parties),
    ({"unit": "3rd Brigade"}, lambda t: "3rd Brigade" in t.units),
    ({"method": "burning"}, lambda t: "burning" in t.methods),
    ({"victim": "civilian"}, lambda t: "civilian" in t.victims),
    ({"place_kind": "market"}, lambda t: "market" in t.place_kinds),
    ({"families": ("killing", "attack")}, lambda t: t.families[0] in ("killing", "attack")),
    ({"printed_days": True}, lambda t: not t.worked_out),
    ({"party": "Sundrel", "method": "beating"}, lambda t: "Sundrel" in t.parties and "beating" in t.methods),
)
"""What a person may set, and which incidents that leaves."""


@pytest.mark.parametrize(("given", "meant"), LIMITS)
def test_what_a_person_sets_leaves_the_incidents_that_it_names_and_no_others(
    given: dict[str, object], meant: Callable[[Told], bool]
) -> None:
    within_a_town = replace(PLAIN, km=3.0)
    _, limited = asked(replace(within_a_town, **given))  # type: ignore[arg-type]
    _, alone = asked(within_a_town, Rows(t for t in ALL.told if meant(t)))
    assert (limited.figure, limited.p, limited.words, limited.bars, limited.rests_on) == (
        alone.figure, alone.p, alone.words, alone.bars, alone.rests_on
    )  # fmt: skip
    assert np.array_equal(limited.drawn, alone.drawn)
    assert limited.figure < asked(within_a_town)[1].figure


def test_how_near_counts_as_near_is_what_a_person_says() -> None:
    figures = [asked(replace(PLAIN, km=km, days=days))[1].figure for km, days in ((2, 3), (2, 9), (10, 9))]
    assert figures == sorted(set(figures))


@pytest.mark.parametrize("days", [1, 30])
def test_a_step_may_be_as_late_as_a_person_says(days: int) -> None:
    setting = replace(PLAIN, asks="sequence", families=("detention", "torture"), days=days)
    _, answer = asked(setting)
    firsts = [t for t in ALL.told if t.families == ("detention",)]
    later = [t for t in ALL.told if t.families == ("torture",)]
    followed = [
        t
        for t in firsts
        if any(u.place == t.place and 0 < (u.day or 0) - (t.day or 0) <= days for u in later)
    ]
    assert answer.figure == len(followed)


def test_days_that_a_person_named_are_those_over_which_bursts_and_weeks_are_asked() -> None:
    for asks in ("burst", "over_dispersion", "evenness"):
        inside = replace(PLAIN, asks=asks, low="2031-03-10", high="2031-05-18")  # type: ignore[arg-type]
        outside = Rows((*ALL.told, *(told(f"o{n}", 200 + n) for n in range(30))))
        assert asked(inside)[1].figure == asked(inside, outside)[1].figure


@pytest.mark.parametrize(
    ("given", "need"),
    [
        ({"method": "burning", "party": "Orvania"}, "place"),
        ({"place_kind": "market", "party": "Orvania"}, "area"),
        ({"victim": "civilian", "place_kind": "market"}, "area"),
    ],
)
def test_what_is_compared_limits_nothing_and_needs_a_place_as_fine_as_its_strata(
    given: dict[str, object], need: str
) -> None:
    question, answer = asked(replace(PLAIN, asks="concentration", **given))  # type: ignore[arg-type]
    assert question.form.needs == ("day", need)
    assert len(question.of(ALL)) == len(ALL)
    labels = {"method": "methods", "party": "parties", "place_kind": "place_kinds", "victim": "victims"}
    told_with = [t for t in ALL.told if all(v in getattr(t, labels[k]) for k, v in given.items())]
    assert answer.figure == len(told_with)


def test_named_tests_come_first_in_order_of_name_and_change_no_other() -> None:
    tests = [replace(PLAIN, name=name) for name in ("b", "a", "c")]
    found, own = list(answered(ALL, tests)), list(answered(ALL, []))
    assert [q.name for q, _ in found[:3]] == ["test.a", "test.b", "test.c"]
    assert [q.name for q, _ in found[3:]] == [q.name for q, _ in own]


def test_the_same_incidents_over_another_linkage_give_the_same_figure_and_none_give_none(
    by_itself: dict[str, tuple[Question, Outcome]],
) -> None:
    for question, answer in by_itself.values():
        again = answer.again(question.of(ALL))
        assert again in (answer.figure, None)
        assert again is not None or question.form.asks == "mantel"
        assert answer.again(Rows(())) in (None, 0.0)
