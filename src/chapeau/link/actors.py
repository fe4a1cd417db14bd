"""Who is the same, across documents?

Within a document the reader resolved names, groups and pronouns to one key each. Across documents,
two keys are one actor only where that is safe: the same state; the same full name, folded; the same
kind of group of the same country ('Russian forces'); full names in other spellings and scripts as
`bearers.py` has it. A surname alone, 'the ministry', 'gunmen' are told apart by document, since another
document may mean others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from chapeau.ground.identity import record_id
from chapeau.ground.likeness_of_names import name_keys
from chapeau.ground.names import NAMES_KEPT, folded, script_of
from chapeau.ground.pronouns import is_pronoun, without_possessive
from chapeau.ground.settings import PartySetting, Settings, UnitSetting
from chapeau.link.bearers import Bearer, office_words, together
from chapeau.link.positions import holds, positions
from chapeau.link.state_agents import acts_for_its_state
from chapeau.records import (
    Actor,
    ActorLink,
    ActorName,
    Decision,
    Mention,
    MentionKind,
    PartyKind,
    Position,
    Reading,
)

KIND_OF_MENTION: dict[MentionKind, PartyKind] = {
    "person": "individual",
    "organisation": "organisation",
    "unit": "unit",
    "nationality": "group",
    "place": "state",
}

SHORTEST_NAME = 4
"""Letters: at the head of a sentence 'He' and 'She' have a capital too. A name of three letters that
stands alone gives way to a description; nothing is lost but the heading."""

Identity = tuple[str, ...]
"""What makes an actor this actor: ('party', name), ('unit', name), ('state', code), ('group', code, key),
('person', first name, last name), ('name', folded name), or ('local', document, key)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """All actors of a case; `of` maps (document id, in-document actor key) to an actor's id."""

    actors: tuple[Actor, ...] = ()
    of: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def by_id(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.actors}


def settings_actor_id(name: str, settings: Settings) -> str | None:
    """The id of the party or unit of the settings that bears this name; None where none does."""
    parties = _Parties(settings)
    party, unit = parties.named([name]), parties.unit([name])
    if party is not None:
        return _id(("party", party.name))
    return None if unit is None else _id(("unit", unit.name))


def actors(
    readings: Iterable[Reading],
    settings: Settings,
    *,
    countries: Mapping[str, str] | None = None,
    decisions: Iterable[Decision] = (),
) -> Resolved:
    """The actors of all readings, in order of id, whatever the order of the readings.

    `countries`: names by alpha-2 code, for states that are only implied ('Russian forces'). `decisions` of kind
    same, not_same and unsure on two persons outrank what their names say.
    """
    local = (a for r in readings for a in in_document(r))
    return across_documents(local, settings, countries=countries, decisions=decisions)


def across_documents(
    found: Iterable[LocalActor],
    settings: Settings,
    *,
    countries: Mapping[str, str] | None = None,
    decisions: Iterable[Decision] = (),
) -> Resolved:
    """The actors that those of single documents are, in order of id, whatever their order."""
    local = sorted(found, key=lambda a: (a.document, a.key))
    persons = _full_names(a.name for a in local if a.kind == "individual")
    parties = _Parties(settings)
    gathered: defaultdict[Identity, list[LocalActor]] = defaultdict(list)
    for a in local:
        gathered[_identity(a, parties, persons)].append(a)
    made = _with_other_spellings(gathered, parties, decisions)
    implied = implied_actors(((a.id, a.party, a.country) for a in made.values()), settings, countries or {})
    of = {(a.document, a.key): made[identity].id for identity, members in gathered.items() for a in members}
    return Resolved(
        actors=tuple(sorted({a.id: a for a in (*made.values(), *implied)}.values(), key=lambda a: a.id)),
        of=of,
    )


def bundles(found: LocalActor, settings: Settings) -> Iterator[str]:
    """What two actors of documents share if one bears on who the other is: those of no common bundle need not meet."""
    yield "\x1f".join(_identity(found, _parties(settings), {}))
    words = folded(found.name).split()
    if found.kind == "individual" and len(words) >= 2:
        yield "\x1f".join(("alike", words[0], words[-1]))
        yield "\x1f".join(("name", " ".join(words)))
        yield from (f"sounds\x1f{key}" for key in name_keys(found.name))
        yield from (decided_on(anchor) for anchor in anchors_of([found.name]))


def decided_on(actor: str) -> str:
    """The bundle of those whom decisions may know by this actor's id."""
    return f"id\x1f{actor}"


