"""A sketch tells two tellings apart only where a closer look would."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.link import IncidentLinker
from chapeau.link.tellings import Telling
from tests.link.material import act


@st.composite
def told(draw: st.DrawFn) -> list[Telling]:
    found = []
    for n in range(draw(st.integers(2, 5))):
        made = act(
            f"act-{n}",
            draw(st.sampled_from(["doc-1", "doc-2"])),
            draw(st.sampled_from(["killing", "killing.shelling", "attack", "detention"])),
            place=draw(st.sampled_from(["Halvern", "Tessick", None])),
            day=draw(st.sampled_from(["2031-03-12", "2031-03-13", "2031-03-15", None])),
            certainty=draw(st.sampled_from(["asserted", "denied", "threatened"])),
            extent=draw(st.sampled_from(["single", "aggregate"])),
            by=draw(st.sampled_from([None, "Ridge Guard"])),
        )
        found.append(
            Telling(act=made, origins=("ori-1",), parties=draw(st.sampled_from([(), ("p",), ("q",)])))
        )
    return found


@given(told())
def test_what_a_sketch_tells_apart_is_no_link(tellings: list[Telling]) -> None:
    linker = IncidentLinker()
    for a, b in combinations(tellings, 2):
        if linker.apart(linker.sketch(a), linker.sketch(b)):
            assert linker.decide(a, b) is None


def test_most_that_cannot_be_one_event_are_told_apart_by_it() -> None:
    linker = IncidentLinker()
    here, there = (
        Telling(act=act("a", "doc-1", place="Halvern")),
        Telling(act=act("b", "doc-2", place="Ostrey")),
    )
    later = Telling(act=act("c", "doc-2", day="2031-03-20"))
    assert linker.apart(linker.sketch(here), linker.sketch(there))
    assert linker.apart(linker.sketch(here), linker.sketch(later))
