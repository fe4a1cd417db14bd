"""Which faults does a file of law hold? All of them, each with its place, not the first alone.

Faults of form (a field missing, misspelt, of the wrong kind) and of sense (an element twice, a rule that does
not exist, a mental element that a machine would set).
"""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, get_args, get_origin

import msgspec
import yaml

from chapeau.assess.law_file import PART_FIELDS, Cites, NumberedText, PartText, ProvisionText, composed
from chapeau.assess.predicates import BUT_NOT, PREDICATES
from chapeau.assess.rules import Rules
from chapeau.ground.dates import is_day
from chapeau.records import Family, Force

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, at which place of the file (keys and positions, from the top)."""

    path: Path
    what: str


def place(fault: Fault, text: str) -> str:
    """The fault as a person finds it: 'line 12, provisions[2].elements[0]: ...'."""
    at = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault.path).lstrip(".")
    return f"line {line_of(fault.path, text)}{', ' if at else ''}{at}: {fault.what}"


def line_of(path: Path, text: str) -> int:
    """The line, from 1, on which the deepest part of a path that is there begins."""
    node = composed(text)
    line = 1
    for step in path:
        if node is None:
            break
        line = node.start_mark.line + 1
        node = _below(node, step)
    return line if node is None else node.start_mark.line + 1


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return typing.cast(yaml.Node, node.value[step])
    return None


# --- form --------------------------------------------------------------------------------------------


def faults_of_form(kind: Any, plain: Any, path: Path = ()) -> Iterator[Fault]:
    """Every place where plain data is not what this type asks for; a key that nothing asks for is a fault, too."""
    inner = _inner(kind, plain)
    if is_dataclass(inner) and isinstance(plain, Mapping):
        yield from _of_fields(inner, plain, path)
    elif get_origin(inner) is tuple and isinstance(plain, list):
        for at, one in enumerate(plain):
            yield from faults_of_form(get_args(inner)[0], one, (*path, at))
    elif get_origin(inner) is dict and isinstance(plain, Mapping):
        for key, one in plain.items():
            yield from faults_of_form(get_args(inner)[1], one, (*path, key))
    else:
        yield from _of_value(kind, plain, path)


def _inner(kind: Any, plain: Any) -> Any:
    """The type behind an optional one, where something stands there."""
    if get_origin(kind) in (types.UnionType, typing.Union) and plain is not None:
        return next(arm for arm in get_args(kind) if arm is not type(None))
    return kind


def _of_fields(kind: Any, plain: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    hints = typing.get_type_hints(kind)
    for field in fields(kind):
        if field.name in plain:
            yield from faults_of_form(hints[field.name], plain[field.name], (*path, field.name))
        elif field.default is MISSING:
            yield Fault(path=path, what=f"`{field.name}` is missing")
    for key in plain:
        if key not in hints:
            yield Fault(
                path=(*path, key), what=f"nothing is known as `{key}`; it may be `{'`, `'.join(hints)}`"
            )


def _of_value(kind: Any, plain: Any, path: Path) -> Iterator[Fault]:
    try:
        msgspec.convert(plain, type=kind)
    except msgspec.ValidationError as error:
        yield Fault(path=path, what=str(error))


# --- sense -------------------------------------------------------------------------------------------


def faults_of_sense(
    body: str | None,
    provisions: Iterable[tuple[int, ProvisionText]],
    entries: Mapping[str, tuple[PartText, ...]],
    common: Container[str],
    known: Rules,
) -> Iterator[Fault]:
    """What is wrong in provisions (each with its position) and common entries whose form is right.

    `common` are the names of all common entries that there are; `body` the id of the body of law, if it is known.
    """
    for name, parts in entries.items():
        for at, part in enumerate(parts):
            yield from _of_part(part, f"common entry {name}", ("common", name, at), known)
    held = tuple(provisions)
    ids = Counter(one.id for _, one in held)
    for at, one in held:
        if ids[one.id] > 1:
            yield Fault(path=("provisions", at), what=f"{one.id} stands there twice")
        yield from _of_provision(body, one, ("provisions", at), common, known)


def _of_provision(
    body: str | None, one: ProvisionText, path: Path, common: Container[str], known: Rules
) -> Iterator[Fault]:
    if body is not None and (not one.id.startswith(f"{body}-") or "/" in one.id):
        yield Fault(path=path, what=f"{one.id} does not begin with {body}-, or holds a slash")
    if one.acts and not one.elements:
        yield Fault(path=path, what=f"{one.id} has no elements, so no act may list it")
    if one.in_force is not None:
        yield from faults_of_force(one.in_force, (*path, "in_force"))
    for act in one.acts:
        if act.removeprefix(BUT_NOT).partition(".")[0] not in get_args(Family):
            yield Fault(path=(*path, "acts"), what=f"{one.id} is listed by {act}, which is no act type")
    times = Counter(element.n for element in one.elements)
    for at, element in enumerate(one.elements):
        where = f"element {one.id}/{element.n}"
        if times[element.n] > 1:
            yield Fault(path=(*path, "elements", at), what=f"{where} stands there twice")
        yield from _of_element(element, where, (*path, "elements", at), common, known)


def _of_element(
    element: NumberedText, where: str, path: Path, common: Container[str], known: Rules
) -> Iterator[Fault]:
    said = {name: getattr(element, name) for name in PART_FIELDS}
    if element.common is not None:
        if element.common not in common:
            yield Fault(path=path, what=f"{where} names no common entry: {element.common}")
        return
    missing = [name for name, value in said.items() if value is None]
    if missing:
        yield Fault(path=path, what=f"{where} does not say its {', '.join(missing)}")
    else:
        yield from _of_part(PartText(**said), where, path, known)


def _of_part(part: PartText, where: str, path: Path, known: Rules) -> Iterator[Fault]:
    rule = known.alleged.get(part.alleged_when)
    if rule is None:
        yield Fault(path=path, what=f"{where} names no rule of rules.yaml: {part.alleged_when}")
        return
    for need in (need for needs in rule.any_of for need in needs):
        if need.predicate not in PREDICATES:
            yield Fault(
                path=path, what=f"{where} rests on a rule with an unknown predicate: {need.predicate}"
            )
    if part.kind == "mental" and not rule.never:
        yield Fault(path=path, what=f"{where} is mental; a machine may not set it")


def faults_of_force(force: Force, path: Path) -> Iterator[Fault]:
    """Days that are none, or end before they begin."""
    days = [day for day in (force.low, force.high) if day is not None]
    if not all(is_day(day) for day in days) or days != sorted(days):
        yield Fault(path=path, what=f"{force.low} to {force.high} is no period; write days as YYYY-MM-DD")


def faults_of_citing(cites: Cites) -> Iterator[Fault]:
    """Forms of citation with a place for something that nothing fills."""
    for name in ("provision", "element", "without_elements"):
        try:
            (getattr(cites, name) or "").format(article="", paragraph="", n=1)
        except (KeyError, IndexError, ValueError):
            yield Fault(
                path=("cites", name), what="may hold {article}, {paragraph} and {n}, and no other brackets"
            )


def first_twice(ids: Iterable[str]) -> str | None:
    """The first id that stands there twice."""
    return next((one for one, times in Counter(ids).items() if times > 1), None)
