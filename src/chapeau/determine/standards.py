"""On which standard of proof was it decided, and which standards stand above it?

The ladder is ordinal: bodies share no one scale, and the order is this project's reading of the
articles cited. A standard whose maker has published no threshold stands on no rung (`rank` None) and
compares with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from chapeau.errors import DataInvalid, RecordUnknown
from chapeau.ground.codec import from_plain

FILE = "standards.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard of proof, in our own words.

    `rank` is its rung, from 0; None: on no rung. `verified` False: the source was not at hand.
    """

    id: str
    rank: int | None
    wording: str
    used_by: str
    citation: str | None
    verified: bool
    note: str | None = None


@cache
def standards() -> tuple[Standard, ...]:
    """The ladder from the lowest rung up, then those on no rung. Raises DataInvalid."""
    return read_standards(resources.files("chapeau.determine").joinpath(FILE).read_text("utf-8"))


def read_standards(text: str) -> tuple[Standard, ...]:
    """The standards in this YAML text, in the ladder's order. Raises DataInvalid."""
    try:
        plain = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DataInvalid(f"{FILE} is no YAML: {error}.", hint="Mend the file.") from error
    read = from_plain(tuple[Standard, ...], plain, what=FILE)
    ids = [standard.id for standard in read]
    for name in ids:
        if ids.count(name) > 1:
            raise DataInvalid(f"{FILE} holds {name} twice.", hint="Take one out.")
    return tuple(sorted(read, key=lambda standard: (standard.rank is None, standard.rank or 0, standard.id)))


def standard(standard_id: str) -> Standard:
    """The standard of this id. Raises RecordUnknown."""
    for known in standards():
        if known.id == standard_id:
            return known
    raise RecordUnknown(
        f"No standard of proof is called {standard_id}.",
        hint=f"Known: {', '.join(known.id for known in standards())}.",
    )


def at_least(left: Standard, right: Standard) -> bool | None:
    """Whether `left` asks at least as much as `right`; None where either stands on no rung."""
    if left.rank is None or right.rank is None:
        return None
    return left.rank >= right.rank
