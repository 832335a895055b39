"""The hash of leaves and nodes in a tree of RFC 9162, over whatever hash function a profile has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HASH_BYTES = 32  # of SHA-256 and of SM3


@dataclass(frozen=True, slots=True)
class TreeHash:
    """Leaves and nodes are hashed apart, so that no node passes for a leaf."""

    name: str
    digest: Callable[[bytes], bytes]

    @property
    def empty(self) -> bytes:
        """The root of a tree without leaves."""
        return self.digest(b"")

    def leaf(self, entry: bytes) -> bytes:
        return self.digest(b"\x00" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.digest(b"\x01" + left + right)
