"""What does a modal make of a deed: still to come, open, imagined, or a habit that was?

'May attack', 'could be killed' and a reported 'would attack' look ahead: whoever says so tells of no deed that was done. 'May have
attacked' and 'might be holding' look at what was or is, and leave it open. 'Would beat them every night' tells of what was
done again and again. The words are data: vocabulary/certainty.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.read.because import Because, at
from chapeau.read.cues import lemma_of
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Certainty

MODALS: tuple[Certainty, ...] = ("future", "conditional", "possible")
PERFECT = frozenset({"have", "'ve", "’ve"})
IF = frozenset({"if", "unless", "had", "were"})
"""Words whose clause is the condition of a 'would' beside it."""


def modal_of(children: Iterable[Token]) -> Because[Certainty] | None:
    """What the modal among a verb's children makes of the deed; None without one, and of a habit."""
    return next((m for c in children if c.dep_ == "aux" for m in [_modal(c)] if m), None)


def modal_above(lower: Token, upper: Token) -> Because[Certainty] | None:
    """What the modal of the verb above makes of a deed: 'could be seen beating', 'may lead to arrests', 'may begin to shell'.

    What could be seen or heard was there. A deed told by a noun is still to come only where the verb brings it about;
    beside others the modal is theirs ('may be involved in the massacre', 'could amount to torture').
    """
    found = modal_of(upper.children)
    if found is None or found.value == "negated":
        return found
    lemma = lemma_of(upper)
    able = any(c.dep_ == "aux" and c.lower_ in ("could", "can") for c in upper.children)
    if able and lemma in word_set("certainty", "seeing"):
        return None
    noun = lower.dep_ in ("dobj", "prep")
    brings = lemma in word_set("certainty", "bringing") and not _known(lower)
    word = next(
        (c for c in upper.children if c.dep_ == "aux" and c.lower_ in vocabulary("certainty")["ahead"]), None
    )
    if noun and word is not None and not brings:
        return Because("possible", found.rule, found.words)
    return found


def _known(lower: Token) -> bool:
    """Whether the deed is spoken of as known: 'these killings', 'this attack'."""
    nouns = [c for c in lower.children if c.dep_ == "pobj"] if lower.dep_ == "prep" else [lower]
    return any(c.lower_ in ("this", "these", "that", "those") for n in nouns for c in n.lefts)


def _modal(aux: Token) -> Because[Certainty] | None:
    verb = aux.head
    if aux.lower_ == "'d" and verb.tag_ in ("VBN", "VBD"):
        return None
    how = next((c for c in MODALS if aux.lower_ in word_set("certainty", c, "modals")), None)
    if how == "possible" and _looks_ahead(aux):
        how = vocabulary("certainty")["ahead"][aux.lower_]
    if how == "conditional" and aux.lower_ in ("would", "'d", "’d"):
        how = _would(aux)
    return None if how is None else Because(how, "act.certainty.modal", at(aux))


def _looks_ahead(aux: Token) -> bool:
    """'may attack', 'could be killed'; not 'may have attacked', 'may be attacking', 'may be held', 'may be dead'."""
    verb = aux.head
    lasting = lemma_of(verb) in word_set("certainty", "lasting")
    return aux.lower_ in vocabulary("certainty")["ahead"] and not (
        _perfect(aux) or lasting or verb.tag_ == "VBG"
    )


def _perfect(aux: Token) -> bool:
    return any(t.lower_ in PERFECT for t in aux.doc[aux.i + 1 : aux.head.i])


def _would(aux: Token) -> Certainty | None:
    """'would': a habit where something says how often, what was still to come where it is reported, else imagined."""
    verb = aux.head
    if _perfect(aux) or _on_a_condition(verb):
        return "conditional"
    if _reported(verb):
        return "future"
    often = word_set("certainty", "habits")
    clause = (t for t in verb.subtree if not t.is_punct)
    return None if any(t.lower_ in often for t in clause) else "conditional"


def _on_a_condition(verb: Token) -> bool:
    """'would kill us if we hid anything', 'had he stayed, they would kill him'."""
    beside = [c for c in verb.children if c.dep_ == "advcl"]
    return any(t.lower_ in IF and t.dep_ in ("mark", "aux", "auxpass") for c in beside for t in c.children)


def _reported(verb: Token) -> bool:
    """Whether somebody said, thought or feared that it would be: 'said that they would kill him', not in his own words."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return False
    first, last = sorted((verb.i, above.i))
    return not any(t.text in ('"', "''", "``") for t in verb.doc[first:last])
