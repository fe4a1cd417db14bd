"""Tokens as an encoder tells them: its labels, one tree a sentence, names in runs, and nothing where it did not look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chapeau.read.encoder import BOUNDS, Encoder, Reals
from chapeau.read.grammar_told import EncoderGrammar
from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.pieces import Vocabulary
from chapeau.read.tokens import Doc
from tests.read.hand_made import SURELY, WIDE

Told = Mapping[str, Mapping[str, str]]
KNOWN = Vocabulary.packaged()
SENTENCE = "Guards shot Ana Vell."
GRAMMAR: Told = {
    "guards": {"tag": "NNS", "word_class": "NOUN", "relation": "nsubj", "sentence": "begins"},
    "shot": {"tag": "VBD", "word_class": "VERB", "relation": "ROOT"},
    "ana": {"tag": "NNP", "word_class": "PROPN", "relation": "compound", "name": "B-PERSON"},
    "vell": {"tag": "NNP", "word_class": "PROPN", "relation": "dobj", "name": "I-PERSON"},
    ".": {"tag": ".", "word_class": "PUNCT", "relation": "punct"},
    "they": {"tag": "PRP", "word_class": "PRON", "relation": "nsubj", "sentence": "begins"},
    "left": {"tag": "VBD", "word_class": "VERB", "relation": "ROOT"},
}
NOTHING = dict.fromkeys(("name", "said", "role", "victim"), "O")
HANGING = {"guards": "shot", "ana": "vell", "vell": "shot", "they": "left"}


@dataclass
class ByWord:
    """A network that says of each word what a table says of it, and hangs it on the word that another names."""

    told: Told
    hanging: Mapping[str, str]

    def run(self, _: None, given: Mapping[str, np.ndarray]) -> list[Reals]:
        pieces, firsts = given["pieces"][0].tolist(), given["firsts"].tolist()
        words = [self._word(tuple(pieces[a:b])) for a, b in zip(firsts, [*firsts[1:], None], strict=True)]
        labels = np.zeros((len(words), WIDE), np.float32)
        heads = np.zeros((len(words), len(words)), np.float32)
        for row, word in enumerate(words):
            for head, label in {**NOTHING, **self.told.get(word, {})}.items():
                labels[row, BOUNDS[head][0] + HEADS[head].index(label)] = SURELY
            above = self.hanging.get(word, word)
            heads[row, words.index(above) if above in words else row] = SURELY
        return [
            labels,
            heads,
            np.zeros_like(heads),
            np.zeros(1 + len(FAMILIES) + len(CATEGORIES), np.float32),
        ]

    def _word(self, pieces: tuple[int, ...]) -> str:
        drop = (KNOWN.paragraph,)
        kept = tuple(p for p in pieces if p not in drop)
        return next((w for w in self.told if KNOWN.pieces(w) == kept), "")


class RootOr(ByWord):
    """One that holds a word for a root, and next for something else."""

    def __init__(self, word: str, else_for: str) -> None:
        super().__init__({**GRAMMAR, word: {**GRAMMAR[word], "relation": "ROOT"}}, HANGING)
        self._row, self._column = (
            list(self.told).index(word),
            BOUNDS["relation"][0] + HEADS["relation"].index(else_for),
        )

    def run(self, _: None, given: Mapping[str, np.ndarray]) -> list[Reals]:
        labels, *others = super().run(_, given)
        labels[self._row, self._column] = SURELY / 2
        return [labels, *others]


def doc(text: str, told: Told = GRAMMAR, passing: tuple[tuple[int, int], ...] | None = None) -> Doc:
    encoder = Encoder(lambda: ByWord(told, HANGING), KNOWN, "test")
    return EncoderGrammar(encoder, passing).doc_of(text)


def test_every_word_has_the_labels_that_the_encoder_gives_it() -> None:
    found = doc(SENTENCE)
    assert [(t.tag_, t.pos_, t.dep_) for t in found] == [
        ("NNS", "NOUN", "nsubj"),
        ("VBD", "VERB", "ROOT"),
        ("NNP", "PROPN", "compound"),
        ("NNP", "PROPN", "dobj"),
        (".", "PUNCT", "punct"),
    ]
    assert [t.lemma_ for t in found][:2] == ["guard", "shoot"]


def test_words_hang_together_in_one_tree_a_sentence() -> None:
    found = doc(f"{SENTENCE} they left.")
    assert [s.text for s in found.sents] == [SENTENCE, "they left."]
    assert [[t.text for t in s if t.head is t] for s in found.sents] == [["shot"], ["left"]]
    assert all(t.head.sent is t.sent for t in found)


def test_only_the_word_that_hangs_on_nothing_is_called_root() -> None:
    told = {**GRAMMAR, "vell": {**GRAMMAR["vell"], "relation": "ROOT"}}
    found = doc(SENTENCE, told)
    assert [t.text for t in found if t.dep_ == "ROOT"] == ["shot"]


def test_a_word_that_looks_like_a_root_and_hangs_on_another_is_what_it_is_next_likeliest_to_be() -> None:
    found = EncoderGrammar(Encoder(lambda: RootOr("vell", "dobj"), KNOWN, "test")).doc_of(SENTENCE)
    assert [t.dep_ for t in found if t.text == "Vell"] == ["dobj"]


def test_a_name_is_a_run_of_one_kind() -> None:
    assert [(e.text, e.label_) for e in doc(SENTENCE).ents] == [("Ana Vell", "PERSON")]


def test_a_name_begun_anew_or_of_another_kind_is_another_name() -> None:
    anew = {**GRAMMAR, "vell": {**GRAMMAR["vell"], "name": "B-PERSON"}}
    other = {**GRAMMAR, "vell": {**GRAMMAR["vell"], "name": "I-ORG"}}
    assert [e.text for e in doc(SENTENCE, anew).ents] == ["Ana", "Vell"]
    assert [(e.text, e.label_) for e in doc(SENTENCE, other).ents] == [
        ("Ana", "PERSON"),
        ("Vell", "ORG"),
    ]


def test_white_space_hangs_on_the_word_before_it_and_a_line_break_begins_a_sentence() -> None:
    found = doc("they left\n\nGuards shot Ana Vell.")
    space = found[2]
    assert (space.tag_, space.pos_, space.head.text) == ("_SP", "SPACE", "left")
    assert [s.text.strip() for s in found.sents] == ["they left", "Guards shot Ana Vell."]


LONG = "Guards shot Ana Vell. " * 80
END = len(LONG)
WHOLE = LONG + "they left."


def test_outside_a_gates_ranges_nothing_is_labelled_and_words_hang_on_nothing() -> None:
    found = doc(WHOLE, passing=((END, len(WHOLE)),))
    unseen = [t for t in found if t.idx < END - 22 * 60 and not t.is_space]
    assert {(t.tag_, t.pos_) for t in unseen} == {("XX", "X")}
    assert all(t.head is t for t in unseen)
    assert found.labelled is not None
    assert {label for label, _ in found.labelled.said} == {"O"}
    assert [t.tag_ for t in found[-3:]] == ["PRP", "VBD", "."]


def test_a_gate_that_lets_nothing_through_leaves_a_text_of_words_alone() -> None:
    found = doc(SENTENCE, passing=())
    assert [t.text for t in found] == ["Guards", "shot", "Ana", "Vell", "."]
    assert found.labelled is not None
    assert found.labelled.seen == ()
    assert list(found.ents) == []


def test_in_a_text_without_a_capital_names_get_theirs_and_nothing_moves() -> None:
    found = doc(SENTENCE.lower())
    assert found.text == "guards shot Ana Vell."
    assert [t.idx for t in found] == [t.idx for t in doc(SENTENCE)]


def test_tokens_have_the_offsets_of_the_text() -> None:
    found = doc(WHOLE)
    assert all(WHOLE[t.idx : t.idx + len(t)] == t.text for t in found)


def test_an_empty_text_has_no_tokens() -> None:
    assert len(doc("")) == 0
