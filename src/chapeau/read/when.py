"""When? The day a document was written, and every time it names, resolved against that day.

The words are data (vocabulary/times.yaml); here stand the ways they are put together. Nothing here
knows today's date: what the text and the document's date do not fix stays open.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from chapeau.ground.dates import day, days_apart, month, one_day, shifted, week, widest, year
from chapeau.read.because import Because
from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.read.words import vocabulary, word_set
from chapeau.records import ActTime, DocumentDate, Period

NO_TIME = frozenset({"MONEY", "QUANTITY", "PERCENT", "PRODUCT", "CARDINAL"})
"""What the model of names calls numbers that are no years."""
FIRST_YEAR, LAST_YEAR = "1100", "9000"
"""Outside these years, counting back or on could leave the calendar; no text counts from there."""
HEAD = 400
"""Characters from the start in which a dateline or 'Published:' is looked for: headline, byline, dateline."""
CLAUSE = 70
"""Characters before a weekday in which its clause tells whether it is to come: a dozen words."""
WEEK_LATER = 6
"""A text that speaks of weekdays was written within a week of the post it embeds."""
TEXTS_KEPT = 4
"""A text is searched for its date and then for its times: one text at a time, and some room."""
LETTERS = 4
"""First letters by which a word of a pattern is told from others: more kept no further words out."""
SMALL = ("a", "an", "and", "at", "for", "in", "of", "the", "to", "up")
"""Words of patterns that are no time by themselves, nor with a word behind them that is of no pattern."""
WORD_END = r"(?!\w)"


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What times are counted from: the first and the last day on which the text may have been written.

    `open`: it may have been written any time from `low` on.
    """

    low: str
    high: str
    open: bool = False

    @property
    def certain(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class _Found:
    """One expression of time. `period` is None where it needs a document's date and there is none."""

    start: int
    end: int
    period: Period | None
    full: bool = False
    weekday: bool = False
    deictic: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """One match of a pattern, with what it may be counted from and the text around it."""

    match: re.Match[str]
    anchor: _Anchor | None
    text: str

    def __getitem__(self, part: str) -> Any:
        return self.match[part]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def parts(self) -> dict[str, str | None]:
        return self.match.groupdict()


Rule = Callable[[_Seen], _Found | None]


# --- the document's date ---------------------------------------------------------------------------


def document_date(parsed: Parsed, posts: tuple[Post, ...], stated: str | None) -> DocumentDate | None:
    """When the document was written: stated with it, printed as its dateline, or inferred.

    `stated` (YYYY-MM-DD) is what came with the item. A printed date carries its span. Inferred is what
    only follows: the document is not earlier than its latest embedded post, and not more than six days
    later if it speaks of weekdays; without posts, it is not earlier than the latest full date it
    prints. None where the text names no full date.
    """
    told = date_because(parsed, posts, stated)
    return None if told is None else told.value


def date_because(parsed: Parsed, posts: tuple[Post, ...], stated: str | None) -> Because[DocumentDate] | None:
    """The document's date with what it rests on."""
    if stated:
        return Because(DocumentDate(low=stated, high=stated, inferred=False), "document.date.stated")
    ways: tuple[tuple[str, Callable[[], DocumentDate | None]], ...] = (
        ("printed", lambda: _printed_date(parsed)),
        ("posts", lambda: _from_posts(parsed, posts)),
        ("latest", lambda: _from_latest(parsed)),
    )
    for way, find in ways:
        found = find()
        if found is not None and found.start is not None and found.end is not None:
            return Because(found, f"document.date.{way}", ((found.start, found.end),))
    return None


def _printed_date(parsed: Parsed) -> DocumentDate | None:
    head = parsed.text[:HEAD]
    for match in (*_published().finditer(head), *DATELINE.finditer(head)):
        at = next((f for f in _found(parsed.text, None) if f.start >= match.end() and f.full), None)
        if at and at.period and at.start - match.end() <= 2:
            return DocumentDate(
                low=at.period.low, high=at.period.high, inferred=False, start=at.start, end=at.end
            )
    return _dateline_without_year(parsed)


DATELINE = re.compile(r"(?:^|\n)\s*[^\W\d_a-z][^\n(]{1,40}?,\s(?=\w{3,9}\.? \d|\d{1,2} \w{3})")


def _dateline_without_year(parsed: Parsed) -> DocumentDate | None:
    """'TOWN, March 3 (Agency) -' with a year from the latest full date in the text."""
    match = re.search(
        r"(?:^|\n)\s*[A-Z][A-Z .'-]+(?:,[^,\n]{1,30})?,\s(?=[A-Z][a-z]{2,8}\.? \d)", parsed.text[:HEAD]
    )
    latest = _latest(parsed) if match else None
    if not match or not latest or not latest.period or not latest.period.low:
        return None
    later = _Anchor(shifted(latest.period.low, 366), shifted(latest.period.low, 366))
    at = next((f for f in _found(parsed.text, later) if f.start == match.end()), None)
    if not at or not at.period:
        return None
    return DocumentDate(low=at.period.low, high=at.period.high, inferred=True, start=at.start, end=at.end)


def _from_posts(parsed: Parsed, posts: Iterable[Post]) -> DocumentDate | None:
    dated = [(p.date, p.dated) for p in posts if p.date and p.dated]
    if not dated:
        return None
    latest, at = max(dated, key=lambda d: (d[0], -d[1].start))
    weekdays = any(f.weekday for f in _found(parsed.text, None))
    high = shifted(latest, WEEK_LATER) if weekdays else None
    return DocumentDate(low=latest, high=high, inferred=True, start=at.start, end=at.end)


def _from_latest(parsed: Parsed) -> DocumentDate | None:
    latest = _latest(parsed)
    if not latest or not latest.period or not latest.period.low:
        return None
    return DocumentDate(low=latest.period.low, high=None, inferred=True, start=latest.start, end=latest.end)


def _latest(parsed: Parsed) -> _Found | None:
    """The latest full day that the text prints and does not speak of as to come."""
    full = [f for f in _found(parsed.text, None) if f.full and not _to_come(parsed.text, f.start)]
    return max(full, key=lambda f: ((f.period and f.period.low) or "", -f.start), default=None)


# --- every time in a text --------------------------------------------------------------------------


def times(parsed: Parsed, date: DocumentDate | None) -> tuple[ActTime, ...]:
    """Every expression of time, in order of offset, none overlapping another.

    What cannot be resolved without a document's date has `low` and `high` None. `inferred` is set
    where anything was filled in from the document's date.
    """
    anchor = _anchor(date)
    found = [f for f in _found(parsed.text, anchor) if not _is_number(parsed, f)]
    said_on = _said_on(found)
    return tuple(_time(parsed, f, anchor, said_on) for f in found)


def time_because(parsed: Parsed, time: ActTime, date: DocumentDate | None) -> Because[ActTime]:
    """What made a period of the words of a time that `times` found, and what it was counted from."""
    ruled = _ruled(parsed.text, time.start, _anchor(date))
    if ruled is None:
        raise AssertionError("a time that was found is found again at its place")
    printed = date is not None and time.inferred and date.start is not None and date.end is not None
    counted_from = ((date.start, date.end),) if date and printed and date.start and date.end else ()
    return Because(time, f"time.{ruled[1].__name__.lstrip('_')}", ((time.start, time.end), *counted_from))


def _anchor(date: DocumentDate | None) -> _Anchor | None:
    if date is None:
        return None
    low, high = date.low or date.high, date.high or date.low
    if low and high and not FIRST_YEAR <= low[:4] <= high[:4] <= LAST_YEAR:
        return None
    return _Anchor(low, high, open=date.high is None) if low and high else None


def _said_on(found: Iterable[_Found]) -> Period | None:
    """The first weekday of a text that means one day: the day of what the text reports."""
    days = (f.period for f in found if f.weekday and f.period and f.period.low == f.period.high)
    return next(days, None)


def _time(parsed: Parsed, found: _Found, anchor: _Anchor | None, said_on: Period | None) -> ActTime:
    period = found.period
    if found.deictic and anchor and not anchor.certain and said_on and parsed.in_quotation(found.start):
        period = replace(said_on, inferred=True)
    return ActTime(
        start=found.start,
        end=found.end,
        text=parsed.text[found.start : found.end],
        low=period.low if period else None,
        high=period.high if period else None,
        precision=period.precision if period else None,
        inferred=period.inferred if period else False,
    )


def _is_number(parsed: Parsed, found: _Found) -> bool:
    """Whether a bare year is money, a quantity or part of a product's name to the model of names."""
    if not re.fullmatch(r"\d{4}", parsed.text[found.start : found.end]):
        return False
    return any(
        e.label_ in NO_TIME for e in parsed.doc.ents if e.start_char < found.end and found.start < e.end_char
    )


def _found(text: str, anchor: _Anchor | None) -> Iterator[_Found]:
    at = 0
    while at < len(text):
        first = _next(text, at, anchor)
        if first is None:
            return
        yield first
        at = first.end


def _next(text: str, at: int, anchor: _Anchor | None) -> _Found | None:
    """The next expression from `at` on; of several that start there, the first rule's."""
    ruled = _ruled(text, at, anchor)
    return None if ruled is None else ruled[0]


def _ruled(text: str, at: int, anchor: _Anchor | None) -> tuple[_Found, Rule] | None:
    """The next expression from `at` on, and the rule that made it."""
    starts = _starts(text)
    for start in starts[bisect_left(starts, at) :]:
        for pattern, rule in _rules():
            here = pattern.match(text, start)
            made = rule(_Seen(here, _fit(rule, anchor), text)) if here and here.end() > here.start() else None
            if made:
                return made, rule
    return None


@lru_cache(TEXTS_KEPT)
def _starts(text: str) -> tuple[int, ...]:
    """Where any of the patterns fits, in order."""
    return tuple(match.start() for match in _openers().finditer(text))


def _fit(rule: Rule, anchor: _Anchor | None) -> _Anchor | None:
    """What the rule may count from: where the day of writing is open, nothing is so long before it."""
    return None if anchor and anchor.open and rule in _counting_rules() else anchor


@cache
def _counting_rules() -> frozenset[Rule]:
    return frozenset({_past, _ago, _calendar, _so_far, _deictic, _weekday})


@cache
def _openers() -> re.Pattern[str]:
    """Where some pattern fits: at a word or number that no letter, digit, sign or hyphen precedes.

    All patterns in one, without their names: one search of a text instead of one a pattern and word. Where
    a pattern wants a sign again ('18/02/2023'), any sign will do here. Only where a digit stands, or the
    first letters of a word of any pattern, are the patterns tried; at a small word, only where another such follows.
    """
    fitting = "|".join(_nameless(pattern.pattern) for pattern, _ in _rules())
    words = {w.lower() for w in re.findall(r"[a-zA-Z]+", re.sub(r"\\[a-zA-Z]", " ", fitting))}
    first = rf"(?-i:\d|{_beginning(words, LETTERS)})"
    alone = rf"(?:{'|'.join(SMALL)})\b(?!\s+{first})"
    return re.compile(rf"(?=[^\W_])(?<![\w$€£#@/.\-])(?={first})(?!{alone})(?={fitting})", re.IGNORECASE)


def _beginning(words: set[str], letters: int) -> str:
    """A pattern for the first letters of any of these words, large or small; for shorter ones, the whole word."""
    if not letters:
        return ""
    after = {c: {w[1:] for w in words if w[:1] == c} for c in sorted({w[0] for w in words if w})}
    branches = [f"[{c}{c.upper()}]{_beginning(rest, letters - 1)}" for c, rest in after.items()]
    return f"(?:{'|'.join(branches + [WORD_END] * ('' in words))})"


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P=\w+\)", r"[^\\n]", re.sub(r"\(\?P<\w+>", "(?:", pattern))


# --- patterns --------------------------------------------------------------------------------------


@cache
def _named() -> dict[str, str]:
    """The parts that patterns are made of."""
    full = _alternatives(ws[0] for ws in vocabulary("times")["months"].values())
    short = _alternatives(w for ws in vocabulary("times")["months"].values() for w in ws[1:])
    months = rf"(?:{full})|(?:{short})(?:\b\.)?"
    days = _alternatives(w for ws in vocabulary("times")["weekdays"].values() for w in ws)
    long_days = _alternatives(ws[0] for ws in vocabulary("times")["weekdays"].values())
    return {
        "M": rf"(?P<month>{months})(?!\w)",
        "M2": rf"(?P<month2>{months})(?!\w)",
        "D": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b",
        "D2": r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?!,\d|:)",
        "Y": r"(?P<year>1[89]\d\d|20\d\d)\b(?!-\d|,\d)",
        "Y2": r"(?P<year2>1[89]\d\d|20\d\d)\b(?!-\d|,\d)",
        "W": rf"(?:(?:{days})\b\.?,?\s+)?",
        "DAY": rf"(?P<weekday>{long_days})",
        "PARTS": _alternatives(vocabulary("times")["parts"]),
        "DEICTIC": _alternatives(vocabulary("times")["deictic"]),
        "NUMBERS": _alternatives(vocabulary("times")["numbers"]) + r"|\d{1,3}",
        "UNITS": _alternatives(vocabulary("times")["units"]),
        "OPEN": _alternatives(
            w for k in ("since", "until", "before", "after") for w in vocabulary("times")[k]
        ),
        "DASH": r"\s?(?:-|–|—|to|and|through|until|till)\s?",
        "TO": r"\s+(?:and|to|through|until|till)\s+",
    }


def _alternatives(words: Iterable[object]) -> str:
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: (-len(str(w)), str(w))))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """Patterns and what makes a period of them; at one place the first that fits counts."""
    table: tuple[tuple[str, Rule], ...] = (
        (r"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (r"(?P<a>\d{{1,2}})(?P<sign>[/.])(?P<b>\d{{1,2}})(?P=sign)(?P<year>(?:19|20)\d\d)\b", _numeric),
        (r"{W}{M}\s+{D}{DASH}{D2}(?:,?\s+{Y})?", _days_of_month),
        (r"(?:between\s+|from\s+)?{D}{DASH}{D2}\s+(?:of\s+)?{M}(?:,?\s+{Y})?", _days_of_month),
        (r"(?:between|from)\s+{W}{M}\s+{D}(?:,?\s+{Y})?,?{TO}{W}{M2}\s+{D2}(?:,?\s+{Y2})?", _day_to_day),
        (r"(?:between|from)\s+{W}{D}\s+{M}(?:,?\s+{Y})?,?{TO}{W}{D2}\s+{M2}(?:,?\s+{Y2})?", _day_to_day),
        (r"(?P<open>{OPEN})\s+{W}{M}\s+{D}(?:,?\s+{Y})?", _one_day),
        (r"(?P<open>{OPEN})\s+{W}{D}\s+(?:of\s+)?{M}(?:,?\s+{Y})?", _one_day),
        (r"{W}{M}\s+(?:the\s+)?{D}(?:,?\s+(?:of\s+)?{Y})?(?![:\d])", _one_day),
        (r"{W}(?:the\s+)?{D}\s+(?:of\s+)?{M},?\s+(?:of\s+)?{Y}", _one_day),
        (r"{W}{D}\s+{M}\s+'?(?P<short>\d\d)\b(?!:)", _one_day),
        (r"{W}(?:the\s+)?{D}\s+(?:of\s+)?{M}", _one_day),
        (r"(?:between|from)\s+{M}(?:\s+{Y})?{TO}{M2}\s+{Y2}", _month_to_month),
        (r"{M}\s?[-–—]\s?{M2}\s+{Y2}", _month_to_month),
        (r"(?:(?P<open>{OPEN})\s+)?(?:(?P<part>{PARTS})[\s-]+)?{M},?\s+(?:of\s+)?{Y}", _one_month),
        (r"(?:between|from)\s+{Y}{DASH}{Y2}", _year_to_year),
        (r"(?P<year>1[89]\d\d|20\d\d)\s?[-–—]\s?(?P<year2>(?:19|20)?\d\d)\b(?!-)", _year_to_year),
        (r"(?P<open>{OPEN})\s+(?:(?P<part>{PARTS})[\s-]+)?(?:the\s+year\s+)?{Y}", _one_year),
        (r"(?P<part>{PARTS})[\s-]+(?:of\s+)?{Y}", _one_year),
        (
            r"{Y}(?!\s*(?:%|percent|per cent|people|civilians|men|women|children|dollars|km|miles|meters|metres|feet)\b)",
            _bare_year,
        ),
        (
            r"(?:(?P<open>{OPEN})\s+)?(?:(?P<part>{PARTS})[\s-]+)?(?P<which>last|this|next|past)?\s*{M}(?!\s+\d)",
            _bare_month,
        ),
        (
            r"(?:(?:the|over|in|for|during)\s+)*(?:past|last|previous)\s+(?P<number>{NUMBERS})\s+(?P<unit>{UNITS})\b",
            _past,
        ),
        (
            r"(?:(?:some|about|around|nearly|almost|over|more than|at least|just)\s+)*"
            r"(?P<number>{NUMBERS})\s+(?P<unit>{UNITS})\s+ago\b",
            _ago,
        ),
        (r"(?:earlier\s+)(?P<which>this)\s+(?P<unit>week|month|year)\b", _so_far),
        (r"(?P<which>last|this|next|past)\s+(?P<unit>week|month|year)\b", _calendar),
        (r"(?:(?:in|over|during)\s+)?(?:the\s+)?(?P<deictic>{DEICTIC})(?:['’]s)?\b", _deictic),
        (
            r"(?:(?P<which>last|this|next|past)\s+)?{DAY}(?P<plural>s?)\b(?:\s+(?:morning|afternoon|evening|night))?",
            _weekday,
        ),
    )
    return tuple((re.compile(p.format(**_named()), re.IGNORECASE), rule) for p, rule in table)


# --- what each pattern means -----------------------------------------------------------------------


def _iso(seen: _Seen) -> _Found | None:
    made = _day(int(seen["year"]), int(seen["month"]), int(seen["day"]))
    return _Found(seen.start, seen.end, made, full=True) if made else None


def _numeric(seen: _Seen) -> _Found | None:
    """'18/02/2023': where both orders are possible, a range over both; with points, the day comes first."""
    a, b, y = int(seen["a"]), int(seen["b"]), int(seen["year"])
    orders = [_day(y, b, a)] if seen["sign"] == "." else [_day(y, b, a), _day(y, a, b)]
    made = widest(p for p in orders if p)
    return _Found(seen.start, seen.end, made, full=made.precision == "day") if made else None


def _one_day(seen: _Seen) -> _Found | None:
    if (number := _year_of(seen.parts)) is None:
        return None if _is_a_verb(seen) else _yearless(seen)
    made = _day(number, _month_number(seen["month"]), int(seen["day"]))
    if made is None:
        return None
    return _Found(
        seen.start, seen.end, _opened(made, seen.parts, seen.anchor), full=not seen.parts.get("open")
    )


def _is_a_verb(seen: _Seen) -> bool:
    """'may 5' and 'march 31' in small letters are more likely a verb and a number than a day."""
    first = seen.match.start("month") < seen.match.start("day")
    return first and seen["month"].lower() in ("may", "march", "mar") and bool(seen["month"].islower())


def _yearless(seen: _Seen) -> _Found | None:
    """A day without a year: the latest such day before the writing, or the next if it is to come.

    Where the writing itself is only known to a week, the latest before that week: of a day in the
    week, a text would have given the weekday.
    """
    month_number, day_number = _month_number(seen["month"]), int(seen["day"])
    if _day(2000, month_number, day_number) is None:
        return None
    made = _nearest(month_number, day_number, seen.anchor, _to_come(seen.text, seen.start))
    return _Found(seen.start, seen.end, _opened(made, seen.parts, seen.anchor) if made else None)


def _nearest(month_number: int, day_number: int, anchor: _Anchor | None, to_come: bool) -> Period | None:
    if anchor is None:
        return None
    this = day(anchor.low).year
    days = [p for y in range(this - 8, this + 9) if (p := _day(y, month_number, day_number))]
    if anchor.open:
        return replace(min(days, key=lambda p: days_apart(p, one_day(anchor.low))), inferred=True)
    before = [p for p in days if p.low and p.low <= anchor.low]
    after = [p for p in days if p.low and p.low >= anchor.low]
    chosen = after[0] if to_come else before[-1]
    return replace(chosen, inferred=True)


def _days_of_month(seen: _Seen) -> _Found | None:
    number, first, last = _year_of(seen.parts), int(seen["day"]), int(seen["day2"])
    month_number = _month_number(seen["month"])
    if first >= last:
        return None
    if number is None:
        end = _nearest(month_number, last, seen.anchor, _to_come(seen.text, seen.start))
        number = day(end.high).year if end and end.high else None
    if number is None:
        return _Found(seen.start, seen.end, None)
    return _between(
        seen,
        _day(number, month_number, first),
        _day(number, month_number, last),
        inferred=seen["year"] is None,
    )


def _day_to_day(seen: _Seen) -> _Found | None:
    months = _month_number(seen["month"]), _month_number(seen["month2"])
    last = int(seen["year2"]) if seen["year2"] else None
    if last is None:
        end = _nearest(months[1], int(seen["day2"]), seen.anchor, _to_come(seen.text, seen.start))
        last = day(end.high).year if end and end.high else None
    if last is None:
        return _Found(seen.start, seen.end, None)
    first = int(seen["year"]) if seen["year"] else last - (months[0] > months[1])
    return _between(
        seen,
        _day(first, months[0], int(seen["day"])),
        _day(last, months[1], int(seen["day2"])),
        inferred=seen["year2"] is None,
    )


def _month_to_month(seen: _Seen) -> _Found | None:
    first, last, end = _month_number(seen["month"]), _month_number(seen["month2"]), int(seen["year2"])
    given = seen.parts.get("year")
    start = int(given) if given else end - (first > last)
    return _between(seen, month(start, first), month(end, last))


def _year_to_year(seen: _Seen) -> _Found | None:
    first = int(seen["year"])
    last = int(seen["year2"]) if len(seen["year2"]) == 4 else first // 100 * 100 + int(seen["year2"])
    return _between(seen, year(first), year(last)) if first < last < first + 100 else None


def _one_month(seen: _Seen) -> _Found | None:
    parts = seen.parts
    made = _share(month(int(seen["year"]), _month_number(seen["month"])), parts.get("part"))
    return _Found(seen.start, seen.end, _opened(made, parts, seen.anchor))


def _one_year(seen: _Seen) -> _Found | None:
    parts = seen.parts
    return _Found(
        seen.start, seen.end, _opened(_share(year(int(seen["year"])), parts.get("part")), parts, seen.anchor)
    )


def _bare_year(seen: _Seen) -> _Found | None:
    if _word_before(seen.text, seen.start) not in word_set("times", "year_before"):
        return None
    return _one_year(seen)


def _bare_month(seen: _Seen) -> _Found | None:
    if not _names_a_month(seen):
        return None
    if seen.anchor is None:
        return _Found(seen.start, seen.end, None)
    number, ahead = (
        _month_number(seen["month"]),
        (seen["which"] or "").lower() == "next" or _to_come(seen.text, seen.start),
    )
    written = day(seen.anchor.low if ahead else seen.anchor.high)
    passed = number > written.month if not ahead else number < written.month
    before = (seen["which"] or "").lower() == "last" and number == written.month
    at = written.year + ((1 if ahead else -1) if passed else 0) - before
    made = replace(_share(month(at, number), seen["part"]), inferred=True)
    return _Found(seen.start, seen.end, _opened(made, seen.parts, seen.anchor))


def _names_a_month(seen: _Seen) -> bool:
    """Whether a month's name alone is meant as one, not as the verb or the name it also is."""
    led = bool(seen["open"] or seen["part"] or seen["which"])
    led = led or _word_before(seen.text, seen.start) in word_set("times", "month_before")
    led = led or seen.text[max(0, seen.start - 4) : seen.start].lower() == "the "
    capital = bool(seen["month"][0].isupper())
    if seen["month"].lower() not in word_set("times", "months_that_are_words"):
        return capital or led
    return capital and led and not re.match(r"\s+[A-Z][a-z]", seen.text[seen.end : seen.end + 4])


def _past(seen: _Seen) -> _Found | None:
    back = _number(seen["number"]) * int(vocabulary("times")["units"][seen["unit"].lower()])
    made = (
        Period(low=shifted(seen.anchor.low, -back), high=seen.anchor.high, precision="range", inferred=True)
        if seen.anchor
        else None
    )
    return _Found(seen.start, seen.end, made)


def _ago(seen: _Seen) -> _Found | None:
    """'two weeks ago': the day, week, month or year so far back, no more exactly than the unit says."""
    if seen.anchor is None:
        return _Found(seen.start, seen.end, None)
    count, unit = _number(seen["number"]), seen["unit"].lower().rstrip("s")
    return _Found(seen.start, seen.end, _back_from(seen.anchor, count, unit))


def _back_from(anchor: _Anchor, count: int, unit: str) -> Period:
    """The day, week, month or year so far back, counted from either end of when the text may be of."""
    early, late = _back(anchor.low, count, unit), _back(anchor.high, count, unit)
    precision = late.precision if early == late else "range"
    return Period(low=early.low, high=late.high, precision=precision, inferred=True)


def _back(iso: str, count: int, unit: str) -> Period:
    written = day(iso)
    if unit == "year":
        return year(max(1, written.year - count))
    if unit == "month":
        months = written.year * 12 + written.month - 1 - count
        return month(months // 12, months % 12 + 1)
    return week(shifted(iso, -7 * count)) if unit == "week" else one_day(shifted(iso, -count))


def _calendar(seen: _Seen) -> _Found | None:
    if seen.anchor is None:
        return _Found(seen.start, seen.end, None)
    count = {"last": 1, "past": 1, "this": 0, "next": -1}[seen["which"].lower()]
    return _Found(seen.start, seen.end, _back_from(seen.anchor, count, seen["unit"].lower()))


def _so_far(seen: _Seen) -> _Found | None:
    if seen.anchor is None:
        return _Found(seen.start, seen.end, None)
    start = _back(seen.anchor.low, 0, seen["unit"].lower()).low
    made = Period(low=start, high=seen.anchor.high, precision="range", inferred=True)
    return _Found(seen.start, seen.end, made)


def _deictic(seen: _Seen) -> _Found | None:
    first, last = vocabulary("times")["deictic"][re.sub(r"\s+", " ", seen["deictic"].lower())]
    if seen.anchor is None:
        return _Found(seen.start, seen.end, None, deictic=True)
    low, high = shifted(seen.anchor.low, first), shifted(seen.anchor.high, last)
    made = Period(low=low, high=high, precision="day" if low == high else "range", inferred=True)
    return _Found(seen.start, seen.end, made, deictic=first == last == 0)


def _weekday(seen: _Seen) -> _Found | None:
    """The latest such day up to the writing: 'Monday' in a text of a Monday is that day.

    The next one where the clause speaks of what is to come ('vowed to leave by Friday', 'will meet on Friday').
    """
    if seen.anchor is None or seen["plural"]:
        return _Found(seen.start, seen.end, None, weekday=not seen["plural"])
    number = next(n for n, ws in vocabulary("times")["weekdays"].items() if ws[0] == seen["weekday"].lower())
    nearest = _later_weekday if _awaited(seen.text, seen.start) else _earlier_weekday
    step = {"next": _later_weekday, "last": _weekday_before}.get((seen["which"] or "").lower(), nearest)
    low, high = step(seen.anchor.low, number), step(seen.anchor.high, number)
    made = Period(low=low, high=high, precision="day" if low == high else "range", inferred=True)
    return _Found(seen.start, seen.end, made, weekday=True)


def _earlier_weekday(iso: str, number: int) -> str:
    return shifted(iso, -((day(iso).weekday() - number) % 7))


def _weekday_before(iso: str, number: int) -> str:
    return _earlier_weekday(shifted(iso, -1), number)


def _later_weekday(iso: str, number: int) -> str:
    return shifted(iso, (number - day(iso).weekday() - 1) % 7 + 1)


# --- small things ----------------------------------------------------------------------------------


def _day(y: int, m: int, d: int) -> Period | None:
    try:
        return one_day(datetime.date(y, m, d).isoformat())
    except ValueError:
        return None


def _between(seen: _Seen, low: Period | None, high: Period | None, inferred: bool = False) -> _Found | None:
    if low is None or high is None or (low.low or "") > (high.high or ""):
        return None
    made = Period(low=low.low, high=high.high, precision="range", inferred=inferred)
    return _Found(seen.start, seen.end, made)


def _share(period: Period, part: str | None) -> Period:
    """The early, middle or late part of a month or year, by the convention in times.yaml."""
    if not part or period.low is None or period.high is None:
        return period
    first, last = vocabulary("times")["parts"][re.sub(r"[\s]+", " ", part.lower())]
    days = (day(period.high) - day(period.low)).days
    low, high = shifted(period.low, days * first // 100), shifted(period.low, days * last // 100)
    return Period(low=low, high=high, precision="range")


def _opened(period: Period | None, parts: dict[str, str | None], anchor: _Anchor | None) -> Period | None:
    """'since 2014' runs on to the writing, 'before' and 'until' have no first day, 'after' no last."""
    word = re.sub(r"\s+", " ", (parts.get("open") or "").lower())
    if period is None or not word or period.low is None or period.high is None:
        return period
    if word in word_set("times", "since"):
        high = anchor.high if anchor and not anchor.open else None
        return Period(low=period.low, high=high, precision="range", inferred=period.inferred or bool(high))
    if word in word_set("times", "before"):
        return Period(high=shifted(period.low, -1), precision="range", inferred=period.inferred)
    if word in word_set("times", "after"):
        return Period(low=shifted(period.high, 1), precision="range", inferred=period.inferred)
    return Period(high=period.high, precision="range", inferred=period.inferred)


def _year_of(parts: dict[str, str | None]) -> int | None:
    if short := parts.get("short"):
        return (1900 if int(short) > 40 else 2000) + int(short)
    return int(given) if (given := parts.get("year")) else None


def _month_number(name: str) -> int:
    return next(
        int(n) for n, words in vocabulary("times")["months"].items() if name.lower().rstrip(".") in words
    )


def _number(word: str) -> int:
    found = vocabulary("times")["numbers"].get(re.sub(r"\s+", " ", word.lower()))
    return int(found) if found is not None else int(word)


def _word_before(text: str, at: int) -> str:
    match = re.search(r"([^\W\d_]+)[\s-]+(?:the\s+)?$", text[max(0, at - 30) : at])
    return match.group(1).lower() if match else ""


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(vocabulary('times')['future'])})\b[^.;]{{0,40}}$", re.IGNORECASE)


def _to_come(text: str, at: int) -> bool:
    """Whether the words shortly before speak of what is still to come."""
    return bool(_future().search(text[max(0, at - 50) : at]))


def _awaited(text: str, at: int) -> bool:
    """Whether the clause of a weekday is about what is still to come.

    Only words with nothing told as done between them and the day count: not the 'will' of 'will look into
    what happened on Monday'.
    """
    before = re.split(r"[.;:!?\n]", text[max(0, at - CLAUSE) : at])[-1]
    deadline = re.search(r"\bby\s+(?:the\s+(?:end|morning|evening)\s+of\s+)?$", before, re.IGNORECASE)
    led = _awaiting(bool(deadline)).search(before)
    return led is not None and not _done().search(before, led.end())


@cache
def _awaiting(deadline: bool) -> re.Pattern[str]:
    """Words that await what follows; before a deadline also a vow, an order or an infinitive."""
    words = [
        *vocabulary("times")["awaiting"],
        *(vocabulary("times")["before_a_deadline"] if deadline else ()),
    ]
    return re.compile(rf"\b(?:{_alternatives(words)})\b", re.IGNORECASE)


@cache
def _done() -> re.Pattern[str]:
    """Words of a clause inside that tells what was done."""
    return re.compile(
        rf"\b(?:{_alternatives(vocabulary('times')['telling_of_the_past'])}|\w+ed)\b", re.IGNORECASE
    )


@cache
def _published() -> re.Pattern[str]:
    words = _alternatives(vocabulary("times")["published"])
    return re.compile(rf"\b(?:{words})(?:\s+on)?\s*:?\s+(?=\w)", re.IGNORECASE)
