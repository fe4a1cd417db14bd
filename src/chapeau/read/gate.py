"""Which parts of a text can hold an act or a statement? Words alone decide, before anything dear is run.

Most texts that reach a case tell of no deed and report nobody's words. The gate looks at words, marks
of quotation and the shape of lines, never at grammar, at a fraction of a microsecond a character. It
would rather let too much through: what it keeps back is not read at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from chapeau.read.act_words import act_words, inflected
from chapeau.read.words import vocabulary, word_set

Range = tuple[int, int]

NEAR = 140
"""Characters between a likely word and a sure one: the same sentence, or the end of one and the head of the next. Another
likely word must stand in the same sentence: so near in the next one, it let through half as much again of everyday texts, and kept two
more of 2,960 fillers of MUC-4 (bench/gate.py)."""
FEW, FAR = 8, 2000
"""A word that may tell of the past (no mere mark or heading) beside one for anyone lets through where one sentence in
eight holds such a pair, as in testimony, or where another word that lets through stands within so many characters."""
STRETCH, MARGIN = 2000, 1000
"""Where three words that let through stand within so many characters, the text reports: all of the stretch passes, with
so many characters on both sides. The numbers are measured (bench/gate.py): what was lost without them were words
of others told in a way that no list holds, in the middle of an article full of such words."""

SHORT = 600
"""Characters of a post, a headline, a caption: one word that may pass lets all of it through."""
FEWEST_LINES = 3
"""Lines of a register that make a list (as in read/lists_of_persons.py)."""
MOST = 0.5
"""Where more than this share of a text passes, all of it does: the holes would save little, and words are lost in them."""

LONGEST = 400
"""Characters of a sentence at most: text without punctuation is cut at the next white space."""

CUT = re.compile(r"[.!?…][\"'”’)\]]*\s+|\s*\n\s*")
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+")

QUOTED = re.compile(r"[“\"][^“”\"\n]{20,600}[,.!?…—-][”\"]")
"""A quotation that ends like a sentence, as no title and no button's name does."""
HANDLE = re.compile(r"@(?<![\w.]@)\w{2,30}")
"""The mark first: the search then goes from one to the next, and looks back only there."""
ASKED = re.compile(r"^[ \t]*(?:Q|q|Question|question|QUESTION)[ \t]*\d*[.:][ \t]", re.MULTILINE)
LISTED = re.compile(
    r"^[ \t]*(?:\d{1,4}[.)][ \t]*|[-*•][ \t]*)?[^\W\d_][^\n,]{3,40},[ \t]*(?:aged? )?\d{1,3}\b", re.MULTILINE
)
"""A line of a register: a name and an age."""
HEADED = re.compile(r"^[^\n:]{2,60}:[ \t]+\S", re.MULTILINE)
MARK = re.compile('[“”"«»„]')

Weight = Literal["sure", "likely", "weak", "bare", "party", "anyone"]


Hit = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words of each weight stand: the offset of each word's first letter, and the word, in order.

    `weak` are forms that tell of the past or may, and marks of quotation and headings, which hold no word; `bare` are forms that
    rather bid ('burn', 'take').
    """

    sure: list[Hit]
    likely: list[Hit]
    weak: list[Hit]
    bare: list[Hit]
    party: list[Hit]
    anyone: list[Hit]
    asked: list[int]
    listed: list[int]

    def any_may_pass(self) -> bool:
        """Whether a sentence can be a candidate at all."""
        parties = self.party or self.anyone
        return bool(self.sure or self.likely or self.asked or (parties and (self.weak or self.bare)))


def gate(text: str) -> tuple[Range, ...]:
    """The parts of a text that can hold an act or a statement, as offsets, in order, none touching another.

    Each holds whole sentences: the candidates, with the sentence before and after, which they may need
    to be understood. Empty where nothing in the text can.
    """
    hits = _hits(text)
    if not hits.any_may_pass():
        return ()
    if len(text) <= SHORT:
        return ((0, len(text)),)
    starts = _starts(text)
    parts = tuple(_merged(_chosen(hits, starts), [*starts, len(text)]))
    passing = sum(end - start for start, end in parts)
    return ((0, len(text)),) if passing > MOST * len(text) else parts


def holds_nothing(text: str) -> bool:
    """Whether no part of the text can hold an act or a statement."""
    return not gate(text)


def _hits(text: str) -> Hits:
    weights = words()
    hits = Hits([], [], [], [], [], [], _places(ASKED, text), _places(LISTED, text))
    lists: dict[Weight, list[Hit]] = {w: getattr(hits, w) for w in get_args(Weight)}
    for found in WORD.finditer(text):
        word = found[0].lower()
        weight = weights.get(word)
        if weight is not None:
            lists[weight].append((found.start(), word))
    for pattern in (QUOTED, HANDLE):
        hits.sure.extend((m.start(), m[0]) for m in pattern.finditer(text))
    for pattern in (HEADED, MARK):
        hits.weak.extend((m.start(), "") for m in pattern.finditer(text))
    hits.sure.sort()
    return hits


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [m.start() for m in pattern.finditer(text)]


def _starts(text: str) -> list[int]:
    """Where sentences begin: after a full stop or a line's end, and within one that goes on for too long."""
    starts = [0]
    for cut in (*(m.end() for m in CUT.finditer(text)), len(text)):
        while cut - starts[-1] > LONGEST and (space := SPACE.search(text, starts[-1] + LONGEST, cut)):
            starts.append(space.end())
        starts.append(cut)
    return sorted({at for at in starts if at < len(text)} or {0})


