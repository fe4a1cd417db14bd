"""Which of the candidate words do tell of a deed, and who stands where in its grammar?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chapeau.read.act_words import DeedWord, Needs, Suffers
from chapeau.read.clauses import after, governed_by, objects, passive, subjects
from chapeau.read.clauses import agents as named_by
from chapeau.read.noun_kinds import NounKind, can_do_deeds, is_instrument, is_party_word, noun_kind
from chapeau.read.phrases import bounds, conjuncts, counted
from chapeau.read.tokens import Doc, Token
from chapeau.read.triggers import Trigger, candidates, party_before
from chapeau.read.verbal import is_verbal
from chapeau.read.words import vocabulary, word_set, word_sets

SUFFERS: dict[Suffers, frozenset[NounKind]] = {
    "person": frozenset({"person", "child", "name", "number"}),
    "child": frozenset({"child", "person", "name"}),
    "thing": frozenset({"thing", "land", "name"}),
    "land": frozenset({"land", "name"}),
    "either": frozenset({"person", "child", "name", "number", "thing", "land"}),
    "any": frozenset({"person", "child", "name", "number", "thing", "land", "unknown"}),
    "none": frozenset(),
}
# Families whose noun takes a nationality or possessor for the doer ('the Orvanian shelling').
DONE_BY_POSSESSOR = frozenset(
    {
        "attack",
        "use_of_force",
        "invasion",
        "destruction",
        "deportation",
        "threat",
        "order",
        "taking",
        "displacement",
        "denial_of_information",
        "deprivation",
        "recruitment",
        "forced_labour",
    }
)

# Families whose past form after a noun, without an object, is nearly always a passive cut short.
OFTEN_SUFFERED = frozenset(
    {
        "killing",
        "injury",
        "detention",
        "abduction",
        "rape",
        "torture",
        "assault",
        "deportation",
        "displacement",
        "destruction",
        "sexual_violence",
        "unfair_trial",
        "evacuation",
    }
)
# Families that only persons suffer, even where the tagger calls the object a place.
OF_PERSONS = frozenset({"killing", "injury", "detention", "abduction", "rape", "torture", "use_of_force"})
# Families that somebody can 'use' or 'practise'.
MEANS = frozenset({"torture", "detention", "use_of_force", "forced_labour", "sexual_violence", "rape"})
Standing = tuple[str, "tuple[Token, ...]"]
"""Tokens with the rule that puts them where they stand (why/rules.yaml)."""
# Words of a noun phrase before its noun: 'the old two-storey village school'.
LONGEST_LEAD = 8
# Words of a list's heading after its deed: 'Detained by soldiers of the 3rd Brigade in Kessin on 4 March:'.
LONGEST_HEADING = 14
# What follows a deed in a row: the next cell, or how it was done.
ROW_GOES_ON = frozenset({",", "|", ";", ".", "in", "by", "on", "at", "during", "with"})


# Pronouns that, before a verb without an auxiliary, do what it says: headlines, which leave it out, use none.
DOING = frozenset({"i", "we", "he", "she", "they"})


Placed = tuple[tuple[int, str], ...]
"""For tokens, by their places, the rule under `act.perpetrator` or `act.victim` in `why/rules.yaml`."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A trigger with whoever does the deed, whoever suffers it, and with what, as tokens.

    `alone`: whoever suffered it stands in no grammar, only in the list that the word heads or ends
    ('Killed: Ana Vell, 34; ...'). `done_by` and `done_to` say which rule put each of them there, by the token's place (`Placed`).
    """

    trigger: Trigger
    agents: tuple[Token, ...] = ()
    undergoers: tuple[Token, ...] = ()
    instruments: tuple[Token, ...] = ()
    mistaken_subject: bool = False
    alone: bool = False
    done_by: Placed = ()
    done_to: Placed = ()

    @property
    def head(self) -> Token:
        """The word that carries the deed's grammar."""
        return self.trigger.head

    @property
    def word(self) -> DeedWord:
        """What the vocabulary says of the trigger."""
        return self.trigger.word


def deeds(doc: Doc) -> tuple[Deed, ...]:
    """Every deed that a text tells, in order; no word belongs to two."""
    taken: set[int] = set()
    found: list[Deed] = []
    for choices in candidates(doc):
        deed = next(_told(choices, taken), None)
        if deed is not None:
            taken.update(t.i for t in deed.trigger.tokens)
            found.append(deed)
    return tuple(found)


