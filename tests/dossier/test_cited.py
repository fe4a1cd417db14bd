"""What each field of a dossier may name."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from chapeau.dossier.cited import CITES
from chapeau.dossier.exports import LISTS
from chapeau.dossier.schema import Dossier

PATHS = [(kind, path) for kind, of in CITES.items() for path in of]


def record_of(hint: Any) -> Any:
    """The record, or the word, behind optional fields and lists of it."""
    inner = [record_of(part) for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    return inner[0] if inner else hint


@pytest.mark.parametrize(("kind", "path"), PATHS)
def test_every_field_that_is_looked_at_is_one_of_the_record_and_holds_words(kind: str, path: str) -> None:
    at: Any = record_of(typing.get_type_hints(Dossier)[kind])
    for name in path.split("."):
        assert is_dataclass(at)
        assert name in {field.name for field in fields(at)}
        at = record_of(typing.get_type_hints(at)[name])
    assert at is str


def test_what_may_stand_in_a_field_is_a_list_of_the_dossier_or_told_apart() -> None:
    named = {of for by_field in CITES.values() for lists in by_field.values() for of in lists}
    assert named <= {*LISTS, "elements", "unattributed", "any"}
