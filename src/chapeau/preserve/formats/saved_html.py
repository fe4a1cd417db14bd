"""A saved web page: its main text, paragraph by paragraph, and what it states of itself.

Menus, teasers and comments are left out by trafilatura, which is asked for the text alone, and never
for a date. Embedded posts are made one paragraph each before that, and put back where they stood if
they were left out. The encoding is the one that the page declares, else UTF-8.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Document as Extracted

from chapeau.errors import EmptyInput, InputUnreadable
from chapeau.preserve.formats.base import ExtractedText, Extraction, SkippedLine, extractor_of, not_a_date
from chapeau.preserve.formats.decoding import declared, decoded
from chapeau.preserve.formats.page_facts import page_names, stated_by, stated_dates

PRESCAN = 1024
"""Bytes in which a page must declare its encoding (HTML standard, 'prescan a byte stream')."""

DECLARATION = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.-]+)", re.I
)
HTML_AT_THE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
LATIN = frozenset({"iso8859-1", "ascii"})
LEGACY = ("iso8859", "cp", "koi8", "mac", "gb", "big5", "shift_jis", "euc", "iso2022_jp")
"""Beginnings of Python's names of the encodings in the WHATWG Encoding Standard, other than Unicode's."""
PARAGRAPHS = frozenset({"p", "head", "item", "quote", "row", "code", "ab"})
PART_WORDS = frozenset(
    {"p", "br", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "td", "tr", "section", "figure"}
)
NO_CLOCK = {"original_date": True, "extensive_search": False, "max_date": "1900-01-01"}
"""trafilatura asks the clock for the latest possible date unless it is given one; no date is asked for."""


logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class SavedHtml:
    """`.html`, `.htm` and `.xhtml`."""

    name = "saved_html"
    version = "0.1"
    media_type = "text/html"
    suffixes = (".htm", ".html", ".xhtml")

    def recognises(self, data: bytes) -> bool:
        """Whether it begins as a page does."""
        return HTML_AT_THE_START.match(data[:PRESCAN].removeprefix(codecs.BOM_UTF8)) is not None

    def extract(self, data: bytes, name: str) -> Extraction:
        """One document. Raises EmptyInput, BinaryInput, WrongEncoding."""
        page = _page(_decoded(data, name), name)
        stated, dates = stated_by(page), stated_dates(page)
        remarks: list[ExtractedText | SkippedLine] = []
        if dates and stated.date is None:
            remarks.append(not_a_date(dates[0], name=name))
        text = ExtractedText(position=0, text=_main_text(page, name), **asdict(stated))
        return Extraction(
            extractor=f"{extractor_of(self)} (trafilatura {trafilatura.__version__})",
            media_type=self.media_type,
            items=iter((*remarks, text)),
            stated=stated,
        )


def _decoded(data: bytes, name: str) -> str:
    encoding = _declared_encoding(data)
    return declared(data, encoding, name) if encoding else decoded(data, name)


def _declared_encoding(data: bytes) -> str | None:
    """The encoding a page without a byte order mark declares; None for UTF-8 and for what nobody knows.

    Latin-1 and ASCII mean Windows-1252, and UTF-16 in a declaration that could be read means UTF-8
    (WHATWG Encoding Standard, labels; HTML standard, 'determining the character encoding').
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    match = DECLARATION.search(data[:PRESCAN])
    try:
        encoding = codecs.lookup((match[1] or match[2]).decode("ascii")).name if match else "utf-8"
    except LookupError:
        return None
    if encoding in LATIN:
        return "cp1252"
    return encoding if encoding.startswith(LEGACY) else None


def _page(text: str, name: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise _no_text(name) from error
    cut = [found.message for found in parser.error_log if found.level == etree.ErrorLevels.FATAL]
    if cut:
        raise InputUnreadable(
            f"The page {name} cannot be read to its end: {cut[0]}.", hint="Save its text as .txt."
        )
    return page


def _main_text(page: HtmlElement, name: str) -> str:
    """The paragraphs of the main text, separated by empty lines. Raises EmptyInput."""
    posts = _posts_made_paragraphs(page)
    found = trafilatura.bare_extraction(
        page, with_metadata=False, include_comments=False, date_extraction_params=dict(NO_CLOCK)
    )
    paragraphs = list(_paragraphs(found.body)) if isinstance(found, Extracted) else []
    paragraphs = _with_posts(paragraphs, posts)
    if not paragraphs:
        raise _no_text(name)
    return "\n\n".join(paragraphs)


def _posts_made_paragraphs(page: HtmlElement) -> list[tuple[str, str]]:
    """Make each embedded post one paragraph; for each, the words before it and its own."""
    posts = []
    for element in page.xpath("//blockquote[@class] | //div[@class]"):
        words = _words_of(element)
        if words and set(element.get("class").split()) & page_names().embedded_posts:
            before = element.xpath("preceding::p[normalize-space()][1]")
            posts.append((_words_of(before[0]) if before else "", words))
            _become_paragraph(element, words)
    return posts


def _become_paragraph(element: HtmlElement, words: str) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "p", words, tail


def _with_posts(paragraphs: list[str], posts: list[tuple[str, str]]) -> list[str]:
    """The paragraphs with every post: one that was left out stands after the words before it, or last."""
    for before, post in posts:
        if not any(post in paragraph for paragraph in paragraphs):
            at = paragraphs.index(before) + 1 if before in paragraphs else len(paragraphs)
            paragraphs = [*paragraphs[:at], post, *paragraphs[at:]]
    return paragraphs


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """The words of each innermost block, and of whatever stands between blocks."""
    words = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in PARAGRAPHS:
            yield from _lines(words)
            words = ""
        elif element.tag == "lb" and event == "start":
            words += "\n"
        elif element.tag == "cell" and event == "start":
            words += " "
        words += (element.text if event == "start" else element.tail) or ""
    yield from _lines(words)


def _lines(words: str) -> Iterator[str]:
    """The words with single spaces, line by line, where there are any."""
    lines = (" ".join(line.split(None)) for line in words.split("\n"))
    paragraph = "\n".join(line for line in lines if line)
    if paragraph:
        yield paragraph


def _words_of(element: HtmlElement) -> str:
    """All words in an element with single spaces; blocks and line breaks in it part words."""
    if not isinstance(element.tag, str):
        return ""
    pieces = []
    for event, inner in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if inner.tag in PART_WORDS:
            pieces.append(" ")
        if event == "start":
            pieces.append(inner.text or "")
        elif inner is not element:
            pieces.append(inner.tail or "")
    return " ".join("".join(pieces).split())


def _no_text(name: str) -> EmptyInput:
    return EmptyInput(
        f"No text was found in the page {name}.",
        hint="If the page is drawn by a script, save it again from the browser, or save its text as .txt.",
    )
