"""Which crimes and elements do the bodies of law hold, and is their data whole?

The files `law/*.yaml` hold the law in the project's own short words, with exact citations; they are
never the law's text. A provision's elements bear the numbers of the ICC Elements of Crimes. Where an
element holds several questions at once (the attack of article 7), it is split into named parts:
`ICC-7-1-a/2.policy` is a part of element 2. `common` entries are written once and used by number.

Further bodies of law, in the same form, come with a case (codes.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chapeau.assess.law_faults import faults_of_sense
from chapeau.assess.law_file import (
    PART_FIELDS,
    ArticleFile,
    BodyFile,
    Cites,
    NumberedText,
    PartText,
    ProvisionText,
    not_whole,
    plain_yaml,
)
from chapeau.assess.rules import Rules, rules
from chapeau.errors import RecordUnknown
from chapeau.ground.codec import from_plain
from chapeau.records import Element, Force, Provision

INDEX = "rome_statute.yaml"
SHARED = ("article_8_common.yaml",)
"""Files of common entries alone, which others name under `uses`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of law: what it is, of which edition, when it applies and whom it binds (no territory: no one State's)."""

    id: str
    name: str
    edition: str
    note: str
    in_force: Force
    binds: str
    territories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The bodies of law of a case, and their provisions in the order of each.

    `opened_by_a_person` are provisions that wrap other acts or turn on a purpose or a position (article 6,
    persecution, apartheid, aggression): no act alone lists them; a person opens them.
    """

    bodies: tuple[Body, ...]
    provisions: tuple[Provision, ...]
    opened_by_a_person: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """All bodies, each with its edition."""
        return "; ".join(f"{body.name}, {body.edition}" for body in self.bodies)

    def provision(self, provision_id: str) -> Provision:
        """The provision of this id. Raises RecordUnknown."""
        for provision in self.provisions:
            if provision.id == provision_id:
                return provision
        raise self._unknown("provision", provision_id, "ICC-7-1-a")

    def element(self, element_id: str) -> Element:
        """The element of this id. Raises RecordUnknown."""
        for element in self.provision(element_id.partition("/")[0]).elements:
            if element.id == element_id:
                return element
        raise self._unknown("element", element_id, "ICC-7-1-a/1")

    def _unknown(self, kind: str, unknown: str, such_as: str) -> RecordUnknown:
        names = ", ".join(body.name for body in self.bodies)
        return RecordUnknown(
            f"No {kind} {unknown} in {names}.", hint=f"Take an id from `chapeau law`, such as {such_as}."
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
    index = from_plain(BodyFile, plain_yaml(INDEX, texts), what=INDEX)
    shared = {name: _article(name, texts).common or {} for name in SHARED}
    held = []
    for name in index.files:
        article = _article(name, texts)
        common = {**shared.get(article.uses or "", {}), **(article.common or {})}
        for fault in faults_of_sense(
            index.id, enumerate(article.provisions), article.common or {}, common, known
        ):
            raise not_whole(name, fault.what)
        held.append((article, common))
    return made_law(index, held)


def _article(name: str, texts: Mapping[str, str]) -> ArticleFile:
    return from_plain(ArticleFile, plain_yaml(name, texts), what=f"The law file {name}")


def made_law(
    body: BodyFile, articles: Iterable[tuple[ArticleFile, Mapping[str, tuple[PartText, ...]]]]
) -> Law:
    """The law of one body, in files that are whole."""
    held = tuple(articles)
    return Law(
        bodies=(
            Body(
                id=body.id,
                name=body.body,
                edition=body.edition,
                note=body.note,
                in_force=body.in_force,
                binds=body.binds,
                territories=body.territories,
            ),
        ),
        provisions=tuple(
            _provision(body, article, text, common) for article, common in held for text in article.provisions
        ),
        opened_by_a_person=frozenset(
            text.id for article, _ in held for text in article.provisions if text.opened_by == "a_person"
        ),
    )


def _provision(
    body: BodyFile, article: ArticleFile, text: ProvisionText, common: Mapping[str, tuple[PartText, ...]]
) -> Provision:
    return Provision(
        id=text.id,
        body=body.name or body.body,
        citation=_cited(body.cites, text),
        title=text.title,
        conflict=text.conflict or article.conflict,
        acts=text.acts,
        elements=tuple(
            _element(body.cites, text, numbered.n, part)
            for numbered in text.elements
            for part in _parts(numbered, common)
        ),
        note=text.note,
        edition=body.edition,
        in_force=text.in_force or body.in_force,
        binds=text.binds or body.binds,
        territories=body.territories,
        opened_by=text.opened_by,
    )


def _cited(cites: Cites, text: ProvisionText) -> str:
    form = cites.provision if text.elements else cites.without_elements or cites.provision
    return form.format(article=text.article, paragraph=text.article.partition("-")[0])


def _parts(numbered: NumberedText, common: Mapping[str, tuple[PartText, ...]]) -> tuple[PartText, ...]:
    if numbered.common is not None:
        return common[numbered.common]
    return (PartText(**{name: getattr(numbered, name) for name in PART_FIELDS}),)


def _element(cites: Cites, text: ProvisionText, n: int, part: PartText) -> Element:
    cited = cites.element.format(article=text.article, paragraph=text.article.partition("-")[0], n=n)
    return Element(
        id=f"{text.id}/{n}" + (f".{part.part}" if part.part else ""),
        citation=cited + (f"; {part.also}" if part.also else ""),
        kind=part.kind,
        wording=part.wording,
        machine=part.machine,
        person=part.person,
        alleged_when=part.alleged_when,
    )
