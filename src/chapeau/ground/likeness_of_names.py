"""Can two printed names be one person's, across spellings and scripts? With the reasons, in words.

Words are set beside each other the best way there is. A pair of words is worth what its reason is worth
(`WORTH`); words that one name has and the other lacks cost little, words that contradict each other nearly all.
A name that agrees is no proof of one person: whoever joins by it asks for more (rarity, place, age, unit).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chapeau.ground.names import NAMES_KEPT
from chapeau.ground.personal_names import (
    NameWord,
    form_of,
    is_patronymic,
    sexes_of_one_name,
    words_of,
)
from chapeau.ground.romanising import consonants
from chapeau.records import Part, Score

WORTH = {
    "same": 1.0,
    "tables": 0.97,
    "forms": 0.92,
    "unwritten": 0.9,
    "vowels": 0.8,
    "letter": 0.75,
    "initial": 0.6,
}
"""What a pair of words is worth by its reason: set by hand so that a full name through another table stands above
0.9, one slip in it above 0.8, an initial or a missing family name below. `tests/ground` holds the order."""

MISSING, MISSING_MIDDLE, OTHER_ORDER = 0.15, 0.03, 0.06
ONE_WORD = 0.5
"""The most that a single word in common is worth: a family has many members."""
CONTRADICTED = 0.2
SHORTEST_FOR_A_SLIP = 5
"""Letters: in shorter names one letter more or less is mostly another name (Ali, Alia; Omar, Umar are one by sound)."""


PAIRS_KEPT = 1 << 16
"""Pairs of words whose likeness is kept: a case has few given names, and compares each with each other often."""


@dataclass(frozen=True, slots=True)
class _Pair:
    left: int
    right: int
    value: float
    reason: str


def compare_names(a: str, b: str) -> Score:
    """How much speaks for two names being one person's, from 0 to 1, each reason a part. The same for (b, a)."""
    mine, yours = words_of(a), words_of(b)
    if not mine or not yours:
        return Score(value=0.0, parts=(_part("words", 0.0, "one of them is no name", a, b),))
    pairs = _best(mine, yours)
    parts = [_part("word", p.value, p.reason, mine[p.left].printed, yours[p.right].printed) for p in pairs]
    parts += _left_over(mine, yours, pairs)
    if _reordered(pairs):
        parts.append(
            _part("order", -OTHER_ORDER, "the same words in another order, which may be another person", a, b)
        )
    return Score(value=_value(parts), parts=tuple(parts))


@lru_cache(NAMES_KEPT)
def name_keys(name: str) -> tuple[str, ...]:
    """What two names must share, at least once, to be compared: the bones of two words in order of the alphabet."""
    words = words_of(name)
    of = [sorted({form_bones(w), consonants(form_of(w.sound))} - {""}) for w in words if not w.initial]
    pairs = {
        " ".join(sorted((x, y)))
        for i, mine in enumerate(of)
        for yours in of[i + 1 :]
        for x in mine
        for y in yours
    }
    short = len(of) == 1 or any(w.initial for w in words)
    initials = {w.sound[:1] for w in words} if short else set()
    alone = {f"{x} {i}." for mine in of for x in mine for i in initials}
    return tuple(sorted(pairs | alone | {x for mine in of for x in mine if len(of) == 1}))


def form_bones(word: NameWord) -> str:
    """The consonants of a word, or of the first form of the given name that it is a form of."""
    form = form_of(word.sound)
    return word.bones if form == word.sound else consonants(form)


@lru_cache(PAIRS_KEPT)
def word_likeness(a: NameWord, b: NameWord) -> tuple[float, str]:
    """What two words of names are worth together, and why."""
    for reason, words in (("same", _same), ("tables", _tables), ("forms", _forms)):
        if (why := words(a, b)) is not None:
            return WORTH[reason], why
    if sexes_of_one_name(a, b):
        return 0.0, "a family's name as a man and as a woman bear it"
    if a.initial or b.initial:
        same = a.sound[:1] == b.sound[:1] or a.latin[:1] == b.latin[:1]
        return (WORTH["initial"], "an initial that fits") if same else (0.0, "an initial that does not fit")
    if a.bones == b.bones and len(a.bones) > 1:
        if "arabic" in (a.script, b.script):
            return (
                (WORTH["unwritten"], "the same consonants; Arabic leaves short vowels out")
                if _vowels_fit(a, b)
                else (0.0, "the same consonants, and a long vowel that the other lacks")
            )
        return WORTH["vowels"], "the same consonants with other vowels"
    if min(len(a.sound), len(b.sound)) >= SHORTEST_FOR_A_SLIP and (slip := _one_slip(a.sound, b.sound)):
        return WORTH["letter"], slip
    return 0.0, "other letters"


