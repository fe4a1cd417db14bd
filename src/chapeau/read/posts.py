"""Which posts does a text embed? Author, handle, day, link and body, by offset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chapeau.ground.spans import span, trimmed
from chapeau.read.parsed import Parsed
from chapeau.records import Span

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
HANDLE = r"@\w{2,30}(?:@[\w.-]+\.\w+)?"
NAME = r"[^\n()@|]{1,60}?"
SIGNATURE = re.compile(
    rf"(?:^|\s|(?<=[\w.!?”\"]))[—–-]{{1,2}}\s?(?P<name>{NAME})\s\(?(?P<handle>{HANDLE})\)?[\s,·|—–-]*"
    rf"(?:\d{{1,2}}:\d{{2}}\s?(?:[AaPp]\.?[Mm]\.?)?[\s,·|—–-]*)?(?:on )?(?P<date>{DAY})?"
)
HEADING = re.compile(
    rf"^(?P<name>{NAME})\s\(?(?P<handle>{HANDLE})\)?[\s,·|—–-]+"
    rf"(?:\d{{1,2}}:\d{{2}}\s?(?:[AaPp]\.?[Mm]\.?)?[\s,·|—–-]*)?(?P<date>{DAY})\s*:?\s+(?P<body>\S[\s\S]*)$"
)
LINK = re.compile(r"(?:https?://|(?:pic\.twitter\.com|t\.co)/)\S+")
EDGE = " \t\r\n\u00a0—–-|·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One embedded post. `whole` covers body and signature; `body` leaves links and signature out.

    `author` is the printed name, `handle` the printed handle with its '@'; `date` the printed day
    (ISO 8601) and `dated` its span; `link` the first address printed in the post.
    """

    whole: Span
    body: Span
    author: Span | None = None
    handle: Span | None = None
    date: str | None = None
    dated: Span | None = None
    link: Span | None = None


def posts(parsed: Parsed) -> tuple[Post, ...]:
    """All posts printed in the text, in order.

    Two printed shapes count, each within one paragraph: the body, then a dash, name and handle, as
    embedding pages print it ('Text — Name (@handle) May 4, 2031'); and name, handle and day before the
    body. A signature alone in its paragraph signs the paragraph before.
    """
    found: list[Post] = []
    previous: Span | None = None
    for paragraph in parsed.paragraphs:
        found += _signed(parsed.text, paragraph, previous) or _headed(parsed.text, paragraph)
        previous = paragraph
    return tuple(found)


def _signed(text: str, paragraph: Span, previous: Span | None) -> list[Post]:
    made, start = [], paragraph.start
    for m in SIGNATURE.finditer(paragraph.text):
        if m["date"] is None and not LINK.search(paragraph.text):
            continue
        end = paragraph.start + m.start()
        if not text[start:end].strip() and previous is not None and start == paragraph.start:
            start = previous.start
        post = _post(text, m, paragraph.start, start, end, whole_end=paragraph.start + m.end())
        made += [post] if post.body.text else []
        start = paragraph.start + m.end()
    return made


def _headed(text: str, paragraph: Span) -> list[Post]:
    m = HEADING.match(paragraph.text)
    if m is None:
        return []
    return [
        _post(
            text,
            m,
            paragraph.start,
            paragraph.start + m.start("body"),
            paragraph.end,
            whole_end=paragraph.end,
        )
    ]


def _post(text: str, m: re.Match[str], base: int, start: int, end: int, *, whole_end: int) -> Post:
    link = LINK.search(text, start, end)
    stop = _before_trailing_links(text, start, end)
    dated = span(text, base + m.start("date"), base + m.end("date")) if m["date"] else None
    low, high = trimmed(text, min(start, base + m.start()), whole_end)
    return Post(
        whole=span(text, low, high),
        body=span(text, *trimmed(text, start, stop, drop=EDGE)),
        author=span(text, *trimmed(text, base + m.start("name"), base + m.end("name"))),
        handle=span(text, base + m.start("handle"), base + m.end("handle")),
        date=iso_day(dated.text) if dated else None,
        dated=dated,
        link=span(text, link.start(), link.end()) if link else None,
    )


def _before_trailing_links(text: str, start: int, end: int) -> int:
    for link in reversed(list(LINK.finditer(text, start, end))):
        if text[link.end() : end].strip(EDGE):
            break
        end = link.start()
    return end


def iso_day(printed: str) -> str | None:
    """'February 18, 2023', '18 Feb. 2023' or '2023-02-18' as '2023-02-18'; None where it is no day."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", printed):
        return printed
    year, day = re.search(r"\d{4}", printed), re.search(r"\b\d{1,2}(?!\d)", printed)
    month = re.search(r"[A-Za-z]{3,}", printed)
    if year is None or day is None or month is None:
        return None
    number = next((i for i, m in enumerate(MONTHS, 1) if m.startswith(month.group()[:3].lower())), None)
    if number is None or not 1 <= int(day.group()) <= 31:
        return None
    return f"{year.group()}-{number:02d}-{int(day.group()):02d}"
