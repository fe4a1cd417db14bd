"""What the tests of preserve share: a capture, an archive, a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.preserve.archive import Archive
from chapeau.preserve.keys import PlainKeys
from chapeau.records import Capture, Source


@pytest.fixture
def capture() -> Capture:
    return Capture(
        name="report.txt", by="Mira Sandoval", at="2031-05-02T09:00:00Z", clock="given", how="file"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", PlainKeys())


@pytest.fixture
def source(capture: Capture) -> Source:
    return Source(id="src-1", blob="ab" * 32, size=3, media_type="text/plain", capture=capture)
