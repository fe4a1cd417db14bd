"""Rows of lists of persons: what is understood, what stays as printed."""

from __future__ import annotations

import pytest

from chapeau.errors import InputUnreadable
from chapeau.read.list_rows import Table, digest_of_rows, read_list
from chapeau.records import Listed, Period


def table(text: str, **declared: str) -> Table:
    return read_list(text, "list-1", "list.csv", declared)


def row(headers: str, cells: str) -> Listed:
    return table(f"{headers}\n{cells}\n").rows[0]


def test_columns_are_known_by_their_headers_in_four_languages_whatever_parts_the_cells() -> None:
    for text in (
        "Name;Age;Sex;Place\nAna Vell;34;f;Halvern\n",
        "ПІБ,Вік,Стать,Місто\nAna Vell,34,ж,Halvern\n",
        "ФИО\tВозраст\tПол\tГород\nAna Vell\t34\tжен\tHalvern\n",
        "الاسم,العمر,الجنس,المكان\nAna Vell,٣٤,أنثى,Halvern\n",
    ):
        (found,) = table(text).rows
        assert (found.name, found.age_low, found.age_high, found.sex, found.place) == (
            "Ana Vell", 34, 34, "woman", "Halvern",
        )  # fmt: skip


def test_a_column_that_nobody_knows_is_kept_as_printed_and_may_be_declared() -> None:
    text = "Name,Told by\nAna Vell,a neighbour\n"
    assert [c.holds for c in table(text).columns] == ["name", None]
    assert [(c.header, c.text) for c in table(text).rows[0].cells] == [
        ("Name", "Ana Vell"),
        ("Told by", "a neighbour"),
    ]
    declared = read_list("Wer,Wo\nAna Vell,Halvern\n", "list-1", "x.csv", {"Wer": "name", "Wo": "place"})
    assert (declared.rows[0].name, declared.rows[0].place) == ("Ana Vell", "Halvern")


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("2031-03-12", "2031-03-12", "2031-03-12"),
        ("12.03.2031", "2031-03-12", "2031-03-12"),
        ("12 March 2031", "2031-03-12", "2031-03-12"),
        ("12 березня 2031", "2031-03-12", "2031-03-12"),
        ("20310312", "2031-03-12", "2031-03-12"),
        ("March 2031", "2031-03-01", "2031-03-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("25/03/2031", "2031-03-25", "2031-03-25"),
    ],
)
def test_days_in_many_forms_are_one_period(said: str, low: str, high: str) -> None:
    died = row("Name,Died", f"Ana Vell,{said}").died
    assert died is not None
    assert (died.low, died.high) == (low, high)


def test_a_date_that_may_be_two_days_is_a_period_from_one_to_the_other() -> None:
    assert row("Name,Died", "Ana Vell,03/04/2031").died == Period(
        low="2031-03-04", high="2031-04-03", precision="range"
    )


@pytest.mark.parametrize("said", ["31.02.2031", "in spring", "12.3", "99999"])
def test_what_is_no_day_is_left_empty_and_kept_in_its_cell(said: str) -> None:
    found = row("Name,Died", f"Ana Vell,{said}")
    assert found.died is None
    assert found.cells[1].text == said


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [("34", 34, 34), ("30-35", 30, 35), ("8 months", 0, 0), ("?", None, None), ("1974", None, None)],
)
def test_ages_are_intervals_and_a_year_is_none(said: str, low: int | None, high: int | None) -> None:
    found = row("Name,Age", f"Ana Vell,{said}")
    assert (found.age_low, found.age_high) == (low, high)


def test_names_in_several_columns_are_one_name() -> None:
    found = row("Family name,First name,Patronymic", "Vell,Olena,Petrivna")
    assert (found.name, found.given, found.family, found.middle) == (
        "Olena Petrivna Vell",
        "Olena",
        "Vell",
        "Petrivna",
    )


def test_rows_have_ids_of_their_list_and_place_and_a_digest_that_any_change_changes() -> None:
    one = table("Name\nAna Vell\n\nBo Vell\n")
    assert [r.position for r in one.rows] == [1, 2]
    assert one.digest == digest_of_rows(tuple(reversed(one.rows)))
    assert one.digest != table("Name\nAna Vell\nBo Well\n").digest
    assert read_list("Name\nAna Vell\n", "list-2", "x.csv").rows[0].id != one.rows[0].id


@pytest.mark.parametrize("text", ["Name\n", "Colour,Shape\nred,round\n"])
def test_a_file_without_rows_or_without_names_is_refused(text: str) -> None:
    with pytest.raises(InputUnreadable):
        table(text)


def test_a_declaration_that_fits_nothing_is_refused() -> None:
    with pytest.raises(InputUnreadable, match="Wer"):
        read_list("Name\nAna Vell\n", "list-1", "x.csv", {"Wer": "name"})
    with pytest.raises(InputUnreadable, match="colour"):
        read_list("Name,Hue\nAna Vell,red\n", "list-1", "x.csv", {"Hue": "colour"})
