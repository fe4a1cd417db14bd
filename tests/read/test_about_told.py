"""The encoder's word on what a document is mainly about: it chooses among acts that were read, and never adds one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from chapeau.read.about_told import HEARD, RULED_OUT, SURE, main_event, with_main_event
from chapeau.read.encoder import Seen
from chapeau.read.heads import FAMILIES
from chapeau.read.labelled import Labelled, labelled
from chapeau.records import About, Act, Certainty, Span
from tests.read.hand_made import seen


def act(family: str, certainty: Certainty = "asserted") -> Act:
    here = Span(start=0, end=1, text="x")
    return Act(
        id=f"act:{family}",
        document="d",
        made_by="a test",
        type=family,
        triggers=(here,),
        evidence=here,
        certainty=certainty,
    )


def window(weight: float = 0.0, **likely: float) -> Seen:
    """A window that holds the document to be about these kinds with these probabilities, and of all others half."""
    probabilities = np.array([likely.get(family, 0.5) for family in FAMILIES])
    logits = np.log(probabilities / (1 - probabilities)).astype(np.float32)
    return replace(seen([0]), weight=weight, families=logits)


def told(*windows: Seen) -> Labelled:
    return labelled(1, windows)


def listed(by_rules: tuple[Act, ...], acts: tuple[Act, ...], *windows: Seen) -> set[str]:
    line = About(acts=tuple(a.id for a in by_rules), place=None, time=None, perpetrator_category="state")
    made = with_main_event(line, acts, told(*windows))
    assert replace(made, acts=line.acts) == line
    return {name.removeprefix("act:") for name in made.acts}


KILLING, DETENTION, ABDUCTION, THREAT = act("killing"), act("detention"), act("abduction"), act("threat")


def test_a_kind_that_is_all_but_ruled_out_leaves_the_line() -> None:
    both = (KILLING, DETENTION)
    assert listed(both, both, window(detention=RULED_OUT - 0.02)) == {"killing"}
    assert listed(both, both, window(detention=RULED_OUT + 0.02)) == {"killing", "detention"}


def test_a_kind_that_is_sure_enters_the_line_where_an_act_tells_it() -> None:
    both = (KILLING, ABDUCTION)
    assert listed((KILLING,), both, window(abduction=SURE + 0.02)) == {"killing", "abduction"}
    assert listed((KILLING,), both, window(abduction=SURE - 0.02)) == {"killing"}
    assert listed((KILLING,), (KILLING,), window(abduction=0.99)) == {"killing"}


def test_of_a_kind_that_the_rules_list_none_of_their_choices_is_undone() -> None:
    answering = replace(DETENTION, id="act:arrest of the suspect")
    acts = (DETENTION, answering)
    assert listed((DETENTION,), acts, window(detention=0.99)) == {"detention"}


@pytest.mark.parametrize("certainty", ["denied", "negated", "threatened", "future"])
def test_what_is_not_told_as_done_never_enters(certainty: Certainty) -> None:
    denied = act("abduction", certainty)
    assert listed((KILLING,), (KILLING, denied), window(abduction=0.99)) == {"killing"}


def test_no_line_is_emptied() -> None:
    assert listed((DETENTION,), (DETENTION,), window(detention=0.01)) == {"detention"}


def test_kinds_that_are_not_heard_stay_as_the_rules_have_them() -> None:
    torture = act("torture")
    acts = (KILLING, torture, THREAT)
    assert listed(acts, acts, window(torture=0.01, other=0.01)) == {"killing", "torture", "threat"}
    assert listed((KILLING,), acts, window(torture=0.99, other=0.99)) == {"killing"}


def test_windows_speak_by_their_weight() -> None:
    even = main_event(told(window(killing=0.9), window(killing=0.1)))
    first = main_event(told(window(5.0, killing=0.9), window(killing=0.1)))
    assert even is not None
    assert first is not None
    assert even["killing"] == pytest.approx(0.5)
    assert first["killing"] > 0.85
    assert set(even) == set(HEARD)


def test_where_no_window_was_looked_at_the_rules_stand() -> None:
    assert main_event(told()) is None
    assert listed((KILLING,), (KILLING, DETENTION)) == {"killing"}
