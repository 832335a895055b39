"""Seed and order of a draw: two formulas anybody can repeat (docs/algorithms/draw.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from heapq import nsmallest

SEED, TICKET, TEAM, SALT = b"qqdraw-seed/v1\n", b"qqdraw/v1\n", b"qqdraw-team/v1\n", b"qqdraw-salt/v1\n"
WIDTH = 32
# A heap is quicker than sorting everything while few of many are wanted.
FEW = 16


def seed_of(commit: bytes, nonces: Sequence[bytes], sources: Sequence[bytes]) -> bytes:
    """SHA-256("qqdraw-seed/v1\\n" ‖ commit ‖ N1 ‖ N2 ‖ SHA-256(source₁) ‖ …); 32-byte values, sources as committed.

    `commit`: SHA-256 of the text of the commit; `sources`: the normal form of each.
    """
    if len(nonces) != 2 or any(len(value) != WIDTH for value in (commit, *nonces)):
        raise ValueError("commit and both nonces are 32 bytes each")
    hashed = [hashlib.sha256(source).digest() for source in sources]
    return hashlib.sha256(b"".join((SEED, commit, *nonces, *hashed))).digest()


def tickets(seed: bytes, ids: Sequence[str]) -> list[bytes]:
    """SHA-256("qqdraw/v1\\n" ‖ seed ‖ "\\n" ‖ id) for each id, in UTF-8."""
    begins, sha256 = TICKET + seed + b"\n", hashlib.sha256
    return [sha256(begins + id.encode()).digest() for id in ids]


def first(seed: bytes, ids: Sequence[str], count: int) -> list[str]:
    """The `count` ids with the smallest tickets, ascending. More of them begin with the same ones."""
    drawn = zip(tickets(seed, ids), ids, strict=True)
    if count * FEW < len(ids):
        return [id for _, id in nsmallest(count, drawn)]
    return [id for _, id in sorted(drawn)[:count]]


def team_order(seed: bytes, enterprise: str, inspectors: Sequence[str]) -> list[str]:
    """Inspectors by SHA-256("qqdraw-team/v1\\n" ‖ seed ‖ "\\n" ‖ enterprise ‖ "\\n" ‖ inspector), ascending."""
    begins = TEAM + seed + b"\n" + enterprise.encode() + b"\n"
    return sorted(inspectors, key=lambda id: (hashlib.sha256(begins + id.encode()).digest(), id))


def salt(seed: bytes, what: str) -> bytes:
    """The salt of a commitment made after the draw: secret while the nonces are, and nobody's choice."""
    return hashlib.sha256(SALT + seed + b"\n" + what.encode()).digest()