@cache
def _parties(settings: Settings) -> _Parties:
    return _Parties(settings)


# --- within one document -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor of one document: its key, the spellings in order of place, its kind and country.

    `bare` are the spellings that hold no other of them: 'Ana Vell', not 'Colonel Ana Vell'. A pronoun is a spelling only
    of an actor that nothing else spells.
    """

    document: str
    key: str
    kind: PartyKind
    country: str | None
    texts: tuple[str, ...]
    bare: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()

    @property
    def name(self) -> str:
        """The fullest spelling: a person's bare name, not 'the governor' or a handle; else the longest, then first."""
        individual = self.kind == "individual"
        return _fullest((self.bare if individual else ()) or self.texts, individual) or self.key.replace(
            "-", " "
        )

    @property
    def named(self) -> bool:
        """Whether the document spells it otherwise than by pronouns: who is only 'they' there is no party."""
        return not all(is_pronoun(t) for t in self.texts)


@lru_cache(NAMES_KEPT)
def _fullest(texts: tuple[str, ...], individual: bool) -> str | None:
    """The fullest of these spellings; None where they are pronouns, or begin with one."""
    printed = tuple(t for t in texts if not is_pronoun(t) and without_possessive(t) == t)
    return max(
        printed,
        key=lambda t: (_names_someone(t, individual), len(t.split()), -printed.index(t)),
        default=None,
    )


def _names_someone(text: str, individual: bool) -> tuple[bool, bool]:
    named = text[:1].isupper() and _without_article(text) == text and len(text) >= SHORTEST_NAME
    return not text.startswith("@"), named or not individual


def in_document(reading: Reading) -> Iterator[LocalActor]:
    """The actors of one document, one for each key."""
    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
        if mention.actor is not None and mention.kind in KIND_OF_MENTION:
            named[mention.actor].append(mention)
    told = _told_kinds(reading)
    for key, found in named.items():
        mentions = [m for m in found if not is_pronoun(m.text)] or found
        yield LocalActor(
            document=reading.document,
            key=key,
            kind=told.get(key) or _kind(mentions[0]),
            country=next((m.country for m in mentions if m.country), None),
            texts=tuple(dict.fromkeys(_tidy(m.text) for m in mentions)),
            bare=tuple(dict.fromkeys(_tidy(m.text) for m in mentions if not _holds_another(m, mentions))),
            positions=positions(mentions),
        )
    for key in sorted(told.keys() - named.keys()):
        yield LocalActor(reading.document, key, told[key], None, (key.replace("-", " "),))


def _holds_another(mention: Mention, mentions: Iterable[Mention]) -> bool:
    return any(holds(mention, other) for other in mentions)


def _told_kinds(reading: Reading) -> dict[str, PartyKind]:
    """The kind that acts give an actor: closer to the deed than the kind of a mention."""
    return {p.actor: p.kind for act in reversed(reading.acts) for p in act.perpetrators if p.actor}


def _kind(mention: Mention) -> PartyKind:
    """A formation with a name is a unit; people who are only described ('Orvanian civilians') are a group."""
    if mention.kind == "unit" and not any(c.isupper() for c in _without_article(mention.text)[1:]):
        return "group"
    return KIND_OF_MENTION[mention.kind]


def _without_article(name: str) -> str:
    return re.sub(r"^(the|The) ", "", name)


def _tidy(text: str) -> str:
    return " ".join(text.split())


# --- across documents ----------------------------------------------------------------------------------


