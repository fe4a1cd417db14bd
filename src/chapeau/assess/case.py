"""Look-ups over the material of a case: who is meant, who said it, which origins stand behind it.

Nothing is decided here but one thing: which acts can support at all (`supports`): their certainty
must allow it, and nobody in the chain of those who say so may be denying, doubting, asking or taking back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from chapeau.assess.rules import Rules
from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.names import slug
from chapeau.ground.questions import asks_itself
from chapeau.ground.settings import BodySetting
from chapeau.ground.spans import overlaps
from chapeau.ground.tellers import Tellers
from chapeau.records import (
    Act,
    Actor,
    Dependence,
    DocumentDate,
    Incident,
    Origin,
    PartyRole,
    RestsOn,
    Statement,
)

R = TypeVar("R", Act, Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a case holds, after review: the input of `findings`. The order of its records is of no account.

    `resolved` gives an actor's id by document id and in-document actor key; where it is empty, the
    actors' aliases are looked up instead. `dates` gives a document's date by document id (the
    reading's own); without it, undated incidents leave the period open. `publishers` gives a document's
    publisher by document id; with it, what a publisher takes back is known to be its own. `bodies` are those of the
    settings: each is one speaker, whoever speaks for it.
    """

    incidents: Iterable[Incident]
    acts: Iterable[Act]
    statements: Iterable[Statement] = ()
    origins: Iterable[Origin] = ()
    rests_on: Iterable[RestsOn] = ()
    dependences: Iterable[Dependence] = ()
    actors: Iterable[Actor] = ()
    resolved: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dates: Mapping[str, DocumentDate] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    bodies: tuple[BodySetting, ...] = ()


class Case(Tellers):
    """The material, indexed once."""

    def __init__(self, material: Material, rules: Rules) -> None:
        super().__init__(
            material.statements,
            actors=material.actors,
            resolved=material.resolved,
            origins=material.origins,
            rests_on=material.rests_on,
            publishers=material.publishers,
            bodies=material.bodies,
        )
        self.rules = rules
        self.incidents = tuple(sorted(material.incidents, key=lambda incident: incident.id))
        self.acts = {act.id: act for act in material.acts}
        self.dates = material.dates

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each document, in order of id."""
        return _grouped(sorted(self.statements.values(), key=lambda statement: statement.id))

    @cached_property
    def acts_of(self) -> Mapping[str, tuple[Act, ...]]:
        """The acts of each document, in order of id."""
        return _grouped(sorted(self.acts.values(), key=lambda act: act.id))

    @cached_property
    def _holders(self) -> Mapping[str, tuple[Incident, ...]]:
        held: defaultdict[str, list[Incident]] = defaultdict(list)
        for incident in self.incidents:
            for inner in incident.contains:
                held[inner].append(incident)
        return {inner: tuple(holders) for inner, holders in held.items()}

    def told_around(self, incident: Incident) -> tuple[Act, ...]:
        """Acts of the incidents that contain this one, told in one breath with it: on the same words."""
        own = self.acts_in(incident)
        around = {
            act.id: act
            for holder in self._holders.get(incident.id, ())
            for act in self.acts_in(holder)
            if self.supports(act) and any(_one_breath(act, mine) for mine in own)
        }
        return tuple(act for _, act in sorted(around.items()))

    def acts_in(self, incident: Incident) -> tuple[Act, ...]:
        """The incident's acts that the case still holds, in order of id."""
        return tuple(self.acts[act] for act in sorted(incident.acts) if act in self.acts)

    def told_by(self, document: str) -> tuple[object, ...]:
        """All of one document that bears on findings: its acts and statements, who is meant, where they rest, whose it is."""
        acts, statements = self.acts_of.get(document, ()), self.statements_of.get(document, ())
        keys = {doer.actor for act in acts for doer in act.perpetrators}
        keys |= {said.speaker.actor for said in statements if said.speaker}
        meant = [(key, self.actor_of(document, key)) for key in sorted(k for k in keys if k is not None)]
        known = [(key, self._actors[actor]) for key, actor in meant if actor in self._actors]
        return (
            acts,
            statements,
            [(key, actor) for key, actor in meant],
            [(key, actor.party, slug(actor.name), self._by_name(document, key)) for key, actor in known],
            [self.body_speaking(document, speaker) for speaker in (None, *(actor for _, actor in meant))],
            [self.origins_of(act) for act in acts],
            (self._publishers.get(document), self._first_tellers.get(document), self.dates.get(document)),
        )

    def parties_of(self, act: Act) -> frozenset[str]:
        """The parties whose members the act's text names, in whichever role: as its doers, or as who ordered, aided or
        failed to prevent it."""
        return frozenset(self.roles_in(act))

    def doers_of(self, act: Act) -> frozenset[str]:
        """The parties whose members the act's text names as its doers."""
        no_doer = set(self.rules.roles_of_no_doer)
        return frozenset(party for party, roles in self.roles_in(act).items() if roles - no_doer)

    def roles_in(self, act: Act) -> Mapping[str, set[PartyRole]]:
        """In which roles the act's text names members of each party."""
        roles: defaultdict[str, set[PartyRole]] = defaultdict(set)
        for named in act.perpetrators:
            party = self.party_of(self.actor_of(act.document, named.actor))
            if party is not None:
                roles[party].add(named.role)
        return roles

    def party_of(self, actor: str | None) -> str | None:
        """The party that an actor belongs to."""
        known = self._actors.get(actor or "")
        return known.party if known is not None else None

    def members_of(self, party: str) -> frozenset[str]:
        """The actor itself, and all actors that belong to it."""
        return frozenset({party, *(a.id for a in self._actors.values() if a.party == party)})

    def supports(self, act: Act) -> bool:
        """Whether the act's text asserts it, or says it possibly happened, and nobody in the chain takes that away."""
        return (
            act.certainty in TOLD_AS_DONE
            and not asks_itself(act)
            and not any(s.stance in self.rules.stances_without_support for s in self.chain(act))
        )


def _one_breath(a: Act, b: Act) -> bool:
    return a.document == b.document and overlaps(a.evidence, b.evidence)


def _grouped(records: Iterable[R]) -> Mapping[str, tuple[R, ...]]:
    groups: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        groups[record.document].append(record)
    return {document: tuple(members) for document, members in groups.items()}
