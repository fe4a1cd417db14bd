"""Whom does the text name as those who suffered? Beside the noun, in a list after it, or where 'they' points back.

Texts seldom make a person's name the object of the deed's own verb. They say 'the arrest of two reporters,
Ana Vell and Ilan Doro', 'among those killed was ...', 'A and B said that they were beaten'. A parser loses
such names easily, so that they are followed here as printed: from name to name, as long as nothing but
what may stand between two names of one list stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from chapeau.read.clauses import passive
from chapeau.read.deeds import Deed
from chapeau.read.noun_kinds import noun_kind
from chapeau.read.phrases import is_named
from chapeau.read.tokens import Token
from chapeau.read.who import Names, antecedent
from chapeau.read.words import word_set, word_sets
from chapeau.records import Mention

LEAD = 7
"""Words that may lead from one name of a list to the next: 'and the trade union leader', 'of Northern Orvania,'."""
LONGEST_LIST = 20
"""Names in a list that is told in one sentence; a longer run is a register, read elsewhere."""
PLURAL = frozenset({"NNS", "NNPS"})
SIGNS = frozenset({",", ";", ":", "-", "--", "–", "—", "(", ")", '"', "'"})
BE = frozenset({"is", "are", "was", "were"})
LIST_WORDS = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "CCONJ"})


def named_victims(deed: Deed, names: Names) -> tuple[Token, ...]:
    """The last words of the names of those who suffered the deed, beyond those in its own grammar."""
    found = [t for u in deed.undergoers for t in _named(u, deed, names)]
    if not deed.undergoers and deed.word.suffers in ("person", "any"):
        found = [
            *_right_after(deed, names),
            *_right_before(deed, names),
            *_among(deed.head, deed, names),
            *_one_of_those(deed, names),
            *_included(deed.head, names),
        ]
    found += _together_with(deed, names) if found or deed.undergoers else []
    found += [t for u in deed.undergoers for t in _before_others(u)]
    taken = {t.i for t in deed.undergoers}
    return tuple(t for t in dict.fromkeys(found) if t.i not in taken and t not in deed.agents)


def explained(sufferer: Token, deed: Deed, names: Names) -> bool:
    """Whether names stand for the word itself: 'the teacher Ana Vell', 'those arrested were ...', 'they'.

    Of several ('two teachers, Ana Vell and Ilan Doro') the group stays, as no list need be whole.
    """
    if _several(sufferer) and sufferer.lower_ not in word_set("grammar", "plural_pronouns"):
        return False
    return bool(tuple(_named(sufferer, deed, names)))


def _named(sufferer: Token, deed: Deed, names: Names) -> Iterator[Token]:
    if sufferer.lower_ in word_set("grammar", "plural_pronouns") and sufferer.lower_ != "those":
        told = _right_before(deed, names) if sufferer.dep_ == "pobj" else ()
        yield from told or _pointed_back_to(sufferer, names)
    elif is_named(sufferer):
        yield from _of_body(sufferer, names)
    elif sufferer.lower_ == "those" or noun_kind(sufferer) in ("person", "child", "number"):
        yield from _beside(sufferer, deed, names)
        yield from _among(sufferer, deed, names)
        yield from _one_of_those(deed, names)
        if noun_kind(sufferer) == "number":
            yield from _right_before(deed, names)
        if _several(sufferer) or sufferer.lower_ == "those":
            yield from _included(max((sufferer, deed.head), key=lambda t: t.i), names)


def _several(sufferer: Token) -> bool:
    return sufferer.tag_ in PLURAL or noun_kind(sufferer) == "number"


def _before_others(sufferer: Token) -> Iterator[Token]:
    """'release Ana Vell and other people who are held': 'other' says that she is held as well."""
    if sufferer.dep_ == "conj" and any(c.lower_ in ("other", "others") for c in (sufferer, *sufferer.lefts)):
        yield from (
            t for t in sufferer.conjuncts if t.i < sufferer.i and is_named(t) and t.ent_type_ == "PERSON"
        )


# --- beside the noun ---------------------------------------------------------------------------------


def _beside(sufferer: Token, deed: Deed, names: Names) -> tuple[Token, ...]:
    """'two reporters, Ana Vell and Ilan Doro', 'the teacher Ana Vell'."""
    following = list(_chain(sufferer.i + 1, names, leads=False)) or _apart(sufferer, names)
    between = names.parsed.text[sufferer.idx : following[0].start] if following else ""
    if not following or ("," in between and _speaks_on(following[-1], deed)):
        return ()
    return tuple(_last(m, names) for m in (following if _several(sufferer) else following[:1]))


def _right_after(deed: Deed, names: Names) -> Iterator[Token]:
    """'shot the freelance reporter Ana Vell', where the parser lost the object."""
    if deed.trigger.shape != "verb" or deed.word.undergoer != "object" or deed.word.suffers != "person":
        return
    last = deed.trigger.tokens[-1]
    found = _next_name(last.i + 1, names, leads=True)
    between = names.parsed.text[last.end_char : found.start] if found else ","
    if found is not None and not set(between) & set(",;:.") and " by " not in f"{between} ":
        first = names.parsed.doc.starting(found.start, found.end)[0]
        yield from (_last(m, names) for m in _chain(first.i, names, leads=False))


def _right_before(deed: Deed, names: Names) -> tuple[Token, ...]:
    """'two of them, Ana Vell and Ilan Doro, were killed', where the parser lost the subject."""
    if not passive(deed.head):
        return ()
    doc, at = deed.head.doc, deed.head.i - 1
    while at > deed.head.sent.start and (doc[at].pos_ in ("AUX", "ADV") or doc[at].text == ","):
        at -= 1
    before = [m for m in names.mentions if m.end <= doc[at].end_char]
    persons = [m for m in before if m.kind == "person" or _called_as_persons_are(m, names)]
    lists = _lists(persons, names, least=1)
    if not lists or _last(lists[-1][-1], names).i != at:
        return ()
    return tuple(_last(m, names) for m in lists[-1])


def _together_with(deed: Deed, names: Names) -> list[Token]:
    """'was arrested together with the reporter Ana Vell': who suffered it too."""
    doc, sentence = names.parsed.doc, deed.head.sent
    for token in doc[deed.head.i : min(sentence.end, deed.head.i + 2 * LEAD)]:
        pair = " ".join(t.lower_ for t in doc[token.i : token.i + 2])
        if pair in ("together with", "along with") or token.lower_ == "alongside":
            start = token.i + (1 if token.lower_ == "alongside" else 2)
            return [_last(m, names) for m in _chain(start, names, leads=True)]
    return []


def _included(after: Token, names: Names) -> Iterator[Token]:
    """'Ten writers were held, including Ana Vell', 'writers such as Ana Vell': whom the text counts among them."""
    doc = names.parsed.doc
    for token in doc[after.i + 1 : after.sent.end]:
        pair = " ".join(t.lower_ for t in doc[token.i : token.i + 2])
        if pair == "such as" or token.lower_ in ("including", "include", "included", "includes"):
            start = token.i + (2 if pair == "such as" else 1)
            yield from (_last(m, names) for m in _chain(start, names, leads=True))
            return


def _of_body(body: Token, names: Names) -> Iterator[Token]:
    """'Harbour Union (HU) acting president Ana Vell': the name of whom the body's name only describes."""
    office = next((t for t in body.doc[body.i + 1 : body.i + 2 * LEAD] if t.is_alpha and t.is_lower), None)
    if body.ent_type_ == "PERSON" or office is None or office.pos_ not in ("NOUN", "ADJ"):
        return
    found = _next_name(office.i, names, leads=True)
    between = body.doc.text[body.idx : found.start] if found else ","
    if found is not None and not set(between) & set(",;:."):
        yield _last(found, names)


