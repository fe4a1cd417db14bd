from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from chapeau.dossier.exports import dossier_json
from chapeau.dossier.schema import packaged, printed
from tests.dossier.fixture import case


def exported(names: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(dossier_json(case(), names=names)))
    return found


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema.Draft202012Validator(packaged())


def test_the_shipped_schema_is_what_the_records_give() -> None:
    assert packaged() == json.loads(printed()), "write it anew: python -m chapeau.dossier.schema"


@pytest.mark.parametrize("names", [False, True])
def test_a_dossier_validates(validator: Any, names: bool) -> None:
    validator.validate(exported(names))


def test_the_schema_is_itself_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(packaged())


@pytest.mark.parametrize(
    ("kind", "field", "broken"),
    [
        ("findings", "support", "proved"),
        ("acts", "document", None),
        ("documents", "text", 7),
        ("incidents", "acts", "act-1"),
        ("sources", "surprise", 1),
    ],
)
def test_a_broken_dossier_is_rejected(validator: Any, kind: str, field: str, broken: object) -> None:
    dossier = exported()
    dossier[kind][0][field] = broken
    assert not validator.is_valid(dossier)


def test_a_dossier_without_a_field_is_rejected(validator: Any) -> None:
    dossier = exported()
    del dossier["findings"][0]["verdict"]
    assert not validator.is_valid(dossier)
    del dossier["notice"]
    assert not validator.is_valid(dossier)


def test_the_same_case_gives_the_same_bytes() -> None:
    assert b"".join(dossier_json(case())) == b"".join(dossier_json(case()))


def test_offsets_hold_in_a_dossier_whose_names_are_withheld() -> None:
    dossier = exported()
    texts = {d["id"]: d["text"] for d in dossier["documents"]}
    spans = list(
        _spans(dossier["acts"] + dossier["statements"] + dossier["responses"] + dossier["mentions"], None)
    )
    assert len(spans) > 60
    assert all(texts[document][s["start"] : s["end"]] == s["text"] for document, s in spans)


def _spans(value: Any, document: str | None) -> Any:
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, document)
    elif isinstance(value, dict):
        document = value.get("document", document)
        if {"start", "end", "text"} <= value.keys():
            yield document, value
        for inner in value.values():
            yield from _spans(inner, document)


def test_withheld_names_are_nowhere_in_the_file() -> None:
    text = b"".join(dossier_json(case())).decode()
    assert not [name for name in ("Torv", "Dole", "mira-dole", "anselm") if name in text]
    assert exported()["names"] == "withheld"


def test_names_that_a_person_asked_for_are_printed_and_the_file_says_so() -> None:
    text = b"".join(dossier_json(case(), names=True)).decode()
    assert [name for name in ("Torv", "Dole", "mira-dole", "anselm") if name not in text] == []
    assert exported(names=True)["names"] == "printed"


def test_the_file_says_that_nobody_has_determined_anything() -> None:
    assert exported()["notice"].startswith("WORKING DRAFT")
