"""What counts as told as done, and as known at first hand, is named once."""

from __future__ import annotations

from pathlib import Path

import pytest

import chapeau
from chapeau.ground.as_told import FIRST_HAND, TOLD_AS_DONE

SOURCES = Path(chapeau.__file__).parent


def test_what_is_denied_negated_attempted_threatened_expected_or_supposed_is_not_told_as_done() -> None:
    assert set(TOLD_AS_DONE) == {"asserted", "possible"}


@pytest.mark.parametrize("named", [TOLD_AS_DONE, FIRST_HAND])
def test_no_other_file_writes_these_words_out_again(named: tuple[str, ...]) -> None:
    spelled = tuple({", ".join(f"{mark}{word}{mark}" for word in named) for mark in ('"', "")})
    telling = {
        file.name
        for kind in ("*.py", "*.yaml")
        for file in SOURCES.rglob(kind)
        if any(words in file.read_text("utf-8") for words in spelled)
    }
    assert telling == {"as_told.py"}
