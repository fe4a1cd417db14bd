"""What did others do about it? Designations, sanctions, warrants, aid, pledges, denials, silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chapeau.ground.identity import response_id
from chapeau.ground.spans import span, trimmed
from chapeau.read.because import Because, Range, at
from chapeau.read.cues import lemma_of, reporting_verb, subject_of
from chapeau.read.money import amounts
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.who import Names
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import ActTime, Amount, DocumentDate, Item, Response, ResponseKind, Span, Statement

FAR_FROM_CUE = 40
"""Characters between speaker and cue beyond which another clause stands between them."""
OBJECTS = ("dobj", "obj")
TOWARDS = ("to", "for", "against", "on", "towards", "toward", "over")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A response before it becomes a record.

    `words` tell of it, by the rule `by` of why/rules.yaml; `doer` is the word for whoever does it.
    """

    kind: ResponseKind
    by: str
    words: tuple[Range, ...]
    doer: tuple[Range, ...]
    evidence: Span
    actor: str | None
    towards: str | None = None
    amount: Amount | None = None
    items: tuple[Item, ...] = ()
    said_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What all responses of one text are read from."""

    parsed: Parsed
    names: Names
    statements: tuple[Statement, ...]


def responses(
    parsed: Parsed,
    names: Names,
    statements: tuple[Statement, ...],
    _date: DocumentDate | None,
    times: tuple[ActTime, ...],
    document: str,
    made_by: str,
) -> tuple[Response, ...]:
    """All responses of a text, in order; no two share kind and evidence span.

    `said_in` is the statement that the response is, or that tells of it. The evidence is the clause. Its
    time is the one printed in its sentence, or its statement's own day; else None. The document's date is
    no response's date.
    """
    found = responses_because(parsed, names, statements, times, document, made_by)
    return tuple(r.response for r in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """A response, with what its kind, its actor and its time rest on."""

    response: Response
    kind: Because[ResponseKind]
    actor: Because[str | None]
    time: Because[ActTime | None]


def responses_because(
    parsed: Parsed,
    names: Names,
    statements: tuple[Statement, ...],
    times: tuple[ActTime, ...],
    document: str,
    made_by: str,
) -> tuple[Reasoned, ...]:
    """Each response with what it rests on."""
    text = _Text(parsed=parsed, names=names, statements=statements)
    unique: dict[tuple[str, int, int], _Found] = {}
    for found in (*_of_statements(text), *_of_verbs(text), *_of_nouns(text)):
        unique.setdefault((found.kind, found.evidence.start, found.evidence.end), found)
    ordered = sorted(unique.values(), key=lambda f: (f.evidence.start, f.evidence.end, f.kind))
    return tuple(_reasoned(text, f, times, document, made_by) for f in ordered)


def _reasoned(
    text: _Text, found: _Found, times: tuple[ActTime, ...], document: str, made_by: str
) -> Reasoned:
    when = _when(text, found, times)
    return Reasoned(
        response=_response(found, when.value, document, made_by),
        kind=Because(found.kind, f"response.kind.{found.by}", found.words),
        actor=Because(found.actor, f"response.actor.{found.by}", found.doer),
        time=when,
    )


def _response(found: _Found, when: ActTime | None, document: str, made_by: str) -> Response:
    clause = found.evidence
    return Response(
        id=response_id(document, found.kind, clause.start, clause.end),
        document=document,
        made_by=made_by,
        kind=found.kind,
        actor=found.actor,
        towards=found.towards,
        evidence=clause,
        amount=found.amount,
        items=found.items,
        time=when,
        said_in=found.said_in,
    )


def _when(text: _Text, found: _Found, times: tuple[ActTime, ...]) -> Because[ActTime | None]:
    """The time printed in the clause, else the only one printed in its sentence."""
    evidence = found.evidence
    inside = [t for t in times if evidence.start <= t.start < evidence.end]
    sentence = text.parsed.sentence_at(evidence.start)
    around = [t for t in times if sentence.start <= t.start < sentence.end]
    if inside:
        return Because(inside[0], "response.time.in_clause", ((inside[0].start, inside[0].end),))
    if len(around) == 1:
        return Because(around[0], "response.time.in_sentence", ((around[0].start, around[0].end),))
    said = _when_said(text, found, times)
    return Because(said, "response.time.of_saying", ((said.start, said.end),) if said else ())


def _when_said(text: _Text, found: _Found, times: tuple[ActTime, ...]) -> ActTime | None:
    """The printed time that dated the statement which the response is."""
    statement = next((s for s in text.statements if s.id == found.said_in), None)
    if statement is None or statement.said_at is None:
        return None
    day = (statement.said_at.low, statement.said_at.high)
    return next((t for t in times if (t.low, t.high) == day), None)


# --- what statements are ---------------------------------------------------------------------------------


def _of_statements(text: _Text) -> Iterator[_Found]:
    """Denials, vows and silence: responses because of how a voice stands to what it says."""
    for statement in text.statements:
        kind = _kind_of(statement)
        if kind is None:
            continue
        actor = statement.speaker.actor if statement.speaker else None
        told = statement.cue or statement.content[0]
        yield _Found(
            kind=kind,
            by="stance",
            words=((told.start, told.end),),
            doer=((statement.speaker.start, statement.speaker.end),) if statement.speaker else (),
            evidence=_whole(text, statement),
            actor=actor,
            towards=_named_in(text, statement, actor),
            said_in=statement.id,
        )


def _kind_of(statement: Statement) -> ResponseKind | None:
    if statement.stance == "denies":
        return "denial"
    if statement.stance == "did_not_respond":
        return "no_comment"
    if statement.stance == "vows":
        return None if _threatens(statement) else "pledge"
    words = (
        f"{statement.cue.text if statement.cue else ''} {' '.join(c.text for c in statement.content)}".lower()
    )
    if statement.stance == "declines" and any(
        w in words for w in word_set("responses", "no_comment", "verbs")
    ):
        return "no_comment"
    return None


def _threatens(statement: Statement) -> bool:
    """A threat is a deed (read/who_did.py), not a pledge."""
    words = statement.cue.text.lower().split() if statement.cue else []
    return any(word in word_set("responses", "pledge", "threats") for word in words)


def _whole(text: _Text, statement: Statement) -> Span:
    """The clause of a statement: speaker, cue and content, within the cue's sentence."""
    cue, speaker = statement.cue, statement.speaker
    apart = cue is not None and speaker is not None and cue.start - speaker.end > FAR_FROM_CUE
    parts = [p for p in (cue, None if apart else speaker, *statement.content) if p]
    home = text.parsed.sentence_at((statement.cue or statement.content[0]).start)
    near = [p for p in parts if home.start <= p.start < home.end] or [statement.content[0]]
    low, high = min(p.start for p in near), min(max(p.end for p in near), max(home.end, near[0].end))
    return span(text.parsed.text, low, high)


