"""The example case, determined by two invented people: before the last two reports came, and after."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from chapeau.determine.blocks import UNREAD, UNREAD_IN_PART
from chapeau.dossier.determined_words import diff_in_words
from chapeau.ground.settings import read_settings
from chapeau.pipeline.determine import apply_sheet, sheet_out
from chapeau.pipeline.diff import diff
from chapeau.pipeline.keys import new_key
from chapeau.pipeline.occasion import Occasion, occasion
from chapeau.pipeline.review_sheet import review_in
from chapeau.pipeline.run import run
from chapeau.pipeline.sign import sign_latest
from tests.dossier.walk import Pages

EXAMPLE = Path(__file__).parents[1] / "examples" / "two-rivers"
LATE = ("15-monitoring-mission-update.txt", "18-ridge-guard-admission.txt")
#: Words of the report, pictures and annexes not counted: what a commission would print.
LONGEST_REPORT = 26_000
SIGNERS = ("Ilva Marchetti-Roe", "Tobin Askerly")
FIRST, SECOND = occasion("Test", "2031-05-02T09:00:00Z"), occasion("Test", "2031-05-20T09:00:00Z")


@dataclass(frozen=True)
class Determined:
    """The case's folder, its data and its pages after the second version, the report first; those between the two."""

    folder: Path
    data: dict[str, Any]
    pages: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def page(self) -> str:
        """The report."""
        return self.pages[0]

    def part(self, party: str, crime: str, version: int = 2) -> dict[str, Any]:
        (made,) = [d for d in self.data["determinations"] if d["version"] == version]
        (part,) = [p for p in made["parts"] if p["party_name"] == party and p["crime"] == crime]
        found: dict[str, Any] = part
        return found


def pages_of(folder: Path) -> tuple[str, ...]:
    annexes = sorted((folder / "dossier").rglob("*.html"))
    return tuple(path.read_text("utf-8") for path in (folder / "dossier.html", *annexes))


def determine(folder: Path, name: str, keys: list[Path], at: Occasion) -> None:
    read = review_in(folder, EXAMPLE / "determination" / f"read-{name}.csv", at)
    assert (read.refused, run([], folder, at, jobs=1).unanchored) == ((), ())
    sheet = folder.parent / f"{name}.toml"
    sheet_out(folder, sheet, at, carry=EXAMPLE / "determination" / f"{name}.toml")
    assert apply_sheet(folder, sheet, at).obstacles == ()
    for key in keys:
        sign_latest(folder, key, at)


@pytest.fixture(scope="module")
def determined(tmp_path_factory: pytest.TempPathFactory) -> Determined:
    folder = tmp_path_factory.mktemp("determined") / "case"
    keys = []
    for number, name in enumerate(SIGNERS, start=1):
        keys.append(folder.parent / f"{number}.key")
        new_key(name, keys[-1], replace(FIRST, random=lambda size, number=number: bytes([number]) * size))
    reports = sorted((EXAMPLE / "reports").iterdir())
    early = [path for path in reports if path.name not in LATE and path.suffix != ".toml"]
    run(early, folder, FIRST, settings=read_settings(EXAMPLE / "case.toml"), jobs=1)
    determine(folder, "first", keys, FIRST)
    run([EXAMPLE / "reports" / name for name in LATE], folder, SECOND, jobs=1)
    between = pages_of(folder)
    determine(folder, "second", keys, SECOND)
    run([], folder, SECOND, jobs=1)
    data = json.loads((folder / "dossier.json").read_text("utf-8"))
    return Determined(folder, data, pages_of(folder), between)


def test_may_amount_to_then_met_now_once_the_other_side_admits_it(determined: Determined) -> None:
    then = determined.part("Ridge Guard", "ICC-8-2-b-vi", 1)
    now = determined.part("Ridge Guard", "ICC-8-2-b-vi")
    assert (then["verdict"]["value"], now["verdict"]["value"]) == ("may_amount_further_investigation", "met")
    assert {f["support"] for f in now["findings"][:2]} == {"several_origins_no_dependence_found"}


