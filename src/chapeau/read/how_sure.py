"""How sure is the text? Whether it says that a deed was done, and what the teller goes by.

Read outwards from the deed's own word: its negation and modal, its adjectives and adverbs, then what
governs it ('denied killing', 'an attempt on the life', 'if they kill'). The words are data:
vocabulary/certainty.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from chapeau.read.because import Because, Range, at, each_at
from chapeau.read.clauses import passive
from chapeau.read.cues import lemma_of
from chapeau.read.modals import modal_above, modal_of
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import Basis, Certainty, Span, Stance, Statement

if TYPE_CHECKING:
    from chapeau.read.parsed import Parsed
    from chapeau.read.tokens import Token

# Clauses that stand between a deed and what governs it; deeper nesting is misparse more often than sense.
FARTHEST = 5
SPEAKERS: tuple[tuple[Basis, str], ...] = (
    ("saw", "speakers"),
    ("experienced", "speakers"),
    ("official_assertion", "titles"),
    ("document", "words"),
)
"""What a speaker's own words make of the basis, the surest first, by the list of certainty.yaml."""
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
CLAUSES = frozenset({"VERB", "AUX", "ADJ"})
LONGEST_CONDITION = 10
"""Words from the phrase that makes a condition to the deed: 'in the event that soldiers of the 3rd Brigade killed'."""
UNANSWERED: tuple[Stance, ...] = ("declines", "did_not_respond")
UNDENIED = "act.certainty.undenied"
ORDER: tuple[Certainty, ...] = ("attempted", "threatened", "future", "possible")


def certainty(trigger: Token, said_in: Statement | None = None) -> Certainty:
    """What the sentence makes of the deed; in the content of a denial or retraction it is denied."""
    return certainty_because(trigger, said_in).value


def certainty_because(
    trigger: Token, said_in: Statement | None = None, own_words: Collection[Token] = ()
) -> Because[Certainty]:
    """The certainty with what it rests on.

    `own_words` tell the deed themselves: the 'never' of 'was never seen again' negates nothing.
    """
    if said_in is not None and said_in.stance in ("denies", "retracts") and not _before_cue(trigger, said_in):
        return by_stance("denied", said_in)
    own = _own(trigger, own_words)
    outer = [o for lower, upper in _chain(trigger) for o in [_outer(lower, upper)] if o is not None]
    if _unanswered(said_in):
        outer = [o for o in outer if o.value != "negated"]
    undenied = [o for o in outer if o.rule == UNDENIED]
    denied = undenied or [o for o in outer if o.value == "denied"] or _denial_phrase(trigger)
    if denied:
        return denied[0]
    outer = outer[:1] if outer and outer[0].value == "attempted" else outer
    negating = [n for n in (own, *outer) if n is not None and n.value == "negated"]
    if (own in negating) != any(o in negating for o in outer):
        return negating[0]
    told = [c for c in (own, *outer) if c is not None and c not in negating]
    if told:
        return told[0]
    marks = _under_condition(trigger)
    if marks:
        return Because("conditional", "act.certainty.condition", each_at(marks))
    if said_in is not None and said_in.stance in ("doubts", "asks") and not _told_in_passing(trigger):
        return by_stance("possible", said_in)
    if trigger.sent.text.rstrip(" \n\"'").endswith("?"):
        return Because("possible", "act.certainty.question", at(trigger))
    return Because("asserted", "act.certainty.plain", at(trigger))


def _unanswered(said_in: Statement | None) -> bool:
    """'would not discuss the shelling': not the deed is negated but the answer, which is no word of the one who was asked."""
    return said_in is not None and said_in.stance in UNANSWERED


def _before_cue(trigger: Token, said_in: Statement) -> bool:
    """Whether a semicolon parts the deed from the denial behind it, whatever the grammar hangs it on."""
    cue = len(trigger.doc.text) if said_in.cue is None else said_in.cue.start
    between = (t for t in trigger.doc[trigger.i : trigger.sent.end] if t.idx < cue)
    return said_in.cue is not None and any(t.text == ";" for t in between)


def by_stance(how: Certainty, said_in: Statement) -> Because[Certainty]:
    """What the stance of the statement makes of all it holds."""
    cue = said_in.cue or said_in.content[0]
    return Because(how, "act.certainty.stance", ((cue.start, cue.end),), said_in.stance)


def basis(
    parsed: Parsed, trigger: Token, said_in: Statement | None, titles: Callable[[Statement], str]
) -> Basis:
    """What the teller goes by. `titles` gives the words that a text prints for a statement's speaker."""
    return basis_because(parsed, trigger, said_in, titles).value


