"""Calibrated scores: what holds of the map from raw scores."""

import pytest

from chapeau.errors import DataInvalid
from chapeau.read import calibrated as tested
from chapeau.read.calibrated import calibrated, knots_of, on_the_line

KNOTS = ((0.2, 0.1), (0.5, 0.4), (0.9, 0.8))


@pytest.fixture
def fitted(monkeypatch):
    def fit(tables):
        monkeypatch.setattr(tested, "tables", lambda: tables)

    return fit


def test_between_two_knots_the_line_holds_and_beyond_the_ends_the_end():
    assert on_the_line(KNOTS, 0.35) == pytest.approx(0.25)
    assert on_the_line(KNOTS, 0.5) == 0.4
    assert on_the_line(KNOTS, 0.0) == 0.1
    assert on_the_line(KNOTS, 1.0) == 0.8


def test_a_higher_raw_score_never_gets_a_lower_one(fitted):
    fitted({"some": {"act": [list(k) for k in KNOTS]}})
    scores = [calibrated("some", "act", n / 100) for n in range(101)]
    assert scores == sorted(scores)


def test_scores_have_two_decimals(fitted):
    fitted({"some": {"act": [[0.0, 0.0], [0.7, 1.0]]}})
    assert calibrated("some", "act", 0.123456) == 0.18
    assert calibrated("other", "act", 0.123456) == 0.12


def test_a_table_that_falls_is_refused(fitted):
    fitted({"some": {"act": [[0.1, 0.5], [0.4, 0.3]]}})
    with pytest.raises(DataInvalid):
        calibrated("some", "act", 0.2)


def test_the_tables_that_ship_rise():
    for reader, kinds in tested.tables().items():
        for kind in kinds:
            assert knots_of(reader, kind)
