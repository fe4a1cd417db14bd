"""The pages on law and findings speak of what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from chapeau.assess.law import law
from chapeau.records import Finding

DOCS = Path(__file__).parents[2] / "docs"


def test_every_provision_and_element_that_the_page_names_exists() -> None:
    named = re.findall(r"`?(ICC-[\w-]+(?:/\d+)?)", (DOCS / "law.md").read_text("utf-8"))
    ids = {p.id for p in law().provisions} | {e.id for p in law().provisions for e in p.elements}
    assert named
    assert set(named) <= ids


def test_every_part_of_the_context_is_explained() -> None:
    text = (DOCS / "law.md").read_text("utf-8")
    parts = {e.id.partition(".")[2] for p in law().provisions for e in p.elements if "." in e.id}
    assert {part for part in parts if f"`{part}`" not in text} == set()


def test_every_field_that_the_page_explains_is_a_field_of_a_finding() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "assess.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) >= 7
    assert set(rows) <= {field.name for field in fields(Finding)}
