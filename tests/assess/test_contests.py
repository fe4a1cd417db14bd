"""What is denied or explained elsewhere, or of others, contests nothing here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.assess.findings import findings
from chapeau.assess.law import law
from chapeau.ground.settings import Settings
from chapeau.records import Act, ActTime, Finding, Incident, Place, Statement
from tests.assess.literal import act, incident, material, on, statement


def at(name: str, **fields: Any) -> Place:
    """A settlement of an invented country, known to a gazetteer."""
    settled = {"role": "at", "precision": "settlement", "country": "XA", "id": f"case:{name}"}
    return Place(start=0, end=len(name), text=name, **(settled | fields))


def day(iso: str) -> ActTime:
    return ActTime(start=0, end=1, text="d", low=iso, high=iso, precision="day")


ARBO, BESK = at("Arbo"), at("Besk")
KILLED = act("d", "killing", places=(ARBO,), time=day("2031-03-01"))
EVENT = incident(KILLED, place=ARBO, time=on("2031-03-01"))
NO = statement("d", "denies", by="orvania")
AND = statement("d", "asserts", by="orvania", n=5)


def murder(acts: list[Act], said: list[Statement], apart: tuple[Act, ...] = ()) -> Finding:
    """The finding on Orvania's killing at Arbo; acts that are not of its event are incidents of their own."""
    own: list[Incident] = [
        replace(
            incident(a, place=next(iter(a.places), None), time=on(a.time.low or "") if a.time else None),
            certainty=a.certainty,
        )
        for a in apart
    ]
    (one,) = [
        f
        for f in findings(law(), material([EVENT, *own], [KILLED, *acts], said), Settings())
        if f.element == "ICC-7-1-a/1" and f.party == "actor-orvania" and KILLED.id in f.acts_for
    ]
    return one


def seen(**fields: Any) -> Act:
    """'I was there: nobody was killed.'"""
    return act("d", "killing", n=1, certainty="negated", basis="saw", **fields)


@pytest.mark.parametrize(
    ("told", "against"),
    [
        ({}, "denied"),
        ({"places": (ARBO,)}, "denied"),
        ({"places": (at("Besk", country=None, precision=None, id=None),)}, "denied"),
        ({"places": (BESK,)}, "none"),
        ({"places": (at("Ferra", precision="country", country="XB"),)}, "none"),
        ({"places": (replace(ARBO, precision="region", id="case:arbo-land", lat=1.0, lon=1.0),)}, "denied"),
        ({"time": day("2031-03-02")}, "denied"),
        ({"time": day("2031-05-01")}, "none"),
        ({"by": "teluria"}, "none"),
        ({"by": None}, "denied"),
    ],
    ids=["bare", "place", "no gazetteer", "town", "country", "region", "next day", "day", "others", "nobody"],
)
def test_a_denial_beside_the_event_is_of_it_unless_told_of_another_place_day_or_party(
    told: dict[str, Any], against: str
) -> None:
    no = seen(**told)
    assert murder([no], [], (no,)).against == against


def test_a_denial_of_the_event_itself_counts_whatever_place_it_gives() -> None:
    no = seen(places=(BESK,))
    event = incident(KILLED, no, place=ARBO, time=on("2031-03-01"))
    (one,) = [
        f for f in findings(law(), material([event], [KILLED, no]), Settings()) if f.element == "ICC-7-1-a/1"
    ]
    assert one.against == "denied"


@pytest.mark.parametrize(
    ("besides", "against"),
    [
        ({"by": "teluria"}, "denied"),
        ({"by": "teluria", "places": (ARBO,)}, "denied"),
        ({"by": "teluria", "places": (BESK,)}, "none"),
        ({"by": "teluria", "time": day("2031-05-01")}, "none"),
    ],
    ids=["bare", "here", "elsewhere", "then"],
)
def test_another_doer_explains_an_event_unless_blamed_for_another(
    besides: dict[str, Any], against: str
) -> None:
    no = act("d", "killing", n=2, certainty="denied", said_in=NO.id)
    other = act("d", "killing", n=3, said_in=AND.id, **besides)
    made = murder([no, other], [NO, AND], (no, other))
    assert made.against == against
    assert (other.id in made.acts_against) is (against == "denied")


def test_an_evacuation_of_another_town_explains_nothing_here() -> None:
    no = act("d", "killing", n=2, certainty="denied", said_in=NO.id)
    here, there = (
        act("d", "evacuation", n=n, said_in=AND.id, places=(p,)) for n, p in ((3, ARBO), (4, BESK))
    )
    assert murder([no, here], [NO, AND], (no, here)).against == "denied"
    assert murder([no, there], [NO, AND], (no, there)).against == "none"
