"""Where words begin and end: a text cut into tokens after the habits of the Penn Treebank.

'don't' is 'do' and 'n't', 'Orlan's' is 'Orlan' and ''s', 'mid-May' is 'mid', '-' and 'May', 'Mr.' and
'U.S.' stay whole. Runs of white space longer than one blank are tokens of their own, so that every
character but single blanks belongs to a token. The cuts agree with spaCy's English ones, on whose parses the
encoder was trained, in all but rare cases (tests/read/test_tokenising.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

Cut = tuple[int, int]

WHITE = re.compile(r"\s+")
CHUNK = re.compile(r"\S+")

QUOTES = "\"'”“`‘´’‚„»«"
CURRENCY = r"[$£€¥฿₽₩₴₹]|US\$|C\$|A\$"
PREFIX = re.compile(
    rf"''|``|§|%|=|—|–|\+(?![0-9])|…|\.\.+|[,:;!?¿¡()\[\]{{}}<>_#*&~|]|[{re.escape(QUOTES)}]|{CURRENCY}|-(?=[\"'“‘(])"
)
UNITS = r"km|km²|km³|m|m²|m³|dm|cm|mm|ha|ft|in|kg|g|mg|lb|oz|kb|mb|gb|tb|km/h|mph|kph|hz|khz|mhz"
SUFFIX = re.compile(
    rf"(?:'s|'S|’s|’S|''|``|—|–|…|\.\.+|[,:;!?¿¡()\[\]{{}}<>_#*&~|]|[{re.escape(QUOTES)}]"
    rf"|(?<=[0-9])\+|(?<=[0-9])(?:{CURRENCY})|(?<=[0-9])(?:{UNITS})"
    rf"|(?<=[0-9a-zß-öø-ÿ%²\-+{re.escape(QUOTES)})\]>;,:/])\.|(?<=[0-9])%|(?<=[A-Z][A-Z])\.)$"
)
LETTER = r"[^\W\d_]"
INFIX = re.compile(
    rf"…|\.\.+|(?<=[0-9])[+\-*^](?=[0-9\-])|(?<=[a-z\"'”’])\.(?=[A-Z\"'“‘])|(?<={LETTER}),(?={LETTER})"
    rf"|(?<=[^\W_])(?:--+|[-–—~])(?={LETTER})|(?<=[a-z][0-9])-(?=[a-z][0-9])|(?<=[^\W_])[:<>=/](?={LETTER})|--+|—"
)
NEGATION = re.compile(r"(?i)(?<=[a-z])n['’]?t$")
CONTRACTION = re.compile(r"(?i)(?<=[a-z])['’](?:ll|ve|re|d|m)$")
NEGATED = frozenset(
    [
        "ai",
        "are",
        "ca",
        "could",
        "did",
        "does",
        "do",
        "had",
        "has",
        "have",
        "is",
        "might",
        "must",
        "need",
        "ought",
        "sha",
        "should",
        "was",
        "were",
        "wo",
        "would",
    ]
)
"""What may stand before n't, as spaCy splits it: 'cant' is two words, 'want' is one."""
LEADING = frozenset(
    [
        "'s",
        "'ve",
        "'re",
        "'ll",
        "'d",
        "'m",
        "'em",
        "'cause",
        "'bout",
        "’s",
        "’ve",
        "’re",
        "’ll",
        "’d",
        "’m",
        "’em",
        "’cause",
    ]
)
GLUED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3}
WHOLE = frozenset(
    [
        "and/or",
        "a.",
        "b.",
        "c.",
        "d.",
        "e.",
        "f.",
        "g.",
        "h.",
        "i.",
        "j.",
        "k.",
        "l.",
        "m.",
        "n.",
        "o.",
        "p.",
        "q.",
        "r.",
        "s.",
        "t.",
        "u.",
        "v.",
        "w.",
        "x.",
        "y.",
        "z.",
        "a.m.",
        "p.m.",
        "adm.",
        "bros.",
        "co.",
        "corp.",
        "d.c.",
        "dr.",
        "e.g.",
        "gov.",
        "i.e.",
        "inc.",
        "jr.",
        "ltd.",
        "md.",
        "messrs.",
        "mr.",
        "mrs.",
        "ms.",
        "ph.d.",
        "prof.",
        "rep.",
        "rev.",
        "sen.",
        "sr.",
        "st.",
        "vs.",
        "v.s.",
        "mt.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "ala.",
        "ariz.",
        "ark.",
        "calif.",
        "colo.",
        "conn.",
        "del.",
        "fla.",
        "ga.",
        "ind.",
        "kan.",
        "kans.",
        "ky.",
        "la.",
        "mass.",
        "mich.",
        "minn.",
        "miss.",
        "mo.",
        "mont.",
        "n.c.",
        "n.d.",
        "n.h.",
        "n.j.",
        "n.m.",
        "n.y.",
        "neb.",
        "nebr.",
        "nev.",
        "okla.",
        "ore.",
        "pa.",
        "s.c.",
        "tenn.",
        "va.",
        "wash.",
        "wis.",
        "etc.",
        "cf.",
        "no.",
        "approx.",
        "lt.",
        "col.",
        "capt.",
        "sgt.",
        "maj.",
    ]
) - frozenset(["no.", "etc.", "cf.", "approx.", "lt.", "col.", "capt.", "sgt.", "maj."])
"""Abbreviations whose full stop belongs to them, wherever they stand."""
INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}$")
CLOCK = re.compile(r"^(1[0-2]|[1-9])((?:a|p)\.?m\.?)$", re.I)
ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.\-]*://|www\.)\S*[^\s.,;:!?)\]}>\"']|[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|(?:[a-z0-9\-]+\.)+(?:com|org|net|edu|gov|int|info|co|uk|de|fr|ru|ua)(?:/\S*)?",
    re.I,
)
LONGEST = 400
"""Letters of the longest run that is taken apart as words are, more than any printed word has: mark by mark, the
time grows with the square of it. What is longer, and no address, is damage, and is cut where letters meet signs."""
PART = re.compile(r"[^\W_]+|[\W_]+")
CACHED = 200_000
"""Distinct printed words kept with their cuts: more than any one text holds, about 50 MB at the worst."""


