"""What must come of the first real article, once it is linked (the expectations lie beside it)."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from tests.link.material import History

SEED = sorted((Path(__file__).parents[2].parent / "shared" / "seed").glob("*.txt"))


@pytest.mark.shared
@pytest.mark.skipif(not SEED, reason="the seed article does not lie beside the checkout")
def test_the_seed_articles_deeds_are_told_several_times_and_counted_once() -> None:
    text = SEED[0].read_text("utf-8")
    history = History([RuleReader.with_places(None).read(Text(id="doc-seed", text=text))], {"doc-seed": text})
    by_family = {i.types[0].partition(".")[0]: i for i in history.incidents}
    assert sorted(by_family) == ["child_removal", "deportation", "invasion", "killing", "rape", "torture"]
    assert len(history.incidents) == len(by_family)
    assert all(len(by_family[f].acts) >= 2 for f in ("killing", "torture", "rape", "deportation"))
    assert len(by_family["invasion"].acts) == 1
    assert by_family["deportation"].contains == (by_family["child_removal"].id,)
    assert {o for i in history.incidents for o in i.origins} == {history.origins[0].id}
    assert not any(i.contradictions for i in history.incidents)
