"""Which words of a text may tell of a deed? Every candidate, before its parties are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chapeau.read.act_words import GAP, ActWords, DeedPhrase, DeedWord, act_words
from chapeau.read.noun_kinds import is_party_word
from chapeau.read.tokens import WORDS_KEPT, Doc, Token
from chapeau.read.words import word_set

# The words that '*' in a phrase may stand for: 'set' (the old town hall) 'on fire'.
WIDEST_GAP = 8
ENDS_A_GAP = frozenset(".;:!?")
# Families whose cause may stand in the sentence before: '... after the shelling. Six people died.', 'Soldiers
# took them. I never saw them again.'
NEAR_BEFORE = frozenset({"killing", "disappearance"})
# Families whose 'to' announces a further deed ('threatened to kill'): that deed keeps its own word.
ANNOUNCING = frozenset({"order", "threat"})
SMALL_VERBS = frozenset({"be", "have", "go", "come", "get"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell of a deed: `head` carries their grammar."""

    head: Token
    tokens: tuple[Token, ...]
    word: DeedWord
    shape: Literal["verb", "noun"]


def candidates(doc: Doc) -> Iterator[tuple[Trigger, ...]]:
    """For each word of a text, what it may be the beginning of: longest phrases first."""
    words = act_words()
    for token in doc:
        if _may_begin(token.lower_, token.lemma_) and (token.is_alpha or "-" in token.text):
            found = (*_phrases_at(token, words), *_single(token, words))
            fitting = tuple(t for t in found if _stands_well(t))
            if fitting:
                yield fitting


@lru_cache(WORDS_KEPT)
def _may_begin(lower: str, lemma: str) -> bool:
    """Whether any word of a deed, or of a phrase for one, has this form or lemma."""
    words = act_words()
    return lower in words.forms or any(n in words.nouns or n in words.phrases for n in _names(lower, lemma))


def _phrases_at(token: Token, words: ActWords) -> Iterator[Trigger]:
    for first in sorted({n for n in _names(token.lower_, token.lemma_) if n in words.phrases}):
        for phrase in words.phrases[first]:
            tokens = _matched(token, phrase)
            if tokens and not _noun_before_preposition(tokens):
                head = _head_of(tokens)
                own = tokens[:1] if phrase.word.family in ANNOUNCING and "to" in phrase.lemmas else tokens
                yield Trigger(head, own, phrase.word, "verb" if _verbal(head) else "noun")


def _noun_before_preposition(tokens: tuple[Token, ...]) -> bool:
    """'the fire at the mill' is no firing at it; 'artillery struck' is a clause."""
    if len(tokens) < 2 or tokens[0].pos_ != "NOUN":
        return False
    return (tokens[1].pos_ == "ADP" and tokens[1].lower_ != "of") or tokens[-1].tag_ in ("VBD", "VBZ", "VBP")


def _matched(token: Token, phrase: DeedPhrase) -> tuple[Token, ...]:
    found, at, gap = [token], token.i + 1, False
    for lemma in phrase.lemmas[1:]:
        if lemma == GAP:
            gap = True
            continue
        place = _next(token.doc, at, lemma, WIDEST_GAP if gap else 0)
        if place is None:
            return ()
        found.append(token.doc[place])
        at, gap = place + 1, False
    return tuple(found)


def _next(doc: Doc, at: int, lemma: str, gap: int) -> int | None:
    for token in doc.tokens[at : at + gap + 1]:
        if lemma in _names(token.lower_, token.lemma_) and not (token.i > at and _infinitive(token)):
            return token.i
        if token.text in ENDS_A_GAP:
            return None
    return None


def _infinitive(token: Token) -> bool:
    """'used the post to force them out': behind a gap, a purpose is no part of the phrase 'use force'."""
    return token.pos_ == "VERB" and token.i > 0 and token.doc[token.i - 1].lower_ == "to"


@lru_cache(WORDS_KEPT)
def _names(lower: str, lemma: str) -> tuple[str, str, str]:
    """What a word is looked up by: its form, and its lemma to the tagger and as a verb of a deed."""
    return lower, lemma.lower(), act_words().lemma(lower, lower)


def _head_of(tokens: tuple[Token, ...]) -> Token:
    verbs = [t for t in tokens if t.pos_ == "VERB" and t.lemma_.lower() not in SMALL_VERBS]
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    return next(iter(verbs), None) or (nouns[-1] if nouns else tokens[0])


