"""A text's grammar as the encoder tells it: tokens that the rules can walk, without any parser.

The tokeniser cuts the words, the encoder says of each what it is and what it may hang on, and from that one
tree a sentence is made. Where a part of a text was not put through the encoder, its words hang on nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Final

import numpy as np

from chapeau.read.encoder import Encoder, Seen, softmax
from chapeau.read.heads import HEADS
from chapeau.read.labelled import labelled
from chapeau.read.lemmas import lemma
from chapeau.read.parsed import quotations
from chapeau.read.pieces import Vocabulary
from chapeau.read.tokenising import cuts
from chapeau.read.tokens import Analysis, Doc
from chapeau.read.trees import heads_of
from chapeau.read.unbroken import Columns, unbreak
from chapeau.read.windows import ENDS
from chapeau.read.words import word_set
from chapeau.records import Span

Range = tuple[int, int]
UNSEEN_TAG, UNSEEN_PART, UNSEEN_RELATION = "XX", "X", "dep"
SPACE_TAG, SPACE_PART = "_SP", "SPACE"
FAINT: Final = 0.05
"""Of words after a full stop that are given less than this as the start of a sentence, nearly all follow an abbreviation."""
PROPER: Final = ("NNP", "NNPS")
NAMING: Final = ("NOUN", "PROPN", "ADJ")
"""Parts of speech of the words of a body's name that are written with a capital."""
NAME_PARTS: Final = ("compound", "nmod")
PARTS: Final = (*NAME_PARTS, "amod")
LONGEST_REST: Final = 4
"""Words of a body's name behind those that an encoder marks: 'river / people's liberation front'."""
CAPITALISED: Final = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW")
LONGEST: Final = 1_000_000
"""Characters taken in one piece, about 200,000 words: what spaCy takes, so that no reader refuses what another reads."""


@dataclass(frozen=True, slots=True)
class EncoderGrammar:
    """The grammar of the encoder that ships, or of another.

    `passing` are the ranges of a text that are worth a look, in order and apart; without any, all of it is.
    """

    encoder: Encoder = field(default_factory=Encoder.packaged)
    passing: tuple[Range, ...] | None = None

    @property
    def longest(self) -> int:
        """Characters taken in one piece."""
        return LONGEST

    def doc_of(self, plain: str) -> Doc:
        """The tokens of a text that `plainer` has made plain, with what the heads say of them."""
        offsets = tuple(cuts(plain))
        words = [plain[a:b] for a, b in offsets]
        runs = None if self.passing is None else tuple(_runs(offsets, self.passing))
        seen = self.encoder.seen(words, _inside(offsets, quotations(plain)), runs)
        analysis = _analysis(offsets, words, seen, self.encoder.vocabulary)
        return Doc(_with_capitals(plain, analysis), analysis, labelled(len(words), seen))


def _runs(offsets: Sequence[Range], passing: Sequence[Range]) -> Iterator[Range]:
    """The words that stand in each range, as (first, last + 1); a word on a border belongs to the earlier."""
    before = 0
    for start, end in passing:
        first = max(before, bisect_right(offsets, start, key=itemgetter(1)))
        before = max(first, bisect_left(offsets, end, key=itemgetter(0)))
        yield first, before


def _inside(offsets: Sequence[tuple[int, int]], quotations: Sequence[Span]) -> list[bool]:
    """Which words begin inside quotation marks."""
    inside, at = [], 0
    for start, _ in offsets:
        while at < len(quotations) and quotations[at].end <= start:
            at += 1
        inside.append(at < len(quotations) and quotations[at].start <= start)
    return inside


def _analysis(
    offsets: Sequence[tuple[int, int]], words: Sequence[str], seen: Sequence[Seen], vocabulary: Vocabulary
) -> Analysis:
    count = len(words)
    tags, parts, relations = [UNSEEN_TAG] * count, [UNSEEN_PART] * count, [UNSEEN_RELATION] * count
    heads, begins, names = list(range(count)), [i == 0 for i in range(count)], ["O"] * count
    for window in seen:
        _fill(window, words, tags, parts, relations, heads, begins, names)
    _between(words, tags, parts, relations, heads, begins)
    columns = Columns(words, tags, parts, relations, heads, begins)
    unbreak(columns)
    return Analysis(
        starts=[a for a, _ in offsets],
        ends=[b for _, b in offsets],
        tags=tags,
        parts=parts,
        lemmas=[lemma(w, t, p) for w, t, p in zip(words, tags, parts, strict=True)],
        heads=heads,
        relations=relations,
        sentence_starts=begins,
        entities=_entities(names) if _any_capital(words) else _grown(_entities(names), columns, vocabulary),
    )


def _fill(
    window: Seen,
    words: Sequence[str],
    tags: list[str],
    parts: list[str],
    relations: list[str],
    heads: list[int],
    begins: list[bool],
    names: list[str],
) -> None:
    """Write down what one window says of its words."""
    places = window.words.tolist()
    for head, column in (("tag", tags), ("word_class", parts), ("relation", relations), ("name", names)):
        labels = HEADS[head]
        for i, best in zip(places, window.of(head).argmax(axis=1).tolist(), strict=True):
            column[i] = labels[best]
    second = _likeliest_but_root(window, [n for n, i in enumerate(places) if relations[i] == "ROOT"])
    starts = _starts(window, words)
    for i, start in zip(places, starts, strict=True):
        begins[i] = start
    chosen = heads_of(window.heads, starts)
    for n, (here, above) in enumerate(zip(places, chosen, strict=True)):
        heads[here] = places[above]
        if above == n:
            relations[here] = "ROOT"
        elif n in second:
            relations[here] = second[n]