def _told(choices: tuple[Trigger, ...], taken: set[int]) -> Iterator[Deed]:
    for trigger in choices:
        if any(t.i in taken for t in trigger.tokens):
            continue
        deed = _checked(_with_roles(trigger))
        if deed is not None:
            yield deed


# --- who stands where -------------------------------------------------------------------------------


def placed(rule: str, tokens: Iterable[Token]) -> Placed:
    """These tokens, each under the one rule."""
    return tuple((t.i, rule) for t in tokens)


def _deed(
    trigger: Trigger, doing: Standing, suffering: Standing = ("", ()), tools: tuple[Token, ...] = ()
) -> Deed:
    return Deed(
        trigger,
        doing[1],
        suffering[1],
        tools,
        done_by=placed(*doing),
        done_to=placed(*suffering),
    )


def _with_roles(trigger: Trigger) -> Deed:
    if trigger.word.undergoer == "found":
        return _of_finding(trigger)
    if trigger.word.undergoer == "owner":
        return _of_body(trigger)
    if (toll := _tolled(trigger)) is not None:
        return _deed(trigger, ("subject", ()), ("toll", (toll,)))
    if trigger.word.undergoer == "described":
        return _deed(trigger, ("subject", ()), ("described", _described(trigger.head)))
    if trigger.word.undergoer == "none":
        return _deed(
            trigger,
            ("subject", _parties(subjects(trigger.head)) if trigger.shape == "verb" else ()),
            ("of_phrase", after(trigger.tokens[-1], frozenset({"of"}))),
        )
    return _of_verb(trigger) if trigger.shape == "verb" else _of_noun(trigger)


def _of_verb(trigger: Trigger) -> Deed:
    verb, way = trigger.head, trigger.word.undergoer
    before: Standing = ("subject", subjects(verb))
    named = named_by(verb) or tuple(n for t in trigger.tokens[1:] for n in named_by(t))
    by: Standing = ("by_phrase", named)
    suffering = () if _ends_at_comma(trigger) else objects(verb)
    behind: Standing = ("object", tuple(t for t in suffering if t not in trigger.tokens))
    if way == "subject":
        return _deed(trigger, by, before)
    if way == "at" and passive(verb) and trigger.tokens[-1].pos_ == "ADP":
        return _deed(trigger, by, before)
    if way == "at":
        whom = after(verb, word_set("grammar", "at_whom")) or tuple(
            o for o in behind[1] if noun_kind(o) in ("person", "child")
        )
        return _deed(trigger, by if passive(verb) else before, ("after_preposition", whom))
    if way == "bomb":
        return _of_bomb(trigger, before[1], behind[1])
    if trigger.word.family == "threat" and _with_infinitive(verb):
        return _deed(trigger, before, behind)
    if way == "either_side" and not passive(verb) and not behind[1]:
        return _deed(trigger, ("subject", ()), before)
    if passive(verb) or _reduced_passive(trigger, before[1], behind[1]):
        return _deed(trigger, by, ("subject_of_passive", before[1]))
    if verb.dep_ == "amod":
        described = () if verb.tag_ == "VBG" else (verb.head,)
        return _deed(trigger, ("subject", ()), ("described", described))
    return _deed(trigger, before, behind if behind[1] else ("right_after", _right_after(trigger)))


def _of_finding(trigger: Trigger) -> Deed:
    """'the body of a farmer was found': who was found suffered it, and whoever found them did nothing."""
    verb = trigger.head
    found = subjects(verb) if passive(verb) else objects(verb)
    found = found or tuple(n for t in trigger.tokens for n in subjects(t) if n.i > verb.i)
    found = found or (subjects(verb) if _found_so(trigger) else ())
    remains = word_set("grammar", "remains")
    bodies = [t for t in (*found, *trigger.tokens) if t.lemma_.lower() in remains]
    if not bodies:
        return _deed(trigger, ("by_phrase", ()), ("subject_of_passive" if passive(verb) else "object", found))
    owners = [n for body in bodies for c in body.lefts if c.dep_ == "poss" for n in conjuncts(c)]
    if owners:
        return _deed(trigger, ("by_phrase", ()), ("possessor", tuple(dict.fromkeys(owners))))
    whose = tuple(dict.fromkeys(n for body in bodies for n in after(body, frozenset({"of"}))))
    return _deed(trigger, ("by_phrase", ()), ("of_phrase", whose))


