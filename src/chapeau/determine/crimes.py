"""Which category does a crime belong to, and which words are no crimes at all?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from chapeau.errors import DataInvalid, RecordUnknown
from chapeau.ground.codec import from_plain
from chapeau.records import CrimeKind, DeterminedPart

FILE = "crimes.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A category, characterisation or violation; `provisions` is how the ids of a category's provisions begin."""

    id: str
    title: str
    citation: str
    provisions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crimes:
    """All that a determination can name beside the provisions of the law."""

    categories: tuple[Named, ...]
    characterisations: tuple[Named, ...]
    violations: tuple[Named, ...]

    def of(self, kind: CrimeKind) -> tuple[Named, ...]:
        """What can be named of a kind; none where provisions of the law are."""
        return {
            "category": self.categories,
            "characterisation": self.characterisations,
            "violation": self.violations,
        }.get(kind, ())


@cache
def crimes() -> Crimes:
    """The packaged data. Raises DataInvalid."""
    text = resources.files("chapeau.determine").joinpath(FILE).read_text("utf-8")
    try:
        return from_plain(Crimes, yaml.safe_load(text), what=FILE)
    except yaml.YAMLError as error:
        raise DataInvalid(f"{FILE} is no YAML: {error}.", hint="Mend the file.") from error


def named(kind: CrimeKind, crime: str) -> Named:
    """The category, characterisation or violation of this id. Raises RecordUnknown."""
    known = crimes().of(kind)
    for one in known:
        if one.id == crime:
            return one
    raise RecordUnknown(f"No {kind} is called {crime}.", hint=f"Known: {', '.join(one.id for one in known)}.")


def category_of(part: DeterminedPart) -> str:
    """The category that a part's crime belongs to ('crimes_against_humanity'); its own id where it belongs to none."""
    if part.kind != "provision":
        return part.crime
    return next((c.id for c in crimes().categories if part.crime.startswith(c.provisions)), part.crime)
