"""The law's data: whole, numbered as the Elements of Crimes are, in words of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from chapeau.assess.elements import read_law
from chapeau.assess.law import law
from chapeau.assess.modes import modes
from chapeau.assess.questions import questions
from chapeau.assess.rules import rules
from chapeau.errors import DataInvalid, RecordUnknown
from chapeau.records import Provision

CONTEXT_PARTS = [
    "course_of_conduct", "multiple_commission", "civilian_population", "widespread_or_systematic", "policy",
    "part_of_attack",
]  # fmt: skip
LONGEST_RUN = 5  # words in a row that our wording may share with the official text by chance


def packaged() -> dict[str, str]:
    folder = resources.files("chapeau.assess.law")
    return {
        entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")
    }


def changed(file: str, old: str, new: str) -> dict[str, str]:
    texts = packaged()
    assert old in texts[file]
    return texts | {file: texts[file].replace(old, new, 1)}


@cache
def official(shared: Path) -> dict[str, dict[str, Any]]:
    plain = yaml.safe_load((shared / "law" / "elements.yaml").read_text("utf-8"))
    return {crime["id"]: crime for crime in plain["crimes"]}


def numbers(provision: Provision) -> list[str]:
    """The numbers of the elements, parts of one element once."""
    return list(
        dict.fromkeys(element.id.partition("/")[2].partition(".")[0] for element in provision.elements)
    )


def test_article_7_is_whole() -> None:
    letters = [p.id.removeprefix("ICC-7-1-") for p in law().provisions if p.id.startswith("ICC-7-1-")]
    assert letters == [*"abcdef", "g-1", "g-2", "g-3", "g-4", "g-5", "g-6", *"hijk"]


def test_every_crime_of_article_7_has_the_six_parts_of_its_context_and_then_knowledge() -> None:
    for provision in (p for p in law().provisions if p.id.startswith("ICC-7-")):
        contextual = [element for element in provision.elements if element.kind == "contextual"]
        assert [element.id.partition(".")[2] for element in contextual] == [*CONTEXT_PARTS, ""]
        assert provision.elements[-7:] == tuple(contextual)


def test_widespread_and_systematic_is_one_element_with_an_alternative() -> None:
    element = law().element("ICC-7-1-a/2.widespread_or_systematic")
    assert "either" in element.wording
    assert "not each act" in element.wording


def test_torture_has_two_tracks() -> None:
    against_humanity = {e.alleged_when for e in law().provision("ICC-7-1-f").elements}
    wordings = " ".join(e.wording for e in law().provision("ICC-7-1-f").elements)
    assert "alleged.in_custody" in against_humanity
    assert "purpose" not in wordings
    for war_crime in ("ICC-8-2-a-ii-1", "ICC-8-2-c-i-4"):
        provision = law().provision(war_crime)
        assert "purpose" in provision.elements[1].wording
        assert "alleged.in_custody" not in {e.alleged_when for e in provision.elements}


def test_no_machine_sets_what_is_mental_or_the_context_except_a_count_of_acts() -> None:
    known = rules().alleged
    for provision in law().provisions:
        for element in provision.elements:
            if element.kind != "material" and not element.id.endswith(".multiple_commission"):
                assert known[element.alleged_when].never, element.id


def test_genocide_persecution_apartheid_and_aggression_are_opened_by_a_person_only() -> None:
    wrapping = {p.id for p in law().provisions if p.id.startswith("ICC-6-")}
    assert len(wrapping) == 5
    assert wrapping | {"ICC-7-1-h", "ICC-7-1-j", "ICC-8-bis"} <= law().opened_by_a_person


def test_what_no_act_type_tells_of_is_opened_by_a_person_and_says_so() -> None:
    war_crimes = [law().provision(p) for p in law().opened_by_a_person if p.startswith("ICC-8-2-")]
    assert war_crimes
    for provision in war_crimes:
        assert "a person opens it" in (provision.note or "")


def test_the_class_of_conflict_goes_with_the_paragraph() -> None:
    for provision in law().provisions:
        expected = {
            "8-2-a": "international",
            "8-2-b": "international",
            "8-2-c": "non_international",
            "8-2-e": "non_international",
        }
        assert provision.conflict == expected.get(provision.id[4:9], "any")


def test_every_element_cites_its_article_and_number_and_says_who_may_say_what() -> None:
    for provision in law().provisions:
        article = provision.citation.rpartition("art. ")[2]
        for element in provision.elements:
            number = element.id.partition("/")[2].partition(".")[0]
            assert element.citation.startswith(f"ICC Elements of Crimes, art. {article}, element {number}")
            assert element.machine
            assert element.person


def test_no_element_is_said_twice() -> None:
    ids = [element.id for provision in law().provisions for element in provision.elements]
    assert len(ids) == len(set(ids))


@pytest.mark.shared
def test_ids_numbers_and_kinds_are_those_of_the_elements_of_crimes(shared: Path) -> None:
    for provision in law().provisions:
        theirs = official(shared)[provision.id]
        if not provision.elements:
            continue
        assert numbers(provision) == [str(element["n"]) for element in theirs["elements"]]
        kinds = {str(element["n"]): element["kind"] for element in theirs["elements"]}
        for element in provision.elements:
            assert element.kind == kinds[element.id.partition("/")[2].partition(".")[0]], element.id
        cited = theirs["article"].removeprefix("Article ").replace(" ", "")
        assert provision.citation.replace(" ", "").endswith(f"art.{cited}")


@pytest.mark.shared
def test_every_crime_of_the_statute_is_there_and_none_besides(shared: Path) -> None:
    assert {p.id for p in law().provisions} == set(official(shared))
    assert len(law().provisions) == 103


@pytest.mark.shared
def test_a_crime_is_a_citation_alone_exactly_where_no_elements_are_verified(shared: Path) -> None:
    without = {i for i, crime in official(shared).items() if not crime.get("elements")}
    assert {p.id for p in law().provisions if not p.elements} == without
    assert len(without) == 8


def test_the_crimes_stand_in_the_order_of_the_statute() -> None:
    assert [p.id for p in law().provisions] == sorted((p.id for p in law().provisions), key=in_the_statute)


ROMAN = {"i": 1, "v": 5, "x": 10}


def in_the_statute(provision: str) -> tuple[int, ...]:
    """'ICC-8-2-b-xxii-1' as numbers, paragraphs as the statute has them; 8 bis stands after all of 8."""
    steps = provision.split("-")[1:]
    if steps[-1] == "bis":
        return int(steps[0]), 99
    letters = (_step(step, at, steps) for at, step in enumerate(steps))
    return tuple(letters)


def _step(step: str, at: int, steps: list[str]) -> int:
    if step.isdigit():
        return int(step)
    if steps[0] == "8" and at == 3:
        values = [ROMAN[letter] for letter in step]
        return sum(
            -v if any(later > v for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values)
        )
    return ord(step) - ord("a") + 1


@pytest.mark.shared
def test_our_wording_shares_no_run_of_words_with_the_official_text(shared: Path) -> None:
    theirs = set(
        runs(" ".join(sentence for crime in official(shared).values() for sentence in texts_in(crime)))
    )
    theirs |= set(runs((shared / "law" / "rome_statute_core.yaml").read_text("utf-8")))
    ours = [text for p in law().provisions for e in p.elements for text in (e.wording, e.machine, e.person)]
    ours += [text for p in law().provisions for text in (p.note or "", p.title, p.binds or "")]
    ours += [rule.words for rule in rules().rules] + [q.wording for q in questions()]
    ours += [text for known in modes() for text in (known.mode.title, known.mode.note or "")]
    ours += [q.wording for known in modes() for q in known.mode.questions]
    copied = [run for text in ours for run in runs(text) if run in theirs]
    assert copied == []


def texts_in(plain: Any) -> Iterable[str]:
    if isinstance(plain, dict):
        for value in plain.values():
            yield from texts_in(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from texts_in(value)
    elif isinstance(plain, str):
        yield plain


def runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"[a-z]+", text.lower())
    return [tuple(words[i : i + LONGEST_RUN + 1]) for i in range(len(words) - LONGEST_RUN)]


def test_an_element_without_a_known_rule_is_named_with_its_file() -> None:
    texts = changed(
        "article_7.yaml", "alleged_when: alleged.killed", "alleged_when: alleged.nothing_of_the_kind"
    )
    with pytest.raises(DataInvalid, match=r"article_7\.yaml.*ICC-7-1-a/1.*nothing_of_the_kind"):
        read_law(texts, rules())


def test_an_element_that_stands_there_twice_is_named() -> None:
    texts = changed("article_6.yaml", "{n: 2, common: group}", "{n: 1, common: group}")
    with pytest.raises(DataInvalid, match=r"article_6\.yaml.*ICC-6-a/1 stands there twice"):
        read_law(texts, rules())


def test_a_mental_element_may_not_rest_on_a_rule_that_a_machine_applies() -> None:
    texts = changed(
        "article_6.yaml", "alleged_when: alleged.mind_by_a_person", "alleged_when: alleged.killed"
    )
    with pytest.raises(DataInvalid, match=r"article_6\.yaml.*common entry intent is mental"):
        read_law(texts, rules())


def test_an_element_without_wording_is_named() -> None:
    texts = changed("article_6.yaml", "wording: Someone was killed., ", "")
    with pytest.raises(DataInvalid, match=r"article_6\.yaml.*ICC-6-a/1 does not say its wording"):
        read_law(texts, rules())


def test_an_unknown_common_entry_is_named() -> None:
    texts = changed("article_6.yaml", "{n: 2, common: group}", "{n: 2, common: crowd}")
    with pytest.raises(DataInvalid, match=r"ICC-6-a/2 names no common entry: crowd"):
        read_law(texts, rules())


@pytest.mark.parametrize("broken", ["conflict: [", "conflict: sometimes\nprovisions: []\ncommon: {}"])
def test_a_file_that_is_not_what_it_must_be_is_named(broken: str) -> None:
    with pytest.raises(DataInvalid, match=r"article_7\.yaml"):
        read_law(packaged() | {"article_7.yaml": broken}, rules())


def test_a_missing_file_is_named() -> None:
    texts = packaged()
    del texts["article_6.yaml"]
    with pytest.raises(DataInvalid, match=r"article_6\.yaml.*missing"):
        read_law(texts, rules())


@pytest.mark.parametrize("unknown", ["ICC-7-1-z/1", "ICC-7-1-a/9"])
def test_an_unknown_element_is_said_to_be_unknown(unknown: str) -> None:
    with pytest.raises(RecordUnknown, match=r"ICC-7-1"):
        law().element(unknown)
