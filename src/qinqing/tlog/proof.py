"""Proofs of inclusion as text (C2SP tlog-proof): index, hashes, and the checkpoint with its signatures."""

from __future__ import annotations

from dataclasses import dataclass

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.checkpoint import Witnessed
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.merkle import MAX_PROOF, verify_inclusion
from qinqing.tlog.note import read_note
from qinqing.tlog.policy import Policy
from qinqing.tlog.text import from_base64, from_decimal, to_base64

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Proof:
    """That something stands at `index` under the checkpoint in `note`. `extra` is authenticated by nothing: receipts have none."""

    index: int
    hashes: tuple[bytes, ...]
    note: bytes
    extra: bytes | None = None

    @property
    def text(self) -> str:
        extra = [] if self.extra is None else [f"extra {to_base64(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *map(to_base64, self.hashes), ""]
        return "".join(f"{line}\n" for line in lines) + self.note.decode()


def read_proof(text: str, *, bare: bool = False) -> Proof:
    """The proof in a text; refuses what is not written exactly so. The checkpoint in it is not verified yet.

    `bare`: extra data is refused too, since nothing vouches for it.
    """
    head, found, note = text.partition("\n\n")
    header, *lines = head.split("\n")
    if header != HEADER or not found or not lines:
        raise refusals.proof_malformed(Say("开头或分段不对", "its beginning or its parts are wrong"))
    if bare and lines[0].startswith("extra "):
        raise refusals.proof_malformed(Say("附加数据没有签名担保", "nothing vouches for its extra data"))
    extra = _extra(lines.pop(0)) if lines[0].startswith("extra ") else None
    index = _index(lines.pop(0)) if lines else None
    if index is None:
        raise refusals.proof_malformed(Say("没有写序号", "it has no index"))
    data = _encoded(note)
    read_note(data)
    return Proof(index, tuple(read_hashes(lines)), data, extra)


def _encoded(note: str) -> bytes:
    try:
        return note.encode()
    except UnicodeEncodeError:
        raise refusals.proof_malformed(Say("不是文本", "it is no text")) from None


def _extra(line: str) -> bytes:
    data = from_base64(line.removeprefix("extra "))
    if data is None:
        raise refusals.proof_malformed(Say("附加数据不对", "its extra data is wrong"))
    return data


def _index(line: str) -> int | None:
    return from_decimal(line.removeprefix("index ")) if line.startswith("index ") else None


def read_hashes(lines: list[str]) -> list[bytes]:
    """One hash a line, at most 63."""
    hashes = [from_base64(line) for line in lines]
    found = [one for one in hashes if one is not None and len(one) == HASH_BYTES]
    if len(found) != len(lines) or len(lines) > MAX_PROOF:
        raise refusals.proof_malformed(Say("有的行不是哈希", "some line is no hash"))
    return found


def verify_proof(proof: Proof, entry: bytes, policy: Policy) -> Witnessed:
    """The checkpoint under which `entry` stands at the proof's index; refused unless signed, witnessed and included."""
    opened = policy.open(proof.note)
    checkpoint, tree = opened.checkpoint, opened.tree
    verify_inclusion(tree, tree.leaf(entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root)
    return opened
