"""How does the voice stand to what it says? Asserts, admits, denies, asks, vows, orders, declines..."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chapeau.read.cues import Attribution, lemma_of
from chapeau.read.parsed import Parsed
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def stance(parsed: Parsed, attribution: Attribution) -> Stance:
    """The stance of one attribution.

    A negated cue declines ('did not say', 'did not deny'): to deny nothing is no admission, and to admit
    nothing no denial. Only negated thought is doubt ('does not believe').
    """
    if attribution.frame == "silence":
        return "did_not_respond"
    token = parsed.doc[attribution.anchor]
    if attribution.form in ("verb", "quotation") and (_negated(token) or _declined(token)):
        return _when_negated(attribution.lemma)
    if _responsibility(token):
        return "admits"
    found = _by_word(attribution)
    if found in ("admits", "denies") and _says_nothing(parsed, attribution):
        return "declines"
    return "denies" if found == "asserts" and _says_it_is_false(parsed, attribution) else found


def _by_word(attribution: Attribution) -> Stance:
    stances = _stances()
    with_preposition = f"{attribution.lemma} {attribution.frame}"
    if with_preposition in stances:
        return stances[with_preposition]
    return stances.get(attribution.lemma, "asserts")


@cache
def _stances() -> dict[str, Stance]:
    return {word: key for key, words in vocabulary("stance")["cues"].items() for word in words}


def _when_negated(lemma: str) -> Stance:
    if lemma in word_set("stance", "thought"):
        return "doubts"
    return "asserts" if lemma == "doubt" else "declines"


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in token.lefts)


def _declined(token: Token) -> bool:
    """'refused to confirm': the verb over the cue refuses."""
    return token.dep_ == "xcomp" and lemma_of(token.head) in word_set("stance", "declining_heads")


def _responsibility(token: Token) -> bool:
    if lemma_of(token) not in word_set("stance", "responsibility", "verbs"):
        return False
    return any(
        c.dep_ in ("dobj", "obj") and c.lower_ in word_set("stance", "responsibility", "objects")
        for c in token.rights
    )


def _says_nothing(parsed: Parsed, attribution: Attribution) -> bool:
    """'admitted nothing', 'denied nothing': no word of either."""
    return all(
        parsed.text[a:b].lower().startswith(("nothing", "no wrong", "none ")) for a, b in attribution.contents
    )


def _says_it_is_false(parsed: Parsed, attribution: Attribution) -> bool:
    said = " ".join(parsed.text[a:b] for a, b in attribution.contents).replace("’", "'")
    return _false_words().search(said) is not None


@cache
def _false_words() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("stance")["false_words"]), re.IGNORECASE)
