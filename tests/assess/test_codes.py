"""A file of law that a user brings: whole or not, and if not, every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.assess.codes import code_faults, law_of, official_faults
from chapeau.assess.elements import law
from chapeau.assess.findings import findings
from chapeau.errors import DataInvalid
from chapeau.ground.settings import ConflictSetting, LawFile, Settings
from chapeau.records import Finding
from tests.assess.literal import act, incident, material, on, place

EXAMPLES = Path(__file__).parents[2] / "examples" / "law"
CODE = (EXAMPLES / "orvania_code.yaml").read_text("utf-8")
WORDING = (EXAMPLES / "official_wording.yaml").read_text("utf-8")
BROUGHT = Settings(law=(LawFile(file="orvania_code.yaml", text=CODE),))


def brought(text: str) -> Settings:
    return Settings(law=(LawFile(file="code.yaml", text=text),))


def under_the_code(*acts: object, settings: Settings = BROUGHT, **where: object) -> dict[str, Finding]:
    case = material([incident(a, **where) for a in acts], acts)  # type: ignore[arg-type]
    made = findings(law_of(settings), case, settings)
    return {f.element: f for f in made if f.provision.startswith("ORV-")}


def test_the_example_code_and_wording_are_whole() -> None:
    assert code_faults(CODE) == ()
    assert official_faults(WORDING) == ()


def test_a_national_code_stands_behind_the_statute_with_ids_and_citations_of_its_own() -> None:
    made = law_of(BROUGHT)
    assert made.provisions[: len(law().provisions)] == law().provisions
    torture = made.provision("ORV-117")
    assert torture.body == "Orvanian Criminal Code"
    assert torture.citation == "Orvanian Criminal Code s. 117"
    assert torture.elements[0].citation == "Orvanian Criminal Code s. 117, element 1"
    assert torture.territories == ("XO",)
    assert [b.id for b in made.bodies] == ["ICC", "ORV"]


def test_findings_on_a_national_code_are_made_as_those_on_the_statute() -> None:
    found = under_the_code(act("d", "killing"), time=on("2031-03-10"), place=place("XO"))
    assert [found[f"ORV-101/{n}"].alleged for n in (1, 2, 3)] == ["yes", "no", "no"]
    assert "gap.person_only" in found["ORV-101/3"].rules
    assert "gap.attack" not in found["ORV-101/1"].rules


def test_a_national_provision_counts_from_the_day_of_its_own_force() -> None:
    earlier = under_the_code(act("d", "torture"), time=on("2031-03-10"), place=place("XO"))
    later = under_the_code(act("d", "torture"), time=on("2031-03-20"), place=place("XO"))
    assert (earlier["ORV-117/1"].alleged, later["ORV-117/1"].alleged) == ("no", "yes")


@pytest.mark.parametrize("where", ["XS", None])
def test_outside_its_territory_a_national_law_counts_only_if_a_person_finds_that_it_reaches(
    where: str | None,
) -> None:
    abroad = under_the_code(act("d", "killing"), time=on("2031-03-10"), place=place(where))
    assert abroad["ORV-101/1"].alleged == "yes"
    assert "gap.territory" in abroad["ORV-101/1"].rules
    at_home = under_the_code(act("d", "killing"), time=on("2031-03-10"), place=place("XO"))
    assert "gap.territory" not in at_home["ORV-101/1"].rules


def test_a_national_provision_can_need_a_class_of_conflict() -> None:
    found = ConflictSetting(
        territory="XO", conflict="non_international", decided_by="L. Lawyer", reasons="Fighting."
    )
    settings = Settings(law=BROUGHT.law, conflicts=(found,))
    without = under_the_code(act("d", "taking"), time=on("2031-03-10"), place=place("XO"))["ORV-240/1"]
    with_it = under_the_code(act("d", "taking"), settings=settings, time=on("2031-03-10"), place=place("XO"))[
        "ORV-240/1"
    ]
    assert "gap.conflict_non_international" in without.rules
    assert "gap.conflict_non_international" not in with_it.rules


def test_several_acts_are_those_that_the_same_body_of_law_lists() -> None:
    counting = CODE.replace(
        "alleged_when: alleged.law_by_a_person}", "alleged_when: alleged.several_acts}", 1
    )
    both = (act("d0", "killing"), act("d1", "deportation"))
    assert under_the_code(*both, settings=brought(counting))["ORV-101/2"].alleged == "no"
    twice = (act("d0", "killing"), act("d1", "killing"))
    assert under_the_code(*twice, settings=brought(counting))["ORV-101/2"].alleged == "yes"


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Unlawful killing", "titel: Unlawful killing", ["`title` is missing", "nothing is known as `titel`"]),
        ("acts: [killing]", "acts: [slaying]", ["ORV-101 is listed by slaying, which is no act type"]),
        ("alleged_when: alleged.killed", "alleged_when: alleged.slain", ["ORV-101/1 names no rule", "alleged.slain"]),
        ("alleged_when: alleged.mind_by_a_person", "alleged_when: alleged.killed", ["intent is mental; a machine may not"]),
        ("{n: 2, common: official}", "{n: 2, common: clerk}", ["ORV-117/2 names no common entry: clerk"]),
        ("{n: 2, common: official}", "{n: 1, common: official}", ["ORV-117/1 stands there twice"]),
        ("- id: ORV-117", "- id: ORV-101", ["ORV-101 stands there twice"]),
        ("- id: ORV-117", "- id: XYZ-117", ["XYZ-117 does not begin with ORV-"]),
        ("id: ORV\n", "id: ICC\n", ["ICC is the id of a body of law that the program brings"]),
        ("low: 2029-01-01", "low: 2029-02-30", ["2029-02-30 to None is no period"]),
        ("low: 2031-03-15", "low: 2031-03-15, high: 2031-01-01", ["2031-03-15 to 2031-01-01 is no period"]),
        ("s. {article}'", "s. {section}'", ["may hold {article}, {paragraph} and {n}"]),
        ("kind: material, wording: Someone was killed.", "kind: physical, wording: Someone was killed.", ["'physical'"]),
        ("wording: Someone was killed., ", "", ["ORV-101/1 does not say its wording"]),
    ],
)  # fmt: skip
def test_each_fault_is_said(old: str, new: str, said: list[str]) -> None:
    assert old in CODE
    faults = "\n".join(code_faults(CODE.replace(old, new, 1)))
    for words in said:
        assert words in faults


def test_every_fault_is_said_with_its_line_and_place_and_not_the_first_alone() -> None:
    broken = CODE.replace("acts: [killing]", "acts: [slaying]").replace("low: 2029-01-01", "low: soon")
    lines = broken.splitlines()
    faults = code_faults(broken)
    assert len(faults) == 2
    assert [int(f.removeprefix("line ").partition(",")[0]) for f in faults] == [
        1 + next(n for n, line in enumerate(lines) if "soon" in line),
        1 + next(n for n, line in enumerate(lines) if "slaying" in line),
    ]
    assert "in_force" in faults[0]
    assert "provisions[0].acts" in faults[1]


def test_a_fault_of_form_hides_no_fault_of_sense_elsewhere() -> None:
    broken = CODE.replace("title: Unlawful killing", "titel: Unlawful killing").replace("edition:", "issue:")
    broken = broken.replace("acts: [taking]", "acts: [grabbing]").replace("low: 2029-01-01", "low: soon")
    said = "\n".join(code_faults(broken))
    for words in (
        "`title` is missing",
        "as `titel`",
        "`edition` is missing",
        "as `issue`",
        "grabbing",
        "soon to None",
    ):
        assert words in said


def test_a_provision_without_elements_is_listed_by_no_act() -> None:
    bare = CODE[: CODE.index("  - id: ORV-240")].rstrip() + (
        "\n  - id: ORV-300\n    article: '300'\n    title: Cited alone\n    acts: [taking]\n    elements: []\n"
    )
    assert ["ORV-300 has no elements" in fault for fault in code_faults(bare)] == [True]


def test_a_code_that_is_not_whole_is_refused_by_name_with_the_number_of_its_faults() -> None:
    broken = CODE.replace("acts: [killing]", "acts: [slaying]").replace("acts: [taking]", "acts: [grabbing]")
    with pytest.raises(DataInvalid, match=r"code\.yaml is not whole: line \d+.*slaying.*\(and 1 more\)"):
        law_of(brought(broken))


def test_two_codes_with_one_id_are_refused() -> None:
    twice = LawFile(file="a.yaml", text=CODE)
    with pytest.raises(DataInvalid, match="have the id ORV"):
        law_of(Settings(law=(twice, LawFile(file="b.yaml", text=CODE))))


@pytest.mark.parametrize("text", ["id: [", "- a list", "12"])
def test_what_is_no_file_of_law_at_all_is_said(text: str) -> None:
    if text == "id: [":
        with pytest.raises(DataInvalid, match="no YAML"):
            code_faults(text)
    else:
        assert len(code_faults(text)) == 1


MOVING = """
  - id: ORV-900
    article: '900'
    title: Moving people
    acts: [displacement, not displacement.settlement_of_own]
    elements:
      - {n: 1, kind: contextual, wording: More than one., machine: A count., person: Whether., alleged_when: alleged.several_acts}
