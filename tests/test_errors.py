"""One family of errors: each has a reference of its own, a documented exit code, and something to do."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from chapeau.errors import ChapeauError


def family(error: type[ChapeauError]) -> Iterator[type[ChapeauError]]:
    yield error
    for child in error.__subclasses__():
        yield from family(child)


def test_every_error_has_a_reference_of_its_own() -> None:
    references = [e.reference for e in family(ChapeauError)]
    assert len(references) == len(set(references)) > 10


def test_every_exit_code_is_one_of_the_five() -> None:
    assert {e.exit_code for e in family(ChapeauError)} == {1, 2, 3, 4, 5}


def test_every_error_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[1] / "docs" / "errors.md").read_text("utf-8")
    assert [e.reference for e in family(ChapeauError) if f"`{e.reference}`" not in page] == []


def test_an_error_says_what_happened_and_what_to_do() -> None:
    assert str(ChapeauError("It broke.", hint="Mend it.")) == "It broke. Mend it."


def test_every_error_is_the_same_in_another_process() -> None:
    for kind in family(ChapeauError):
        error = kind("It broke.", hint="Mend it.")
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.message, again.hint) == (kind, "It broke.", "Mend it.")
