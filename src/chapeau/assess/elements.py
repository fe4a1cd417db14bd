"""Which crimes and elements does the body of law hold, and is its data whole?

The files `law/*.yaml` hold the law in the project's own short words, with exact citations; they are
never the law's text. A provision's elements bear the numbers of the ICC Elements of Crimes. Where an
element holds several questions at once (the attack of article 7), it is split into named parts:
`ICC-7-1-a/2.policy` is a part of element 2. `common` entries are written once and used by number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from chapeau.assess.predicates import PREDICATES
from chapeau.assess.rules import Rules, rules
from chapeau.errors import DataInvalid, RecordUnknown
from chapeau.ground.codec import from_plain
from chapeau.records import Element, ElementKind, Provision

INDEX = "rome_statute.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A body of law: its provisions in the statute's order.

    `opened_by_a_person` are provisions that wrap other acts or turn on a purpose (article 6,
    persecution, apartheid): no act alone lists them; a person opens them.
    """

    body: str
    edition: str
    note: str
    provisions: tuple[Provision, ...]
    opened_by_a_person: frozenset[str] = frozenset()

    def provision(self, provision_id: str) -> Provision:
        """The provision of this id. Raises RecordUnknown."""
        for provision in self.provisions:
            if provision.id == provision_id:
                return provision
        raise RecordUnknown(
            f"No provision {provision_id} in {self.body}.",
            hint="Take an id from docs/law.md, such as ICC-7-1-a.",
        )

    def element(self, element_id: str) -> Element:
        """The element of this id. Raises RecordUnknown."""
        provision = self.provision(element_id.partition("/")[0])
        for element in provision.elements:
            if element.id == element_id:
                return element
        raise RecordUnknown(
            f"No element {element_id} in {self.body}.",
            hint="Take an id from docs/law.md, such as ICC-7-1-a/1.",
        )


@cache
def law() -> Law:
    """The packaged law, read and checked. Raises DataInvalid, naming the file and the element."""
    folder = resources.files("chapeau.assess.law")
    texts = {
        entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")
    }
    return read_law(texts, rules())


def read_law(texts: Mapping[str, str], known: Rules) -> Law:
    """The law in these files (by name), whose elements name only known rules. Raises DataInvalid."""
    index = from_plain(_Index, _plain(INDEX, texts), what=INDEX)
    files = [(name, _articles(name, texts)) for name in index.files]
    provisions = tuple(
        _provision(name, article, plain) for name, article in files for plain in article.provisions
    )
    _check(provisions, files, known)
    return Law(
        body=index.body,
        edition=index.edition,
        note=index.note,
        provisions=provisions,
        opened_by_a_person=frozenset(
            plain.id for _, article in files for plain in article.provisions if plain.opened_by == "a_person"
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    body: str
    edition: str
    note: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    kind: ElementKind
    wording: str
    machine: str
    person: str
    alleged_when: str
    part: str | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    n: int
    common: str | None = None
    kind: ElementKind | None = None
    wording: str | None = None
    machine: str | None = None
    person: str | None = None
    alleged_when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProvisionText:
    id: str
    article: str
    title: str
    acts: tuple[str, ...]
    elements: tuple[_Numbered, ...]
    opened_by: Literal["an_act", "a_person"] = "an_act"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    conflict: Literal["any", "international", "non_international"]
    provisions: tuple[_ProvisionText, ...]
    common: dict[str, tuple[_Part, ...]]
    texts: dict[str, str] | None = None


def _plain(name: str, texts: Mapping[str, str]) -> Any:
    if name not in texts:
        raise _invalid(name, "the file is missing")
    try:
        return yaml.safe_load(texts[name])
    except yaml.YAMLError as error:
        raise _invalid(name, f"it is no YAML: {error}") from error


def _articles(name: str, texts: Mapping[str, str]) -> _Article:
    return from_plain(_Article, _plain(name, texts), what=f"The law file {name}")


def _provision(file: str, article: _Article, text: _ProvisionText) -> Provision:
    return Provision(
        id=text.id,
        body="Rome Statute",
        citation=f"Rome Statute art. {text.article.partition('-')[0]}; ICC Elements of Crimes, art. {text.article}",
        title=text.title,
        conflict=article.conflict,
        acts=text.acts,
        elements=tuple(
            _element(text, numbered.n, part)
            for numbered in text.elements
            for part in _parts(file, article, text.id, numbered)
        ),
        note=text.note,
    )


def _parts(file: str, article: _Article, provision: str, numbered: _Numbered) -> tuple[_Part, ...]:
    where = f"{provision}/{numbered.n}"
    if numbered.common is not None:
        if numbered.common not in article.common:
            raise _invalid(file, f"element {where} names no common entry: {numbered.common}")
        return article.common[numbered.common]
    plain = {key: getattr(numbered, key) for key in ("kind", "wording", "machine", "person", "alleged_when")}
    return (from_plain(_Part, plain, what=f"Element {where} in {file}"),)


def _element(text: _ProvisionText, n: int, part: _Part) -> Element:
    also = f"; {part.also}" if part.also else ""
    return Element(
        id=f"{text.id}/{n}" + (f".{part.part}" if part.part else ""),
        citation=f"ICC Elements of Crimes, art. {text.article}, element {n}{also}",
        kind=part.kind,
        wording=part.wording,
        machine=part.machine,
        person=part.person,
        alleged_when=part.alleged_when,
    )


def _check(provisions: Iterable[Provision], files: Iterable[tuple[str, _Article]], known: Rules) -> None:
    file_of = {plain.id: name for name, article in files for plain in article.provisions}
    seen: Counter[str] = Counter()
    for provision in provisions:
        for element in provision.elements:
            seen[element.id] += 1
            _check_element(file_of[provision.id], element, seen[element.id], known)


def _check_element(file: str, element: Element, times: int, known: Rules) -> None:
    if times > 1:
        raise _invalid(file, f"element {element.id} stands there twice")
    if element.alleged_when not in known.alleged:
        raise _invalid(file, f"element {element.id} names no rule of rules.yaml: {element.alleged_when}")
    for need in (need for needs in known.alleged[element.alleged_when].any_of for need in needs):
        if need.predicate not in PREDICATES:
            raise _invalid(
                file, f"element {element.id} rests on a rule with an unknown predicate: {need.predicate}"
            )
    if element.kind == "mental" and not known.alleged[element.alleged_when].never:
        raise _invalid(file, f"element {element.id} is mental; a machine may not set it")


def _invalid(file: str, what: str) -> DataInvalid:
    return DataInvalid(
        f"The law file {file} is not whole: {what}.", hint="Mend the file; docs/law.md says how it is built."
    )
