"""Every file that code or docs cite as proof is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CITED = re.compile(r"\b(?:tests|bench|docs|training)/[a-z_0-9/]+\.(?:py|md|yaml)\b")


def citing() -> Iterator[Path]:
    yield ROOT / "README.md"
    for folder in ("src", "bench", "docs"):
        yield from (f for f in (ROOT / folder).rglob("*") if f.suffix in (".py", ".yaml", ".md"))


def test_a_file_that_is_cited_is_there() -> None:
    cited = [
        (str(file.relative_to(ROOT)), c) for file in citing() for c in CITED.findall(file.read_text("utf-8"))
    ]
    assert cited
    assert [(file, c) for file, c in cited if not (ROOT / c).exists()] == []
