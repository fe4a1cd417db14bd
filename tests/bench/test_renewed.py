"""A part that is measured anew takes the place of what the results said of it, and of nothing else."""

from __future__ import annotations

from bench.__main__ import renewed

RESULTS = "# Results\n\n## Speed\n\nold speed\n\n## Reading\n\nold reading\n"


def test_a_section_is_replaced_where_it_stands_and_the_others_stay() -> None:
    assert (
        renewed(RESULTS, "\n## Speed\n\nnew\n\n")
        == "# Results\n\n## Speed\n\nnew\n\n## Reading\n\nold reading\n"
    )


def test_a_section_that_was_not_there_comes_last() -> None:
    assert renewed(RESULTS, "\n## People\n\nnew\n") == RESULTS + "\n## People\n\nnew\n"
