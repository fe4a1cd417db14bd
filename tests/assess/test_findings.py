"""Findings over literal records: what an act alleges, what supports it, and what moves nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.backing import Backing, Holding
from chapeau.assess.case import Case
from chapeau.assess.contests import Contest, contests
from chapeau.assess.events import events_of
from chapeau.assess.findings import Material, candidates, findings
from chapeau.assess.law import law
from chapeau.assess.rules import rules
from chapeau.ground.settings import PeriodSetting, Settings
from chapeau.records import Act, Contradiction, Dependence, DocumentDate, Finding, Incident
from tests.assess.literal import (
    WITNESS,
    act,
    doer,
    incident,
    material,
    on,
    origin,
    place,
    span,
    statement,
    victim,
)

ORVANIA, TELURIA = "actor-orvania", "actor-teluria"


def found(
    case: Material, case_settings: Settings | None = None, opened: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    return findings(law(), case, case_settings or Settings(), opened)


def of(made: Iterable[Finding], element: str, party: str = ORVANIA) -> Finding:
    (one,) = [finding for finding in made if finding.element == element and finding.party == party]
    return one


def killing(document: str, **fields: Any) -> Act:
    return act(document, "killing", **fields)


# --- like the first article: five totals on one statement ------------------------------------------


@pytest.fixture(name="statement_of_a_minister")
def statement_of_a_minister_() -> Material:
    said = statement("d", "asserts", "witness", words=["random", "widespread", "systematic", "policy"])
    silent = statement("d", "did_not_respond", "orvania")
    told = {"extent": "aggregate", "said_in": said.id, "basis": "official_assertion"}
    civilians = (victim(status_at_time="civilian"),)
    crossing = (place("XO", "from"), place("XT", "to"))
    acts = [
        act("d", "killing.execution", victims=(victim("men, women, and children"),), n=1, **told),
        act("d", "torture.beating", victims=civilians, custody=True, n=2, **told),
        act("d", "rape", n=3, **told),
        act("d", "deportation", victims=civilians, places=crossing, n=4, **told),
        act("d", "child_removal", places=crossing[1:], n=5, **told),
    ]
    return material([incident(a, extent="aggregate") for a in acts], acts, [said, silent])


def test_the_crimes_alleged_are_murder_deportation_torture_and_rape(
    statement_of_a_minister: Material,
) -> None:
    made = found(statement_of_a_minister)
    assert list(dict.fromkeys(f.provision for f in made if f.provision.startswith(("ICC-6", "ICC-7")))) == [
        "ICC-7-1-a", "ICC-7-1-d", "ICC-7-1-f", "ICC-7-1-g-1",
    ]  # fmt: skip


def test_the_candidates_in_an_international_conflict_are_those(statement_of_a_minister: Material) -> None:
    international = {p.id for p in law().provisions if p.conflict == "international"}
    assert {f.provision for f in found(statement_of_a_minister)} & international == {
        "ICC-8-2-a-i", "ICC-8-2-a-ii-1", "ICC-8-2-a-ii-2", "ICC-8-2-a-vii-1", "ICC-8-2-b-xxii-1",
    }  # fmt: skip


def test_alleged_is_what_the_text_says_and_nothing_more(statement_of_a_minister: Material) -> None:
    alleged = {f.element for f in found(statement_of_a_minister) if f.alleged == "yes" and "/" in f.element}
    assert {e for e in alleged if e.startswith("ICC-7") and "." not in e} == {
        "ICC-7-1-a/1", "ICC-7-1-d/1", "ICC-7-1-f/1", "ICC-7-1-f/2", "ICC-7-1-g-1/1",
    }  # fmt: skip
    assert {e.partition(".")[2] for e in alleged if "." in e} == {"multiple_commission"}
    assert {e for e in alleged if e.startswith(("ICC-8-2-a", "ICC-8-2-b"))} == {
        "ICC-8-2-a-i/1", "ICC-8-2-a-ii-1/1", "ICC-8-2-a-ii-2/1", "ICC-8-2-a-vii-1/1", "ICC-8-2-b-xxii-1/1",
    }  # fmt: skip


def test_support_is_one_origin_and_nothing_speaks_against(statement_of_a_minister: Material) -> None:
    made = found(statement_of_a_minister)
    assert {finding.alleged for finding in made} == {"yes", "no"}
    for finding in made:
        assert finding.support == ("one_origin" if finding.alleged == "yes" else "none")
        assert finding.against == "none"
        assert finding.fragility == (1 if finding.alleged == "yes" else None)
        assert finding.verdict.value == "not_assessed"


def test_the_removal_of_children_is_a_fact_for_deportation(statement_of_a_minister: Material) -> None:
    finding = of(found(statement_of_a_minister), "ICC-7-1-d/1")
    types = {a.id: a.type for a in statement_of_a_minister.acts}
    assert {types[a] for a in finding.acts_for} == {"deportation", "child_removal"}
    assert [p.id for p in candidates(law(), "child_removal") if p.id.startswith("ICC-7")] == ["ICC-7-1-d"]


def test_silence_and_words_that_judge_are_shown_beside(statement_of_a_minister: Material) -> None:
    judging, silent = statement_of_a_minister.statements
    made = found(statement_of_a_minister)
    assert of(made, "ICC-7-1-a/1").shown_beside == (silent.id,)
    assert of(made, "ICC-7-1-a/2.policy").shown_beside == (judging.id,)
    assert "beside.characterisation" in of(made, "ICC-7-1-a/2.policy").rules


def test_what_would_change_it_is_said(statement_of_a_minister: Material) -> None:
    made = found(statement_of_a_minister)
    assert {"gap.one_origin", "gap.place", "gap.date", "gap.unit", "gap.aggregate"} <= set(
        of(made, "ICC-7-1-a/1").rules
    )
    assert "gap.attack" in of(made, "ICC-7-1-a/2.policy").rules
    assert "gap.conflict_international" in of(made, "ICC-8-2-a-i/1").rules
    assert all(finding.gaps for finding in made)


# --- support and its origins ---------------------------------------------------------------------------


def test_a_tenth_copy_changes_nothing_but_the_acts_that_are_listed() -> None:
    documents = [f"d{n}" for n in range(10)]
    acts = [killing(d) for d in documents]
    one = of(found(material([incident(acts[0])], acts[:1])), "ICC-7-1-a/1")
    ten = of(found(material([incident(*acts)], acts, origins=[origin(*documents)])), "ICC-7-1-a/1")
    assert (ten.alleged, ten.support, ten.against, ten.fragility, ten.gaps) == (
        one.alleged, one.support, one.against, one.fragility, one.gaps,
    )  # fmt: skip
    assert ten.origins_for == one.origins_for


def test_two_origins_of_one_event_are_several_and_of_two_events_are_one_each() -> None:
    acts = [killing("d1"), killing("d2")]
    same = of(found(material([incident(*acts)], acts)), "ICC-7-1-a/1")
    apart = of(found(material([incident(a) for a in acts], acts)), "ICC-7-1-a/1")
    assert same.support == "several_origins_no_dependence_found"
    assert apart.support == "one_origin"
    assert (same.fragility, apart.fragility) == (1, 2)


def test_origins_between_which_a_dependence_was_found_count_as_one() -> None:
    acts = [killing("d1"), killing("d2")]
    link = Dependence(left="origin-d1", right="origin-d2", state="found", why="one body")
    assert (
        of(found(material([incident(*acts)], acts, dependences=(link,))), "ICC-7-1-a/1").support
        == "one_origin"
    )


def test_independent_is_only_what_a_person_found() -> None:
    acts = [killing("d1"), killing("d2")]
    for state, support in (
        ("not_found", "several_origins_no_dependence_found"),
        ("independent", "independent"),
    ):
        link = Dependence(left="origin-d1", right="origin-d2", state=state, why="a decision")  # type: ignore[arg-type]
        assert (
            of(found(material([incident(*acts)], acts, dependences=(link,))), "ICC-7-1-a/1").support
            == support
        )


def test_one_killing_suffices_for_murder_and_does_not_tell_of_several_acts() -> None:
    told = killing("d")
    made = found(material([incident(told)], [told]))
    assert of(made, "ICC-7-1-a/1").alleged == "yes"
    assert of(made, "ICC-7-1-a/2.multiple_commission").alleged == "no"


def test_acts_of_other_letters_count_for_the_several_acts_of_an_attack() -> None:
    acts = [killing("d1"), act("d2", "rape")]
    finding = of(found(material([incident(a) for a in acts], acts)), "ICC-7-1-a/2.multiple_commission")
    assert finding.alleged == "yes"
    assert set(finding.acts_for) == {a.id for a in acts}
    assert finding.fragility == 1


def test_an_event_and_a_part_of_it_are_not_several_acts_and_two_events_are() -> None:
    whole, part = killing("d1"), killing("d2")
    inner = incident(part)

    def alleged(*contained: str) -> str:
        made = found(material([incident(whole, contains=contained), inner], [whole, part]))
        return of(made, "ICC-7-1-a/2.multiple_commission").alleged

    assert (alleged(), alleged(inner.id)) == ("yes", "no")


def test_a_part_of_a_part_is_no_act_beside_the_whole_though_another_did_what_lies_between() -> None:
    acts = [killing("d1"), killing("d2", by="teluria"), killing("d3")]
    innermost = incident(acts[2])
    between = incident(acts[1], contains=(innermost.id,))
    whole = incident(acts[0], contains=(between.id,))
    made = found(material([whole, between, innermost], acts))
    assert of(made, "ICC-7-1-a/2.multiple_commission").alleged == "no"


def test_once_nobody_tells_a_total_its_parts_are_several_acts() -> None:
    total, *parts = killing("d1", extent="aggregate"), killing("d2"), killing("d3")
    inner = [incident(part) for part in parts]
    whole = incident(total, extent="aggregate", contains=tuple(sorted(i.id for i in inner)))
    finding = of(found(material([whole, *inner], [total, *parts])), "ICC-7-1-a/2.multiple_commission")
    assert (finding.alleged, finding.support, finding.fragility) == ("yes", "one_origin", 2)


def test_a_telling_that_names_nobody_is_shown_and_not_counted_for_a_party() -> None:
    named, nameless = killing("d1"), killing("d2", by=None)
    finding = of(found(material([incident(named, nameless)], [named, nameless])), "ICC-7-1-a/1")
    assert finding.support == "one_origin"
    assert finding.shown_beside == (nameless.id,)


def test_children_taken_in_one_breath_with_a_deportation_belong_to_it() -> None:
    moved, taken = act("d", "deportation"), act("d", "child_removal", by=None)
    part = incident(taken)
    finding = of(found(material([incident(moved, contains=(part.id,)), part], [moved, taken])), "ICC-7-1-d/1")
    assert set(finding.acts_for) == {moved.id, taken.id}
    assert finding.fragility == 1


def test_what_merely_lies_within_a_total_names_nobody_by_it() -> None:
    total, nameless = killing("d1", extent="aggregate"), killing("d2", by=None)
    part = incident(nameless)
    made = found(material([incident(total, contains=(part.id,)), part], [total, nameless]))
    assert of(made, "ICC-7-1-a/1").acts_for == (total.id,)
    assert of(made, "ICC-7-1-a/1", "unattributed").acts_for == (nameless.id,)


def test_where_nobody_is_named_the_finding_is_unattributed() -> None:
    told = killing("d", by=None)
    finding = of(found(material([incident(told)], [told])), "ICC-7-1-a/1", "unattributed")
    assert "gap.who" in finding.rules


# --- what moves nothing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "certainty", ["denied", "negated", "attempted", "threatened", "future", "conditional"]
)
def test_what_is_not_asserted_lists_no_provision(certainty: Any) -> None:
    told = killing("d", certainty=certainty)
    assert found(material([incident(told)], [told])) == ()


@pytest.mark.parametrize("stance", ["denies", "doubts", "asks", "retracts"])
def test_what_is_said_in_denial_doubt_question_or_retraction_supports_nothing(stance: Any) -> None:
    outer = statement("d", stance)
    inner = statement("d", "asserts", "witness", said_through=outer.id)
    told = killing("d", said_in=inner.id)
    assert found(material([incident(told)], [told], [outer, inner])) == ()


def test_the_authors_own_question_supports_nothing() -> None:
    asked = replace(killing("d", certainty="possible"), evidence=span("Did they kill them?"))
    assert found(material([incident(asked)], [asked])) == ()
    possible = replace(asked, evidence=span("They may have killed them."))
    assert found(material([incident(possible)], [possible]))


def test_a_report_within_what_is_retracted_supports_nothing() -> None:
    inner = statement("d", "asserts", "witness")
    outer = statement("d", "retracts", "witness", content=(span("report that they killed"),))
    told = killing("d", said_in=inner.id)
    assert found(material([incident(told)], [told], [inner, outer])) == ()


@pytest.mark.parametrize("act_type", ["threat", "order", "evacuation", "invasion", "other", "use_of_force"])
def test_what_is_no_candidate_lists_no_provision(act_type: str) -> None:
    told = act("d", act_type)
    assert found(material([incident(told)], [told])) == ()


SPRING = PeriodSetting(name="Spring", low="2031-03-01", high="2031-05-31")

NOISE = st.lists(
    st.one_of(
        st.builds(
            lambda n, t, c: act("d", t, certainty=c, n=100 + n),
            st.integers(0, 5),
            st.sampled_from(["killing", "attack.on_hospital_school_worship", "abduction", "deportation"]),
            st.sampled_from(["denied", "negated", "attempted", "threatened", "future", "conditional"]),
        ),
        st.builds(
            lambda n, s, w: statement("d", s, n=n, words=[w]),
            st.integers(0, 5),
            st.sampled_from(["asserts", "denies", "declines", "did_not_respond", "doubts", "vows"]),
            st.sampled_from(
                ["genocide", "systematic", "war_crimes", "policy", "lawful", "legal_process", "accident"]
            ),
        ),
    ),
    max_size=8,
    unique_by=lambda record: record.id,
)


DATED = st.one_of(
    st.none(), st.dates(datetime.date(2029, 1, 1), datetime.date(2033, 12, 31)).map(lambda d: on(str(d)))
)
"""When an incident of noise alone is told to have been: before, at or after what counts, or not at all."""


def bare(finding: Finding) -> Finding:
    """Without what is only shown: beside, and what bears on other explanations."""
    return replace(
        finding, shown_beside=(), hypotheses=(), rules=tuple(r for r in finding.rules if not shows(r))
    )


def shows(rule: str) -> bool:
    return rule.startswith("beside.") or rule == "against.bare_denial"


@settings(deadline=None, max_examples=40)
@given(NOISE, DATED, DATED, st.booleans(), st.sampled_from([(), (SPRING,)]))
def test_denials_negations_hypotheticals_and_words_that_judge_move_nothing(
    noise: list[Any], when: Any, then: Any, apart: bool, periods: tuple[PeriodSetting, ...]
) -> None:
    told, second = killing("d"), act("e", "torture", custody=True)
    besides = [
        act("d", t, n=n)
        for n, t in ((50, "attack.on_hospital_school_worship"), (51, "abduction"), (52, "deportation"))
    ]
    denied = [record for record in noise if isinstance(record, Act)]
    said = [record for record in noise if not isinstance(record, Act)]
    event, other = incident(told, *besides, time=on("2031-03-12")), incident(second, time=when)
    plain = found(material([event, other], [told, second, *besides]), Settings(periods=periods))
    if apart:
        own = [replace(incident(a, time=then), certainty=a.certainty) for a in denied]
    else:
        own, event = [], replace(event, acts=(*event.acts, *(a.id for a in denied)))
    noisy = found(
        material([event, other, *own], [told, second, *besides, *denied], said), Settings(periods=periods)
    )
    assert [bare(finding) for finding in noisy] == [bare(finding) for finding in plain]


@settings(deadline=None, max_examples=20)
@given(DATED, DATED, st.sampled_from([(), (SPRING,)]))
def test_a_further_source_of_any_day_changes_findings_and_no_id(
    when: Any, then: Any, periods: tuple[PeriodSetting, ...]
) -> None:
    acts = [killing("d1"), killing("d2")]
    incidents = [incident(acts[0], time=when), incident(acts[1], time=then)]
    by = Settings(periods=periods)
    one, two = found(material(incidents[:1], acts[:1]), by), found(material(incidents, acts), by)
    assert {finding.id for finding in one} <= {finding.id for finding in two}


def test_without_periods_a_denial_or_threat_of_another_day_names_no_finding_anew_and_moves_no_day() -> None:
    told, no = killing("d1"), statement("d2", "denies")
    denied, threatened = (
        killing("d2", certainty="denied", said_in=no.id),
        killing("d3", certainty="threatened"),
    )
    event = incident(told, time=on("2031-03-01"))
    own = [incident(denied, time=on("2031-09-01")), incident(threatened, time=on("2032-09-01"))]
    one = found(material([event], [told]))
    two = found(material([event, *own], [told, denied, threatened], [no]))
    assert {(f.id, f.when.low, f.when.high) for f in two} == {(f.id, "2031-03-01", "2031-03-01") for f in one}


DEEDS = ("killing", "torture", "deportation", "disappearance", "denial_of_information", "taking")
IN_ONE_BREATH, APART = 1, 10
"""Letters from one telling of a document to the next."""


def drawn_acts(letters: int) -> st.SearchStrategy[list[Act]]:
    return st.lists(
        st.builds(
            lambda d, t, by, n, c, e: act(
                f"d{d}", t, by, n=(n + 4 * DEEDS.index(t)) * letters, certainty=c, extent=e
            ),
            st.integers(0, 4),
            st.sampled_from(DEEDS),
            st.sampled_from(["orvania", "teluria", None]),
            st.integers(0, 3),
            st.sampled_from(["asserted", "possible", "denied", "threatened"]),
            st.sampled_from(["single", "series", "aggregate"]),
        ),
        max_size=8,
        unique_by=lambda record: record.id,
    )


@st.composite
def cases(draw: st.DrawFn, letters: int = IN_ONE_BREATH) -> tuple[list[Incident], list[Act]]:
    """Acts of up to three events, which may lie in one another."""
    acts = draw(drawn_acts(letters))
    of_event = [draw(st.integers(0, 2)) for _ in acts]
    events = [[a for a, n in zip(acts, of_event, strict=True) if n == number] for number in range(3)]
    made: list[Incident] = []
    for event in filter(None, events):
        parts = [inner.id for inner in made if draw(st.booleans())]
        made.append(incident(*event, contains=tuple(sorted(parts))))
    return made, acts


@settings(deadline=None, max_examples=40)
@given(cases(), st.randoms(use_true_random=False))
def test_order_never_matters(case: tuple[list[Incident], list[Act]], random: Any) -> None:
    incidents, acts = case
    straight = found(material(incidents, acts))
    random.shuffle(incidents)
    random.shuffle(acts)
    assert found(material(incidents, acts)) == straight


@settings(deadline=None, max_examples=40)
@given(cases())
def test_every_verdict_is_not_assessed_and_every_rule_is_in_the_file(
    case: tuple[list[Incident], list[Act]],
) -> None:
    made = found(material(*case))
    assert {finding.verdict.value for finding in made} <= {"not_assessed"}
    assert {rule for finding in made for rule in finding.rules} <= set(rules().by_id)
    assert len({finding.id for finding in made}) == len(made)


@settings(deadline=None, max_examples=40)
@given(cases(letters=APART))
def test_fragility_is_what_removing_origins_one_by_one_finds(case: tuple[list[Incident], list[Act]]) -> None:
    incidents, acts = case
    for finding in found(material(incidents, acts)):
        acts = beside_no_name(incidents, acts)
        if finding.fragility is not None and finding.fragility <= 2:
            assert changes(incidents, acts, finding, finding.fragility)
            assert not any(changes(incidents, acts, finding, fewer) for fewer in range(finding.fragility))


def test_another_doer_of_one_deed_contests_only_that_deed_of_an_event() -> None:
    acts = [act("d1", "torture"), killing("d2"), act("d3", "torture", "teluria")]
    (one,) = [
        f
        for f in found(material([incident(*acts)], acts))
        if (f.party, f.element) == (ORVANIA, "ICC-7-1-a/1")
    ]
    (contest,) = contests_of(acts, "killing", "torture")
    assert one.against == "none"
    assert {a.family for a in contest.of} == {"torture"}


def contests_of(acts: list[Act], *families: str) -> tuple[Contest, ...]:
    """What speaks against acts of these families, all of one event of the first party."""
    case = Case(material([incident(*acts)], acts), rules())
    (event,) = [e for e in events_of(case, case.incidents[0]) if e.party == ORVANIA]
    held = tuple(Holding(act=a) for a in event.acts if a.family in families)
    return contests(case, [Backing(event=event, holdings=held)])


def beside_no_name(incidents: list[Incident], acts: list[Act]) -> list[Act]:
    """Without the acts that name nobody where another of their event does: to whom an event is laid stays as it is."""
    asserted = {a.id: a for a in acts if a.certainty in ("asserted", "possible")}
    named = [i for i in incidents if any(a in asserted and asserted[a].perpetrators for a in i.acts)]
    beside = {a for i in named for a in i.acts if a in asserted and not asserted[a].perpetrators}
    return [a for a in acts if a.id not in beside]


def changes(incidents: list[Incident], acts: list[Act], finding: Finding, size: int) -> bool:
    """Whether some set of so many origins (documents, here) carries a field of the finding."""
    return any(
        fields(incidents, [a for a in acts if a.document not in removed], finding) != state(finding)
        for removed in combinations(sorted({a.document for a in acts}), size)
    )


def fields(incidents: list[Incident], acts: list[Act], finding: Finding) -> tuple[str, str, str]:
    for again in found(material(incidents, acts)):
        if (again.party, again.element) == (finding.party, finding.element):
            return state(again)
    return ("no", "none", "none")


def state(finding: Finding) -> tuple[str, str, str]:
    return (finding.alleged, finding.support, finding.against)


# --- what speaks against -------------------------------------------------------------------------------------


def test_of_several_deeds_the_one_that_is_denied_is_contested_and_that_there_were_several_is_not() -> None:
    told = [killing(f"d{n}") for n in range(3)]
    no = statement("d0", "denies")
    denied = killing("d0", n=1, certainty="denied", said_in=no.id, basis="saw")
    case = material([incident(told[0], denied), *(incident(a) for a in told[1:])], [*told, denied], [no])
    several = of(found(case), "ICC-7-1-a/2.multiple_commission")
    assert (several.against, several.acts_against) == ("none", (denied.id,))
    assert several.contested == "1 incident is contested; 2 stand uncontested."
    assert of(found(case), "ICC-7-1-a/1").against == "denied"
    fewer = material([incident(told[0], denied), incident(told[1])], [*told[:2], denied], [no])
    several = of(found(fewer), "ICC-7-1-a/2.multiple_commission")
    assert (several.against, several.contested) == ("denied", "")


def test_a_bare_denial_is_shown_and_contests_nothing() -> None:
    told = killing("d", said_in=None)
    no = statement("d", "denies")
    denied = killing("d", n=1, certainty="denied", said_in=no.id)
    finding = of(found(material([incident(told, denied)], [told, denied], [no])), "ICC-7-1-a/1")
    assert (finding.support, finding.against) == ("one_origin", "none")
    assert set(finding.shown_beside) == {no.id, denied.id}


@pytest.mark.parametrize(
    "more",
    [
        act("d2", "killing", "teluria", n=2),
        act("d2", "killing", n=2, victims=(victim(status_at_time="combatant"),)),
        act("d2", "evacuation", n=2),
    ],
)
def test_a_denial_that_gives_more_than_no_contests(more: Act) -> None:
    no, told = statement("d2", "denies"), killing("d1")
    besides = statement("d2", "asserts", n=1)
    denied = killing("d2", n=1, certainty="denied", said_in=no.id)
    more = replace(more, said_in=besides.id)
    acts = [told, denied, more]
    finding = of(found(material([incident(told, denied)], acts, [no, besides])), "ICC-7-1-a/1")
    assert finding.against == "denied"
    assert set(finding.acts_against) == {denied.id, more.id}
    assert finding.statements_against == (no.id,)
    assert finding.origins_against == ("origin-d2",)
    assert no.id not in finding.shown_beside


def test_another_party_named_by_another_telling_contradicts_for_both() -> None:
    acts = [killing("d1", by="orvania"), killing("d2", by="teluria")]
    made = found(material([incident(*acts)], acts))
    for party, mine, other in ((ORVANIA, *acts), (TELURIA, *reversed(acts))):
        finding = of(made, "ICC-7-1-a/1", party)
        assert (finding.against, finding.acts_for, finding.acts_against) == (
            "contradicted",
            (mine.id,),
            (other.id,),
        )
        assert "against.other_party_named" in finding.rules


@pytest.mark.parametrize("role", ["ordered", "aided", "failed_to_prevent"])
def test_who_is_told_only_as_no_doer_has_a_gap_that_says_as_what(role: Any) -> None:
    beside = killing("d1", perpetrators=(doer("orvania"), doer("teluria", role=role)))
    made = found(material([incident(beside)], [beside]))
    assert f"gap.role_{role}" in of(made, "ICC-7-1-a/1", TELURIA).rules
    assert not [r for r in of(made, "ICC-7-1-a/1").rules if r.startswith("gap.role")]
    did = killing("d2", by="teluria")
    both = found(material([incident(beside, did)], [beside, did]))
    assert not [r for r in of(both, "ICC-7-1-a/1", TELURIA).rules if r.startswith("gap.role")]


def test_of_several_roles_of_no_doer_each_is_said_and_none_where_the_doer_is_unclear() -> None:
    acts = [
        killing("d1", perpetrators=(doer("teluria", role="ordered"),)),
        killing("d2", perpetrators=(doer("teluria", role="aided"),)),
    ]
    rules_of = of(found(material([incident(*acts)], acts)), "ICC-7-1-a/1", TELURIA).rules
    assert [r for r in rules_of if r.startswith("gap.role")] == ["gap.role_ordered", "gap.role_aided"]
    unclear = killing("d1", perpetrators=(doer("teluria", role="unclear"),))
    made = found(material([incident(unclear)], [unclear]))
    assert not [r for r in of(made, "ICC-7-1-a/1", TELURIA).rules if r.startswith("gap.role")]


def test_an_element_that_asks_for_an_order_lacks_nothing_where_one_was_given() -> None:
    moved = act("d", "displacement", perpetrators=(doer("teluria", role="ordered"),))
    made = found(material([incident(moved)], [moved]))
    assert "gap.role_ordered" not in of(made, "ICC-8-2-e-viii/1", TELURIA).rules
    assert "gap.role_ordered" in of(made, "ICC-7-1-d/1", TELURIA).rules


def test_who_failed_to_prevent_it_is_no_other_doer() -> None:
    acts = [killing("d1"), killing("d2", perpetrators=(doer("teluria", role="failed_to_prevent"),))]
    made = found(material([incident(*acts)], acts))
    assert of(made, "ICC-7-1-a/1").against == "none"
    assert of(made, "ICC-7-1-a/1", TELURIA).against == "contradicted"


def test_an_admission_of_the_other_side_speaks_against_and_is_named() -> None:
    admits = statement("d2", "admits", "teluria")
    acts = [killing("d1", by="orvania"), killing("d2", by="teluria", said_in=admits.id)]
    finding = of(found(material([incident(*acts)], acts, [admits])), "ICC-7-1-a/1")
    assert finding.statements_against == (admits.id,)


def test_an_admission_of_its_own_supports() -> None:
    admits = statement("d2", "admits", "orvania")
    acts = [killing("d1"), killing("d2", said_in=admits.id)]
    finding = of(found(material([incident(*acts)], acts, [admits])), "ICC-7-1-a/1")
    assert finding.support == "several_origins_no_dependence_found"


@pytest.mark.parametrize(("field", "against"), [("perpetrators", "contradicted"), ("counts", "none")])
def test_a_contradiction_on_who_contests_and_one_on_how_many_is_a_gap(field: str, against: str) -> None:
    acts = [killing("d1"), killing("d2")]
    between = Contradiction(field=field, left=acts[0].id, right=acts[1].id, why="they differ")
    finding = of(found(material([incident(*acts, contradictions=(between,))], acts)), "ICC-7-1-a/1")
    assert finding.against == against
    assert ("gap.figures" in finding.rules) is (against == "none")


def test_a_retracted_telling_no_longer_supports_and_is_shown() -> None:
    first, back = statement("d1", "asserts", "witness"), statement("d2", "retracts", "witness")
    acts = [killing("d1", said_in=first.id), killing("d2", said_in=back.id), killing("d3")]
    finding = of(found(material([incident(*acts)], acts, [first, back])), "ICC-7-1-a/1")
    assert finding.acts_for == (acts[2].id,)
    assert finding.support == "one_origin"
    assert {acts[0].id, acts[1].id, back.id} <= set(finding.shown_beside)
    assert "gap.taken_back" in finding.rules
    assert finding.retractions == (back.id,)


@pytest.mark.parametrize(
    ("first", "second", "back"),
    [
        (("d1", "a_witness"), ("d2", "a_witness"), False),
        (("d1", "a_witness"), ("d1", "a_witness"), True),
        (("d1", "a_witness"), ("d1-copy", "a_witness"), True),
        (("d1", "witness"), ("d2", "witness"), True),
        (("d1", "villagers"), ("d2", "villagers"), False),
    ],
    ids=["another text", "same text", "same origin", "by name", "a group"],
)
def test_only_who_is_known_by_name_takes_back_what_was_told_in_another_text(
    first: tuple[str, str], second: tuple[str, str], back: bool
) -> None:
    said, retracted = statement(first[0], "asserts", first[1]), statement(second[0], "retracts", second[1])
    acts = [killing(first[0], said_in=said.id), killing(second[0], n=1, said_in=retracted.id)]
    origins = [origin("d1", "d1-copy"), origin("d2")]
    case = material([incident(*acts)], acts, [said, retracted], origins)
    group = replace(WITNESS, id="actor-villagers", name="Villagers", kind="group", aliases=("villagers",))
    made = found(replace(case, actors=(*case.actors, group)))
    assert [f.acts_for for f in made if f.element == "ICC-7-1-a/1"] == ([] if back else [(acts[0].id,)])


def test_a_key_of_one_text_is_nobodys_name_in_another() -> None:
    said, retracted = statement("d1", "asserts", "witness"), statement("d2", "retracts", "witness")
    acts = [killing("d1", said_in=said.id), killing("d2", said_in=retracted.id)]
    known = {("d1", "witness"): "actor-witness", ("d1", "orvania"): ORVANIA, ("d2", "orvania"): ORVANIA}
    made = found(material([incident(*acts)], acts, [said, retracted], resolved=known))
    assert of(made, "ICC-7-1-a/1").acts_for == (acts[0].id,)


def test_a_finding_says_how_tellers_know_what_was_admitted_and_that_nothing_was_taken_back() -> None:
    told, admitted = statement("d1", "asserts", "witness"), statement("d2", "admits")
    elsewhere = statement("d3", "retracts", "witness")
    acts = [
        killing("d1", said_in=told.id, basis="saw"),
        killing("d2", said_in=admitted.id, basis="document"),
        killing("d4", said_in=None, basis="saw"),
        act("d3", "torture", said_in=elsewhere.id),
    ]
    case = material([incident(*acts[:3]), incident(acts[3])], acts, [told, admitted, elsewhere])
    finding = of(found(case), "ICC-7-1-a/1")
    by_basis = {one.basis: one.acts for one in finding.known_by}
    assert by_basis == {"saw": tuple(sorted((acts[0].id, acts[2].id))), "document": (acts[1].id,)}
    assert (finding.admissions, finding.retractions) == ((admitted.id,), ())


def test_an_explanation_says_what_was_looked_for_and_in_how_many_of_the_documents_that_tell_of_it() -> None:
    acts = [killing("d1"), killing("d2", by="teluria"), killing("d3", n=1)]
    finding = of(found(material([incident(*acts[:2]), incident(acts[2])], acts)), "ICC-7-1-a/1")
    (other,) = [h for h in finding.hypotheses if h.key == "other_party"]
    assert other.looked_for == ("tellings that name another party",)
    assert (other.looked_in, other.bears_on) == (3, (acts[1].id,))


def test_what_a_publisher_takes_back_is_what_it_published_whoever_told_it() -> None:
    resident = statement("d1", "asserts", "witness")
    back = statement("d2", "retracts", "northgate-daily")
    acts = [killing("d1", said_in=resident.id), killing("d2", said_in=back.id), killing("d3", said_in=None)]
    publishers = {"d1": "Northgate Daily", "d2": "Northgate Daily", "d3": "Coast Herald"}
    finding = of(
        found(material([incident(*acts)], acts, [resident, back], publishers=publishers)), "ICC-7-1-a/1"
    )
    assert finding.acts_for == (acts[2].id,)


def test_an_event_of_which_all_was_taken_back_supports_nothing_and_is_shown_beside_others() -> None:
    back = statement("d2", "retracts", "northgate-daily")
    told, denied = killing("d1"), killing("d2", said_in=back.id, certainty="denied")
    other = killing("d3")
    publishers = {"d1": "Northgate Daily", "d2": "Northgate Daily"}
    incidents = [incident(told, denied), incident(other)]
    made = found(material(incidents, [told, denied, other], [back], publishers=publishers))
    finding = of(made, "ICC-7-1-a/1")
    assert (finding.support, finding.acts_for) == ("one_origin", (other.id,))
    assert {told.id, back.id} <= set(finding.shown_beside)
    alone = material(incidents[:1], [told, denied], [back], publishers=publishers)
    assert found(alone) == ()


def test_a_correction_supports_and_is_shown_with_a_gap() -> None:
    corrects = statement("d", "corrects", "witness")
    told = killing("d", said_in=corrects.id)
    finding = of(found(material([incident(told)], [told], [corrects])), "ICC-7-1-a/1")
    assert finding.support == "one_origin"
    assert finding.shown_beside == (corrects.id,)
    assert "gap.corrected" in finding.rules


def test_an_evacuation_told_bears_on_deportation_and_supports_nothing() -> None:
    moved, evacuated = act("d", "deportation"), act("d", "evacuation", n=1)
    made = found(material([incident(moved), incident(evacuated)], [moved, evacuated]))
    (other,) = [h for h in of(made, "ICC-7-1-d/1").hypotheses if h.key == "evacuation"]
    assert other.bears_on == (evacuated.id,)
    assert evacuated.id not in {a for finding in made for a in finding.acts_for}


def test_who_denies_to_have_struck_a_hospital_and_says_what_was_struck_instead_contests_it() -> None:
    struck = act("d1", "attack.on_hospital_school_worship")
    said = statement("d2", "asserts")
    denied = act("d2", "attack.on_hospital_school_worship", n=1, certainty="negated", said_in=said.id)
    instead = act("d2", "attack.on_military_object", n=2, said_in=said.id)
    acts = [struck, denied, instead]
    finding = of(
        found(material([incident(struck, denied), incident(instead)], acts, [said])), "ICC-8-2-b-ix/1"
    )
    assert (finding.against, set(finding.acts_against)) == ("denied", {denied.id, instead.id})
    (lawful,) = [h for h in finding.hypotheses if h.key == "lawful_target"]
    assert instead.id in lawful.bears_on


def test_who_denies_to_have_struck_a_hospital_and_tells_of_another_attack_contests_nothing() -> None:
    struck, said = act("d1", "attack.on_hospital_school_worship"), statement("d2", "asserts")
    denied = act("d2", "attack.on_hospital_school_worship", n=1, certainty="negated", said_in=said.id)
    other = act("d2", "attack", n=2, said_in=said.id)
    made = found(material([incident(struck, denied), incident(other)], [struck, denied, other], [said]))
    assert of(made, "ICC-8-2-b-ix/1").against == "none"


# --- points of law ---------------------------------------------------------------------------------------------


def test_casualties_alone_never_show_what_an_attack_was_aimed_at() -> None:
    struck = act("d", "attack.on_people", victims=(victim("forty civilians", status_at_time="civilian"),))
    made = found(material([incident(struck)], [struck]))
    assert of(made, "ICC-8-2-b-i/1").alleged == "yes"
    assert of(made, "ICC-8-2-b-i/2").alleged == "no"


def test_displacement_in_another_conflict_needs_an_order() -> None:
    moved, ordered = act("d", "displacement"), act("d", "order", n=1)
    without = of(found(material([incident(moved)], [moved])), "ICC-8-2-e-viii/1")
    with_one = of(found(material([incident(moved, ordered)], [moved, ordered])), "ICC-8-2-e-viii/1")
    assert (without.alleged, with_one.alleged) == ("no", "yes")


def test_genocide_and_persecution_are_never_listed_by_an_act_and_are_when_a_person_opens_them() -> None:
    told = killing("d", victims=(victim("members of a minority"),))
    case = material([incident(told)], [told])
    assert not {f.provision for f in found(case)} & law().opened_by_a_person
    opened = found(case, opened=("ICC-6-a", "ICC-7-1-h"))
    assert of(opened, "ICC-6-a/1").alleged == "yes"
    assert of(opened, "ICC-6-a/3").alleged == "no"
    assert {f.alleged for f in opened if f.provision == "ICC-7-1-h" and "." not in f.element} == {"no"}


def test_taking_is_listed_as_pillage_only_under_article_8() -> None:
    assert {p.id.partition("-")[2][0] for p in candidates(law(), "taking")} == {"8"}


# --- party, period, area ------------------------------------------------------------------------------------------


def test_findings_are_a_matrix_of_party_crime_period_and_area() -> None:
    acts = [killing("d1"), killing("d2"), killing("d3", by="teluria")]
    incidents = [
        incident(acts[0], time=on("2031-04-02"), place=place("XO")),
        incident(acts[1], time=on("2031-05-30", "2031-06-02"), place=place("XO")),
        incident(acts[2]),
    ]
    made = [
        f for f in found(material(incidents, acts), Settings(periods=(SPRING,))) if f.element == "ICC-7-1-a/1"
    ]
    assert [(f.party, f.when.low, f.area) for f in made] == [
        (ORVANIA, "2031-03-01", "XO"),
        (ORVANIA, "2031-05-30", "XO"),
        (TELURIA, None, "not_stated"),
    ]


def test_an_event_across_periods_goes_to_all_days_and_only_the_undated_to_no_date() -> None:
    acts = [killing("d1"), killing("d2"), killing("d3")]
    incidents = [
        incident(acts[0], time=on("2031-05-30", "2031-06-02")),
        incident(acts[1], time=on("2031-08-01")),
        incident(acts[2]),
    ]
    dates = {"d3": DocumentDate(low="2031-04-02", high="2031-04-02", inferred=False)}
    made = found(material(incidents, acts, dates=dates), Settings(periods=(SPRING,)))
    across, undated = [f for f in made if f.element == "ICC-7-1-a/1"]
    assert (across.period.ends, undated.period.ends) == (("open", "open"), ("", ""))
    assert (across.when.low, across.when.high, undated.when.high) == ("2031-05-30", "2031-08-01", None)
    assert undated.acts_for == (acts[2].id,)


def test_all_days_are_none_of_the_named_periods_even_where_all_that_is_told_fills_one() -> None:
    acts = [killing("d1"), killing("d2")]
    open_ended = replace(on("2031-05-31"), low=None)
    incidents = [incident(acts[0], time=on("2031-03-01", "2031-05-31")), incident(acts[1], time=open_ended)]
    made = found(material(incidents, acts), Settings(periods=(SPRING,)))
    assert len({f.id for f in made}) == len(made)
    assert [(f.period.ends[0], f.acts_for) for f in made if f.element == "ICC-7-1-a/1"] == [
        ("2031-03-01", (acts[0].id,)),
        ("open", (acts[1].id,)),
    ]


def test_without_periods_the_days_are_those_of_the_incidents_and_of_the_documents_for_the_undated() -> None:
    acts = [killing("d1"), killing("d2")]
    incidents = [incident(acts[0], time=on("2031-04-02")), incident(acts[1])]
    dates = {"d2": DocumentDate(low="2031-05-01", high="2031-05-07", inferred=True)}
    period = of(found(material(incidents, acts, dates=dates)), "ICC-7-1-a/1").when
    assert (period.low, period.high, period.inferred) == ("2031-04-02", "2031-05-07", True)


def test_the_days_of_one_party_are_not_those_of_another() -> None:
    acts = [killing("d1"), killing("d2", by="teluria")]
    incidents = [incident(acts[0], time=on("2031-04-02")), incident(acts[1], time=on("2031-06-02"))]
    made = found(material(incidents, acts))
    days = {f.party: (f.when.low, f.when.high) for f in made}
    assert days == {ORVANIA: ("2031-04-02",) * 2, TELURIA: ("2031-06-02",) * 2}


def test_an_act_on_which_two_parties_are_named_is_a_finding_for_each_and_contradicts_neither() -> None:
    told = killing("d", perpetrators=(doer("orvania"), doer("teluria")))
    made = [f for f in found(material([incident(told)], [told])) if f.element == "ICC-7-1-a/1"]
    assert [(f.party, f.against) for f in made] == [(ORVANIA, "none"), (TELURIA, "none")]


def test_only_those_told_as_no_longer_fighting_list_the_killing_of_persons_hors_de_combat() -> None:
    captured = act(
        "d",
        "killing.of_surrendered_or_wounded",
        victims=(victim("six captured soldiers", status_at_time="hors_de_combat"),),
    )
    made = found(material([incident(captured)], [captured]))
    assert [of(made, f"ICC-8-2-b-vi/{n}").alleged for n in (1, 2, 3)] == ["yes", "yes", "no"]
    plain = killing("d")
    assert not [f for f in found(material([incident(plain)], [plain])) if f.provision == "ICC-8-2-b-vi"]
