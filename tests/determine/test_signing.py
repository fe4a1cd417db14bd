"""A signature holds over what was signed, by the key of the person named, and over nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.determine.canonical import canonical, digest_of_determination, said
from chapeau.determine.propose import Proposal, of_sheet
from chapeau.determine.signing import holds, key_of, public_file, read_private, sign, signed_bytes
from chapeau.errors import DataInvalid, KeyUnusable
from chapeau.ground.codec import to_json
from chapeau.records import Determination
from tests.determine.literal import NAMES, held, sheet

KEY = key_of(bytes(range(32)), "A. Analyst")
AT = "2031-05-02T09:00:00Z"
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def made() -> Determination:
    return of_sheet(sheet(), held(), NAMES, Proposal(who="A. Analyst", at=AT))


def test_the_first_key_of_rfc_8032_is_the_one_that_it_prints() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert (
        key_of(seed, "x").public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )


def test_a_signature_holds_over_what_was_signed() -> None:
    assert holds(sign(made(), KEY, AT), made()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"standard": "beyond_reasonable_doubt"},
        {"parts": ()},
        {"signers": ("A. Analyst", "B. Second")},
        {"version": 7},
    ],
)
def test_what_is_changed_after_signing_is_no_longer_signed(change: dict[str, Any]) -> None:
    assert holds(sign(made(), KEY, AT), replace(made(), **change)) == "it was made over other content"


@pytest.mark.parametrize(
    "change", [{"signer": "B. Second"}, {"at": "2031-05-03T09:00:00Z"}, {"signature": "00" * 64}]
)
def test_name_and_time_are_signed_too(change: dict[str, str]) -> None:
    altered = replace(sign(made(), KEY, AT), **change)
    assert holds(altered, made()) == "the signature is not this key's"


def test_a_signature_of_another_key_does_not_pass_under_the_first_ones_fingerprint() -> None:
    other = sign(made(), key_of(bytes(32), "A. Analyst"), AT)
    assert holds(replace(other, fingerprint=KEY.fingerprint), made()) == "the fingerprint is not this key's"


def test_state_and_signatures_change_no_digest_so_that_a_second_person_signs_the_same() -> None:
    first = sign(made(), KEY, AT)
    signed = replace(made(), state="determined", signatures=(first,))
    assert digest_of_determination(signed) == digest_of_determination(made())


def test_a_stranger_can_rebuild_the_signed_bytes_with_any_json() -> None:
    given_ = sign(made(), KEY, AT)
    fields = {
        name: getattr(given_, name) for name in ("at", "determination", "digest", "public_key", "signer")
    }
    assert signed_bytes(given_) == json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


@given(PLAIN)
def test_canonical_json_reads_back_as_it_was_and_has_one_form(value: Any) -> None:
    assert json.loads(canonical(value).decode("utf-8", "surrogatepass")) == value
    assert canonical(json.loads(canonical(value).decode("utf-8", "surrogatepass"))) == canonical(value)


def test_keys_are_sorted_by_utf_16_as_rfc_8785_says() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2}).decode() == '{"\U0001f600":2,"\ufb33":1}'


def test_a_field_that_is_empty_changes_no_digest_so_that_later_records_may_know_more() -> None:
    assert said({"a": 0, "b": None, "c": [{"d": "", "e": False}], "f": []}) == {"a": 0, "c": [{"e": False}]}


def test_the_digest_can_be_made_from_the_exported_json_alone() -> None:
    plain = json.loads(to_json(made()))
    bare = {name: value for name, value in plain.items() if name not in ("id", "state", "signatures")}
    rebuilt = json.dumps(said(bare), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(rebuilt).hexdigest() == digest_of_determination(made())


def test_a_fraction_is_not_signed() -> None:
    with pytest.raises(DataInvalid):
        canonical({"a": [0.5]})


def test_a_file_that_is_no_key_is_refused_by_name() -> None:
    with pytest.raises(KeyUnusable, match=r"notes\.txt"):
        read_private(b"nothing here", None, what="notes.txt")
    with pytest.raises(KeyUnusable):
        read_private(public_file(KEY), None, what="a.pub")