def _apart(sufferer: Token, names: Names) -> list[Mention]:
    """'a man with a stick, Ilan Doro,': the name after the comma that closes a few more words on the noun."""
    after = list(takewhile(lambda t: t.text != ",", sufferer.doc[sufferer.i + 1 : sufferer.i + 1 + LEAD]))
    plain = bool(after) and after[0].pos_ == "ADP" and all(t.pos_ in LIST_WORDS | {"ADP"} for t in after)
    if not plain or len(after) == LEAD or _several(sufferer):
        return []
    found = _next_name(after[-1].i + 1, names, leads=False)
    closed = found is not None and names.parsed.text[found.end : found.end + 1] in (",", ".")
    return [found] if found is not None and closed else []


def _speaks_on(mention: Mention, deed: Deed) -> bool:
    """Whether a verb other than the deed's follows the name, whose subject it then is: 'two men, Ana Vell said'."""
    rest = deed.head.doc.starting(mention.end, mention.end + 60)
    after = next((t for t in rest if t.text != ","), None)
    told = after is not None and after.tag_ in ("VBD", "VBZ", "VBP") and after.pos_ != "AUX"
    return told and after not in deed.trigger.tokens


def _chain(start: int, names: Names, leads: bool) -> Iterator[Mention]:
    """Names of persons from this token on, one after the other; `leads` where words may stand before the first."""
    at = start
    for number in range(LONGEST_LIST):
        found = _next_name(at, names, leads or number > 0)
        if found is None:
            return
        yield found
        at = _past_a_town(_last(found, names).i + 1, names)


