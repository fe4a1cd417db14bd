"""Markdown: the source text is the document, marks and all, so that offsets lead back into the file.

YAML front matter, where the file begins with it, says title, author, date, publisher and address; it
is taken off the text, and the rest is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import Any

import yaml

from chapeau.errors import EmptyInput
from chapeau.preserve.formats.base import (
    METADATA_BROKEN,
    ExtractedText,
    Extraction,
    SkippedLine,
    Stated,
    day_of,
    extractor_of,
    language_of,
    not_a_date,
)
from chapeau.preserve.formats.decoding import decoded, is_text

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class Markdown:
    """`.md` and `.markdown`."""

    name = "markdown"
    version = "0.1"
    media_type = "text/markdown"
    suffixes = (".md", ".markdown")

    def recognises(self, data: bytes) -> bool:
        """Whether it begins with a header; other Markdown without a suffix is read as plain text."""
        return data.startswith((b"---\n", b"---\r\n")) and is_text(data)

    def extract(self, data: bytes, name: str) -> Extraction:
        """One document. Raises EmptyInput, BinaryInput, WrongEncoding."""
        whole = decoded(data, name)
        fields, body, remarks = _front_matter(whole, name)
        if not body.strip():
            raise EmptyInput(
                f"{name} holds no text after its header.", hint="Check whether it was saved whole."
            )
        stated = _stated(fields)
        given = _text(fields.get("date"))
        if given is not None and stated.date is None:
            remarks = (*remarks, not_a_date(given, name=name))
        text = ExtractedText(position=0, text=body, **asdict(stated))
        return Extraction(
            extractor=extractor_of(self),
            media_type=self.media_type,
            items=iter((*remarks, text)),
            stated=stated,
        )


def _front_matter(whole: str, name: str) -> tuple[dict[str, Any], str, tuple[SkippedLine, ...]]:
    """The header's fields, the rest of the text, and what was wrong with the header.

    A header that cannot be read stays in the text, so that nothing of the file is lost; two rules
    around a paragraph are no header.
    """
    match = FRONT_MATTER.match(whole)
    if match is None:
        return {}, whole, ()
    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, whole, (_broken(name),)
    if not isinstance(fields, dict):
        return {}, whole, ()
    return fields, whole[match.end() :], ()


def _stated(fields: dict[str, Any]) -> Stated:
    given = _text(fields.get("date"))
    return Stated(
        title=_text(fields.get("title")),
        address=_text(fields.get("address")) or _text(fields.get("url")),
        publisher=_text(fields.get("publisher")),
        author=_text(fields.get("author")),
        date=day_of(given) if given else None,
        language=language_of(_text(fields.get("language")) or _text(fields.get("lang"))),
    )


def _text(value: object) -> str | None:
    """A field's words: YAML may have made a date of them, or a list of authors.

    A list in a list is none: a few lines of YAML can make lists of lists that fill the memory.
    """
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(each) for each in value if not isinstance(each, list)))) or None
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip() or None if isinstance(value, str | int) else None


def _broken(name: str) -> SkippedLine:
    return SkippedLine(
        line=1,
        reference=METADATA_BROKEN,
        message=f"The header of {name} is not YAML; it was left in the text and gave no date, author or title. "
        "Mend the lines between the two '---'.",
    )
