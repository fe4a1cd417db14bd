"""The rule reader: English, by grammar and vocabulary, in one order that is stated here once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.identity import digest_of
from chapeau.ground.uncollected import uncollected
from chapeau.read.about import about
from chapeau.read.about_told import with_main_event
from chapeau.read.calibrated import calibrated
from chapeau.read.how_many import Number, counts
from chapeau.read.language import language
from chapeau.read.main_acts import deeds_told
from chapeau.read.parsed import Grammar, Parsed, parse
from chapeau.read.parties_told import with_parties_told
from chapeau.read.posts import Post, posts
from chapeau.read.reader import Text
from chapeau.read.responses import responses
from chapeau.read.same_party import same_parties, with_one_actor_each
from chapeau.read.spacy_grammar import SpacyGrammar
from chapeau.read.when import document_date, times
from chapeau.read.where import places
from chapeau.read.who import Names, names
from chapeau.read.who_did import acts
from chapeau.read.who_said import statements
from chapeau.records import (
    About,
    Act,
    ActTime,
    DocumentDate,
    Mention,
    MentionKind,
    PartyKind,
    Reading,
    Span,
    Statement,
)

VERSION = "0.1"

MENTIONED_AS: dict[PartyKind, MentionKind] = {
    "individual": "person",
    "organisation": "organisation",
    "state": "organisation",
    "group": "unit",
    "unit": "unit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is read of a text before its statements and acts, and handed down to all that read those."""

    parsed: Parsed
    posts: tuple[Post, ...]
    date: DocumentDate | None
    times: tuple[ActTime, ...]
    places: tuple[Mention, ...]
    names: Names
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads English by rules over a grammar. A case's own places are part of what it knows, and of its version."""

    gazetteer: Gazetteer = field(default_factory=Gazetteer.packaged)
    places_text: str | None = None
    grammar: Grammar = field(default_factory=SpacyGrammar)

    @classmethod
    def with_places(cls, places_text: str | None, name: str = "the case's places") -> RuleReader:
        """A reader that also knows a case's own places (CSV text). Raises DataInvalid."""
        packaged = Gazetteer.packaged()
        if places_text is None:
            return cls(packaged)
        return cls(packaged.with_places(places_text, name), places_text)

    @property
    def name(self) -> str:
        """The reader's name."""
        return "rules"

    @property
    def version(self) -> str:
        """Rules and data; eight digits of the hash of the case's own places where it brings some."""
        own = f"+places.{digest_of(self.places_text)[:8]}" if self.places_text is not None else ""
        return VERSION + own

    @property
    def made_by(self) -> str:
        """What everything this reader finds is marked with."""
        return f"{self.name} {self.version}"

    @property
    def languages(self) -> tuple[str, ...]:
        """English alone."""
        return ("en",)

    def read(self, text: Text) -> Reading:
        """All statements, acts, mentions and responses; none of a text that is not English."""
        with uncollected():
            return self.read_with_grounds(text)[0]

    def read_with_grounds(self, text: Text) -> tuple[Reading, Grounds | None]:
        """The reading, and what it was made from; None of a text that is not read."""
        return self._read_by(text, language(text.text), self.grammar)

    def _read_by(self, text: Text, found: str, grammar: Grammar) -> tuple[Reading, Grounds | None]:
        """The reading of a text in the language that was found, by a grammar."""
        if found not in self.languages or not text.text.strip():
            return self._unread(text, found), None
        grounds = self._grounds(text, grammar)
        return self._reading(text, found, grounds), grounds

    def _unread(self, text: Text, found: str) -> Reading:
        return Reading(
            document=text.id, made_by=self.made_by, date=None, language=found, length=len(text.text)
        )

    def _grounds(self, text: Text, grammar: Grammar) -> Grounds:
        parsed = parse(text.text, grammar)
        embedded = posts(parsed)
        date = document_date(parsed, embedded, text.date)
        where = places(parsed, self.gazetteer, text.id)
        return Grounds(
            parsed=parsed,
            posts=embedded,
            date=date,
            times=times(parsed, date),
            places=where,
            names=names(parsed, where, embedded),
            numbers=counts(parsed),
        )

    def _reading(self, text: Text, found: str, grounds: Grounds) -> Reading:
        parsed, who, date, when = grounds.parsed, grounds.names, grounds.date, grounds.times
        where = grounds.places
        said = statements(parsed, who, grounds.posts, date, text.id, self.made_by)
        did = acts(parsed, who, where, when, grounds.numbers, said, text.id, self.made_by)
        if parsed.doc.labelled is not None:
            did = with_parties_told(did, parsed, who, parsed.doc.labelled)
        did = tuple(replace(a, document=text.id) for a in did)
        answered = responses(parsed, who, said, date, when, text.id, self.made_by)
        mentioned = with_parties((*where, *who.mentions), parties_of(did, said), who)
        mentioned = tuple(m if m.document == text.id else replace(m, document=text.id) for m in mentioned)
        reading = Reading(
            document=text.id,
            made_by=self.made_by,
            date=date,
            language=found,
            length=len(text.text),
            statements=tuple(replace(s, score=calibrated(self.name, "statement", s.score)) for s in said),
            acts=tuple(replace(a, score=calibrated(self.name, "act", a.score)) for a in did),
            mentions=mentioned,
            responses=answered,
            about=_about(grounds, did, self.gazetteer),
        )
        return with_one_actor_each(reading, same_parties(did, who, grounds.numbers))


def _about(grounds: Grounds, did: Sequence[Act], gazetteer: Gazetteer) -> About:
    line = about(grounds.parsed, did, grounds.places, grounds.times, grounds.date, gazetteer)
    told = grounds.parsed.doc.labelled
    return line if told is None else with_main_event(line, deeds_told(grounds.parsed, did), told)


def parties_of(did: Sequence[Act], said: Sequence[Statement]) -> Iterator[Span]:
    """Whoever did, suffered or said something, as printed."""
    for act in did:
        yield from act.perpetrators
        yield from (v for v in act.victims if v.kind != "object")
    for statement in said:
        if statement.speaker:
            yield statement.speaker


def _with_antecedents(parties: Iterable[Span], who: Names) -> Iterator[Span]:
    for phrase in parties:
        yield phrase
        meant = who.meant_by_pronoun(phrase.start, phrase.end)
        if meant is not None and who.actor_of(meant.start, meant.end) == who.actor_of(
            phrase.start, phrase.end
        ):
            yield meant


def with_parties(mentions: Sequence[Mention], parties: Iterator[Span], who: Names) -> tuple[Mention, ...]:
    """The mentions, and one for every party that none of them carries, in order of place.

    Link needs a country and a kind for each actor key; a place that acts ('Russia said') gets its key, and of a party that a
    pronoun means also the phrase that names it, since no pronoun is a name.
    """
    at = {(m.start, m.end, m.kind): m for m in mentions}
    for phrase in _with_antecedents(parties, who):
        party = who.party(phrase.start, phrase.end)
        if party.actor is None:
            continue
        kind = MENTIONED_AS[party.kind]
        at.setdefault(
            (phrase.start, phrase.end, kind),
            Mention(
                start=phrase.start,
                end=phrase.end,
                text=phrase.text,
                document="",
                kind=kind,
                actor=party.actor,
                country=party.country,
            ),
        )
    return tuple(at[key] for key in sorted(at))
