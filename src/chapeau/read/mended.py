"""A text as it was meant, character for character, for the grammar alone.

Scans, exports and capitals hide words from the grammar: 'po1ice', 'arrest-' at a line's end, '&quot;',
'SOLDIERS SHOT'. Whatever is mended keeps its length, so that every offset stays an offset of the original,
which alone is kept, quoted and shown. A word is only mended into one that the vocabularies know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from operator import ne
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
CELLS = str.maketrans({"|": ",", "\t": "…"})
"""Marks between the cells of a row. Words that touch a comma may be one token; not those beside an ellipsis."""
HYPHENATED = re.compile(r"-(?=\s)[ \t]*\r?\n?[ \t]*([^\W\d_]{2,})\b")
BEFORE_HYPHEN = re.compile(r"\b[^\W\d_]{2,}$")
LONGEST_PART = 30
"""Letters of a word's first part, before its hyphen."""
RUN = re.compile(r"\w+")
WITH_DIGITS = re.compile(r"\b(?=[^\W\d_]++\d)[^\W_]{4,}\b")
WITHIN = re.compile(r"\b(?:(?=[^\W\d_]{6})[^\W\d_]*c[^\W\d_]*|[^\W\d_]{2,}cd|[a-z]+I[a-z]+)\b")
"""Words in which 'c' may stand for 'e', or a capital 'I' for 'l'. Among short words too many are real."""
IN_NUMBERS = re.compile(r"\b\d[\dO]*O[\dO]*\b|\b\d[\dOlI]*[lI][\dOlI]*\d\b")
"""A number with letters for noughts and ones; '5l' may be five litres."""
NOUGHT_AND_ONE = str.maketrans("OlI", "011")
TWO_FOR_ONE = re.compile(r"\b(?=[^\W\d_]{6})[^\W\d_]*rn[^\W\d_]*\b")
"""Words in which 'rn' may stand for 'm'."""
SCANNED: dict[str, str] = {"0": "o", "1": "li", "5": "s", "8": "b", "6": "b"}
"""Letters that scanners read as digits."""
MOST_DIGITS = 3
"""Digits in a misread word; with more it is a number plate, an account or a code."""
WORD_OR_STOP = re.compile(r"[^\W\d_]+|[.!?]")
FEWEST_LETTERS = 12
"""Letters of a line in capitals; shorter ones are abbreviations, labels and agencies."""
CACHED = 50_000
"""Words remembered: more than a long text's, and a few megabytes."""
TEXTS_KEPT = 2
"""A text is mended for the gate and then, where all of it passes, for the grammar."""
VOCABULARIES = (
    "acts", "about", "certainty", "grammar", "kinds", "language", "methods", "numbers", "offices",
    "organisations", "parties", "place_words", "responses", "saying", "stance", "times", "victims",
)  # fmt: skip


def mended(text: str) -> str:
    """The text with what scans and exports spoilt put right; of the same length."""
    return _in_small_letters(_joined(scanned(_without_bars(without_entities(text)))))


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
    if "|" not in text and "\t" not in text:
        return text
    return "\n".join(line.translate(CELLS) if is_row(line) else line for line in text.split("\n"))


def is_row(line: str) -> bool:
    """Whether a line is a table's row as plain text: three cells or more."""
    return line.count("|") + line.count("\t") >= 2


# --- scans -------------------------------------------------------------------------------------------


@lru_cache(maxsize=TEXTS_KEPT)
def scanned(text: str) -> str:
    """The text with the letters that a scanner misread; of the same length."""
    words = tuple(set(RUN.findall(text)))
    spoilt = any(map(ne, map(_well_read, words), words))
    return RUN.sub(lambda m: _well_read(m.group()), text) if spoilt else text


@lru_cache(maxsize=CACHED)
def _well_read(word: str) -> str:
    """A run of letters and digits as it was printed. What is misread never goes beyond one."""
    in_words = TWO_FOR_ONE.sub(_one_letter, WITHIN.sub(_letters, WITH_DIGITS.sub(_digits, word)))
    return IN_NUMBERS.sub(lambda m: m.group().translate(NOUGHT_AND_ONE), in_words)


def _one_letter(m: re.Match[str]) -> str:
    """'mernbers' with room behind it; a word that is none of ours and would be none stays."""
    meant = m.group().replace("rn", "m")
    known = meant.lower() in known_words() and m.group().lower() not in known_words()
    return _padded(meant, len(m.group())) if known else m.group()


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
    return _meant(m.group())


def _meant(word: str) -> str:
    """'arrestcd', 'kiIled': a letter for another, where the word is none of ours and would be one."""
    if word.lower() in known_words():
        return word
    plain = word[0] + word[1:].replace("I", "l")
    for at in (i for i, c in enumerate(plain) if c == "c" or plain != word):
        meant = plain[:at] + "e" + plain[at + 1 :] if plain[at] == "c" else plain
        if meant.lower() in known_words():
            return meant
    return word


def _joined(text: str) -> str:
    """'arrest-' and 'ed' on the next line as one word, and the room that it leaves free behind it.

    What the record then quotes ends where the room begins: a little early, and still the text's own.
    """
    parts, at = [], 0
    for m in HYPHENATED.finditer(text):
        first = BEFORE_HYPHEN.search(text, max(at, m.start() - LONGEST_PART), m.start())
        if first is not None and (first.group() + m.group(1)).lower() in known_words():
            parts += [
                text[at : first.start()],
                _padded(first.group() + m.group(1), m.end() - first.start()),
            ]
            at = m.end()
    return "".join((*parts, text[at:]))


# --- capitals ----------------------------------------------------------------------------------------


def _in_small_letters(text: str) -> str:
    return "\n".join(_small(line) for line in text.split("\n"))


def _small(line: str) -> str:
    """A line in capitals with capitals for names only: for the words that no vocabulary knows."""
    if line.isspace() or line.upper() != line or sum(c.isalpha() for c in line) < FEWEST_LETTERS:
        return line
    parts, at, first = [], 0, True
    for m in WORD_OR_STOP.finditer(line):
        parts += [line[at : m.start()], _word_in_small_letters(m.group(), first)]
        at, first = m.end(), m.group() in ".!?"
    return "".join((*parts, line[at:]))


def _word_in_small_letters(word: str, first: bool) -> str:
    small = "".join(low if len(low := c.lower()) == 1 else c for c in word)
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
