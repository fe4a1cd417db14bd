"""Look-ups over the material of a case: who is meant, who said it, which origins stand behind it.

Nothing is decided here but one thing: which acts can support at all (`supports`): their certainty
must allow it, and nobody in the chain of those who say so may be denying, doubting, asking or taking back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from chapeau.assess.rules import Rules
from chapeau.ground.names import slug
from chapeau.ground.questions import asks_itself
from chapeau.ground.spans import contains, overlaps
from chapeau.records import (
    Act,
    Actor,
    Dependence,
    DocumentDate,
    Incident,
    Origin,
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
    publisher by document id; with it, what a publisher takes back is known to be its own.
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


class Case:
    """The material, indexed once."""

    def __init__(self, material: Material, rules: Rules) -> None:
        self.rules = rules
        self.incidents = tuple(sorted(material.incidents, key=lambda incident: incident.id))
        self.acts = {act.id: act for act in material.acts}
        self.statements = {statement.id: statement for statement in material.statements}
        self.dates = material.dates
        self._actors = {actor.id: actor for actor in material.actors}
        self._resolved = material.resolved
        origins = tuple(material.origins)
        self._rests_on = {rest.act: rest.origins for rest in material.rests_on}
        self._origin_of = {member.document: origin.id for origin in origins for member in origin.members}
        self._voices = {
            member.document: origin.voice for origin in origins if origin.voice for member in origin.members
        }
        self._publishers = material.publishers

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each document, in order of id."""
        return _grouped(sorted(self.statements.values(), key=lambda statement: statement.id))

    @cached_property
    def acts_of(self) -> Mapping[str, tuple[Act, ...]]:
        """The acts of each document, in order of id."""
        return _grouped(sorted(self.acts.values(), key=lambda act: act.id))

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[Actor, ...]]:
        named: defaultdict[str, list[Actor]] = defaultdict(list)
        for _, actor in sorted(self._actors.items()):
            for alias in actor.aliases:
                named[alias].append(actor)
        return {alias: tuple(actors) for alias, actors in named.items()}

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
        """The incident's acts that the case still holds, in order of id, without those that only tell again."""
        return tuple(self.acts[act] for act in sorted(incident.first_told) if act in self.acts)

    def told_by(self, document: str) -> tuple[object, ...]:
        """All of one document that bears on findings: its acts and statements, who is meant, where they rest, whose it is."""
        acts, statements = self.acts_of.get(document, ()), self.statements_of.get(document, ())
        keys = {doer.actor for act in acts for doer in act.perpetrators}
        keys |= {said.speaker.actor for said in statements if said.speaker}
        meant = [(key, self.actor_of(document, key)) for key in sorted(k for k in keys if k is not None)]
        known = [(key, actor, self._actors[actor]) for key, actor in meant if actor in self._actors]
        return (
            acts,
            statements,
            [(key, actor) for key, actor in meant],
            [(key, actor.party, slug(actor.name)) for key, _, actor in known],
            [self.origins_of(act) for act in acts],
            (self._publishers.get(document), self._voices.get(document), self.dates.get(document)),
        )

    def origins_of(self, act: Act) -> tuple[str, ...]:
        """The origins that an act rests on: as link found them, else its document's, else the document."""
        return self._rests_on.get(act.id) or (self.origin_of(act.document),)

    def origin_of(self, document: str) -> str:
        """The origin that a document belongs to; the document itself where none was made."""
        return self._origin_of.get(document, document)

    def actor_of(self, document: str, key: str | None) -> str | None:
        """The actor behind an in-document key."""
        if key is None:
            return None
        return self._resolved.get((document, key)) or self._by_spelling(document, key)

    def _by_spelling(self, document: str, key: str) -> str | None:
        """The one actor with this alias; of several, the one whose name this document prints."""
        actors = self._by_alias.get(key, ())
        printed = [actor.id for actor in actors if any(document in name.documents for name in actor.names)]
        if len(actors) == 1:
            return actors[0].id
        return printed[0] if len(printed) == 1 else None

    def parties_of(self, act: Act) -> frozenset[str]:
        """The parties whose members the act's text names as its doers."""
        actors = (self.actor_of(act.document, doer.actor) for doer in act.perpetrators)
        known = (self._actors[actor] for actor in actors if actor in self._actors)
        return frozenset(actor.party for actor in known if actor.party is not None)

    def name_of(self, actor: str) -> str:
        """The name of an actor; the id itself where it is unknown."""
        return self._actors[actor].name if actor in self._actors else actor

    def party_of(self, actor: str | None) -> str | None:
        """The party that an actor belongs to."""
        known = self._actors.get(actor or "")
        return known.party if known is not None else None

    def members_of(self, party: str) -> frozenset[str]:
        """The actor itself, and all actors that belong to it."""
        return frozenset({party, *(a.id for a in self._actors.values() if a.party == party)})

    def speaker_of(self, act: Act) -> str | None:
        """The actor who says it, or the in-document key where no actor is known; None: the author's voice."""
        statement = self.statements.get(act.said_in or "")
        return self.speaker(statement) if statement else None

    def speaker(self, statement: Statement) -> str | None:
        """The actor who makes the statement, or the in-document key where no actor is known."""
        key = statement.speaker.actor if statement.speaker else None
        return self.actor_of(statement.document, key) or key

    def published_by(self, document: str, speaker: str) -> bool:
        """Whether this actor published the document, or was the first to tell what it tells."""
        name = self.name_of(speaker)
        tellers = (self._publishers.get(document), self._voices.get(document))
        return any(slug(teller) == slug(name) for teller in tellers if teller)

    def chain(self, act: Act) -> Iterator[Statement]:
        """The statement an act is said in, those that relay it, and those whose content holds its trigger."""
        seen: set[str] = set()
        at = act.said_in
        while at is not None and at in self.statements and at not in seen:
            seen.add(at)
            yield self.statements[at]
            at = self.statements[at].said_through
        for statement in self.statements_of.get(act.document, ()):
            if statement.id not in seen and any(
                contains(content, act.triggers[0]) for content in statement.content
            ):
                yield statement

    def supports(self, act: Act) -> bool:
        """Whether the act's text asserts it, or says it possibly happened, and nobody in the chain takes that away."""
        return (
            act.certainty in self.rules.certainties_that_support
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