def _chosen(hits: Hits, starts: list[int]) -> list[int]:
    """The numbers of the candidate sentences, in order."""
    parties = _numbers_of(hits.party, starts)
    anyone = parties | _numbers_of(hits.anyone, starts)
    telling = sorted((*hits.sure, *_supported(hits, anyone, starts)))
    chosen = _numbers_of(telling, starts)
    weak = _numbers_of(hits.weak, starts)
    chosen |= (weak | _numbers_of(hits.bare, starts)) & parties
    worded = _numbers_of([hit for hit in hits.weak if hit[1]], starts)
    chosen |= _not_alone(worded & anyone, telling, starts)
    if telling and len(hits.listed) >= FEWEST_LINES:
        chosen.update(_number(starts, at) for at in hits.listed)
    for low, high in (*_stretches(telling, {at for at, _ in hits.sure}), *_examinations(hits.asked)):
        chosen.update(range(_number(starts, low), _number(starts, high) + 1))
    return sorted(chosen)


def _not_alone(faint: set[int], telling: list[Hit], starts: list[int]) -> set[int]:
    """Of faint candidates, those in a text that holds many of them, and those with a telling word not too far off."""
    if len(faint) * FEW >= len(starts):
        return faint
    places = [at for at, _ in telling]
    return {n for n in faint if _any_within(places, starts[n] - FAR, starts[n] + FAR)}


def _supported(hits: Hits, beside: set[int], starts: list[int]) -> Iterator[Hit]:
    """The likely words in sentences `beside` which they count, with another likely one in theirs, or a sure one nearby."""
    places = [at for at, _ in hits.sure]
    likely: dict[int, set[str]] = {}
    for at, word in hits.likely:
        likely.setdefault(_number(starts, at), set()).add(word)
    for at, word in hits.likely:
        number = _number(starts, at)
        if number in beside or len(likely[number]) > 1 or _any_within(places, at - NEAR, at + NEAR):
            yield at, word


def _stretches(telling: list[Hit], sure: set[int]) -> Iterator[Range]:
    """Where such words, not always the same and one of them sure, stand so densely that everything passes."""
    for three in zip(telling, telling[1:], telling[2:], strict=False):
        (first, _), (final, _) = three[0], three[2]
        if final - first > STRETCH or len({word for _, word in three}) == 1:
            continue
        if any(at in sure for at, _ in three):
            yield max(first - MARGIN, 0), final + MARGIN


def _examinations(asked: list[int]) -> Iterator[Range]:
    """From the first question of a testimony to the answer to its last: people are asked what they lived through."""
    if asked:
        yield asked[0], asked[-1] + MARGIN


def _numbers_of(hits: list[Hit], starts: list[int]) -> set[int]:
    """The numbers of the sentences in which the hits stand."""
    return {_number(starts, at) for at, _ in hits}


def _number(starts: list[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _any_within(places: list[int], low: int, high: int) -> bool:
    place = bisect_left(places, low)
    return place < len(places) and places[place] <= high


def _merged(chosen: list[int], bounds: list[int]) -> Iterator[Range]:
    """Each candidate with its neighbours, joined where they meet. `bounds` ends with the text's length."""
    last = len(bounds) - 2
    low = high = -1
    for number in chosen:
        first, final = max(number - 1, 0), min(number + 1, last)
        if low >= 0 and first <= high + 1:
            high = final
            continue
        if low >= 0:
            yield bounds[low], bounds[high + 1]
        low, high = first, final
    if low >= 0:
        yield bounds[low], bounds[high + 1]


@cache
def words() -> dict[str, Weight]:
    """Every word that the gate knows, in lower case, with its weight. What gate.yaml says outweighs the rest."""
    found: dict[str, Weight] = {form: "bare" for form, _ in _of_phrases_and_saying()}
    found.update((form, "weak") for form, kind in _of_phrases_and_saying() if kind != "base")
    deeds = [(form, kind, _last(word) in word_set("gate", "everyday")) for form, word, kind in _of_deeds()]
    found.update((form, "bare" if everyday else "sure") for form, _, everyday in deeds)
    found.update((form, "weak") for form, kind, everyday in deeds if everyday and kind != "base")
    for weight in get_args(Weight)[::-1]:
        found.update(dict.fromkeys(sorted(_listed(weight)), weight))
    return found


def _listed(weight: Weight) -> frozenset[str]:
    if weight in ("weak", "bare"):
        return frozenset()
    return word_set("gate", weight) | (word_set("gate", "sure_saying") if weight == "sure" else frozenset())


def _of_deeds() -> Iterator[tuple[str, str, str]]:
    """Each form of each single word of a deed, with the word and the kind; of a hyphenated word, its last part."""
    known = act_words()
    for verb in known.verbs:
        yield from ((_last(form), verb, kind) for form, kind in inflected(verb))
    for noun in known.nouns:
        yield from ((_last(form), noun, "noun") for form in _numbers(noun))


def _of_phrases_and_saying() -> Iterator[tuple[str, str]]:
    """Each form, and its kind, of the words of phrases of deeds that say something alone, and of words of saying."""
    saying = vocabulary("saying")
    phrases = (p for group in act_words().phrases.values() for p in group)
    verbs = {w for p in phrases for w in p.lemmas if w.isalpha()} - word_set("gate", "small")
    verbs |= {w for listed in saying["verbs"].values() for w in listed} | {
        *saying["quoting"],
        *saying["belief"],
    }
    nouns = {w for listed in saying["nouns"].values() for w in listed} | {
        *saying["channels"],
        *saying["media"],
    }
    for verb in sorted(verbs):
        yield from inflected(verb)
    for noun in sorted(nouns | word_set("saying", "hearsay")):
        yield from ((form, "noun") for form in _numbers(noun))


def _numbers(noun: str) -> tuple[str, str]:
    return noun, inflected(noun)[1][0]


def _last(word: str) -> str:
    return str(WORD.findall(word)[-1])
