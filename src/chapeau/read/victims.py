"""To whom was it done? The victims of a deed as records; sex, age and status only as the text says them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from chapeau.ground.names import folded
from chapeau.ground.spans import span
from chapeau.read.act_words import act_words
from chapeau.read.because import Because, Range, at
from chapeau.read.deeds import OF_PERSONS, Deed
from chapeau.read.named_victims import explained, named_victims
from chapeau.read.noun_kinds import noun_kind
from chapeau.read.phrases import after_bounds, after_quantity, bounds, conjuncts, is_named, name_start
from chapeau.read.phrases import printed as printed_at
from chapeau.read.tokens import Token
from chapeau.read.who import Names
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import AgeGroup, Sex, Victim, VictimKind, VictimStatus

SINGULAR: dict[str, Sex] = {
    "he": "man",
    "him": "man",
    "his": "man",
    "himself": "man",
    "she": "woman",
    "her": "woman",
    "hers": "woman",
    "herself": "woman",
}
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|(?<!\d),\s*(\d{1,3})\s*,|\baged (\d{1,3})\b")
# Characters around a name in which its age and its apposition stand.
NEAR = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A victim's phrase in the text: the name alone where there is one, and what leads up to it."""

    token: Token
    start: int
    end: int
    lead: str
    named: bool

    @property
    def range(self) -> Range:
        """Where it stands."""
        return self.start, self.end


def victims(text: str, deed: Deed, names: Names, sexes: Mapping[str, Sex]) -> tuple[Victim, ...]:
    """The people and things that the text says suffered the deed, in order, each once.

    `sexes` are those that the document's pronouns give its actors.
    """
    found = {p.start: _victim(text, p, told) for p, told in victims_because(text, deed, names, sexes)}
    return tuple(found[start] for start in sorted(found))


Told = dict[str, Because[Any]]
"""What a text tells of a victim, by the name of the record's field, with what each rests on."""


def victims_because(
    text: str, deed: Deed, names: Names, sexes: Mapping[str, Sex]
) -> Iterator[tuple[Phrase, Told]]:
    """Each victim's phrase, and what is told of the victim."""
    for phrase in _phrases(text, deed, names):
        yield phrase, _told(text, deed, phrase, names, sexes)


def _phrases(text: str, deed: Deed, names: Names) -> Iterator[Phrase]:
    if deed.word.suffers in ("none", "land"):
        return
    further = named_victims(deed, names)
    own = (n for t in deed.undergoers for n in _with_named(t) if not explained(t, deed, names))
    for token in dict.fromkeys((*own, *further)):
        if (
            token.lower_ in word_sets(("grammar", "relatives"), ("certainty", "negated", "words"))
            or noun_kind(token) == "number"
            or token in deed.trigger.tokens
            or _deed_alone(token)
        ):
            continue
        yield _phrase(text, token, deed.trigger.tokens, names)


def _deed_alone(token: Token) -> bool:
    """A deed that the grammar takes for what another is done to: 'raids and the killing of a guard'."""
    return (
        token.pos_ == "NOUN" and token.lemma_.lower() in act_words().nouns and noun_kind(token) == "unknown"
    )


def _with_named(token: Token) -> Iterator[Token]:
    """The victim and those it is said to be or to include: 'his friend, Ada Lim'; 'two monks, including Bo Kin'.

    In 'Ada Lim, a clerk who was abducted' it is she whom the clause is about.
    """
    if token.dep_ == "appos" and is_named(token.head) and token.head.ent_type_ == "PERSON":
        several = [t for t in token.head.conjuncts if is_named(t)] if token.tag_ in PLURAL_TAGS else []
        yield from (*several, token.head)
        return
    named = [n for t in _further(token) for n in conjuncts(t) if is_named(n) and n.ent_type_ == "PERSON"]
    if is_named(token) or len(named) != 1 or token.tag_ in PLURAL_TAGS or named[0].dep_ == "pobj":
        yield token
    yield from named


def _further(token: Token) -> Iterator[Token]:
    for child in token.rights:
        if child.dep_ == "appos":
            yield child
        if child.lower_ == "including" or (
            child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
        ):
            yield from (n for n in child.children if n.dep_ == "pobj")


def _phrase(text: str, token: Token, trigger: tuple[Token, ...], names: Names) -> Phrase:
    first, last = bounds(token)
    first = max([first, *(t.i + 1 for t in trigger if first <= t.i < token.i)])
    named = is_named(token) and token.ent_type_ not in ("GPE", "FAC", "LOC", "NORP")
    if noun_kind(token) in ("thing", "land"):
        begin = after_quantity(token, first)
    else:
        begin = name_start(token, first) if named else _person_start(token, first)
    start, end = token.doc[begin].idx, token.doc[last - 1].end_char
    if named:
        start = next(
            (m.start for m in names.mentions if m.kind == "person" and start < m.start <= token.idx < m.end),
            start,
        )
    return Phrase(token, start, end, text[token.doc[first].idx : start], named)


