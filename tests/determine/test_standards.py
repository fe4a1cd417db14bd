"""The ladder of standards of proof."""

from __future__ import annotations

import pytest

from chapeau.determine.standards import at_least, read_standards, standard, standards
from chapeau.errors import DataInvalid, RecordUnknown


def test_the_statute_s_four_standards_stand_in_order() -> None:
    ladder = [s.id for s in standards()]
    four = ["reasonable_basis", "reasonable_grounds", "substantial_grounds", "beyond_reasonable_doubt"]
    assert sorted(four, key=ladder.index) == four
    assert [standard(s).citation for s in four] == [
        "Rome Statute art. 53(1)(a) and 15(3)",
        "Rome Statute art. 58(1)(a)",
        "Rome Statute art. 61(7)",
        "Rome Statute art. 66(3)",
    ]


def test_inquiries_stand_on_the_rung_of_reasonable_grounds() -> None:
    assert standard("reasonable_grounds_inquiry").rank == standard("reasonable_grounds").rank


def test_a_standard_that_nobody_published_compares_with_nothing() -> None:
    unpublished = standard("executive_determination")
    assert unpublished.rank is None
    assert at_least(unpublished, standard("reasonable_basis")) is None
    assert at_least(standard("beyond_reasonable_doubt"), unpublished) is None


def test_a_higher_rung_asks_at_least_as_much_as_a_lower() -> None:
    assert at_least(standard("substantial_grounds"), standard("reasonable_basis")) is True
    assert at_least(standard("reasonable_basis"), standard("substantial_grounds")) is False


def test_an_unknown_standard_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(RecordUnknown, match="reasonable_basis"):
        standard("gut_feeling")


def test_a_standard_that_stands_there_twice_is_named() -> None:
    one = "{id: a, rank: 1, wording: w, used_by: u, citation: null, verified: true}"
    with pytest.raises(DataInvalid, match="a twice"):
        read_standards(f"[{one}, {one}]")


@pytest.mark.parametrize("broken", ["[", "- {id: a}"])
def test_a_broken_file_is_named(broken: str) -> None:
    with pytest.raises(DataInvalid, match=r"standards\.yaml"):
        read_standards(broken)
