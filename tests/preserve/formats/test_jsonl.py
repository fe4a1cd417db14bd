"""A document a line, exactly as given; a broken line is reported by number and stops nothing."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import BinaryInput, BrokenLine, EmptyInput, WrongEncoding
from chapeau.preserve.formats.base import NOT_A_DATE, ExtractedText, SkippedLine
from chapeau.preserve.formats.jsonl import JsonLines, documents_in

sayable = st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip)


def items(*lines: str | bytes) -> list[ExtractedText | SkippedLine]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(JsonLines().extract(data, "reports.jsonl").items)


@given(st.dictionaries(sayable, sayable, min_size=1, max_size=8), st.booleans())
def test_ids_and_texts_come_back_exactly_and_in_order(documents: dict[str, str], escaped: bool) -> None:
    lines = [
        json.dumps({"id": i, "text": t, "date": None}, ensure_ascii=escaped) for i, t in documents.items()
    ]
    found = items(*lines)
    assert [(f.given_id, f.text, f.position) for f in found if isinstance(f, ExtractedText)] == [
        (i, t, n) for n, (i, t) in enumerate(documents.items())
    ]


def test_what_a_line_states_is_taken_and_other_keys_are_ignored() -> None:
    (found,) = items(
        '{"id": "a", "text": " Words. ", "date": "2031-03-04", "title": "T", "url": "https://x.example", '
        '"publisher": "P", "author": "A", "language": "en-GB", "score": [1, {"deep": 2}]}'
    )
    assert found == ExtractedText(
        position=0, text=" Words. ", given_id="a", title="T", address="https://x.example",
        publisher="P", author="A", date="2031-03-04", language="en",
    )  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        "not json", "[]", '"words"', "null", "{", '{"id": "b"}', '{"text": "words"}', '{"id": 2, "text": "words"}',
        '{"id": "b", "text": null}', '{"id": "b", "text": ""}', '{"id": "b", "text": " \\n "}', '{"id": " ", "text": "x"}',
        '{"id": "b", "text": "half \\ud800 a pair"}', '{"id": "a", "text": "again"}', '{"id": "b", "text": "x"}{}',
        b'{"id": "b", "text": "caf\xe9"}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_that_is_no_document_is_reported_with_its_number_and_the_rest_goes_on(
    broken: str | bytes,
) -> None:
    first, skipped, last = items('{"id": "a", "text": "one"}', "", broken, '{"id": "c", "text": "three"}')
    assert isinstance(skipped, SkippedLine)
    assert (skipped.line, skipped.reference) == (3, BrokenLine.reference)
    assert skipped.message.startswith("Line 3 of reports.jsonl")
    assert isinstance(first, ExtractedText)
    assert isinstance(last, ExtractedText)
    assert (first.text, last.text, last.position) == ("one", "three", 3)


@pytest.mark.parametrize(
    "date",
    ['"2031-02-30"', '"March 4"', '"20310304"', '"2031-3-4"', '"٢٠٣١-٠٣-٠٤"', "20310304", '""', "true"],
)
def test_a_date_that_is_none_is_reported_and_the_document_taken_without_it(date: str) -> None:
    remark, text = items(f'{{"id": "a", "text": "words", "date": {date}}}')
    assert isinstance(remark, SkippedLine)
    assert (remark.line, remark.reference) == (1, NOT_A_DATE)
    assert isinstance(text, ExtractedText)
    assert text.date is None


def test_fields_of_another_type_than_text_are_left_out() -> None:
    (found,) = items('{"id": "a", "text": "words", "author": ["x"], "url": 3, "title": null, "language": {}}')
    assert found == ExtractedText(position=0, text="words", given_id="a")


def test_the_id_of_a_broken_line_can_still_be_taken_by_a_later_one() -> None:
    skipped, text = items('{"id": "a", "text": ""}', '{"id": "a", "text": "words"}')
    assert isinstance(skipped, SkippedLine)
    assert isinstance(text, ExtractedText)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    found = items(b'\xef\xbb\xbf{"id": "a", "text": "one"}\r', b'{"id": "b", "text": "two"}\r')
    assert [f.text for f in found if isinstance(f, ExtractedText)] == ["one", "two"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b"\n \n", EmptyInput),
        ('{"id"'.encode("utf-16"), WrongEncoding),
        (b"\x89PNG\0\0", BinaryInput),
    ],
)
def test_a_file_that_is_no_json_lines_is_refused_once_and_whole(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"reports\.jsonl"):
        JsonLines().extract(data, "reports.jsonl")


def most_memory_over(lines: int) -> int:
    """Bytes that reading takes at its height, for documents of 10,000 characters each."""

    def documents() -> Iterator[bytes]:
        for n in range(lines):
            yield b'{"id": "%d", "text": "%s"}' % (n, b"words " * 1700)

    tracemalloc.start()
    for _ in documents_in(documents(), "reports.jsonl"):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_texts() -> None:
    assert most_memory_over(3000) < most_memory_over(100) + 3000 * 200
