"""Calibration: how scores are held against what was right."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from bench.calibration import Judged, bins_of, expected_error, fitted, wilson
from bench.reliability import diagram


def judged(score, right, wrong):
    return [Judged(score, True)] * right + [Judged(score, False)] * wrong


def test_scores_that_are_what_they_say_have_no_error():
    assert expected_error(judged(0.8, 80, 20) + judged(0.3, 30, 70)) == pytest.approx(0)


def test_the_error_is_weighted_by_how_many_bear_a_score():
    assert expected_error(judged(0.9, 0, 10) + judged(0.3, 27, 63)) == pytest.approx(0.09)


def test_the_fitted_map_rises_even_where_the_share_falls():
    ones = judged(0.2, 50, 50) + judged(0.4, 20, 80) + judged(0.6, 60, 40) + judged(0.9, 90, 10)
    knots = fitted(ones)
    assert all(a < b and p < q for (a, p), (b, q) in pairwise(knots))
    assert knots == [(0.3, 0.35), (0.6, 0.6), (0.9, 0.9)]


def test_a_score_borne_by_few_gets_no_knot_of_its_own():
    knots = fitted(judged(0.5, 50, 50) + judged(0.99, 3, 0))
    assert len(knots) == 1


def test_the_interval_of_a_share_holds_it_and_narrows_with_the_count():
    low, high = wilson(8, 10)
    lower, higher = wilson(800, 1000)
    assert low < lower < 0.8 < higher < high
    assert wilson(0, 5)[0] == 0.0


def test_the_diagram_says_in_words_what_it_shows():
    bins = bins_of(judged(0.8, 8, 2))
    root = ET.fromstring(diagram("some: <acts>", 10, 0.0, bins))
    words = {child.tag.split("}")[1]: child.text for child in root if child.text}
    assert "some: <acts>" in words["title"]
    assert "score 0.80: 80% right" in words["desc"]
    assert "of 10" in words["desc"]
