"""Grammar that no English sentence has, put right before the rules walk it.

An encoder chooses tags, relations and heads each by itself, so that they may contradict each other, most of all
in headlines: a noun that is part of a verb's name, a plural noun before a word that is a verb as much as a noun.
Only such contradictions are mended; which word tells of a deed, and what party does it, the vocabularies say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from chapeau.read.act_words import act_words
from chapeau.read.noun_kinds import party_words

NOUN_TAGS: Final = ("NN", "NNS", "NNP", "NNPS")
NAMES: Final = ("NNP", "NNPS")
VERBS: Final = ("VERB", "AUX")
PLURAL: Final = ("NNS", "NNPS")
ALWAYS_PLURAL: Final = ("police",)
"""Words that take a plural verb, whatever their form."""
FINITE: Final = ("VB", "VBD", "VBP", "VBZ")
CLAUSES: Final = ("ROOT", "ccomp", "conj", "dep", "advcl", "relcl", "parataxis")
"""Relations of a verb that has a subject of its own; a gerund that stands for a noun has others."""
SUBJECTS: Final = ("nsubj", "nsubjpass")
JOINING: Final = (",", "and", "or")
NAMING: Final = ("compound", "nmod")
LONGEST_OBJECT: Final = 6
"""Words of the object of a headline's verb up to its noun: 'kill at least five unarmed villagers'."""


@dataclass(slots=True)
class Columns:
    """Words with what an encoder says of each: one value a word in every column, to be changed in place."""

    words: Sequence[str]
    tags: list[str]
    parts: list[str]
    relations: list[str]
    heads: list[int]
    begins: list[bool]


def unbreak(columns: Columns) -> None:
    """Put the columns right where they contradict each other; a sentence that would go round in circles stays as it was."""
    before = replace(
        columns,
        tags=list(columns.tags),
        parts=list(columns.parts),
        relations=list(columns.relations),
        heads=list(columns.heads),
    )
    _mend(columns)
    for i in _in_circles(columns.heads):
        _as_it_was(columns, before, i)


def _in_circles(heads: Sequence[int]) -> list[int]:
    """One word of each circle of heads."""
    met, found = [0] * len(heads), []
    for start in range(len(heads)):
        i = start
        while not met[i]:
            met[i] = start + 1
            if heads[i] == i:
                break
            i = heads[i]
        if met[i] == start + 1 and heads[i] != i:
            found.append(i)
    return found


def _as_it_was(columns: Columns, before: Columns, i: int) -> None:
    """Put the sentence of a word back."""
    first, last = i, i + 1
    while first and not columns.begins[first]:
        first -= 1
    while last < len(columns.words) and not columns.begins[last]:
        last += 1
    for now, then in (
        (columns.tags, before.tags),
        (columns.parts, before.parts),
        (columns.relations, before.relations),
    ):
        now[first:last] = then[first:last]
    columns.heads[first:last] = before.heads[first:last]


def _mend(columns: Columns) -> None:
    for i in range(len(columns.words)):
        _name_as_tagged(columns, i)
        _own(columns, i)
        _hang_on_preposition(columns, i)
        _give_to_cue(columns, i)
        _join_name(columns, i)
        _suffer(columns, i)
        _hang_on_the_last(columns, i)
        _give_number(columns, i)
    for i in range(1, len(columns.words)):
        if columns.tags[i - 1] in NOUN_TAGS:
            _give_subject(columns, i)
            _make_verb(columns, i)


def _name_as_tagged(told: Columns, i: int) -> None:
    """A word with the tag of a noun is no verb, and one with the tag of a name is no common noun."""
    if told.tags[i] in NAMES and told.parts[i] in (*VERBS, "NOUN"):
        told.parts[i] = "PROPN"
    elif told.tags[i] in NOUN_TAGS and told.parts[i] in VERBS:
        told.parts[i] = "NOUN"


def _own(told: Columns, i: int) -> None:
    """'the mayor's brother was shot': whoever a possessive follows is no subject, but the owner of the noun after it."""
    if told.relations[i] not in SUBJECTS or told.tags[i + 1 : i + 2] != ["POS"]:
        return
    after = range(i + 2, min(i + 2 + LONGEST_OBJECT, len(told.words)))
    owned = next((n for n in after if told.tags[n] in NOUN_TAGS and told.relations[n] not in NAMING), None)
    if owned is None or any(told.begins[i + 1 : owned + 1]):
        return
    verb, first = told.heads[i], i
    while first and told.relations[first - 1] in NAMING and told.heads[first - 1] in (verb, i):
        first -= 1
        told.heads[first] = i
    told.heads[i], told.relations[i] = owned, "poss"


def _hang_on_preposition(told: Columns, i: int) -> None:
    """'took them to Corrin': a preposition that is said to hang on its own object changes places with it."""
    noun = told.heads[i]
    if told.parts[i] == "ADP" and i < noun and told.relations[noun] == "pobj" and told.heads[noun] < i:
        of_noun = told.words[i].lower() == "of" and told.tags[i - 1] in NOUN_TAGS
        above = i - 1 if of_noun else told.heads[noun]
        told.heads[i], told.relations[i], told.heads[noun] = above, "prep", i


