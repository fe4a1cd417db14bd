"""The tree against the published vectors of certificate transparency, a second answer and properties.

The vectors are those of RFC 6962's reference implementations (certificate-transparency in C++,
transparency-dev/merkle in Go: `RootHashes`, `ReferenceMerklePath`, `ReferenceSnapshotConsistency`).
"""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import UsageError
from chapeau.preserve.merkle import (
    Frontier,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    root,
)

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, INCLUSION[1][2]),
    (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip
LEAVES = [leaf_hash(bytes.fromhex(data)) for data in INPUTS]

leaf_lists = st.lists(st.binary(max_size=3).map(leaf_hash), min_size=1, max_size=40)


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162's MTH, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "published"), INCLUSION)
def test_the_inclusion_proofs_are_the_published_ones(index: int, size: int, published: list[str]) -> None:
    assert [step.hex() for step in inclusion_proof(index, LEAVES[:size])] == published


@pytest.mark.parametrize(("old", "new", "published"), CONSISTENCY)
def test_the_consistency_proofs_are_the_published_ones(old: int, new: int, published: list[str]) -> None:
    assert [step.hex() for step in consistency_proof(old, LEAVES[:new])] == published


@given(leaf_lists)
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition_at_every_size(leaves: list[bytes]) -> None:
    tree = Frontier()
    for size, leaf in enumerate(leaves, start=1):
        tree.add(leaf)
        assert (tree.size, tree.root()) == (size, by_definition(leaves[:size]))


@given(leaf_lists, st.data())
def test_every_leaf_is_proved_and_no_other_place_size_or_root_is(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, top = inclusion_proof(index, leaves), root(leaves)
    assert inclusion_holds(leaves[index], index, len(leaves), proof, top)
    assert not inclusion_holds(leaf_hash(b"forged"), index, len(leaves), proof, top)
    assert not inclusion_holds(leaves[index], index, len(leaves), proof, leaf_hash(b"other root"))
    assert not inclusion_holds(leaves[index], index, len(leaves), (*proof, top), top)
    assert not inclusion_holds(leaves[index], len(leaves), len(leaves), proof, top)
    if proof:
        assert not inclusion_holds(leaves[index], index, len(leaves), proof[:-1], top)


@given(leaf_lists, st.data())
def test_every_beginning_is_proved_and_a_changed_one_is_not(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    changed = data.draw(st.integers(0, old - 1))
    before, now, proof = root(leaves[:old]), root(leaves), consistency_proof(old, leaves)
    assert consistency_holds(old, len(leaves), before, now, proof)
    forged = [*leaves[:changed], leaf_hash(b"forged"), *leaves[changed + 1 :]]
    assert not consistency_holds(old, len(leaves), root(forged[:old]), now, proof)
    assert not consistency_holds(old, len(leaves), before, root(forged), consistency_proof(old, forged))
    assert not consistency_holds(old, len(leaves), before, now, (*proof, now))
    if proof:
        assert not consistency_holds(old, len(leaves), before, now, proof[:-1])


def test_proofs_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(UsageError, match="no leaf 8"):
        inclusion_proof(8, LEAVES)
    for size in (0, 9):
        with pytest.raises(UsageError, match=f"no earlier tree of {size}"):
            consistency_proof(size, LEAVES)
    assert not consistency_holds(0, 8, ROOTS_EMPTY, root(LEAVES), ())


ROOTS_EMPTY = bytes.fromhex(ROOTS[0])
