"""What stands in a file of law? Its schema, and the text read in.

One schema for the packaged statute and for a code that a user brings: a body of law says what it is, when
it applies, whom it binds and how it is cited, and holds its provisions itself or in `files`.
docs/law.md says the same for people who write such a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from chapeau.errors import DataInvalid
from chapeau.records import ElementKind, Force

Conflict = Literal["any", "international", "non_international"]
PART_FIELDS = ("kind", "wording", "machine", "person", "alleged_when")
"""What an element must say where it takes no common entry."""

_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where it is built in, about ten times as fast; else PyYAML's own, with the same result."""


class _Loader(_FAST):  # type: ignore[misc,valid-type]
    """YAML without its own days: a day stays the text that it is (2031-03-01)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _FAST.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites:
    """How provisions and elements are cited. `{article}` is the provision's own, `{paragraph}` what stands in it
    before a hyphen, `{n}` the element's number."""

    provision: str
    element: str
    without_elements: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartText:
    """What an element says, or a named part of it. `also` is cited beside."""

    kind: ElementKind
    wording: str
    machine: str
    person: str
    alleged_when: str
    part: str | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedText:
    """An element by its number: a `common` entry, or what it says itself."""

    n: int
    common: str | None = None
    kind: ElementKind | None = None
    wording: str | None = None
    machine: str | None = None
    person: str | None = None
    alleged_when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionText:
    """A provision. `opened_by: a_person` where no act alone lists it. `in_force`, `binds`: where they are not the body's."""

    id: str
    article: str
    title: str
    acts: tuple[str, ...]
    elements: tuple[NumberedText, ...]
    opened_by: Literal["an_act", "a_person"] = "an_act"
    conflict: Conflict | None = None
    in_force: Force | None = None
    binds: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """Provisions, the class of conflict they need, and their common entries; `uses` names a file of more of these.

    `texts` only hold what the file itself refers to (YAML anchors).
    """

    provisions: tuple[ProvisionText, ...] = ()
    conflict: Conflict = "any"
    common: dict[str, tuple[PartText, ...]] | None = None
    uses: str | None = None
    texts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFile:
    """A body of law. `id` begins the id of each of its provisions ('ICC-7-1-a'); `name` is its short name."""

    id: str
    body: str
    edition: str
    note: str
    in_force: Force
    binds: str
    cites: Cites
    name: str | None = None
    territories: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    provisions: tuple[ProvisionText, ...] = ()
    conflict: Conflict = "any"
    common: dict[str, tuple[PartText, ...]] | None = None
    texts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFile:
    """Official wording that a user brings: by element id, with its source."""

    source: str
    texts: dict[str, str]


def plain_yaml(name: str, texts: Mapping[str, str]) -> Any:
    """What the file of this name holds. Raises DataInvalid."""
    if name not in texts:
        raise not_whole(name, "the file is missing")
    try:
        return yaml.load(texts[name], Loader=_Loader)  # noqa: S506 (a safe loader, without days)
    except yaml.YAMLError as error:
        raise not_whole(name, f"it is no YAML: {error}") from error


def composed(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, which know their lines. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=_Loader)


def not_whole(file: str, what: str) -> DataInvalid:
    """A file of law is not what it must be."""
    return DataInvalid(
        f"The law file {file} is not whole: {what}.", hint="Mend the file; docs/law.md says how it is built."
    )
