"""Which acts of one text tell of one deed, and what they say of it together."""

from __future__ import annotations

from dataclasses import replace

from chapeau.records import Act, Decision, Span, Victim
from tests.link.material import History, act, reading


def told(sentence: str, name: str, at: int, document: str = "d1", **more: object) -> Act:
    made = act(name, document, at=at, **more)  # type: ignore[arg-type]
    trigger = Span(start=at + len(sentence) - 4, end=at + len(sentence), text="deed")
    return replace(made, evidence=Span(start=at, end=at + len(sentence), text=sentence), triggers=(trigger,))


def test_what_follows_without_place_and_day_is_told_of_the_same_deed_and_met_by_it() -> None:
    lead = told("Shells killed nine in Halvern.", "a1", 0, count=(9, 9))
    name = told("Among the dead was Ada Orlo.", "a2", 40, place=None, day=None, victim="Ada Orlo")
    other = act("b1", "d2", place="Halvern", day=None, victim="Ada Orlo")
    history = History([reading("d1", [lead, name]), reading("d2", [other])])
    assert history.together("a1", "a2")
    assert history.together("a2", "b1")


def test_another_attack_is_another_deed() -> None:
    lead = told("Shells killed nine in Halvern.", "a1", 0)
    other = told("In a separate attack, gunmen killed three.", "a2", 40, place=None, day=None, count=(3, 3))
    assert not History([reading("d1", [lead, other])]).together("a1", "a2")
    same = replace(
        other, evidence=replace(other.evidence, text="At the market, gunmen had killed by then.  "[:42])
    )
    assert History([reading("d1", [lead, same])]).together("a1", "a2")


def test_a_boy_is_none_of_several_men_told_of_before() -> None:
    men = told("They seized several men in Halvern.", "a1", 0, kind="abduction", count=None)
    boy = Victim(start=60, end=65, text="a boy", kind="individual")
    several = replace(men, counts=(replace(act("x", "d1", count=(3, None)).counts[0], of="detained"),))
    one = replace(told("They took a boy in Halvern.", "a2", 60, kind="abduction"), victims=(boy,))
    group = (Victim(start=12, end=23, text="several men", kind="group"),)
    assert not History([reading("d1", [replace(several, victims=group), one])]).together("a1", "a2")


def test_acts_that_a_person_found_to_be_two_deeds_lend_each_other_neither_place_nor_day() -> None:
    lead = told("Shells killed nine in Halvern.", "a1", 0, count=(9, 9))
    name = told("Among the dead was Ada Orlo.", "a2", 40, place=None, day=None, victim="Ada Orlo")
    two = Decision(
        id="dec-1",
        kind="not_same",
        record="a2",
        other="a1",
        who="Ira Venn",
        when="2031-05-01",
        why="Another day.",
    )
    readings = [reading("d1", [lead, name])]
    alone = {t.id: t.known.act.places for t in History(readings, decisions=[two]).tellings}
    lent = {t.id: t.known.act.places for t in History(readings).tellings}
    assert lent["a2"] == lent["a1"] != ()
    assert alone == {"a1": lent["a1"], "a2": ()}
