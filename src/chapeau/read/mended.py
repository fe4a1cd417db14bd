"""A text as it was meant, character for character, for the grammar alone.

Scans, exports and capitals hide words from the grammar: 'po1ice', 'arrest-' at a line's end, '&quot;',
'SOLDIERS SHOT'. Whatever is mended keeps its length, so that every offset stays an offset of the original,
which alone is kept, quoted and shown. A word is only mended into one that the vocabularies know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from chapeau.read.act_words import act_words, inflected
from chapeau.read.words import vocabulary

ENTITY = re.compile(r"&(?:quot|ldquo|rdquo|lsquo|rsquo|apos|amp|nbsp|#34|#39|#8216|#8217|#8220|#8221);")
MEANT = {
    "amp": "&",
    "nbsp": " ",
    "apos": "'",
    "lsquo": "'",
    "rsquo": "'",
    "#39": "'",
    "#8216": "'",
    "#8217": "'",
}
"""What entities stand for; the others are double quotation marks."""
ROW = re.compile(r"[^\n|\t]*[|\t][^\n|\t]+[|\t][^\n]*")
CELLS = str.maketrans({"|": ",", "\t": "…"})
"""Marks between the cells of a row. Words that touch a comma may be one token; not those beside an ellipsis."""
HYPHENATED = re.compile(r"\b([^\W\d_]{2,})-[ \t]*\r?\n?[ \t]*(?<=\s)([^\W\d_]{2,})\b")
WITH_DIGITS = re.compile(r"\b(?=[^\W\d_]+\d)[^\W_]{4,}\b")
WITHIN = re.compile(r"\b(?:(?=[^\W\d_]{6})[^\W\d_]*c[^\W\d_]*|[^\W\d_]{2,}cd|[a-z]+I[a-z]+)\b")
"""Words in which 'c' may stand for 'e', or a capital 'I' for 'l'. Among short words too many are real."""
SCANNED: dict[str, str] = {"0": "o", "1": "li", "5": "s", "8": "b", "6": "b"}
"""Letters that scanners read as digits."""
MOST_DIGITS = 3
"""Digits in a misread word; with more it is a number plate, an account or a code."""
CAPITALS = re.compile(r"[^\n]+")
FEWEST_LETTERS = 12
"""Letters of a line in capitals; shorter ones are abbreviations, labels and agencies."""
VOCABULARIES = (
    "acts", "about", "certainty", "grammar", "kinds", "language", "methods", "numbers", "offices",
    "organisations", "parties", "place_words", "responses", "saying", "stance", "times", "victims",
)  # fmt: skip


def mended(text: str) -> str:
    """The text with what scans and exports spoilt put right; of the same length."""
    return _in_small_letters(_joined(_scanned(_without_bars(without_entities(text)))))


def _padded(meant: str, room: int, *, at_end: bool = False) -> str:
    return meant.rjust(room) if at_end else meant.ljust(room)


# --- entities ----------------------------------------------------------------------------------------


def without_entities(text: str) -> str:
    """The text with each mark that an export wrote as '&quot;' and the like, and room beside it."""
    return ENTITY.sub(_entity, text) if "&" in text else text


def _entity(m: re.Match[str]) -> str:
    """The mark, beside the word that it opens or closes."""
    name = m.group()[1:-1]
    meant = MEANT.get(name, '"')
    before = m.string[m.start() - 1 : m.start()]
    opens = meant in ("'", '"') and (not before or before.isspace() or before in "([>")
    return _padded(meant, len(m.group()), at_end=opens)


def _without_bars(text: str) -> str:
    """The rows of a table with marks of language between their cells."""
    return ROW.sub(lambda m: m.group().translate(CELLS), text)


# --- scans -------------------------------------------------------------------------------------------


def _scanned(text: str) -> str:
    return WITHIN.sub(_letters, WITH_DIGITS.sub(_digits, text))


def _digits(m: re.Match[str]) -> str:
    word = m.group()
    if sum(c.isdigit() for c in word) > MOST_DIGITS:
        return word
    return next((w for w in _readings(word) if w.lower() in known_words()), word)


def _readings(word: str) -> Iterator[str]:
    """What a word with digits may have been, the likeliest first."""
    for letters in product(*(SCANNED.get(c, c) for c in word)):
        yield "".join(letters)


def _letters(m: re.Match[str]) -> str:
    """'arrestcd', 'kiIled': a letter for another, where the word is none of ours and would be one."""
    word = m.group()
    if word.lower() in known_words():
        return word
    plain = word[0] + word[1:].replace("I", "l")
    for at in (i for i, c in enumerate(plain) if c == "c" or plain != word):
        meant = plain[:at] + "e" + plain[at + 1 :] if plain[at] == "c" else plain
        if meant.lower() in known_words():
            return meant
    return word


def _joined(text: str) -> str:
    return HYPHENATED.sub(_one_word, text) if "-" in text else text


def _one_word(m: re.Match[str]) -> str:
    """'arrest-' and 'ed' on the next line as one word, and the room that it leaves free behind it.

    What the record then quotes ends where the room begins: a little early, and still the text's own.
    """
    whole = m.group(1) + m.group(2)
    if whole.lower() not in known_words() or "-" in "".join(m.group(1, 2)):
        return m.group()
    return _padded(whole, len(m.group()))


# --- capitals ----------------------------------------------------------------------------------------


def _in_small_letters(text: str) -> str:
    return CAPITALS.sub(_small, text)


def _small(m: re.Match[str]) -> str:
    """A line in capitals with capitals for names only: for the words that no vocabulary knows."""
    line = m.group()
    letters = [c for c in line if c.isalpha()]
    if len(letters) < FEWEST_LETTERS or any(c.islower() for c in letters):
        return line
    return re.sub(r"[^\W\d_]+", _word_in_small_letters, line)


def _word_in_small_letters(m: re.Match[str]) -> str:
    word = m.group()
    small = "".join(low if len(low := c.lower()) == 1 else c for c in word)
    first = not re.search(r"[^\W_]", re.split(r"[.!?]", m.string[: m.start()])[-1])
    common = small in known_words() or small.endswith(ENDINGS)
    return small if common and not first and small not in _days() else word[0] + small[1:]


@cache
def _days() -> frozenset[str]:
    """The names of days and months, which keep their capital."""
    named = (*vocabulary("times")["weekdays"].values(), *vocabulary("times")["months"].values())
    return frozenset(str(words[0]) for words in named) - {"may", "march"}


ENDINGS = ("ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ity", "ities")
"""Endings of words that are seldom names."""


@cache
def known_words() -> frozenset[str]:
    """Every word of the vocabularies, in the forms in which a text may print it."""
    words = {w for name in VOCABULARIES for w in _words_of(vocabulary(name))}
    verbs = {v for v in vocabulary("saying")["verbs"].values() for v in v}
    forms = {form for verb in verbs for form, _ in inflected(str(verb))}
    plurals = {w + "s" for w in words if w.isalpha() and not w.endswith("s")}
    return frozenset(words | forms | plurals | set(act_words().forms))


def _words_of(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key not in ("why", "undergoer", "suffers", "needs", "noun_needs", "kind", "method"):
                yield from _words_of(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _words_of(value)
    elif isinstance(plain, str) and "\\" not in plain:
        yield from (w.lower() for w in re.findall(r"[^\W\d_]+", plain))
