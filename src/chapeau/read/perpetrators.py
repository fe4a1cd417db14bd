"""Who is said to have done it? The parties of a deed as records, with role and on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.ground.pronouns import PLURAL
from chapeau.read.because import Because, at
from chapeau.read.deeds import OF_PERSONS, Deed
from chapeau.read.phrases import bounds, is_named, name_start
from chapeau.read.tokens import Token
from chapeau.read.who import Names, Party, before_a_noun, head_noun, several
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import PartyKind, PartyRole, Perpetrator, Statement

NAMED_GUARDS = frozenset({"guard", "squad", "patrol"})
"""Words for people, or for a few, that end the name of a body: 'the Ridge Guard'."""
# Words from 'fighters' to the last of the body's name after it.
LONGEST_NAME = 8


def perpetrators(
    text: str, deed: Deed, names: Names, said_in: Statement | None, body: str | None = None
) -> tuple[Perpetrator, ...]:
    """The parties that the text says did the deed, in order, each once.

    `body` is the actor that 'we' and 'our' stand for in the statement that tells the deed, if known.
    """
    word = said_in.speaker.text if said_in and said_in.speaker else None
    found = {p.start: p for p in _each(text, deed, names, word, body)}
    return tuple(found[start] for start in sorted(found))


def _each(
    text: str, deed: Deed, names: Names, on_the_word_of: str | None, body: str | None
) -> Iterator[Perpetrator]:
    role = role_because(deed).value
    for token in deed.agents:
        start, end = _span(token, names)
        nobody = word_sets(("grammar", "relatives"), ("certainty", "negated", "words"))
        if token.lower_ in nobody or token in deed.undergoers or token.i in names.datelines:
            continue
        party = names.party(start, end)
        if _victim_by_possession(deed, token, party):
            continue
        actor = body if party.actor is None and _own(token) else party.actor
        actor = None if _of_two(text[start:end], names) or _is_sufferer(deed, token, actor, names) else actor
        yield Perpetrator(
            start=start,
            end=end,
            text=text[start:end],
            kind=party_kind(token, party.kind, actor),
            actor=actor,
            role=role,
            identified_by=on_the_word_of,
        )


def _is_sufferer(deed: Deed, token: Token, actor: str | None, names: Names) -> bool:
    """'three men were killed by them': whoever the pronoun means, it is not the three men."""
    if actor is None or token.lower_ not in PLURAL:
        return False
    suffering = (bounds(t) for t in deed.undergoers if t.pos_ != "PRON")
    doc = token.doc
    return any(names.actor_of(doc[low].idx, doc[high - 1].end_char) == actor for low, high in suffering)


def _own(token: Token) -> bool:
    """'we' and 'our fighters': the speaker's own side. 'I' is one person's own deed."""
    return token.lower_ in ("we", "us") or any(c.dep_ == "poss" and c.lower_ == "our" for c in token.children)


def _span(token: Token, names: Names) -> tuple[int, int]:
    first, last = bounds(token)
    last = max(last, _end_of_body(token, names))
    if is_named(token) and token.ent_type_ in ("PERSON", ""):
        first = name_start(token, first)
    return token.doc[first].idx, token.doc[last - 1].end_char


def _victim_by_possession(deed: Deed, token: Token, party: Party) -> bool:
    """'Ana's kidnapping', where the grammar took her for a place that kidnaps."""
    alone = token.dep_ == "poss" and deed.trigger.shape == "noun" and not deed.undergoers
    return alone and party.kind == "individual" and deed.word.family in OF_PERSONS


def _of_two(printed: str, names: Names) -> bool:
    """Whether a surname alone may be either of two persons whom the text names in full."""
    bearers = {m.actor for m in names.mentions if m.kind == "person" and m.text.split()[1:][-1:] == [printed]}
    return len(bearers) > 1


def _end_of_body(token: Token, names: Names) -> int:
    """The end of 'the Ridge Guard' in 'gunmen of the Ridge Guard'; 0 where no named body follows."""
    if not several(token):
        return 0
    nouns = [n for of in token.rights if of.lower_ == "of" for n in of.children if n.dep_ == "pobj"]
    named = (
        n
        for n in nouns[:1]
        for m in names.mentions
        if m.kind != "person" and m.start <= n.idx < m.end and n.i - token.i <= LONGEST_NAME
    )
    return max((bounds(n)[1] for n in named), default=0)


def party_kind(token: Token, told: PartyKind, actor: str | None) -> PartyKind:
    """What kind of party a noun names: what the names say, else the noun's own list."""
    words, people = {token.lower_, token.lemma_.lower()}, word_set("parties", "group")
    one = token.lower_ in word_set("grammar", "individuals") and not before_a_noun(token)
    inner = head_noun(token)
    if (
        told in ("organisation", "unit")
        and inner is token
        and token.tag_ in ("NN", "NNP")
        and token.lower_ in NAMED_GUARDS
    ):
        return told
    if (words & people and not one) or (inner is not token and inner.lower_ in people and token.tag_ == "NN"):
        return "group"
    if actor is not None and told in ("state", "organisation", "individual") and token.pos_ == "PROPN":
        return told
    if one:
        return "individual"
    if words & word_set("parties", "crewed"):
        return "unit"
    if told == "group" and _claims(token) and not words & word_set("victims", "persons"):
        return "organisation"
    kinds: tuple[PartyKind, ...] = ("unit", "organisation", "state", "group")
    return next((k for k in kinds if words & word_set("parties", k)), told)


def _claims(token: Token) -> bool:
    """'the Reapers claimed responsibility for it': so bodies speak, whatever a list makes of their name."""
    verb = token.head
    claiming = token.dep_ == "nsubj" and verb.lemma_.lower() in word_set("parties", "claiming")
    return claiming and any(c.lemma_.lower() in ("responsibility", "credit") for c in verb.rights)


def role_because(deed: Deed) -> Because[PartyRole]:
    """What part the doers have in the deed, with the word that says so."""
    if deed.word.family == "order":
        return Because("ordered", "act.perpetrator.role.order", at(deed.head))
    roles: tuple[PartyRole, ...] = ("ordered", "aided", "failed_to_prevent")
    if deed.trigger.shape == "noun" and deed.head.dep_ in ("dobj", "pobj", "nsubjpass"):
        above = [deed.head.head, *([deed.head.head.head] if deed.head.dep_ == "pobj" else [])]
        for role in roles:
            listed = set(vocabulary("parties")["roles"][role])
            word = next((t for t in above if t.lemma_.lower() in listed), None)
            if word is not None:
                entry = f"parties.yaml/roles/{role}/{word.lemma_.lower()}"
                return Because(role, "act.perpetrator.role.governing", at(word, deed.head), entry)
    return Because("direct", "act.perpetrator.role.direct", at(deed.head))
