"""The readers that are measured: all that are registered and can be made here."""

from types import SimpleNamespace

import pytest

from bench import readers
from chapeau.errors import NeedMissing


class Whole:
    """A reader that needs nothing."""


class Lacking:
    """A reader whose weights are not here."""

    def __init__(self):
        raise NeedMissing("The weights are not here.", hint="Build them.")


class Asking:
    """A reader that only a user can make."""

    def __init__(self, address):
        self.address = address


@pytest.fixture
def registered(monkeypatch):
    points = [SimpleNamespace(name=c.__name__.lower(), load=lambda c=c: c) for c in (Whole, Lacking, Asking)]

    def found(*, group, name=None):
        assert group == "chapeau.readers"
        return [p for p in points if name in (None, p.name)]

    monkeypatch.setattr(readers, "entry_points", found)
    readers.reader_names.cache_clear()
    yield
    readers.reader_names.cache_clear()


def test_a_reader_that_cannot_be_made_is_told_of_and_left_out(registered, capsys):
    assert readers.reader_names() == ("whole",)
    told = capsys.readouterr().err
    assert "'lacking' is left out: The weights are not here." in told
    assert "'asking' is left out" in told


def test_a_line_of_a_split_is_read_by_its_id_text_and_date():
    text = readers.text_of({"id": 7, "text": "Snow fell.", "date": "2031-03-12", "more": 1})
    assert (text.id, text.text, text.date) == ("7", "Snow fell.", "2031-03-12")
