"""Keys that seal nothing say so, and refuse what must not lie open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.errors import RestrictedRefused
from chapeau.preserve.keys import PlainKeys
from chapeau.records import Source


def test_plain_keys_say_by_name_that_they_seal_nothing(source: Source) -> None:
    assert "not encrypted" in PlainKeys().name
    assert not PlainKeys().seals
    assert PlainKeys().key(source).seal(b"words") == b"words"


@pytest.mark.parametrize("sensitivity", ["open", "limited"])
def test_every_source_has_a_key_of_its_own(source: Source, sensitivity: str) -> None:
    other = replace(source, id="src-2", sensitivity=sensitivity)
    assert PlainKeys().key(source).source == source.id
    assert PlainKeys().key(other).source == "src-2"


def test_a_restricted_source_is_refused_with_the_reason(source: Source) -> None:
    with pytest.raises(
        RestrictedRefused, match=r"report\.txt is marked restricted.*unencrypted.*nothing of it was stored"
    ):
        PlainKeys().key(replace(source, sensitivity="restricted"))
