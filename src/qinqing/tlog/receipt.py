"""The file an enterprise walks away with: its entry, what opens it, and the proof that it stands in the log.

JSON with a line for each thing, so that a person can read it; each value is written in one way only:

    {
     "v": 1,
     "kind": "receipt",
     "entry": "{\\"actor\\":…}",
     "opened": [
      {
       "name": "payload",
       "salt": "…",
       "payload": "{\\"words\\":…}"
      }
     ],
     "proof": [
      "c2sp.org/tlog-proof@v1",
      …
     ]
    }

`entry` and `payload` are exact canonical texts. `opened` names commitments of the entry; it may leave some out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.canonical import read_canonical
from qinqing.tlog.checkpoint import Witnessed
from qinqing.tlog.commitment import SALT_BYTES, commitment
from qinqing.tlog.policy import Policy
from qinqing.tlog.proof import Proof, read_proof, verify_proof
from qinqing.tlog.text import from_base64, to_base64

VERSION = 1
KIND = "receipt"
MAX_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens the entry's commitment of this name."""

    name: str
    salt: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """As it was read; nothing of it is verified yet."""

    entry: bytes
    openings: tuple[Opening, ...]
    proof: Proof


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
    opened = [
        {"name": o.name, "salt": to_base64(o.salt), "payload": o.payload.decode()} for o in receipt.openings
    ]
    document = {
        "v": VERSION,
        "kind": KIND,
        "entry": receipt.entry.decode(),
        "opened": opened,
        "proof": receipt.proof.text.removesuffix("\n").split("\n"),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_receipt(data: bytes) -> Receipt:
    """The receipt in a file; refuses what `write_receipt` would write otherwise."""
    receipt = _of(_document(data))
    if write_receipt(receipt) != data:
        raise refusals.receipt_malformed(Say("写法不规范", "it is written in another way"))
    return receipt


def _document(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise refusals.receipt_malformed(Say("太长", "it is too long"))
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise refusals.receipt_malformed(Say("不是 JSON", "it is not JSON")) from None


def _of(document: Any) -> Receipt:
    match document:
        case {"v": 1, "kind": "receipt", "entry": str(entry), "opened": list(opened), "proof": list(lines)}:
            proof = read_proof("".join(f"{_text(line)}\n" for line in lines))
            return Receipt(_bytes(entry), tuple(map(_opening, opened)), proof)
    raise refusals.receipt_malformed(Say("缺少或多出内容", "something is missing or added"))


def _opening(written: Any) -> Opening:
    match written:
        case {"name": str(name), "salt": str(salt), "payload": str(payload)}:
            found = from_base64(salt)
            _bytes(name)
            if found is not None and len(found) == SALT_BYTES:
                return Opening(name, found, _bytes(payload))
    raise refusals.receipt_malformed(Say("打开承诺值的内容不对", "what opens a commitment is malformed"))


def _text(line: Any) -> str:
    if not isinstance(line, str) or "\n" in line:
        raise refusals.receipt_malformed(Say("证明的某一行不对", "a line of the proof is wrong"))
    return line


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise refusals.receipt_malformed(Say("含有不成对的字符", "it holds half a character")) from None


def verify_receipt(receipt: Receipt, policy: Policy) -> Verified:
    """What the receipt proves to whoever trusts `policy`; refused at the first thing that does not hold."""
    witnessed = verify_proof(receipt.proof, receipt.entry, policy)
    entry = _canonical(receipt.entry)
    commitments = entry.get("cm")
    if not isinstance(commitments, dict):
        raise refusals.entry_not_canonical()
    payloads = {o.name: _opened(o, str(entry.get("type")), commitments) for o in receipt.openings}
    if len(payloads) != len(receipt.openings):
        raise refusals.receipt_malformed(Say("同一承诺值打开了两次", "it opens one commitment twice"))
    unopened = tuple(name for name in commitments if name not in payloads)
    return Verified(entry, payloads, unopened, receipt.proof.index, witnessed)


def _opened(opening: Opening, tag: str, commitments: dict[str, Any]) -> Any:
    if commitments.get(opening.name) != commitment(tag, opening.salt, opening.payload):
        raise refusals.opening_differs(opening.name)
    return _canonical(opening.payload)


def _canonical(data: bytes) -> dict[str, Any]:
    try:
        return read_canonical(data)
    except ValueError:
        raise refusals.entry_not_canonical() from None
