"""Who tells an act: whose words it is told in, whose text they stand in, and on which origins do they rest?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from chapeau.ground.names import slug
from chapeau.ground.settings import BodySetting
from chapeau.ground.voices import Voices
from chapeau.records import Act, Actor, Origin, RestsOn, Statement


class Tellers:
    """The statements, actors and origins of a case, indexed once.

    `resolved` gives an actor's id by document id and in-document actor key; where it is empty, the actors' aliases are
    looked up instead. `publishers` gives a document's publisher by document id. `bodies` speak with one voice each.
    """

    def __init__(
        self,
        statements: Iterable[Statement] = (),
        *,
        actors: Iterable[Actor] = (),
        resolved: Mapping[tuple[str, str], str] | None = None,
        origins: Iterable[Origin] = (),
        rests_on: Iterable[RestsOn] = (),
        publishers: Mapping[str, str] | None = None,
        bodies: Iterable[BodySetting] = (),
    ) -> None:
        self.statements = {statement.id: statement for statement in statements}
        self.voices = Voices(self.statements.values())
        self._chains: dict[str, tuple[Statement, ...]] = {}
        self._actors = {actor.id: actor for actor in actors}
        self._resolved = resolved or {}
        self._publishers = publishers or {}
        self._body_of = {_bare(voice): body.name for body in bodies for voice in (body.name, *body.voices)}
        self._rests_on = {rest.act: rest.origins for rest in rests_on}
        self._origin_of: dict[str, str] = {}
        self._first_tellers: dict[str, str] = {}
        self._whole_texts: set[str] = set()
        for origin in origins:
            self._whole_texts |= {m.document for m in origin.members if m.relation in ("root", "copy")}
            self._origin_of |= dict.fromkeys((m.document for m in origin.members), origin.id)
            if origin.voice:
                self._first_tellers |= dict.fromkeys((m.document for m in origin.members), origin.voice)

    def chain(self, act: Act) -> tuple[Statement, ...]:
        """The statement an act is said in, those that relay it, and those within whose content its trigger stands."""
        if act.id not in self._chains:
            self._chains[act.id] = tuple(self.voices.chain(act))
        return self._chains[act.id]

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

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[Actor, ...]]:
        named: defaultdict[str, list[Actor]] = defaultdict(list)
        for _, actor in sorted(self._actors.items()):
            for alias in actor.aliases:
                named[alias].append(actor)
        return {alias: tuple(actors) for alias, actors in named.items()}

    def _by_spelling(self, document: str, key: str) -> str | None:
        """The one actor with this alias; of several, the one whose name this document prints."""
        actors = self._by_alias.get(key, ())
        printed = [actor.id for actor in actors if any(document in name.documents for name in actor.names)]
        if len(actors) == 1:
            return actors[0].id
        return printed[0] if len(printed) == 1 else None

    def name_of(self, actor: str) -> str:
        """The name of an actor; the id itself where it is unknown."""
        return self._actors[actor].name if actor in self._actors else actor

    def speaker_of(self, act: Act) -> str | None:
        """The actor who says it, or the in-document key where no actor is known; None: the author's voice."""
        statement = self.voices.said_in(act)
        return self.speaker(statement) if statement else None

    def speaker(self, statement: Statement) -> str | None:
        """The actor who makes the statement, or the in-document key where no actor is known."""
        key = statement.speaker.actor if statement.speaker else None
        return self.actor_of(statement.document, key) or key

    def body_speaking(self, document: str, speaker: str | None) -> str | None:
        """The body of the settings that this speaker (an actor, or an in-document key) is or speaks for, if any.

        None as the speaker is the author's voice: a body's own release speaks for it. In its release a part of its
        name, as 'the ministry', is the body too.
        """
        author = self._author_of(document)
        own = self._body_of.get(_bare(author)) if author else None
        if speaker is None or not self._body_of:
            return own
        known = self._actors.get(speaker)
        printed = (known.name, *(name.text for name in known.names)) if known else (speaker,)
        bodies = (self._body_of.get(_bare(name)) for name in printed)
        return next((body for body in bodies if body), own if own and _part_of(printed[0], own) else None)

    def _author_of(self, document: str) -> str | None:
        """Who speaks where nobody is named: the publisher; where none is known, the first teller of a text or its copy.

        A text that only restates or quotes a release has an author of its own.
        """
        first = self._first_tellers.get(document) if document in self._whole_texts else None
        return self._publishers.get(document) or first

    def one_speaker(self, a: Act, b: Act) -> bool:
        """Whether both acts of one document are told by the same speaker.

        A body, its spokespeople and what its release says without naming anybody are one speaker; so are whoever
        published a text and its author's voice. Two things in the author's voice of a text that is no known body's
        are not taken for one.
        """
        mine, other = self.speaker_of(a), self.speaker_of(b)
        if mine is not None and mine == other:
            return True
        body = self.body_speaking(a.document, mine)
        if body is not None and body == self.body_speaking(b.document, other):
            return True
        named, author = mine or other, self._author_of(a.document)
        if named is None or author is None or None not in (mine, other):
            return False
        return _bare(self.name_of(named)) == _bare(author)

    def speaks_by_name(self, statement: Statement) -> bool:
        """Whether its speaker is known across documents: a person, organisation, unit or state by its name.

        'A witness' and 'residents' of two texts are not thereby the same ones, whatever their keys.
        """
        key = statement.speaker.actor if statement.speaker else None
        return key is not None and self._by_name(statement.document, key)

    def _by_name(self, document: str, key: str) -> bool:
        actor = self._resolved.get((document, key)) if self._resolved else self._by_spelling(document, key)
        return actor in self._actors and self._actors[actor].kind != "group"

    def published_by(self, document: str, speaker: str) -> bool:
        """Whether this actor published the document, or was the first to tell what it tells."""
        name = self.name_of(speaker)
        tellers = (self._publishers.get(document), self._first_tellers.get(document))
        return any(slug(teller) == slug(name) for teller in tellers if teller)


def _bare(name: str) -> str:
    """A name's key without its article or the sign of a handle: '@OrvaniaMoD', 'the Ministry of Defence'."""
    return slug(name).removeprefix("the-")


def _part_of(name: str, whole: str) -> bool:
    return set(_bare(name).split("-")) <= set(_bare(whole).split("-"))