def _found_so(trigger: Trigger) -> bool:
    """'Journalist found dead': a headline without its auxiliary, since nobody stands between the words."""
    return len(trigger.tokens) > 1 and trigger.tokens[1].i == trigger.head.i + 1


def _of_body(trigger: Trigger) -> Deed:
    """'they broke his arm': whose arm it was suffered it, unless it may be the doer's own."""
    verb = trigger.head
    parts = subjects(verb) if passive(verb) else objects(verb)
    doing = named_by(verb) if passive(verb) else subjects(verb)
    owners = [
        c
        for part in parts
        if part.lemma_.lower() in word_set("grammar", "body_parts")
        for c in part.lefts
        if c.dep_ == "poss" and not _perhaps_own(c, doing)
    ]
    side = ("by_phrase" if passive(verb) else "subject", tuple(doing))
    return _deed(trigger, side, ("possessor", tuple(owners)))


def _perhaps_own(owner: Token, doing: Sequence[Token]) -> bool:
    """'the player broke his arm': his own, unless those who did it are called by a word for doers."""
    own = vocabulary("grammar")["another's"].get(owner.lower_)
    if own is None or not doing:
        return own is not None and not doing
    if owner.lower_ in ("my", "our"):
        return any(d.lower_ in own for d in doing)
    plural = all(d.tag_ in ("NNS", "NNPS") or d.lower_ == "they" or is_party_word(d) for d in doing)
    return not plural or owner.lower_ == "their"


def _described(adjective: Token) -> tuple[Token, ...]:
    """Whom a headline calls dead or hurt: 'two dead', 'three monks dead'; whatever the parser hangs it on."""
    before = adjective.doc[adjective.i - 1] if adjective.i else adjective
    if before.sent != adjective.sent or not (before.like_num or before.pos_ in ("NOUN", "NUM", "PROPN")):
        return ()
    numbered = before.like_num or before.pos_ == "NUM" or any(c.dep_ == "nummod" for c in before.lefts)
    return (before,) if numbered else ()


def _tolled(trigger: Trigger) -> Token | None:
    """The number of 'Wounded: 37' or 'Killed: 9 children', where a word for what was done heads it."""
    doc, first, last = trigger.head.doc, trigger.tokens[0], trigger.tokens[-1].i
    number = doc[last + 2] if last + 2 < len(doc) and doc[last + 1].text == ":" else first
    heads = first.is_sent_start or first.i == 0 or not doc[first.i - 1].text[-1].isalnum()
    if number is first or not heads or not number.like_num or number.ent_type_ in ("DATE", "TIME"):
        return None
    return number.head if number.dep_ == "nummod" and number.head.i == number.i + 1 else number


def _ends_at_comma(trigger: Trigger) -> bool:
    """'12 killed, dozens wounded': what the comma parts from a number that suffers is not done by it."""
    doc, last = trigger.head.doc, trigger.tokens[-1].i
    numbers = [c for c in trigger.head.children if c.dep_ == "nsubj" and c.like_num]
    return bool(numbers) and last + 1 < len(doc) and doc[last + 1].text == ","


def _with_infinitive(verb: Token) -> bool:
    """'threatened (on Monday) to destroy the town', whatever the parser calls the infinitive."""
    return any(c.pos_ == "VERB" and any(g.lower_ == "to" for g in c.lefts) for c in verb.children)


def _right_after(trigger: Trigger) -> tuple[Token, ...]:
    """The noun phrase that begins where a phrase of several words ends: 'set fire to / the school'."""
    last = trigger.tokens[-1]
    if len(trigger.tokens) == 1:
        return ()
    following = trigger.head.doc[last.i + 1 : last.i + 1 + LONGEST_LEAD]
    heads = [t for t in following if t.sent == last.sent and t.pos_ in ("NOUN", "PROPN", "PRON")]
    return tuple(n for t in heads if bounds(t)[0] == last.i + 1 for n in conjuncts(t))[:4]


