"""Entries of lists compared with Splink: the same bytes each time, and every chance shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("splink")

from chapeau.ground.codec import to_json
from chapeau.link.entries import entry_of
from chapeau.link.splink_model import LEAST_ENTRIES, Scored, scored, settings
from chapeau.records import Listed, Period

DAY = Period(low="2031-03-12", high="2031-03-12", precision="day")


def row(number: int, given: str, family: str, of: str = "a", age: int | None = 34, **more: object) -> Listed:
    return Listed(
        id=f"row-{of}-{number}", list=of, position=number, cells=(), name=f"{given} {family}", given=given,
        family=family, age_low=age, age_high=age, sex="woman", died=DAY, place="Halvern", **more,  # type: ignore[arg-type]
    )  # fmt: skip


OTHERS = [
    row(n, given, family, age=20 + 3 * n)
    for n, (given, family) in enumerate(
        [
            ("Bren", "Tolvik"),
            ("Elin", "Maraz"),
            ("Iva", "Sorrel"),
            ("Karin", "Dray"),
            ("Oda", "Brandt"),
            ("Ruta", "Sand"),
        ]
    )
]


def compared(*rows: Listed) -> Scored:
    return scored(map(entry_of, (*OTHERS, *rows)))


def state(a: Listed, b: Listed) -> str | None:
    links = {(k.left, k.right): k.state for k in compared(a, b).links}
    return links.get((a.id, b.id))


def test_spellings_scripts_and_exchanged_names_of_one_person_are_joined() -> None:
    olena = row(50, "Olena", "Velkova", "a")
    assert state(olena, row(1, "Олена", "Велкова", "b")) == "one_person"
    assert state(olena, row(1, "Elena", "Velkowa", "b")) == "one_person"
    assert state(olena, row(1, "Velkova", "Olena", "b")) == "one_person"
    assert state(olena, row(1, "Olena", "Velkovva", "b", age=35)) == "one_person"


def test_twins_and_another_generation_are_not_joined() -> None:
    olena = row(50, "Olena", "Velkova", "a")
    assert state(olena, row(1, "Bohdana", "Velkova", "b")) != "one_person"
    assert state(olena, row(1, "Olena", "Velkova", "b", age=71)) != "one_person"


def test_every_part_has_words_and_a_weight_and_they_make_the_chance_with_the_prior() -> None:
    a, b = row(50, "Olena", "Velkova", "a"), row(1, "Olena", "Velkova", "b", age=36)
    found = compared(a, b)
    (link,) = [k for k in found.links if (k.left, k.right) == (a.id, b.id)]
    weights = {p.name: p.value for p in link.score.parts}
    assert weights["birth and age"] < weights["given name"]
    odds = found.model.prior / (1 - found.model.prior) * 2 ** sum(weights.values())
    assert odds / (1 + odds) == pytest.approx(link.score.value, abs=0.01)


def test_the_model_shows_every_level_with_m_u_and_who_gave_them() -> None:
    model = compared(row(50, "Olena", "Velkova", "a")).model
    assert "Splink" in model.made_by
    assert (model.low, model.high) == (settings()["low"], settings()["high"])
    assert {x.comparison for x in model.levels} == {
        "given name",
        "family name",
        "birth and age",
        "sex",
        "place",
        "death",
    }
    assert all(0 < x.m <= 1 and 0 < x.u <= 1 for x in model.levels)
    assert any("shipped" in note for note in model.notes)


def test_what_all_entries_share_speaks_for_no_two_of_them() -> None:
    weights = {
        (x.comparison, x.level): x.weight for x in compared(row(50, "Olena", "Velkova", "a")).model.levels
    }
    assert weights["place", "the same place, however it is written"] < 0.5
    assert weights["death", "the same day of death"] < 0.5


def test_fewer_than_two_entries_have_nothing_to_compare() -> None:
    assert scored([]).links == ()
    assert scored([entry_of(OTHERS[0])]).links == ()


AGAIN = """
from bench.casualty_lists import make
from bench.people import rows_of
from chapeau.ground.codec import to_json
from chapeau.link.entries import entry_of
from chapeau.link.splink_model import scored
import hashlib, sys
rows = [row for row, _ in rows_of(make(1, 200))]
if sys.argv[1] == "backwards":
    rows.reverse()
found = scored(map(entry_of, rows))
assert found.model.entries >= 400, found.model.entries
print(hashlib.sha256(to_json(found)).hexdigest())
"""


def test_two_processes_and_two_orders_estimate_and_link_to_the_same_bytes() -> None:
    def digest(order: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", AGAIN, order], capture_output=True, text=True, check=True
        )
        return done.stdout.strip().splitlines()[-1]

    assert digest("forwards") == digest("backwards")
    assert LEAST_ENTRIES == 400
    assert to_json(compared(OTHERS[0])) == to_json(compared(OTHERS[0]))
