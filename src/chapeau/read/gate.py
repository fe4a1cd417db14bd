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
from typing import Literal

from chapeau.read.act_words import act_words, inflected
from chapeau.read.words import vocabulary, word_set

Range = tuple[int, int]

NEAR = 400
"""Characters between a weak word and the nearest sure one: two or three sentences."""
DENSE, STRETCH, MARGIN = 3, 2500, 1000
"""Where so many sure words stand within so many characters, the text reports: all of the stretch passes, with so many
characters on both sides. The numbers are measured (bench/gate.py): what was lost without them were words
of others told in a way that no list holds, in the middle of an article full of such words."""

LONGEST = 400
"""Characters of a sentence at most: text without punctuation is cut at the next white space."""

CUT = re.compile(r"[.!?…][\"'”’)\]]*\s+|\s*\n\s*")
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+")

QUOTED = re.compile(r"[“\"][^“”\"\n]{20,600}[,.!?…—-][”\"]")
"""A quotation that ends like a sentence, as no title and no button's name does."""
HANDLE = re.compile(r"(?<![\w.])@\w{2,30}")
ASKED = re.compile(r"^[ \t]*(?:Q|A|Question|Answer)[ \t]*\d*[.:][ \t]", re.MULTILINE | re.IGNORECASE)
LISTED = re.compile(
    r"^[ \t]*(?:\d{1,4}[.)][ \t]*|[-*•][ \t]*)?[^\W\d_][^\n,]{3,40},[ \t]*(?:aged? )?\d{1,3}\b", re.MULTILINE
)
"""A line of a register: a name and an age."""
HEADED = re.compile(r"^[^\n:]{2,60}:[ \t]+\S", re.MULTILINE)
MARK = re.compile('[“”"«»„]')

LOOKALIKE = str.maketrans("0135|", "olesl")
"""Digits that scanned text prints for letters."""

Weight = Literal["sure", "weak", "party"]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words of each weight stand: the offset of each word's first letter, in order."""

    sure: list[int]
    weak: list[int]
    party: list[int]


def gate(text: str) -> tuple[Range, ...]:
    """The parts of a text that can hold an act or a statement, as offsets, in order, none touching another.

    Each holds whole sentences: the candidates, with the sentence before and after, which they may need
    to be understood. Empty where nothing in the text can.
    """
    hits = _hits(text)
    if not hits.sure and not (hits.weak and hits.party):
        return ()
    starts = _starts(text)
    return tuple(_merged(_chosen(hits, starts), [*starts, len(text)]))


def holds_nothing(text: str) -> bool:
    """Whether no part of the text can hold an act or a statement."""
    return not gate(text)


def _hits(text: str) -> Hits:
    weights = words()
    hits = Hits([], [], [])
    lists = {"sure": hits.sure, "weak": hits.weak, "party": hits.party}
    for found in WORD.finditer(text):
        weight = weights.get(found[0].lower())
        if weight is not None:
            lists[weight].append(found.start())
    hits.sure.extend(m.start() for pattern in (QUOTED, HANDLE, ASKED) for m in pattern.finditer(text))
    hits.weak.extend(m.start() for pattern in (LISTED, HEADED, MARK) for m in pattern.finditer(text))
    hits.sure.sort()
    hits.weak.sort()
    return hits


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
    parties = {_number(starts, at) for at in hits.party}
    chosen = {_number(starts, at) for at in hits.sure}
    for at in hits.weak:
        number = _number(starts, at)
        if number not in chosen and (number in parties or _is_near(at, hits.sure)):
            chosen.add(number)
    for low, high in _stretches(hits.sure):
        chosen.update(range(_number(starts, low), _number(starts, high) + 1))
    return sorted(chosen)


def _stretches(sure: list[int]) -> Iterator[Range]:
    """Where sure words stand so densely that everything passes."""
    for first, final in zip(sure, sure[DENSE - 1 :], strict=False):
        if final - first <= STRETCH:
            yield max(first - MARGIN, 0), final + MARGIN


def _number(starts: list[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _is_near(at: int, sure: list[int]) -> bool:
    place = bisect_left(sure, at - NEAR)
    return place < len(sure) and sure[place] <= at + NEAR


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
    """Every word that the gate knows, in lower case, with its weight; the highest where it has several."""
    everyday = word_set("gate", "everyday")
    found: dict[str, Weight] = dict.fromkeys((*_forms_in_phrases(), *_saying_forms()), "weak")
    found.update(dict.fromkeys(sorted(word_set("gate", "party")), "party"))
    for form, word in _deed_forms():
        found[form] = "weak" if _last(word) in everyday else "sure"
    found.update(dict.fromkeys(sorted(word_set("gate", "sure_saying") | word_set("gate", "sure")), "sure"))
    return found


def _deed_forms() -> Iterator[tuple[str, str]]:
    """Each form of each single word of a deed, with the word; of a hyphenated word, its last part."""
    known = act_words()
    yield from ((_last(form), verb) for verb in known.verbs for form, _ in inflected(verb))
    yield from ((_last(form), noun) for noun in known.nouns for form in _of_noun(noun))


def _forms_in_phrases() -> Iterator[str]:
    """The forms of the words of phrases, as verbs and as nouns, but for those that say nothing alone."""
    phrases = (p for group in act_words().phrases.values() for p in group)
    lemmas = {w for p in phrases for w in p.lemmas if w.isalpha()} - word_set("gate", "small")
    for lemma in sorted(lemmas):
        yield from (*_of_noun(lemma), *(form for form, _ in inflected(lemma)))


def _saying_forms() -> Iterator[str]:
    saying = vocabulary("saying")
    verbs = {w for listed in saying["verbs"].values() for w in listed} | {
        *saying["quoting"],
        *saying["belief"],
    }
    nouns = {w for listed in saying["nouns"].values() for w in listed} | {
        *saying["channels"],
        *saying["media"],
    }
    yield from (form for verb in sorted(verbs) for form, _ in inflected(verb))
    yield from (form for noun in sorted(nouns | word_set("saying", "hearsay")) for form in _of_noun(noun))


def _of_noun(noun: str) -> tuple[str, ...]:
    return noun, inflected(noun)[1][0]


def _last(word: str) -> str:
    return str(WORD.findall(word)[-1])
