"""The law that a case brings goes the whole way, and what is wrong with it is said before anything is read."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from chapeau.errors import DataInvalid, PathMissing, RecordUnknown
from chapeau.ground.settings import read_settings
from chapeau.pipeline.laws import check_law, faults_in
from chapeau.pipeline.run import run
from tests.running import ANALYST, MARKET, dossier

EXAMPLES = Path(__file__).parents[2] / "examples" / "law"
PLACES = Path(__file__).parents[2] / "examples" / "two-rivers" / "places.csv"
CASE = """
title = "A market"
places = "places.csv"
[[parties]]
name = "Orvania"
country = "XO"
aliases = ["Orvanian army", "Orvanian soldiers"]
[[conflicts]]
territory = "XO"
class = "non_international"
decided_by = "L. Lawyer"
reasons = "Organised forces fought."
[[conflicts]]
territory = "XS"
class = "non_international"
decided_by = "L. Lawyer"
reasons = "Organised forces fought."
[[answers]]
question = "gravity"
answer = "yes"
reasons = "Twelve dead in a market."
who = "L. Lawyer"
when = "2031-06-02"
[[opened]]
provision = "ICC-7-1-h"
opened_by = "L. Lawyer"
reasons = "One community alone."
[[law]]
file = "orvania_code.yaml"
[[official]]
file = "official_wording.yaml"
"""


def settings_file(folder: Path, text: str = CASE) -> Path:
    for name in ("orvania_code.yaml", "official_wording.yaml"):
        shutil.copy(EXAMPLES / name, folder / name)
    shutil.copy(PLACES, folder / "places.csv")
    (folder / "case.toml").write_text(text, "utf-8")
    return folder / "case.toml"


@pytest.fixture(name="carried", scope="module")
def carried_(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    folder = tmp_path_factory.mktemp("law")
    (folder / "market.txt").write_text(MARKET, "utf-8")
    settings = read_settings(settings_file(folder))
    run([folder / "market.txt"], folder / "case", ANALYST, settings=settings, jobs=1)
    data, page = dossier(folder / "case")
    return json.loads(data), page.decode()


def test_a_national_code_is_in_the_matrix_and_has_findings(carried: tuple[dict[str, Any], str]) -> None:
    data, page = carried
    assert {f["provision"] for f in data["findings"]} >= {"ICC-7-1-a", "ORV-101"}
    assert "Orvanian Criminal Code" in page


def test_official_wording_is_shown_beside_ours_and_marked_as_the_users(
    carried: tuple[dict[str, Any], str],
) -> None:
    _, page = carried
    assert "As the user brings it: The text of section 101 as the gazette prints it." in page
    assert "(An invented gazette, issue 1, page 3)" in page


def test_who_found_the_class_of_a_conflict_stands_with_the_findings(
    carried: tuple[dict[str, Any], str],
) -> None:
    data, page = carried
    words = {w for f in data["findings"] if f["provision"] == "ICC-8-2-c-i-1" for w in f["set_by_people"]}
    assert any("found by L. Lawyer. Organised forces fought." in one for one in words)
    assert "Set by people" in page


def test_answers_are_shown_and_the_rest_stands_unanswered(carried: tuple[dict[str, Any], str]) -> None:
    data, page = carried
    answered = {q["question"]["id"]: len(q["answers"]) for q in data["making"]["questions"]}
    assert answered["gravity"] == 1
    assert sum(answered.values()) == 1
    assert page.count("Unanswered.") == len(answered) - 1


def test_what_no_act_could_have_listed_is_not_called_untold(carried: tuple[dict[str, Any], str]) -> None:
    _, page = carried
    untold, unopened, alone = (
        re.search(rf"{words}(.*?)</p>", page, re.DOTALL)
        for words in ("Nothing in these texts answers to:", "Only a person opens these", "Cited alone, since")
    )
    assert untold is not None
    assert unopened is not None
    assert alone is not None
    assert "law-ICC-6-a" in unopened[1]
    assert "law-ICC-8-2-e-xix" in alone[1]
    assert "law-ICC-6-a" not in untold[1]
    assert "law-ICC-8-2-e-xix" not in untold[1]


def test_a_provision_that_a_person_opened_has_findings_with_their_name(
    carried: tuple[dict[str, Any], str],
) -> None:
    data, _ = carried
    opened = [f for f in data["findings"] if f["provision"] == "ICC-7-1-h"]
    assert opened
    assert all("Opened by L. Lawyer. One community alone." in f["set_by_people"] for f in opened)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('"gravity"', '"gravitas"', DataInvalid),
        ('provision = "ICC-7-1-h"', 'provision = "ICC-7-1-z"', RecordUnknown),
        ('[[law]]\nfile = "orvania_code.yaml"', "", DataInvalid),
    ],
)
def test_what_is_wrong_with_the_law_of_a_case_is_said_before_anything_is_read(
    tmp_path: Path, old: str, new: str, error: type[Exception]
) -> None:
    settings = read_settings(settings_file(tmp_path, CASE.replace(old, new)))
    with pytest.raises(error):
        check_law(settings)
    (tmp_path / "market.txt").write_text(MARKET, "utf-8")
    with pytest.raises(error):
        run([tmp_path / "market.txt"], tmp_path / "case", ANALYST, settings=settings, jobs=1)


def test_a_file_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        faults_in(tmp_path / "nothing.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataInvalid):
        faults_in(tmp_path / "bytes.yaml")
