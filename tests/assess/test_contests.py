"""What is denied or explained elsewhere, or of others, contests nothing here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.assess.findings import findings
from chapeau.assess.law import law
from chapeau.ground.settings import BodySetting, Settings
from chapeau.records import Act, ActTime, Finding, Incident, Place, Statement
from tests.assess.literal import act, incident, material, on, origin, span, statement, victim


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


# --- one body is one speaker ---------------------------------------------------------------------------

MINISTRY = BodySetting(name="Orvanian Ministry of Defence", voices=("Marr",))
MOVED, DENIED = act("paper", "deportation"), statement("release", "denies", by="marr")
NOBODY = act("release", "deportation", None, n=1, certainty="denied", said_in=DENIED.id)
EVACUATED = act("release", "evacuation", n=2)


def of_the_release(element: str, *acts: Act, bodies: tuple[BodySetting, ...] = (MINISTRY,)) -> Finding:
    """The finding on this element, the deed told by a paper and these acts by the ministry's release."""
    told = [MOVED, *acts]
    denial = [a for a in acts if a.certainty == "denied"]
    incidents = [incident(MOVED, *denial), *(incident(a) for a in acts if a not in denial)]
    origins = (origin("paper"), replace(origin("release"), voice=MINISTRY.name))
    case = material(incidents, told, [DENIED], origins, bodies=bodies)
    (one,) = [f for f in findings(law(), case, Settings()) if f.element == element]
    return one


@pytest.mark.parametrize("element", ["ICC-7-1-d/1", "ICC-8-2-a-vii-1/1"])
def test_an_evacuation_that_a_release_tells_and_its_spokeswomans_denial_contest_a_deportation(
    element: str,
) -> None:
    finding = of_the_release(element, NOBODY, EVACUATED)
    assert (finding.against, finding.origins_against) == ("denied", ("origin-release",))
    assert set(finding.acts_against) == {NOBODY.id, EVACUATED.id}
    assert of_the_release(element, NOBODY).against == "none"
    assert of_the_release(element, EVACUATED).against == "none"
    assert of_the_release(element, NOBODY, EVACUATED, bodies=()).against == "none"


# --- what a denial says of an element that no machine sets -------------------------------------------------

HOSPITAL = "attack.on_hospital_school_worship"


def denied(told: Act, more: Act | None, element: str) -> Finding:
    """The finding on this element where `told` is denied in another text, and `more` said by whoever denies it."""
    no, besides = statement("d2", "denies"), statement("d2", "asserts", n=5)
    denial = act("d2", told.type, n=7, certainty="denied", said_in=no.id)
    said = [] if more is None else [replace(more, said_in=besides.id)]
    case = material(
        [incident(told, denial), *(incident(a) for a in said)], [told, denial, *said], [no, besides]
    )
    (one,) = [f for f in findings(law(), case, Settings()) if f.element == element]
    return one


FIGHTERS = victim(status_at_time="combatant")


@pytest.mark.parametrize(
    ("told", "more", "element", "rule"),
    [
        (HOSPITAL, act("d2", "attack.on_military_object", n=8), "ICC-8-2-b-ix/2", "another_object"),
        (HOSPITAL, act("d2", "attack.on_military_object", n=8), "ICC-8-2-b-ix/3", "another_object"),
        (HOSPITAL, act("d2", "attack.on_military_object", n=8), "ICC-8-2-e-iv/2", "another_object"),
        ("attack.on_people", act("d2", "attack.on_people", n=8, victims=(FIGHTERS,)), "ICC-8-2-b-i/2", "took_part"),
        ("killing", act("d2", "killing", n=8, victims=(FIGHTERS,)), "ICC-8-2-a-i/2", "took_part"),
        ("deportation", act("d2", "evacuation", n=8), "ICC-8-2-e-viii/2", "evacuation_told"),
        ("displacement", act("d2", "use_of_force", n=8), "ICC-8-2-e-viii/2", "fighting_told"),
        ("destruction", act("d2", "use_of_force", n=8), "ICC-8-2-b-xiii/5", "fighting_told"),
        ("destruction", act("d2", "use_of_force", n=8), "ICC-8-2-a-iv/2", "fighting_told"),
    ],
)  # fmt: skip
def test_what_a_denial_tells_instead_contests_what_no_telling_alleges(
    told: str, more: Act, element: str, rule: str
) -> None:
    finding = denied(act("d1", told), more, element)
    assert (finding.alleged, finding.support, finding.against) == ("no", "none", "denied")
    assert f"against.{rule}" in finding.rules
    assert "against.none" not in finding.rules
    assert more.id in finding.acts_against
    assert finding.origins_against == ("origin-d2",)
    assert finding.fragility == 1
    assert finding.acts_for == ()
    bare = denied(act("d1", told), None, element)
    assert (bare.against, bare.acts_against, bare.fragility) == ("none", (), None)


