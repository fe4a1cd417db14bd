"""Where does a noun's phrase begin and end, and what does it stand for?

The parser gives heads; a party's name is its phrase: 'members of the patrol', 'two armed men'. What
counts or groups ('hundreds of', 'one of') points on to what it counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.read.tokens import Doc, Token
from chapeau.read.words import word_set, word_sets

LEFT = frozenset({"amod", "compound", "nummod", "poss", "nmod", "quantmod", "det", "predet", "npadvmod"})


def printed(doc: Doc, start: int, end: int) -> str:
    """The words of a range of offsets, without a walk through the whole text."""
    found = doc.char_span(start, end)
    return "" if found is None else found.text


def conjuncts(head: Token) -> Iterator[Token]:
    """The head and all that stand beside it ('soldiers, police and militiamen')."""
    yield head
    for child in head.children:
        if (
            child.dep_ in ("conj", "appos")
            and child.dep_ == "conj"
            and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
        ):
            yield from conjuncts(child)


def counted(head: Token) -> Token:
    """What a counting word counts: 'civilians' in 'hundreds of thousands of civilians'."""
    if head.lower_ in word_set("grammar", "counters") or head.pos_ == "NUM" or head.like_num:
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for noun in prep.children:
                    if noun.dep_ == "pobj":
                        return counted(noun)
    return head


def bounds(head: Token) -> tuple[int, int]:
    """Token range of the head's phrase, without clauses, appositions and what stands beside it."""
    start = min((_leftmost(c) for c in head.lefts if c.dep_ in LEFT), default=head.i)
    end = head.i + 1
    if head.lemma_.lower() in word_set("grammar", "holders"):
        end = _with_holding(head)
    while start < head.i and _no_part(head.doc[start]):
        start += 1
    dashes = [
        i for i in range(start, head.i) if head.doc[i].text in ("-", "--") and head.doc[i - 1].whitespace_
    ]
    return (dashes[-1] + 1 if dashes else start), end


def _no_part(first: Token) -> bool:
    """Whether a phrase begins after a word: marks, and 'whose' or 'which', which only tie its clause to another."""
    loose = (first.is_punct or first.is_space) and first.text not in "\"'"
    return loose or first.lower_ in ("whose", "which")


def _with_holding(head: Token) -> int:
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            nouns = [t for t in prep.children if t.dep_ == "pobj"]
            if nouns:
                return bounds(nouns[0])[1]
    return head.i + 1


def _leftmost(token: Token) -> int:
    return min((t.i for t in token.subtree if t.i <= token.i), default=token.i)


def after_bounds(head: Token, start: int) -> int:
    """The phrase's beginning without what only bounds its number ('at least', 'about')."""
    while start < head.i and head.doc[start].lower_ in word_set("grammar", "bounding"):
        start += 1
    return start


def after_quantity(head: Token, start: int) -> int:
    """The phrase's beginning without articles and quantities: 'vehicles' in 'about three vehicles'."""
    start = after_bounds(head, start)
    while start < head.i and _only_quantifies(head.doc[start]):
        start += 1
    return start


def _only_quantifies(token: Token) -> bool:
    return token.like_num or token.pos_ == "NUM" or token.lower_ in word_set("grammar", "quantifying")


def name_start(head: Token, start: int) -> int:
    """Where a proper name begins inside a phrase that leads up to it with titles ('Senator ...').

    In text without capitals the tagger's proper nouns and unlisted words after the last title are taken.
    """
    titles = _titles()
    begin = head.i
    while begin > start and _in_name(head.doc[begin - 1], titles):
        begin -= 1
    return begin


def is_named(head: Token) -> bool:
    """Whether the head is (the end of) a proper name rather than a common noun."""
    return head.pos_ == "PROPN" and head.lemma_.lower() not in _titles() and head.lower_ not in _titles()


def _in_name(token: Token, titles: frozenset[str]) -> bool:
    if token.lower_ in titles or token.lemma_.lower() in titles or token.lower_.rstrip(".") in titles:
        return False
    return (
        token.pos_ == "PROPN"
        or token.text == "-"
        or (token.ent_type_ == "PERSON" and token.is_alpha)
        or token.lower_ in word_set("grammar", "name_particles")
    )


def _titles() -> frozenset[str]:
    return word_sets(("victims", "persons"), ("victims", "occupations"), ("grammar", "titles"))
