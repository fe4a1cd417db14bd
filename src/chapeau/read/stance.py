"""How does the voice stand to what it says? Asserts, admits, denies, asks, vows, orders, declines..."""

from __future__ import annotations

import re
from functools import cache

from chapeau.read.because import Because, Range, at
from chapeau.read.cues import Attribution, lemma_of
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Stance


def stance(parsed: Parsed, attribution: Attribution) -> Stance:
    """The stance of one attribution.

    A negated cue declines ('did not say', 'did not deny'): to deny nothing is no admission, and to admit
    nothing no denial. Only negated thought is doubt ('does not believe').
    """
    return stance_because(parsed, attribution).value


def stance_because(parsed: Parsed, attribution: Attribution) -> Because[Stance]:
    """The stance with what it rests on."""
    token = parsed.doc[attribution.anchor]
    if attribution.frame == "silence":
        return Because("did_not_respond", "statement.stance.silence", at(token))
    if attribution.form in ("verb", "quotation"):
        refusing = [*_negating(token), *_declining(token)]
        if refusing:
            return _when_negated(attribution.lemma, at(*refusing, token))
    taken = _responsibility(token)
    if taken is not None:
        return Because("admits", "statement.stance.responsibility", at(token, taken))
    found = _by_word(attribution, token)
    contents = tuple(attribution.contents)
    if found.value in ("admits", "denies") and _says_nothing(parsed, attribution):
        return Because("declines", "statement.stance.nothing", (*at(token), *contents))
    false = _says_it_is_false(parsed, attribution) if found.value == "asserts" else None
    return found if false is None else Because("denies", "statement.stance.false", contents, false)


def _by_word(attribution: Attribution, token: Token) -> Because[Stance]:
    stances = _stances()
    for word in (f"{attribution.lemma} {attribution.frame}", attribution.lemma):
        if word in stances:
            entry = f"stance.yaml/cues/{stances[word]}/{word}"
            return Because(stances[word], "statement.stance.word", at(token), entry)
    return Because("asserts", "statement.stance.plain", at(token))


@cache
def _stances() -> dict[str, Stance]:
    return {word: key for key, words in vocabulary("stance")["cues"].items() for word in words}


def _when_negated(lemma: str, words: tuple[Range, ...]) -> Because[Stance]:
    if lemma in word_set("stance", "thought"):
        return Because("doubts", "statement.stance.negated_thought", words)
    how: Stance = "asserts" if lemma == "doubt" else "declines"
    return Because(how, "statement.stance.negated", words)


def _negating(token: Token) -> list[Token]:
    """'did not', 'never', and the 'nobody' that is the cue's subject."""
    nobody = word_set("stance", "nobody")
    return [
        c
        for c in token.lefts
        if c.dep_ == "neg"
        or c.lower_ == "never"
        or (c.dep_ == "nsubj" and {c.lower_, *(d.lower_ for d in c.lefts if d.dep_ == "det")} & nobody)
    ]


def _declining(token: Token) -> list[Token]:
    """'refused to confirm': the verb over the cue refuses."""
    declines = token.dep_ == "xcomp" and lemma_of(token.head) in word_set("stance", "declining_heads")
    return [token.head] if declines else []


def _responsibility(token: Token) -> Token | None:
    if lemma_of(token) not in word_set("stance", "responsibility", "verbs"):
        return None
    taken = word_set("stance", "responsibility", "objects")
    return next((c for c in token.rights if c.dep_ in ("dobj", "obj") and c.lower_ in taken), None)


def _says_nothing(parsed: Parsed, attribution: Attribution) -> bool:
    """'admitted nothing', 'denied nothing': no word of either."""
    return all(
        parsed.text[a:b].lower().startswith(("nothing", "no wrong", "none ")) for a, b in attribution.contents
    )


def _says_it_is_false(parsed: Parsed, attribution: Attribution) -> str | None:
    """The words that call something false, if any."""
    said = " ".join(parsed.text[a:b] for a, b in attribution.contents).replace("’", "'")
    found = _false_words().search(said)
    return None if found is None else found.group()


@cache
def _false_words() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("stance")["false_words"]), re.IGNORECASE)
