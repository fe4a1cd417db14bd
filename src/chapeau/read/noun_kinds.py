"""What kind of thing does a noun stand for: a person, a thing, a land, or nothing that suffers?"""

from __future__ import annotations

from functools import cache
from typing import Literal

from chapeau.read.phrases import bounds, counted
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set, word_sets

NounKind = Literal["person", "child", "thing", "land", "name", "number", "unknown"]
ENTITIES: dict[str, NounKind] = {
    "PERSON": "person",
    "NORP": "person",
    "GPE": "land",
    "LOC": "land",
    "FAC": "thing",
    "ORG": "name",
}


CURRENCIES = "$€£¥₦₹₽₱"
"""Signs that make a number a sum of money."""


def noun_kind(token: Token) -> NounKind:
    """The kind of what a noun names; 'name' where it is a name of no known kind."""
    token = counted(token)
    lower, lemma = token.lower_, token.lemma_.lower()
    if lower in word_set("grammar", "personal_pronouns"):
        return "person"
    if lower in word_set("victims", "age", "child") or lemma in word_set("victims", "age", "child"):
        return "child"
    if token.pos_ == "PRON" or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return "number" if token.like_num and token.ent_type_ == "CARDINAL" else "unknown"
    if {lower, lemma} & word_set("victims", "persons"):
        return "person"
    if token.ent_type_ in ENTITIES and token.pos_ == "PROPN":
        return ENTITIES[token.ent_type_]
    if {lower, lemma} & word_set("victims", "things") or _part_of_thing(token):
        return "thing"
    return _by_shape(token, lemma)


def _part_of_thing(token: Token) -> bool:
    """'a wing of the hospital'; the armed wing of a movement is none."""
    if token.lemma_.lower() not in word_set("kinds", "parts"):
        return False
    of = (n for p in token.rights if p.lower_ == "of" for n in p.children if n.dep_ == "pobj")
    return any({n.lower_, n.lemma_.lower()} & word_set("victims", "things") for n in of)


def _by_shape(token: Token, lemma: str) -> NounKind:
    if token.pos_ == "NUM" or token.like_num:
        return "unknown" if _is_sum(token) else "number"
    if token.pos_ == "PROPN":
        return "name"
    if lemma in word_set("victims", "not_persons_by_ending"):
        return "unknown"
    if token.ent_type_ == "PERSON" or (token.pos_ == "NOUN" and _named_without_capitals(token)):
        return "name"
    return (
        "person"
        if token.pos_ in ("NOUN", "ADJ") and len(lemma) > 4 and lemma.endswith(_endings())
        else "unknown"
    )


def _is_sum(number: Token) -> bool:
    """'$2,400', 'HK$900': money, by the sign before it or in it."""
    before = number.doc[number.i - 1].text if number.i else ""
    return any(sign in number.text or before.endswith(sign) for sign in CURRENCIES)


def _named_without_capitals(token: Token) -> bool:
    """In text without capitals, these are taken for names: what the document
    gives as an abbreviation, a bare noun, a noun after a title or a tagged name."""
    if any(c.isupper() for c in token.sent.text):
        return False
    if f"({token.lower_})" in token.doc.text or (token.dep_ == "nsubj" and token.tag_ == "NNS"):
        return True
    if (
        not list(token.lefts)
        and token.dep_ in ("nsubjpass", "nsubj", "dobj")
        and not token.lower_.endswith(("ing", "ion", "ity"))
    ):
        return True
    before = [t for t in token.lefts if t.dep_ in ("compound", "nmod", "amod")]
    titles = word_sets(("victims", "occupations"), ("grammar", "titles"))
    return any(t.pos_ == "PROPN" or t.ent_type_ == "PERSON" or t.lower_ in titles for t in before)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(vocabulary("victims")["person_endings"])


def is_instrument(token: Token) -> bool:
    """Whether it is a weapon or an event that stands where a party would ('a bomb killed')."""
    words = {token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s")}
    if words & word_set("parties", "crewed") and any(t.is_title or t.dep_ == "poss" for t in token.lefts):
        return False
    return bool(words & word_set("parties", "instrument"))


def can_do_deeds(token: Token) -> bool:
    """Whether a noun can stand for a party: not nature, not an instrument, not an event."""
    lemma = token.lemma_.lower()
    if not any(c.isalnum() for c in token.text) or _nobody(token):
        return False
    if lemma in word_set("parties", "no_party") or is_instrument(token):
        return False
    if {lemma, token.lower_} & (party_words() | word_set("parties", "crewed")):
        return True
    if lemma in word_set("victims", "groups"):
        return True
    kind = noun_kind(token)
    if kind in ("person", "child", "name", "land"):
        return True
    return kind == "number" and token.dep_ in ("nsubj", "pobj")


def _nobody(token: Token) -> bool:
    """'no one', 'none of them': nobody is said to have done it."""
    return token.lower_ in ("nobody", "none") or any(
        c.lower_ == "no" and c.dep_ == "det" for c in token.children
    )


def is_party_word(token: Token) -> bool:
    """Whether the noun is a word by which texts name those who do deeds ('police', 'gunmen')."""
    return bool({token.lower_, token.lemma_.lower()} & party_words())


@cache
def party_words() -> frozenset[str]:
    """All common nouns for parties, of every kind."""
    return frozenset().union(
        *(word_set("parties", kind) for kind in ("group", "unit", "organisation", "state"))
    )


def phrase_text(token: Token) -> str:
    """The phrase of a noun, as printed, in lower case."""
    start, end = bounds(token)
    return token.doc[start:end].text.lower()
