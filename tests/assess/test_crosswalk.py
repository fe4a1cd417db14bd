"""Which acts list which provision, against the reference crosswalk: every difference is told with its reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import yaml

from chapeau.assess.law import law
from chapeau.assess.predicates import is_of

FILE = resources.files("chapeau.assess.law") / "crosswalk_differences.yaml"
COLUMNS = ("rome_art7", "rome_art6_candidate", "rome_art8_IAC", "rome_art8_NIAC")
Difference = tuple[str, str, str]


def told() -> Iterator[Difference]:
    """The differences that our file tells, each once."""
    for one in yaml.safe_load(FILE.read_text("utf-8"))["differences"]:
        assert one["reason"].endswith(".")
        yield from ((one["how"], a, p) for a in one["acts"] for p in one["provisions"])


def there(shared: Path) -> Iterator[Difference]:
    """The differences that there are."""
    with (shared / "law" / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            act_type = row["act_type"]
            theirs = {one.strip() for c in COLUMNS for one in row[c].split(";") if one.strip()}
            ours = {p.id for p in law().provisions if is_of(act_type, p.acts)}
            by_person = ours & law().opened_by_a_person
            yield from (("not", act_type, one) for one in theirs - ours)
            yield from (("person", act_type, one) for one in theirs & by_person)
            yield from (("also", act_type, one) for one in ours - by_person - theirs)


@pytest.mark.shared
def test_every_difference_to_the_crosswalk_is_told_with_a_reason_and_none_is_told_that_has_gone(
    shared: Path,
) -> None:
    told_once = list(told())
    assert len(told_once) == len(set(told_once))
    assert set(told_once) == set(there(shared))


def test_the_provisions_that_the_file_names_exist() -> None:
    assert {provision for _, _, provision in told()} <= {p.id for p in law().provisions}
