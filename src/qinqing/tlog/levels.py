"""Every complete subtree's hash in memory, 64 bytes a leaf: what a sequencer keeps and a verifier builds."""

from __future__ import annotations

from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash
from qinqing.tlog.merkle import root


class Levels:
    """A growing tree. Satisfies `merkle.Hashes`."""

    def __init__(self, tree: TreeHash) -> None:
        self.tree = tree
        self._levels = [bytearray()]

    @property
    def size(self) -> int:
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash, and every node it completes."""
        if len(leaf) != HASH_BYTES:
            raise refusals.hash_length()
        for level, hash_ in completed(self.tree, self, self.size, leaf):
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += hash_

    def complete(self, level: int, index: int) -> bytes:
        found = b""
        if 0 <= level < len(self._levels) and index >= 0:
            found = bytes(self._levels[level][index * HASH_BYTES : (index + 1) * HASH_BYTES])
        if not found:
            raise refusals.hash_missing(level, index)
        return found

    def root(self) -> bytes:
        return root(self.tree, self, self.size)


def completed(tree: TreeHash, hashes: Levels, index: int, leaf: bytes) -> list[tuple[int, bytes]]:
    """The hashes that the leaf at `index` completes, (level, hash) from the leaf upwards."""
    found, level = [(0, leaf)], 0
    while index & 1:
        leaf = tree.node(hashes.complete(level, index - 1), leaf)
        index, level = index >> 1, level + 1
        found.append((level, leaf))
    return found
