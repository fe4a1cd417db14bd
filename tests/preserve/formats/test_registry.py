"""A format is chosen by suffix, without one by content, and comes in by the same door as any other."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from chapeau.errors import FormatUnknown, NeedMissing
from chapeau.preserve.formats import registry
from chapeau.preserve.formats.registry import format_of, formats


def test_the_built_in_formats_are_there_and_plain_text_is_asked_last() -> None:
    assert [kind.name for kind in formats()] == ["jsonl", "markdown", "saved_html", "plain"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "plain"),
        ("a.MD", "markdown"),
        ("a.b.html", "saved_html"),
        ("a.HTM", "saved_html"),
        ("a.ndjson", "jsonl"),
    ],
)
def test_a_suffix_decides_whatever_is_inside(name: str, kind: str) -> None:
    assert format_of(name, b"<!doctype html><p>words").name == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\n<!DOCTYPE html>\n<html>", "saved_html"),
        (b"<!-- saved from url=(0022)https://x.example/ -->\n<html lang='en'>", "saved_html"),
        (b'\xef\xbb\xbf\n{"id": "a", "text": "words"}\n', "jsonl"),
        (b'{"key": "something else"}\n', "plain"),
        (b"---\ntitle: x\n---\nwords", "markdown"),
        (b"Shells fell on Monday.", "plain"),
    ],
)
def test_without_a_suffix_the_content_decides(data: bytes, kind: str) -> None:
    assert format_of("report", data).name == kind


@pytest.mark.parametrize(
    ("name", "data"), [("scan.pdf", b"%PDF"), ("list.csv", b"a,b"), ("scan", b"\x89PNG\0")]
)
def test_what_no_format_takes_is_refused_with_the_suffixes_there_are(name: str, data: bytes) -> None:
    with pytest.raises(FormatUnknown, match=rf"No format takes {name}\..*\.html.*\.jsonl.*\.txt"):
        format_of(name, data)


def test_a_format_whose_package_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="odt", value="no_such_package:Odt", group=registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda **_: [broken])
    formats.cache_clear()
    with pytest.raises(NeedMissing, match="The format odt"):
        formats()
    monkeypatch.undo()
    assert len(formats()) >= 4