def _person_start(token: Token, first: int) -> int:
    """'at least ten monks' are 'ten monks'; 'some monks' and 'a monk' stay as printed."""
    begin = after_bounds(token, first)
    return begin if begin < token.i and token.doc[begin].like_num else first


def _victim(text: str, phrase: Phrase, told: Told) -> Victim:
    found = span(text, phrase.start, phrase.end)
    return Victim(
        start=found.start,
        end=found.end,
        text=found.text,
        **{field: because.value for field, because in told.items()},
    )


def _told(text: str, deed: Deed, phrase: Phrase, names: Names, sexes: Mapping[str, Sex]) -> Told:
    party = names.party(phrase.start, phrase.end)
    called = _called_as_persons_are(deed, phrase, names)
    kind = _kind(phrase, party.kind, called)
    if kind.value == "object":
        return {"kind": kind}
    around, lead = _around(text, phrase), ((phrase.start - len(phrase.lead), phrase.end),)
    name = _name(phrase, kind.value, names)
    if name.value is None and called:
        name = Because(_fuller(text[phrase.start : phrase.end], names), "act.victim.name.called", lead)
    return {
        "kind": kind,
        "actor": Because(party.actor, "actor"),
        "name": name,
        "occupation": Because(_occupation(around), "act.victim.occupation", lead),
        "sex": _sex(around, sexes.get(party.actor or ""), lead),
        "age_group": _age(text, phrase),
        "status_at_time": _status(phrase, around, lead),
    }


def _kind(phrase: Phrase, told: str, called: bool) -> Because[VictimKind]:
    token = phrase.token
    if called:
        return Because("individual", "act.victim.kind.called_as_person", (phrase.range,))
    kind = noun_kind(token)
    if kind in ("thing", "land"):
        return Because("object", "act.victim.kind.thing", at(token))
    if token.ent_type_ == "PERSON" or (phrase.named and told == "individual"):
        return Because("individual", "act.victim.kind.name", (phrase.range,))
    if (
        token.tag_ in PLURAL_TAGS
        or token.lower_ in word_set("grammar", "collectives")
        or token.lower_ in word_set("grammar", "plural_pronouns")
    ):
        return Because("group", "act.victim.kind.several", at(token))
    if kind == "name" and told in ("organisation", "state", "unit"):
        return Because("object" if told == "organisation" else "group", "act.victim.kind.body", at(token))
    one = kind in ("person", "child", "name")
    return Because("individual" if one else "object", "act.victim.kind.noun", at(token))


def _name(phrase: Phrase, kind: VictimKind, names: Names) -> Because[str | None]:
    """The person's name, the fullest the document prints for the same actor, without forms of address where it can."""
    if kind != "individual":
        return Because(None, "act.victim.name.printed")
    actor = names.actor_of(phrase.start, phrase.end)
    told = [
        m
        for m in names.mentions
        if m.kind == "person" and m.actor is not None and m.actor == actor and not _common(m.text)
    ]
    if told:
        printed = {m.text for m in told}
        full = max(told, key=lambda m: (not _addressed(m.text, printed), len(m.text.split()), len(m.text)))
        return Because(full.text, "act.victim.name.fullest", (phrase.range, (full.start, full.end)))
    certain = phrase.token.ent_type_ == "PERSON" or not any(c.isupper() for c in phrase.token.sent.text)
    alone = printed_at(phrase.token.doc, phrase.start, phrase.end)
    kept = alone if phrase.named and certain and not _common(alone) else None
    return Because(kept, "act.victim.name.printed", (phrase.range,))


def _called_as_persons_are(deed: Deed, phrase: Phrase, names: Names) -> bool:
    """A name that stands where only a person can, whatever the tagger calls it: 'killed Ilan Doro'.

    A name that is withheld too often harms nobody; one that is printed may. Known places, bodies and
    peoples, and what an organisation's word ends, are no persons.
    """
    token, printed = phrase.token, printed_at(phrase.token.doc, phrase.start, phrase.end)
    if deed.word.family not in OF_PERSONS | {"assault", "disappearance", "sexual_violence"}:
        return False
    if deed.word.suffers not in ("person", "child", "any"):
        return False
    if token.pos_ != "PROPN" or token.tag_ == "NNPS" or not printed[:1].isupper():
        return False
    if any(c.dep_ == "nummod" and c.i < token.i for c in token.children):
        return False
    if " " not in printed and (not token.ent_type_ or deed.trigger.shape == "noun"):
        return False
    if (
        not (is_named(token) or _surname(token))
        or token.ent_type_ == "NORP"
        or (printed.isupper() and " " not in printed)
    ):
        return False
    return not _known_otherwise(phrase, printed, names)


def _fuller(printed: str, names: Names) -> str:
    """The one person's full name that a single word is part of, else the word."""
    full = {m.text for m in names.mentions if m.kind == "person" and printed in m.text.split()}
    return full.pop() if " " not in printed and len(full) == 1 else printed


