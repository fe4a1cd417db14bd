"""Text is decoded by what the bytes say, or refused with a sentence; it is never guessed."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chapeau.errors import BinaryInput, EmptyInput, InputUnreadable, WrongEncoding
from chapeau.preserve.formats.decoding import decoded, is_text

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda text: text.strip() and not text.startswith("\ufeff")
)


@given(
    texts,
    st.sampled_from(
        [
            ("utf-8", b""),
            ("utf-8", codecs.BOM_UTF8),
            ("utf-16-le", codecs.BOM_UTF16_LE),
            ("utf-16-be", codecs.BOM_UTF16_BE),
        ]
    ),
)
def test_text_comes_back_exactly_in_every_encoding_that_says_what_it_is(
    text: str, written: tuple[str, bytes]
) -> None:
    encoding, mark = written
    data = text.encode(encoding)
    assume(mark or not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))
    assert decoded(mark + data, "report.txt") == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_are_refused_as_unreadable(data: bytes) -> None:
    told = "report.txt"
    with suppress(InputUnreadable):
        told = decoded(data, "report.txt")
    assert told.strip()


@given(st.binary(max_size=300))
def test_every_refusal_names_the_file_and_says_what_to_do(data: bytes) -> None:
    assume(not is_text(data))
    with pytest.raises(InputUnreadable, match=r"report\.txt") as refused:
        decoded(data, "report.txt")
    assert refused.value.hint


def test_line_ends_and_spaces_are_kept() -> None:
    assert decoded(b" one\r\ntwo\rthree\n\n\tfour \n", "report.txt") == " one\r\ntwo\rthree\n\n\tfour \n"


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u3000\u2003".encode()]
)
def test_nothing_but_space_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput, match=r"report\.txt holds no text"):
        decoded(data, "report.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Убито 12 человек", "cp1251"), ("Übergriff", "latin-1"), ("殺害", "shift_jis"), ("words", "utf-32")],
)
def test_another_encoding_is_refused_with_what_to_do(text: str, encoding: str) -> None:
    with pytest.raises(
        WrongEncoding, match=r"report\.txt is not UTF-8: byte 0x.. in line 1.*save it as UTF-8"
    ):
        decoded(text.encode(encoding), "report.txt")


def test_the_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(WrongEncoding, match="byte 0xE9 in line 3"):
        decoded(b"one\ntwo\ncaf\xe9\n", "report.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\x08\0\xff",
        b"words\0more",
        b"%PDF-1.7\n%\xe2\xe3\x01",
        "words".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_binary(data: bytes) -> None:
    with pytest.raises(BinaryInput, match=r"report\.txt is not text"):
        decoded(data, "report.txt")


def test_half_a_character_at_the_end_of_utf16_is_refused() -> None:
    with pytest.raises(WrongEncoding, match="not UTF-16"):
        decoded(codecs.BOM_UTF16_LE + "words".encode("utf-16-le")[:-1], "report.txt")
