"""The points of law that software gets wrong: each a test whose name says the point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from chapeau.assess.findings import candidates, findings
from chapeau.assess.law import law
from chapeau.assess.modes import modes
from chapeau.assess.predicates import Tellings, Told, holds
from chapeau.assess.questions import questions
from chapeau.assess.rules import rules
from chapeau.ground.settings import OpenedSetting, Settings
from chapeau.records import Finding
from tests.assess.literal import act, doer, incident, material, statement, victim

ORVANIA = "actor-orvania"
EVERY_TYPE = sorted({t for p in law().provisions for t in p.acts if not t.startswith("not ")})


def of(made: Iterable[Finding], element: str) -> Finding:
    (one,) = [finding for finding in made if finding.element == element]
    return one


def assessed(*acts: Any, opened: tuple[str, ...] = (), said: tuple[Any, ...] = ()) -> tuple[Finding, ...]:
    """Findings over one event of these acts."""
    return findings(law(), material([incident(*acts)], acts, said), Settings(), opened)


def wordings() -> Iterable[str]:
    """Every sentence of the law's data, of the rules, the modes and the questions."""
    for provision in law().provisions:
        yield provision.note or ""
        for element in provision.elements:
            yield from (element.wording, element.machine, element.person)
    yield from (rule.words for rule in rules().rules)
    yield from (question.wording for question in questions())
    yield from (question.wording for known in modes() for question in known.mode.questions)


# --- or, not and ---------------------------------------------------------------------------------------


def test_widespread_or_systematic_is_an_alternative_and_nothing_asks_for_both() -> None:
    assert [text for text in wordings() if re.search(r"widespread and (?:be )?systematic", text)] == []
    for provision in law().provisions:
        parts = [
            e.id.rpartition(".")[2] for e in provision.elements if re.search("widespread|systematic", e.id)
        ]
        assert parts == (["widespread_or_systematic"] if provision.id.startswith("ICC-7-") else [])


def test_no_summary_of_a_dossier_joins_what_the_statute_gives_as_an_alternative() -> None:
    package = resources.files("chapeau.dossier")
    pages = [*(package / "templates").iterdir(), package / "words.yaml"]
    texts = [page.read_text("utf-8") for page in pages if page.is_file()]
    assert texts
    assert [text for text in texts if re.search(r"widespread and (?:be )?systematic", text)] == []


def test_the_attack_must_be_widespread_or_systematic_and_not_each_act() -> None:
    for provision in law().provisions:
        for element in provision.elements:
            if element.id.endswith(".widespread_or_systematic"):
                assert "not each act" in element.wording
                assert "one of the two suffices" in element.wording


def test_one_act_can_suffice_if_it_is_part_of_the_attack() -> None:
    made = assessed(act("d", "killing"))
    assert of(made, "ICC-7-1-a/1").alleged == "yes"
    assert "a single act can be" in of_law("ICC-7-1-a/2.part_of_attack").wording


def of_law(element: str) -> Any:
    return law().element(element)


# --- policy ---------------------------------------------------------------------------------------------


def test_policy_stands_apart_and_inaction_carries_it_out_only_in_exceptional_cases() -> None:
    for provision in law().provisions:
        for element in provision.elements:
            if element.id.endswith(".policy"):
                assert "actively promoted or encouraged" in element.wording
                assert "does not follow from inaction alone" in element.person
                assert "exceptional cases" in element.person
                assert "No statistic shows a policy" in element.machine
                assert rules().alleged[element.alleged_when].never


def test_neither_words_that_judge_nor_many_acts_allege_a_policy() -> None:
    said = statement("d0", "asserts", "witness", words=["policy", "systematic", "widespread"])
    acts = [act(f"d{n}", "killing", extent="aggregate") for n in range(9)]
    made = findings(law(), material([incident(a) for a in acts], acts, [said]), Settings())
    assert of(made, "ICC-7-1-a/2.multiple_commission").alleged == "yes"
    assert of(made, "ICC-7-1-a/2.policy").alleged == "no"
    assert of(made, "ICC-7-1-a/2.widespread_or_systematic").alleged == "no"


# --- two tracks, two parts, an envelope --------------------------------------------------------------------