def cuts(text: str) -> Iterator[Cut]:
    """The tokens of a text as start and end offsets, in order; white space longer than one blank is one."""
    at = 0
    for chunk in CHUNK.finditer(text):
        start = chunk.start()
        if start != at + 1 or text[at] != " " or not at:
            yield from _white(text, at, start)
        for low, high in cuts_of(chunk[0]):
            yield start + low, start + high
        at = chunk.end()
    yield from _white(text, at, len(text))


def _white(text: str, start: int, end: int) -> Iterator[Cut]:
    """White space between words as a token, less the one blank that goes with the word before."""
    if start < end and start > 0 and text[start] == " ":
        start += 1
    if start < end:
        yield start, end


@lru_cache(CACHED)
def cuts_of(chunk: str) -> tuple[Cut, ...]:
    """The tokens of a run without white space, as offsets within it."""
    if len(chunk) > LONGEST and not ADDRESS.fullmatch(chunk):
        return tuple(part.span() for part in PART.finditer(chunk))
    if chunk.isalpha():
        return tuple(_contracted(chunk, 0, len(chunk)))
    before: list[Cut] = []
    after: list[Cut] = []
    low, high = 0, len(chunk)
    while low < high and not _stays(chunk[low:high]):
        found = PREFIX.match(chunk, low, high)
        if found and found.end() > low and not _leads(chunk, low, high):
            before.append((low, found.end()))
            low = found.end()
            continue
        ended = SUFFIX.search(chunk[low:high])
        if ended is None:
            break
        after.append((low + ended.start(), high))
        high = low + ended.start()
    return (*before, *_inner(chunk, low, high), *reversed(after))


def _stays(word: str) -> bool:
    """Whether no mark may be taken off this word."""
    lower = word.lower()
    return (
        len(word) == 1
        or word == "Gen."
        or lower in WHOLE
        or lower in LEADING
        or INITIALS.match(word) is not None
        or ADDRESS.fullmatch(word) is not None
        or CLOCK.match(word) is not None
    )


def _leads(chunk: str, low: int, high: int) -> bool:
    return chunk[low:high].lower() in LEADING


def _inner(chunk: str, low: int, high: int) -> Iterator[Cut]:
    word = chunk[low:high]
    if not word:
        return
    if ADDRESS.fullmatch(word) or word.lower() in WHOLE or INITIALS.match(word):
        yield low, high
        return
    if clock := CLOCK.match(word):
        yield low, low + clock.end(1)
        yield low + clock.end(1), high
        return
    at = low
    for mark in INFIX.finditer(chunk, low, high):
        if mark.start() > at:
            yield from _contracted(chunk, at, mark.start())
        yield mark.start(), mark.end()
        at = mark.end()
    if at < high:
        yield from _contracted(chunk, at, high)


def _contracted(chunk: str, low: int, high: int) -> Iterator[Cut]:
    """'wouldn't', 'they'll', 'cannot': two words printed as one."""
    word = chunk[low:high]
    cut = GLUED.get(word.lower())
    if cut is None:
        found = NEGATION.search(word)
        if found is not None and word[: found.start()].lower() in NEGATED:
            cut = found.start()
        else:
            found = CONTRACTION.search(word)
            cut = found.start() if found else None
    if cut:
        yield from _contracted(chunk, low, low + cut)
        yield low + cut, high
    else:
        yield low, high