def _starts(window: Seen, words: Sequence[str]) -> list[bool]:
    """Which words begin a sentence: likely ones; after a full stop also faintly likely ones that are no mark."""
    places = window.words.tolist()
    likely = softmax(window.of("sentence"))[:, 1].tolist()
    after_stop = [False, *(words[i] in ENDS for i in places[:-1])]
    return [
        n == 0 or chance > 0.5 or (stop and chance > FAINT and words[i][0].isalnum())
        for n, (i, chance, stop) in enumerate(zip(places, likely, after_stop, strict=True))
    ]


def _likeliest_but_root(window: Seen, roots: list[int]) -> dict[int, str]:
    """The relation of each such word if it hangs on another: two verbs may each look like the root of one sentence."""
    labels = HEADS["relation"]
    logits = window.of("relation")[roots]
    logits[:, labels.index("ROOT")] = -np.inf
    return {n: labels[best] for n, best in zip(roots, logits.argmax(axis=1).tolist(), strict=True)}


def _between(
    words: Sequence[str],
    tags: list[str],
    parts: list[str],
    relations: list[str],
    heads: list[int],
    begins: list[bool],
) -> None:
    """White space hangs on the word before it; after a line break, and after what was not seen, a sentence begins."""
    before = 0
    for i, word in enumerate(words):
        if word.isspace():
            tags[i], parts[i], relations[i] = SPACE_TAG, SPACE_PART, UNSEEN_RELATION
            heads[i], begins[i] = before, i == 0
            continue
        unseen = tags[i] == UNSEEN_TAG and heads[i] == i
        after_break = i > 0 and "\n" in words[i - 1]
        after_stop = unseen and (tags[before] != UNSEEN_TAG or words[before] in ENDS)
        begins[i] = begins[i] or after_break or after_stop
        before = i


def _with_capitals(plain: str, analysis: Analysis) -> str:
    """A text without any capital with one for each word of a name, so that the rules know names as elsewhere."""
    if _any_capital(plain):
        return plain
    letters = list(plain)
    for first, last, kind in analysis.entities:
        for i in range(first, last):
            start = analysis.starts[i]
            capital = letters[start].upper()
            proper = analysis.tags[i] in PROPER or (kind in ("ORG", "PERSON") and analysis.parts[i] in NAMING)
            if kind in CAPITALISED and proper and len(capital) == 1:
                letters[start] = capital
    return "".join(letters)


def _any_capital(words: Iterable[str]) -> bool:
    return any(letter.isupper() for word in words for letter in word)


def _grown(
    entities: Sequence[tuple[int, int, str]], told: Columns, vocabulary: Vocabulary
) -> list[tuple[int, int, str]]:
    """Names in text without capitals with what is theirs by grammar: 'ana maria / vell', 'river / people's front'."""
    found: list[tuple[int, int, str]] = []
    for n, (first, last, kind) in enumerate(entities):
        before = found[-1][1] if found else 0
        if first < before:
            continue
        after = next((low for low, _, its in entities[n + 1 :] if its != "ORG"), len(told.words))
        head = _whole_name(told, last, min(after, last + LONGEST_REST))
        if head is not None and kind == "PERSON" and head == last and _surname(told, head, vocabulary):
            last = head + 1
        elif (
            head is not None
            and kind in ("ORG", "PERSON")
            and told.words[head] in word_set("organisations", "heads")
        ):
            last, kind = head + 1, "ORG"
            while first > before and _begins_name(told, first, last):
                first -= 1
        found.append((first, last, kind))
    return found


def _whole_name(told: Columns, last: int, limit: int) -> int | None:
    """The noun behind a name's last marked word that it is part of, with all that stands between; None where it is none."""
    head = last - 1
    while told.relations[head] in PARTS and head < told.heads[head]:
        head = told.heads[head]
    if not last <= head < limit:
        return None
    return head if all(last <= told.heads[i] <= head for i in range(last, head)) else None


def _surname(told: Columns, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word after a first name is a name by its tag, or one so rare that the encoder knows only its parts."""
    rare = told.tags[at] == "NN" and len(vocabulary.pieces(told.words[at])) > 1
    return told.tags[at] in PROPER or rare


def _begins_name(told: Columns, first: int, last: int) -> bool:
    return told.heads[first - 1] in range(first, last) and told.relations[first - 1] in NAME_PARTS


def _entities(names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Runs of one kind of name, each begun by B or by a change of kind."""
    found: list[tuple[int, int, str]] = []
    starts = [
        i for i, n in enumerate(names) if n != "O" and (n[0] == "B" or i == 0 or names[i - 1][2:] != n[2:])
    ]
    for start, following in pairwise([*starts, len(names)]):
        end = start
        while end < following and names[end][2:] == names[start][2:] and names[end] != "O":
            end += 1
        found.append((start, end, names[start][2:]))
    return found
