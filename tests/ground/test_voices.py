"""The chain of voices of an act: one answer for linking, weighing and assessing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.assess.case import Case
from chapeau.assess.rules import rules
from chapeau.ground.spans import contains
from chapeau.ground.voices import TAKING_AWAY, Voices
from chapeau.link import Resolved, tellings
from chapeau.records import Act, Span, Stance, Statement
from chapeau.weigh.patterns import patterns
from tests.assess.literal import act, incident, material, span, statement

WITNESS = statement("d", "asserts", "witness")
KILLED = act("d", "killing", said_in=WITNESS.id)
REPORT = span("its report that soldiers killed nine")


def names(told: Act, *said: Statement) -> list[str]:
    return [s.id for s in Voices(said).chain(told)]


def test_first_comes_who_says_it_then_who_relays_it_then_whose_words_hold_it() -> None:
    relays = statement("d", "asserts", "paper", n=1)
    around = statement("d", "asserts", "agency", n=2, content=(REPORT,))
    says = replace(WITNESS, said_through=relays.id, content=(REPORT,))
    elsewhere = replace(around, id="sta-e", document="e")
    later = statement("d", "asserts", "mayor", n=3, content=(span("and nobody answered", 200),))
    assert names(KILLED, later, elsewhere, around, relays, says) == [says.id, relays.id, around.id]


def test_a_circle_of_voices_ends() -> None:
    one, other = (replace(WITNESS, id=f"s-{n}", said_through=f"s-{1 - n}") for n in (0, 1))
    assert names(replace(KILLED, said_in="s-0"), one, other) == ["s-0", "s-1"]


def test_what_takes_a_telling_away_is_in_no_figure_and_supports_no_finding() -> None:
    assert set(TAKING_AWAY) == set(rules().stances_without_support)


@pytest.mark.parametrize(
    ("stances", "taken"),
    [(("asserts",), None), (("asserts", "asks"), "asks"), (("asks", "denies"), "denies"), (("doubts", "retracts"), "retracts"), (("asserts", "declines"), "declines")],
)  # fmt: skip
def test_of_several_voices_the_one_that_takes_away_most_counts(
    stances: tuple[Stance, ...], taken: Stance | None
) -> None:
    said = [statement("d", stance, n=n, content=(REPORT,)) for n, stance in enumerate(stances)]
    assert Voices(said).taken_away(KILLED) == taken


@pytest.mark.parametrize("stance", TAKING_AWAY)
def test_what_somebody_takes_away_around_the_one_who_says_it_is_told_in_no_step(stance: Stance) -> None:
    around = statement("d", stance, "paper", n=1, content=(REPORT,))
    case = material([incident(KILLED)], [KILLED], [WITNESS, around])
    figures = {
        p.name: p
        for p in patterns(
            tuple(case.incidents), case.acts, tuple(case.origins), case.rests_on, statements=case.statements
        )
    }
    (telling,) = tellings(case.acts, case.statements, {}, Resolved(actors=(), of={}), case.rests_on)
    assert telling.standing == ("against" if stance in ("retracts", "denies", "doubts") else "asked")
    assert not Case(case, rules()).supports(KILLED)
    assert figures["scale.events"].high == 0
    assert figures["missing.untold"].value == 1


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda at: span("x" * at[1], at[0]))


@given(st.lists(st.lists(SPANS, max_size=4), max_size=6), SPANS)
def test_those_whose_words_hold_an_act_are_found_as_by_looking_at_each(
    contents: list[list[Span]], trigger: Span
) -> None:
    said = [statement("d", "asserts", n=n, content=tuple(own)) for n, own in enumerate(contents)]
    told = replace(KILLED, said_in=None, triggers=(trigger,))
    looked = sorted(s.id for s in said if any(contains(c, trigger) for c in s.content))
    assert names(told, *said) == looked
