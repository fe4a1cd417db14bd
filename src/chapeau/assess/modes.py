"""In which way could a person answer for it? What in a case bears on each mode of articles 25 and 28.

The modes are data (`law/modes.yaml`). People set them; nothing here does: it lists commands, acts and responses
to look at. That nothing is listed does not make it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chapeau.assess.case import Case, Material
from chapeau.assess.law_file import plain_yaml
from chapeau.assess.predicates import is_of
from chapeau.assess.rules import rules
from chapeau.ground.codec import from_plain
from chapeau.records import (
    Act,
    Certainty,
    Command,
    Mode,
    ModeBearing,
    ModeQuestion,
    PartyRole,
    Response,
    ResponseKind,
)

FILE = "modes.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class BearsOnMode:
    """What bears on a mode: roles as told, act types told of the subject, how sure the text is of them, whether it
    stands above others, and kinds of responses by it or its side."""

    roles: tuple[PartyRole, ...] = ()
    acts: tuple[str, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    above: bool = False
    responses: tuple[ResponseKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMode:
    """A mode, and what bears on it."""

    mode: Mode
    bears_on: BearsOnMode


@dataclass(frozen=True, slots=True, kw_only=True)
class _ModeText:
    id: str
    citation: str
    title: str
    questions: tuple[ModeQuestion, ...]
    bears_on: BearsOnMode
    only_for: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modes:
    modes: tuple[_ModeText, ...]


@cache
def modes() -> tuple[KnownMode, ...]:
    """The modes of articles 25 and 28, in the statute's order. Raises DataInvalid."""
    text = (resources.files("chapeau.assess.law") / FILE).read_text("utf-8")
    read = from_plain(_Modes, plain_yaml(FILE, {FILE: text}), what=FILE)
    return tuple(
        KnownMode(
            mode=Mode(
                id=one.id,
                citation=one.citation,
                title=one.title,
                questions=one.questions,
                only_for=one.only_for,
                note=one.note,
            ),
            bears_on=one.bears_on,
        )
        for one in read.modes
    )


class Bearings:
    """What in a case bears on each mode, for any of its parties and persons; the case is indexed once."""

    def __init__(
        self, material: Material, commands: Iterable[Command] = (), responses: Iterable[Response] = ()
    ) -> None:
        self._case, self._commands, self._responses = (
            Case(material, rules()),
            tuple(commands),
            tuple(responses),
        )
        self._acts = tuple((act, _doers(self._case, act)) for _, act in sorted(self._case.acts.items()))

    def on(self, subject: str) -> tuple[ModeBearing, ...]:
        """For each mode, what in the case bears on it for this party or person (an actor's id).

        A command counts whatever its days: whether it stood on the day of an act is for a person to see. A
        party's members count as the party.
        """
        own = self._case.members_of(subject)
        around = _Around(
            case=self._case,
            subject=subject,
            own=own,
            below=_below(own, self._commands),
            commands=self._commands,
            responses=self._responses,
            acts=self._acts,
        )
        return tuple(_bearing(known, around) for known in modes())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """Whom the question is about, who stands below, and each act with its doers' roles by actor."""

    case: Case
    subject: str
    own: frozenset[str]
    below: frozenset[str]
    commands: tuple[Command, ...]
    responses: tuple[Response, ...]
    acts: tuple[tuple[Act, frozenset[tuple[str, PartyRole]]], ...]


def _bearing(known: KnownMode, around: _Around) -> ModeBearing:
    bears = known.bears_on
    standing = around.own | around.below
    above = (c.id for c in around.commands if bears.above and c.superior in standing)
    return ModeBearing(
        mode=known.mode.id,
        subject=around.subject,
        commands=tuple(sorted(above)),
        acts=tuple(act.id for act, doers in around.acts if _bears(around, act, doers, bears)),
        done_below=tuple(
            act.id for act, doers in around.acts if bears.above and _by_those_below(around, act, doers)
        ),
        responses=tuple(sorted(r.id for r in around.responses if _answers(around, r, bears))),
    )


def _bears(around: _Around, act: Act, doers: frozenset[tuple[str, PartyRole]], bears: BearsOnMode) -> bool:
    """Whether an act is told of the subject in a role, of a type or as an attempt that bears on the mode."""
    roles = {role for actor, role in doers if actor in around.own}
    if not roles:
        return False
    if act.certainty in bears.certainties:
        return True
    return around.case.supports(act) and (bool(roles & set(bears.roles)) or is_of(act.type, bears.acts))


def _by_those_below(around: _Around, act: Act, doers: frozenset[tuple[str, PartyRole]]) -> bool:
    return any(actor in around.below for actor, _ in doers) and around.case.supports(act)


def _doers(case: Case, act: Act) -> frozenset[tuple[str, PartyRole]]:
    doers = ((case.actor_of(act.document, doer.actor), doer.role) for doer in act.perpetrators)
    return frozenset((actor, role) for actor, role in doers if actor is not None)


def _answers(around: _Around, response: Response, bears: BearsOnMode) -> bool:
    """Whether the subject or its party made a response of a kind that bears on the mode."""
    actor = around.case.actor_of(response.document, response.actor)
    sides = (*around.own, around.case.party_of(around.subject))
    return response.kind in bears.responses and actor is not None and actor in sides


def _below(own: frozenset[str], chain: tuple[Command, ...]) -> frozenset[str]:
    """All who stand below, at any remove; a circle of commands ends where it began."""
    below: set[str] = set()
    reached = set(own)
    while reached:
        reached = {c.subordinate for c in chain if c.superior in reached} - below
        below |= reached
    return frozenset(below)
