from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.dossier.verify import document_faults, faults
from tests.dossier.fixture import Held, case


def changed(kind: str, record: str, **fields: Any) -> Held:
    held = case()
    held.held[kind] = [replace(r, **fields) if r.id == record else r for r in held.held[kind]]
    return held


def test_a_sound_case_has_no_faults() -> None:
    assert list(faults(case())) == []


def test_a_text_that_changed_by_one_letter_is_found() -> None:
    document = next(case().documents())
    held = changed("documents", document.id, text=document.text.replace("e", "a", 1))
    assert any(f.record == document.id and "hash" in f.what for f in faults(held))


def test_a_quote_that_is_not_in_its_place_is_found() -> None:
    act = next(a for a in case().acts() if a.victims)
    moved = replace(act.victims[0], start=act.victims[0].start + 1, end=act.victims[0].end + 1)
    found = list(faults(changed("acts", act.id, victims=(moved,))))
    assert [f.record for f in found] == [act.id]
    assert "is not what" in found[0].what


def test_a_quote_beyond_the_end_is_found() -> None:
    act = next(case().acts())
    beyond = replace(act.evidence, end=10**6)
    assert any("outside" in f.what for f in faults(changed("acts", act.id, evidence=beyond)))


def test_a_quote_one_letter_beyond_the_end_is_found() -> None:
    act = next(case().acts())
    text = case().document(act.document).text
    beyond = replace(act.evidence, start=len(text) - 3, end=len(text) + 1, text=text[-3:])
    assert any("outside" in f.what for f in faults(changed("acts", act.id, evidence=beyond)))
    last = replace(act.evidence, start=len(text) - 3, end=len(text), text=text[-3:])
    assert list(faults(changed("acts", act.id, evidence=last))) == []


@pytest.mark.parametrize("kind", ["acts", "statements", "responses"])
def test_an_id_that_does_not_follow_from_its_place_is_found(kind: str) -> None:
    record = next(getattr(case(), kind)())
    held = changed(kind, record.id, id=record.id[:-1] + "z")
    document = held.document(record.document)
    assert any("id" in f.what for f in document_faults(held, document))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("incidents", "acts"),
        ("findings", "acts_for"),
        ("findings", "acts_against"),
        ("findings", "origins_for"),
        ("findings", "origins_against"),
        ("findings", "incidents_for"),
    ],
)
def test_a_record_that_rests_on_nothing_in_the_case_is_found(kind: str, field: str) -> None:
    record = next(getattr(case(), kind)())
    found = list(faults(changed(kind, record.id, **{field: ("act-gone",)})))
    assert any(f.record == record.id and "act-gone" in f.what for f in found)
    assert all(f.hint for f in found)


def test_a_member_of_an_origin_and_a_finding_of_the_draft_that_are_gone_are_found() -> None:
    origin = next(case().origins())
    gone = (replace(origin.members[0], document="doc-gone"),)
    found = list(faults(changed("origins", origin.id, members=gone)))
    assert [(f.record, "doc-gone" in f.what) for f in found] == [(origin.id, True)]
    held = case()
    held.determination = replace(held.determination, findings=("fin-gone",))
    assert [(f.record, "fin-gone" in f.what) for f in faults(held)] == [(held.determination.id, True)]


def test_a_document_whose_source_is_gone_is_found() -> None:
    held = case()
    gone = held.held["sources"].pop(0)
    assert any(gone.id in f.what for f in faults(held))