def basis_because(
    parsed: Parsed, trigger: Token, said_in: Statement | None, titles: Callable[[Statement], str]
) -> Because[Basis]:
    """The basis with what it rests on."""
    sentence = parsed.sentence_at(trigger.idx)
    told: tuple[Basis, ...] = ("saw", "experienced")
    for way in told:
        phrases = sorted(word_set("certainty", "basis", way, "phrases"))
        phrase = next((p for p in phrases if p in sentence.text.casefold()), None)
        if phrase is not None:
            return Because(way, "act.basis.phrase", _places_of(phrase, sentence), phrase)
    if said_in is None or _unanswered(said_in):
        return _shown(sentence)
    return _by_speaker(titles(said_in).casefold(), said_in, sentence)


def _places_of(phrase: str, within: Span) -> tuple[Range, ...]:
    found = within.text.casefold().find(phrase)
    start = within.start + found
    return () if found < 0 else ((start, start + len(phrase)),)


def _shown(sentence: Span) -> Because[Basis]:
    words = set(sentence.text.casefold().replace(",", " ").replace(".", " ").split())
    shown: tuple[Basis, ...] = ("forensic", "imagery")
    for way in shown:
        found = sorted(words & word_set("certainty", "basis", way, "words"))
        if found:
            return Because(way, "act.basis.shown", _places_of(found[0], sentence), found[0])
    return Because("not_stated", "act.basis.not_stated")


def _by_speaker(speaker: str, said_in: Statement, sentence: Span) -> Because[Basis]:
    words = set(speaker.replace("’", " ").replace("'", " ").replace(",", " ").split())
    at_speaker = ((said_in.speaker.start, said_in.speaker.end),) if said_in.speaker else ()
    for way, key in SPEAKERS:
        found = sorted(words & word_set("certainty", "basis", way, key))
        if found:
            return Because(way, "act.basis.speaker", at_speaker, found[0])
        if way == "official_assertion" and _seat_of_power(speaker):
            return Because(way, "act.basis.seat_of_power", at_speaker)
    shown = _shown(sentence)
    return shown if shown.value != "not_stated" else Because("told_by", "act.basis.told_by", at_speaker)


def _seat_of_power(speaker: str) -> bool:
    """A government by the name of its house or city, whichever government it is."""
    return any(seat in speaker for seat in word_set("organisations", "metonyms"))


