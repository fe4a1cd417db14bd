"""How many? Every quantity of persons, things or events in a text, as an interval.

The conventions ('hundreds of thousands' is at least 200,000) are data, each with its reason:
vocabulary/numbers.yaml. Years, ages, dates, money, times of day, ordinals and model names are no counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import CountBasis, Span

# Four digits from here on, without a comma, are a year unless persons or things follow them.
EARLIEST_YEAR, LATEST_YEAR = 1500, 2199
# Characters before a number in which a bound ('not less than the ') can stand.
LONGEST_BOUND = 30
# A count's noun stands this near after it: 'two (unidentified heavily armed young) men'.
FARTHEST_NOUN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Span):
    """A quantity and what it counts. `low` to `high`, both included; `high` None is open upwards.

    `noun` is the lemma of what is counted ('civilian'), `noun_start` its offset; both None where the
    number stands alone ('at least 12 were killed').
    """

    low: int | None
    high: int | None
    basis: CountBasis
    noun: str | None = None
    noun_start: int | None = None


@dataclass(frozen=True, slots=True)
class Convention:
    """A wording that is a quantity by convention; `why` is printed in the documentation."""

    low: int
    high: int | None
    why: str
    not_before: frozenset[str]


def counts(parsed: Parsed) -> tuple[Number, ...]:
    """Every quantity of a text, in order; no two overlap."""
    plain = parsed.doc.text
    found: list[Number] = []
    end = 0
    for match in _pattern().finditer(plain):
        number = _number(plain, match) if match.start() >= end else None
        if number is None or not _is_count(plain, number):
            continue
        number = _bounded(plain, number)
        found.append(_counting(parsed, replace(number, text=parsed.text[number.start : number.end])))
        end = number.end
    return tuple(found)


# --- reading a quantity --------------------------------------------------------------------------


@cache
def _pattern() -> re.Pattern[str]:
    one = _one()
    between = rf"between\s+(?P<b1>{one})\s+and\s+(?P<b2>{one})"
    to = rf"(?P<r1>{one})\s+(?:to|or)\s+(?P<r2>{one})|(?P<d1>\d[\d,]*)\s*-\s*(?P<d2>\d[\d,]*)"
    alternatives = [_any(_conventions()), between, to, rf"(?P<one>{one})"]
    return re.compile(
        rf"(?=[\d{_first_letters()}])(?<![\w.,$€£#@/-])(?<!\d\s)(?:"
        + "|".join(alternatives)
        + r")(?![\w/]|[.,]\d|-(?!plus|strong|member|odd|man))",
        re.IGNORECASE,
    )


def _first_letters() -> str:
    """What a quantity in words may begin with, asked first: most characters are none of it."""
    words = (*_conventions(), *vocabulary("numbers")["words"], *vocabulary("numbers")["scales"], "between")
    return re.escape("".join(sorted({w[0].lower() for w in words})))


def _one() -> str:
    scales = "|".join(vocabulary("numbers")["scales"])
    words = "|".join(sorted(vocabulary("numbers")["words"], key=len, reverse=True))
    digits = r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?"
    spelled = rf"(?:{words}|{scales})(?:(?:\s+and\s+|[\s-])(?:{words}|{scales})\b)*"
    return rf"(?:(?:{digits})(?:\s+(?:{scales})\b)?|\b(?:{spelled})\b)"


def _any(wordings: Iterable[str]) -> str:
    longest_first = sorted(wordings, key=lambda w: (-len(w), w))
    return r"(?P<convention>" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first) + r")\b"


@cache
def _conventions() -> dict[str, Convention]:
    return {
        words: Convention(entry["low"], entry["high"], entry["why"], frozenset(entry.get("not_before", ())))
        for entry in vocabulary("numbers")["conventions"]
        for words in entry["words"]
    }


def _number(plain: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["convention"]:
        convention = _conventions()[" ".join(match["convention"].lower().split())]
        if _word_after(plain, end) in convention.not_before:
            return None
        return Number(
            start=start, end=end, text=match[0], low=convention.low, high=convention.high, basis="convention"
        )
    first, last = (
        match["b1"] or match["r1"] or match["d1"] or match["one"],
        match["b2"] or match["r2"] or match["d2"] or match["one"],
    )
    low, high = _value(first), _value(last)
    if low > high:
        return None
    basis: CountBasis = "numeral" if any(c.isdigit() for c in match[0]) else "words"
    return Number(start=start, end=end, text=match[0], low=low, high=high, basis=basis)


def _value(wording: str) -> int:
    known: dict[str, Any] = vocabulary("numbers")
    total, current = 0.0, 0.0
    for word in re.findall(r"[\d,.]+|[a-z]+", wording.lower()):
        if word in known["words"]:
            current += known["words"][word]
        elif word in known["scales"]:
            current = (current or 1) * known["scales"][word]
            if known["scales"][word] >= 1000:
                total, current = total + current, 0.0
        elif word[0].isdigit():
            current += float(word.rstrip(",.").replace(",", ""))
    return round(total + current)


# --- what bounds it --------------------------------------------------------------------------------


def _bounded(plain: str, number: Number) -> Number:
    if number.high is None or number.low is None:
        return _with_bound_before(plain, number, ("at_least", "more_than"))
    widened = _with_bound_before(
        plain, number, ("at_least", "more_than", "at_most", "fewer_than", "nearly", "about")
    )
    return widened if widened is not number else _with_bound_after(plain, number)


def _with_bound_before(plain: str, number: Number, kinds: tuple[str, ...]) -> Number:
    first = max(0, number.start - LONGEST_BOUND)
    for pattern, kind in _bounds_before(kinds):
        before = pattern.search(plain[first : number.start])
        if before:
            return replace(_within(number, kind), start=first + before.start())
    return number


@cache
def _bounds_before(kinds: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The wordings of these bounds, longest first."""
    wordings = sorted(
        ((words, kind) for kind in kinds for words in vocabulary("numbers")[kind]["words"]),
        key=lambda w: (-len(w[0]), w),
    )
    return tuple(
        (re.compile(rf"\b{re.escape(words)}\s+(?:the\s+)?$", re.IGNORECASE), kind) for words, kind in wordings
    )


