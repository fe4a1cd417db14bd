"""The tree over the custody log: one root for all entries, and short proofs against it (RFC 9162, 2.1).

Hashes are SHA-256, 32 bytes. A leaf is hashed after a zero byte, a node after a one byte, so that
neither can pass for the other. Trees are given by their leaf hashes, in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from chapeau.errors import UsageError


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf's bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node by its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows by one leaf at a time and holds no more than one hash a level."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash: every complete pair of subtrees becomes their parent."""
        peak, size = leaf, self.size
        while size % 2:
            peak = node_hash(self._peaks.pop(), peak)
            size //= 2
        self._peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far; of no leaves, the SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256().digest()
        *rest, right = self._peaks
        for left in reversed(rest):
            right = node_hash(left, right)
        return right


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes (RFC 9162, 2.1.1)."""
    tree = Frontier()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` to the root (RFC 9162, 2.1.3.1). Raises UsageError."""
    if not 0 <= index < len(leaves):
        raise UsageError(f"There is no leaf {index} in a tree of {len(leaves)}.", hint="Count leaves from 0.")
    return _path(index, leaves)


def _path(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    left, right = leaves[:half], leaves[half:]
    if index < half:
        return (*_path(index, left), root(right))
    return (*_path(index - half, right), root(left))


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash is at `index` of the tree of `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node_hash(sibling, found)
            at, last = _out_of_right_edge(at, last)
        else:
            found = node_hash(found, sibling)
        at, last = at // 2, last // 2
    return last == 0 and found == tree_root


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The hashes that show the first `old_size` leaves unchanged (RFC 9162, 2.1.4.1). Raises UsageError."""
    if not 0 < old_size <= len(leaves):
        raise UsageError(
            f"A tree of {len(leaves)} has no earlier tree of {old_size}.",
            hint="Name a size from 1 to its own.",
        )
    return _subproof(old_size, leaves, whole=True)


def _subproof(old_size: int, leaves: Sequence[bytes], *, whole: bool) -> tuple[bytes, ...]:
    """RFC 9162's SUBPROOF; `whole` is its boolean: the old tree is this subtree, so its root is known."""
    if old_size == len(leaves):
        return () if whole else (root(leaves),)
    half = _half(len(leaves))
    left, right = leaves[:half], leaves[half:]
    if old_size <= half:
        return (*_subproof(old_size, left, whole=whole), root(right))
    return (*_subproof(old_size - half, right, whole=False), root(left))


def consistency_holds(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows the old tree to be the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    path = (old_root, *proof) if old_size & (old_size - 1) == 0 else tuple(proof)
    return bool(path) and _both_roots(old_size, new_size, path) == (old_root, new_root)


def _both_roots(old_size: int, new_size: int, path: tuple[bytes, ...]) -> tuple[bytes, bytes] | None:
    """The old and the new root as the path gives them; None where it is too short or too long."""
    at, last = old_size - 1, new_size - 1
    while at % 2:
        at, last = at // 2, last // 2
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at % 2 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            at, last = _out_of_right_edge(at, last)
        else:
            new = node_hash(new, sibling)
        at, last = at // 2, last // 2
    return (old, new) if last == 0 else None


def _out_of_right_edge(at: int, last: int) -> tuple[int, int]:
    """Up the levels on which the last node stands alone and is carried up as it is."""
    while at % 2 == 0 and at != 0:
        at, last = at // 2, last // 2
    return at, last


def _half(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
