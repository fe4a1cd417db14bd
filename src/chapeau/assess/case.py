"""Look-ups over the material of a case: who is meant, who said it, which origins stand behind it.

Nothing is decided here but one thing: which acts can support at all (`supports`): their certainty
must allow it, and nobody in the chain of those who say so may be denying, doubting, asking or taking back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from chapeau.assess.rules import Rules
from chapeau.ground.as_told import FIRST_HAND, TOLD_AS_DONE
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
    """The material, indexed once; what several acts of a document ask of it is looked up once a document."""

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
        self._supporting: dict[str, bool] = {}
        self._by_speaker: dict[tuple[str, str | None], Sequence[Act]] = {}
        self._supporting_in: dict[str, Mapping[str | None, Sequence[Act]]] = {}
        self._denied: dict[str, Mapping[str, Sequence[Act]]] = {}

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

    @cached_property
    def _wholes(self) -> Mapping[str, tuple[str, ...]]:
        return {incident.id: incident.contains for incident in self.incidents if incident.contains}

    def parts_of(self, incident: Incident) -> tuple[str, ...]:
        """The incidents that lie in this one, in order of id: what it contains, and the parts of these parts. Of two that
        lie in each other, the one of lesser id is the whole."""
        wholes = self._wholes
        if wholes.keys().isdisjoint(incident.contains):
            return incident.contains
        found = self._all_within(incident.id)
        turned = {
            part
            for part in found & wholes.keys()
            if part < incident.id and incident.id in self._all_within(part)
        }
        return tuple(sorted(found - turned - {incident.id}))

    def _all_within(self, whole: str) -> set[str]:
        found: set[str] = set()
        open_still = [whole]
        while open_still:
            for part in self._wholes.get(open_still.pop(), ()):
                if part not in found:
                    found.add(part)
                    open_still.append(part)
        return found

    def told_around(self, incident: Incident) -> tuple[Act, ...]:
        """Acts of the incidents that contain this one, told in one breath with it: on the same words."""
        holders = self._holders.get(incident.id)
        if holders is None:
            return ()
        own = self.acts_in(incident)
        around = {
            act.id: act
            for holder in holders
            for act in self.acts_in(holder)
            if self.supports(act) and any(_one_breath(act, mine) for mine in own)
        }
        return tuple(act for _, act in sorted(around.items()))

    def acts_in(self, incident: Incident) -> tuple[Act, ...]:
        """The incident's acts that the case still holds, in order of id, without those that only tell again."""
        return tuple(self.acts[act] for act in sorted(incident.first_told) if act in self.acts)

    def carriers(self, incident: Incident, acts: Iterable[Act]) -> tuple[str, ...]:
        """The documents that tell these acts of an incident, copies among them, in order of id: a copy's outlet may add what
        speaks against it."""
        told = {act.id: act.document for act in acts}
        again = (self.acts[one.act] for one in incident.repeated if one.of in told and one.act in self.acts)
        return tuple(sorted({*told.values(), *(act.document for act in again)}))

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The acts that only tell again what another act tells."""
        return frozenset(one.act for incident in self.incidents for one in incident.repeated)

    def told_by(self, document: str) -> tuple[object, ...]:
        """All of one document that bears on findings: its acts and statements, who is meant, where they rest, which only
        tell again, whose it is."""
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
            [act.id for act in acts if act.id in self.repeated],
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
        if act.id not in self._supporting:
            self._supporting[act.id] = (
                act.certainty in TOLD_AS_DONE
                and not asks_itself(act)
                and not any(s.stance in self.rules.stances_without_support for s in self.chain(act))
            )
        return self._supporting[act.id]

    def told_by_speaker_of(self, act: Act) -> Sequence[Act]:
        """What the speaker of this act tells in its document that supports, in order of id."""
        speaker = self.speaker_of(act)
        if (act.document, speaker) not in self._by_speaker:
            told = [
                one
                for one_of, *others in self._supporting_by_speaker(act.document).values()
                if self.one_speaker(act, one_of)
                for one in (one_of, *others)
            ]
            self._by_speaker[act.document, speaker] = sorted(told, key=lambda one: one.id)
        return self._by_speaker[act.document, speaker]

    def _supporting_by_speaker(self, document: str) -> Mapping[str | None, Sequence[Act]]:
        if document not in self._supporting_in:
            told: defaultdict[str | None, list[Act]] = defaultdict(list)
            for act in self.acts_of.get(document, ()):
                if self.supports(act):
                    told[self.speaker_of(act)].append(act)
            self._supporting_in[document] = told
        return self._supporting_in[document]

    def denied_with_more(self, document: str) -> Mapping[str, Sequence[Act]]:
        """By family, what a document denies or negates and that may be more than a bare no: at first hand, or by who
        tells in it something that supports."""
        if document not in self._denied:
            denied: defaultdict[str, list[Act]] = defaultdict(list)
            for act in self.acts_of.get(document, ()):
                if act.certainty in ("denied", "negated") and (
                    act.basis in FIRST_HAND or self.told_by_speaker_of(act)
                ):
                    denied[act.family].append(act)
            self._denied[document] = denied
        return self._denied[document]


def _one_breath(a: Act, b: Act) -> bool:
    return a.document == b.document and overlaps(a.evidence, b.evidence)


def _grouped(records: Iterable[R]) -> Mapping[str, tuple[R, ...]]:
    groups: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        groups[record.document].append(record)
    return {document: tuple(members) for document, members in groups.items()}
