"""What the encoder's heads tell apart, in the order of their outputs: a model and this file belong together."""

from __future__ import annotations

from typing import Final

TAGS: Final = [
    "$",
    "''",
    ",",
    "-LRB-",
    "-RRB-",
    ".",
    ":",
    "ADD",
    "AFX",
    "CC",
    "CD",
    "DT",
    "EX",
    "FW",
    "HYPH",
    "IN",
    "JJ",
    "JJR",
    "JJS",
    "LS",
    "MD",
    "NFP",
    "NN",
    "NNP",
    "NNPS",
    "NNS",
    "PDT",
    "POS",
    "PRP",
    "PRP$",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "SYM",
    "TO",
    "UH",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "XX",
    "``",
]
"""Parts of speech of the Penn Treebank, as spaCy's English models give them."""

WORD_CLASSES: Final = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
"""Universal parts of speech."""

RELATIONS: Final = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
]
"""Grammatical relations (ClearNLP), of a word to its head."""

NAMES: Final = [
    "CARDINAL",
    "DATE",
    "EVENT",
    "FAC",
    "GPE",
    "LANGUAGE",
    "LAW",
    "LOC",
    "MONEY",
    "NORP",
    "ORDINAL",
    "ORG",
    "PERCENT",
    "PERSON",
    "PRODUCT",
    "QUANTITY",
    "TIME",
    "WORK_OF_ART",
]
"""Kinds of names and figures (OntoNotes 5)."""

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SAID: Final = ("source", "cue", "content")
FAMILIES: Final = ("detention", "killing", "abduction", "torture", "disappearance", "other")
CATEGORIES: Final = (
    "state",
    "foreign_state",
    "state_backed",
    "non_state_armed",
    "non_state_other",
    "regional_organisation",
    "unknown",
)


def spans(kinds: tuple[str, ...] | list[str]) -> list[str]:
    """Outside; and for each kind its first word and the words that go on."""
    return ["O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI")]


HEADS: Final = {
    "tag": TAGS,
    "word_class": WORD_CLASSES,
    "relation": RELATIONS,
    "name": spans(NAMES),
    "sentence": ["inside", "begins"],
    "said": spans(SAID),
    "role": spans(ROLES),
    "victim": spans(("name",)),
}
"""What is told of each word."""