def _named_in(text: _Text, statement: Statement, actor: str | None) -> str | None:
    """The first named party in what was said, other than the speaker."""
    marks = sorted((*text.names.mentions, *text.names.places), key=lambda m: m.start)
    for content in statement.content:
        for mark in marks:
            if content.start <= mark.start < content.end:
                found = text.names.actor_of(mark.start, mark.end)
                if found is not None and found != actor:
                    return found
    return None


# --- what verbs and nouns tell ------------------------------------------------------------------------------


def _of_verbs(text: _Text) -> Iterator[_Found]:
    for token in text.parsed.doc:
        if token.pos_ not in ("VERB", "AUX") or any(c.dep_ == "neg" for c in token.lefts):
            continue
        kind = _kind_by_verb(text, token)
        if kind is None:
            continue
        governed = _governed(text, token)
        evidence = _evidence(text, token)
        given = kind in ("aid", "pledge")
        sums = amounts(text.parsed.text, governed.start, governed.end) if given and governed else ()
        actor = _actor(text, token)
        yield _Found(
            kind=kind,
            by="verb",
            words=at(token, _object(token)),
            doer=at(_doer(token)),
            evidence=evidence,
            actor=actor,
            towards=_towards(text, token, kind),
            amount=sums[0] if sums else None,
            items=_items(text, token) if given and not sums else (),
            said_in=_said_in(text, token),
        )


def _kind_by_verb(text: _Text, token: Token) -> ResponseKind | None:
    lemma = lemma_of(token)
    if lemma not in _telling():
        return None
    governed = _governed(text, token)
    words = text.parsed.text[governed.start : governed.end].lower() if governed else ""
    if lemma in word_set("responses", "designation", "verbs") and _holds(words, "designation", "judged"):
        return "designation"
    for kind in ("sanction", "warrant"):
        if lemma in word_set("responses", kind, "verbs") and (words or kind == "sanction"):
            return "sanction" if kind == "sanction" else "warrant"
        thing = _thing(text, token)
        if lemma in word_set("responses", kind, "with_object") and _holds(thing, kind, "objects"):
            return "sanction" if kind == "sanction" else "warrant"
    if lemma in word_set("responses", "condemnation", "verbs"):
        return "condemnation"
    if lemma in word_set("responses", "aid", "verbs") and _holds_aid(text, token):
        return "pledge" if _still_to_come(token) else "aid"
    if lemma in word_set("responses", "pledge", "heads") and _holds_aid(text, token):
        return "pledge"
    return None


