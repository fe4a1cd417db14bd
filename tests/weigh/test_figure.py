"""A figure that is no test is written down in one place."""

from __future__ import annotations

from pathlib import Path

from chapeau import weigh
from chapeau.ground.identity import record_id
from chapeau.weigh.figure import figure


def test_only_tests_against_chance_are_written_down_elsewhere() -> None:
    files = Path(weigh.__file__).parent.rglob("*.py")
    assert {f.name for f in files if " Pattern(" in f.read_text("utf-8")} == {"figure.py", "regularity.py"}


def test_its_id_is_made_of_its_name_or_of_the_key_where_one_name_is_given_to_many() -> None:
    plain = figure("dates", "days", "", assumptions=(), cannot_show="")
    keyed = figure(
        "count.killed", "people", "", assumptions=(), cannot_show="", key=("count", "inc-1", "killed")
    )
    assert plain.id == record_id("pat", "dates")
    assert keyed.id == record_id("pat", "count", "inc-1", "killed")
