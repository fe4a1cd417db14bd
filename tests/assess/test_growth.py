"""What assessing costs as one document tells of more, or more tell of one event: counted in steps of the interpreter."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from chapeau.assess.brought import Asked, of_incident
from chapeau.assess.case import Case, Material
from chapeau.assess.elements import law
from chapeau.assess.explanations import explanations
from chapeau.assess.findings import findings
from chapeau.assess.rules import rules
from chapeau.ground.codec import to_json
from chapeau.ground.settings import Settings
from chapeau.records import Span
from tests.assess.literal import act, incident, material, on, place, statement

MUST_NOT_DOUBLE_AGAIN = 2.4
"""By how much more the second doubling may cost than the first: 2 where steps grow with the number, 4 with its square."""


def steps(of: Callable[[], object]) -> int:
    """How many instructions it takes in Python: the same on every machine and every day."""
    number = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal number
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        number += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        of()
    finally:
        sys.settrace(before)
    return number


def growth(cost: Callable[[int], int], number: int) -> float:
    """Of two doublings, how many times what the second adds is what the first added."""
    once, twice, four_times = (cost(times * number) for times in (1, 2, 4))
    return (four_times - twice) / (twice - once)


def one_long_report(number: int) -> Material:
    """Deeds at so many places, each said by someone, all of it in the words of one; some denied without more, some called
    by words that judge."""
    whole = Span(start=0, end=10 * number, text="x" * 10 * number)
    acts, said = [], [statement("d", "asserts", "witness", n=-1, content=(whole,))]
    for n in range(number):
        denied = n % 5 == 4
        told = replace(
            statement("d", "denies" if denied else "asserts", "teluria" if denied else "witness", n=10 * n),
            content=(Span(start=10 * n, end=10 * n + 9, text="trigger x"),),
        )
        said.append(
            replace(
                told, characterises=statement("d", "asserts", words=["widespread"][n % 2 :]).characterises
            )
        )
        acts.append(
            act(
                "d", ("killing", "torture", "attack")[n % 3], n=10 * n, said_in=told.id,
                certainty="denied" if denied else "asserted",
            )
        )  # fmt: skip
    return material([incident(a, place=place("XA"), time=on("2031-03-01")) for a in acts], acts, said)


def one_event_told_often(number: int) -> Material:
    """So many texts that tell of one killing."""
    acts = [act(f"d{n}", "killing") for n in range(number)]
    return material([incident(*acts, place=place("XA"))], acts)


def one_disappearance_told_often(number: int) -> Material:
    """So many texts that tell of one arrest, half of them that news of it was refused."""
    acts = [act(f"d{n}", ("detention", "denial_of_information")[n % 2]) for n in range(number)]
    return material([incident(*acts, place=place("XA"))], acts)


def one_total_of_many(number: int) -> Material:
    """A total, and so many killings within it, each in a text of its own."""
    acts = [act(f"d{n}", "killing", n=10 * n) for n in range(number)]
    parts = [incident(a) for a in acts]
    total = act("d", "killing", extent="aggregate")
    whole = incident(total, extent="aggregate", contains=tuple(sorted(part.id for part in parts)))
    return material([whole, *parts], [total, *acts])


@pytest.mark.parametrize(
    "told", [one_long_report, one_event_told_often, one_disappearance_told_often, one_total_of_many]
)
def test_what_it_costs_grows_with_what_is_told_and_not_with_its_square(
    told: Callable[[int], Material],
) -> None:
    findings(law(), told(40), Settings())

    def cost(number: int) -> int:
        made = told(number)
        return steps(lambda: findings(law(), made, Settings()))

    assert growth(cost, 40) < MUST_NOT_DOUBLE_AGAIN


@pytest.mark.parametrize("told", [one_long_report, one_disappearance_told_often])
def test_what_is_kept_of_an_event_holds_neither_all_that_its_document_says_nor_each_pair_of_its_tellings(
    told: Callable[[int], Material],
) -> None:
    asked = Asked(law(), rules())

    def kept(number: int) -> int:
        case = Case(told(number), rules())
        return sum(len(to_json(of_incident(case, asked, explanations(), i))) for i in case.incidents)

    assert growth(kept, 40) < MUST_NOT_DOUBLE_AGAIN