def _next_name(at: int, names: Names, leads: bool) -> Mention | None:
    """The person whose name begins here, or after a sign or 'and' and, with `leads`, a few words that hold no verb."""
    words = 0
    for token in names.parsed.doc[at : at + 3 * LEAD]:
        mention = _starting(token, names)
        if mention is not None:
            return mention
        if token.text in SIGNS or token.lower_ == "and":
            words = 0
            continue
        words += 1
        if words > LEAD or not (token.like_num or (leads and _leads_on(token, first=words == 1))):
            return None
    return None


def _past_a_town(at: int, names: Names) -> int:
    """The word after 'of Corrin' that tells where somebody of a list is from."""
    doc = names.parsed.doc
    town = [t for t in doc[at : at + LEAD] if t.lower_ in ("of", "from")][:1]
    if not town or town[0].i != at:
        return at
    last = at + 1
    while (
        last < len(doc)
        and doc[last].pos_ == "PROPN"
        and last < at + LEAD
        and _starting(doc[last], names) is None
    ):
        last += 1
    return last if last > at + 1 else at


def _leads_on(token: Token, first: bool) -> bool:
    """Whether a word may stand before a name in a list: no verb, no 'who', no 'in' that opens a new thought."""
    if token.lower_ in ("who", "which", "that", "not", "but"):
        return False
    return token.pos_ in LIST_WORDS or (
        token.pos_ in ("ADP", "PRON") and not (first and token.pos_ == "ADP" and token.lower_ != "of")
    )


def _starting(token: Token, names: Names) -> Mention | None:
    end = token.end_char
    here = (m for m in names.mentions if token.idx <= m.start < end)
    return next((m for m in here if m.kind == "person" or _called_as_persons_are(m, names)), None)


def _called_as_persons_are(mention: Mention, names: Names) -> bool:
    """A name of two or three plain words, whatever the tagger takes it for, that no word shows to be a body's."""
    words = mention.text.split()
    bodies = word_sets(("organisations", "heads"), ("organisations", "units"))
    plain = all(w[0].isupper() and not w.isupper() and w.lower() not in bodies for w in words)
    after = names.parsed.doc.starting(mention.end, mention.end + 40)
    noun = next((t for t in after if not t.is_space), None)
    described = noun is not None and noun.pos_ in ("NOUN", "ADJ") and noun.is_lower
    inside = names.parsed.text[max(0, mention.start - 1) : mention.start] == "("
    return mention.kind == "organisation" and 2 <= len(words) <= 3 and plain and not (described or inside)


def _last(mention: Mention, names: Names) -> Token:
    tokens = list(names.parsed.doc.starting(mention.start, mention.end))
    return tokens[-1] if tokens else names.parsed.doc[0]


# --- among those ----------------------------------------------------------------------------------------