def _reduced_passive(trigger: Trigger, before: tuple[Token, ...], behind: tuple[Token, ...]) -> bool:
    """'Two men shot dead', 'four killed and five injured': a past form with no object suffers."""
    verb = trigger.head
    if any(t.lower_ in DOING for t in before):
        return False
    things = before and all(noun_kind(t) == "thing" and not can_do_deeds(t) for t in before)
    if (
        (trigger.word.family not in OFTEN_SUFFERED and not things)
        or behind
        or not before
        or (trigger.word.needs != "undergoer" and not trigger.word.phrases and _may_do(before))
    ):
        return False
    if (
        _takes_an_object(trigger)
        or any(c.dep_ == "aux" for c in verb.children)
        or not verb.lower_.endswith(("ed", "en", "n", "t", "d"))
    ):
        return False
    return verb.tag_ in ("VBD", "VBN") and not any(is_party_word(t) and t.lower_ == "police" for t in before)


def _takes_an_object(trigger: Trigger) -> bool:
    """'claimed ten lives', 'shot dead two monks'; not 'shot dead in the square'."""
    verb, own = trigger.head, trigger.tokens
    if any(t.head == verb and t.dep_ in ("dobj", "obj") for t in own):
        return True
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return _followed_by_noun(own[-1] if following in own else verb)


def _may_do(before: Sequence[Token]) -> bool:
    """Whether any of them is called by a word for those who do deeds."""
    return any(is_party_word(t) for t in before)


def _followed_by_noun(verb: Token) -> bool:
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return following.pos_ in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ") and following != verb


def _of_bomb(trigger: Trigger, before: tuple[Token, ...], behind: tuple[Token, ...]) -> Deed:
    verb = trigger.head
    by = named_by(verb) if passive(verb) else before
    things = (*(before if passive(verb) else ()), *behind)
    sites = after(verb, frozenset({"at", "outside", "against", "inside", "near", "under"}))
    hit = tuple(t for t in (*things, *sites) if noun_kind(t) in ("thing", "person") and not is_instrument(t))
    tools = tuple(t for t in (*by, *things) if is_instrument(t))
    return _deed(trigger, ("by_phrase" if passive(verb) else "subject", by), ("bombed", hit), tools)


def _of_noun(trigger: Trigger) -> Deed:
    noun = trigger.head
    if noun.lemma_.lower() in word_set("parties", "doers_by_word"):
        return _of_doer(trigger)
    suffering = _Side()
    suffering.add(
        "of_phrase", _complements(noun, frozenset({"of"})) or _shared_complement(noun) or _past_a_date(noun)
    )
    doing = _Side()
    doing.add(
        "by_phrase",
        after(noun, frozenset({"by"}))
        or [n for s in suffering.tokens for n in after(s, frozenset({"by"}))]
        or _by_right_after(noun),
    )
    if trigger.word.family in DONE_BY_POSSESSOR or not suffering.tokens:
        whom = after(noun, word_set("grammar", "at_whom"))
        suffering.add("after_preposition", [t for t in whom if t.ent_type_ not in ("DATE", "TIME")])
    party = party_before(noun)
    if party is not None:
        doing.add("before_noun", (party,))
    for child in (c for c in noun.lefts if c != party):
        _sort_modifier(trigger, child, doing, suffering)
    governing_agents, governing_sufferers = _from_governing(noun, trigger.word.family)
    doing.add("governing", [t for t in governing_agents if t not in suffering.tokens])
    suffering.add("governing", governing_sufferers)
    return Deed(
        trigger,
        tuple(doing.tokens),
        tuple(suffering.tokens),
        done_by=tuple(doing.rules),
        done_to=tuple(suffering.rules),
    )


def _of_doer(trigger: Trigger) -> Deed:
    """'the murderers of Ana Vell': the word is for whoever did it. A tyrant's killers may be those who killed for him."""
    whom = _complements(trigger.head, frozenset({"of"}))
    persons = tuple(n for n in whom if n.ent_type_ not in ("GPE", "ORG", "NORP"))
    return _deed(trigger, ("by_word", (trigger.head,)), ("of_phrase", persons))


class _Side:
    """Those who do a deed, or suffer it, while they are being gathered, each with its rule."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.rules: list[tuple[int, str]] = []

    def add(self, rule: str, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self.tokens.append(token)
            self.rules.append((token.i, rule))


def _by_right_after(noun: Token) -> tuple[Token, ...]:
    """The rebels of 'hurt in an attack by rebels', whatever the parser hangs 'by' on."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ != "by":
        return ()
    nouns = [n for n in following.children if n.dep_ == "pobj" and n.ent_type_ not in ("DATE", "TIME")]
    return tuple(n for noun in nouns for n in conjuncts(noun))


