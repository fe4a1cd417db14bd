"""How sure is the text? Whether it says that a deed was done, and what the teller goes by.

Read outwards from the deed's own word: its negation and modal, its adjectives and adverbs, then what
governs it ('denied killing', 'an attempt on the life', 'if they kill'). The words are data:
vocabulary/certainty.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from chapeau.read.words import vocabulary, word_set
from chapeau.records import Basis, Certainty, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from chapeau.read.parsed import Parsed

# Clauses that stand between a deed and what governs it; deeper nesting is misparse more often than sense.
FARTHEST = 5
GOVERNED = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "pobj",
        "dobj",
        "prep",
        "acl",
        "nsubjpass",
        "nsubj",
        "oprd",
        "agent",
        "attr",
        "compound",
    }
)
ORDER: tuple[Certainty, ...] = ("attempted", "threatened", "future", "possible")


def certainty(trigger: Token, said_in: Statement | None = None) -> Certainty:
    """What the sentence makes of the deed; in the content of a denial or retraction it is denied."""
    if said_in is not None and said_in.stance in ("denies", "retracts"):
        return "denied"
    own = _own(trigger)
    outer = [_outer(lower, upper) for lower, upper in _chain(trigger)]
    if "denied" in outer or _denial_phrase(trigger):
        return "denied"
    if (own == "negated") != ("negated" in outer):
        return "negated"
    told = [c for c in (own, *outer) if c not in (None, "negated")]
    if told:
        return told[0]
    if _under_condition(trigger):
        return "conditional"
    if said_in is not None and said_in.stance in ("doubts", "asks"):
        return "possible"
    return "possible" if trigger.sent.text.rstrip(" \n\"'").endswith("?") else "asserted"


def basis(
    parsed: Parsed, trigger: Token, said_in: Statement | None, titles: Callable[[Statement], str]
) -> Basis:
    """What the teller goes by. `titles` gives the words that a text prints for a statement's speaker."""
    content = parsed.sentence_at(trigger.idx).text.casefold()
    told: tuple[Basis, ...] = ("saw", "experienced")
    for way in told:
        if any(phrase in content for phrase in word_set("certainty", "basis", way, "phrases")):
            return way
    if said_in is None:
        return _shown(content)
    return _by_speaker(titles(said_in).casefold(), content)


def _shown(content: str) -> Basis:
    words = set(content.replace(",", " ").replace(".", " ").split())
    shown: tuple[Basis, ...] = ("forensic", "imagery")
    for way in shown:
        if words & word_set("certainty", "basis", way, "words"):
            return way
    return "not_stated"


def _by_speaker(speaker: str, content: str) -> Basis:
    words = set(speaker.replace("’", " ").replace("'", " ").replace(",", " ").split())
    if words & word_set("certainty", "basis", "saw", "speakers"):
        return "saw"
    if words & word_set("certainty", "basis", "experienced", "speakers"):
        return "experienced"
    if words & word_set("certainty", "basis", "official_assertion", "titles") or _seat_of_power(speaker):
        return "official_assertion"
    if words & word_set("certainty", "basis", "document", "words"):
        return "document"
    shown = _shown(content)
    return shown if shown != "not_stated" else "told_by"


def _seat_of_power(speaker: str) -> bool:
    """A government by the name of its house or city, whichever government it is."""
    return any(seat in speaker for seat in word_set("organisations", "metonyms"))