"""
SETTLING = MOVING.replace("900", "901").replace("displacement, not ", "")


@pytest.mark.parametrize("code", [CODE + SETTLING, CODE + MOVING + SETTLING, CODE + SETTLING + MOVING])
def test_what_one_provision_leaves_out_another_can_count(code: str) -> None:
    settled = [act(f"d{n}", "displacement.settlement_of_own") for n in range(2)]
    assert code_faults(code) == ()
    assert under_the_code(*settled, settings=brought(code))["ORV-901/1"].alleged == "yes"


# --- official wording -------------------------------------------------------------------------------------------------


def with_wording(text: str) -> Settings:
    return Settings(law=BROUGHT.law, official=(LawFile(file="official.yaml", text=text),))


def test_official_wording_stands_beside_ours_with_its_source_and_replaces_nothing() -> None:
    made = law_of(with_wording(WORDING))
    element = made.element("ICC-7-1-f/2")
    assert element.official is not None
    assert element.official.source == "An invented gazette, issue 1, page 3"
    assert element.wording == law().element("ICC-7-1-f/2").wording
    assert made.element("ORV-101/1").official is not None
    assert made.element("ICC-7-1-f/1").official is None


def test_the_official_text_of_a_numbered_element_stands_beside_each_of_its_parts() -> None:
    made = law_of(with_wording("source: A gazette\ntexts: {ICC-7-1-a/2: The whole element.}"))
    parts = [e for e in made.provision("ICC-7-1-a").elements if e.id.startswith("ICC-7-1-a/2.")]
    assert len(parts) == 6
    assert all(e.official is not None and e.official.text == "The whole element." for e in parts)


def test_wording_of_an_element_that_there_is_not_is_named() -> None:
    text = "source: A gazette\ntexts: {ICC-7-1-z/1: Nothing.}"
    assert ["ICC-7-1-z/1 is no element" in fault for fault in official_faults(text)] == [True]
    with pytest.raises(DataInvalid, match=r"ICC-7-1-z/1, which is no element"):
        law_of(with_wording(text))


def test_wording_without_a_source_is_refused() -> None:
    assert ["`source` is missing" in fault for fault in official_faults("texts: {}")] == [True]


def test_official_wording_moves_no_finding() -> None:
    told = act("d", "torture", custody=True)
    case = material([incident(told)], [told])
    assert findings(law_of(with_wording(WORDING)), case, BROUGHT) == findings(law_of(BROUGHT), case, BROUGHT)