def _among(sufferer: Token, deed: Deed, names: Names) -> Iterator[Token]:
    """'Among those arrested was Ana Vell', 'Ana Vell was among those arrested', 'the dead were identified as ...'."""
    doc, sentence = sufferer.doc, sufferer.sent
    lead = list(takewhile(lambda t: t.lower_ != "among", reversed(doc[sentence.start : sufferer.i + 1])))
    among = sufferer.i - len(lead)
    if among >= sentence.start and len(lead) <= LEAD and all(t.pos_ != "VERB" for t in lead[1:]):
        is_first = among - sentence.start <= 1
        yield from _after_be(max(deed.head.i, sufferer.i), names) if is_first else _before_be(among, names)
    called = next((t for t in doc[sufferer.i : sentence.end] if _calls(t)), None)
    if called is not None and sufferer.i - sentence.start <= LEAD:
        as_ = next(t.i for t in doc[called.i :] if t.lower_ == "as")
        yield from (_last(m, names) for m in _chain(as_ + 1, names, leads=False))


def _one_of_those(deed: Deed, names: Names) -> Iterator[Token]:
    """'Ana Vell -- one of those killed --', 'Ana Vell, one of the abducted,': whom the text has just named."""
    doc, at = deed.head.doc, deed.head.i - 1
    if at < 3 or doc[at].lower_ not in ("those", "the") or doc[at - 1].lower_ != "of":
        return
    if doc[at - 2].lower_ != "one" or doc[at - 3].text not in (",", "(", "-", "--", "–", "—"):
        return
    end = doc[at - 4].end_char if at > 3 else 0
    named = next((m for m in names.mentions if m.end == end), None)
    if named is not None and (named.kind == "person" or _called_as_persons_are(named, names)):
        yield _last(named, names)


def _calls(token: Token) -> bool:
    """'identified as', 'named as'."""
    following = (t.lower_ for t in token.doc[token.i + 1 : token.i + 3] if t.text not in SIGNS)
    return token.lower_ in ("identified", "named") and next(following, "") == "as"


def _after_be(at: int, names: Names) -> Iterator[Token]:
    doc = names.parsed.doc
    be = next((t for t in doc[at + 1 : at + 1 + 3 * LEAD] if t.lower_ in BE and t.dep_ != "auxpass"), None)
    if be is not None and be.sent == doc[at].sent:
        yield from (_last(m, names) for m in _chain(be.i + 1, names, leads=True))


def _before_be(among: int, names: Names) -> Iterator[Token]:
    """The names that are the subject of the 'were' before 'among'."""
    be = names.parsed.doc[among - 1]
    if be.lower_ not in BE:
        return
    subjects = {t.i for s in be.lefts if s.dep_ in ("nsubj", "nsubjpass") for t in s.subtree}
    for mention in names.mentions:
        person = mention.kind == "person" or _called_as_persons_are(mention, names)
        last = _last(mention, names) if person and mention.end <= be.idx else None
        if last is not None and last.i in subjects:
            yield last


# --- 'they' -----------------------------------------------------------------------------------------------


def _pointed_back_to(pronoun: Token, names: Names) -> Iterator[Token]:
    """The two or more persons whom a list before names, where 'they' are nobody else."""
    meant = antecedent(names.referents, pronoun, names.parsed)
    sentences = {pronoun.sent.start, *_sentence_before(pronoun)}
    before = [m for m in names.mentions if m.end <= pronoun.idx]
    persons = [m for m in before if m.kind == "person" or _called_as_persons_are(m, names)]
    lists = _lists(persons, names)
    near = [one for one in lists if _last(one[0], names).sent.start in sentences]
    nearer = near and (meant is None or meant.token <= _last(near[-1][-1], names).i)
    if nearer:
        yield from (_last(m, names) for m in near[-1])


def _sentence_before(token: Token) -> tuple[int, ...]:
    return (token.doc[token.sent.start - 1].sent.start,) if token.sent.start else ()


def _lists(persons: Sequence[Mention], names: Names, least: int = 2) -> list[list[Mention]]:
    """Persons that only a comma or 'and' stands between, two at least."""
    found: list[list[Mention]] = []
    for mention in persons:
        gap = names.parsed.text[found[-1][-1].end : mention.start].strip() if found else None
        if gap in (",", "and", ", and", "&"):
            found[-1].append(mention)
        else:
            found.append([mention])
    return [one for one in found if len(one) >= least]
