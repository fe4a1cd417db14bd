"""The log holds references and salted hashes, and any change to it is found."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import EvidenceMismatch, UsageError
from chapeau.preserve import merkle
from chapeau.preserve.custody import Head, entry, head, leaf, leaf_bytes, speaks_of, verify
from chapeau.records import CustodyEntry

SALT = bytes(range(32))


def made(index: int, content: bytes = b"content", salt: bytes = SALT) -> CustodyEntry:
    return entry(
        index=index, at="2031-05-02T09:00:00Z", by="Mira Sandoval", action="received",
        subject=f"src-{index}", content=content, salt=salt,
    )  # fmt: skip


@given(st.binary(min_size=8, max_size=60), st.binary(min_size=32, max_size=32))
def test_a_leaf_holds_neither_content_nor_salt_nor_a_hash_that_can_be_guessed_at(
    content: bytes, salt: bytes
) -> None:
    written = leaf_bytes(made(0, content, salt))
    for secret in (content, salt):
        assert secret not in written
        assert secret.hex().encode() not in written
        assert hashlib.sha256(secret).hexdigest().encode() not in written


@pytest.mark.parametrize("words", ["W-17 saw two men", "Ada Korrin\n", "", "x" * 129, "свидетель"])
def test_a_sentence_of_a_source_cannot_enter_as_subject_or_note(words: str) -> None:
    plain = {"index": 0, "at": "2031-05-02T09:00:00Z", "by": "Mira Sandoval", "content": b"", "salt": SALT}
    with pytest.raises(UsageError, match="references, never content"):
        entry(**plain, action="read", subject=words)
    with pytest.raises(UsageError, match="references, never content"):
        entry(**plain, action="read", subject="doc-1", note=words)


def test_a_digest_is_told_by_content_and_salt_together() -> None:
    assert speaks_of(made(0), b"content", SALT)
    assert not speaks_of(made(0), b"content", SALT[::-1])
    assert not speaks_of(made(0), b"contents", SALT)
    with pytest.raises(UsageError, match="salt of 16 bytes"):
        made(0, salt=SALT[:16])


def test_a_stranger_recomputes_leaf_and_digest_with_nothing_of_ours() -> None:
    found = made(3)
    fields = {name: getattr(found, name) for name in sorted(CustodyEntry.__dataclass_fields__)}
    written = json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
    assert leaf_bytes(found) == written
    assert leaf(found) == hashlib.sha256(b"\x00" + written).digest()
    assert found.digest == hashlib.sha256(SALT + b"content").hexdigest()


@given(st.integers(1, 20), st.data())
def test_a_log_agrees_with_every_head_taken_of_it_on_the_way(size: int, data: st.DataObject) -> None:
    log = [made(index) for index in range(size)]
    sizes = data.draw(st.lists(st.integers(0, size)))
    assert verify(log, [head(log[:n]) for n in sizes]) == head(log)
    assert head(log).root == merkle.root([leaf(found) for found in log]).hex()


@given(st.integers(2, 20), st.data())
def test_whatever_is_changed_in_a_log_is_found(size: int, data: st.DataObject) -> None:
    log = [made(index) for index in range(size)]
    at = data.draw(st.integers(0, size - 1))
    change = data.draw(
        st.sampled_from(
            [{"by": "Nobody"}, {"at": "2031-05-03T09:00:00Z"}, {"note": "x"}, {"digest": "0" * 64}]
        )
    )
    tampered = [*log[:at], replace(log[at], **change), *log[at + 1 :]]
    with pytest.raises(EvidenceMismatch, match="no longer matches the root"):
        verify(tampered, [head(log)])
    with pytest.raises(EvidenceMismatch):
        verify(log[:at] + log[at + 1 :], [head(log)])
    with pytest.raises(EvidenceMismatch):
        verify([*log[:at], log[at - 1], *log[at + 1 :]])


def test_a_log_that_was_cut_short_is_found_by_its_head() -> None:
    log = [made(index) for index in range(5)]
    with pytest.raises(EvidenceMismatch, match="ends at 4 entries and had 5"):
        verify(log[:4], [head(log)])


def test_two_heads_that_disagree_are_found_before_the_log_is_read() -> None:
    with pytest.raises(EvidenceMismatch, match="Two roots"):
        verify([], [Head(size=3, root="0" * 64), Head(size=3, root="1" * 64)])
