"""Ids come from content alone."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.identity import act_id, digest_of, document_id, record_id, source_id, text_hash

parts = st.lists(st.text(), max_size=4)


@given(parts, parts)
def test_no_two_lists_of_parts_run_together(a: list[str], b: list[str]) -> None:
    assert (digest_of(*a) == digest_of(*b)) == (a == b)


def test_an_id_is_its_kind_and_eighty_bits_of_a_plain_sha256() -> None:
    by_hand = hashlib.sha256(b"3:act3:doc1:55:abcde").hexdigest()[:20]
    assert record_id("act", "doc", 5, "abcde") == f"act-{by_hand}"


def test_the_same_bytes_from_two_addresses_are_two_sources() -> None:
    assert source_id("ab", "a.html", "https://one.example") != source_id(
        "ab", "a.html", "https://two.example"
    )


def test_an_act_keeps_its_id_when_its_type_and_reader_change_and_loses_it_with_its_trigger() -> None:
    assert act_id("doc-1", 10, 16) == act_id("doc-1", 10, 16)
    assert len({act_id("doc-1", 10, 16), act_id("doc-1", 10, 17), act_id("doc-2", 10, 16)}) == 3


def test_a_better_extraction_is_a_further_document() -> None:
    ours = text_hash("text")
    assert document_id("src-1", 0, "plain 1", ours) != document_id("src-1", 0, "plain 2", ours)


@given(st.text())
def test_text_hash_is_sha256_of_utf8(text: str) -> None:
    assert text_hash(text) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