def _chain(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of a word and what governs it, outwards, while the governing still reaches the deed."""
    lower = trigger
    for _ in range(FARTHEST):
        if lower.dep_ == "conj":
            lower = _first_conjunct(lower)
        if (
            not (lower.dep_ in GOVERNED or _loose_infinitive(lower) or _feared_done(lower))
            or lower.head == lower
        ):
            return
        if lower.head.lemma_.lower() in word_set("parties", "imputing_adjectives") | {"responsibility"}:
            return
        if _presupposed(lower) or _parted(lower, lower.head):
            return
        yield lower, lower.head
        lower = lower.head
        if lower.pos_ in ("NOUN", "PROPN") and lower.lemma_.lower() not in _speaking_nouns():
            return


def _presupposed(gerund: Token) -> bool:
    """'stopped beating them': it was being done, whatever governs the stopping."""
    ceasing = gerund.head.lemma_.lower() in word_set("certainty", "ceasing")
    return ceasing and gerund.dep_ == "xcomp" and gerund.tag_ == "VBG"


def _parted(lower: Token, upper: Token) -> bool:
    """'a reporter was found dead; police deny involvement': what a semicolon parts is not governed from behind it."""
    return any(t.text == ";" for t in lower.doc[lower.i + 1 : upper.i])


def _told_before(lower: Token) -> bool:
    """'they took my sister we never saw her': a clause before a negated word that says nothing is not negated by it."""
    fronted = lower.dep_ == "ccomp" and lower.i < lower.head.i and _own_subject(lower)
    return fronted and lemma_of(lower.head) not in word_set("certainty", "unconfirmed")


def _told_in_passing(trigger: Token) -> bool:
    """'called for a probe into a fire that killed two': whoever asks for the one tells of the other.

    Only what describes a noun by what has happened to it; what is asked itself stays open.
    """
    clause = _first_conjunct(trigger)
    happened = clause.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in clause.lefts)
    return happened and clause.dep_ in ("relcl", "acl") and clause.head.pos_ in ("NOUN", "PROPN")


def _loose_infinitive(token: Token) -> bool:
    """'threatened on Monday to destroy': parted from its verb, the grammar takes it for an adjunct."""
    return token.dep_ == "advcl" and _infinitive(token)


def _feared_done(token: Token) -> bool:
    """'40 people are feared killed', whatever the grammar makes of the second participle."""
    fearing = token.head.lemma_.lower() == "fear" and token.tag_ == "VBN"
    return fearing and token.i == token.head.i + 1


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


def _own(token: Token, own_words: Collection[Token]) -> Because[Certainty] | None:
    shared = [token, *([_first_conjunct(token)] if token.dep_ == "conj" else [])]
    children = [c for t in shared for c in t.children if c not in own_words]
    parties = [c for c in children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    words = (*children, *(g for p in parties for g in p.children if g.dep_ == "det"))
    no = next((c for c in words if _negates(c)), None)
    if no is not None:
        return Because("negated", "act.certainty.negation", at(no))
    return modal_of(children) or next(
        (found for how in ORDER for found in [_described(children, how)] if found), None
    )


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or child.lower_ in ("nobody", "none"):
        return True
    return child.dep_ in ("det", "nsubj", "nsubjpass", "preconj", "advmod") and child.lower_ in word_set(
        "certainty", "negated", "words"
    )


def _described(children: list[Token], how: Certainty) -> Because[Certainty] | None:
    lists = vocabulary("certainty")[how]
    adjectives, adverbs = lists.get("adjectives", ()), lists.get("adverbs", ())
    word = next(
        (
            c
            for c in children
            if (c.dep_ in ("amod", "compound") and c.lower_ in adjectives)
            or (c.dep_ == "advmod" and c.lower_ in adverbs)
        ),
        None,
    )
    return None if word is None else Because(how, "act.certainty.described", at(word))


def _outer(lower: Token, upper: Token) -> Because[Certainty] | None:
    how = _governed_as(lower, upper)
    if how is None or isinstance(how, Because):
        return how
    return Because(how, "act.certainty.governed", at(upper), f"certainty.yaml/{how}/{upper.lemma_.lower()}")


def _governed_as(lower: Token, upper: Token) -> Certainty | Because[Certainty] | None:
    lemma = lemma_of(upper)
    no = _negation(upper)
    if upper.pos_ in ("NOUN", "PROPN"):
        return _dreaded(lower, upper, lemma) or _governing_noun(lower, lemma)
    if lower.dep_ in ("nsubj", "nsubjpass") and lemma not in word_set("certainty", "negated", "governs"):
        would = next((c for c in upper.children if c.dep_ == "aux" and c.lower_ == "would"), None)
        if would is not None and lemma == "be" and lower.dep_ == "nsubj":
            return Because("conditional", "act.certainty.modal", at(would))
        happened = lemma in ("happen", "occur")
        return Because("negated", "act.certainty.negation", at(no)) if no is not None and happened else None
    if lemma in word_set("certainty", "denied", "governs"):
        return _by_denial(lower, upper, no)
    if lemma in word_set("certainty", "negated", "governs") or no is not None:
        return _negation_reaches(lower, lemma, no)
    dreaded = _dreaded(lower, upper, lemma)
    if dreaded is not None:
        return dreaded
    if lemma == "want" and lower.dep_ == "prep":
        return "possible"
    told: Certainty | None = next(
        (c for c in ORDER if lemma in vocabulary("certainty")[c].get("governs", ())), None
    )
    if told is None and _infinitive(lower) and (_purpose(upper, lemma) or upper.lower_ in ("going", "about")):
        return "future"
    if told is None and lower.dep_ in ("xcomp", "dobj", "prep"):
        return modal_above(lower, upper)
    return told if _governs(told, lower) else None


def _dreaded(lower: Token, upper: Token, lemma: str) -> Certainty | None:
    """'feared being killed', 'fear of arrest', 'afraid to be shot': what may come. None where it may have been done already.

    So may what is feared with a tense of its own ('feared that 40 were killed'), or of somebody ('40 are feared killed').
    """
    kind = "nouns" if upper.pos_ in ("NOUN", "PROPN") else "adjectives" if upper.pos_ == "ADJ" else "verbs"
    if lemma not in word_set("certainty", "dreading", kind) or passive(upper):
        return None
    behind = [c for c in lower.children if c.dep_ in ("pcomp", "pobj")] if lower.dep_ == "prep" else [lower]
    if lower.dep_ == "prep" and lower.lower_ not in ("of", "about"):
        return None
    return "future" if any(_to_come(deed, lower.dep_) for deed in behind) else None


def _to_come(deed: Token, relation: str) -> bool:
    if deed.pos_ in ("VERB", "AUX"):
        loose = _infinitive(deed) or deed.tag_ == "VBG" or any(c.lower_ == "being" for c in deed.lefts)
        return relation in ("xcomp", "prep", "pcomp", "acl") and loose and not _past(deed)
    return relation in ("dobj", "prep") and not any(t.lower_ in ("the", "this", "these") for t in deed.lefts)


def _past(verb: Token) -> bool:
    """'having been killed', 'to have killed'."""
    return any(c.dep_ == "aux" and c.lower_ in ("have", "having") for c in verb.lefts)


def _negation(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "neg"), None)


def _nobody(verb: Token) -> Token | None:
    """'nobody' as the verb's subject, or the 'nor' that joins it to another verb."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    if before.lower_ == "nor":
        return before
    parties = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    words = (*parties, *(g for p in parties for g in p.children if g.dep_ == "det"))
    return next((c for c in words if _negates(c)), None)


def _by_denial(lower: Token, denial: Token, no: Token | None) -> Certainty | Because[Certainty] | None:
    """'denied killing'; 'did not deny killing' and 'refused to deny' leave it open."""
    if lower.dep_ == "prep":
        return None
    refusing = word_sets(("stance", "declining_heads"), ("certainty", "negated", "governs"))
    if no is None and denial.dep_ == "xcomp" and denial.head.lemma_.lower() in refusing:
        no = denial.head
    no = no or _nobody(denial)
    return "denied" if no is None else Because("possible", UNDENIED, at(no, denial))


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.lefts)