def _with_bound_after(plain: str, number: Number) -> Number:
    for kind, sense in (("or_more", "at_least"), ("or_fewer", "at_most")):
        for words in vocabulary("numbers")[kind]["words"]:
            after = re.match(rf"\s*{re.escape(words)}\b", plain[number.end : number.end + 20], re.IGNORECASE)
            if after:
                return replace(_within(number, sense), end=number.end + after.end())
    return number


def _within(number: Number, kind: str) -> Number:
    low, high = number.low or 0, number.high
    if kind in ("at_least", "more_than"):
        return replace(number, low=low + (kind == "more_than" and high is not None), high=None)
    if kind in ("at_most", "fewer_than"):
        return replace(number, low=0, high=(high or 0) - (kind == "fewer_than"))
    percent = vocabulary("numbers")[kind]["percent"]
    upper = math.ceil(low * (100 + percent) / 100) if kind == "about" else low - 1
    return replace(
        number, low=math.floor(low * (100 - percent) / 100), high=max(upper, 0), basis="convention"
    )


# --- what is no count --------------------------------------------------------------------------------


def _is_count(plain: str, number: Number) -> bool:
    before, after = _word_before(plain, number.start), _word_after(plain, number.end)
    months = word_set("numbers", "months")
    if before.rstrip(".") in months or (after.rstrip(".") in months and number.basis == "numeral"):
        return False
    if after in word_set("numbers", "not_counts") or after.rstrip("s") in word_set("numbers", "not_counts"):
        return False
    if (
        before in word_set("numbers", "not_after")
        or (before == "as" and number.basis == "convention")
        or before.endswith("-")
    ):
        return False
    return not (
        _is_year(number, after)
        or _is_age(plain, number)
        or _is_clock(plain, number)
        or _is_single_one(number, after)
    )


def _is_year(number: Number, after: str) -> bool:
    digits = number.text.strip()
    if not (digits.isdigit() and len(digits) == 4 and EARLIEST_YEAR <= int(digits) <= LATEST_YEAR):
        return False
    return not (
        after in word_set("victims", "persons") or after.rstrip("s") in word_set("victims", "persons")
    )


def _is_age(plain: str, number: Number) -> bool:
    before, after = plain[max(0, number.start - 2) : number.start], plain[number.end : number.end + 10]
    fenced = before.endswith((", ", "(", ",")) and re.match(r"\s*[,)]", after) is not None
    return fenced or re.match(r"[\s-]*year", after) is not None


def _is_clock(plain: str, number: Number) -> bool:
    return (
        plain[number.end : number.end + 1] in (":", "%")
        or plain[max(0, number.start - 1) : number.start] == ":"
    )


def _is_single_one(number: Number, after: str) -> bool:
    """'one' counts only before what it counts ('one person'), not as a pronoun ('no one', 'one day')."""
    if number.text.lower() != "one":
        return False
    persons = word_sets(("victims", "persons"), ("victims", "things"))
    return after not in persons and after not in ("was", "dead", "killed", "injured", "civilian", "police")


def _word_before(plain: str, start: int) -> str:
    found = re.search(r"([\w.&'-]+)\s*$", plain[max(0, start - 20) : start])
    return found[1].lower() if found else ""


def _word_after(plain: str, end: int) -> str:
    found = re.match(r"\s*-?\s*([\w.'%]+)", plain[end : end + 25])
    return found[1].lower().rstrip(".") if found else ""


# --- what it counts ------------------------------------------------------------------------------------


def _counting(parsed: Parsed, number: Number) -> Number:
    tokens = parsed.tokens(number.start, number.end)
    noun = _noun_of(tokens[-1]) if tokens else None
    if noun is None:
        return number
    return replace(number, noun=noun.lemma_.lower(), noun_start=noun.idx)


def _noun_of(last: Token) -> Token | None:
    for token in _following(last):
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss"):
            return token
    return None


def _following(last: Token) -> Iterator[Token]:
    end = min(len(last.doc), last.i + 1 + FARTHEST_NOUN)
    for token in last.doc[last.i + 1 : end]:
        if token.sent != last.sent or token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ"):
            if token.text in ("-", '"', ",") and token.pos_ == "PUNCT":
                continue
            if token.tag_ in ("VBN", "VBG") and token.dep_ == "amod":
                continue
            return
        if token.pos_ == "ADP" and token.lower_ not in ("of", "-"):
            return
        yield token