class _Parties:
    """The parties of a case's settings, found by spelling or country."""

    def __init__(self, settings: Settings) -> None:
        self.by_country = {p.country: p for p in reversed(settings.parties) if p.country}
        self.by_name = {_bare(p.name): p for p in reversed(settings.parties)}
        self.by_spelling = {_bare(s): p for p in reversed(settings.parties) for s in (p.name, *p.aliases)}
        self.in_order = tuple((f" {s} ", p) for s, p in sorted(self.by_spelling.items()))
        self.units = {_bare(s): u for u in reversed(settings.units) for s in (u.name, *u.aliases)}
        self.by_voice = {
            _bare(voice): self.by_spelling[_bare(body.name)]
            for body in settings.bodies
            if _bare(body.name) in self.by_spelling
            for voice in body.voices
        }

    def unit(self, texts: Iterable[str]) -> UnitSetting | None:
        """The unit of the settings that one of these names."""
        return next((self.units[_bare(t)] for t in texts if _bare(t) in self.units), None)

    def named(self, texts: Iterable[str]) -> PartySetting | None:
        """The party of which one of these is the name itself."""
        return next((self.by_name[_bare(t)] for t in texts if _bare(t) in self.by_name), None)

    def of(self, a: LocalActor) -> PartySetting | None:
        """The party that this actor is, belongs to or speaks for; None of one that only pronouns spell."""
        if not a.named:
            return None
        unit = None if a.kind == "individual" else self.unit(a.texts)
        if unit is not None and unit.party is not None and _bare(unit.party) in self.by_spelling:
            return self.by_spelling[_bare(unit.party)]
        for known in (self.by_spelling, self.by_voice):
            found = next((known[_bare(t)] for t in a.texts if _bare(t) in known), None)
            if found is not None:
                return found
        if a.country in self.by_country and _of_its_state(a):
            return self.by_country[a.country]
        return None if a.kind == "individual" else self._within(a)

    def _within(self, a: LocalActor) -> PartySetting | None:
        """The party whose name the phrase, or its key, has in it: 'gunmen of the Ridge Guard'; of a State, only who acts for it."""
        phrases = [f" {_bare(t)} " for t in (*a.texts, a.key.replace("-", " "))]
        of_a_state = _of_its_state(a)
        fitting = (p for spelling, p in self.in_order if any(spelling in t for t in phrases))
        return next((p for p in fitting if of_a_state or not p.country), None)


def _of_its_state(a: LocalActor) -> bool:
    """Whether it acts for the State that it is of: a state itself, a unit, or a group or body of such people."""
    return a.kind in ("state", "unit") or (
        a.kind in ("group", "organisation") and acts_for_its_state(a.texts)
    )


def _identity(a: LocalActor, parties: _Parties, persons: Mapping[str, Identity]) -> Identity:
    if not a.named:
        return ("local", a.document, a.key)
    itself = parties.named(a.texts)
    if itself is None and a.kind == "state" and a.country in parties.by_country:
        itself = parties.by_country[a.country]
    if itself is not None:
        return ("party", itself.name)
    if a.kind == "state" and a.country:
        return ("state", a.country)
    unit = None if a.kind == "individual" else parties.unit(a.texts)
    if unit is not None:
        return ("unit", unit.name)
    if a.kind == "individual":
        return persons.get(folded(a.name), ("local", a.document, a.key))
    if a.country and a.kind in ("group", "unit"):
        return ("group", a.country, a.key)
    if _is_name(a):
        return ("name", _bare(a.name))
    return ("local", a.document, a.key)


def _full_names(names: Iterable[str]) -> dict[str, Identity]:
    """Each full name's identity: first and last name, if all middle names go together; else the whole."""
    alike: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        words = tuple(folded(name).split())
        if len(words) >= 2 and not name.startswith("@"):
            alike[words[0], words[-1]].add(words)
    found: dict[str, Identity] = {}
    for (first, last), variants in alike.items():
        fullest = max(variants, key=lambda v: (len(v), v))
        one = all(set(v) <= set(fullest) for v in variants)
        for v in variants:
            found[" ".join(v)] = ("person", first, last) if one else ("name", " ".join(v))
    return found


def _is_name(a: LocalActor) -> bool:
    """Whether the spelling is a name: a capital within it, or for an organisation at its start; no pronoun."""
    name = _without_article(a.name)
    inner = any(c.isupper() for c in name[1:])
    return inner or (a.kind == "organisation" and name[:1].isupper())


@lru_cache(NAMES_KEPT)
def _bare(name: str) -> str:
    return re.sub(r"\W+", " ", folded(name).removeprefix("the ")).strip()


# --- across spellings ----------------------------------------------------------------------------------


def _with_other_spellings(
    gathered: Mapping[Identity, list[LocalActor]], parties: _Parties, decisions: Iterable[Decision]
) -> dict[Identity, Actor]:
    """The actor of each identity: one and the same for persons whose names are one in other spellings."""
    persons = {_id(i): i for i, members in gathered.items() if _is_full_name(i, members)}
    bearers = [_bearer(name, gathered[i], parties) for name, i in persons.items()]
    joined = together(bearers, decisions)
    links: defaultdict[str, list[ActorLink]] = defaultdict(list)
    for link in joined.links:
        links[link.left].append(link)
        links[link.right].append(link)
    made: dict[Identity, Actor] = {}
    for group in joined.groups:
        members = [a for name in group for a in gathered[persons[name]]]
        actor = replace(
            _actor(persons[group[0]], members, parties),
            joined=group[1:],
            links=tuple(dict.fromkeys(link for name in group for link in links[name])),
        )
        made.update({persons[name]: actor for name in group})
    rest = {i: _actor(i, members, parties) for i, members in gathered.items() if i not in made}
    return {i: made.get(i) or rest[i] for i in gathered}


