"""What the lists of a case say of those on none: made with a run, kept, made anew only where something changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.errors import UsageError
from chapeau.pipeline import undercount_of_case as module
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.standing import Standing
from chapeau.pipeline.undercount import Declaration
from chapeau.pipeline.undercount_of_case import declared_in, keep_undercounted, kept_undercounted
from chapeau.records import CasualtyList, Estimate, Person, PersonLink
from chapeau.weigh.undercount.table import Overlaps
from tests.weigh.test_named import asked, person

CALLED: list[Overlaps] = []


def counted(table: Overlaps, _: int) -> tuple[Estimate, ...]:
    """The number observed, as if it were an estimate."""
    CALLED.append(table)
    return (Estimate(method="m", estimate=table.observed, low=table.observed, high=table.observed, refused=None, assumptions=("a",)),)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    CALLED.clear()
    monkeypatch.setattr(module, "estimates", counted)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Casefile]:
    with created(tmp_path / "case") as made:
        made.connection.execute("PRAGMA foreign_keys = OFF")  # the lists' sources are not in it
        with made.transaction():
            yield made


def a_list(name: str, scope: str = "killed in Halvern", inclusion: str = "named") -> CasualtyList:
    return CasualtyList(
        id=f"list-{name.lower()}", source="src", name=name, scope=scope, inclusion=inclusion, columns=(), rows=1, digest="", entered_by="A. Analyst",
    )  # fmt: skip


PERSONS = (
    person("Ada", listed=("r1", "r2"), lists=("list-a", "list-b")),
    person("Bo", listed=("r3",), lists=("list-c",)),
    person("Cy", listed=("r4",), lists=("list-a",)),
    person("Told", incidents=("i1",)),
)


def kept(
    held: Casefile, lists: Sequence[CasualtyList], persons: Sequence[Person] = PERSONS, links: Sequence[PersonLink] = ()
) -> list[tuple[str, int | None]]:  # fmt: skip
    held.replace(kinds.LISTS, lists)
    keep_undercounted(Standing(held, after_review(held), frozenset()), persons, links)
    return [(made.refused or "given", made.observed) for made in kept_undercounted(held)]


LISTS = (a_list("A"), a_list("B"), a_list("C"))


def test_what_is_kept_says_who_declared_it_and_counts_listed_persons_only(held: Casefile) -> None:
    assert kept(held, LISTS) == [("given", 3)]
    (made,) = kept_undercounted(held)
    assert (made.lists, made.scope, made.declared_by) == (("list-a", "list-b", "list-c"), "killed in Halvern", "A. Analyst")  # fmt: skip
    assert (made.several, made.joined, made.estimates[0].estimate) == (1, None, 3)


def test_the_same_table_is_gone_over_once_and_another_anew(held: Casefile) -> None:
    kept(held, LISTS)
    kept(held, LISTS, PERSONS[::-1])
    assert len(CALLED) == 1
    assert kept(held, LISTS, PERSONS[1:]) == [("given", 2)]
    assert len(CALLED) == 2


def test_a_new_version_of_the_methods_makes_it_anew(held: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(held, LISTS)
    monkeypatch.setattr(module, "VERSION", "undercount 999")
    kept(held, LISTS)
    assert len(CALLED) == 2


def test_a_likeness_that_waits_is_carried_through_both_readings(held: Casefile) -> None:
    kept(held, LISTS, PERSONS, [asked("r3", "r4")])
    (made,) = kept_undercounted(held)
    assert (made.joined, made.estimates[0].low, made.estimates[0].high) == (2, 2, 3)


def test_lists_of_several_scopes_are_refused_in_words_and_without_any_figure(held: Casefile) -> None:
    ((refused, observed),) = kept(held, (a_list("A"), a_list("B", "killed in Orm")))
    assert refused == "The lists do not declare one scope (A: killed in Halvern; B: killed in Orm)."
    assert (observed, CALLED) == (3, [])


def test_a_list_drawn_from_news_is_left_out_and_its_persons_are_counted_by_no_other(held: Casefile) -> None:
    assert kept(held, (*LISTS[:2], replace(LISTS[2], kind="news"))) == [("given", 2)]
    (made,) = kept_undercounted(held)
    assert (made.lists, made.left_out) == (("list-a", "list-b"), ("list-c",))
    assert kept(held, LISTS) == [("given", 3)]


def test_where_all_lists_were_drawn_from_news_nothing_is_estimated_and_why_is_said(held: Casefile) -> None:
    ((refused, _),) = kept(held, [replace(made, kind="news") for made in LISTS])
    assert "A, B, C: reports are no list of identified victims" in refused
    assert CALLED == []


def test_when_the_last_list_is_withdrawn_nothing_is_kept(held: Casefile) -> None:
    kept(held, LISTS)
    assert kept(held, ()) == []
    assert kept(held, LISTS) == [("given", 3)]


def test_more_lists_than_a_table_may_hold_are_refused(held: Casefile) -> None:
    ((refused, _),) = kept(held, [a_list(f"L{j}") for j in range(11)])
    assert "11 lists are more than 10" in refused


# --- what lists declare ---------------------------------------------------------------------------------


def test_lists_of_a_case_declare_themselves_where_they_cover_the_same() -> None:
    made = declared_in([a_list("A"), a_list("B", "Killed  in Halvern")], Declaration())
    assert (made.scope, made.declared_by, list(made.lists)) == ("killed in Halvern", "A. Analyst", ["A", "B"])


def test_lists_of_several_scopes_need_a_person_to_say_what_they_share() -> None:
    lists = [a_list("A"), a_list("B", "killed in Orm")]
    with pytest.raises(UsageError, match="do not declare one scope"):
        declared_in(lists, Declaration())
    assert declared_in(lists, Declaration(scope="both towns")).scope == "both towns"


def test_a_list_without_a_rule_is_refused() -> None:
    with pytest.raises(UsageError, match="Nobody has declared what B covers"):
        declared_in([a_list("A"), a_list("B", inclusion="")], Declaration())


def test_two_lists_of_one_name_stand_apart_in_the_table() -> None:
    twice = [a_list("A"), replace(a_list("A"), id="list-0007")]
    assert list(declared_in(twice, Declaration()).lists) == ["A (st-a)", "A (0007)"]
