"""What is said of a window depends on the window alone; only what is asked for is looked at."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from chapeau.read.encoder import BOUNDS, Encoder, Reals, Seen, softmax
from chapeau.read.grammar_told import EncoderGrammar
from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.learned import LearnedReader
from chapeau.read.pieces import QUOTED, Vocabulary, shape
from chapeau.read.windows import MOST
from tests.read.invented import gazetteer

WIDE = sum(map(len, HEADS.values()))
Given = dict[str, NDArray[np.int64]]


@dataclass
class Echo:
    """A network whose labels are made of the numbers it is given, and that keeps what it was given."""

    asked: list[Given] = field(default_factory=list)

    def run(self, _: None, given: Given) -> list[Reals]:
        self.asked.append(given)
        seed = int(given["pieces"].sum() * 31 + (given["shapes"] * np.arange(given["shapes"].size)).sum())
        dice = np.random.default_rng(seed)
        n = len(given["firsts"])
        shapes = [(n, WIDE), (n, n), (n, n), (1 + len(FAMILIES) + len(CATEGORIES),)]
        return [dice.standard_normal(s).astype(np.float32) for s in shapes]


def encoder(network: Echo) -> Encoder:
    return Encoder(lambda: network, Vocabulary.packaged(), "0123abcd")


def look(
    words: Sequence[str], runs: Sequence[tuple[int, int]] | None = None
) -> tuple[list[Seen], list[Given]]:
    network = Echo()
    return encoder(network).seen(words, [False] * len(words), runs), network.asked


def as_bytes(found: Sequence[Seen]) -> list[bytes]:
    return [
        b"".join(
            a.tobytes() for a in (s.words - s.words[0], s.labels, s.heads, s.cues, s.families, s.category)
        )
        for s in found
    ]


LONG = [
    *["the", "mill", "burned", "down", "at", "dawn", "and", "nobody", "came", "to", "help", "them", "."]
] * 30
OTHER = [*["guards", "took", "two", "men", "from", "the", "market", "."]] * 40


def test_each_word_has_one_place_and_every_head_its_labels() -> None:
    (seen,), _ = look(["Guards", "shot", "him", "."])
    assert seen.words.tolist() == [0, 1, 2, 3]
    assert {head: seen.of(head).shape for head in HEADS} == {h: (4, len(ls)) for h, ls in HEADS.items()}
    assert (seen.heads.shape, seen.cues.shape) == ((4, 4), (4, 4))
    assert (len(seen.families), len(seen.category)) == (len(FAMILIES), len(CATEGORIES))


def test_heads_lie_side_by_side_in_a_row() -> None:
    ends = [high for _, high in BOUNDS.values()]
    assert [low for low, _ in BOUNDS.values()] == [0, *ends[:-1]]
    assert ends[-1] == WIDE


def test_a_window_begins_and_ends_with_its_marks_and_names_the_first_piece_of_each_word() -> None:
    known = Vocabulary.packaged()
    _, (given,) = look(["Guards", "\n\n", "shot"])
    guards, shot = known.pieces("Guards"), known.pieces("shot")
    assert given["pieces"].tolist() == [[known.begin, *guards, known.paragraph, *shot, known.paragraph]]
    assert given["firsts"].tolist() == [1, 2 + len(guards)]
    assert given["shapes"][0, given["firsts"]].tolist() == [shape("Guards"), shape("shot")]


def test_shapes_say_which_words_stand_in_quotation_marks() -> None:
    network = Echo()
    encoder(network).seen(["they", "shot"], [False, True])
    assert network.asked[0]["shapes"].tolist() == [[0, shape("they"), shape("shot") + QUOTED, 0]]


def test_no_window_is_longer_than_the_encoder_takes() -> None:
    _, asked = look([*LONG, "\n\n", *OTHER])
    assert len(asked) > 2
    assert all(given["pieces"].size <= MOST + 2 for given in asked)


def test_a_text_alone_and_among_others_gives_the_same_bytes() -> None:
    network = Echo()
    one = encoder(network)
    alone = [as_bytes(one.seen(words, [False] * len(words))) for words in (LONG, OTHER)]
    turned = [as_bytes(one.seen(words, [False] * len(words))) for words in (OTHER, LONG)]
    assert alone == turned[::-1]


def test_texts_read_in_several_threads_give_the_same_bytes() -> None:
    one = encoder(Echo())
    texts = [LONG, OTHER, LONG[5:], OTHER[3:]] * 3

    def read(words: Sequence[str]) -> list[bytes]:
        return as_bytes(one.seen(words, [False] * len(words)))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, texts)) == [read(words) for words in texts]


def test_only_the_runs_asked_for_are_looked_at_each_in_windows_of_its_own() -> None:
    words = [*LONG[:26], *OTHER[:16], *LONG[:13]]
    found, asked = look(words, [(0, 13), (26, 42)])
    assert [seen.words.tolist() for seen in found] == [list(range(13)), list(range(26, 42))]
    alone = [look(words[a:b])[0][0] for a, b in ((0, 13), (26, 42))]
    assert as_bytes(found) == as_bytes(alone)
    assert len(asked) == 2


def test_a_run_over_the_whole_text_is_the_text() -> None:
    assert as_bytes(look(LONG, [(0, len(LONG))])[0]) == as_bytes(look(LONG)[0])


@pytest.mark.parametrize("words", [[], ["\n\n"], [" ", "\n"]])
def test_what_holds_no_word_is_not_run(words: list[str]) -> None:
    assert look(words) == ([], [])


def test_softmax_gives_the_probabilities_of_each_row() -> None:
    found = softmax(np.array([[0.0, np.log(3.0)], [500.0, -500.0]], np.float32))
    np.testing.assert_allclose(found, [[0.25, 0.75], [1.0, 0.0]], atol=1e-6)


def test_the_models_hash_stands_in_made_by() -> None:
    reader = LearnedReader(gazetteer(), grammar=EncoderGrammar(encoder(Echo())))
    assert reader.made_by.startswith("learned ")
    assert "model.0123abcd" in reader.made_by


def test_an_encoder_goes_to_another_process_by_name_and_not_by_weight() -> None:
    assert len(pickle.dumps(encoder(Echo()))) < 200
