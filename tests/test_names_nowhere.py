"""A signed dossier with names withheld, searched whole: page, drawings, alternative texts, ids and data name nobody withheld."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.ground.names import folded
from chapeau.ground.settings import PartySetting, Settings
from chapeau.pipeline.decide import decide
from chapeau.pipeline.determine import apply_sheet, sheet_out
from chapeau.pipeline.export import export
from chapeau.pipeline.keys import new_key
from chapeau.pipeline.run import run
from chapeau.pipeline.sign import sign_latest
from tests.running import ANALYST, reports
from tests.test_pipeline_determine import filled

TOLD = (
    'March 14, 2031\n\nHALLORAN IS DEAD\n\n"I saw Orvanian troops kill Peter Halloran, a teacher," said Mira '
    "Sund, who lives in Ostrey. Sund said that Halloran's brother was beaten. Mr Halloran was 41, Ms Sund said.\n"
)
AGAIN = (
    'OSTREY COURIER\n\nMarch 16, 2031\n\n"I saw how Orvanian troops killed Peter Halloran in Ostrey on March '
    '14," Mira Sund said. P. Halloran taught there for ten years.\n'
)
ACCENTED = (
    "OSTREY COURIER\n\nMarch 18, 2031\n\nOrvanian troops killed José Núñez, a nurse, in Ostrey on March 17, the mayor, Tomas "
    "Velk, said. Núñez was 33.\n"
)
WITHHELD = ("peter", "halloran", "mira", "sund", "jose", "nunez")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case that names a victim and a witness in every way, decided on, determined and signed."""
    folder = tmp_path_factory.mktemp("nowhere")
    inputs, case = reports(folder / "in"), folder / "case"
    (inputs / "halloran-and-ms-sund.txt").write_text(TOLD, "utf-8")
    (inputs / "Sund_2.txt").write_text(AGAIN, "utf-8")
    (inputs / "07-nurse.txt").write_text(unicodedata.normalize("NFD", ACCENTED), "utf-8")
    (inputs / "08-nurse.txt").write_text(ACCENTED.replace("COURIER", "MAIL").replace("33", "34"), "utf-8")
    (inputs / "nunez-hospital.txt").write_bytes(b"")
    (inputs / unicodedata.normalize("NFD", "Statement of Núñez.docx")).write_bytes(b"PK\x03\x04none")
    parties = (PartySetting(name="Orvania", aliases=("Orvanian troops",)),)
    run([inputs], case, ANALYST, settings=Settings(parties=parties), jobs=1)
    with opened(case) as held:
        named = [a.id for a in held.all(kinds.ACTS) if any(v.name for v in a.victims)]
    decide(case, named[0], "accept", ANALYST, why="Read beside what Sund told; Halloran is the teacher.")
    decide(
        case,
        named[-1],
        "correct",
        ANALYST,
        why="Ms Núñez says so.",
        field="victims[0].occupation",
        after="nurse, nunez's aide",
    )
    decide(case, named[0], "not_same", ANALYST, why="Only one tells of Núñez.", other=named[-1])
    run([], case, ANALYST, jobs=1)
    sheet = filled(case, "A. Analyst")
    text = sheet.read_text("utf-8").replace("modes = []", 'modes = ["25(3)(a)", "28(a)"]')
    sheet.write_text(text.replace("As the tellings say.", "As Mira Sund tells of Peter Halloran."), "utf-8")
    apply_sheet(case, sheet, ANALYST)
    new_key("A. Analyst", folder / "a.key", replace(ANALYST, random=lambda size: b"k" * size))
    sign_latest(case, folder / "a.key", ANALYST)
    run([], case, ANALYST, jobs=1)
    return case


def words(text: str) -> set[str]:
    """All words of a text in one form: no sign, underscore or hyphen hides one."""
    return set(re.findall(r"[^\W_]+", folded(html.unescape(text))))


def found_in(text: str) -> list[str]:
    """Withheld words, each with what stands around it."""
    hidden = [name for name in WITHHELD if name in words(text)]
    around = (re.search(rf".{{0,80}}{name}.{{0,40}}", folded(html.unescape(text))) for name in hidden)
    return [match[0] for match in around if match]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def test_the_case_itself_names_them(signed: Path) -> None:
    with opened(signed) as held:
        texts = " ".join(d.text for d in held.all(kinds.DOCUMENTS))
        skipped = list(held.all(kinds.SKIPPED))
    assert set(WITHHELD) <= words(texts)
    assert words(" ".join(s.what for s in skipped)) >= {"nunez", "hospital", "statement"}


def test_no_page_names_them_in_text_drawing_title_id_or_address(signed: Path) -> None:
    page = (signed / "dossier.html").read_text("utf-8")
    assert "Told of it, among what the elements rest on" in page
    assert "[name of a victim]" in page
    assert "[name of a witness]" in page
    assert found_in(page) == []


def test_no_field_of_the_data_names_them(signed: Path) -> None:
    data = json.loads((signed / "dossier.json").read_text("utf-8"))
    assert data["determination"]["state"] == "determined"
    assert [found for text in strings(data) for found in found_in(text)] == []


def test_no_file_of_an_export_names_them(signed: Path, tmp_path: Path) -> None:
    export(signed, tmp_path / "out", ANALYST)
    for file in sorted((tmp_path / "out").iterdir()):
        assert found_in(file.read_text("utf-8")) == [], file.name


def test_the_sheet_quotes_tellings_without_them(signed: Path, tmp_path: Path) -> None:
    sheet_out(signed, tmp_path / "s.toml", ANALYST)
    text = (tmp_path / "s.toml").read_text("utf-8")
    assert "[name of a victim]" in text
    assert found_in(text) == []