def _chain(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of a word and what governs it, outwards, while the governing still reaches the deed."""
    lower = trigger
    for _ in range(FARTHEST):
        if lower.dep_ == "conj":
            lower = _first_conjunct(lower)
        if not (lower.dep_ in GOVERNED or _loose_infinitive(lower)) or lower.head == lower:
            return
        if lower.head.lemma_.lower() in word_set("parties", "imputing_adjectives") | {"responsibility"}:
            return
        yield lower, lower.head
        lower = lower.head
        if lower.pos_ in ("NOUN", "PROPN") and lower.lemma_.lower() not in _speaking_nouns():
            return


def _loose_infinitive(token: Token) -> bool:
    """'threatened on Monday to destroy': parted from its verb, the grammar takes it for an adjunct."""
    return token.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.lefts)


def _speaking_nouns() -> frozenset[str]:
    kinds: tuple[Certainty, ...] = ("denied", "negated", *ORDER)
    telling = word_set("certainty", "tellings")
    return telling | {str(n) for kind in kinds for n in vocabulary("certainty")[kind].get("nouns", ())}


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ == token.pos_ and not _own_subject(token):
        token = token.head
    return token


def _own_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _own(token: Token) -> Certainty | None:
    shared = [token, *([_first_conjunct(token)] if token.dep_ == "conj" else [])]
    children = [c for t in shared for c in t.children]
    parties = [c for c in children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    if any(_negates(c) for c in (*children, *(g for p in parties for g in p.children if g.dep_ == "det"))):
        return "negated"
    modal = next((m for c in children if c.dep_ == "aux" for m in [_modal(c)] if m), None)
    if modal:
        return modal
    return next((c for c in ORDER if _described(children, c)), None)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg":
        return True
    return child.dep_ in ("det", "nsubj", "nsubjpass", "preconj", "advmod") and child.lower_ in word_set(
        "certainty", "negated", "words"
    )


def _modal(aux: Token) -> Certainty | None:
    modals: tuple[Certainty, ...] = ("future", "conditional", "possible")
    return next((c for c in modals if aux.lower_ in word_set("certainty", c, "modals")), None)


def _described(children: list[Token], how: Certainty) -> bool:
    lists = vocabulary("certainty")[how]
    adjectives, adverbs = lists.get("adjectives", ()), lists.get("adverbs", ())
    return any(
        (c.dep_ in ("amod", "compound") and c.lower_ in adjectives)
        or (c.dep_ == "advmod" and c.lower_ in adverbs)
        for c in children
    )


def _outer(lower: Token, upper: Token) -> Certainty | None:
    lemma = upper.lemma_.lower()
    if upper.pos_ in ("NOUN", "PROPN"):
        return _governing_noun(lower, lemma)
    if lower.dep_ in ("nsubj", "nsubjpass") and lemma not in word_set("certainty", "negated", "governs"):
        return (
            "negated"
            if any(c.dep_ == "neg" for c in upper.children) and lemma in ("happen", "occur")
            else None
        )
    if lemma in word_set("certainty", "denied", "governs"):
        return None if lower.dep_ == "prep" else "denied"
    if lemma in word_set("certainty", "negated", "governs") or any(c.dep_ == "neg" for c in upper.children):
        return _negation_reaches(lower, lemma)
    told: Certainty | None = next(
        (c for c in ORDER if lemma in vocabulary("certainty")[c].get("governs", ())), None
    )
    if told is None and lower.dep_ in ("xcomp", "dobj", "prep"):
        return next((m for c in upper.children if c.dep_ == "aux" for m in [_modal(c)] if m), None)
    return told if _governs(told, lower) else None


def _negation_reaches(lower: Token, lemma: str) -> Certainty | None:
    if lower.dep_ == "ccomp" and lemma in ("say", "know", "tell", "announce"):
        return None
    return "negated"


def _governs(told: Certainty | None, lower: Token) -> bool:
    """A plan or threat governs its infinitive or object; an adjunct beside it stands free."""
    if told in ("future", "attempted", "threatened"):
        loose = lower.dep_ == "prep" and lower.lower_ in ("to", "of", "with", "for")
        return lower.dep_ in ("xcomp", "dobj", "nsubjpass") or loose or _loose_infinitive(lower)
    return told is not None


def _governing_noun(lower: Token, lemma: str) -> Certainty | None:
    if lower.dep_ not in ("acl", "prep", "pcomp", "compound", "pobj") or (
        lower.dep_ == "prep" and lower.lower_ not in ("of", "to", "on", "for")
    ):
        return None
    nouns: tuple[Certainty, ...] = ("denied", "negated", *ORDER)
    return next((c for c in nouns if lemma in vocabulary("certainty")[c].get("nouns", ())), None)


def _under_condition(trigger: Token) -> bool:
    marks = word_set("certainty", "conditional", "marks")
    clauses = [t for t in (trigger, *trigger.ancestors) if t.pos_ in ("VERB", "AUX")][:2]
    return any(c.dep_ == "mark" and c.lower_ in marks for t in clauses for c in t.children)


def _denial_phrase(trigger: Token) -> bool:
    before = trigger.doc[max(trigger.sent.start, trigger.i - 8) : trigger.i].text.casefold()
    return any(phrase in before for phrase in word_set("certainty", "denied", "phrases"))