def _verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _single(token: Token, words: ActWords) -> Iterator[Trigger]:
    lower = token.lower_
    noun = lower if lower in words.nouns else token.lemma_.lower()
    if _is_noun(token) and noun in words.nouns:
        yield from (Trigger(token, (token,), w, "noun") for w in words.nouns[noun])
        return
    lemma, form = words.forms.get(lower, ("", "base"))
    if lemma in words.verbs and _is_verb(token, form):
        yield from (Trigger(token, (token,), w, "verb") for w in words.verbs[lemma])


def _is_noun(token: Token) -> bool:
    if token.tag_ == "VBG" and party_before(token) is not None:
        return True
    if token.tag_ == "VBG":
        return token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "attr", "pcomp") and any(
            c.dep_ in ("det", "compound", "amod", "poss") or (c.dep_ == "prep" and c.lower_ == "of")
            for c in token.children
        )
    return token.pos_ in ("NOUN", "PROPN")


def party_before(token: Token) -> Token | None:
    """The police of 'in police firing', where the parser takes the noun for a verb and 'police' for its subject."""
    if token.tag_ != "VBG" or token.i < 2 or any(c.dep_ in ("dobj", "obj") for c in token.children):
        return None
    party, before = token.doc[token.i - 1], token.doc[token.i - 2]
    within = before.lower_ in word_set("grammar", "within") and before.sent == token.sent
    return (
        party if within and is_party_word(party) and not any(c.dep_ == "det" for c in party.lefts) else None
    )


def _is_verb(token: Token, form: str) -> bool:
    if token.tag_.startswith("VB"):
        return True
    return form in ("past", "ing") and token.pos_ in ("ADJ", "NOUN", "PROPN") and token.dep_ != "compound"


def _stands_well(trigger: Trigger) -> bool:
    word = trigger.word
    if word.not_beside and _neighbours(trigger) & word.not_beside:
        return False
    if word.beside and not _sentence_words(trigger) & word.beside:
        return False
    if word.not_with and _sentence_words(trigger) & word.not_with and not _armed(trigger):
        return False
    return not _general(trigger)


def _armed(trigger: Trigger) -> bool:
    """Whether those who can only mean blows attack: 'the rebels attacked the electoral council'."""
    if trigger.word.family != "attack":
        return False
    doers = (c for c in trigger.head.children if c.dep_ == "nsubj")
    return any({c.lower_, c.lemma_.lower()} & word_set("parties", "armed") for c in doers)


def _neighbours(trigger: Trigger) -> set[str]:
    head, doc = trigger.head, trigger.head.doc
    first, last = trigger.tokens[0].i, trigger.tokens[-1].i
    near = [t for t in doc[max(0, first - 2) : first] if t.sent == head.sent]
    near += [t for t in doc[last + 1 : last + 2] if t.sent == head.sent]
    near += [c for c in head.children if c.dep_ in ("amod", "compound", "nmod", "poss", "advmod", "nsubj")]
    near += [n for c in list(near) for n in c.conjuncts if c.head == head]
    if head.dep_ == "compound":
        near.append(head.head)
    return {t.lower_ for t in near} | {t.lemma_.lower() for t in near}


def _sentence_words(trigger: Trigger) -> set[str]:
    own = set(trigger.tokens)
    others = [t for t in trigger.head.sent if t not in own]
    if trigger.word.family in NEAR_BEFORE and trigger.head.sent.start:
        others += list(trigger.head.doc[trigger.head.sent.start - 1].sent)
    return {t.lower_ for t in others if not {c.lower_ for c in t.lefts} & word_set("grammar", "bodily")}


def _general(trigger: Trigger) -> bool:
    """Spoken of as a kind of thing (a ban on torture, an attack helicopter), not told as done."""
    head = trigger.head
    if trigger.shape == "noun" and head.dep_ == "compound" and head.head.pos_ in ("NOUN", "PROPN"):
        return head.head.lemma_.lower() not in _carriers()
    while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    above = head.head
    if head.dep_ == "pobj":
        above = above.head
    return trigger.shape == "noun" and above.lemma_.lower() in word_set("certainty", "general", "nouns")


def _carriers() -> frozenset[str]:
    return word_set("grammar", "carriers")