def _purpose(verb: Token, lemma: str) -> bool:
    """'was hired to kill', 'came to kill': what for. 'Came on to kill', with a particle, tells what followed."""
    followed = any(c.dep_ == "prt" for c in verb.children)
    return lemma in word_set("certainty", "future", "purposes") and not followed


def _negation_reaches(lower: Token, lemma: str, no: Token | None) -> Certainty | Because[Certainty] | None:
    """What a negated word makes of what it governs.

    An embedded question presupposes its deed ('it is not clear who killed them'); so does what somebody
    did not know or did not hesitate to do. What was not confirmed stays open.
    """
    if _told_before(lower):
        return None
    words = word_set("certainty", "embedded")
    asked = any(t.lower_ in words for t in lower.subtree if t.i < lower.i)
    if (lower.dep_ == "ccomp" and (asked or lemma in ("know", "tell"))) or lemma in word_set(
        "certainty", "litotes"
    ):
        return None
    how: Certainty = "negated"
    if lower.dep_ == "ccomp" and lemma in word_set("certainty", "unconfirmed"):
        how = "possible"
    return how if no is None else Because(how, "act.certainty.negation", at(no))


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


def _under_condition(trigger: Token) -> list[Token]:
    """The words ('if') that put the deed's clause, or the one around it, under a condition."""
    marks = word_set("certainty", "conditional", "marks")
    clauses = [t for t in (trigger, *trigger.ancestors) if t.pos_ in CLAUSES][:2]
    marked = [c for t in clauses for c in t.children if c.dep_ == "mark" and c.lower_ in marks]
    return marked or _inverted(trigger) or _in_case(trigger)


def _inverted(trigger: Token) -> list[Token]:
    """'Had soldiers killed the mayor, talks would have ended': the verb before its subject, a modal behind the comma."""
    sentence = [t for t in trigger.sent if not (t.is_space or t.text in ('"', "'", "``"))]
    comma = next((n for n, t in enumerate(sentence) if t.text == "," and t.i > trigger.i), None)
    if comma is None or sentence[0].lower_ not in ("had", "were", "should") or sentence[-1].text == "?":
        return []
    return sentence[:1] if any(t.tag_ == "MD" for t in sentence[comma:]) else []


def _in_case(trigger: Token) -> list[Token]:
    """'in case they kill', 'in the event that soldiers killed': the words of a phrase right before the deed's clause."""
    before = list(trigger.doc[max(trigger.sent.start, trigger.i - LONGEST_CONDITION) : trigger.i])
    clause = before[max((n + 1 for n, t in enumerate(before) if t.text in (",", ";")), default=0) :]
    for phrase in vocabulary("certainty")["conditional"]["phrases"]:
        words = phrase.split()
        for n in range(len(clause) - len(words) + 1):
            found = clause[n : n + len(words)]
            behind = trigger.doc[found[-1].i + 1]
            if [t.lower_ for t in found] == words and not (behind.like_num or behind.lower_ in ("no", "no.")):
                return found
    return []


def _denial_phrase(trigger: Token) -> list[Because[Certainty]]:
    before = trigger.doc[max(trigger.sent.start, trigger.i - 8) : trigger.i]
    words = before.text.casefold()
    found = sorted(phrase for phrase in word_set("certainty", "denied", "phrases") if phrase in words)
    return [Because("denied", "act.certainty.phrase", each_at(before), phrase) for phrase in found]
