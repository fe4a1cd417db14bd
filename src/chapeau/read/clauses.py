"""Who is the subject, who the object of a verb - also across conjunction, control and relative clauses?"""

from __future__ import annotations

from chapeau.read.phrases import conjuncts
from chapeau.read.tokens import Token
from chapeau.read.words import word_set

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "obj", "dative")
LOOSE = ("conj", "appos", "dep")
"""Relations in which no noun stands to a verb after it: parts of its subject, where that is a list."""
ADRIFT = (*LOOSE, "npadvmod", "dobj")

# Clauses nest a few deep in real sentences; a misparse may loop through more heads than any reader follows.
DEEPEST = 6


def passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject suffers the deed."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.tag_ not in ("VBN", "VBD", "JJ") or deps & set(OBJECTS):
        return False
    if any(c.dep_ == "aux" and c.lemma_ in ("have", "do") for c in verb.children):
        return False
    if verb.dep_ in ("acl", "amod", "advcl", "oprd", "acomp") and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not deps & set(SUBJECTS):
        return verb.tag_ != "VBD" and passive(verb.head)
    return False


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subjects of a verb, each conjunct by itself; empty where none is told."""
    if depth > DEEPEST:
        return ()
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return (*_listed_before(own[0], verb), *(n for c in own for n in _resolved(c, verb)))
    return _named_before(verb) or _from_above(verb, depth)


def _named_before(verb: Token) -> tuple[Token, ...]:
    """'Ana Vell and Ilan Doro were seized': persons before a passive of which the parser made no subject."""
    if not any(c.dep_ == "auxpass" for c in verb.lefts):
        return ()
    loose = [c for c in verb.lefts if c.ent_type_ == "PERSON" and c.pos_ == "PROPN" and c.dep_ in ADRIFT]
    return tuple(n for c in loose[-1:] for n in conjuncts(c))


def _listed_before(subject: Token, verb: Token) -> tuple[Token, ...]:
    """'the friar Ana Vell, head of the school, five nuns and a cook were shot': what the parser hung on the verb itself."""
    joined = subject.i > 0 and any(t.lower_ == "and" for t in verb.doc[subject.left_edge.i - 1 : subject.i])
    if not (joined and passive(verb)):
        return ()
    loose = [c for c in verb.lefts if c.i < subject.i and c.dep_ in LOOSE and c.pos_ in ("NOUN", "PROPN")]
    return tuple(n for c in loose if c.ent_type_ not in ("DATE", "TIME") for n in conjuncts(c))


def _from_above(verb: Token, depth: int) -> tuple[Token, ...]:
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _noun_before(verb)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects(head, depth + 1)
    if verb.dep_ == "xcomp":
        return _controller(verb, depth)
    if (
        verb.dep_ in ("advcl", "ccomp", "dep", "prep")
        and head.pos_ in ("VERB", "AUX")
        and verb.tag_ in ("VBG", "VBN", "VB")
    ):
        return subjects(head, depth + 1) if not passive(head) or verb.dep_ == "advcl" else ()
    if verb.dep_ == "pcomp":
        return governed_by(head, depth + 1)
    if verb.dep_ == "amod":
        return (head,)
    return ()


def _noun_before(verb: Token) -> tuple[Token, ...]:
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return ()
    return tuple(conjuncts(verb.head)) if verb.dep_ == "acl" else (verb.head,)


def _controller(verb: Token, depth: int) -> tuple[Token, ...]:
    head = verb.head
    if head.lemma_.lower() in word_set("parties", "object_control"):
        controlled = objects(head)
        if controlled:
            return controlled
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        return subjects(head, depth + 1) or (subjects(head.head, depth + 1) if head.pos_ == "ADJ" else ())
    return ()


def objects(verb: Token) -> tuple[Token, ...]:
    """The direct objects of a verb, each conjunct by itself, shared across conjunction where needed."""
    own = [c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i]
    if own:
        return tuple(n for c in own for n in _resolved(c, verb))
    misread = [
        c for c in verb.rights if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and c.i <= verb.i + 4
    ]
    if misread:
        return tuple(n for c in misread for n in _resolved(c, verb))
    lost = _lost_object(verb)
    if lost is not None:
        return (lost,)
    front = [c for c in verb.children if c.dep_ in OBJECTS]
    if front:
        return tuple(n for c in front for n in _resolved(c, verb))
    if verb.dep_ == "relcl" and any(
        c.dep_ == "nsubj" and c.lower_ not in word_set("grammar", "relatives") for c in verb.children
    ):
        return (verb.head,)
    later = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > verb.i]
    if later and not _ended(verb, later[0]):
        return objects(later[0])
    return ()


def _lost_object(verb: Token) -> Token | None:
    """A name right after the verb that the parser hung on a date: 'invaded Orvania Feb. 24'."""
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if following.pos_ != "PROPN" or following.ent_type_ in ("DATE", "TIME"):
        return None
    adverbial = following if following.head == verb else following.head
    return following if adverbial.head == verb and adverbial.dep_ in ("npadvmod", "dep", "oprd") else None


def _ended(verb: Token, later: Token) -> bool:
    return any(c.i < later.i and c.dep_ in ("prep", "advcl", "ccomp", "xcomp", "agent") for c in verb.rights)


def agents(verb: Token) -> tuple[Token, ...]:
    """Whom 'by' names, or 'at the hands of', also where one 'by' serves several participles."""
    own = _own_agents(verb)
    if own or not passive(verb):
        return own
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and _own_agents(verb.head):
        return _own_agents(verb.head)
    return tuple(n for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for n in _own_agents(c))


def _own_agents(verb: Token) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            found += [n for noun in child.children if noun.dep_ == "pobj" for n in conjuncts(noun)]
        if child.dep_ == "prep" and child.lower_ == "at":
            found += _hands(child)
    return tuple(found)


def _hands(at: Token) -> list[Token]:
    return [
        n
        for hands in at.children
        if hands.lower_ == "hands"
        for of in hands.children
        if of.lower_ == "of"
        for noun in of.children
        if noun.dep_ == "pobj"
        for n in conjuncts(noun)
    ]


def after(head: Token, prepositions: frozenset[str]) -> tuple[Token, ...]:
    """The nouns after these prepositions of a head, each conjunct by itself."""
    return tuple(
        n
        for prep in head.children
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions
        for noun in prep.children
        if noun.dep_ == "pobj"
        for n in conjuncts(noun)
    )


def governed_by(preposition: Token, depth: int = 0) -> tuple[Token, ...]:
    """Whom a deed after a preposition is laid at: 'the army' in 'accused the army of killing ...'."""
    head = preposition.head
    lemma = head.lemma_.lower()
    if head.pos_ in ("VERB", "AUX"):
        if lemma in word_set("parties", "imputation"):
            return subjects(head, depth) if passive(head) else objects(head)
        return () if passive(head) else subjects(head, depth)
    if lemma in word_set("parties", "imputing_adjectives"):
        return subjects(head, depth) or subjects(head.head, depth) or _secondary(head)
    if lemma in word_set("parties", "imputing_nouns"):
        return after(head, frozenset({"of"}))
    if lemma in ("responsibility", "blame", "charge", "credit") and head.dep_ in OBJECTS:
        return _laid_at(head, preposition, depth)
    return ()


def _laid_at(burden: Token, preposition: Token, depth: int) -> tuple[Token, ...]:
    """Who takes the responsibility for a deed, or on whom it is laid, wherever the parser hangs that."""
    verb, lemma = burden.head, burden.head.lemma_.lower()
    if lemma in word_set("parties", "laying"):
        where = (verb, burden, *preposition.children)
        return next((found for t in where for found in [after(t, frozenset({"on", "upon"}))] if found), ())
    return subjects(verb, depth) if lemma in word_set("parties", "claiming") else ()


def _secondary(adjective: Token) -> tuple[Token, ...]:
    return objects(adjective.head) if adjective.head.pos_ == "VERB" else ()


def _resolved(noun: Token, verb: Token) -> tuple[Token, ...]:
    if noun.lower_ in word_set("grammar", "relatives") and verb.dep_ == "relcl":
        return (verb.head,)
    if noun.lower_ in word_set("grammar", "relatives"):
        above = next((a for a in verb.ancestors if a.dep_ == "relcl"), None)
        return (above.head,) if above is not None else (noun,)
    return tuple(conjuncts(noun))
