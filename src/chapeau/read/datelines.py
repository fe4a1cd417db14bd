"""Which words above or before a story say where, when and by whom it was written? Nobody is meant by them.

'CORRIN, March 20, 2031 (Meridian Wire) - ', 'Corrin, Sundrel — ', 'By Ana Vell, CORRIN': a town that a report was sent
from, its country, the agency and whoever wrote it are no part of what the report tells. 'They' in its first sentence
means none of them, and none of them did what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile
from typing import Final, Literal

from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Mention

Part = Literal["place", "capitals", "day", "number", "agency", "name", "opening", "beside", "mark"]
"""What a word of a dateline is; `capitals` a town that no gazetteer has, `agency` what stands in brackets."""

ENDING: Final = frozenset({"-", "--", "---", "_", ":", "|", "/", "//", "•", "·", ">", "=", "~"})
"""Marks that end a dateline, as the grammar is given them: every dash is a hyphen there."""
BETWEEN: Final = frozenset({"/", "//", "|"})
"""Marks that also part two places that a sentence is about ('Orvania / Sundrel')."""
BRACKETS: Final = {"(": ")", "[": "]"}
LONGEST: Final = 40
"""Words and marks of a dateline with its agency."""
LONGEST_BRACKET: Final = 10
"""Words in brackets that name an agency: '(Meridian Wire)', '[ARMED FORCES PRESS COMMITTEE, COPREFA]'."""
LONGEST_BYLINE: Final = 16
"""Words of a line that 'By' opens."""
LETTERHEAD: Final = 3
"""Paragraphs at the head of a text of which one may open with, or be, the name of an outlet, a body or whoever wrote it."""
LEADING: Final = frozenset("#*_>-|~=")
"""Signs that a page or a text in Markdown puts before a line."""
DAY: Final = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def datelines(parsed: Parsed, places: Sequence[Mention], names: Sequence[Mention]) -> frozenset[int]:
    """The words, by their indices, of all datelines, bylines and lines of credit of a text with these mentions."""
    of_place = _covered(parsed, [m for m in places if m.kind == "place"])
    of_name = _covered(parsed, names)
    lines = [
        _Line(parsed.text, _plain(parsed.tokens(p.start, p.end)), of_place, of_name)
        for p in parsed.paragraphs
    ]
    found = [line.words(at_the_head=number < LETTERHEAD) for number, line in enumerate(lines)]
    for number, line in enumerate(lines[:LETTERHEAD]):
        if not found[number] and any(found[max(0, number - 1) : number + 2]) and line.is_a_name():
            found[number] = line.tokens
    return frozenset(t.i for words in found for t in words)


def _plain(tokens: Iterable[Token]) -> Sequence[Token]:
    """A line's words and marks, without the signs before it."""
    words = (t for t in tokens if not t.is_space)
    return tuple(dropwhile(lambda t: set(t.text) <= LEADING, words))


