"""A saved page gives its main text in paragraphs, its embedded posts, and what it states: no more."""

from __future__ import annotations

import json
from typing import Any

import htmldate
import pytest
import trafilatura.metadata
import trafilatura.settings

from chapeau.errors import BinaryInput, EmptyInput, InputUnreadable, WrongEncoding
from chapeau.preserve.formats.base import NOT_A_DATE, ExtractedText, SkippedLine
from chapeau.preserve.formats.saved_html import SavedHtml

FIRST = (
    "Shells fell on the market of Velm on Monday, killing at least 12 people, the mayor, Ada Korrin, said."
)
SECOND = "The hospital had no power for six hours after the second strike, which came from the eastern bank."
LAST = "A spokesman for the ministry hung up when he was asked about the market and the hospital of Velm."
POST = "Our forces hit no civilian object in Velm. .@VelmMayor lies. https://x.example/abc — Ministry of Defence (@OrvaniaMoD) March 4, 2031"
TWEET = """<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">Our forces hit no civilian object in Velm.
.<a href="https://x.example/v">@VelmMayor</a> lies. <a href="https://x.example/abc">https://x.example/abc</a></p>&mdash; Ministry of Defence
(@OrvaniaMoD) <a href="https://x.example/OrvaniaMoD/status/1">March 4, 2031</a></blockquote>
<script async src="https://platform.example/widgets.js"></script>"""


def page(head: str = "", middle: str = "", *, html: str = "<html>") -> bytes:
    return f"""<!doctype html>{html}<head><meta charset="utf-8">{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="wrap"><article><h1>Shelling in Velm</h1><p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{LAST}</p></article>
<aside class="related"><h2>Read more</h2><ul><li><a href="/x">Ten recipes for autumn</a></li></ul></aside></div>
<footer><p>Copyright 2031 The Orva Courier. All rights reserved.</p></footer></body></html>""".encode()


def text_of(data: bytes) -> ExtractedText:
    (text,) = SavedHtml().extract(data, "page.html").items
    assert isinstance(text, ExtractedText)
    return text


def json_ld(thing: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def test_the_main_text_is_its_paragraphs_separated_by_empty_lines() -> None:
    assert text_of(page()).text == f"Shelling in Velm\n\n{FIRST}\n\n{SECOND}\n\n{LAST}"


def test_lists_tables_and_line_breaks_keep_their_words_apart() -> None:
    middle = "<ul><li>First <b>it</b>em</li><li>Second</li></ul><table><tr><td>Velm</td><td>12</td></tr></table><p>One<br>two</p>"
    assert "\n\nFirst item\n\nSecond\n\nVelm 12\n\nOne\ntwo\n\n" in text_of(page(middle=middle)).text


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<figure class='embed'><div class='wp-block-embed__wrapper'>{}</div></figure>",
        "<aside>{}</aside>",
        "<div class='social-share hidden'>{}</div>",
    ],
)
def test_an_embedded_post_survives_as_one_paragraph_where_it_stood(around: str) -> None:
    assert text_of(page(middle=around.format(TWEET))).text == (
        f"Shelling in Velm\n\n{FIRST}\n\n{SECOND}\n\n{POST}\n\n{LAST}"
    )


def test_two_posts_in_a_row_survive_in_order() -> None:
    other = TWEET.replace("no civilian object", "only the barracks")
    found = text_of(page(middle=f"<aside>{TWEET}</aside><aside>{other}</aside>")).text
    assert found.index("no civilian object") < found.index("only the barracks") < found.index(LAST)


def test_an_ordinary_quotation_is_kept_too() -> None:
    assert (
        "\n\nWe saw the planes.\n\n"
        in text_of(page(middle="<blockquote>We saw the planes.</blockquote>")).text
    )


ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "datePublished": "2030-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Shelling in Velm",
            "datePublished": "2031-03-04T23:30:00+02:00",
            "dateModified": "2031-03-09",
            "author": [{"@type": "Person", "name": "Lina Porrec"}, {"@type": "Person", "name": "Teo Marsh"}],
            "publisher": {"@type": "Organization", "name": "The Orva Courier"},
            "inLanguage": "en-GB",
            "url": "https://courier.example/velm",
        },
    ],
}


def test_json_ld_of_the_article_comes_first() -> None:
    found = text_of(
        page(json_ld(ARTICLE) + '<meta name="date" content="2029-01-01"><title>Velm - Courier</title>')
    )
    assert found.title == "Shelling in Velm"
    assert found.date == "2031-03-04"
    assert found.author == "Lina Porrec, Teo Marsh"
    assert (found.publisher, found.language) == ("The Orva Courier", "en")
    assert found.address == "https://courier.example/velm"


