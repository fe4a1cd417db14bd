"""Noised texts: what every variant keeps, and what a reading of one is scored as."""

import pytest
from bench.noise import VARIANTS, lower_case, respelt, scanned, varied, without_marks

TEXT = "“They beat us,” said Ana Vell.\nThe guards’ captain didn't answer: İzmir, straße, 12 March. " * 20


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_variant_moves_a_letter_from_its_place(variant):
    assert len(varied(variant, TEXT)) == len(TEXT)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_text_and_seed_give_the_same(variant):
    assert varied(variant, TEXT) == varied(variant, TEXT)


def test_scans_confuse_about_two_letters_in_a_hundred():
    changed = sum(a != b for a, b in zip(varied(scanned, TEXT), TEXT, strict=True))
    assert 0.005 < changed / len(TEXT) < 0.03


def test_apostrophes_inside_words_stay_where_marks_go():
    assert varied(without_marks, "It isn’t “so”, is it?") == "It isn’t  so   is it "


def test_a_reading_is_scored_with_the_words_of_the_clean_text():
    clean = "Guards beat Ana Vell."
    noised = varied(lower_case, clean)
    found = {"victims": [{"start": 12, "end": 20, "text": "ana vell", "name": "ana vell"}]}
    (victim,) = respelt(found, clean, noised)["victims"]
    assert victim == {"start": 12, "end": 20, "text": "Ana Vell", "name": "Ana Vell"}