def _covered(parsed: Parsed, mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(t.i for m in mentions for t in parsed.doc.char_span(m.start, m.end) or ())


@dataclass(slots=True)
class _Line:
    """A paragraph and what was seen at its head; `places` and `names` are the words that mentions cover."""

    text: str
    tokens: Sequence[Token]
    places: frozenset[int]
    names: frozenset[int]
    seen: set[Part] = field(default_factory=set)

    def words(self, at_the_head: bool) -> Sequence[Token]:
        """The words of its dateline or byline; none where it opens with neither."""
        if self._is_byline():
            return self.tokens
        return self.tokens[: self._end(at_the_head)]

    def is_a_name(self) -> bool:
        """Whether it is no more than a name: an outlet's title, a body's letterhead."""
        return bool(self.tokens) and all(t.i in self.names or t.is_punct for t in self.tokens)

    def _is_byline(self) -> bool:
        """'By Ana Vell, a reporter in Corrin', alone in its line, whoever she is said to be."""
        if not 1 < len(self.tokens) <= LONGEST_BYLINE or self.tokens[0].lower_ != "by":
            return False
        named = self._printed(1)[:1].isupper() or self.tokens[1].lower_ in ("our", "the")
        told = any(t.pos_ in ("VERB", "AUX") and t.is_lower for t in self.tokens)
        return named and not told and not self._of_a_day(1)

    def _end(self, at_the_head: bool) -> int:
        """How many of its words and marks are a dateline; 0 where it opens with none."""
        ended, at = 0, 0
        while at < min(len(self.tokens), LONGEST):
            part, taken = self._part(at, at_the_head)
            if part is None or (ended and not self._goes_on(part, at)):
                break
            self.seen.add(part)
            at += taken
            if part in ("mark", "agency") and (self._ends(at) or (ended and part == "agency")):
                ended = at
        if at == len(self.tokens) and (self._is_one() or "day" in self.seen):
            return at
        return ended or (at if self._ends_unmarked(at) else 0)

    def _part(self, at: int, at_the_head: bool) -> tuple[Part | None, int]:
        """What the word there may be, and how many words and marks that takes."""
        token, begun = self.tokens[at], self._begun()
        if token.text in BRACKETS:
            return self._bracket(at)
        if token.i in self.places:
            return "place", 1
        if token.is_punct or token.text in ENDING:
            return ("mark", 1) if at else (None, 0)
        if self._of_a_day(at):
            return "day", 1
        if token.text[:1].isdigit():
            return "number", 1
        if at == 0 and token.lower_ in word_set("datelines", "openings"):
            return "opening", 1
        if self._in_capitals(at):
            return "capitals", 1
        named = token.i in self.names and (begun or at_the_head)
        if named or ("opening" in self.seen and (token.pos_ == "PROPN" or self._printed(at).isupper())):
            return "name", 1
        return ("beside", 1) if begun and token.lower_ in word_set("datelines", "beside") else (None, 0)

    def _begun(self) -> bool:
        return bool(self.seen & {"place", "capitals", "day", "opening"})

    def _bracket(self, at: int) -> tuple[Part | None, int]:
        """What stands in brackets: an agency behind a place or day, or alone at the head of the line."""
        inside = self.tokens[at + 1 : at + 1 + LONGEST_BRACKET]
        last = next((n for n, t in enumerate(inside) if t.text == BRACKETS[self.tokens[at].text]), 0)
        known = self._begun() or all(t.i in self.places | self.names or t.is_punct for t in inside[:last])
        if not last or not known:
            return None, 0
        self.seen.add("opening")
        return "agency", last + 2

    def _in_capitals(self, at: int) -> bool:
        """A town that no gazetteer has, in capitals at the head of a line that is not all in capitals."""
        token = self.tokens[at]
        capitals = token.is_upper and token.is_alpha and len(token) > 1
        first = all(t.is_upper or t.i in self.places for t in self.tokens[:at])
        return first and capitals and not self.text.isupper()

    def _of_a_day(self, at: int) -> bool:
        """A weekday, a whole date, a month beside a number, or a number beside a month."""
        token = self.tokens[at]
        if token.lower_ in _weekdays() or DAY.fullmatch(token.text):
            return True
        beside = [t for t in self.tokens[max(0, at - 2) : at + 3] if t is not token]
        if _is_month(token):
            return any(t.text[:1].isdigit() for t in beside)
        return token.text[:1].isdigit() and any(
            _is_month(t) for t in (*self.tokens[max(0, at - 3) : at], *beside)
        )

    def _is_one(self) -> bool:
        """Whether what has been seen is enough: a place, an opening with a name, or a town in capitals with a day or agency."""
        told = self.seen & {"day", "agency"}
        credited = "opening" in self.seen and self.seen & {"name", "day", "agency"}
        return bool("place" in self.seen or credited or (told and self.seen & {"capitals", "name"}))

    def _goes_on(self, part: Part, at: int) -> bool:
        """Whether words behind a dash are still of the dateline: '[REPORT]', 'CORRIN / April 13 - ', 'By Ana Vell - CORRIN - '."""
        return part in ("agency", "day", "mark") or (
            part in ("place", "capitals") and self._printed(at).isupper()
        )

    def _ends(self, at: int) -> bool:
        """Whether a dateline that holds what has been seen may end with the mark before this word."""
        if not self._is_one() or at >= len(self.tokens):
            return False
        mark, following = self.tokens[at - 1], self._printed(at)
        begins = following[:1].isupper() or not following[:1].isalpha()
        dated = bool(self.seen & {"day", "agency"})
        if mark.text in BETWEEN:
            return begins and (dated or self._loud())
        if mark.text in ENDING:
            return begins or (dated and self._printed(0).islower())
        if mark.text in BRACKETS.values():
            return begins and self._loud()
        return mark.text == "." and begins and ("day" in self.seen or self._loud())

    def _loud(self) -> bool:
        """Whether the first word is in capitals, as towns in datelines are."""
        return self._printed(0).isupper() and len(self.tokens[0]) > 1

    def _ends_unmarked(self, at: int) -> bool:
        """'CORRIN, April 13, 2031' before a capital or the end of a printed line, with no mark behind the day."""
        if not 0 < at < len(self.tokens) or not self.seen & {"place", "capitals"}:
            return False
        broken = "\n" in self.text[self.tokens[at - 1].end_char : self.tokens[at].idx]
        return self._of_a_day(at - 1) and (broken or (self._loud() and self._printed(at)[:1].isupper()))

    def _printed(self, at: int) -> str:
        """The word there as the text prints it, not as it was mended for the grammar."""
        return self.text[self.tokens[at].idx : self.tokens[at].end_char]


def _is_month(token: Token) -> bool:
    return token.lower_.rstrip(".") in _months()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(str(w) for words in vocabulary("times")["weekdays"].values() for w in words)


@cache
def _months() -> frozenset[str]:
    return frozenset(str(w) for words in vocabulary("times")["months"].values() for w in words)
