"""Who is said to have done it? The parties of a deed as records, with role and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chapeau.read.deeds import Deed
from chapeau.read.phrases import bounds, is_named, name_start
from chapeau.read.who import Names
from chapeau.read.words import vocabulary, word_set
from chapeau.records import PartyKind, PartyRole, Perpetrator, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token


def perpetrators(text: str, deed: Deed, names: Names, said_in: Statement | None) -> tuple[Perpetrator, ...]:
    """The parties that the text says did the deed, in order, each once."""
    word = said_in.speaker.text if said_in and said_in.speaker else None
    found = {p.start: p for p in _each(text, deed, names, word)}
    return tuple(found[start] for start in sorted(found))


def _each(text: str, deed: Deed, names: Names, on_the_word_of: str | None) -> Iterator[Perpetrator]:
    role = _role(deed)
    for token in deed.agents:
        start, end = _span(token)
        if token.lower_ in word_set("grammar", "relatives") or token in deed.undergoers:
            continue
        party = names.party(start, end)
        yield Perpetrator(
            start=start,
            end=end,
            text=text[start:end],
            kind=party_kind(token, party.kind, party.actor),
            actor=party.actor,
            role=role,
            identified_by=on_the_word_of,
        )


def _span(token: Token) -> tuple[int, int]:
    first, last = bounds(token)
    if is_named(token) and token.ent_type_ in ("PERSON", ""):
        first = name_start(token, first)
    return token.doc[first].idx, token.doc[last - 1].idx + len(token.doc[last - 1])


def party_kind(token: Token, told: PartyKind, actor: str | None) -> PartyKind:
    """What kind of party a noun names: what the names say, else the noun's own list."""
    words = {token.lower_, token.lemma_.lower()}
    if words & word_set("parties", "group") and token.lower_ not in word_set("grammar", "individuals"):
        return "group"
    if actor is not None and told in ("state", "organisation", "individual") and token.pos_ == "PROPN":
        return told
    if token.lower_ in word_set("grammar", "individuals"):
        return "individual"
    if words & word_set("parties", "crewed"):
        return "unit"
    kinds: tuple[PartyKind, ...] = ("unit", "organisation", "state", "group")
    return next((k for k in kinds if words & word_set("parties", k)), told)


def _role(deed: Deed) -> PartyRole:
    above = [deed.head.lemma_.lower(), deed.head.head.lemma_.lower()]
    if deed.word.family == "order":
        return "ordered"
    roles: tuple[PartyRole, ...] = ("ordered", "aided", "failed_to_prevent")
    if deed.trigger.shape == "noun" and deed.head.dep_ in ("dobj", "pobj", "nsubjpass"):
        if deed.head.dep_ == "pobj":
            above.append(deed.head.head.head.lemma_.lower())
        return next((r for r in roles if set(above[1:]) & set(vocabulary("parties")["roles"][r])), "direct")
    return "direct"