def test_torture_has_two_tracks_custody_in_article_7_and_a_purpose_in_article_8() -> None:
    against_humanity = {e.alleged_when for e in law().provision("ICC-7-1-f").elements}
    assert "alleged.in_custody" in against_humanity
    for war_crime in ("ICC-8-2-a-ii-1", "ICC-8-2-c-i-4"):
        purpose = law().provision(war_crime).elements[1]
        assert purpose.kind == "mental"
        assert "purpose" in purpose.wording
        assert "alleged.in_custody" not in {e.alleged_when for e in law().provision(war_crime).elements}
    made = assessed(act("d", "torture.beating", custody=None))
    assert of(made, "ICC-7-1-f/2").alleged == "no"
    assert of(made, "ICC-8-2-c-i-4/1").alleged == "yes"
    assert of(made, "ICC-8-2-c-i-4/2").alleged == "no"


def test_cruel_and_inhuman_treatment_ask_for_no_purpose() -> None:
    for lesser in ("ICC-8-2-a-ii-2", "ICC-8-2-c-i-3"):
        assert not [e for e in law().provision(lesser).elements if "purpose" in e.wording]


def test_disappearance_needs_both_the_taking_and_the_refusal() -> None:
    taken, refused = act("d", "disappearance"), act("d", "denial_of_information", n=1)
    both = "ICC-7-1-i/2"
    assert of(assessed(taken), both).alleged == "no"
    assert of(assessed(refused), both).alleged == "no"
    assert of(assessed(taken, refused), both).alleged == "yes"


def test_silence_is_no_refusal_to_acknowledge() -> None:
    silent = statement("d", "did_not_respond")
    assert of(assessed(act("d", "disappearance"), said=(silent,)), "ICC-7-1-i/2").alleged == "no"


@pytest.mark.parametrize("act_type", EVERY_TYPE)
def test_persecution_and_genocide_are_listed_by_no_act_whatever_it_is(act_type: str) -> None:
    listed = {p.id for p in candidates(law(), act_type)}
    assert "ICC-7-1-h" not in listed
    assert not {p for p in listed if p.startswith("ICC-6-")}
    assert "ICC-8-bis" not in listed


def test_persecution_wraps_other_acts_and_needs_a_connection_which_a_person_finds() -> None:
    made = assessed(act("d", "deportation"), opened=("ICC-7-1-h",))
    wraps = [f for f in made if f.provision == "ICC-7-1-h"]
    assert {f.alleged for f in wraps if "multiple" not in f.element} == {"no"}
    assert "connected with an act of article 7(1) or another crime" in of_law("ICC-7-1-h/4").wording
    asked = {q.id for q in questions() if q.about == "persecution"}
    assert asked == {"persecution.group", "persecution.ground", "persecution.connection"}


def test_who_opened_a_provision_stands_with_its_findings() -> None:
    told = act("d", "deportation")
    opened = OpenedSetting(provision="ICC-7-1-h", opened_by="L. Lawyer", reasons="One community alone.")
    made = findings(law(), material([incident(told)], [told]), Settings(opened=(opened,)))
    finding = of(made, "ICC-7-1-h/1")
    assert finding.set_by_people == ("Opened by L. Lawyer. One community alone.",)
    assert "people.opened" in finding.rules
    assert of(made, "ICC-7-1-d/1").set_by_people == ()


def opened_of(provision: str, party: str | None, *acts: Any) -> set[str]:
    """The parties with a finding on a provision that a person opened; each act is an incident of its own."""
    by = OpenedSetting(provision=provision, opened_by="L. Lawyer", reasons="So told.", party=party)
    made = findings(law(), material([incident(a) for a in acts], acts), Settings(opened=(by,)))
    return {f.party for f in made if f.provision == provision}


