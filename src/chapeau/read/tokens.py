"""Words in their grammar: tokens, runs of them, and the text that holds them, whoever analysed it.

The rules walk these objects millions of times, so that what they ask most is stored and the rest is computed
once. The names are spaCy's, whose meaning they keep: `lemma_`, `tag_` (Penn Treebank), `pos_` (Universal),
`dep_` (ClearNLP), `ent_type_` (OntoNotes). Two tokens are the same only where they are one object.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast, overload

if TYPE_CHECKING:
    from chapeau.read.labelled import Labelled

# fmt: off
NUMBER_WORDS = frozenset((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
    "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion",
    "octillion", "nonillion", "decillion", "gajillion", "bazillion", "first", "second", "third",
    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth",
    "ninetieth", "hundredth", "thousandth", "millionth", "billionth", "trillionth", "quadrillionth",
    "quintillionth", "sextillionth", "septillionth", "octillionth", "nonillionth", "decillionth",
    "gajillionth", "bazillionth",
))
# fmt: on
WORDS_KEPT = 1 << 16
"""Different words whose kind is kept in memory: more than a thousand articles hold, in about ten megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What an analyser says of the tokens of a text: one value a token in every column.

    Tokens cover the text but for single spaces after them; other white space is a token of its own. `heads`
    are indices into the text's tokens, a root's its own. `entities` are (first, after last, label), in order.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    tags: Sequence[str]
    parts: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    sentence_starts: Sequence[bool]
    entities: Sequence[tuple[int, int, str]] = ()


class Token:
    """One word, number, sign or run of white space, with its place in the text (`idx` to `end_char`) and in the grammar."""

    # fmt: off
    __slots__ = (
        "_ancestors", "_conjuncts", "_subtree", "children", "dep_", "doc", "end_char", "ent_type_", "head",
        "i", "idx", "is_sent_start", "lefts", "lemma_", "lower_", "pos_", "rights", "sent", "tag_", "text",
        "whitespace_",
    )
    # fmt: on

    doc: Doc
    i: int
    text: str
    idx: int
    end_char: int
    lower_: str
    whitespace_: str
    tag_: str
    pos_: str
    lemma_: str
    dep_: str
    ent_type_: str
    is_sent_start: bool
    sent: Run
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    _subtree: tuple[Token, ...] | None
    _ancestors: tuple[Token, ...] | None
    _conjuncts: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The word and the space after it, if there is one."""
        return self.text + self.whitespace_

    @property
    def is_alpha(self) -> bool:
        """Letters alone."""
        return self.text.isalpha()

    @property
    def is_space(self) -> bool:
        """White space alone."""
        return self.text.isspace()

    @property
    def is_upper(self) -> bool:
        """Whether all letters are capitals."""
        return self.text.isupper()

    @property
    def is_lower(self) -> bool:
        """Whether no letter is a capital."""
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        """Whether it begins with a capital and has no other."""
        return self.text.istitle()

    @property
    def is_punct(self) -> bool:
        """Punctuation marks alone, as Unicode sorts them."""
        return is_punctuation(self.text)

    @property
    def like_num(self) -> bool:
        """A number in figures or in one word, an ordinal or a fraction."""
        return is_number(self.lower_)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all that hangs on it: left of it, itself, right of it."""
        if self._subtree is None:
            self._subtree = tuple(self._beneath()) if self.children else (self,)
        return self._subtree

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """Its head, the head of that, up to the root."""
        if self._ancestors is None:
            above, token = [], self
            while token.head is not token:
                token = token.head
                above.append(token)
            self._ancestors = tuple(above)
        return self._ancestors

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All that are joined with it by 'and', 'or' or a comma, without itself."""
        if self._conjuncts is None:
            self._conjuncts = tuple(t for t in self._joined() if t is not self)
        return self._conjuncts

    def _beneath(self) -> Iterator[Token]:
        waiting: list[Token | None] = [self]
        while waiting:
            token = waiting.pop()
            if token is None:
                yield cast(Token, waiting.pop())
            elif not token.children:
                yield token
            else:
                waiting += (*token.rights[::-1], token, None, *token.lefts[::-1])

    def _joined(self) -> list[Token]:
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:
            joined += [child for child in token.rights if child.dep_ == "conj"]
        return joined

    @property
    def left_edge(self) -> Token:
        """The first token of all that hangs on it."""
        return self.doc.tokens[min(t.i for t in self.subtree)]

    @property
    def right_edge(self) -> Token:
        """The last token of all that hangs on it."""
        return self.doc.tokens[max(t.i for t in self.subtree)]

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether the other hangs on this one, over any number of heads."""
        return self in descendant.ancestors

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places on, or back. Raises IndexError outside the text."""
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc.tokens[self.i + distance]


class Run:
    """Tokens that follow one another: a sentence, an entity (then with a label), or any slice of a text."""

    __slots__ = ("_root", "doc", "end", "label_", "start", "tokens")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self.tokens = doc.tokens[start:end]
        self._root: Token | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Run) and self._key() == other._key())

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return self.text

    def _key(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Run: ...

    def __getitem__(self, at: int | slice) -> Token | Run:
        if not isinstance(at, slice):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Run(self.doc, self.start + start, self.start + max(start, end), self.label_)

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        return self.tokens[0].idx if self.tokens else self.doc.offset_of(self.start)

    @property
    def end_char(self) -> int:
        """Offset after its last character, without the space after it."""
        return self.tokens[-1].end_char if self.tokens else self.start_char

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence; the first of several."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        for token in self.tokens:
            if token.head is token:
                return token
        outside = [t for t in self.tokens if not self.start <= t.head.i < self.end]
        if len(outside) == 1:
            return outside[0]
        return min(outside, key=_depth, default=self.doc.tokens[self.start])


class Doc:
    """A text and its tokens, sentences and named entities, by index and by offset.

    `labelled` is what an encoder says of the tokens besides, where one analysed the text.
    """

    __slots__ = ("_analysis", "_starts", "ents", "labelled", "sents", "text", "tokens")

    def __init__(self, text: str, analysis: Analysis, labelled: Labelled | None = None) -> None:
        self.text, self.labelled = text, labelled
        self._analysis, self._starts = analysis, list(analysis.starts)
        self.tokens = list(_tokens(self, analysis))
        _join(self.tokens, analysis.heads)
        cuts = [i for i, begins in enumerate(analysis.sentence_starts) if begins and i]
        bounds = [0, *cuts, len(self.tokens)] if self.tokens else []
        self.sents = tuple(Run(self, a, b) for a, b in pairwise(bounds))
        self.ents = tuple(Run(self, a, b, label) for a, b, label in analysis.entities)
        for sentence in self.sents:
            for token in sentence.tokens:
                token.sent = sentence
        for entity in self.ents:
            for token in entity.tokens:
                token.ent_type_ = entity.label_

    def __len__(self) -> int:
        return len(self.tokens)

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Run: ...

    def __getitem__(self, at: int | slice) -> Token | Run:
        if not isinstance(at, slice):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Run(self, start, max(start, end))

    def copy(self) -> Doc:
        """The same text with tokens of its own, so that a change in one is none in the other."""
        copied = Doc(self.text, self._analysis, self.labelled)
        for mine, its in zip(self.tokens, copied.tokens, strict=True):
            its.ent_type_ = mine.ent_type_
        return copied

    def offset_of(self, at: int) -> int:
        """Where a token begins; the end of the text for the one after the last."""
        return self._starts[at] if at < len(self._starts) else len(self.text)

    def starting(self, low: int, high: int) -> Run:
        """The tokens that begin from one offset up to another."""
        first = bisect_right(self._starts, low - 1)
        return Run(self, first, max(first, bisect_right(self._starts, high - 1, lo=first)))

    def char_span(self, start: int, end: int) -> Run | None:
        """All tokens that a range of offsets touches; None where it leaves the text.

        The space after a token counts as its own at the end of the range, and not at its start.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if start == self.tokens[first].end_char:
            first += 1
        return Run(self, first, max(first, last + 1))

    def _at(self, offset: int) -> int | None:
        """Which token covers an offset, by itself or by the space after it."""
        inside = 0 <= offset < len(self.text) and bool(self.tokens)
        return max(0, bisect_right(self._starts, offset) - 1) if inside else None


