"""A weapon that only stands in a deed's sentence is the deed's, unless an encoder that looked sees no weapon there."""

from __future__ import annotations

from chapeau.read.deeds import deeds
from chapeau.read.methods import means, methods
from chapeau.read.parsed import parse
from tests.read.hand_made import Marks, told

TEXT = "Soldiers burned the post, where rifles lay."


def weapons(marks: Marks | None) -> list[str]:
    parsed = parse(TEXT)
    if marks is not None:
        parsed.doc.labelled = told(parsed, role=marks)
    found = deeds(parsed.doc)
    return [m.text for m in methods(TEXT, found[0], means(parsed.doc), found)]


def test_a_weapon_near_a_deed_is_the_deeds_where_nobody_else_looked() -> None:
    assert weapons(None) == ["rifles"]


def test_a_weapon_near_a_deed_is_the_deeds_where_an_encoder_marks_it() -> None:
    assert weapons([("rifles", "Weapon", 0.2)]) == ["rifles"]


def test_a_weapon_near_a_deed_is_not_the_deeds_where_an_encoder_marks_none() -> None:
    assert weapons([("the post", "Target")]) == []


def test_a_method_that_a_list_adds_belongs_with_the_one_before_it_wherever_grammar_hangs_it() -> None:
    text = "Guards tortured the men by beatings, electrocution, and mock executions."
    parsed = parse(text)
    stray = next(t for t in parsed.doc if t.text == "executions")
    stray.head, stray.dep_ = parsed.doc[0], "dep"
    found = deeds(parsed.doc)
    torture = next(d for d in found if d.head.text == "tortured")
    keys = [m.key for m in methods(text, torture, means(parsed.doc), found)]
    assert keys == ["beating", "electric_shock", "mock_execution"]