def _telling() -> frozenset[str]:
    """Verbs that may tell of a response."""
    return word_sets(
        ("responses", "designation", "verbs"),
        *(("responses", kind, key) for kind in ("sanction", "warrant") for key in ("verbs", "with_object")),
        ("responses", "condemnation", "verbs"),
        ("responses", "aid", "verbs"),
        ("responses", "pledge", "heads"),
    )


@cache
def _words_of(kind: str, key: str) -> re.Pattern[str]:
    words = sorted(word_set("responses", kind, key), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.IGNORECASE)


def _holds(words: str, kind: str, key: str) -> bool:
    return _words_of(kind, key).search(words) is not None


def _holds_aid(text: _Text, token: Token) -> bool:
    """Whether goods or money are given: what is given must be named as aid, or be money."""
    thing = _thing(text, token)
    return _holds(thing, "aid", "objects") or bool(amounts(thing, 0, len(thing)))


def _object(token: Token) -> Token | None:
    passive = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    return passive or next((c for c in token.rights if c.dep_ in OBJECTS), None)


def _thing(text: _Text, token: Token) -> str:
    """The verb's object as printed (in the passive, its subject)."""
    thing = _object(token)
    if thing is None:
        return ""
    tokens = list(thing.subtree)
    return text.parsed.text[tokens[0].idx : tokens[-1].end_char]


def _governed(text: _Text, token: Token) -> Span | None:
    """Everything a verb governs to its right, and its passive subject."""
    kept = [t for c in token.rights if c.dep_ not in ("conj", "advcl", "cc", "punct") for t in c.subtree]
    passive = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    kept += list(passive.subtree) if passive is not None else []
    if not kept:
        return None
    low, high = min(t.idx for t in kept), max(t.end_char for t in kept)
    return span(text.parsed.text, low, high)


def _still_to_come(token: Token) -> bool:
    """'will send', 'would be provided', 'promised to give': not yet done."""
    coming = word_set("responses", "pledge", "auxiliaries")
    if any(c.dep_ == "aux" and c.lower_ in coming for c in token.lefts):
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)
    return lemma_of(token) == "commit" or (
        infinitive
        and (token.dep_ != "xcomp" or lemma_of(token.head) in word_set("responses", "pledge", "heads"))
    )


def _doer(token: Token) -> Token | None:
    """Who does it; an inner 'would be provided' without an agent is what the announcing voice will do."""
    subject = subject_of(token)
    return subject_of(token.head) if subject is None and token.dep_ == "ccomp" else subject


def _actor(text: _Text, token: Token) -> str | None:
    subject = _doer(token)
    return None if subject is None else text.names.actor_of(subject.idx, subject.end_char)


def _towards(text: _Text, token: Token, kind: ResponseKind) -> str | None:
    names = text.names
    for child in token.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            return names.actor_of(child.idx, child.end_char)
    if kind == "designation":
        return _designated(text, token)
    thing = _object(token)
    for holder in (token, *(thing.subtree if thing is not None else ())):
        receiver = _receiver(text, holder)
        if receiver is not None:
            return receiver
    if thing is not None and kind in ("sanction", "warrant", "condemnation"):
        return _whose(text, thing)
    return None


def _receiver(text: _Text, holder: Token) -> str | None:
    """A named party or people after 'to', 'for', 'against' or 'on'."""
    names, people = text.names, word_set("organisations", "people")
    for prep in holder.children:
        if prep.dep_ not in ("prep", "dative") or prep.lower_ not in TOWARDS:
            continue
        for inner in (c for c in prep.children if c.dep_ == "pobj"):
            low, high = inner.idx, inner.end_char
            if inner.lemma_.lower() in people or any(
                m.start < high and low < m.end for m in (*names.mentions, *names.places)
            ):
                return names.actor_of(low, high)
    return None


def _designated(text: _Text, token: Token) -> str | None:
    """Whose deeds are designated: the subject of what was determined, or the owner of the object."""
    clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
    subject = (
        next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if clause is not None
        else None
    )
    thing = subject or _object(token)
    return None if thing is None else _whose(text, thing)


def _whose(text: _Text, thing: Token) -> str | None:
    """The owner of a thing ('Orvania's actions'), else the thing's own actor."""
    owner = next((c for c in thing.lefts if c.dep_ == "poss"), thing)
    if owner.dep_ == "poss" and text.names.party(thing.idx, thing.end_char).kind in (
        "unit",
        "organisation",
    ):
        owner = thing
    if thing.lemma_.lower() in word_set("organisations", "classes", "forces"):
        owner = thing
    return _party_of(text, owner)


