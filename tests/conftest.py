"""What many tests share: the texts beside the checkout, where they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).parents[1]

settings.register_profile("busy", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "busy")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of other people's texts beside the checkout; the test is skipped where it is absent."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the texts beside the checkout (../shared) are not here")
    return folder


@pytest.fixture(scope="session")
def texts_of(shared: Path) -> Callable[[str], Path]:
    """Where the texts of a collection's split ('polnear/dev') lie; the test is skipped where none do."""

    def found(name: str) -> Path:
        path = shared / "data" / f"{name}.jsonl"
        if not path.is_file() or path.stat().st_size == 0:
            pytest.skip(f"{name} beside the checkout holds no texts")
        return path

    return found


@pytest.fixture(scope="session")
def seed_text(shared: Path) -> str:
    """The first real article."""
    (path,) = (shared / "seed").glob("*.txt")
    return path.read_text("utf-8")
