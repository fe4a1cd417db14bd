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
    """A category, characterisation or violation; `one` is the word for one of its crimes, `provisions` how their ids begin."""

    id: str
    title: str
    citation: str
    one: str = ""
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
    found = _category(part.crime)
    return part.crime if found is None else found.id


def one_of(provision: str) -> str:
    """What a provision's crime is one of ('crime against humanity'); empty where no category lists it."""
    found = _category(provision)
    return "" if found is None else found.one


def _category(provision: str) -> Named | None:
    return next((c for c in crimes().categories if provision.startswith(c.provisions)), None)
