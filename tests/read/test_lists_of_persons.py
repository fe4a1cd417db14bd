"""A register of the dead names its victims one by one, and its lines are their number."""

from __future__ import annotations

import pytest

from tests.read.invented import did, did_one

REGISTER = """Kessin infirmary
List of persons killed at the mill on 3 March 2031

1. Ilan Doro, 34, woman, seller
2. Petra Vosk-Amm, 12, girl, pupil
3. Orin Hale, 71, man, primary school teacher
4. Mira de Sundrel, 50, woman, from Kessin
"""


def test_a_numbered_list_names_the_victims_and_counts_them() -> None:
    act = did_one(REGISTER, "killing")
    assert [(v.name, v.sex, v.age_group, v.occupation) for v in act.victims] == [
        ("Ilan Doro", "woman", "adult", "seller"),
        ("Petra Vosk-Amm", "woman", "child", "pupil"),
        ("Orin Hale", "man", "adult", "primary school teacher"),
        ("Mira de Sundrel", "woman", "adult", None),
    ]
    assert [(c.low, c.high, c.of, c.text) for c in act.counts] == [(4, 4, "killed", "4")]
    assert all(REGISTER[v.start : v.end] == v.name for v in act.victims)


@pytest.mark.parametrize("mark", ["", "- ", "* "])
def test_a_list_without_numbers_counts_by_its_lines(mark: str) -> None:
    lines = "\n".join(
        f"{mark}{name}, {age}" for name, age in [("Ilan Doro", 9), ("Ada Lim", 20), ("Bo Kin", 18)]
    )
    act = did_one(f"People detained by soldiers in Kessin\n\n{lines}\n", "detention")
    assert [(v.name, v.age_group) for v in act.victims] == [
        ("Ilan Doro", "child"),
        ("Ada Lim", "adult"),
        ("Bo Kin", "adult"),
    ]
    assert [(c.low, c.of) for c in act.counts] == [(3, "detained")]


def test_two_lines_are_no_list_and_a_far_list_is_another_matter() -> None:
    two = did_one("Persons killed in Kessin\n\nIlan Doro, 34\nAda Lim, 20\n", "killing")
    assert [v.name for v in two.victims] == [None]
    far = did("Soldiers killed a monk in Kessin.\n\n" + "The choir sang. " * 30 + "\n\n" + REGISTER[72:])
    assert [v.text for a in far for v in a.victims] == ["a monk"]


def test_two_lines_before_another_list_are_no_list_either() -> None:
    acts = did(
        "Persons killed in Kessin\n\nIlan Doro, 34\nAda Lim, 20\n\nThe choir sang at noon, and nobody wept.\n\n"
        "Persons detained in Kessin\n\nBo Kin, 18\nAna Vell, 34\nPetra Vosk, 12\n"
    )
    assert [(a.family, [v.name for v in a.victims]) for a in acts] == [
        ("killing", [None]),
        ("detention", ["Bo Kin", "Ana Vell", "Petra Vosk"]),
    ]


def test_lists_on_the_lines_of_their_headings_name_the_victims_of_each() -> None:
    acts = did(
        "Killed: Ana Vell, 34, teacher; Ivo Lan, 9, pupil; Mira Tolen, 61.\n"
        "Injured: Bo Kin, 20; Ada Lim, 44, nurse."
    )
    assert [(a.family, [(v.name, v.age_group, v.occupation) for v in a.victims]) for a in acts] == [
        (
            "killing",
            [("Ana Vell", "adult", "teacher"), ("Ivo Lan", "child", "pupil"), ("Mira Tolen", "adult", None)],
        ),
        ("injury", [("Bo Kin", "adult", None), ("Ada Lim", "adult", "nurse")]),
    ]
    assert {v.sex for a in acts for v in a.victims} == {"unknown"}


def test_a_heading_in_capitals_and_ages_in_brackets_make_a_list() -> None:
    act = did_one(
        "KILLED:\n1. Ana Vell (34), teacher\n2. Ivo Lan (9), pupil\n3. Mira Tolen (61)\n", "killing"
    )
    assert [v.name for v in act.victims] == ["Ana Vell", "Ivo Lan", "Mira Tolen"]


@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_a_row_that_tells_a_deed_names_its_victim(bar: str) -> None:
    rows = [("No", "Name", "Age", "Sex", "Fate"), ("1", "Ana Vell", "34", "F", "killed"),
            ("2", "Ivo Lan", "9", "M", "injured"), ("3", "Mira Tolen", "61", "F", "detained by soldiers")]  # fmt: skip
    acts = did("\n".join(bar.join(row) for row in rows))
    assert [(a.family, [(v.name, v.sex) for v in a.victims], a.counts) for a in acts] == [
        ("killing", [("Ana Vell", "woman")], ()),
        ("injury", [("Ivo Lan", "man")], ()),
        ("detention", [("Mira Tolen", "woman")], ()),
    ]
    assert [p.text for p in acts[2].perpetrators] == ["soldiers"]


@pytest.mark.parametrize("text", ["Killed:", "Detained: see page 3.", "Killed in action: a memoir"])
def test_a_heading_without_a_list_tells_no_deed(text: str) -> None:
    assert did(text) == ()


@pytest.mark.parametrize(
    "heading", ["List of the dead, market strike in Kessin", "Names of the dead of the attack"]
)
def test_a_heading_that_speaks_of_the_dead_tells_of_a_killing(heading: str) -> None:
    act = did_one(
        f"{heading}\n\n1. Ilan Doro, 34, woman\n2. Ada Lim, 20, man\n3. Bo Kin, 9, girl\n", "killing"
    )
    assert [v.name for v in act.victims] == ["Ilan Doro", "Ada Lim", "Bo Kin"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was handed a list of the dead of the attack on Monday.",
        "List of the dead, ferry accident\n\n1. Ilan Doro, 34\n2. Ada Lim, 20\n3. Bo Kin, 9\n",
    ],
)
def test_the_dead_of_no_list_and_of_an_accident_were_not_killed(text: str) -> None:
    assert [a for a in did(text) if a.family == "killing"] == []