def _tokens(doc: Doc, analysis: Analysis) -> Iterator[Token]:
    text, following = doc.text, [*analysis.starts, len(doc.text)][1:]
    columns = zip(
        analysis.starts, analysis.ends, following, analysis.tags, analysis.parts, analysis.lemmas,
        analysis.relations, analysis.sentence_starts, strict=True,
    )  # fmt: skip
    for i, (start, end, after, tag, part, lemma, relation, begins) in enumerate(columns):
        token = Token()
        token.doc, token.i, token.idx, token.end_char = doc, i, start, end
        token.text = word = text[start:end]
        token.lower_, token.whitespace_ = word.lower(), text[end:after]
        token.tag_, token.pos_, token.lemma_, token.dep_ = tag, part, lemma, relation
        token.ent_type_, token.is_sent_start = "", begins
        token.lefts = token.rights = token.children = ()
        token._subtree = token._ancestors = token._conjuncts = None
        yield token


def _join(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Set the head of each token, and what hangs on it on either side, in order."""
    before: defaultdict[int, list[Token]] = defaultdict(list)
    behind: defaultdict[int, list[Token]] = defaultdict(list)
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        if head != token.i:
            (before if token.i < head else behind)[head].append(token)
    for i, children in before.items():
        tokens[i].lefts = tokens[i].children = tuple(children)
    for i, children in behind.items():
        tokens[i].rights = tuple(children)
        tokens[i].children = (*tokens[i].lefts, *children)


def _depth(token: Token) -> int:
    """Heads between a token and its root; a sign on which nothing hangs lies deepest."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    return len(token.ancestors)


@lru_cache(WORDS_KEPT)
def is_punctuation(word: str) -> bool:
    """Whether all characters are punctuation marks (Unicode's categories P)."""
    return all(unicodedata.category(c).startswith("P") for c in word)


@lru_cache(WORDS_KEPT)
def is_number(word: str) -> bool:
    """Whether a word in small letters is a number: '1,200', '3/4', 'forty', 'third', '21st'."""
    word = word[1:] if word.startswith(("+", "-", "±", "~")) else word
    word = word.replace(",", "").replace(".", "")
    over, _, under = word.partition("/")
    return (
        word.isdigit()
        or word in NUMBER_WORDS
        or (over.isdigit() and under.isdigit())
        or (word.endswith(("st", "nd", "rd", "th")) and word[:-2].isdigit())
    )
