"""The digest of what a finding follows from: another as soon as anything does that the finding can move on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chapeau.assess import follows
from chapeau.assess.brought import Asked, of_incident
from chapeau.assess.case import Case, Material
from chapeau.assess.cells import cells
from chapeau.assess.elements import law
from chapeau.assess.explanations import explanations
from chapeau.assess.follows import Follows, of_cell, of_law
from chapeau.assess.rules import rules
from chapeau.ground.related import Related
from chapeau.ground.settings import Settings
from chapeau.records import Dependence, DocumentDate, Incident, RestsOn
from tests.assess.literal import act, incident, material, statement

SAID = statement("d1", "asserts", "witness")
KILLED, MOVED = act("d1", "killing", said_in=SAID.id), act("d1", "deportation", n=1)
EVENT, WHOLE = incident(KILLED), incident(MOVED, extent="aggregate")
CASE = material([EVENT, WHOLE], [KILLED, MOVED], [SAID], publishers={"d1": "Northgate Daily"})


def digest(made: Material) -> str:
    case = Case(made, rules())
    (event,) = [i for i in case.incidents if KILLED.id in i.acts]
    return Follows(case).of_incident(event)


@pytest.mark.parametrize(
    "other",
    [
        lambda: replace(CASE, incidents=(EVENT, replace(WHOLE, contains=(EVENT.id,)))),
        lambda: replace(CASE, incidents=(replace(EVENT, contradictions=()), WHOLE), acts=(KILLED,)),
        lambda: replace(CASE, acts=(replace(KILLED, certainty="denied"), MOVED)),
        lambda: replace(CASE, statements=(replace(SAID, stance="doubts"),)),
        lambda: replace(CASE, rests_on=(RestsOn(act=KILLED.id, origins=("origin-9",), why="test"),)),
        lambda: replace(CASE, publishers={"d1": "Coast Herald"}),
        lambda: replace(CASE, dates={"d1": DocumentDate(low="2031-03-12", high="2031-03-12", inferred=False)}),
        lambda: replace(CASE, actors=tuple(replace(a, party="actor-teluria") for a in CASE.actors)),
    ],
    ids=["contained", "an act gone", "certainty", "stance", "origin", "publisher", "date", "party"],
)  # fmt: skip
def test_it_is_another_when_what_it_stands_for_is(other: Callable[[], Material]) -> None:
    assert digest(other()) != digest(CASE)


def test_it_is_another_when_a_part_has_a_part_of_its_own() -> None:
    total, part, within = (
        incident(act("d1", "killing")),
        incident(act("d2", "killing")),
        incident(act("d3", "killing")),
    )
    total = replace(total, contains=(part.id,))

    def of_total(*rest: Incident) -> str:
        return Follows(Case(material([total, *rest], []), rules())).of_incident(total)

    assert of_total(part, within) != of_total(replace(part, contains=(within.id,)), within)


def test_it_stays_when_only_another_text_changes() -> None:
    apart = act("d2", "torture")
    grown = material(
        [EVENT, WHOLE, incident(apart)], [KILLED, MOVED, apart], [SAID], publishers={"d1": "Northgate Daily"}
    )
    assert digest(grown) == digest(CASE)


def test_the_laws_is_another_when_the_program_finds_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, known = Asked(law(), rules()), Settings()
    before = of_law(asked, known, ())
    monkeypatch.setattr(follows, "METHOD", follows.METHOD + 1)
    assert of_law(asked, known, ()) != before


@pytest.mark.parametrize("state", ["found", "independent"])
def test_a_cells_is_another_when_its_origins_are_found_to_hang_together_or_apart(state: str) -> None:
    acts = [act("d1", "killing"), act("d2", "killing")]
    case = Case(material([incident(*acts)], acts), rules())
    brought = [of_incident(case, Asked(law(), rules()), explanations(), i) for i in case.incidents]
    digests = {i.incident: Follows(case).of_incident(case.incidents[0]) for i in brought}
    (cell,) = cells(brought, ())
    known = Related([Dependence(left="origin-d1", right="origin-d2", state=state, why="test")])  # type: ignore[arg-type]
    assert of_cell(cell, digests, known, "Orvania") != of_cell(cell, digests, Related([]), "Orvania")