@pytest.mark.parametrize(
    ("provision", "of_teluria", "both"),
    [
        ("ICC-6-a", "taking", False),
        ("ICC-6-a", "killing", True),
        ("ICC-7-1-h", "taking", True),
        ("ICC-7-1-h", "rape", True),
        ("ICC-7-1-h", "attack.on_object", False),
        ("ICC-7-1-j", "detention", True),
        ("ICC-7-1-j", "taking", False),
        ("ICC-8-2-b-xiv", "taking", True),
    ],
)
def test_what_is_opened_for_all_is_assessed_of_whom_acts_are_told_that_it_asks_of(
    provision: str, of_teluria: str, both: bool
) -> None:
    told = act("d1", "killing"), act("d2", of_teluria, by="teluria")
    assert opened_of(provision, None, *told) == {ORVANIA, *(("actor-teluria",) if both else ())}


@pytest.mark.parametrize("party", ["Teluria", "actor-teluria", "unattributed"])
def test_what_is_opened_for_one_party_is_assessed_of_it_alone_whatever_is_told_of_it(party: str) -> None:
    told = act("d1", "killing"), act("d2", "taking", by="teluria"), act("d3", "taking", by=None)
    expected = "unattributed" if party == "unattributed" else "actor-teluria"
    assert opened_of("ICC-6-a", party, *told) == {expected}


# --- children -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "under"), [("a 14-year-old", True), ("a 15-year-old", False), ("children", False)]
)
def test_the_line_for_child_soldiers_is_15_years_and_the_word_child_does_not_say_it(
    told: str, under: bool
) -> None:
    recruited = act("d", "recruitment.children", victims=(victim(told, age_group="child"),))
    made = assessed(recruited)
    for element in ("ICC-8-2-b-xxvi/2", "ICC-8-2-e-vii/2"):
        assert (of(made, element).alleged == "yes") is under


def test_the_removal_of_children_is_no_crime_of_its_own_in_article_7_but_a_fact_for_deportation() -> None:
    assert [p.id for p in candidates(law(), "child_removal") if p.id.startswith("ICC-7")] == ["ICC-7-1-d"]


def test_an_occupier_who_settles_its_own_people_has_not_thereby_displaced_anyone() -> None:
    assert [p.id for p in candidates(law(), "displacement.settlement_of_own")] == ["ICC-8-2-b-viii"]


# --- mind, law and doubt -----------------------------------------------------------------------------------------


def test_genocidal_intent_is_never_set_by_a_machine() -> None:
    intents = [
        e for p in law().provisions if p.id.startswith("ICC-6-") for e in p.elements if e.kind == "mental"
    ]
    assert len([e for e in intents if "destroy that group" in e.wording]) == 5
    assert all(rules().alleged[e.alleged_when].never for e in intents)


def test_no_machine_sets_a_mental_element_or_knowledge_of_any_crime() -> None:
    told = [
        act("d", t, custody=True, victims=(victim("a 9-year-old"),), n=n) for n, t in enumerate(EVERY_TYPE)
    ]
    everything = tuple(p.id for p in law().provisions)
    case = material([incident(*told[:9]), incident(*told[9:])], told)
    made = findings(law(), case, Settings(), everything)
    kinds = {e.id: e.kind for p in law().provisions for e in p.elements}
    set_by_it = {f.element for f in made if f.alleged == "yes" and kinds[f.element] != "material"}
    assert {e.partition(".")[2] for e in set_by_it} == {"multiple_commission"}


def test_ambiguity_and_doubt_favour_the_person() -> None:
    note = law().bodies[0].note
    assert "favours the person (art. 22(2))" in note
    assert "doubt about facts (art. 66(3))" in note
    unclear = [
        act("d", "killing", certainty=c) for c in ("denied", "negated", "threatened", "future", "conditional")
    ]
    for one in unclear:
        assert assessed(one) == ()


def test_what_an_attack_hit_does_not_say_at_what_it_was_aimed() -> None:
    made = assessed(act("d", "attack.on_people", victims=(victim(status_at_time="civilian"),)))
    for element in ("ICC-8-2-b-i/2", "ICC-8-2-e-i/2"):
        assert of(made, element).alleged == "no"


def test_proportion_is_never_set_by_a_machine() -> None:
    made = assessed(act("d", "attack.harm_to_bystanders"))
    assert [of(made, f"ICC-8-2-b-iv/{n}").alleged for n in (1, 2, 3)] == ["yes", "no", "no"]


