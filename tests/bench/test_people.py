"""The made casualty lists, and how well entries of lists are linked."""

from __future__ import annotations

import pytest
from bench.casualty_lists import DAMAGES, make

from bench import people


def test_one_seed_makes_one_collection_and_another_another() -> None:
    assert make(1, 50).rows == make(1, 50).rows
    assert make(1, 50).rows != make(2, 50).rows


def test_every_kind_of_damage_and_every_trap_is_in_it() -> None:
    rows = make(3, 400).rows
    kinds = {kind for row in rows for kind in row.damage}
    assert {name for name, _, _ in DAMAGES} | {"transliterated", "another script", "twice in a list"} == kinds
    assert {row.trap for row in rows} == {"", "twin", "namesake", "father and son"}
    assert {row.list for row in rows} == {"hospital", "town", "newspaper", "register"}


def test_a_trap_is_somebody_else_than_the_one_it_is_like() -> None:
    made = make(3, 400)
    traps = {row.being for row in made.rows if row.trap}
    assert traps
    assert traps.isdisjoint({row.being for row in made.rows if not row.trap})


def test_what_is_not_installed_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "find_spec", lambda name: None if name == "recordlinkage" else name)
    assert people.missing() == "Not measured: recordlinkage not installed here."
    monkeypatch.setattr(people, "find_spec", lambda name: name)
    assert people.missing() is None


def test_made_lists_are_linked_well_and_figures_are_over_pairs() -> None:
    pytest.importorskip("splink")
    whole, *kinds = people.casualty_lists(21, 150)
    assert whole.f1 > 90
    assert whole.precision > 93
    assert all(one.right <= min(one.found, one.true) <= whole.found + whole.true for one in kinds)


@pytest.mark.long
def test_febrl_3_is_linked_no_worse_than_by_plain_splink() -> None:
    if people.missing():
        pytest.skip(str(people.missing()))
    ours, plain = people.febrl()
    assert ours.f1 >= 99.35
    assert ours.f1 >= plain.f1
