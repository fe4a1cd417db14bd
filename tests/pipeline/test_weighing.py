"""Whatever came, went or was decided: patterns brought up to date are those that weighing from nothing gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.linking import SETTINGS as MADE_SETTINGS
from bench.linking import World, fill
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.codec import to_json
from chapeau.ground.settings import Settings
from chapeau.pipeline.derive import command, derive, weighed
from chapeau.pipeline.linking import Linking
from chapeau.pipeline.people import people_of
from chapeau.pipeline.progress import Silent
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.standing import Standing
from tests.pipeline.test_linking import GAZETTEER, SETTINGS, change

DOCUMENTS = 80
"""Made documents of five acts each: enough incidents for most tests against chance to be made."""


def on_file(case: Casefile, by: Settings = SETTINGS, jobs: int = 1) -> list[bytes]:
    """The patterns of a case that was brought up to date."""
    derive(case, after_review(case), by, GAZETTEER, Silent(), jobs)
    return [to_json(pattern) for pattern in case.all(kinds.PATTERNS)]


def from_nothing(case: Casefile) -> list[bytes]:
    """The same by the pure step alone, over all that is linked, with whole incidents."""
    standing = Standing(case, after_review(case), case.superseded())
    linked = command(standing, Linking(standing, SETTINGS, GAZETTEER).linked(), SETTINGS)
    linked = replace(linked, incidents=tuple(case.all(kinds.INCIDENTS)))
    acts = tuple(standing.acts())
    people = people_of(case, acts, linked.incidents, standing.lists(), standing.review.pairs)
    made = weighed(standing, linked, acts, tuple(standing.statements()), people, SETTINGS, GAZETTEER)
    return [to_json(pattern) for pattern in made]


@limits(
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(draw=st.data())
def test_any_history_is_weighed_as_from_nothing(draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder, created(Path(folder) / "case") as case:
        for _ in range(draw.draw(st.integers(2, 8))):
            change(case, draw)
            assert on_file(case) == from_nothing(case)


def grown(folder: Path, sizes: tuple[int, ...], jobs: int = 1) -> list[bytes]:
    """The patterns of one made case, brought up to date at each of these numbers of documents."""
    world, known, patterns = World(DOCUMENTS, seed=3), 0, list[bytes]()
    with created(folder) as case:
        for size in sizes:
            fill(case, world, range(known, size))
            patterns, known = on_file(case, MADE_SETTINGS, jobs), size
    return patterns


def test_a_case_that_grew_is_weighed_as_one_that_came_at_once_with_any_number_of_workers(
    tmp_path: Path,
) -> None:
    at_once = grown(tmp_path / "at-once", (DOCUMENTS,))
    assert sum(b'"draws":999' in pattern for pattern in at_once) > 5
    assert grown(tmp_path / "grown", (30, DOCUMENTS - 1, DOCUMENTS)) == at_once
    assert grown(tmp_path / "by-two", (DOCUMENTS,), jobs=2) == at_once
