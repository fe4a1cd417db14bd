"""Which further law does a case bring? National codes in the form of ours, and official wording beside ours.

Both are files of the user's, kept with the case. A code's provisions stand behind the packaged ones and
are assessed in the same way; official wording is shown and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from chapeau.assess.elements import Law, law, made_law
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
    ArticleFile,
    BodyFile,
    Cites,
    OfficialFile,
    PartText,
    ProvisionText,
    plain_yaml,
)
from chapeau.assess.rules import Rules, rules
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.ground.settings import LawFile, Settings
from chapeau.records import Element, Force, Official


def law_of(settings: Settings) -> Law:
    """The packaged law with the bodies of law and the official wording that the case brings. Raises DataInvalid."""
    return _law_of(settings.law, settings.official)


@cache
def _law_of(files: tuple[LawFile, ...], official: tuple[LawFile, ...]) -> Law:
    made = _together([law(), *(read_code(one) for one in files)])
    for one in official:
        made = _with_official(made, one)
    return made


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
    return made_law(body, [(_of_body(body), body.common or {})])


def code_faults(text: str, name: str = "the file") -> tuple[str, ...]:
    """Every fault of a file that brings a body of law, with its line and place. Raises DataInvalid where it is no YAML."""
    plain = plain_yaml(name, {name: text})
    form = tuple(faults_of_form(BodyFile, plain))
    sense = _faults_of_code(plain, form, rules()) if isinstance(plain, Mapping) else ()
    return tuple(place(fault, text) for fault in (*form, *sense))


def _faults_of_code(plain: Mapping[str, Any], form: Iterable[Fault], known: Rules) -> Iterator[Fault]:
    """What is wrong in sense with those parts of a code whose form is right."""
    faulty = {fault.path[:length] for fault in form for length in (1, 2)}
    missing = {name for name in ("id", "in_force", "cites") if (name,) in faulty or name not in plain}
    if plain.get("files"):
        yield Fault(path=("files",), what="a code that a case brings stands in one file")
    if "id" not in missing:
        yield from _faults_of_id(plain["id"])
    if "in_force" not in missing:
        yield from faults_of_force(from_plain(Force, plain["in_force"], what="in_force"), ("in_force",))
    if "cites" not in missing:
        yield from faults_of_citing(from_plain(Cites, plain["cites"], what="cites"))
    yield from faults_of_sense(
        None if "id" in missing else plain["id"],
        [(at, one) for at, one in _sound("provisions", plain, faulty, ProvisionText) if isinstance(at, int)],
        {str(name): parts for name, parts in _sound("common", plain, faulty, tuple[PartText, ...])},
        frozenset(plain["common"]) if isinstance(plain.get("common"), Mapping) else (),
        known,
    )


def _faults_of_id(body: str) -> Iterator[Fault]:
    if body in {one.id for one in law().bodies}:
        yield Fault(path=("id",), what=f"{body} is the id of a body of law that the program brings")
    if not body.isalnum():
        yield Fault(path=("id",), what=f"{body} is no id: letters and figures alone")


def _sound(
    key: str, plain: Mapping[str, Any], faulty: set[tuple[str | int, ...]], kind: Any
) -> Iterator[tuple[str | int, Any]]:
    """The entries under a key whose form is right, each with its name or position."""
    held = plain.get(key)
    entries = held.items() if isinstance(held, Mapping) else enumerate(held) if isinstance(held, list) else ()
    for at, one in entries:
        if (key, at) not in faulty:
            yield at, from_plain(kind, one, what=f"{key} {at}")


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


def _body(name: str, text: str) -> BodyFile:
    return from_plain(BodyFile, plain_yaml(name, {name: text}), what=f"The law file {name}")


def _of_body(body: BodyFile) -> ArticleFile:
    return ArticleFile(provisions=body.provisions, conflict=body.conflict, common=body.common)


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