def _complements(noun: Token, prepositions: frozenset[str]) -> tuple[Token, ...]:
    return after(noun, prepositions)


def _shared_complement(noun: Token) -> tuple[Token, ...]:
    """'the torture and killing of prisoners': the last one's complement belongs to all."""
    later = [t for t in noun.conjuncts if t.i > noun.i and t.sent == noun.sent]
    if not later or later[0].i - noun.i > 4:
        return ()
    return after(later[0], frozenset({"of"}))


def _past_a_date(noun: Token) -> tuple[Token, ...]:
    """'the kidnapping and killing on 15 May of Ana Vell', whatever the parser hangs 'of' on."""
    last = max((t for t in (noun, *noun.conjuncts) if t.i <= noun.i + 2), key=lambda t: t.i)
    of = next((t for t in noun.doc[last.i + 1 : noun.sent.end] if not _of_a_date(t)), None)
    if of is None or of.lower_ != "of" or of.i == last.i + 1:
        return ()
    return tuple(n for c in of.children if c.dep_ == "pobj" for n in conjuncts(c) if c.pos_ == "PROPN")


def _of_a_date(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ == "on"


def _sort_modifier(trigger: Trigger, child: Token, doing: _Side, suffering: _Side) -> None:
    if child.dep_ == "poss":
        side = doing if _possessor_does(trigger, child, bool(suffering.tokens)) else suffering
        side.add("possessor", conjuncts(child))
    elif child.dep_ in ("compound", "nmod") and is_party_word(child):
        doing.add("before_noun", (child,))
    elif (
        child.dep_ in ("compound", "nmod")
        and noun_kind(child) == "thing"
        and trigger.word.family in ("attack", "destruction", "taking")
    ) or (child.dep_ in ("compound", "nmod") and child.ent_type_ == "PERSON"):
        suffering.add("before_noun", (child,))
    elif (
        child.dep_ in ("amod", "compound")
        and (child.ent_type_ == "NORP" or (child.ent_type_ == "GPE" and child.pos_ == "ADJ"))
        and trigger.word.family in DONE_BY_POSSESSOR
        and not any(c.dep_ == "poss" for c in trigger.head.lefts)
    ):
        doing.add("nationality", (child,))


def _possessor_does(trigger: Trigger, owner: Token, has_sufferer: bool) -> bool:
    if has_sufferer or trigger.word.family in DONE_BY_POSSESSOR:
        return True
    return is_party_word(owner) or owner.ent_type_ in ("GPE", "NORP")


def _commits(verb: Token, family: str) -> bool:
    """'staged an attack', 'used torture'; whoever uses an attack, or plans round it, need not have done it."""
    lemma = verb.lemma_.lower()
    if lemma in word_set("parties", "using"):
        return family in MEANS
    return lemma in word_set("parties", "commission")


def _from_governing(noun: Token, family: str) -> tuple[list[Token], list[Token]]:
    """Whom the verb or adjective above ties to the deed: who committed it, or who suffered it."""
    first = _first_of_list(noun)
    above = first.head
    lemma = above.lemma_.lower()
    if first.dep_ == "dobj" and above.pos_ == "VERB":
        if lemma in word_set("grammar", "undergoing"):
            return [], list(subjects(above))
        return (list(subjects(above)), []) if _commits(above, family) and not passive(above) else ([], [])
    if first.dep_ == "nsubjpass":
        if lemma not in word_sets(("parties", "commission"), ("parties", "directing")):
            return [], []
        return list(named_by(above)), list(after(above, frozenset({"against"})))
    if first.dep_ == "pobj":
        return _after_preposition(first)
    if first.dep_ == "attr" and above.lemma_ == "be":
        return [], []
    return [], []


def _after_preposition(noun: Token) -> tuple[list[Token], list[Token]]:
    preposition, above = noun.head, noun.head.head
    lemma = above.lemma_.lower()
    if preposition.lower_ == "under" and lemma == "be":
        return [], list(subjects(above))
    if preposition.lower_ == "behind" and lemma in ("be", "stand"):
        return list(subjects(above)), []
    if preposition.lower_ in ("to", "with") and lemma in word_set("parties", "connecting"):
        return list(subjects(above) if passive(above) else objects(above)), []
    if lemma in ("victim", "survivor", "target"):
        return [], list(subjects(above.head)) if above.head.pos_ in ("AUX", "VERB") else []
    if lemma == "subject" and passive(above):
        return list(named_by(above)), list(subjects(above))
    laid_by = ("in", "with") if lemma in ("involve", "implicate") else ("of", "for", "with")
    if preposition.lower_ == "of" and lemma in word_set("parties", "doers_of"):
        return list(_who_is(above)), []
    if preposition.lower_ == "for" and above.dep_ == "pobj" and above.head.lower_ == "of":
        seized = above.head.head.lemma_.lower() in word_set("parties", "imputing_nouns")
        return (list(conjuncts(above)) if seized else []), []
    laid = word_sets(("parties", "imputation"), ("parties", "imputing_adjectives"))
    laid |= word_set("parties", "imputing_nouns")
    if preposition.lower_ in laid_by and lemma in laid | {"responsibility", "blame"}:
        return list(governed_by(preposition)), []
    if preposition.lower_ in ("in", "to") and lemma in word_set("parties", "commission_in"):
        return ([] if passive(above) else list(subjects(above))), []
    return [], []


def _who_is(noun: Token) -> tuple[Token, ...]:
    """Whom a noun is said of: 'Odo Venn was the author of', 'Odo Venn, the author of'; the noun where nobody is named."""
    if noun.dep_ == "attr":
        return subjects(noun.head)
    if noun.dep_ == "appos":
        return (noun.head,)
    named = tuple(c for c in noun.children if c.dep_ == "appos")
    return named or (noun,)


def _first_of_list(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


# --- does it count ----------------------------------------------------------------------------------------


def _checked(deed: Deed) -> Deed | None:
    """The deed with only parties that can be, or None where the word's conditions are not met."""
    lemmas = {w for t in deed.undergoers for w in (t.lemma_.lower(), t.lower_, t.lower_.removesuffix("s"))}
    doers = {t.lemma_.lower() for t in (*deed.agents, *_meant(deed.agents))}
    if lemmas & deed.word.not_of or doers & (deed.word.not_by | word_set("parties", "no_party")):
        return None
    if (
        _is_play(deed)
        or _not_found(deed)
        or _to_oneself(deed)
        or _is_state_of_custody(deed)
        or is_verbal(deed.trigger, deed.agents, deed.undergoers)
        or (deed.undergoers and not _suffering(deed) and not _tells_enough(deed.trigger))
    ):
        return None
    wielders = tuple((w, t) for t in deed.agents for w in _wielders(t))
    checked = replace(
        deed,
        agents=_parties(tuple(w for w, _ in wielders)),
        undergoers=_suffering(deed),
        done_by=_again(deed.done_by, wielders),
        done_to=_again(deed.done_to, tuple((t, t) for t in deed.undergoers)),
        instruments=(*deed.instruments, *(t for t in deed.agents if is_instrument(t))),
    )
    needs = deed.word.needs if deed.trigger.shape == "verb" else deed.word.noun_needs
    if _has(checked, needs):
        return checked
    return replace(checked, alone=True) if needs == "undergoer" and _stands_alone(deed.trigger) else None


def _meant(agents: Sequence[Token]) -> Iterator[Token]:
    """The outbreak of 'an outbreak that has killed': whom or what a relative pronoun stands for."""
    for agent in agents:
        if agent.lower_ in ("that", "which") and agent.head.dep_ == "relcl":
            yield agent.head.head


def _tells_enough(trigger: Trigger) -> bool:
    """Whether a deed is told whatever it seems to be done to: by words of its own ('fired ... rounds'), or in a list.

    Words that end with a preposition take what it was done to from behind it ('fired on Monday').
    """
    own = trigger.shape == "verb" and len(trigger.tokens) > 1 and trigger.tokens[-1].pos_ != "ADP"
    return own or _stands_alone(trigger)


def _stands_alone(trigger: Trigger) -> bool:
    """'Killed:' at the head of a list, '... | 34 | injured' at the end of a row."""
    doc, first, last = trigger.head.doc, trigger.tokens[0].i, trigger.tokens[-1].i
    before = doc[first - 1].text if first else "\n"
    behind = doc[last + 1].text if last + 1 < len(doc) else "\n"
    if "\n" in before:
        line = [t.text for t in doc[last + 1 : last + 1 + LONGEST_HEADING]]
        end = next((i for i, word in enumerate(line) if word == ":" or "\n" in word), None)
        return end is not None or last + 1 == len(doc)
    aged = any(t.like_num for t in doc[trigger.head.sent.start : first])
    return aged and before in (",", "…") and ("\n" in behind or behind in ROW_GOES_ON)


def _again(rules: Placed, pairs: Sequence[tuple[Token, Token]]) -> Placed:
    """The rules of the second of each pair for whoever the first of it counts; who wields a thing stands apart."""
    known = dict(rules)
    return tuple((counted(new).i, known[old.i] if new is old else "wielder") for new, old in pairs)


def _suffering(deed: Deed) -> tuple[Token, ...]:
    fitting = SUFFERS[deed.word.suffers]
    if deed.word.undergoer == "at":
        fitting = fitting - {"unknown"}
    return tuple(
        counted(t)
        for t in deed.undergoers
        if noun_kind(t) in fitting or _perhaps_a_person(deed, counted(t)) or _seat(deed, counted(t))
    )


def _seat(deed: Deed, token: Token) -> bool:
    """'the rebels attacked the council': a body that the armed attack is struck where it sits."""
    armed = any({t.lower_, t.lemma_.lower()} & word_set("parties", "armed") for t in deed.agents)
    return (
        armed and deed.word.suffers == "either" and token.lemma_.lower() in word_set("organisations", "heads")
    )


def _perhaps_a_person(deed: Deed, token: Token) -> bool:
    """'killed Ilan Doro', where the tagger takes a name that it never saw for a place's."""
    if deed.word.suffers != "person" or deed.word.family not in OF_PERSONS or token.pos_ != "PROPN":
        return False
    if deed.trigger.shape != "verb" or token.ent_type_ not in ("GPE", "LOC", "FAC"):
        return False
    first = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)
    described = any(c.dep_ in ("appos", "nummod") and c.i > token.i for c in token.rights)
    return (first or described) and not any(c.dep_ == "det" for c in token.lefts)


def _has(deed: Deed, needs: Needs) -> bool:
    if needs == "agent":
        return bool(deed.agents)
    if needs == "both":
        return bool(deed.agents and deed.undergoers)
    if needs == "party":
        return bool(deed.agents or deed.undergoers)
    return needs == "any" or bool(deed.undergoers)


def _not_found(deed: Deed) -> bool:
    """'his body was never found' tells of no body; the 'never' of 'never seen again' is the deed's own word."""
    verb, own = deed.head, deed.trigger.tokens
    return deed.word.undergoer == "found" and any(c.dep_ == "neg" and c not in own for c in verb.children)


def _to_oneself(deed: Deed) -> bool:
    """'shot himself': nobody else did it."""
    return any(t.lower_.endswith(("self", "selves")) and t.dep_ in ("dobj", "pobj") for t in deed.undergoers)


def _is_state_of_custody(deed: Deed) -> bool:
    """'torture of civilians in detention': where they were when something else was done to them."""
    head = deed.head
    within = head.dep_ == "pobj" and head.head.lower_ in ("in", "during", "into", "from", "under")
    return (
        deed.word.family == "detention"
        and deed.trigger.shape == "noun"
        and len(deed.trigger.tokens) == 1
        and within
    )


def _is_play(deed: Deed) -> bool:
    """Two words of sport or film in the sentence: its attacks, shots and beatings are no deeds."""
    if deed.word.family in ("killing", "detention", "rape", "torture", "abduction"):
        return False
    return len({t.lower_ for t in deed.head.sent} & word_set("parties", "play")) > 1


def _wielders(token: Token) -> tuple[Token, ...]:
    """'police' of 'killed by police bullets'; 'the artillery' of 'shells fired by the artillery killed'."""
    if not is_instrument(token):
        return () if _in_dateline(token) else (token,)
    told = tuple(n for c in token.children if c.dep_ == "acl" for n in named_by(c))
    return (
        told
        or tuple(t for t in token.lefts if t.dep_ in ("compound", "poss") and is_party_word(t))
        or (token,)
    )


def _in_dateline(token: Token) -> bool:
    """'HALVERN, March 12 -' at the head of a story: a place, whatever the parser makes of it."""
    return (
        token.is_upper and len(token) > 3 and token.i - token.sent.start < 3 and not token.sent.text.isupper()
    )


def _parties(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(counted(t) for t in tokens if can_do_deeds(counted(t)))