def _same(a: NameWord, b: NameWord) -> str | None:
    return "the same letters" if a.latin == b.latin and a.script == b.script else None


def _tables(a: NameWord, b: NameWord) -> str | None:
    if a.sound != b.sound or not a.sound:
        return None
    if a.script != b.script:
        return f"one name in {a.script} and {b.script} letters ({a.latin}, {b.latin})"
    return f"one name by two tables of transliteration ({a.latin}, {b.latin})"


def _forms(a: NameWord, b: NameWord) -> str | None:
    if form_of(a.sound) == form_of(b.sound):
        return f"forms of one given name in two languages ({a.latin}, {b.latin})"
    return None


def _vowels_fit(a: NameWord, b: NameWord) -> bool:
    """Whether each long vowel that Arabic writes inside a word has a vowel of its kind in the other spelling."""
    arabic, other = (a, b) if a.script == "arabic" else (b, a)
    if other.script == "arabic":
        return arabic.sound == other.sound
    written = [c for c in arabic.sound[1:-1] if c in "iu"]
    kinds = {"i": "ie", "u": "uov"}
    printed = [c for c in other.sound[1:] if c in "aeiouv"]
    for vowel in written:
        at = next((n for n, c in enumerate(printed) if c in kinds[vowel]), None)
        if at is None:
            return False
        printed = printed[at + 1 :]
    return True


def _one_slip(a: str, b: str) -> str | None:
    """The one letter changed, left out, put in or exchanged with its neighbour that makes one of the other."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    if len(a) == len(b) and x[1:] == y[1:]:
        return f"one letter differs ({x[:1]}, {y[:1]})"
    if len(a) == len(b) and x[2:] == y[2:] and x[:2] == y[1::-1]:
        return f"two letters exchanged ({x[:2]}, {y[:2]})"
    if abs(len(a) - len(b)) == 1 and (x[1:] == y or x == y[1:]):
        return f"one letter more in one of them ({(x if len(x) > len(y) else y)[:1]})"
    return None


def _best(mine: tuple[NameWord, ...], yours: tuple[NameWord, ...]) -> list[_Pair]:
    """The pairs of words, the best first, each word once; of equals those that stand in the same place."""
    found = [
        _Pair(i, j, value, reason)
        for i, a in enumerate(mine)
        for j, b in enumerate(yours)
        for value, reason in [word_likeness(a, b)]
        if value > 0
    ]
    taken: list[_Pair] = []
    for p in sorted(
        found, key=lambda p: (-p.value, abs(p.left - p.right), p.left + p.right, mine[p.left].latin)
    ):
        if all(p.left != t.left and p.right != t.right for t in taken):
            taken.append(p)
    return sorted(taken, key=lambda p: (p.left, p.right))


def _left_over(mine: tuple[NameWord, ...], yours: tuple[NameWord, ...], pairs: list[_Pair]) -> Iterator[Part]:
    left = [w for i, w in enumerate(mine) if i not in {p.left for p in pairs}]
    right = [w for i, w in enumerate(yours) if i not in {p.right for p in pairs}]
    for a, b in zip(left, right, strict=False):
        yield _part("word", -1.0, word_likeness(a, b)[1], a.printed, b.printed)
    longer = left[len(right) :] or right[len(left) :]
    for w in longer:
        cost = MISSING_MIDDLE if is_patronymic(w) or len(pairs) >= 2 else MISSING
        yield _part(
            "missing",
            -cost,
            "a word that the other name lacks",
            *((w.printed, "") if w in left else ("", w.printed)),
        )


def _reordered(pairs: list[_Pair]) -> bool:
    rights = [p.right for p in pairs]
    return len(pairs) > 1 and rights != sorted(rights)


def _value(parts: list[Part]) -> float:
    words = [p.value for p in parts if p.name == "word"]
    agreeing = [v for v in words if v > 0]
    if not agreeing:
        return 0.0
    if len(agreeing) < len(words):
        return round(CONTRADICTED * sum(agreeing) / len(words), 2)
    value = sum(agreeing) / len(agreeing) + sum(p.value for p in parts if p.name in ("missing", "order"))
    return round(max(0.0, min(value, 1.0 if len(agreeing) > 1 else ONE_WORD)), 2)


def _part(name: str, value: float, why: str, left: str, right: str) -> Part:
    return Part(name=name, value=value, why=why, left=left, right=right)
