"""Who is who in a text? Persons, organisations, units and groups, and which names mean the same one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.names import folded, slug
from chapeau.ground.pronouns import NEUTER, PERSONAL, PLURAL, RELATIVE, SPEAKING
from chapeau.ground.spans import span
from chapeau.read.act_words import act_words
from chapeau.read.because import Because, at
from chapeau.read.clauses import subjects
from chapeau.read.cues import speech_verb
from chapeau.read.datelines import datelines
from chapeau.read.named import Named, NameKind, named
from chapeau.read.noun_kinds import is_party_word
from chapeau.read.parsed import Parsed
from chapeau.read.phrases import bounds
from chapeau.read.posts import Post
from chapeau.read.same_name import same_names
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import Mention, PartyKind, Span

PRONOUNS = PERSONAL | PLURAL | NEUTER
POINTING = frozenset({"the", "these", "those", "this", "that"})
ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire"})
START, TOKEN = attrgetter("start"), attrgetter("token")
DASHES = frozenset({"-", "--", "–", "—"})
LOOKED_BACK = 6
"""Sentences that a pronoun is followed back over. In news, nearly all antecedents stand in the same or the
two sentences before; six keeps 'he' alive through a quotation of several sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom a phrase means: an actor key, what kind of party it is, and its country (alpha-2) if told."""

    actor: str | None
    kind: PartyKind
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An office printed beside a name: 'Secretary of State' beside 'Anthony Blinken'."""

    actor: str
    title: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A phrase that later pronouns may mean. `seat`: a town or house whose name stands for a government."""

    token: int
    sentence: int
    quoted: bool
    subject: bool
    plural: bool
    acting: bool = True
    suffering: bool = False
    speaking: bool = False
    seat: bool = False
    party: Party
    sex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of one text, resolved within it.

    `mentions` are persons, organisations and units with their actor keys, in order of place. `name_at` and
    `place_at` give the mention and the place that a word belongs to, by the word's index; `datelines` are the indices of
    words that only say where, when and by whom a report was written.
    """

    parsed: Parsed
    mentions: tuple[Mention, ...]
    places: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    referents: tuple[Referent, ...] = ()
    lands: Mapping[str, str] = field(default_factory=dict)
    name_at: Mapping[int, Mention] = field(default_factory=dict)
    place_at: Mapping[int, Mention] = field(default_factory=dict)
    datelines: frozenset[int] = frozenset()
    _nouns: dict[int, tuple[str, Party]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def actor_of(self, start: int, end: int) -> str | None:
        """The actor that the phrase `text[start:end]` means, pronouns and group phrases included.

        None for what nobody can be told from: 'I' and 'we', or a pronoun with nothing before it.
        """
        return self.party(start, end).actor

    def party(self, start: int, end: int) -> Party:
        """The actor, kind and country of the phrase `text[start:end]`."""
        head = self._head(start, end)
        if head is None:
            return Party(actor=None, kind="group")
        named = self._named_after(head, start, end)
        return self._named_party(named) if named is not None else self._of(head)

    def _head(self, start: int, end: int) -> Token | None:
        found = self.parsed.doc.char_span(start, end)
        return None if found is None or not len(found) else head_noun(found.root)

    def party_because(self, start: int, end: int) -> Because[Party]:
        """The party with what it rests on: a name, an office, a pronoun and whom it means, or a noun."""
        party, head = self.party(start, end), self._head(start, end)
        if head is None:
            return Because(party, "actor.none")
        named = self._named_after(head, start, end)
        if named is not None:
            return Because(party, "actor.office", (*at(head), (named.start, named.end)))
        way, mark = self._way(head)
        way = self._noun_party(head)[0] if way == "noun" else way
        words = at(head) if mark is None else ((mark.start, mark.end),)
        meant = antecedent(self.referents, head, self.parsed) if way == "pronoun" else None
        return Because(party, f"actor.{way}", (*words, *at(self.parsed.doc[meant.token] if meant else None)))

    def meant_by_pronoun(self, start: int, end: int) -> Span | None:
        """The phrase that tells whom the pronoun `text[start:end]` means; None for any other phrase, or where nothing does."""
        found = self.parsed.doc.char_span(start, end)
        if found is None or len(found) != 1 or found[0].lower_ not in PRONOUNS:
            return None
        meant = antecedent(self.referents, found[0], self.parsed)
        if meant is None:
            return None
        low, high = bounds(self.parsed.doc[meant.token])
        return span(self.parsed.text, self.parsed.doc[low].idx, self.parsed.doc[high - 1].end_char)

    def _named_after(self, head: Token, start: int, end: int) -> Mention | None:
        """The person whom 'the director of the hospital, Jorun Vey' names after the office."""
        if head.lower_ not in word_set("offices", "offices"):
            return None
        text = self.parsed.text
        return next(
            (
                m
                for m in self.mentions
                if m.kind == "person"
                and head.idx < m.start < end
                and text[start : m.start].rstrip().endswith(",")
            ),
            None,
        )

    def bodies_in(self, start: int, end: int) -> tuple[str, ...]:
        """The bodies named in a phrase that holds an office: 'the commander of the Ridge Guard, Tolan Breck'.

        A country or people counts where no organisation is named: 'the Orvanian commander'.
        """
        words = set(folded(self.parsed.text[start:end]).replace(",", " ").split())
        if not words & word_set("offices", "offices") or "former" in words:
            return ()
        named = [m for m in self.mentions if m.kind != "person" and start <= m.start and m.end <= end]
        lands = [p for p in self.places if start <= p.start and p.end <= end and _whole_country(p)]
        parties = [self._named_party(m) for m in named] or [self._country_party(p) for p in lands]
        return tuple(dict.fromkeys(p.actor for p in parties if p.actor is not None))

    def country_of(self, start: int, end: int) -> str | None:
        """The country (alpha-2) that a place or nationality in the phrase names, the first one."""
        return next((p.country for p in self.places if start <= p.start < end and p.country), None)

    def _of(self, token: Token) -> Party:
        way, mark = self._way(token)
        if mark is not None:
            return self._named_party(mark) if way == "name" else self._place_party(mark)
        if way == "relative":
            return self._of_relative(token)
        return self._of_pronoun(token) if way == "pronoun" else self._of_noun(token)

    def _way(self, token: Token) -> tuple[str, Mention | None]:
        """What tells whom a word means, and the name or place that covers it."""
        name = self.name_at.get(token.i)
        if name is not None:
            return "name", name
        if token.pos_ in ("PRON", "DET") and token.lower_ in RELATIVE:
            return "relative", None
        if token.pos_ == "PRON" or token.lower_ in PRONOUNS:
            return "pronoun", None
        place = self.place_at.get(token.i)
        return ("noun", None) if place is None else ("place", place)

    def _of_relative(self, token: Token) -> Party:
        clause = next((t for t in (token, *token.ancestors) if t.dep_ in ("relcl", "acl")), None)
        if clause is None or clause.head == token:
            return Party(actor=None, kind="individual")
        return self._of(head_noun(clause.head))

    def _of_pronoun(self, token: Token) -> Party:
        word = token.lower_
        kind: PartyKind = "individual" if word in PERSONAL else "group"
        if word in SPEAKING or word not in PRONOUNS:
            return Party(actor=None, kind=kind)
        found = antecedent(self.referents, token, self.parsed)
        return found.party if found else Party(actor=None, kind=kind)

    def _of_noun(self, token: Token) -> Party:
        return self._noun_party(token)[1]

    def _noun_party(self, token: Token) -> tuple[str, Party]:
        """Whom a noun means, and by what: another name beside it, an office, a body, or whose they are."""
        found = self._nouns.get(token.i)
        if found is None:
            found = self._nouns[token.i] = self._meant_by_noun(token)
        return found

    def _meant_by_noun(self, token: Token) -> tuple[str, Party]:
        called = next((c for c in token.rights if c.dep_ == "appos" and self.name_at.get(c.i)), None)
        if called is not None:
            return "named_beside", self._of(called)
        held = self._held_office(token)
        if held is not None:
            return "held_office", Party(actor=held, kind="individual", country=None)
        body = self._body(token)
        if body is not None:
            return "body_before", self._named_party(body)
        if any(t.dep_ == "poss" and t.lower_ in SPEAKING for t in token.lefts):
            return "own_side", Party(actor=None, kind=_noun_kind(token))
        serving = self._serving(token)
        if serving is not None:
            return "serving", serving
        owner = self._owner(token)
        words = [] if owner is None or owner.actor is None else [owner.actor]
        words += self._modifiers(token)
        kind = _noun_kind(token)
        head = _class_of(token)
        again = not words and (kind == "group" or head != token.lower_)
        if again and any(t.lower_ in POINTING for t in token.lefts):
            earlier = _earlier_group(self.referents, token, head)
            if earlier is not None:
                return "group_before", earlier
        country = owner.country if owner is not None else None
        return "noun", Party(actor=slug(" ".join([*words, head])) or None, kind=kind, country=country)

    def _named_party(self, mention: Mention) -> Party:
        kinds: dict[str, PartyKind] = {"person": "individual", "organisation": "organisation", "unit": "unit"}
        if mention.kind == "organisation" and _metonym(mention):
            land = self.lands.get(mention.country or "")
            return Party(actor=land or mention.actor, kind="state", country=mention.country)
        return Party(actor=mention.actor, kind=kinds[mention.kind], country=mention.country)

    def _place_party(self, place: Mention) -> Party:
        if place.kind == "nationality":
            land = self.lands.get(place.country or "")
            return Party(actor=land or slug(place.text), kind="group", country=place.country)
        return self._country_party(place)

    def _country_party(self, place: Mention, seat: bool = True) -> Party:
        """The State that a place's name stands for: its own, a house of its government or, where a `seat` may, its capital.

        Any other town, and a region, is no State: who holds it, and whose people act there, a name on a map does not say.
        """
        whole = place.kind == "nationality" or place.precision == "country" or _metonym(place)
        land = self.lands.get(place.country or "") if whole else None
        stands = whole or (seat and _is_capital(place))
        return Party(actor=land or _place_key(place), kind="state", country=place.country if stands else None)

    def _serving(self, token: Token) -> Party | None:
        """The body whose people they are: 'gunmen of the Ridge Guard', and 'soldiers of the Orvanian army', act as these."""
        inner = _of_object(token)
        if inner is None or not (several(token) and _serves(token)):
            return None
        body = self.name_at.get(inner.i)
        if body is None and _class_of(inner) == "forces" and inner.lower_ != "forces":
            return replace(self._of_noun(inner), kind="group")
        return (
            None if body is None or body.kind == "person" else replace(self._named_party(body), kind="group")
        )

    def _owner(self, token: Token) -> Party | None:
        """Whose they are: 'Russia's', 'Russian', 'his', 'of the Third Brigade'."""
        for left in token.lefts:
            place = self.place_at.get(left.i)
            if _before_dash(left, token):
                continue
            if place is not None and left.dep_ in ("amod", "compound", "poss", "nmod"):
                return self._country_party(place)
            if left.dep_ == "poss" and left.lower_ not in SPEAKING:
                return self._of(head_noun(left))
            if left.dep_ in ("compound", "nmod") and self.name_at.get(left.i):
                return self._of(left)
        for right in token.rights:
            if right.dep_ == "prep" and right.lower_ in ("of", "from"):
                for inner in right.children:
                    if inner.dep_ == "pobj" and (self.name_at.get(inner.i) or self.place_at.get(inner.i)):
                        place = self.place_at.get(inner.i)
                        return self._country_party(place, seat=False) if place else self._of(inner)
        return None

    def _body(self, token: Token) -> Mention | None:
        """The organisation that 'the ministry' means: the nearest one before it with that word in its name."""
        lemma = token.lemma_.lower()
        if lemma not in word_set("organisations", "organisation_words"):
            return None
        if [t.lower_ for t in token.lefts] != ["the"]:
            return None
        before = [
            m for m in self.mentions
            if m.kind != "person" and m.start < token.idx and lemma in folded(m.text).split()
        ]  # fmt: skip
        return before[-1] if before else None

    def _modifiers(self, token: Token) -> list[str]:
        """What kind they are, in the text's words: 'masked' of 'other masked men'."""
        dropped = word_set("organisations", "dropped")
        return [
            t.lower_
            for t in token.lefts
            if t.dep_ in ("amod", "compound", "nmod")
            and t.lower_ not in dropped
            and not (self.place_at.get(t.i) or self.name_at.get(t.i))
            and not _before_dash(t, token)
        ]

    def _held_office(self, token: Token) -> str | None:
        """The person whose printed position 'the minister' names, where only one fits."""
        wanted = token.lower_
        if wanted not in word_set("offices", "offices"):
            return None
        before = {t.lower_ for t in token.lefts}
        if "the" not in before or "former" in before:
            return None
        holders = [p.actor for p in self.positions if wanted in folded(p.title.text).split()]
        return holders[-1] if holders and len(set(holders)) == 1 else None


def names(parsed: Parsed, places: tuple[Mention, ...], posts: tuple[Post, ...]) -> Names:
    """All names of a text. `places` are its place and nationality mentions (read/where.py)."""
    found = named(parsed, places, posts)
    keys = same_names(found, posts)
    mentions = tuple(_mention(n, *keys[n], places) for n in found)
    positions = _positions(parsed, mentions)
    lands = _lands((*places, *mentions))
    plain = Names(
        parsed=parsed, mentions=mentions, places=places, positions=positions, lands=lands,
        name_at=_by_word(mentions, parsed), place_at=_by_word(places, parsed),
        datelines=datelines(parsed, places, mentions),
    )  # fmt: skip
    once = replace(plain, referents=_referents(plain))
    return replace(once, referents=_referents(once, before=once.referents))


def _lands(mentions: Sequence[Mention]) -> dict[str, str]:
    """For each country of a text the slug that its parties bear.

    The packaged gazetteer's name, so that 'Orvania's' and 'Orvanian' forces of all texts are one; for a
    case's own country the name printed in the text, its people's name where no other is printed.
    """
    packaged = Gazetteer.packaged().countries
    found: dict[str, str] = {}
    for wanted in ("place", "nationality", "organisation"):
        for mention in mentions:
            whole = mention.kind == wanted and (wanted != "place" or mention.precision == "country")
            if whole and mention.country is not None:
                known = packaged.get(mention.country)
                found.setdefault(mention.country, slug(known.name) if known else _place_key(mention))
    return found


def antecedent(referents: tuple[Referent, ...], token: Token, parsed: Parsed) -> Referent | None:
    """Whom a pronoun most likely means: subjects before others, nearer sentences before farther ones.

    Inside a quotation, what stands in quotation counts too, and whoever is quoted is not meant; outside
    it, only what stands outside. 'They' is never a government by the name of its town or house ('Corrin denied it. They
    killed ...'), nor one of two sides named together ('Orvania and Sundrel'): then it is nobody known.
    """
    here = bisect_right(parsed.doc.sents, token.i, key=START) - 1
    quoted = parsed.in_quotation(token.idx) is not None
    word = token.lower_
    others = _doers_beside(referents, token) | _tellers_of_others(referents, token, parsed)
    fitting = [
        r for r in _before(referents, token)
        if here - r.sentence <= LOOKED_BACK and (quoted or not r.quoted) and _fits(r, word)
        and r.party.actor not in others and (r.acting or not _acts(token)) and not (quoted and r.speaking)
    ]  # fmt: skip
    if not fitting:
        return None
    suffers = token.dep_ == "nsubjpass"
    best = max(
        fitting,
        key=lambda r: (
            r.sentence + (0.6 if suffers and r.suffering else 0.5 if r.subject else 0.0)
            if r.sentence != here
            else r.sentence + (0.75 if r.subject else 0.25),
            r.token,
        ),
    )
    alone = word not in PLURAL or not (best.seat or _of_several_sides(best, referents, parsed))
    return best if alone else None


def _acts(token: Token) -> bool:
    """Whether a pronoun of a party does what its verb says: 'they' of 'they left', 'them' of 'saw them leave'."""
    return token.lower_ in PLURAL | NEUTER and token.dep_ == "nsubj"


def _suffering(token: Token) -> bool:
    """Whether a phrase is the object of a verb that tells a deed: who was arrested is who 'was then beaten'."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    return first.dep_ in ("dobj", "nsubjpass") and first.head.lemma_.lower() in act_words().verbs


def _doers_beside(referents: tuple[Referent, ...], token: Token) -> set[str | None]:
    """Whom a pronoun cannot mean: in 'the guards beat them' somebody else is beaten, in 'men were killed by them' others did it."""
    at = token.dep_ == "pobj" and (
        token.head.lower_ in word_set("grammar", "at_whom") or token.head.dep_ == "agent"
    )
    if not (at or token.dep_ in ("dobj", "dative")) or token.lower_.endswith(("self", "selves")):
        return set()
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    doers = {t.i for s in subjects(verb) for t in s.subtree} if verb is not None else set()
    return {r.party.actor for r in referents if r.token in doers}


def _tellers_of_others(referents: tuple[Referent, ...], token: Token, parsed: Parsed) -> set[str | None]:
    """Who tells what others did: the residents of 'residents said they burned the mill', a State, an outlet.

    Armed people, officials and bodies also tell of their own deeds ('police said they arrested'); a State is 'it' there.
    """
    verb = next((t for t in token.ancestors if t.dep_ != "conj"), token)
    clause = token.dep_ == "nsubj" and verb.dep_ == "ccomp" and token.head.lemma_.lower() in act_words().verbs
    if token.lower_ not in PLURAL or not clause or not speech_verb(verb.head):
        return set()
    tellers = {t.i for s in subjects(verb.head) for t in s.subtree}
    return {
        r.party.actor
        for r in referents
        if r.token in tellers and not _tells_of_itself(parsed.doc[r.token], r.party)
    }


def _tells_of_itself(noun: Token, party: Party) -> bool:
    if party.kind == "state" or is_outlet(noun.text):
        return False
    return party.kind in ("organisation", "unit") or is_party_word(noun) or _class_of(noun) != noun.lower_


def is_outlet(name: str) -> bool:
    """Whether a body's name ends as those of newspapers and agencies do: it prints what others did."""
    words = folded(name).split()
    return bool(words) and words[-1] in word_set("organisations", "outlets")


def _of_several_sides(best: Referent, referents: tuple[Referent, ...], parsed: Parsed) -> bool:
    """Whether a phrase is one of several together that are no one side: 'Orvania and Sundrel', 'the army and the Ridge Guard'."""
    together = {t.i for t in parsed.doc[best.token].conjuncts}
    others = [r.party for r in referents if r.token in together and r.party.actor != best.party.actor]
    bodies = ("organisation", "unit", "state")
    return any(
        p.country != best.party.country or p.kind in bodies or best.party.kind in bodies for p in others
    )


def _fits(referent: Referent, word: str) -> bool:
    kind = referent.party.kind
    if word in PERSONAL:
        sex = "woman" if word in ("she", "her", "hers", "herself") else "man"
        return kind == "individual" and referent.sex in (None, sex)
    if word in PLURAL:
        return referent.plural or kind in ("organisation", "unit", "state")
    return kind in ("organisation", "unit", "state")


def _mention(name: Named, actor: str, kind: NameKind, places: tuple[Mention, ...]) -> Mention:
    inside = (p for p in places if name.start <= p.start < name.end)
    country = next((p.country for p in inside if p.kind == "nationality" or p.precision == "country"), None)
    metonyms = vocabulary("organisations")["metonyms"]
    country = country or metonyms.get(folded(name.text))
    document = places[0].document if places else ""
    return Mention(
        start=name.start,
        end=name.end,
        text=name.text,
        document=document,
        kind=kind,
        actor=actor,
        country=country,
    )


def _metonym(place: Mention) -> bool:
    return folded(place.text) in vocabulary("organisations")["metonyms"]


def _is_capital(place: Mention) -> bool:
    """Whether the packaged gazetteer names the town as its country's capital. A case's own table names none."""
    known = Gazetteer.packaged().find(place.text) if place.precision == "settlement" else ()
    return any(p.capital and p.id == place.id for p in known)


def _whole_country(place: Mention) -> bool:
    return place.country is not None and (place.kind == "nationality" or place.precision == "country")


def _place_key(place: Mention) -> str:
    return slug(re.sub(r"^[Tt]he\s+", "", place.text))


def _by_word(mentions: tuple[Mention, ...], parsed: Parsed) -> dict[int, Mention]:
    """The mention that each word belongs to, the first where it is part of two."""
    return {t.i: m for m in reversed(mentions) for t in parsed.doc.char_span(m.start, m.end) or ()}


def _before_dash(left: Token, token: Token) -> bool:
    """A dateline that the parser hung on the first noun: 'KESSIN - Gunmen of ...'."""
    between = left.doc.tokens[left.i + 1 : token.i]
    return bool(between) and any(
        t.text in DASHES and (left.doc[t.i - 1].whitespace_ or t.text != "-") for t in between
    )


def several(token: Token) -> bool:
    """Whether a noun stands for more than one, whatever the tagger makes of 'Gunmen' after a dateline."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_.endswith("men")


def _serves(token: Token) -> bool:
    words = {token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s")}
    return bool(words & word_set("organisations", "people") or words & _classes().keys())


def _acting(token: Token) -> bool:
    """Whether a phrase may do something; what is only asked about, or is done something to, does not."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    if first.dep_ == "pobj":
        return first.head.dep_ == "agent"
    if first.dep_ in ("dobj", "dative", "poss") or token.sent.text.rstrip().endswith("?"):
        return False
    verb = first.head
    return not (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in ASKING)


def _speaking(token: Token, parsed: Parsed) -> bool:
    """Whether a phrase is whoever speaks ('four residents told the paper'), outside any quotation."""
    return token.dep_ == "nsubj" and speech_verb(token.head) and parsed.in_quotation(token.idx) is None


def head_noun(token: Token) -> Token:
    """The noun that says who: through 'members of', 'hundreds of', 'one of'."""
    partitives = word_set("organisations", "partitives")
    for _ in range(4):
        inner = _of_object(token) if token.lemma_.lower() in partitives else None
        if inner is None:
            return token
        token = inner
    return token


def _of_object(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _class_of(token: Token) -> str:
    """One word for words of one meaning: 'troops', 'soldiers' and 'forces' are 'forces'."""
    word = token.lower_
    key = _classes().get(word)
    if key is None:
        return word
    singular = token.tag_ == "NN" and word == token.lemma_.lower() and not before_a_noun(token)
    return word if singular and word not in word_set("organisations", "organisation_words") else key


def before_a_noun(token: Token) -> bool:
    """Whether a word for people only says whose a deed is: 'guerrilla' of 'guerrilla attacks' is no single one."""
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


@cache
def _classes() -> dict[str, str]:
    """The one word that stands for each word of a class."""
    classes = vocabulary("organisations")["classes"]
    return {str(word): str(key) for key, words in reversed(classes.items()) for word in words}


def _noun_kind(token: Token) -> PartyKind:
    word, lemma = token.lower_, token.lemma_.lower()
    if lemma in word_set("organisations", "government_words"):
        return "state"
    if lemma in word_set("organisations", "organisation_words") and word != "forces":
        return "organisation"
    if lemma in word_set("organisations", "unit_words"):
        return "unit"
    if token.tag_ in ("NNS", "NNPS") or word in ("people", "staff", "police", "military"):
        return "group"
    return "individual"


def _referents(plain: Names, before: Sequence[Referent] | None = None) -> tuple[Referent, ...]:
    """Phrases that pronouns may mean: names, places as states, and nouns for people.

    Those found `before`, without any earlier ones to point back to, stay as they are where they still mean the same party.
    """
    parsed, found = plain.parsed, []
    known = {referent.token: referent for referent in before or ()}
    sexes, offices = _sexes(plain), word_set("offices", "offices")
    sentences = _sentence_numbers(parsed)
    for token in parsed.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
            continue
        if token.i in plain.datelines:
            continue
        same, head = known.get(token.i), head_noun(token)
        if before is not None and token.lower_ not in offices and not _hangs_on_others(head):
            found += [same] if same is not None else []
            continue
        party = plain._of(head)
        if token.lower_ in offices:
            party = plain.party(token.left_edge.idx, token.right_edge.end_char)
        if same is not None and same.party == party:
            found.append(same)
            continue
        if not _refers(token, party, plain):
            continue
        found.append(
            Referent(
                token=token.i, sentence=sentences[token.i], quoted=parsed.in_quotation(token.idx) is not None,
                subject=token.dep_ in ("nsubj", "nsubjpass"), plural=party.kind == "group" or bool(token.conjuncts),
                acting=_acting(token), suffering=_suffering(token), speaking=_speaking(token, parsed), seat=_seat(token, plain),
                party=party, sex=sexes.get(party.actor or "") or _sex_of_noun(token),
            )
        )  # fmt: skip
    return tuple(found)


def _hangs_on_others(head: Token) -> bool:
    """Whether whom a noun means may hang on what stands before it: 'the soldiers', 'his men', 'soldiers of the army'."""
    pointing = any(t.dep_ == "poss" or t.lower_ in POINTING for t in head.lefts)
    pronoun = head.pos_ in ("PRON", "DET") or head.lower_ in PRONOUNS
    return pointing or pronoun or _of_object(head) is not None


def _refers(token: Token, party: Party, plain: Names) -> bool:
    if party.actor is None:
        return False
    if plain.name_at.get(token.i):
        return True
    place = plain.place_at.get(token.i)
    if place is not None:
        return party.kind == "state" and (
            not _is_address(token, plain) if _whole_country(place) else _subject_that_acts(token)
        )
    if party.kind in ("organisation", "unit", "state"):
        return True
    known = word_sets(("organisations", "people"), ("offices", "offices"))
    return token.lemma_.lower() in known or _class_of(token) != token.lower_


def _is_address(token: Token, plain: Names) -> bool:
    """Whether a country's name only says where a town lies: 'in Tessick, Sundrel'."""
    name = plain.place_at[token.i]
    first = plain.parsed.tokens(name.start, name.end).start
    before = plain.parsed.doc[max(0, first - 2) : first]
    town = plain.place_at.get(first - 2) if len(before) == 2 and before[1].text in (",", "(") else None
    return town is not None and not _whole_country(town)


def _subject_that_acts(token: Token) -> bool:
    """Whether a place does what a verb says: 'Corrin denied it', not 'in Corrin' and not 'Corrin was shelled'."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    return first.dep_ == "nsubj"


def _seat(token: Token, plain: Names) -> bool:
    """Whether a name stands for a government by its town or house: 'Corrin', 'the Kremlin'; not 'Sundrel'."""
    name, place = plain.name_at.get(token.i), plain.place_at.get(token.i)
    if name is not None:
        return name.kind == "organisation" and _metonym(name)
    return place is not None and not _whole_country(place)


def _sexes(plain: Names) -> dict[str, str]:
    """Men and women by the address or office printed before their names."""
    found: dict[str, str] = {}
    for mention in plain.mentions:
        before = plain.parsed.text[max(0, mention.start - 40) : mention.start].lower().split()
        for sex, key in (("woman", "women"), ("man", "men")):
            if (
                mention.kind == "person"
                and before
                and before[-1] in word_set("offices", key)
                and mention.actor
            ):
                found.setdefault(mention.actor, sex)
    return found


def _sex_of_noun(token: Token) -> str | None:
    word = token.lemma_.lower()
    if word in ("woman", "girl", "mother", "wife", "daughter", "sister") or word in word_set(
        "offices", "women"
    ):
        return "woman"
    if word in ("man", "boy", "father", "husband", "son", "brother") or word in word_set("offices", "men"):
        return "man"
    return None


def _earlier_group(referents: tuple[Referent, ...], token: Token, head: str) -> Party | None:
    """'the soldiers' after 'Orvanian troops': the nearest earlier group of the same class with an owner."""
    ending = "-" + head
    parties = (referent.party for referent in reversed(_before(referents, token)))
    return next((p for p in parties if p.actor is not None and p.actor.endswith(ending)), None)


def _before(referents: tuple[Referent, ...], token: Token) -> tuple[Referent, ...]:
    """Of referents in order those before a word."""
    return referents[: bisect_left(referents, token.i, key=TOKEN)]


def _sentence_numbers(parsed: Parsed) -> dict[int, int]:
    return {token.i: number for number, sent in enumerate(parsed.doc.sents) for token in sent}


def _positions(parsed: Parsed, mentions: tuple[Mention, ...]) -> tuple[Position, ...]:
    found = []
    for mention in mentions:
        if mention.kind != "person" or mention.actor is None:
            continue
        title = _title_before(parsed.text, mention.start) or _title_after(parsed, mention)
        if title is not None:
            found.append(Position(actor=mention.actor, title=title))
    return tuple(found)


def _title_before(text: str, start: int) -> Span | None:
    """The run of office words that ends where the name starts; None where no office is among them."""
    words = list(re.finditer(r"[\w.’'-]+", text[max(0, start - 90) : start]))
    base, first, office = max(0, start - 90), None, False
    following = start
    for word in reversed(words):
        low, lowered = base + word.start(), word.group().lower()
        if text[base + word.end() : following].strip():
            break
        inside = lowered in word_set("offices", "inside") and first is not None
        capital = word.group()[0].isupper() and first is not None
        if lowered not in word_set("offices", "before") and not inside and not capital:
            break
        office = office or lowered in word_set("offices", "offices")
        following = low
        if not inside or lowered == "the":
            first = low if lowered != "the" else first
    if first is None or not office:
        return None
    title = span(text, first, start)
    return span(text, first, first + len(title.text.rstrip()))


def _title_after(parsed: Parsed, mention: Mention) -> Span | None:
    """An apposition that holds an office: 'Ana Vell, a spokeswoman for the ministry,'."""
    for token in parsed.tokens(mention.start, mention.end):
        for child in token.rights:
            if child.dep_ == "appos" and child.lower_ in word_set("offices", "offices"):
                inner = [t for t in child.subtree if not t.is_space]
                low, high = inner[0].idx, inner[-1].end_char
                return span(parsed.text, low, high)
    return None
