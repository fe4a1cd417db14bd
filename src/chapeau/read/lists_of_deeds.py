"""Which deeds share one agent, because the text lists them under one verb, or tells one through another?

'Members of the Third Column have committed killings of ...; torture of ...; and have deported ...':
the parser loses such lists, so they are read by their marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chapeau.read.clauses import after, passive, subjects
from chapeau.read.deeds import Deed, placed
from chapeau.read.noun_kinds import can_do_deeds
from chapeau.read.tokens import Token
from chapeau.read.words import word_set

BORROWING = frozenset({"killing", "injury", "destruction", "displacement"})
LENDING = frozenset({"use_of_force", "attack"})
FATAL = frozenset({"torture", "assault", "injury"})
"""What somebody dies of, beside force and attack: 'died after being beaten by guards'."""
LEADING_TO = frozenset({"in", "during", "by", "after", "from", "under"})
NEAR = 4
"""Words from 'died' to the deed that it was of: 'died in heavy police firing'."""
JOINING = frozenset({"alongside"})


def with_shared_agents(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """The deeds, each with the agents that its list or its sentence gives it."""
    freed = tuple(_without_deeds_as_agents(d, deeds) for d in deeds)
    listed = tuple(_from_list(d) for d in freed)
    return tuple(_from_force(d, listed) for d in listed)


def _without_deeds_as_agents(deed: Deed, deeds: Sequence[Deed]) -> Deed:
    words = {t.i for d in deeds for t in d.trigger.tokens}
    if deed.trigger.shape != "verb" or passive(deed.head):
        return deed
    told = subjects(deed.head)
    mistaken = bool(told) and all(t.i in words for t in told)
    return replace(deed, agents=tuple(t for t in deed.agents if t.i not in words), mistaken_subject=mistaken)


def _from_list(deed: Deed) -> Deed:
    if deed.agents and not deed.mistaken_subject:
        return _with_joined(deed)
    if deed.agents or not (deed.trigger.shape == "noun" or deed.mistaken_subject):
        return deed
    verb = _verb_of_list(deed)
    if verb is None:
        return deed
    shared = tuple(t for t in subjects(verb) if can_do_deeds(t))
    joined = _joined(deed)
    rules = (*placed("list_verb", shared), *placed("alongside", joined))
    return replace(deed, agents=(*shared, *joined), done_by=rules)


def _with_joined(deed: Deed) -> Deed:
    """'alongside other officials, they deported them': who is said to do it, and whoever does it beside them."""
    beside = (t for t in deed.head.children if t.lower_ in JOINING) if not passive(deed.head) else ()
    joined = [n for t in beside for n in t.children if n.dep_ == "pobj" and can_do_deeds(n)]
    joined = [n for n in joined if n not in deed.agents]
    if not joined:
        return deed
    return replace(
        deed, agents=(*deed.agents, *joined), done_by=(*deed.done_by, *placed("alongside", joined))
    )


def _verb_of_list(deed: Deed) -> Token | None:
    """The verb of commission before the deed in its sentence, where ';' or commas join the two."""
    before = [t for t in deed.head.sent if t.i < deed.head.i]
    verbs = [
        t
        for t in before
        if t.pos_ == "VERB" and t.lemma_.lower() in ("commit", "perpetrate", "carry") and not passive(t)
    ]
    if not verbs:
        return None
    between = deed.head.doc[verbs[-1].i + 1 : deed.head.i]
    return verbs[-1] if any(t.text == ";" for t in between) else None


def _joined(deed: Deed) -> list[Token]:
    """'alongside other officials', in the deed's own part of the list."""
    part: list[Token] = []
    for token in deed.head.doc[deed.head.sent.start : deed.head.i]:
        part = [] if token.text == ";" else [*part, token]
    return [n for t in part if t.lower_ in JOINING for n in t.children if n.dep_ == "pobj"]


def _from_force(deed: Deed, deeds: Sequence[Deed]) -> Deed:
    """'Two were killed when police fired on the crowd', '... died in police firing'."""
    if deed.agents or deed.word.family not in BORROWING:
        return deed
    near = [
        d for d in deeds if _lends(d, deed) and d.agents and d.head.sent == deed.head.sent and _tied(deed, d)
    ]
    if not near:
        return deed
    return replace(deed, agents=near[0].agents, done_by=placed("of_force", near[0].agents))


def _lends(force: Deed, deed: Deed) -> bool:
    """Whether a deed was done by means of another: of force, or of what somebody died of."""
    if force.word.family in LENDING:
        return True
    if force.word.family not in FATAL or deed.word.undergoer != "subject":
        return False
    pronouns = word_set("grammar", "personal_pronouns")
    return all(t in deed.undergoers or t.lower_ in pronouns for t in force.undergoers)


def _just_after(deed: Deed, force: Deed) -> bool:
    """'died in police firing', whatever the parser makes of 'firing'."""
    doc, last = deed.head.doc, deed.trigger.tokens[-1].i
    first = force.trigger.tokens[0].i
    return last + 1 < first <= last + NEAR and doc[last + 1].lower_ in LEADING_TO


def _just_before(force: Deed, deed: Deed) -> bool:
    """'the police firing that left one dead', whatever the parser hangs 'that' on."""
    between = deed.head.doc[force.trigger.tokens[-1].i + 1 : deed.trigger.tokens[0].i]
    return 0 < len(between) <= 2 and between[0].lower_ in ("that", "which", "and", "in", "has", "had")


def _tied(deed: Deed, force: Deed) -> bool:
    nested = force.head in deed.head.ancestors or deed.head in force.head.ancestors
    if nested and deed.trigger.shape == "verb":
        return True
    if set(deed.instruments) & set(force.trigger.tokens) or _just_before(force, deed):
        return True
    if deed.word.undergoer == "described" or _just_after(deed, force):
        return True
    return bool(set(after(deed.head, LEADING_TO)) & set(force.trigger.tokens))
