"""Which crimes and elements do the bodies of law hold, and is their data whole?

The files `law/*.yaml` hold the law in the project's own short words, with exact citations; they are
never the law's text. A provision's elements bear the numbers of the ICC Elements of Crimes. Where an
element holds several questions at once (the attack of article 7), it is split into named parts:
`ICC-7-1-a/2.policy` is a part of element 2. `common` entries are written once and used by number.

A case can bring further bodies of law, in the same form, and official wording to be shown beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from chapeau.assess.law_faults import (
    Fault,
    faults_of_citing,
    faults_of_force,
    faults_of_form,
    faults_of_sense,
    first_twice,
    place,
)
from chapeau.assess.law_file import (
    PART_FIELDS,
    ArticleFile,
    BodyFile,
    Cites,
    NumberedText,
    OfficialFile,
    PartText,
    ProvisionText,
    not_whole,
    plain_yaml,
)
from chapeau.assess.rules import Rules, rules
from chapeau.errors import DataInvalid, RecordUnknown
from chapeau.ground.codec import from_plain
from chapeau.ground.settings import LawFile, Settings
from chapeau.records import Element, Force, Official, Provision

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


def law_of(settings: Settings) -> Law:
    """The packaged law with the bodies of law and the official wording that the case brings. Raises DataInvalid."""
    return _law_of(settings.law, settings.official)


@cache
def _law_of(files: tuple[LawFile, ...], official: tuple[LawFile, ...]) -> Law:
    made = _together([law(), *(read_code(one) for one in files)])
    for one in official:
        made = _with_official(made, one)
    return made


def read_law(texts: Mapping[str, str], known: Rules) -> Law:
    """The law in these files (by name), whose elements name only known rules. Raises DataInvalid."""
    index = from_plain(BodyFile, plain_yaml(INDEX, texts), what=INDEX)
    shared = {name: _article(name, texts).common or {} for name in SHARED}
    held = []
    for name in index.files:
        article = _article(name, texts)
        common = {**shared.get(article.uses or "", {}), **(article.common or {})}
        for fault in faults_of_sense(index, article, common, known):
            raise not_whole(name, fault.what)
        held.append((article, common))
    return _law(index, held)


def read_code(file: LawFile) -> Law:
    """A body of law in one file that a user brings. Raises DataInvalid with its first fault."""
    faults = code_faults(file.text, file.file)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise DataInvalid(
            f"The law file {file.file} is not whole: {faults[0]}{more}.",
            hint=f"`chapeau law {file.file}` says every fault; docs/law.md says how such a file is built.",
        )
    body = _body(file.file, file.text)
    return _law(body, [(_of_body(body), body.common or {})])


def code_faults(text: str, name: str = "the file") -> tuple[str, ...]:
    """Every fault of a file that brings a body of law, with its line and place. Raises DataInvalid where it is no YAML."""
    plain = plain_yaml(name, {name: text})
    form = [fault for fault in faults_of_form(BodyFile, plain) if fault.path[:1] != ("files",)]
    found = form or [*_faults_of_body(_body(name, text), rules())]
    return tuple(place(fault, text) for fault in found)


def official_faults(text: str, name: str = "the file") -> tuple[str, ...]:
    """Every fault of a file that brings official wording; ids of the user's own codes are checked with the case alone."""
    plain = plain_yaml(name, {name: text})
    form = tuple(faults_of_form(OfficialFile, plain))
    if form:
        return tuple(place(fault, text) for fault in form)
    own = {body.id for body in law().bodies}
    ids = _ids(law())
    unknown = [one for one in plain["texts"] if one.partition("-")[0] in own and one not in ids]
    return tuple(
        place(Fault(path=("texts", one), what=f"{one} is no element"), text) for one in sorted(unknown)
    )


def _ids(made: Law) -> frozenset[str]:
    """The ids of all elements, and of the numbered elements that some are parts of."""
    ids = {element.id for provision in made.provisions for element in provision.elements}
    return frozenset(ids | {number_of(element) for element in ids})


def _faults_of_body(body: BodyFile, known: Rules) -> Iterator[Fault]:
    if body.files:
        yield Fault(path=("files",), what="a code that a case brings stands in one file")
    if body.id in {one.id for one in law().bodies}:
        yield Fault(path=("id",), what=f"{body.id} is the id of a body of law that the program brings")
    if not body.id.isalnum():
        yield Fault(path=("id",), what=f"{body.id} is no id: letters and figures alone")
    yield from faults_of_force(body.in_force, ("in_force",))
    yield from faults_of_citing(body.cites)
    yield from faults_of_sense(body, _of_body(body), body.common or {}, known)


def _body(name: str, text: str) -> BodyFile:
    return from_plain(BodyFile, plain_yaml(name, {name: text}), what=f"The law file {name}")


def _of_body(body: BodyFile) -> ArticleFile:
    return ArticleFile(provisions=body.provisions, conflict=body.conflict, common=body.common)


def _article(name: str, texts: Mapping[str, str]) -> ArticleFile:
    return from_plain(ArticleFile, plain_yaml(name, texts), what=f"The law file {name}")


def _law(body: BodyFile, articles: Iterable[tuple[ArticleFile, Mapping[str, tuple[PartText, ...]]]]) -> Law:
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


def _together(laws: Iterable[Law]) -> Law:
    """One law of all these. Raises DataInvalid where two bodies have one id."""
    held = tuple(laws)
    twice = first_twice(body.id for one in held for body in one.bodies)
    if twice is not None:
        raise DataInvalid(f"Two bodies of law have the id {twice}.", hint="Give each an id of its own.")
    return Law(
        bodies=tuple(body for one in held for body in one.bodies),
        provisions=tuple(provision for one in held for provision in one.provisions),
        opened_by_a_person=frozenset().union(*(one.opened_by_a_person for one in held)),
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


def number_of(element: str) -> str:
    """The id of the numbered element that this one is, or is a part of."""
    provision, _, number = element.partition("/")
    return f"{provision}/{number.partition('.')[0]}"


def _with_official(made: Law, file: LawFile) -> Law:
    """The law with official wording beside its own. Raises DataInvalid where a text is of no element."""
    plain = plain_yaml(file.file, {file.file: file.text})
    brought = from_plain(OfficialFile, plain, what=f"The official wording in {file.file}")
    unknown = sorted(set(brought.texts) - _ids(made))
    if unknown:
        raise DataInvalid(
            f"{file.file} gives the official wording of {unknown[0]}, which is no element of the case's law.",
            hint="Take ids from `chapeau law`, such as ICC-7-1-f/2.",
        )
    provisions = (
        replace(one, elements=tuple(_beside(e, brought) for e in one.elements)) for one in made.provisions
    )
    return replace(made, provisions=tuple(provisions))


def _beside(element: Element, brought: OfficialFile) -> Element:
    """An element with the user's text of it; a part of a numbered element takes the text of the whole."""
    text = brought.texts.get(element.id) or brought.texts.get(number_of(element.id))
    return element if text is None else replace(element, official=Official(text=text, source=brought.source))
