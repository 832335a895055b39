"""Trees of RFC 9162: roots and proofs from stored hashes, and their verification by somebody who has none.

A subtree `[start, end)` is one that a larger tree holds whole: `start` is a multiple of the least power of two not
below its length (draft-ietf-plants-merkle-tree-certs, section 4). Every tree is the subtree from 0.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from typing import Protocol

from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash

MAX_PROOF = 63  # hashes; no tree of up to 2⁶³ leaves needs more


class Hashes(Protocol):
    """Stored hashes of complete subtrees: `complete(3, 5)` is the hash over leaves 40 to 47."""

    def complete(self, level: int, index: int) -> bytes: ...


def root(tree: TreeHash, hashes: Hashes, size: int) -> bytes:
    """The root over the first `size` leaves; reads at most one hash per level."""
    return subtree_root(tree, hashes, 0, size) if size else tree.empty


def subtree_root(tree: TreeHash, hashes: Hashes, start: int, end: int) -> bytes:
    """The hash of the subtree `[start, end)`, which is not empty."""
    return fold(tree, [hashes.complete(level, index) for level, index in complete_parts(start, end)])


def complete_parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, index) that make up a subtree, the largest first."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def fold(tree: TreeHash, parts: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side, the largest first."""
    result = parts[-1]
    for part in reversed(parts[:-1]):
        result = tree.node(part, result)
    return result


def prove_inclusion(tree: TreeHash, hashes: Hashes, index: int, size: int) -> list[bytes]:
    """The hashes from the leaf's sibling up to the root's child."""
    if not 0 <= index < size:
        raise refusals.no_such_position(index, size)
    proof, start, end = [], 0, size
    while end - start > 1:
        middle = start + _power_below(end - start)
        if index < middle:
            proof.append(subtree_root(tree, hashes, middle, end))
            end = middle
        else:
            proof.append(subtree_root(tree, hashes, start, middle))
            start = middle
    return proof[::-1]


def prove_consistency(tree: TreeHash, hashes: Hashes, old: int, new: int) -> list[bytes]:
    """That the tree of `old` leaves, at least one, is the beginning of the tree of `new`."""
    if not 0 < old <= new:
        raise refusals.no_such_position(old, new)
    return prove_subtree(tree, hashes, 0, old, new)


def prove_subtree(tree: TreeHash, hashes: Hashes, start: int, end: int, size: int) -> list[bytes]:
    """That the subtree `[start, end)` stands in the tree of `size` leaves."""
    if not (is_subtree(start, end) and start < end <= size):
        raise refusals.no_such_position(end, size)
    proof, low, high, known = [], 0, size, True
    while (start, end) != (low, high):
        middle = low + _power_below(high - low)
        if end <= middle:
            proof.append(subtree_root(tree, hashes, middle, high))
            high = middle
        else:
            proof.append(subtree_root(tree, hashes, low, middle))
            known = known and start >= middle
            low = middle
            start = max(start, middle)
    if not known:  # the verifier knows the subtree's hash, but not that of this part of it
        proof.append(subtree_root(tree, hashes, low, high))
    return proof[::-1]


def is_subtree(start: int, end: int) -> bool:
    """Whether a larger tree can hold `[start, end)` whole; an empty one may begin anywhere."""
    if not 0 <= start <= end:
        return False
    length = end - start
    return length == 0 or start % (1 << (length - 1).bit_length()) == 0


def verify_inclusion(
    tree: TreeHash, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Refuses unless `leaf` (a leaf hash) stands at `index` of the tree of `size` leaves with this root."""
    if not hmac.compare_digest(root_by_inclusion(tree, leaf, index, size, proof), root):
        raise refusals.not_included(index, size)


def root_by_inclusion(tree: TreeHash, leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to (RFC 9162, 2.1.3.2); refuses wrong positions and lengths."""
    if not 0 <= index < size:
        raise refusals.no_such_position(index, size)
    _check_lengths(leaf, *proof)
    node, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise refusals.proof_length()
        if node & 1 or node == last:
            result = tree.node(sibling, result)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            result = tree.node(result, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise refusals.proof_length()
    return result


def verify_consistency(
    tree: TreeHash, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Refuses unless the tree of `old` leaves is the beginning of the tree of `new`.

    From an empty tree there is nothing to prove, and a proof of it would say nothing: `old` is at least 1.
    """
    if old < 1:
        raise refusals.no_such_position(old, new)
    verify_subtree(tree, 0, old, new, old_root, new_root, proof)


def verify_subtree(
    tree: TreeHash,
    start: int,
    end: int,
    size: int,
    subtree_root: bytes,
    root: bytes,
    proof: Sequence[bytes],
) -> None:
    """Refuses unless `subtree_root` is the hash of `[start, end)` in the tree of `size` leaves with this root."""
    if not (is_subtree(start, end) and end <= size):
        raise refusals.no_such_position(end, size)
    if start == end or (start, end) == (0, size):
        if proof:
            raise refusals.proof_length()
        holds = subtree_root == (tree.empty if start == end else root)
    else:
        _check_lengths(subtree_root, root, *proof)
        holds = _roots(tree, start, end, size, subtree_root, proof) == (subtree_root, root)
    if not holds:
        raise refusals.inconsistent(end, size)


def _roots(
    tree: TreeHash, start: int, end: int, size: int, subtree_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The subtree's hash and the tree's root as a proof leads to them (the draft's 4.4.3; RFC 9162, 2.1.4.2)."""
    first, node, last = start, end - 1, size - 1
    while first != node and (node & 1 or node == last):
        first, node, last = first >> 1, node >> 1, last >> 1
    # Where the subtree is complete its own hash begins both, else the proof's first.
    rest = iter(proof)
    seed = subtree_root if first == node else next(rest, None)
    if seed is None:
        raise refusals.proof_length()
    small = large = seed
    for sibling in rest:
        if last == 0:
            raise refusals.proof_length()
        if node & 1 or node == last:
            small = tree.node(sibling, small) if first < node else small
            large = tree.node(sibling, large)
            while node and not node & 1:
                first, node, last = first >> 1, node >> 1, last >> 1
        else:
            large = tree.node(large, sibling)
        first, node, last = first >> 1, node >> 1, last >> 1
    if last:
        raise refusals.proof_length()
    return small, large


def _power_below(length: int) -> int:
    """The largest power of two below `length`, which is at least 2."""
    return 1 << ((length - 1).bit_length() - 1)


def _check_lengths(*hashes: bytes) -> None:
    if any(len(one) != HASH_BYTES for one in hashes) or len(hashes) > MAX_PROOF + 2:
        raise refusals.hash_length()