def arrest(sentence: str) -> Act:
    """A detention, told in this sentence."""
    return replace(act("d2", "detention", n=8), evidence=span(sentence))


WARRANT = arrest("Two men were arrested in Arbo on a warrant of the district court.")


@pytest.mark.parametrize("told", ["abduction", "detention"])
def test_an_arrest_on_a_warrant_that_a_denier_tells_contests_the_deed_and_its_lawlessness(told: str) -> None:
    deed, law_of_it = (denied(act("d1", told), WARRANT, f"ICC-7-1-e/{n}") for n in (1, 2))
    assert (deed.alleged, deed.against, law_of_it.alleged, law_of_it.against) == (
        "yes",
        "denied",
        "no",
        "denied",
    )
    assert "against.legal_process" in law_of_it.rules
    assert WARRANT.id in law_of_it.acts_against


@pytest.mark.parametrize(
    "sentence",
    [
        "Two men were arrested.",
        "Two men were lawfully arrested.",
        "Two men were arrested, not on a warrant.",
        "Two men were arrested without a court order.",
    ],
)
def test_an_arrest_without_such_words_or_with_words_that_judge_contests_nothing(sentence: str) -> None:
    made = [denied(act("d1", "abduction"), arrest(sentence), f"ICC-7-1-e/{n}").against for n in (1, 2)]
    assert made == ["none", "none"]


@pytest.mark.parametrize(
    ("stance", "words", "doer", "speaker", "against"),
    [
        ("admits", ["accident"], "orvania", "witness", "denied"),
        ("admits", ["accident"], None, "orvania", "denied"),
        ("admits", ["accident"], None, "teluria", "none"),
        ("admits", [], "orvania", "orvania", "none"),
        ("asserts", ["accident"], "orvania", "orvania", "none"),
    ],
)
def test_an_admission_of_a_mistake_contests_what_was_meant_and_nothing_else(
    stance: str, words: list[str], doer: str | None, speaker: str, against: str
) -> None:
    said = statement("d2", stance, by=speaker, words=words)
    struck = [act("d1", HOSPITAL), act("d2", HOSPITAL, doer, n=1, said_in=said.id)]
    made = findings(law(), material([incident(*struck)], struck, [said]), Settings())
    state = {f.element: f.against for f in made if f.provision == "ICC-8-2-b-ix"}
    assert state.pop("ICC-8-2-b-ix/3") == against
    assert set(state.values()) == {"none"}


@pytest.mark.parametrize(
    ("more", "element"),
    [
        (act("d2", "attack.on_military_object", n=8), "ICC-8-2-b-ix/4"),
        (act("d2", "evacuation", n=8), "ICC-8-2-b-ix/2"),
        (act("d2", "attack.on_military_object", n=8, places=(BESK,)), "ICC-8-2-b-ix/2"),
        (act("d2", "attack.on_military_object", n=8, certainty="possible"), "ICC-8-2-b-ix/5"),
    ],
    ids=["another element", "another deed", "elsewhere", "the war"],
)
def test_it_contests_only_the_element_that_it_speaks_of(more: Act, element: str) -> None:
    assert denied(act("d1", HOSPITAL, places=(ARBO,)), more, element).against == "none"


def test_what_is_told_instead_without_a_denial_contests_nothing() -> None:
    said, told = statement("d2", "asserts", n=5), act("d1", HOSPITAL)
    instead = act("d2", "attack.on_military_object", n=8, said_in=said.id)
    made = findings(law(), material([incident(told), incident(instead)], [told, instead], [said]), Settings())
    assert {f.against for f in made} == {"none"}


def test_a_warrant_told_in_a_texts_own_voice_bears_on_whether_a_detention_was_lawful() -> None:
    made = findings(law(), material([incident(WARRANT)], [WARRANT]), Settings())
    (one,) = [f for f in made if f.element == "ICC-7-1-e/1"]
    (lawful,) = [h for h in one.hypotheses if h.key == "lawful_detention"]
    assert (one.against, lawful.bears_on) == ("none", (WARRANT.id,))