def _surname(token: Token) -> bool:
    """'Vendor' in 'Eshlin Vendor': a word for people, after a first name that is none."""
    listed = word_sets(("victims", "persons"), ("grammar", "titles"), ("offices", "before"))
    bodies = word_sets(("organisations", "heads"), ("organisations", "organisation_words"))
    firsts = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN" and c.text[0].isupper()]
    return token.text[0].isupper() and any(c.lower_ not in listed | bodies for c in firsts)


def _known_otherwise(phrase: Phrase, printed: str, names: Names) -> bool:
    """Whether the name is a place's or people's, or holds a word that only bodies and groups bear."""
    known = any(
        (p.id is not None or p.country is not None) and p.start <= phrase.start and phrase.end <= p.end
        for p in names.places
    )
    words = folded(printed).split()
    bodies = word_sets(("organisations", "heads"), ("organisations", "units"))
    return known or words[-1] in bodies or bool({"of", "for"} & set(words)) or _common(printed)


def _addressed(name: str, printed: Collection[str]) -> bool:
    """Whether it is a name that the text prints with what is none of it: a form of address, or a caption's word."""
    first, _, rest = name.partition(" ")
    apart = word_sets(("grammar", "forms_of_address"), ("grammar", "titles"))
    return rest in printed and folded(first).strip(".") in apart


def _common(printed: str) -> bool:
    """Whether every word is one for people at large: 'the Pharmacist', 'One', 'Him'; 'Ana Cook' is a name."""
    words = set(folded(printed).split()) - {"the", "a", "an"}
    return words <= (
        word_sets(
            ("victims", "persons"),
            ("organisations", "people"),
            ("grammar", "counters"),
            ("grammar", "personal_pronouns"),
            ("certainty", "negated", "words"),
        )
    )


def _around(text: str, phrase: Phrase) -> list[str]:
    appositions = [c for c in phrase.token.children if c.dep_ == "appos"]
    if phrase.token.dep_ == "appos":
        appositions.append(phrase.token.head)
    words = re.findall(r"[\w'-]+", (phrase.lead + " " + text[phrase.start : phrase.end]).lower())
    for token in appositions:
        first, last = bounds(token)
        words += [t.lemma_.lower() for t in token.doc[first:last]]
    return [*words, phrase.token.lemma_.lower()]


def _occupation(around: list[str]) -> str | None:
    return next(
        (w for w in (*around, *(_singular(w) for w in around)) if w in word_set("victims", "occupations")),
        None,
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def sexes_told(names: Names) -> dict[str, Sex]:
    """The sex that pronouns give an actor ('he', 'her'), where all of them agree."""
    told: dict[str, set[Sex]] = {}
    for token in names.parsed.doc:
        sex = SINGULAR.get(token.lower_)
        actor = names.actor_of(token.idx, token.end_char) if sex else None
        if actor is not None and sex is not None:
            told.setdefault(actor, set()).add(sex)
    return {actor: next(iter(sexes)) for actor, sexes in told.items() if len(sexes) == 1}


def _sex(around: list[str], by_pronoun: Sex | None, words: tuple[Range, ...]) -> Because[Sex]:
    said: set[Sex] = {
        s
        for s in get_args(Sex)[:2]
        if (set(around) | {_singular(w) for w in around}) & word_set("victims", "sex", s)
    }
    if not said and by_pronoun is not None:
        return Because(by_pronoun, "act.victim.sex.pronoun", words)
    return Because(said.pop() if len(said) == 1 else "unknown", "act.victim.sex.word", words)


def _age(text: str, phrase: Phrase) -> Because[AgeGroup]:
    before = max(0, phrase.start - NEAR)
    near = text[before : phrase.start].split(".")[-1] + text[phrase.start : phrase.end + NEAR // 2]
    told = AGE.search(near) if phrase.named else AGE.search(phrase.lead + text[phrase.start : phrase.end + 4])
    if told:
        years = int(next(g for g in told.groups() if g))
        group: AgeGroup = "child" if years < vocabulary("victims")["child_below"] else "adult"
        found = text.find(told.group(), before)
        return Because(group, "act.victim.age.years", ((found, found + len(told.group())),))
    words = {phrase.token.lower_, phrase.token.lemma_.lower()}
    groups: tuple[AgeGroup, AgeGroup] = ("child", "adult")
    group = next((g for g in groups if words & word_set("victims", "age", g)), "unknown")
    return Because(group, "act.victim.age.word", at(phrase.token))


def _status(phrase: Phrase, around: list[str], at_words: tuple[Range, ...]) -> Because[VictimStatus]:
    printed = " ".join(around)
    phrased: dict[VictimStatus, list[str]] = vocabulary("victims")["status_phrases"]
    for status, phrases in phrased.items():
        told = next((p for p in phrases if p in printed), None)
        if told is not None:
            return Because(status, "act.victim.status.phrase", at_words, told)
    head = phrase.token.lemma_.lower()
    words = set(around) | {_singular(w) for w in around} | {head}
    statuses: tuple[VictimStatus, ...] = ("hors_de_combat", "protected_personnel", "civilian", "combatant")
    found: VictimStatus = next(
        (s for s in statuses if words & word_set("victims", "status", s)), "not_stated"
    )
    return Because(found, "act.victim.status.word", at_words)
