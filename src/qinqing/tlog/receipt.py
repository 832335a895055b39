"""The receipt: an entry, what opens it, and the proof that it stands in the log. Its form as a file: `handout`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qinqing.tlog.checkpoint import Witnessed
from qinqing.tlog.handout import RECEIPT, Handout, Opening, open_entry, read_handout, write_handout
from qinqing.tlog.policy import Policy
from qinqing.tlog.proof import Proof, read_proof, verify_proof

__all__ = ["Opening", "Receipt", "Verified", "read_receipt", "verify_receipt", "write_receipt"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """As it was read; nothing of it is verified yet."""

    entry: bytes
    openings: tuple[Opening, ...]
    proof: Proof

    @property
    def handout(self) -> Handout:
        return Handout(RECEIPT, self.entry, self.openings, self.proof.text)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a receipt proves: this entry, these payloads, at this place of the log, seen by these witnesses."""

    entry: Mapping[str, Any]
    payloads: Mapping[str, Any]
    unopened: tuple[str, ...]
    index: int
    witnessed: Witnessed


def write_receipt(receipt: Receipt) -> bytes:
    """The file's bytes."""
    return write_handout(receipt.handout)


def read_receipt(data: bytes) -> Receipt:
    """The receipt in a file; refuses what `write_receipt` would write otherwise, and data that nothing vouches for."""
    handout = read_handout(data, RECEIPT)
    return Receipt(handout.entry, handout.openings, read_proof(handout.signed, bare=True))


def verify_receipt(receipt: Receipt, policy: Policy) -> Verified:
    """What the receipt proves to whoever trusts `policy`; refused at the first thing that does not hold."""
    witnessed = verify_proof(receipt.proof, receipt.entry, policy)
    opened = open_entry(receipt.handout)
    return Verified(opened.entry, opened.payloads, opened.unopened, receipt.proof.index, witnessed)