def test_a_kind_of_weapon_alleges_its_own_crime_and_no_other() -> None:
    gas = assessed(act("d", "attack.weapon_named.gas"))
    assert [of(gas, f"ICC-8-2-b-{n}/1").alleged for n in ("xvii", "xviii", "xix")] == ["no", "yes", "no"]


def test_a_killing_of_prisoners_is_no_order_to_leave_nobody_alive() -> None:
    killed = act("d", "killing.of_surrendered_or_wounded")
    assert of(assessed(killed), "ICC-8-2-b-xii/1").alleged == "no"
    ordered = act("d", "order.no_quarter", n=1)
    assert of(assessed(killed, ordered), "ICC-8-2-b-xii/1").alleged == "yes"


# --- no statistic moves an element ----------------------------------------------------------------------------------


@examples(max_examples=20)
@given(st.integers(min_value=2, max_value=12))
def test_no_number_of_incidents_moves_any_element_but_the_count_of_acts(number: int) -> None:
    acts = [act(f"d{n}", "killing") for n in range(number)]
    made = findings(law(), material([incident(a) for a in acts], acts), Settings())
    one = assessed(act("d0", "killing"))
    moved = {f.element for f in made if f.alleged != of(one, f.element).alleged}
    assert {element.partition(".")[2] for element in moved} == {"multiple_commission"}


def test_findings_take_no_pattern() -> None:
    assert not [field.name for field in fields(material([], [])) if "pattern" in field.name]


def test_evidence_for_an_attack_is_asked_for_crimes_against_humanity_alone() -> None:
    made = assessed(act("d", "killing"), opened=("ICC-6-a",))
    assert "gap.attack" in of(made, "ICC-7-1-a/2.policy").rules
    assert "gap.attack" not in of(made, "ICC-6-a/4").rules
    assert "gap.attack" not in of(made, "ICC-8-2-c-i-1/4").rules


# --- citations alone ---------------------------------------------------------------------------------------------------


def test_a_citation_alone_has_no_findings_even_if_every_act_is_told_and_a_person_opens_all() -> None:
    alone = {p.id for p in law().provisions if not p.elements}
    told = [act("d", t, n=n) for n, t in enumerate(EVERY_TYPE)]
    made = findings(
        law(), material([incident(*told)], told), Settings(), tuple(p.id for p in law().provisions)
    )
    assert len(alone) == 8
    assert {f.provision for f in made} == {p.id for p in law().provisions} - alone


def test_a_citation_alone_says_so_and_cites_the_statute_and_no_elements() -> None:
    for provision in law().provisions:
        if not provision.elements:
            assert (provision.note or "").startswith("Citation alone")
            assert "Elements of Crimes" not in provision.citation


# --- every rule of a new element ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        ("births_prevented", "sexual_violence.reproductive", "rape"),
        ("mutilated_or_experimented", "injury.mutilation_or_experiment", "injury"),
        ("injured_or_tortured", "injury", "assault"),
        ("killed_or_injured", "injury", "assault"),
        ("forced_to_serve", "recruitment.forced", "recruitment.children"),
        ("tried_unfairly", "unfair_trial", "killing.execution"),
        ("degraded", "humiliation", "assault"),
        ("no_quarter", "order.no_quarter", "order"),
        ("poison", "attack.weapon_named.poison", "attack.weapon_named"),
        ("gas", "attack.weapon_named.gas", "attack.weapon_named"),
        ("bullets", "attack.weapon_named.bullets", "attack.weapon_named"),
        ("invaded", "invasion", "attack"),
    ],
)
def test_a_rule_holds_of_what_it_names_and_not_of_its_neighbour(rule: str, yes: str, no: str) -> None:
    known = rules().alleged[f"alleged.{rule}"]
    for act_type, wanted in ((yes, True), (no, False)):
        one = act("d", act_type)
        assert holds(known, Told(act=one, event=Tellings((one,)))) is wanted


def test_a_machine_answers_no_question_and_sets_no_mode() -> None:
    told = act("d", "order", perpetrators=(doer("orvania", role="ordered"),))
    made = assessed(told, replace(act("d", "killing", n=1)))
    assert {f.verdict.value for f in made} == {"not_assessed"}
    assert not [f for f in made if f.set_by_people]
