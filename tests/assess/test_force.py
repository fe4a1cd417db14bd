"""A provision counts only what happened while it was in force, and says so of the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.assess.elements import Law
from chapeau.assess.findings import findings
from chapeau.assess.force import is_outside
from chapeau.assess.law import law
from chapeau.ground.settings import Settings
from chapeau.records import DocumentDate, Finding, Force, Period
from tests.assess.literal import act, incident, material, on

BEFORE, AFTER = on("2002-06-30"), on("2002-07-01")


def murder(*times: Period | None, opened: tuple[str, ...] = (), **fields: Any) -> Finding:
    """The finding on a killing as murder, over one incident at each of these times."""
    acts = [act(f"d{n}", "killing") for n, _ in enumerate(times)]
    incidents = [incident(a, time=t) for a, t in zip(acts, times, strict=True)]
    made = findings(law(), material(incidents, acts, **fields), Settings(), opened)
    (one,) = [f for f in made if f.element == "ICC-7-1-a/1"]
    return one


AMENDED = {
    "ICC-8-2-e-xiii": "2012-09-26", "ICC-8-2-e-xiv": "2012-09-26", "ICC-8-2-e-xv": "2012-09-26",
    "ICC-8-2-b-xxvii": "2020-04-02", "ICC-8-2-b-xxviii": "2020-04-02", "ICC-8-2-b-xxix": "2020-04-02",
    "ICC-8-2-e-xvi": "2020-04-02", "ICC-8-2-e-xvii": "2020-04-02", "ICC-8-2-e-xviii": "2020-04-02",
    "ICC-8-2-e-xix": "2021-10-14", "ICC-8-bis": "2018-07-17",
}  # fmt: skip
"""The depositary's days for the amendments of articles 8 and 8 bis (United Nations Treaty Collection, XVIII.10.a to g)."""


def test_the_statute_is_in_force_since_1_july_2002_and_each_amendment_since_its_own_day() -> None:
    assert law().bodies[0].in_force.low == "2002-07-01"
    later = {p.id: p.in_force.low for p in law().provisions if p.in_force.low != "2002-07-01"}
    assert later == AMENDED
    assert all(p.in_force.source for p in law().provisions)


def test_the_one_day_that_was_not_seen_at_its_source_is_marked() -> None:
    unseen = {p.id for p in law().provisions if not p.in_force.verified}
    assert unseen == {"ICC-8-2-b-xxviii", "ICC-8-2-e-xvii"}


def test_what_happened_before_the_statute_was_in_force_alleges_nothing_and_is_shown_with_that_gap() -> None:
    finding = murder(BEFORE)
    assert (finding.alleged, finding.support, finding.acts_for) == ("no", "none", ())
    assert len(finding.shown_beside) == 1
    assert {"gap.out_of_force", "beside.out_of_force"} <= set(finding.rules)


def test_what_happened_on_the_first_day_of_its_force_counts() -> None:
    finding = murder(AFTER)
    assert finding.alleged == "yes"
    assert "gap.out_of_force" not in finding.rules


def test_of_two_incidents_only_the_one_in_force_counts() -> None:
    finding = murder(BEFORE, AFTER)
    assert len(finding.incidents_for) == 1
    assert "gap.out_of_force" in finding.rules


def test_acts_before_the_force_are_not_counted_among_several_acts_of_an_attack() -> None:
    acts = [act(f"d{n}", "killing") for n in range(2)]
    case = material([incident(acts[0], time=BEFORE), incident(acts[1], time=AFTER)], acts)
    made = findings(law(), case, Settings())
    (several,) = [f for f in made if f.element == "ICC-7-1-a/2.multiple_commission"]
    assert several.alleged == "no"


def test_a_time_that_reaches_across_counts_and_asks_for_a_closer_date() -> None:
    finding = murder(Period(low="2002-06-01", high="2002-12-31", precision="range"))
    assert finding.alleged == "yes"
    assert "gap.force_in_part" in finding.rules


def test_an_undated_incident_counts_unless_its_document_is_older_than_the_force() -> None:
    assert murder(None).alleged == "yes"
    old = {"d0": DocumentDate(low="1999-05-01", high="1999-05-01", inferred=False)}
    assert murder(None, dates=old).alleged == "no"


def test_a_person_can_open_a_provision_for_a_crime_that_went_on_into_its_time() -> None:
    finding = murder(BEFORE, opened=("ICC-7-1-a",))
    assert finding.alleged == "yes"
    assert "gap.out_of_force" in finding.rules


@pytest.mark.parametrize(
    ("low", "high", "out"),
    [
        (None, None, False),
        ("2031-01-01", None, False),
        (None, "2030-12-31", True),
        ("2032-01-01", "2032-01-02", True),
        ("2031-12-31", "2032-01-02", False),
    ],
)
def test_outside_means_on_every_reading_of_the_days(low: str | None, high: str | None, out: bool) -> None:
    assert is_outside(Force(low="2031-01-01", high="2031-12-31"), Period(low=low, high=high)) is out


def test_an_unverified_force_is_a_gap_of_each_of_its_findings() -> None:
    gas = act("d", "attack.weapon_named.gas")
    unseen = [
        replace(p, in_force=replace(p.in_force, verified=False)) if p.id == "ICC-8-2-e-xiv" else p
        for p in law().provisions
    ]
    of_law = replace(law(), provisions=tuple(unseen))
    made = findings(of_law, material([incident(gas, time=on("2031-03-01"))], [gas]), Settings())
    of = {f.provision: f for f in made}
    assert "gap.force_unverified" in of["ICC-8-2-e-xiv"].rules
    assert "gap.force_unverified" not in of["ICC-8-2-b-xviii"].rules


def test_a_law_without_provisions_finds_nothing() -> None:
    told = act("d", "killing")
    assert findings(Law(bodies=(), provisions=()), material([incident(told)], [told]), Settings()) == ()


def test_what_a_person_opened_counts_earlier_acts_for_that_provision_and_for_no_other() -> None:
    acts = [act("d0", "killing"), act("d1", "deportation")]
    case = material([incident(acts[0], time=BEFORE), incident(acts[1], time=AFTER)], acts)
    for opened in (("ICC-7-1-a",), ("ICC-7-1-d",)):
        made = findings(law(), case, Settings(), opened)
        counted = {
            f.provision for f in made if f.element.endswith("/2.multiple_commission") and f.alleged == "yes"
        }
        counted |= {
            f.provision for f in made if f.element.endswith("/4.multiple_commission") and f.alleged == "yes"
        }
        assert counted == set(opened)
