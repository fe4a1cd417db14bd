"""An incident in short is the incident without the reasons of its links, and nothing else is missing."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from chapeau.casefile import in_short, kinds
from chapeau.casefile.repository import created
from chapeau.errors import EvidenceMismatch
from chapeau.records import Contradiction, Incident, IncidentLink, Part, Period, Repeated, Score

WHY = Part(name="place", value=0.4, why="the same town", left="Harst", right="Harst")
INCIDENT = Incident(
    id="inc-1",
    acts=("act-1", "act-2"),
    types=("killing",),
    extent="single",
    certainty="asserted",
    parties=("actor-1",),
    time=Period(low="2031-03-04", high="2031-03-04", precision="day"),
    links=(
        IncidentLink(left="act-1", right="act-2", score=Score(value=0.8, parts=(WHY, WHY))),
        IncidentLink(left="act-1", right="act-3", score=Score(value=1.0, parts=()), decision="dec-1"),
    ),
    contradictions=(Contradiction(field="date", left="act-1", right="act-2", why="a day apart"),),
    repeated=(Repeated(act="act-2", of="act-1"),),
)


def test_all_but_the_reasons_of_links_is_there(tmp_path: Path) -> None:
    with created(tmp_path / "case") as case:
        case.keep(kinds.INCIDENTS, INCIDENT)
        (short,) = case.all(in_short.INCIDENTS)
    rest = [field.name for field in fields(Incident) if field.name != "links"]
    assert [getattr(short, name) for name in rest] == [getattr(INCIDENT, name) for name in rest]
    assert [(k.left, k.right, k.score.value, k.decision) for k in short.links] == [
        ("act-1", "act-2", 0.8, None),
        ("act-1", "act-3", 1.0, "dec-1"),
    ]
    assert all(link.score.parts == () for link in short.links)
    assert replace(short, certainty="denied").links == short.links


def test_a_record_that_was_changed_from_outside_is_refused_in_short_too(tmp_path: Path) -> None:
    with created(tmp_path / "case") as case:
        case.keep(kinds.INCIDENTS, INCIDENT)
        case.connection.execute("UPDATE incidents SET record = replace(record, '0.8', '\"high\"')")
        with pytest.raises(EvidenceMismatch):
            list(case.all(in_short.INCIDENTS))
