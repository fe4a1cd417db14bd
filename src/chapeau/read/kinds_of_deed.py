"""Which kind of its family is a deed, by what else the text tells of it?

Factual kinds only: who or what it was done to, in whose hands, what was asked for them. The words are data
(vocabulary/kinds.yaml). Where the text leaves it open, the family stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chapeau.read.act_words import act_words
from chapeau.read.because import Because, each_at
from chapeau.read.deeds import Deed
from chapeau.read.noun_kinds import phrase_text
from chapeau.read.tokens import Doc, Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Act, Method, Perpetrator, Victim

BY_METHOD = {
    "attack": {
        "poison_gas": "weapon_named.gas",
        "poisoning": "weapon_named.poison",
        "expanding_bullet": "weapon_named.bullets",
    },
    "killing": {"execution": "execution"},
    "torture": {"electric_shock": "electric_shock", "beating": "beating", "mock_execution": "mock_execution"},
}


def type_of(
    deed: Deed, how: Sequence[Method], kept: bool, doers: Sequence[Perpetrator], sufferers: Sequence[Victim]
) -> str:
    """The act's type. `kept`: whether whoever suffered it was in somebody's hands (`held`)."""
    return type_because(deed, how, kept, doers, sufferers).value


def type_because(
    deed: Deed, how: Sequence[Method], kept: bool, doers: Sequence[Perpetrator], sufferers: Sequence[Victim]
) -> Because[str]:
    """The type with what it rests on: the trigger's line in the vocabulary, and what made the kind of it."""
    words, entry = each_at(deed.trigger.tokens), _entry(deed)
    if kept and deed.word.in_custody:
        return Because(deed.word.in_custody, "act.type.in_custody", words, entry)
    if deed.word.kind not in (None, "by_method"):
        return Because(deed.word.type, "act.type.word", words, entry)
    told = {BY_METHOD.get(deed.word.family, {}).get(m.key): m for m in how}
    kinds = set(told) - {None}
    if len(kinds) == 1:
        kind = kinds.pop()
        method = (told[kind].start, told[kind].end)
        return Because(f"{deed.word.family}.{kind}", "act.type.by_method", (*words, method), entry)
    kind = _by_sufferers(deed, doers, sufferers)
    if kind is None:
        return Because(deed.word.type, "act.type.word", words, entry)
    suffering = tuple((v.start, v.end) for v in sufferers) or each_at(deed.undergoers)
    return Because(f"{deed.word.family}.{kind}", "act.type.by_victims", (*words, *suffering), entry)


def _entry(deed: Deed) -> str:
    """The trigger's line in the vocabulary, its words in their plain form: 'acts.yaml/killing/shoot dead'."""
    plain = [act_words().lemma(t.lower_, t.lemma_.lower()) for t in deed.trigger.tokens]
    return f"acts.yaml/{deed.word.family}/{' '.join(plain)}"


def with_hostages(found: Sequence[Act], doc: Doc) -> tuple[Act, ...]:
    """The acts; those who were abducted are hostages where the text calls them so and tells what is asked for them."""
    if not any(_asks_for_hostages(s.text) for s in doc.sents):
        return tuple(found)
    abductions = [a for a in found if a.type == "abduction"]
    of_hostages = [a for a in found if _of_hostages(a)]
    keepers = {actor for a in of_hostages if not _by_abductors(a) for actor in _doers(a)}
    all_of_them = any(_by_abductors(a) for a in of_hostages) and _one_abduction(abductions)
    hostages = {a.id for a in abductions if all_of_them or _of_hostages(a) or _doers(a) & keepers}
    return tuple(replace(a, type="abduction.hostage") if a.id in hostages else a for a in found)


def _by_sufferers(deed: Deed, doers: Sequence[Perpetrator], sufferers: Sequence[Victim]) -> str | None:
    if deed.word.family == "attack":
        return _attacked(deed)
    if deed.word.family == "killing" and deed.word.undergoer != "subject":
        spared = any(_no_longer_fights(v.text.lower()) for v in sufferers) or _own_prisoners(
            deed, doers, sufferers
        )
        return "of_surrendered_or_wounded" if spared else None
    return None


# --- what was attacked ---------------------------------------------------------------------------------------


def _attacked(deed: Deed) -> str | None:
    struck = [t for u in deed.undergoers for t in (u, *wholes(u))]
    if any(_is_one_of(t, "hospital_school_worship") for t in struck):
        return "on_hospital_school_worship"
    if any(re.search(vocabulary("kinds")["military_object"], phrase_text(t)) for t in struck):
        return "on_military_object"
    return "on_people" if struck and all(_is_one_of(t, "people") for t in struck) else None


def wholes(token: Token) -> tuple[Token, ...]:
    """'the hospital' of 'a wing of the hospital'; none where the word is no part of a thing."""
    if not _is_one_of(token, "parts"):
        return ()
    return tuple(n for of in token.rights if of.lower_ == "of" for n in of.children if n.dep_ == "pobj")


def _is_one_of(token: Token, key: str) -> bool:
    return bool({token.lower_, token.lemma_.lower()} & word_set("kinds", key))


# --- who was killed ------------------------------------------------------------------------------------------


def _no_longer_fights(printed: str) -> bool:
    words = _words(printed)
    told = words & word_set("kinds", "no_longer_fighting") and words & word_set("kinds", "fighters")
    return bool(told) or re.search(vocabulary("kinds")["prisoners_of_war"], printed) is not None


def _own_prisoners(deed: Deed, doers: Sequence[Perpetrator], sufferers: Sequence[Victim]) -> bool:
    """'our fighters killed those prisoners': fighters had them in their hands; no riot in a prison."""
    by_fighters = any(_words(d.text) & word_set("kinds", "fighters") for d in doers)
    prisoners = any(_words(v.text) & word_set("kinds", "prisoners") for v in sufferers)
    if not (by_fighters and prisoners):
        return False
    return re.search(vocabulary("kinds")["prison"], deed.head.sent.text, re.IGNORECASE) is None


def _words(printed: str) -> set[str]:
    words = re.findall(r"\w+", printed.lower())
    return {*words, *(w.removesuffix("s") for w in words)}


# --- who was abducted ----------------------------------------------------------------------------------------


def _asks_for_hostages(sentence: str) -> bool:
    patterns = (vocabulary("kinds")["hostage"], vocabulary("kinds")["asked_for"])
    return all(re.search(p, sentence, re.IGNORECASE | re.DOTALL) for p in patterns)


def _of_hostages(act: Act) -> bool:
    return any(re.search(vocabulary("kinds")["hostage"], v.text, re.IGNORECASE) for v in act.victims)


def _doers(act: Act) -> set[str]:
    return {p.actor for p in act.perpetrators if p.actor is not None}


def _by_abductors(act: Act) -> bool:
    """'the kidnappers threatened to kill the hostages': whose they are, the text says by that word."""
    return any(_words(p.text) & word_set("kinds", "abductors") for p in act.perpetrators)


def _one_abduction(abductions: Sequence[Act]) -> bool:
    """Whether all that a text tells of abductions is of the same people ('engineers'), by no two parties."""
    taken = [{v.text.lower().split()[-1] for v in a.victims} for a in abductions]
    doers = {actor for a in abductions for actor in _doers(a)}
    return bool(taken) and bool(set.intersection(*taken)) and len(doers) <= 1