def _give_to_cue(told: Columns, subject: int) -> None:
    """'They took him, two women said': a second subject, after a clause and before what the clause hangs on, is of that."""
    clause = told.heads[subject]
    cue = told.heads[clause]
    between = (
        told.relations[subject] in SUBJECTS and told.relations[clause] == "ccomp" and clause < subject < cue
    )
    if between and _child(told, clause, SUBJECTS) is not None and _child(told, cue, SUBJECTS) is None:
        told.heads[subject] = cue


def _join_name(told: Columns, i: int) -> None:
    """'execution-style killings': before a hyphen and a noun stands part of that noun's name."""
    noun = told.heads[i]
    hyphen = noun == i + 2 and told.words[i + 1] == "-"
    if hyphen and told.relations[i] == "npadvmod" and {told.tags[i], told.tags[noun]} <= set(NOUN_TAGS):
        told.relations[i] = "compound"


def _suffer(told: Columns, i: int) -> None:
    """'ambulances would be sent': what stands before a passive without a subject is no object of it."""
    verb = told.heads[i]
    if told.relations[i] != "dobj" or verb < i or _child(told, verb, SUBJECTS) is not None:
        return
    if _child(told, verb, ("auxpass",)) is not None:
        told.relations[i] = "nsubjpass"


def _hang_on_the_last(told: Columns, i: int) -> None:
    """'beatings, shocks and mock executions': a noun joined to a word after it is joined to the noun before it."""
    if told.relations[i] != "conj" or told.heads[i] < i or told.tags[i] not in NOUN_TAGS:
        return
    first = i
    while first and told.heads[first - 1] == i and not told.begins[first]:
        first -= 1
    last = first - 1
    while last > 0 and told.words[last].lower() in JOINING:
        last -= 1
    if 0 <= last < first - 1 and told.tags[last] in NOUN_TAGS and told.heads[last] != i:
        told.heads[i] = last


def _give_number(told: Columns, number: int) -> None:
    """'two men killed and six injured': the number before the second participle is of that, and no further man."""
    verb = number + 1
    if verb == len(told.words) or told.tags[number] != "CD" or told.relations[number] != "conj":
        return
    first = told.heads[verb]
    if told.tags[verb] == "VBN" and told.relations[verb] == "conj" and told.tags[first] == "VBN":
        told.heads[number], told.relations[number] = verb, "nsubjpass"


def _give_subject(told: Columns, verb: int) -> None:
    """'army shelling the market': what is said to be part of a verb's name is its subject."""
    noun = verb - 1
    clause = told.tags[verb].startswith("VB") and told.relations[verb] in CLAUSES
    part = told.relations[noun] in NAMING and told.heads[noun] == verb
    if clause and part and _child(told, verb, SUBJECTS) is None:
        told.relations[noun] = "nsubj"


def _child(told: Columns, head: int, relations: Sequence[str]) -> int | None:
    """The nearest word before a head that stands in one of these relations to it, in its sentence."""
    for i in range(head - 1, -1, -1):
        if told.heads[i] == head and told.relations[i] in relations:
            return i
        if told.begins[i]:
            return None
    return None


def _make_verb(told: Columns, verb: int) -> None:
    """'Troops shell market': a plural party, a verb's plain form and an object at the head of a sentence are a clause."""
    noun = _object(told, verb) if _agree(told, verb) else None
    if noun is None:
        return
    root, above, relation = _root(told, noun), told.heads[noun], told.relations[noun]
    told.heads[noun], told.relations[noun] = verb, "dobj"
    if root == noun:
        above = verb
    elif noun < root and told.tags[root] in FINITE and _child(told, root, SUBJECTS) in (None, verb - 1):
        above, relation = verb, "ROOT"
        told.heads[root], told.relations[root] = verb, "conj"
    elif relation not in CLAUSES:
        relation = "ccomp"
    told.tags[verb], told.parts[verb] = "VBZ" if told.words[verb].lower().endswith("s") else "VBP", "VERB"
    told.heads[verb], told.relations[verb] = above, relation
    told.heads[verb - 1], told.relations[verb - 1] = verb, "nsubj"


def _agree(told: Columns, verb: int) -> bool:
    """Whether a sentence begins with a party and a deed's verb of its number, both told to be parts of one name."""
    party, word = verb - 1, told.words[verb].lower()
    if not (told.begins[party] and told.tags[verb] in NOUN_TAGS and told.relations[verb] in NAMING):
        return False
    lemma, form = act_words().forms.get(word, ("", ""))
    plural = told.tags[party] in PLURAL or told.words[party].lower() in ALWAYS_PLURAL
    fitting = "base" if plural else "s"
    parties = {told.words[party].lower(), told.words[party].lower().removesuffix("s")}
    return lemma in act_words().verbs and form == fitting and bool(parties & party_words())


def _object(told: Columns, verb: int) -> int | None:
    """The noun whose name the verb is said to be part of, unless a verb follows of which it is the subject; or its object."""
    noun = told.heads[verb]
    if noun == verb - 1:
        after = range(verb + 1, min(verb + 1 + LONGEST_OBJECT, len(told.words)))
        noun = next((n for n in after if told.heads[n] == verb and told.relations[n] == "dobj"), noun)
    if not verb < noun <= verb + LONGEST_OBJECT or told.tags[noun] not in NOUN_TAGS:
        return None
    parted = noun + 1 < len(told.words) and told.words[noun + 1] == ","
    return noun if parted or told.relations[noun] not in SUBJECTS else None


def _root(told: Columns, at: int) -> int:
    """The word on which, in the end, a word hangs."""
    while told.heads[at] != at:
        at = told.heads[at]
    return at
