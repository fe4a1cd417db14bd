"""What scans and exports spoilt is mended for the grammar, without moving a character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.read import mended as module
from chapeau.read.mended import mended, scanned


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("Po1ice arrestcd a monk.", "Police arrested a monk."),
        ("The so1diers ki11ed two monks.", "The soldiers killed two monks."),
        ("The prisoncrs were kiIled.", "The prisoners were killed."),
        ("Gunrnen came at dawn.", "Gunmen  came at dawn."),
        ("On 3 March 2O31 at 0ll5 they shot 1O men.", "On 3 March 2031 at 0115 they shot 10 men."),
        ("Police arrest-\ned a monk.", "Police arrested   a monk."),
        ("Police ar- rested a monk.", "Police arrested   a monk."),
        ("&quot;Go,&quot; she said.", '     "Go,"      she said.'),
        ("Police &amp; soldiers came.", "Police &     soldiers came."),
    ],
)
def test_a_spoilt_word_is_what_the_vocabularies_know(spoilt: str, meant: str) -> None:
    assert mended(spoilt) == meant


@pytest.mark.parametrize(
    "text",
    [
        "The cast met in Arc Street with King Carl II.",
        "The 60th and the 8th battalion, in T-72s, took route A1 at 5pm.",
        "The car bore the plate AB12CDE and the code so1d-1234.",
        "A self-\ngoverning town.",
        "He has a two- or three-room flat.",
        "UN, WHO and NATO met.",
        "In the modern inn Bernard drank 5l of water from a jug of type 2I.",
        "A & B; C &c.",
    ],
)
def test_what_was_meant_so_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("SOLDIERS SHOT A MONK IN KESSIN ON MONDAY.", "Soldiers shot a monk in Kessin on Monday."),
        (
            "THE ARMY DENIED IT.\nThe rest is in small letters, KESSIN too.",
            "The army denied it.\nThe rest is in small letters, KESSIN too.",
        ),
    ],
)
def test_a_line_in_capitals_keeps_them_for_names(text: str, small: str) -> None:
    assert mended(text) == small


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="aci1I05-\n &quot;SKß", max_size=80))
def test_no_character_moves(text: str) -> None:
    assert len(mended(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet="acdeinorklIO015_ -.é", max_size=60))
def test_words_are_mended_one_by_one_as_they_would_be_all_at_once(text: str) -> None:
    once = module.WITH_DIGITS.sub(module._digits, text)
    once = module.TWO_FOR_ONE.sub(module._one_letter, module.WITHIN.sub(module._letters, once))
    assert scanned(text) == module.IN_NUMBERS.sub(lambda m: m[0].translate(module.NOUGHT_AND_ONE), once)


@pytest.mark.parametrize(
    "piece",
    ["SOLDIERS CAME. ", "ar- rest ", "a | b ", "a\tb ", "arcccc ", "x1y ", "1O", "rn", "- a", "&quot;"],
)
def test_time_grows_with_the_length_of_the_text_alone(piece: str) -> None:
    began = time.process_time()
    mended(piece * 5000)
    assert time.process_time() - began < 1