def _party_of(text: _Text, token: Token) -> str | None:
    """The actor of a noun that names or means people or a body; None of a thing."""
    names, low, high = text.names, token.idx, token.end_char
    known = word_sets(("organisations", "people"), ("organisations", "government_words"))
    named = any(m.start < high and low < m.end for m in (*names.mentions, *names.places))
    if named or token.pos_ == "PRON" or token.lemma_.lower() in known or names.party(low, high).country:
        return names.actor_of(low, high)
    return None


def _items(text: _Text, token: Token) -> tuple[Item, ...]:
    """Goods with their number: '31 battle tanks', 'a battery of missiles'."""
    thing = _object(token)
    nouns = (thing, *thing.conjuncts) if thing is not None else ()
    return tuple(item for noun in nouns if (item := _item(text, noun)) is not None)


def _item(text: _Text, noun: Token) -> Item | None:
    """One kind of goods, without what is joined to it and whom it is for."""
    joined = [
        c
        for c in noun.children
        if c.dep_ in ("conj", "cc", "relcl") or (c.dep_ == "prep" and c.lower_ in TOWARDS)
    ]
    inside = [t for t in noun.subtree if not any(j == t or j.is_ancestor(t) for j in joined)]
    first, last = inside[0], inside[-1]
    count = _number(first)
    what = inside[1:] if count is not None or first.lower_ == "the" else inside
    if not what or not what[0].text[0].isalpha():
        return None
    start, end = trimmed(text.parsed.text, first.idx, last.end_char, drop=" ,.;")
    return Item(count=count, what=text.parsed.text[what[0].idx : end], start=start, end=end)


def _number(token: Token) -> int | None:
    figure = token.text.replace(",", "")
    if figure.isdecimal():
        return int(figure)
    found = vocabulary("responses")["small_numbers"].get(token.lower_)
    return None if found is None else int(found)


def _evidence(text: _Text, token: Token) -> Span:
    """The clause of the verb; of a verb that is a statement's cue, that statement's."""
    for statement in text.statements:
        if statement.cue and statement.cue.start <= token.idx < statement.cue.end:
            return _whole(text, statement)
    return _clause(text, token)


def _clause(text: _Text, token: Token) -> Span:
    """The verb's own clause: its subject, itself and what it governs, up to the first clause joined to it."""
    apart: set[int] = set()
    for inner in token.subtree:
        joined = inner.dep_ in ("conj", "advcl", "cc", "parataxis") and inner.head.pos_ in ("VERB", "AUX")
        if inner.i > token.i and (joined or reporting_verb(inner) is not None):
            apart.update(t.i for t in inner.subtree)
    first = last = token.i
    inside = {t.i for t in token.subtree if not t.is_space} - apart
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    doc, printed = text.parsed.doc, text.parsed.text
    low, high = doc[first].idx, doc[last].end_char
    return span(printed, *trimmed(printed, low, high, drop=' \t\r\n,;.“”"'))


def _said_in(text: _Text, token: Token) -> str | None:
    """The statement whose cue this verb is, else the innermost one whose content holds the verb."""
    for statement in text.statements:
        if statement.cue and statement.cue.start <= token.idx < statement.cue.end:
            return statement.id
    holding = [
        (c.end - c.start, s.id) for s in text.statements for c in s.content if c.start <= token.idx < c.end
    ]
    return min(holding)[1] if holding else None


def _of_nouns(text: _Text) -> Iterator[_Found]:
    """'the designation of "war crimes"': a designation told of by its noun."""
    for token in text.parsed.doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in word_set("responses", "designation", "nouns"):
            continue
        inside = [t for t in token.subtree if t.dep_ != "punct" or t.i < token.right_edge.i]
        low, high = inside[0].idx, inside[-1].end_char
        words = _to_the_judged(text, token, low, high)
        if words is None:
            continue
        owner = next(
            (c for c in token.lefts if c.dep_ == "poss" and c.pos_ in ("PROPN", "PRON", "NOUN")), None
        )
        yield _Found(
            kind="designation",
            by="noun",
            words=at(token),
            doer=at(owner),
            evidence=words,
            actor=None if owner is None else text.names.actor_of(owner.idx, owner.end_char),
            said_in=_said_in(text, token),
        )


def _to_the_judged(text: _Text, token: Token, low: int, high: int) -> Span | None:
    """The noun's phrase up to the judged words, which must follow within its own sentence."""
    end = min(text.parsed.sentence_at(token.idx).end, max(high, token.idx + 120))
    m = _words_of("designation", "judged").search(text.parsed.text, token.idx, end)
    between = text.parsed.text[token.end_char : m.start()] if m else ""
    if m is None or not re.match(r"\s*(?:of|as|that|for)\b", between):
        return None
    closing = text.parsed.text[m.end() : m.end() + 1] in "”\"'’"
    return span(text.parsed.text, min(low, token.idx), m.end() + closing)