def test_meta_tags_are_taken_where_there_is_no_json_ld() -> None:
    head = """<title> Velm
      - Courier</title><meta property="og:site_name" content="The Orva Courier"><meta name="Author" content="Lina Porrec">
      <meta property="article:author" content="https://social.example/lina"><link rel="canonical" href="https://courier.example/velm">
      <meta property="og:url" content="https://courier.example/velm?ref=x"><meta property="article:published_time" content="2031-03-04T18:20:00Z">"""
    found = text_of(page(head, html='<html lang="en-GB">'))
    assert (found.title, found.publisher, found.author) == (
        "Velm - Courier",
        "The Orva Courier",
        "Lina Porrec",
    )
    assert (found.address, found.date, found.language) == ("https://courier.example/velm", "2031-03-04", "en")


@pytest.mark.parametrize(
    "broken", ["{not json", "[" * 100_000, '[1, null, "x"]', '{"@type": 3, "author": 4}', '{"@graph": 5}']
)
def test_json_ld_that_is_none_hides_nothing_else(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><meta name="date" content="2031-03-04">'
    assert text_of(page(head)).date == "2031-03-04"


@pytest.mark.parametrize(
    ("times", "date"),
    [
        ('<time datetime="2031-03-04T10:00">Tuesday</time>', "2031-03-04"),
        (
            '<time datetime="2031-03-04">Tuesday</time><time datetime="2031-03-04T12:00Z">noon</time>',
            "2031-03-04",
        ),
        ('<time datetime="2031-03-04">Tuesday</time><time datetime="2031-03-05">Wednesday</time>', None),
        (
            '<time datetime="2031-03-04">4</time><time itemprop="datePublished" datetime="2031-03-05">5</time>',
            "2031-03-05",
        ),
        ("<time>4 March 2031</time>", None),
    ],
)
def test_a_time_is_the_pages_date_only_where_it_can_be_no_other(times: str, date: str | None) -> None:
    assert text_of(page(middle=f"<p>{times}</p>")).date == date


def test_nothing_is_guessed_from_address_text_or_footer() -> None:
    head = '<link rel="canonical" href="https://courier.example/2031/03/04/velm">'
    found = text_of(page(head, middle="<p>Published on March 4, 2031, two hours ago.</p>"))
    assert (found.date, found.publisher, found.author, found.title, found.language) == (None,) * 5


def test_neither_the_clock_nor_a_date_finder_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a date was asked for")

    for where, name in (
        (htmldate, "find_date"),
        (trafilatura.metadata, "find_date"),
        (trafilatura.metadata, "extract_metadata"),
        (trafilatura.settings, "datetime"),
        (trafilatura.settings, "set_date_params"),
    ):
        monkeypatch.setattr(where, name, asked)
    assert text_of(page(json_ld(ARTICLE))).date == "2031-03-04"


def test_a_stated_date_that_is_none_is_reported() -> None:
    remark, text = SavedHtml().extract(page('<meta name="date" content="4th of March">'), "page.html").items
    assert isinstance(remark, SkippedLine)
    assert remark.reference == NOT_A_DATE
    assert "4th of March" in remark.message
    assert isinstance(text, ExtractedText)
    assert text.date is None


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("ISO-8859-5", "iso8859-5"),
        ("utf-16", "utf-8"),
        ("x-unheard-of", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_the_page_declares(declaration: str, encoding: str) -> None:
    data = page(middle="<p>Здесь погибли двенадцать человек, сообщил мэр города.</p>").decode()
    declared = data.replace('charset="utf-8"', f'charset="{declaration}"').encode(encoding)
    assert "Здесь погибли двенадцать человек" in text_of(declared).text


def test_latin_1_means_windows_1252_as_every_browser_has_it() -> None:
    data = page(middle="<p>“We saw them,” Élodie said.</p>").decode().replace("utf-8", "ISO-8859-1")
    assert "“We saw them,” Élodie said." in text_of(data.encode("cp1252")).text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (page(middle="<p>Übergriff</p>").decode().encode("latin-1"), WrongEncoding),
        (b"<html><body><script>draw()</script></body></html>", EmptyInput),
        (b"<!-- nothing -->", EmptyInput),
        (b"", EmptyInput),
        (b"<html>\0\0\1", BinaryInput),
        (b"<html><body>" + b"<div>" * 20_000 + b"<p>deep", InputUnreadable),
    ],
)
def test_a_page_that_gives_no_text_is_refused_by_name(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"page\.html"):
        SavedHtml().extract(data, "page.html")


def test_the_same_page_gives_the_same_text_twice() -> None:
    data = page(json_ld(ARTICLE), middle=TWEET)
    assert text_of(data) == text_of(data)
