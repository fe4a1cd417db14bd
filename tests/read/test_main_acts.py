"""Which acts a text is mainly about: means, answers and what is told in passing stand aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.spans import span
from chapeau.read.main_acts import deeds_told, most_told, without_asides
from chapeau.read.parsed import parse
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.records import Act, ActTime, Perpetrator, Place, Span, Victim

WORLD = Gazetteer.packaged()
VARO = Place(start=0, end=4, text="Varo", role="at")
THAT_DAY = ActTime(start=0, end=6, text="Monday", low="2031-05-12", high="2031-05-12", precision="day")
GUNMEN = Perpetrator(start=0, end=6, text="gunmen", kind="group")


def sentence(start: int) -> Span:
    return Span(start=start, end=start + 50, text="x" * 50)


def act(type_: str, at: int) -> Act:
    """An act told in the sentence that begins at this character."""
    return Act(
        id=f"{type_}@{at}",
        document="d",
        made_by="a test",
        type=type_,
        triggers=(span("x" * (at + 9), at, at + 4),),
        evidence=sentence(at),
    )


def victim(name: str) -> Victim:
    return Victim(start=0, end=len(name), text=name, kind="individual", name=name)


def kinds(*acts: Act) -> list[str]:
    return [a.type for a in without_asides(acts)]


ABDUCTION = act("abduction", 0)


@pytest.mark.parametrize("means", ["attack", "use_of_force", "injury", "unfair_trial"])
def test_what_a_graver_deed_was_done_with_or_brought_along_stands_aside(means: str) -> None:
    assert kinds(ABDUCTION, act(means, 0)) == ["abduction"]
    assert kinds(ABDUCTION, act(means, 100)) == ["abduction", means]


@pytest.mark.parametrize("apart", ["sexual_violence", "threat", "humiliation"])
def test_what_is_told_for_its_own_sake_stays_beside_a_graver_deed(apart: str) -> None:
    assert kinds(ABDUCTION, act(apart, 0)) == ["abduction", apart]


def test_whoever_is_named_with_the_means_alone_suffered_a_deed_of_its_own() -> None:
    of_another = replace(act("attack", 0), victims=(victim("Ana Vell"),))
    of_the_same = replace(ABDUCTION, victims=(victim("Ana Vell"),))
    assert kinds(ABDUCTION, of_another) == ["abduction", "attack"]
    assert kinds(of_the_same, of_another) == ["abduction"]


def test_a_kind_of_which_little_is_told_and_no_place_is_told_in_passing() -> None:
    late = act("torture", 5000)
    assert kinds(ABDUCTION, late) == ["abduction"]
    assert kinds(ABDUCTION, replace(late, places=(VARO,))) == ["abduction", "torture"]
    assert kinds(ABDUCTION, act("torture", 600)) == ["abduction", "torture"]


def test_means_of_which_little_is_told_do_not_count_beside_deeds_against_life_or_body() -> None:
    late = replace(act("attack", 5000), places=(VARO,))
    assert kinds(ABDUCTION, late) == ["abduction"]
    assert kinds(act("detention", 0), late) == ["detention", "attack"]
    assert kinds(ABDUCTION, late, act("threat", 5100)) == ["abduction", "attack", "threat"]


def test_a_killing_told_as_a_fact_with_whom_and_when_is_never_in_passing() -> None:
    told = replace(act("killing", 9000), victims=(victim("Ana Vell"),), time=THAT_DAY)
    deeds = [ABDUCTION, act("abduction", 100), told]
    assert [a.type for a in without_asides(most_told(deeds))] == ["abduction", "abduction", "killing"]
    for less in (replace(told, time=None), replace(told, victims=()), replace(told, certainty="possible")):
        assert [a.type for a in without_asides(most_told([*deeds[:2], less]))] == ["abduction"] * 2


def test_where_only_the_means_name_who_did_it_they_stay() -> None:
    named = replace(act("attack", 0), perpetrators=(GUNMEN,))
    assert kinds(ABDUCTION, named) == ["abduction", "attack"]
    assert kinds(replace(ABDUCTION, perpetrators=(GUNMEN,)), named) == ["abduction"]


def test_means_alone_are_what_a_text_is_about() -> None:
    assert kinds(act("attack", 0), act("injury", 0)) == ["attack", "injury"]


def test_a_sentence_alone_judges_a_deed_and_is_none_beside_it() -> None:
    parsed = parse("x" * 200)
    killing, sentenced = act("killing", 0), act("detention.sentenced", 100)
    arrested = act("detention", 100)
    assert deeds_told(parsed, [killing, sentenced]) == (killing,)
    assert deeds_told(parsed, [sentenced]) == (sentenced,)
    assert deeds_told(parsed, [killing, sentenced, arrested]) == (killing, sentenced, arrested)


def test_the_raid_before_an_abduction_is_not_listed_by_the_reader() -> None:
    text = "Gunmen stormed a school in Mombasa on Monday and abducted nine pupils, residents said."
    reading = RuleReader(WORLD).read(Text(id="d", text=text, date="2031-05-14"))
    assert reading.about is not None
    assert {a.family for a in reading.acts} == {"abduction", "attack"}
    assert {a.family for a in reading.acts if a.id in reading.about.acts} == {"abduction"}
