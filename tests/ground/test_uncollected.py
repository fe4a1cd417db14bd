"""Circles are not looked for while records are worked over, and are afterwards as before."""

from __future__ import annotations

import gc

import pytest

from chapeau.ground.uncollected import uncollected


def test_no_circles_are_looked_for_until_the_end_even_where_it_fails() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        fail()
    assert gc.isenabled()


def fail() -> None:
    raise KeyError


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