def test_one_missing_element_leaves_the_crime_open_and_one_not_met_denies_it(determined: Determined) -> None:
    assert determined.part("Orvania", "ICC-7-1-a")["verdict"]["value"] == "insufficient_information"
    assert determined.part("Sundrel", "ICC-7-1-e")["verdict"]["value"] == "not_met"


def test_diff_names_the_report_that_moved_it_and_says_where_only_a_person_did(determined: Determined) -> None:
    report = diff(determined.folder)
    lines = "\n".join(
        diff_in_words(report.made, report.parties, report.sources, report.provisions, report.elements)
    )
    assert "Ridge Guard, war crimes: may amount to it; further investigation then, met now" in lines
    assert "by a text that came: 18-ridge-guard-admission.txt" in lines
    assert "nothing but a person's verdict moved" in lines


def test_the_page_shows_verdicts_reasons_signers_the_dissent_and_what_moved(determined: Determined) -> None:
    for words in (
        "What was determined", "Ilva Marchetti-Roe", "Tobin Askerly", "Dissent", "Right of reply", "What moved",
        "from version 1 to version 2", "admits it in words of his own",
    ):  # fmt: skip
        assert words in determined.page, words
    assert '<span class="quoted">Sundrel</span>' in determined.page
    assert '<span class="quoted">XS</span>' not in determined.page
    assert "WORKING DRAFT" not in determined.page
    assert "what moved since is a draft" in determined.between[0]
    assert "Moved since it was signed" in determined.between[0]


@pytest.mark.parametrize("pages", ["pages", "between"])
def test_every_figure_of_a_determined_dossier_still_leads_to_a_text(
    determined: Determined, pages: str
) -> None:
    walked = Pages(getattr(determined, pages))
    assert list(walked.loose_digits()) == []
    for figure in walked.figures():
        assert walked.ends((figure.get("data-from") or "").split())[1] == set()


def test_names_of_victims_stay_withheld_in_what_was_determined(determined: Determined) -> None:
    sheet = (determined.folder.parent / "second.toml").read_text("utf-8")
    assert "Bears on 25(3)(a) Alone" in sheet
    for name in ("Ada Orlo", "Dorin Askel", "Tolvik"):
        assert not any(name in page for page in determined.pages)
        assert name not in sheet


def test_two_people_read_all_that_what_they_signed_rests_on(determined: Determined) -> None:
    gaps = {g["gap"] for made in determined.data["determinations"] for p in made["parts"] for g in p["gaps"]}
    assert gaps
    assert gaps.isdisjoint({UNREAD, UNREAD_IN_PART})


def test_what_people_determined_is_a_report_that_a_person_can_read_at_a_sitting(
    determined: Determined,
) -> None:
    shown = html.fromstring(determined.page)
    words = " ".join(shown.xpath("//main//text()[not(ancestor::svg)]"))
    assert len(re.findall(r"\w+", words)) < LONGEST_REPORT
    assert set(
        shown.xpath("//section[contains(@class, 'finding')]//td[@data-label='Verdict']/strong/text()")
    ) != {"not assessed"}


def test_every_link_of_the_report_and_its_annexes_leads_to_a_place(determined: Determined) -> None:
    files = [determined.folder / "dossier.html", *(determined.folder / "dossier").rglob("*.html")]
    ids = {path: set(re.findall(r' id="([^"]+)"', path.read_text("utf-8"))) for path in files}
    for path in files:
        for href in re.findall(r'href="([^"]+)"', path.read_text("utf-8")):
            page, _, anchor = href.partition("#")
            target = (path.parent / page).resolve() if page else path
            assert anchor in ids[target], f"{path.name} links to {href}"


def test_nobody_is_called_guilty_and_nothing_proved(determined: Determined) -> None:
    ours = json.dumps([determined.data["determinations"], determined.data["differences"]]).lower()
    assert "guilty" not in ours
    assert "proved" not in ours
