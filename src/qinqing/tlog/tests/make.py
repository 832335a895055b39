"""A small log and its people for the tests: keys from fixed seeds, entries, trees, checkpoints, receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from qinqing.refusals import Refused
from qinqing.tlog.canonical import canonical
from qinqing.tlog.checkpoint import Checkpoint
from qinqing.tlog.commitment import commitment
from qinqing.tlog.hashing import TreeHash
from qinqing.tlog.keys import Signer
from qinqing.tlog.levels import Levels
from qinqing.tlog.merkle import prove_consistency, prove_inclusion
from qinqing.tlog.note import signature_line, write_note
from qinqing.tlog.policy import Policy, simple_policy
from qinqing.tlog.profile import GUOMI, Profile
from qinqing.tlog.proof import Proof
from qinqing.tlog.receipt import Opening, Receipt
from qinqing.tlog.witness import Submission

ORIGIN = "log.county.example/2026"
NOW = 1_793_000_000
TYPE = "test.said"
WORDS = {"words": "某企业的申请，已收到"}


def seed(name: str) -> bytes:
    """32 bytes that are always the same for one name, and a private key of either profile."""
    return hashlib.sha256(f"qinqing/test/{name}".encode()).digest()


def log_key(of: Profile, name: str = ORIGIN) -> Signer:
    return Signer(name, of, seed(name))


def witness_keys(of: Profile, count: int = 2) -> list[Signer]:
    names = [f"witness{n}.example" for n in range(1, count + 1)]
    return [Signer(name, of, seed(name), cosigns=True) for name in names]


def salt(index: int) -> bytes:
    return seed(f"salt {index}")


def entry(index: int) -> bytes:
    """The canonical entry at `index`; its payload is `WORDS`."""
    body = {
        "v": 1,
        "id": f"{index:08}",
        "type": TYPE,
        "at": f"2026-11-01T08:{index // 60 % 60:02}:{index % 60:02}+08:00",
        "cm": {"payload": commitment(TYPE, salt(index), canonical(WORDS))},
        "pub": {"n": index},
    }
    return canonical(body)


def levels(tree: TreeHash, entries: Sequence[bytes]) -> Levels:
    found = Levels(tree)
    for one in entries:
        found.append(tree.leaf(one))
    return found


def plain_root(tree: TreeHash, leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, as it is written there: slow, and nothing to do with our own."""
    if len(leaves) < 2:
        return leaves[0] if leaves else tree.digest(b"")
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return tree.digest(b"\x01" + plain_root(tree, leaves[:half]) + plain_root(tree, leaves[half:]))


def checkpoint_note(
    checkpoint: Checkpoint, log: Signer, witnesses: Sequence[Signer] = (), time: int = NOW
) -> bytes:
    text = checkpoint.text
    cosignatures = [signature_line(text, witness, time) for witness in witnesses]
    return write_note(text, [signature_line(text, log), *cosignatures])


@dataclass(frozen=True)
class World:
    """A log of some entries with two witnesses, both of whom its policy asks for."""

    of: Profile
    entries: tuple[bytes, ...]
    levels: Levels
    log: Signer
    witnesses: tuple[Signer, ...]

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(ORIGIN, self.levels.size, self.levels.root())

    @property
    def note(self) -> bytes:
        return checkpoint_note(self.checkpoint, self.log, self.witnesses)

    @property
    def policy(self) -> Policy:
        return simple_policy(self.log.verifier, [w.verifier for w in self.witnesses], len(self.witnesses))

    def proof(self, index: int) -> Proof:
        hashes = prove_inclusion(self.of.tree, self.levels, index, self.levels.size)
        return Proof(index, tuple(hashes), self.note)

    def receipt(self, index: int) -> Receipt:
        opening = Opening("payload", salt(index), canonical(WORDS))
        return Receipt(self.entries[index], (opening,), self.proof(index))


def world(of: Profile, size: int = 11) -> World:
    entries = tuple(map(entry, range(size)))
    return World(of, entries, levels(of.tree, entries), log_key(of), tuple(witness_keys(of)))


def submission(of: Profile, old: int, grown: Levels, log: Signer) -> bytes:
    """The body by which a log asks a witness to cosign `grown`."""
    proof = prove_consistency(of.tree, grown, old, grown.size) if old else []
    note = checkpoint_note(Checkpoint(log.name, grown.size, grown.root()), log)
    return Submission(old, tuple(proof), note).body


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is done in it is refused by this code word, in words in both languages."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code, str(caught.value)
    assert caught.value.says.zh and caught.value.says.en


def is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return True
    return False


# The y of Ed25519's points of small order (1, 2, 4, 8), two of them also beyond the prime; libsodium refuses the same.
SMALL_ORDER = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)


def weak_keys() -> list[bytes]:
    """Public keys under which anybody signs, with either sign."""
    found = [bytes.fromhex(y) for y in SMALL_ORDER]
    return [*found, *(y[:-1] + bytes([y[-1] | 0x80]) for y in found)]


def flips(data: bytes, of: Profile | None = None) -> Iterator[bytes]:
    """`data` with each of its bytes changed, one at a time: three ways, or one where a profile is slow to verify."""
    changes = (0x20,) if of and of.name == GUOMI else (0x01, 0x20, 0x80)
    for place in range(len(data)):
        for change in changes:
            yield data[:place] + bytes([data[place] ^ change]) + data[place + 1 :]
