"""The readers that every test of texts as they come is run with, listed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from chapeau.read.learned import LearnedReader
from chapeau.read.reader import Reader
from chapeau.read.rules import RuleReader
from tests.read.invented import gazetteer

READERS: Mapping[str, Callable[[], Reader]] = {
    "rules": lambda: RuleReader(gazetteer()),
    "learned": lambda: LearnedReader(gazetteer()),
}
"""By name: how each reader is made, with the places of the invented country. A new one needs one line here."""


@pytest.fixture(params=sorted(READERS))
def reader(request: pytest.FixtureRequest) -> Reader:
    """Each reader in turn."""
    return READERS[request.param]()