def _is_full_name(identity: Identity, members: list[LocalActor]) -> bool:
    return identity[0] in ("person", "name") and all(a.kind == "individual" for a in members)


def _bearer(name: str, members: list[LocalActor], parties: _Parties) -> Bearer:
    spelled = tuple(sorted({a.name for a in members}))
    belongs = {p.name for a in members if (p := parties.of(a))} | {a.country for a in members if a.country}
    offices = office_words(p.title for a in members for p in a.positions)
    return Bearer(name, spelled, offices, frozenset(belongs), anchors_of(spelled))


def anchors_of(names: Iterable[str]) -> tuple[str, ...]:
    """The ids that a person has by each of these names alone."""
    words = [tuple(folded(n).split()) for n in names]
    whole = {_id(("name", " ".join(w))) for w in words}
    return tuple(sorted(whole | {_id(("person", w[0], w[-1])) for w in words if len(w) > 1}))


# --- the records ---------------------------------------------------------------------------------------


def _id(identity: Identity) -> str:
    return record_id("actor", *identity)


def _actor(identity: Identity, members: list[LocalActor], parties: _Parties) -> Actor:
    most = max(members, key=lambda a: (len(a.name.split()), a.kind, a.name))
    of_party = next((p for a in members if (p := parties.of(a))), None)
    country = next((a.country for a in members if a.country), None)
    return Actor(
        id=_id(identity),
        name=identity[1] if identity[0] in ("party", "unit") else _common_name(members),
        kind=_kind_of(identity, of_party, most.kind),
        aliases=tuple(sorted({a.key for a in members})),
        names=_names(members),
        country=country or (of_party.country if of_party else None),
        positions=tuple(p for a in members for p in a.positions),
        party=_party(identity, most.kind, country, of_party, members),
    )


def _kind_of(identity: Identity, of_party: PartySetting | None, printed: PartyKind) -> PartyKind:
    if identity[0] == "unit":
        return "unit"
    return _party_kind(of_party) if identity[0] == "party" and of_party else printed


def _party_kind(party: PartySetting) -> PartyKind:
    return "state" if party.country else "organisation"


def _party(
    identity: Identity,
    kind: PartyKind,
    country: str | None,
    of_party: PartySetting | None,
    members: list[LocalActor],
) -> str | None:
    """The actor that findings are grouped under: party, else the state it acts for, else the named organisation itself."""
    if of_party is not None:
        return _id(("party", of_party.name))
    if kind == "individual" or not any(a.named for a in members):
        return None
    if country and any(_of_its_state(a) for a in members):
        return _id(("state", country))
    named = kind in ("organisation", "unit") and any(_is_name(a) for a in members)
    return _id(identity) if named else None


def _common_name(members: list[LocalActor]) -> str:
    """The spelling that most documents give in full, then the longest."""
    documents: defaultdict[str, int] = defaultdict(int)
    for a in members:
        documents[a.name] += 1
    return min(documents, key=lambda n: (-documents[n], -len(n), n))


def _names(members: list[LocalActor]) -> tuple[ActorName, ...]:
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for a in members:
        for text in a.texts:
            printed[text].add(a.document)
    return tuple(
        ActorName(text=t, script=script_of(t), documents=tuple(sorted(printed[t]))) for t in sorted(printed)
    )


def implied_actors(
    made: Iterable[tuple[str, str | None, str | None]], settings: Settings, countries: Mapping[str, str]
) -> Iterator[Actor]:
    """Parties and states that no text names by themselves, but that others belong to.

    `made`: id, party and country of the actors that texts name.
    """
    actors = sorted(made)
    there = {actor for actor, _, _ in actors}
    known = {_id(("party", p.name)): p for p in _parties(settings).by_name.values()}
    wanted = {party: country for _, party, country in actors if party and party not in there}
    for party, country in sorted(wanted.items()):
        if party in known:
            setting = known[party]
            yield Actor(
                id=party,
                name=setting.name,
                kind=_party_kind(setting),
                aliases=(),
                names=(),
                country=setting.country,
                party=party,
            )
        elif country:
            name = countries.get(country, country)
            yield Actor(id=party, name=name, kind="state", aliases=(), names=(), country=country, party=party)
