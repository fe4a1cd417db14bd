"""The spread of methods as a picture: every method in it, words for those who do not see it."""

from __future__ import annotations

from chapeau.dossier.pictures.undercount import undercount
from chapeau.records import Estimate

GIVEN = Estimate(method="chao_lower_bound", estimate=900, low=700, high=1300, refused=None, assumptions=())
REFUSED = Estimate(
    method="latent_classes_lcmcr",
    estimate=None,
    low=None,
    high=None,
    refused="Too few lists.",
    assumptions=(),
)


def test_every_method_stands_in_the_picture_and_in_its_description() -> None:
    drawn = undercount("x", 400, [GIVEN, REFUSED], ("pat-1",))
    assert "lower bound): 900, from 700 to 1,300. Latent classes (LCMCR): refused." in drawn
    assert 'data-from="pat-1">400 observed' in drawn
    assert drawn.count("<title") == drawn.count("<desc") == 1
    assert ">Latent classes (LCMCR): refused</text>" in drawn
    assert 'data-from="pat-1">At least' in drawn
    assert undercount("x", 400, [GIVEN, REFUSED], ("pat-1",)) == drawn


def test_no_colour_is_written_into_it() -> None:
    drawn = undercount("x", 400, [GIVEN], ())
    assert "fill=" not in drawn
    assert "style=" not in drawn
